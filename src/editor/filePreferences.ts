import type { Memento } from 'vscode';
import type { SchemaChoice } from '../schema/schema';

/** What the user has chosen for one dataset file, instead of what is detected or set for all. */
export interface FilePreferences {
  readonly schema?: SchemaChoice;
  /** As in the setting `paddock.language.expected`. */
  readonly expectedLanguage?: string;
}

/** Remembers choices for files, by the names that things are kept of them by: a dataset is never written to for them. */
export class FilePreferencesStore {
  constructor(private readonly memento: Memento) {}

  get(name: string): FilePreferences {
    return this.memento.get<FilePreferences>(keyOf(name), {});
  }

  async update(name: string, change: FilePreferences): Promise<void> {
    await this.memento.update(keyOf(name), { ...this.get(name), ...change });
  }
}

function keyOf(name: string): string {
  return `file:${name}`;
}
