import { VERDICTS } from '../checks/language/languageVerdict';
import { FLAGGED_VERDICTS, type VerdictTally } from '../checks/verdictStore';
import type { LanguageTag } from '../schema/schema';
import { type Proportion, wilson } from './wilson';

/** How well responses with one expected language keep to it. */
export interface LanguageAgreement {
  /** Absent where the expected language cannot be told, and for all languages together. */
  readonly language?: LanguageTag;
  readonly responses: number;
  /** Responses with verdict match or requested. */
  readonly agreeing: number;
  readonly flagged: number;
  /** Responses with verdict undetermined or empty: not counted in the rate. */
  readonly undetermined: number;
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
  const sum = (wanted: (verdict: (typeof VERDICTS)[number]) => boolean) =>
    counts.reduce((total, count, verdict) => total + (wanted(VERDICTS[verdict]) ? count : 0), 0);
  const agreeing = sum((verdict) => verdict === 'match' || verdict === 'requested');
  const flagged = sum((verdict) => FLAGGED_VERDICTS.includes(verdict));
  return {
    language,
    responses: sum(() => true),
    agreeing,
    flagged,
    undetermined: sum((verdict) => verdict === 'undetermined' || verdict === 'empty'),
    agreement: wilson(agreeing, agreeing + flagged),
  };
}
