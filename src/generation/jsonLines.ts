import { type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Pace } from '../threads/pace';
import { appendLines } from './appendLines';
import { checksummedLine, type ReadLine, readLine, valuesOf } from './checksummedLine';

/**
 * A file of JSON objects, one to a line and each with a checksum, that only grows: what has been written stays whatever
 * happens afterwards. What is appended while a write is under way goes with the next one.
 */
export class JsonLines {
  private waiting = '';
  private writing: Promise<void> = Promise.resolve();
  private failure: Error | undefined;

  private constructor(private readonly file: FileHandle) {}

  /** Opens a file to append to, a new one with its folders where there is none. @throws the file system's error. */
  static async open(path: string): Promise<JsonLines> {
    await mkdir(dirname(path), { recursive: true });
    return new JsonLines(await open(path, 'a+'));
  }

  /** @returns the length of what it adds to the file, in UTF-16 units. */
  append(value: object): number {
    const isIdle = this.waiting === '';
    const line = `${checksummedLine(value)}\n`;
    this.waiting += line;
    if (isIdle) this.writing = this.writing.then(() => this.write());
    return line.length;
  }

  /** Settles when all that was appended is written. @throws the file system's error, the first there was. */
  async written(): Promise<void> {
    await this.writing;
    if (this.failure) throw this.failure;
  }

  /** Settles when all that was appended has reached the disk. @throws as `written` does. */
  async synced(): Promise<void> {
    await this.written();
    await this.file.datasync();
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
    const lines = this.waiting;
    this.waiting = '';
    try {
      await appendLines(this.file, lines);
    } catch (error) {
      this.failure ??= error as Error;
    }
  }
}

export interface ReadLines {
  /** In their order, without lines that are damaged. */
  readonly values: readonly unknown[];
  /** What is wrong with the file, one sentence for people for each line that is passed over. */
  readonly problems: readonly string[];
}

/**
 * Reads such a file; there is nothing in it where there is none. Files of before there were checksums are read as well, where none of their lines has one.
 * @throws the file system's other errors.
 */
export async function readJsonLines(path: string): Promise<ReadLines> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const read: (ReadLine | undefined)[] = [];
  const pace = new Pace();
  for (const line of lines) {
    read.push(readLine(line));
    await pace.keep();
  }
  const values: unknown[] = [];
  const problems: string[] = [];
  valuesOf(read).forEach((value, index) => {
    if (lines[index] === '') return;
    if (value !== undefined) values.push(value);
    else problems.push(`${basename(path)}, line ${index + 1} is passed over: it is damaged or was cut off.`);
  });
  return { values, problems };
}
