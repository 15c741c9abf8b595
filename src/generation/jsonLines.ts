import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Pace } from '../threads/pace';

const NEWLINE = 0x0a;

/**
 * A file of JSON values, one to a line, that only grows: what has been written stays whatever happens afterwards. What is
 * appended while a write is under way goes with the next one.
 */
export class JsonLines {
  private waiting = '';
  private writing: Promise<void> = Promise.resolve();
  private failure: Error | undefined;

  private constructor(
    private readonly file: FileHandle,
    private isCut: boolean,
  ) {}

  /** Opens a file to append to, a new one with its folders where there is none. @throws the file system's error. */
  static async open(path: string): Promise<JsonLines> {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+');
    const { size } = await file.stat();
    const last = new Uint8Array(1);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    // A line that was cut off must not take the next one with it.
    return new JsonLines(file, size > 0 && last[0] !== NEWLINE);
  }

  /** @returns the length of what it adds to the file, in UTF-16 units. */
  append(value: unknown): number {
    const isIdle = this.waiting === '';
    const line = `${JSON.stringify(value)}\n`;
    this.waiting += line;
    if (isIdle) this.writing = this.writing.then(() => this.write());
    return line.length;
  }

  /** Settles when all that was appended is written. @throws the file system's error, the first there was. */
  async written(): Promise<void> {
    await this.writing;
    if (this.failure) throw this.failure;
  }

  /** @throws as `written` does. */
  async close(): Promise<void> {
    try {
      await this.written();
    } finally {
      await this.file.close();
    }
  }

  private async write(): Promise<void> {
    const text = (this.isCut ? '\n' : '') + this.waiting;
    this.waiting = '';
    this.isCut = false;
    try {
      await this.file.appendFile(text);
    } catch (error) {
      this.failure ??= error as Error;
    }
  }
}

/** The values of such a file in their order, without lines that are no JSON; none where there is no file. */
export async function readJsonLines(path: string): Promise<unknown[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const values: unknown[] = [];
  const pace = new Pace();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    try {
      values.push(JSON.parse(line));
    } catch {
      // A line that was cut off.
    }
    await pace.keep();
  }
  return values;
}
