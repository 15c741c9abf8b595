import type { LanguageTag } from '../../schema/schema';
import type { Equivalence } from './equivalence';
import type { ExpectedReason } from './languageVerdict';

/** How many responses of a file share these. */
export interface LanguageCount {
  readonly instruction?: LanguageTag;
  readonly found?: LanguageTag;
  readonly expected?: LanguageTag;
  readonly reason?: ExpectedReason;
  readonly count: number;
}

/** A file whose responses keep to one language, another than that of its instructions. */
export interface CrossLingual {
  readonly instruction: LanguageTag;
  /** To be offered as the expected language of the file's responses. */
  readonly response: LanguageTag;
  /** Share of the judged responses that are in it, 0 to 1. */
  readonly share: number;
  /** Responses that were judged. */
  readonly responses: number;
}

/** Responses, expected in their instruction's own language, that a file must have to show its make. */
const FEWEST_RESPONSES = 50;
/** Share of the instructions, and of the responses, that must keep to their one language. */
const CONSISTENT = 0.95;

/**
 * Recognises a cross-lingual dataset: English instructions, Finnish responses throughout.
 *
 * Only responses expected in their instruction's own language are counted, since for the others the dataset or the
 * instruction says itself what it wants. Nothing is offered where the responses are English and the instructions are
 * not: that is how a model that falls back on English looks, which is what people search for. Neither is anything
 * offered where responses follow the instruction now and then, or where instructions are in several languages.
 *
 * @returns `undefined` when the file is not surely one.
 */
export function recogniseCrossLingual(
  counts: Iterable<LanguageCount>,
  equivalence: Equivalence,
): CrossLingual | undefined {
  const instructions = new Map<LanguageTag, number>();
  const responses = new Map<LanguageTag, number>();
  let total = 0;
  for (const { instruction, found, reason, count } of counts) {
    if (reason !== 'instruction' || !instruction || !found) continue;
    total += count;
    add(instructions, instruction, count);
    add(responses, found, count);
  }
  if (total < FEWEST_RESPONSES) return undefined;
  const instruction = mostFrequent(instructions);
  const response = mostFrequent(responses);
  const share = countOf(response, responses, equivalence) / total;
  if (equivalence.same(instruction, response) || response === 'en' || share < CONSISTENT) return undefined;
  if (countOf(instruction, instructions, equivalence) < CONSISTENT * total) return undefined;
  return { instruction, response, share, responses: total };
}

function add(counts: Map<LanguageTag, number>, language: LanguageTag, count: number): void {
  counts.set(language, (counts.get(language) ?? 0) + count);
}

function mostFrequent(counts: Map<LanguageTag, number>): LanguageTag {
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
}

/** How many are in the language or in one that counts as it. */
function countOf(language: LanguageTag, counts: Map<LanguageTag, number>, equivalence: Equivalence): number {
  return [...counts].reduce((sum, [other, count]) => sum + (equivalence.same(language, other) ? count : 0), 0);
}
