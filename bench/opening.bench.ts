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

async function openSession<T>(work: (session: DatasetSession, first: Promise<void>) => Promise<T>): Promise<T> {
  let seen = () => {};
  const first = new Promise<void>((resolve) => (seen = resolve));
  const session = new DatasetSession({ kind: 'file', path }, { ...options, onIndexed: () => seen() });
  try {
    return await work(session, first);
  } finally {
    session.close();
  }
}

/** Seconds until all records are known, with the start of the threads in them. */
function index(): Promise<number> {
  return openSession(async (session) => {
    const seconds = await secondsOf(() => session.indexed);
    if (session.index.count !== records) throw new Error(`${session.index.count} records instead of ${records}`);
    return seconds;
  });
}

/** Seconds until 50 rows of the file can be shown, its schema found from what is known of it by then. */
function firstRows(): Promise<number> {
  return openSession((session, first) =>
    secondsOf(async () => {
      await first;
      const { detections } = await session.sampleSchemas();
      await session.useSchema(detections[0]?.choice);
      await session.rows(Array.from({ length: 50 }, (_, key) => ({ key })));
    }),
  );
}

const wordCount = () => secondsOf(() => execFileSync('wc', ['-l', path]));
await wordCount();
const times = await medians(9, { index, 'wc -l': wordCount, firstRows });
print([
  { what: 'first 50 rows', seconds: round(times.firstRows, 3) },
  { what: 'whole index', seconds: round(times.index, 3), 'times wc -l': round(times.index / times['wc -l']) },
  { what: 'wc -l', seconds: round(times['wc -l'], 3), 'times wc -l': 1 },
]);

const before = process.memoryUsage().rss;
const session = new DatasetSession({ kind: 'file', path }, options);
await session.indexed;
const grown = (process.memoryUsage().rss - before) / 1e6;
const jumps: number[] = [];
for (let jump = 0; jump < 100; jump++) {
  const key = Math.floor(Math.random() * records);
  jumps.push(await secondsOf(() => session.rows([{ key }])));
}
session.close();
print([
  { what: 'memory for the open file, MB', value: round(grown, 0) },
  { what: 'of it beyond 16 bytes a record, MB', value: round(grown - (16 * records) / 1e6, 0) },
  { what: 'jump to a record, median ms', value: round(1000 * jumps.sort((a, b) => a - b)[50], 2) },
  { what: 'jump to a record, slowest ms', value: round(1000 * jumps[99], 2) },
]);
