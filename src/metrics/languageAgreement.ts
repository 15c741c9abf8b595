import { VERDICTS, type Verdict } from '../checks/language/languageVerdict';
import type { VerdictTally } from '../checks/verdicts/verdictCounts';
import type { LanguageTag } from '../schema/schema';
import { type Proportion, wilson } from './wilson';

/** How well responses with one expected language keep to it. */
export interface LanguageAgreement {
  /** Absent where the expected language cannot be told, and for all languages together. */
  readonly language?: LanguageTag;
  readonly responses: number;
  /** Responses with verdict match or requested. */
  readonly agreeing: number;
  readonly mismatch: number;
  readonly mixed: number;
  /** Responses whose language cannot be told, and those without text: uncertain, and not counted in the rate. */
  readonly undetermined: number;
  readonly empty: number;
  /** agreeing of those judged; absent when none was. */
  readonly agreement?: Proportion;
}

/** By expected language, most responses first, and all together. */
export function languageAgreement(tallies: Iterable<VerdictTally>): {
  readonly languages: readonly LanguageAgreement[];
  readonly all: LanguageAgreement;
} {
  const byLanguage = new Map<LanguageTag | undefined, number[]>();
  const all = VERDICTS.map(() => 0);
  for (const { expected, counts } of tallies) {
    const sums = byLanguage.get(expected) ?? VERDICTS.map(() => 0);
    byLanguage.set(expected, sums);
    counts.forEach((count, verdict) => {
      sums[verdict] += count;
      all[verdict] += count;
    });
  }
  const languages = [...byLanguage].map(([language, counts]) => agreementOf(counts, language));
  languages.sort((a, b) => b.responses - a.responses);
  return { languages, all: agreementOf(all) };
}

/** @param counts by verdict, in the order of VERDICTS. */
function agreementOf(counts: readonly number[], language?: LanguageTag): LanguageAgreement {
  const of = (verdict: Verdict) => counts[VERDICTS.indexOf(verdict)];
  const agreeing = of('match') + of('requested');
  return {
    language,
    responses: counts.reduce((sum, count) => sum + count, 0),
    agreeing,
    mismatch: of('mismatch'),
    mixed: of('mixed'),
    undetermined: of('undetermined'),
    empty: of('empty'),
    agreement: wilson(agreeing, agreeing + of('mismatch') + of('mixed')),
  };
}
