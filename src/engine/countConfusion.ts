import { readFileSync } from 'node:fs';
import type { LanguageCheck } from '../checks/language/checkLanguage';
import { baseLanguage, Equivalence } from '../checks/language/equivalence';
import type { LanguageIdentifier } from '../checks/language/fasttext/languageIdentifier';
import { ConfusionCounter, type ConfusionCounts } from '../metrics/languageConfusion/passRates';
import { fromModelLabel } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';
import type { DatasetReader, ReadRecord } from './datasetReader';

export interface WantedConfusion {
  readonly from: number;
  readonly to: number;
  /** The field of a record that says its source; its language's figures are means over sources. */
  readonly sourceField?: string;
  /** The file of English words, one a line. */
  readonly words: string;
}

export interface CountedConfusion {
  readonly counts: readonly ConfusionCounts[];
  /** Responses of which it cannot be told in which language they should be: not counted. */
  readonly untold: number;
}

/** Counts line and word errors of responses, each against the language that the check expects of it. */
export function countConfusion(
  reader: DatasetReader,
  check: LanguageCheck,
  { from, to, sourceField, words }: WantedConfusion,
): CountedConfusion {
  const counter = new ConfusionCounter(lineIdentifier(check), wordsOf(words));
  let untold = 0;
  reader.readAll(from, to, (record) => {
    const source = sourceField === undefined ? '' : sourceOf(record, sourceField);
    for (const { turn, expected } of check.check(record.view, { spans: false })) {
      if (expected === undefined) untold++;
      else counter.add(record.view.turns[turn].text, baseLanguage(expected), source);
    }
  });
  return { counts: counter.counts, untold };
}

function sourceOf({ parsed }: ReadRecord, field: string): string {
  const source = (parsed.value as Record<string, unknown> | null | undefined)?.[field];
  return typeof source === 'string' ? source : '';
}

/** Probability over which a line has a language, as in the benchmark's script. */
const SURE = 0.3;

/** Compares labels exactly, as the benchmark does; a language that the model lacks is in any that counts as it. */
function lineIdentifier({ identifier, options }: LanguageCheck): (line: string, language: LanguageTag) => boolean {
  const equivalence = new Equivalence(options.equivalent);
  const known = languagesOf(identifier);
  return (line, language) => {
    const [best] = identifier.predict(line, 1);
    if (!best || best.probability <= SURE) return false;
    const found = baseLanguage(fromModelLabel(best.label));
    return known.has(language) ? found === language : equivalence.same(found, language);
  };
}

function languagesOf({ labels }: LanguageIdentifier): ReadonlySet<LanguageTag> {
  return new Set(labels.map((label) => baseLanguage(fromModelLabel(label))));
}

let english: { readonly file: string; readonly words: ReadonlySet<string> } | undefined;

function wordsOf(file: string): ReadonlySet<string> {
  if (english?.file !== file) english = { file, words: new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean)) };
  return english.words;
}
