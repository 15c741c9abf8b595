import { createReadStream, createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { keepVerdicts, type KeptHeader, readKeptVerdicts } from '../src/checks/verdicts/keptVerdicts';
import { DEFAULT_LANGUAGE_OPTIONS } from '../src/checks/language/defaultLanguageOptions';
import { verdictsOfFile } from '../src/checks/verdicts/verdictsOfFile';
import { VerdictStore } from '../src/checks/verdicts/verdictStore';
import { fingerprintOf } from '../src/dataset/saving/fingerprint';
import { FindingsStorage } from '../src/editor/checks/findingsStorage';
import { DatasetSession } from '../src/engine/datasetSession';
import { Pace } from '../src/threads/pace';
import { corpus, corpusSource } from './corpus';
import { print, round, secondsOf } from './measure';

// What was found in a dataset, read when it is opened again, against checking it again, and against reading it from
// lines of JSON, as a script would have kept it.

const records = Number(process.env.RECORDS ?? 200_000);
const threads = Number(process.env.THREADS ?? 2);
const path = await corpus(records);
const folder = mkdtempSync(join(tmpdir(), 'paddock-kept-'));
const storage = new FindingsStorage(join(folder, 'findings'));
console.log(`${records.toLocaleString('en')} records, ${corpusSource()}; ${threads} threads`);

async function open(file: string): Promise<DatasetSession> {
  const session = new DatasetSession({ kind: 'file', path: file }, { programs: resolve('dist'), threads });
  const { detections } = await session.indexed.then(() => session.sampleSchemas());
  await session.useSchema(detections[0]?.choice);
  return session;
}

const longest: Record<string, number> = {};
/** Seconds that work takes, and how long it keeps the thread from anything else at most. */
async function measured(way: string, work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const seconds = await secondsOf(work);
  delay.disable();
  longest[way] = delay.max / 1e6;
  return seconds;
}

async function show(bytes: SharedArrayBuffer): Promise<VerdictStore> {
  const pace = new Pace();
  const batches = [];
  for (const batch of readKeptVerdicts(new Uint8Array(bytes)).batches) {
    batches.push(batch);
    await pace.keep();
  }
  const store = new VerdictStore();
  for (const { batch, checked } of batches) {
    store.add(batch, checked);
    await pace.keep();
  }
  return store;
}

/** In bytes, without what nobody uses any more. */
async function memoryInUse(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const verdicts = new VerdictStore();
const session = await open(path);
const seconds: Record<string, number> = {};
seconds['checking again'] = await measured('checking again', () =>
  session.check({
    language: DEFAULT_LANGUAGE_OPTIONS,
    findings: () => 'none',
    locale: 'en',
    onBatch: (batch) => verdicts.add(batch),
  }),
);
session.close();

const header: KeptHeader = { uri: path, base: fingerprintOf(path), records, conditions: '', complete: true, time: 0 };
seconds.keeping = await measured('keeping', () =>
  storage.write(path, keepVerdicts(header, verdictsOfFile(verdicts, records, () => true)), () => true),
);
const [kept] = readdirSync(join(folder, 'findings')).map((name) => statSync(join(folder, 'findings', name)).size);

const before = await memoryInUse();
let shown: VerdictStore | undefined;
seconds['reading what was kept'] = await measured('reading what was kept', async () => {
  shown = await show((await storage.read(path))!);
});
const memory = (await memoryInUse()) - before;
if (shown?.counts.flagged !== verdicts.counts.flagged) throw new Error('other verdicts than were kept');

const changed = join(folder, 'changed.jsonl');
const lines = readFileSync(path, 'utf8').split('\n');
for (let at = 0; at < records; at += 100) lines[at] = lines[at].replace('"output": "', '"output": "So: ').replace('"output":"', '"output":"So: ');
writeFileSync(changed, `${lines.reverse().filter(Boolean).join('\n')}\n`);
lines.length = 0;
const again = await open(changed);
let left = 0;
seconds['and of a file with 1 % changed, in another order'] = await measured('and of a file with 1 % changed, in another order', async () => {
  const bytes = (await storage.read(path))!;
  left = records - (await show(await again.carryKeptOver(bytes, fingerprintOf(changed), {}))).counts.records;
});
again.close();
if (left < records / 100 || left > records / 90) throw new Error(`${left} records are left to be checked`);

const ndjson = join(folder, 'verdicts.ndjson');
const out = createWriteStream(ndjson);
for (let key = 0; key < records; key++) {
  if (!out.write(`${JSON.stringify({ key, verdicts: verdicts.verdicts(key) })}\n`)) await once(out, 'drain');
}
out.end();
await once(out, 'finish');
seconds['reading lines of JSON'] = await measured('reading lines of JSON', async () => {
  const all: unknown[] = [];
  for await (const line of createInterface({ input: createReadStream(ndjson) })) all.push(JSON.parse(line));
  if (all.length !== records) throw new Error(`${all.length} records`);
});

print(
  Object.entries(seconds).map(([way, took]) => ({
    way,
    seconds: round(took, 3),
    'longest block, ms': round(longest[way], 1),
  })),
);
console.log(
  `On disk ${round(kept / records, 1)} bytes a record (JSON ${round(statSync(ndjson).size / records, 1)}), ` +
    `in memory ${round(memory / records, 1)}.`,
);
rmSync(folder, { recursive: true });
