import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { DatasetSession } from '../src/engine/datasetSession';
import { corpus, corpusSource } from './corpus';
import { medians, print, round, secondsOf } from './measure';

// Opening a large file: the first rows, the whole index against `wc -l`, jumps, and memory.
// RECORDS=3400000 RESPONSE_BYTES=1100 gives a file of about 5 GB.

const records = Number(process.env.RECORDS ?? 500_000);
const path = await corpus(records, Number(process.env.RESPONSE_BYTES ?? 1_100));
const gigabytes = round(statSync(path).size / 1e9);
console.log(`${records.toLocaleString('en')} records, ${gigabytes} GB, ${corpusSource()}; ${availableParallelism()} cores`);

const options = { programs: resolve('dist'), threads: 1 };
const firstRows: number[] = [];

async function openAndIndex(): Promise<number> {
  let seen = () => {};
  const first = new Promise<void>((resolve) => (seen = resolve));
  let session!: DatasetSession;
  const seconds = await secondsOf(async () => {
    const began = performance.now();
    session = new DatasetSession({ kind: 'file', path }, { ...options, onIndexed: () => seen() });
    await first;
    const { detections } = await session.sampleSchemas();
    await session.useSchema(detections[0]?.choice);
    await session.rows(Array.from({ length: 50 }, (_, key) => ({ key })));
    firstRows.push((performance.now() - began) / 1000);
    await session.indexed;
  });
  if (session.index.count !== records) throw new Error(`${session.index.count} records instead of ${records}`);
  session.close();
  return seconds;
}

const wordCount = () => secondsOf(() => execFileSync('wc', ['-l', path]));
await wordCount();
const times = await medians(5, { paddock: openAndIndex, 'wc -l': wordCount });
print([
  { what: 'first 50 rows', seconds: round(firstRows.sort((a, b) => a - b)[firstRows.length >>> 1], 3) },
  { what: 'first rows and whole index', seconds: round(times.paddock), 'times wc -l': round(times.paddock / times['wc -l']) },
  { what: 'wc -l', seconds: round(times['wc -l']), 'times wc -l': 1 },
]);

const before = process.memoryUsage().rss;
const session = new DatasetSession({ kind: 'file', path }, options);
await session.indexed;
const grown = (process.memoryUsage().rss - before) / 1e6;
const jumps: number[] = [];
for (let jump = 0; jump < 100; jump++) {
  const position = Math.floor(Math.random() * records);
  jumps.push(await secondsOf(() => session.rows([{ key: position }])));
}
session.close();
print([
  { what: 'memory for the open file, MB', value: round(grown, 0) },
  { what: 'of it beyond 16 bytes a record, MB', value: round(grown - (16 * records) / 1e6, 0) },
  { what: 'jump to a record, median ms', value: round(1000 * jumps.sort((a, b) => a - b)[50], 2) },
  { what: 'jump to a record, slowest ms', value: round(1000 * jumps[99], 2) },
]);
