import type * as vscode from 'vscode';
import type { SchemaChoice } from '../schema/schema';

/** What the user has chosen for one dataset file, instead of what is detected or set for all. */
export interface FilePreferences {
  readonly schema?: SchemaChoice;
  /** As in the setting `paddock.language.expected`. */
  readonly expectedLanguage?: string;
}

/** Remembers choices for files in the workspace's storage: a dataset is never written to for them. */
export class FilePreferencesStore {
  constructor(private readonly memento: vscode.Memento) {}

  get(file: vscode.Uri): FilePreferences {
    return this.memento.get<FilePreferences>(keyOf(file), {});
  }

  async update(file: vscode.Uri, change: FilePreferences): Promise<void> {
    await this.memento.update(keyOf(file), { ...this.get(file), ...change });
  }
}

function keyOf(file: vscode.Uri): string {
  return `file:${file.toString()}`;
}
