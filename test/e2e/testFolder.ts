import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of one test. */
export class TestFolder {
  constructor(readonly path: string) {}

  file(name: string): string {
    return join(this.path, name);
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await writeFile(this.file(name), content);
  }

  /** Writes records, one to a line. */
  async writeRecords(name: string, records: readonly unknown[]): Promise<void> {
    await this.write(name, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  }
}
