import * as vscode from 'vscode';
import type { PersonalWord, PersonalWords } from '../../checks/spelling/spellingOptions';
import { WORD_LISTS, type WordListName } from '../../protocol/fromWebview';
import type { WordListFile } from './wordListFile';
import type { WordLists } from './wordLists';

/** The words that people have decided about, as they hold for one dataset. */
export class DatasetWords implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** Settles when the lists have been read. */
  readonly ready: Promise<void>;
  private readonly lists = new Map<WordListName, WordListFile>();
  /** Right until the dataset is closed. */
  private readonly ignored: PersonalWord[] = [];
  private readonly subscriptions: vscode.Disposable[] = [];
  private isDisposed = false;

  constructor(lists: WordLists, dataset: vscode.Uri) {
    this.ready = this.open(lists, dataset);
  }

  /** The lists that words can be added to. */
  get names(): readonly WordListName[] {
    return [...this.lists.keys()];
  }

  get personal(): PersonalWords {
    const words = Array.from(this.lists.values(), ({ words }) => words);
    return {
      accepted: [...words.flatMap(({ accepted }) => accepted), ...this.ignored],
      forbidden: words.flatMap(({ forbidden }) => forbidden),
    };
  }

  /** @throws Error naming the file when its list cannot be written. */
  async accept(words: readonly PersonalWord[], where: WordListName | 'ignored'): Promise<void> {
    if (where === 'ignored') {
      this.ignored.push(...words);
      this.changed.fire();
    } else {
      await this.listOf(where).add(words, 'accepted');
    }
  }

  /** @throws Error naming the file when its list cannot be written. */
  async forbid(words: readonly PersonalWord[], where: WordListName): Promise<void> {
    await this.listOf(where).add(words, 'forbidden');
  }

  dispose(): void {
    this.isDisposed = true;
    this.changed.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async open(lists: WordLists, dataset: vscode.Uri): Promise<void> {
    for (const name of WORD_LISTS) {
      // A list that cannot be had leaves the others.
      const list = await lists.list(name, dataset).catch(() => undefined);
      if (!list || this.isDisposed) continue;
      this.lists.set(name, list);
      this.subscriptions.push(list.onDidChange(() => this.changed.fire()));
      await list.ready;
    }
  }

  private listOf(name: WordListName): WordListFile {
    const list = this.lists.get(name);
    if (!list) throw new Error('No folder is open that could have a dictionary.');
    return list;
  }
}
