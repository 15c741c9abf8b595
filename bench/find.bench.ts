import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { DatasetSession } from '../src/engine/datasetSession';
import { corpus, corpusSource } from './corpus';
import { medians, print, round, secondsOf } from './measure';

// Finding a literal in all records of an open dataset, from the question to the last answer with the start of the
// search's thread in it, against `grep -c`. RECORDS=3400000 RESPONSE_BYTES=1100 gives a file of about 5 GB.

const records = Number(process.env.RECORDS ?? 500_000);
const path = await corpus(records, Number(process.env.RESPONSE_BYTES ?? 1_100));
const gigabytes = round(statSync(path).size / 1e9);
console.log(`${records.toLocaleString('en')} records, ${gigabytes} GB, ${corpusSource()}; ${availableParallelism()} cores`);

const LITERALS = ['bench-4242', 'the answer is', 'explain', 'modèle', 'привет', '模型', 'say "'];

const session = new DatasetSession({ kind: 'file', path }, { programs: resolve('dist'), threads: 1 });
await session.indexed;
const { detections } = await session.sampleSchemas();
await session.useSchema(detections[0]?.choice);

async function paddock(text: string, matchCase: boolean): Promise<number> {
  const search = session.search({ text, regex: false, matchCase, wholeWord: false, field: '' });
  let found = 0;
  await search.run((keys) => (found += keys.length));
  search.end();
  return found;
}

/** @param text as it stands in the file. */
function grep(...options: string[]): number {
  const { stdout, status, error } = spawnSync('grep', [...options, path], { encoding: 'utf8' });
  if (error ?? status === 2) throw error ?? new Error('grep failed');
  return Number(stdout);
}

const rows: Record<string, string | number>[] = [];
for (const matchCase of [true, false]) {
  for (const literal of LITERALS) {
    const options = ['-c', '-F', ...(matchCase ? [] : ['-i']), '--', JSON.stringify(literal).slice(1, -1)];
    const lines = grep(...options);
    const found = await paddock(literal, matchCase);
    const times = await medians(3, {
      paddock: () => secondsOf(() => paddock(literal, matchCase)),
      grep: () => secondsOf(() => grep(...options)),
    });
    rows.push({
      find: literal,
      case: matchCase ? 'as written' : 'any',
      'records found': found,
      'lines of grep': lines,
      seconds: round(times.paddock),
      'seconds of grep -c': round(times.grep),
      'times grep': round(times.paddock / times.grep),
    });
  }
}
session.close();
print(rows);
