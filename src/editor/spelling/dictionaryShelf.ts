import type * as vscode from 'vscode';
import { Dictionaries, type DictionariesOptions } from '../../engine/dictionaries';

export type WantedDictionaries = Pick<DictionariesOptions, 'folders' | 'variants'>;

/** The dictionaries of the window: datasets with the same settings share them. */
export class DictionaryShelf implements vscode.Disposable {
  private readonly shelved = new Map<string, Dictionaries>();
  /** Datasets may still use them. */
  private readonly retired: Dictionaries[] = [];

  /** @param programs the folder of the built programs. */
  constructor(private readonly programs: string) {}

  take(wanted: WantedDictionaries): Dictionaries {
    const name = JSON.stringify(wanted);
    let dictionaries = this.shelved.get(name);
    if (!dictionaries) {
      dictionaries = new Dictionaries({ ...wanted, programs: this.programs });
      this.shelved.set(name, dictionaries);
    }
    return dictionaries;
  }

  /** The next time these are taken, folders are looked through again: there may be others, and broken ones mended. */
  renew(wanted: WantedDictionaries): void {
    const name = JSON.stringify(wanted);
    const before = this.shelved.get(name);
    if (!before) return;
    this.shelved.delete(name);
    this.retired.push(before);
    void before.close();
  }

  dispose(): void {
    for (const dictionaries of [...this.shelved.values(), ...this.retired]) void dictionaries.close();
  }
}
