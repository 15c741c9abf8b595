import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentLog, SegmentWriter } from '../src/dataset/edits/contentLog';
import { type Edit, EditedDataset } from '../src/dataset/edits/editedDataset';
import { writeSnapshot } from '../src/dataset/edits/snapshotFile';
import { print, round, secondsOf } from './measure';

// Edits of a dataset that is not closed in between: each logs its bytes before and after, changes order and overlay,
// and joins the history. The peer keeps the lines in a plain array, splices it, and keeps what it has replaced.

const records = Number(process.env.RECORDS ?? 3_400_000);
const edits = Number(process.env.EDITS ?? 100_000);
const peerEdits = edits / 50;
const BULK_RECORDS = Math.min(1_000_000, records);
const RECORD_BYTES = 1_400;

const folder = mkdtempSync(join(tmpdir(), 'paddock-bench-'));
const before = Buffer.alloc(RECORD_BYTES, 'b');
const after = Buffer.alloc(RECORD_BYTES, 'a');
console.log(`${records.toLocaleString('en')} records; ${edits.toLocaleString('en')} edits of ${RECORD_BYTES} bytes`);

/** The same places in every run: multiplicative hashing of the edit's number. */
const place = (edit: number, count: number) => (Math.imul(edit, 2_654_435_761) >>> 0) % count;

function change(dataset: EditedDataset, edit: number): Edit {
  const key = dataset.order.keyAt(place(edit, dataset.order.count));
  const known = dataset.loggedContent(key) || dataset.log.append(before);
  return { label: 'Change', contents: { keys: [key], before: [known], after: [dataset.log.append(after)] } };
}

function insertOrDelete(dataset: EditedDataset, edit: number): Edit {
  const at = place(edit, dataset.order.count);
  const isInsertion = edit % 2 === 0;
  const key = isInsertion ? dataset.addedKey() : dataset.order.keyAt(at);
  const content = dataset.loggedContent(key) || dataset.log.append(isInsertion ? after : before);
  return {
    label: isInsertion ? 'Add' : 'Delete',
    contents: { keys: [key], before: [content], after: [content] },
    splices: [{ at, removed: isInsertion ? [] : [key], inserted: isInsertion ? [key] : [] }],
  };
}

const memory = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
};

/** Microseconds a step, for each tenth of the steps. */
async function tenths(steps: number, step: (n: number) => void): Promise<number[]> {
  const tenth = steps / 10;
  const times: number[] = [];
  for (let from = 0; from < steps; from += tenth) {
    const seconds = await secondsOf(() => {
      for (let n = from; n < from + tenth; n++) step(n);
    });
    times.push((seconds / tenth) * 1e6);
  }
  return times;
}

const rows: Record<string, string | number>[] = [];
function report(what: string, times: readonly number[]): number {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const [first, last] = [times[0], times[times.length - 1]];
  rows.push({ what, 'first tenth, µs each': round(first), 'last tenth': round(last), mean: round(mean) });
  return mean;
}

/** @returns microseconds an edit. */
async function singleEdits(name: string, edit: (dataset: EditedDataset, n: number) => Edit): Promise<number> {
  const memoryBefore = memory();
  const dataset = new EditedDataset(records, new ContentLog(join(folder, name)));
  const mean = report(`${name}: edit`, await tenths(edits, (n) => dataset.apply(edit(dataset, n))));
  const grown = memory() - memoryBefore;
  report(`${name}: undo`, await tenths(edits, () => dataset.undo()));
  report(`${name}: redo`, await tenths(edits, () => dataset.redo()));
  const backup = await secondsOf(() => writeSnapshot(join(folder, 'backup'), dataset, { size: 0, modified: '0' }));
  rows.push({ what: `${name}: memory after all edits, MB`, mean: round(grown, 0) });
  rows.push({ what: `${name}: a backup, ms`, mean: round(1000 * backup, 0) });
  const mark = dataset.mark();
  const keys = mark.order ? mark.order.byteLength / Uint32Array.BYTES_PER_ELEMENT : records;
  const saved = await secondsOf(() => dataset.saved(mark, keys));
  rows.push({ what: `${name}: over the saved file, ms`, mean: round(1000 * saved, 0) });
  dataset.log.close();
  return mean;
}

function bulk(dataset: EditedDataset): Edit {
  const writer = new SegmentWriter(dataset.log.newSegmentPath());
  for (let n = 0; n < 2 * BULK_RECORDS; n++) writer.add(before.subarray(0, 100));
  const first = dataset.log.adoptSegment(writer.close());
  const keys = Uint32Array.from({ length: BULK_RECORDS }, (_, n) => Math.floor((n * records) / BULK_RECORDS));
  const originals = keys.map((_, n) => first + n);
  return { label: 'Replace', contents: { keys, before: originals, after: originals.map((id) => id + BULK_RECORDS) } };
}

async function bulkEdits(): Promise<void> {
  const memoryBefore = memory();
  const dataset = new EditedDataset(records, new ContentLog(join(folder, 'bulk')));
  const name = `${BULK_RECORDS.toLocaleString('en')} records at once`;
  const replacement = bulk(dataset);
  const milliseconds = async (work: () => unknown) => round(1000 * (await secondsOf(work)), 0);
  rows.push({ what: `${name}: change, ms`, mean: await milliseconds(() => dataset.apply(replacement)) });
  rows.push({ what: `${name}: undo, ms`, mean: await milliseconds(() => dataset.undo()) });
  const { keys, before: originals } = replacement.contents!;
  const splices = dataset.order.deletion(keys);
  const deletion: Edit = { label: 'Delete', contents: { keys, before: originals, after: originals }, splices };
  rows.push({ what: `${name}: delete, ms`, mean: await milliseconds(() => dataset.apply(deletion)) });
  rows.push({ what: `${name}: memory, MB`, mean: round(memory() - memoryBefore, 0) });
  rows.push({ what: `${name}: undo, ms`, mean: await milliseconds(() => dataset.undo()) });
  dataset.log.close();
}

await singleEdits('change', change);
const paddock = await singleEdits('add, delete', insertOrDelete);
await bulkEdits();

const lines: string[] = Array.from({ length: records }, (_, n) => `${n}`);
const history: unknown[] = [];
const peer = report(
  `plain array of lines, ${peerEdits.toLocaleString('en')} times: add, delete`,
  await tenths(peerEdits, (n) => {
    const at = place(n, lines.length);
    history.push(n % 2 === 0 ? lines.splice(at, 0, `added ${n}`) : lines.splice(at, 1));
  }),
);
rows.push({ what: 'times as fast as the plain array: add, delete', mean: round(peer / paddock, 0) });
print(rows);
rmSync(folder, { recursive: true, force: true });
