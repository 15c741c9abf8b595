import { FLAGGED_VERDICTS } from '../checks/verdicts/verdictBlock';
import type { VerdictTally } from '../checks/verdicts/verdictCounts';
import { VERDICTS } from '../checks/language/languageVerdict';
import type { LanguageTag } from '../schema/schema';

/** BCP 47's subtag for a language that cannot be told. */
export const UNDETERMINED_LANGUAGE = 'und';

/** How many responses in which languages answer instructions in which languages. */
export interface LanguageMatrix {
  /** By row: the instructions' language; several where the seldom ones are counted together, in the last row. */
  readonly instructions: readonly (readonly LanguageTag[])[];
  /** By column: the responses' language, likewise. */
  readonly responses: readonly (readonly LanguageTag[])[];
  /** By row, then by column. */
  readonly cells: readonly (readonly MatrixCell[])[];
}

export interface MatrixCell {
  readonly responses: number;
  /** Of them, those that are flagged. */
  readonly flagged: number;
}

/**
 * Languages stand in the same order in rows and columns, most frequent first, so that responses in their instruction's
 * language lie on a diagonal; the language that cannot be told comes last, and after it all others together.
 * @param most languages that have a row, or a column, of their own.
 */
export function languageMatrix(tallies: Iterable<VerdictTally>, most = 12): LanguageMatrix {
  const pairs = [...tallies].map(({ instruction, found, counts }) => ({
    instruction: instruction ?? UNDETERMINED_LANGUAGE,
    found: found ?? UNDETERMINED_LANGUAGE,
    responses: sum(counts),
    flagged: sum(counts.filter((_, verdict) => FLAGGED_VERDICTS.includes(VERDICTS[verdict]))),
  }));
  const ofInstructions = new Map<LanguageTag, number>();
  const ofResponses = new Map<LanguageTag, number>();
  for (const { instruction, found, responses } of pairs) {
    ofInstructions.set(instruction, (ofInstructions.get(instruction) ?? 0) + responses);
    ofResponses.set(found, (ofResponses.get(found) ?? 0) + responses);
  }
  const total = (language: LanguageTag) => (ofInstructions.get(language) ?? 0) + (ofResponses.get(language) ?? 0);
  const order = (a: LanguageTag, b: LanguageTag) =>
    Number(a === UNDETERMINED_LANGUAGE) - Number(b === UNDETERMINED_LANGUAGE) || total(b) - total(a) || (a < b ? -1 : 1);
  const instructions = grouped(ofInstructions, most, order);
  const responses = grouped(ofResponses, most, order);
  const rowOf = placesOf(instructions);
  const columnOf = placesOf(responses);
  const cells = instructions.map(() => responses.map(() => ({ responses: 0, flagged: 0 })));
  for (const { instruction, found, ...counts } of pairs) {
    const cell = cells[rowOf.get(instruction)!][columnOf.get(found)!];
    cell.responses += counts.responses;
    cell.flagged += counts.flagged;
  }
  return { instructions, responses, cells };
}

/** The most frequent languages each by itself, the others together. */
function grouped(
  counts: ReadonlyMap<LanguageTag, number>,
  most: number,
  order: (a: LanguageTag, b: LanguageTag) => number,
): LanguageTag[][] {
  const byCount = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const isOwn = (language: LanguageTag) =>
    language === UNDETERMINED_LANGUAGE || byCount.length <= most || byCount.indexOf(language) < most;
  const others = byCount.filter((language) => !isOwn(language));
  const own = byCount.filter(isOwn).sort(order).map((language) => [language]);
  return others.length > 0 ? [...own, others] : own;
}

function placesOf(groups: readonly (readonly LanguageTag[])[]): Map<LanguageTag, number> {
  return new Map(groups.flatMap((languages, place) => languages.map((language) => [language, place] as const)));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
