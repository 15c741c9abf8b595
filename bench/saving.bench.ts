import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { ContentLog } from '../src/dataset/edits/contentLog';
import { Overlay } from '../src/dataset/edits/overlay';
import { indexRecords } from '../src/dataset/indexRecords';
import { replaceFile } from '../src/dataset/saving/replaceFile';
import { writeDataset } from '../src/dataset/saving/writeDataset';
import { openSource } from '../src/dataset/source';
import { breathe } from '../src/threads/rpc';
import { corpus, corpusSource } from './corpus';
import { medians, print, round, secondsOf } from './measure';

// Saving after one edit in the middle of a large file, against `cp` of that file. What a save promises, that its bytes
// have reached the disk, takes the disk's own time whoever writes: so it is compared with `cp` and an fsync of the copy,
// and what is written before the fsync with `cp` alone. Each way deletes what it wrote, and waits until the disk is
// idle, before the next begins. RECORDS=3400000 RESPONSE_BYTES=1100 gives a file of about 5 GB.

const records = Number(process.env.RECORDS ?? 500_000);
const path = await corpus(records, Number(process.env.RESPONSE_BYTES ?? 1_100));
const gigabytes = round(statSync(path).size / 1e9);
console.log(`${records.toLocaleString('en')} records, ${gigabytes} GB, ${corpusSource()}; ${availableParallelism()} cores`);

const folder = resolve('.cache/bench/saving');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const out = join(folder, 'saved.jsonl');

const source = openSource({ kind: 'file', path });
const index = await indexRecords(source, { breathe });
const contents = new ContentLog(join(folder, 'contents'));
const overlay = new Overlay();
overlay.set(records >>> 1, contents.append(Buffer.from('{"instruction": "edited", "output": "edited"}')));
const edited = { source, index, contents, overlay };

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Seconds that a way of writing takes; what it wrote is on the disk and gone before the next begins. */
async function timed(write: () => unknown): Promise<number> {
  const seconds = await secondsOf(write);
  sync(out);
  rmSync(out);
  execFileSync('sync');
  return seconds;
}

async function write(): Promise<void> {
  const descriptor = openSync(out, 'wx+');
  const { index: written } = await writeDataset(edited, descriptor, { breathe });
  closeSync(descriptor);
  if (written.count !== records) throw new Error(`${written.count} records instead of ${records}`);
}

const copy = () => execFileSync('cp', [path, out]);

const times = await medians(5, {
  write: () => timed(write),
  cp: () => timed(copy),
  save: () => timed(() => replaceFile(out, (descriptor) => writeDataset(edited, descriptor, { breathe }))),
  'cp, fsync': () => timed(() => (copy(), sync(out))),
});
contents.close();
source.close();
rmSync(folder, { recursive: true });
print([
  { what: 'write after one edit, with the new index', seconds: round(times.write), 'times cp': round(times.write / times.cp) },
  { what: 'cp', seconds: round(times.cp), 'times cp': 1 },
  { what: 'save after one edit: the same, fsync, rename', seconds: round(times.save), 'times cp, fsync': round(times.save / times['cp, fsync']) },
  { what: 'cp, fsync', seconds: round(times['cp, fsync']), 'times cp, fsync': 1 },
]);
