import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll } from 'vitest';
import type { ContentLog } from '../../../../src/dataset/edits/contentLog';
import { Overlay } from '../../../../src/dataset/edits/overlay';
import type { RecordKey } from '../../../../src/dataset/edits/recordKey';
import { indexRecords } from '../../../../src/dataset/indexRecords';
import type { RecordIndex } from '../../../../src/dataset/recordIndex';
import type { EditedRecords } from '../../../../src/dataset/saving/editedRecords';
import { writeDataset } from '../../../../src/dataset/saving/writeDataset';
import { breathe, sourceOf } from '../support';

/** A folder that is removed after the tests of a file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-saving-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A record of an edited dataset; without bytes it is as in the file. */
export interface Placed {
  readonly key: RecordKey;
  readonly bytes?: Uint8Array;
}

/** A file with records in another order, other records, other contents. */
export async function edited(file: Uint8Array, placed: readonly Placed[], log: ContentLog): Promise<EditedRecords> {
  const source = sourceOf(file);
  const index = await indexRecords(source, { breathe });
  const overlay = new Overlay();
  for (const { key, bytes } of placed) if (bytes) overlay.set(key, log.append(bytes));
  const isAsInFile = placed.length === index.count && placed.every(({ key }, position) => key === position);
  return { source, index, contents: log, overlay, order: isAsInFile ? undefined : orderOf(placed) };
}

function orderOf(placed: readonly Placed[]): SharedArrayBuffer {
  const order = new SharedArrayBuffer(Uint32Array.BYTES_PER_ELEMENT * placed.length);
  new Uint32Array(order).set(placed.map(({ key }) => key));
  return order;
}

export interface Written {
  readonly bytes: Buffer;
  readonly index: RecordIndex;
}

/** What `writeDataset` makes of edited records. */
export async function write(records: EditedRecords, path: string): Promise<Written> {
  const descriptor = openSync(path, 'w+');
  try {
    const { index, size } = await writeDataset(records, descriptor, { breathe });
    const bytes = readFileSync(path);
    if (bytes.length !== size) throw new Error(`${size} bytes told, ${bytes.length} written`);
    return { bytes, index };
  } finally {
    closeSync(descriptor);
  }
}

/** All that an index says, to be compared. */
export function entriesOf(index: RecordIndex): unknown {
  const records = Array.from({ length: index.count }, (_, position) => [
    index.start(position),
    index.end(position),
    index.line(position),
  ]);
  return { container: index.container, complete: index.complete, problem: index.problem, records };
}

/** @returns the path of a program for Node that saves a file: see savingProcess.ts. */
export async function buildSavingProcess(folder: string): Promise<string> {
  const outfile = join(folder, 'savingProcess.mjs');
  const entryPoints = [join(import.meta.dirname, 'savingProcess.ts')];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm' });
  return outfile;
}
