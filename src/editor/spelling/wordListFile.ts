import { isUtf8 } from 'node:buffer';
import * as vscode from 'vscode';
import type { PersonalWord, PersonalWords } from '../../checks/spelling/spellingOptions';
import { addToWordList, parseWordList } from '../../checks/spelling/wordList';
import { replaceText } from '../../dataset/saving/replaceText';

/** Larger files are no word lists, in bytes. */
const LARGEST = 16 * 2 ** 20;
/** Where files are watched for, changes come in bursts, in milliseconds. */
const SETTLED_AFTER = 100;

export const NO_WORDS: PersonalWords = { accepted: [], forbidden: [] };

/** A word list in a file that people write to as well: it is read again when it has changed. */
export class WordListFile implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  words: PersonalWords = NO_WORDS;
  /** Settles when the list has been read for the first time. */
  readonly ready: Promise<void>;
  private text = '';
  private timer: NodeJS.Timeout | undefined;
  /** Reading and writing, one after the other. */
  private queue: Promise<void> = Promise.resolve();
  private readonly subscriptions: vscode.Disposable[];

  /**
   * @param heading what the list begins with when it is made, as a comment.
   * @param watched a folder that is there, and the list's path in it.
   */
  constructor(
    readonly uri: vscode.Uri,
    private readonly heading: string,
    watched: vscode.RelativePattern,
  ) {
    const watcher = vscode.workspace.createFileSystemWatcher(watched);
    const readSoon = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.read(), SETTLED_AFTER);
    };
    this.subscriptions = [
      watcher,
      watcher.onDidChange(readSoon),
      watcher.onDidCreate(readSoon),
      watcher.onDidDelete(readSoon),
      // Not every file system tells of changes.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && readSoon()),
      // Faster than any watcher, and where there is none.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.toString() === this.uri.toString()) void this.read();
      }),
    ];
    this.ready = this.read();
  }

  /** @throws Error naming the file when it cannot be written. */
  async add(words: readonly PersonalWord[], as: keyof PersonalWords): Promise<void> {
    await this.inTurn(async () => {
      // What is being written by hand is not to be lost.
      const before = this.document?.getText() ?? (await this.readText());
      const after = addToWordList(before === '' ? this.beginning : before, words, as);
      if (after !== before) await this.write(after);
      this.take(after);
    });
  }

  /** Shows the list in a text editor. */
  async open(): Promise<void> {
    await this.inTurn(async () => {
      if ((await this.readText()) === '') await this.write(this.beginning);
    });
    await vscode.window.showTextDocument(this.uri);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.changed.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Where it is open in a text editor. */
  private get document(): vscode.TextDocument | undefined {
    return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === this.uri.toString());
  }

  private get beginning(): string {
    return `# ${this.heading}\n# A word a line; behind it its language (Recordset en), where it is of one only; * before a word forbids it.\n`;
  }

  private read(): Promise<void> {
    return this.inTurn(async () => this.take(await this.readText())).catch((error: Error) => {
      void vscode.window.showWarningMessage(error.message);
    });
  }

  private take(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.words = parseWordList(text);
    this.changed.fire();
  }

  /** @returns the empty string when there is no such file. */
  private async readText(): Promise<string> {
    const { fs } = vscode.workspace;
    const stat = await fs.stat(this.uri).then(undefined, (error: vscode.FileSystemError) => {
      // Of one that only cannot be read, nothing is known: it must not be taken for empty, and begun anew.
      if (error.code === 'FileNotFound') return undefined;
      throw new Error(`The word list ${this.uri.fsPath} cannot be read: ${error.message}`, { cause: error });
    });
    if (!stat) return '';
    if (stat.size > LARGEST) throw new Error(`The word list ${this.uri.fsPath} is too large to be one.`);
    const bytes = await fs.readFile(this.uri);
    // Decoded all the same, it would be written back damaged.
    if (!isUtf8(bytes)) throw new Error(`The word list ${this.uri.fsPath} is not UTF-8: save it as UTF-8.`);
    return Buffer.from(bytes).toString('utf8');
  }

  private async write(text: string): Promise<void> {
    try {
      if (this.document) await typeText(this.document, text);
      // VS Code empties a file before it writes to it: what is full, or killed, would leave no list.
      else if (this.uri.scheme === 'file') await replaceText(this.uri.fsPath, text);
      else await vscode.workspace.fs.writeFile(this.uri, Buffer.from(text));
    } catch (error) {
      throw new Error(`The word list ${this.uri.fsPath} cannot be written: ${(error as Error).message}`, { cause: error });
    }
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.queue.then(work);
    this.queue = done.catch(() => undefined);
    return done;
  }
}

async function typeText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
  if (!(await document.save())) throw new Error('its editor cannot be saved.');
}
