import { unknownWordTest } from '../../checks/verdicts/unknownWords';
import type { VerdictStore } from '../../checks/verdicts/verdictStore';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { RecordOrder } from '../../dataset/edits/recordOrder';
import { UNDETERMINED_LANGUAGE } from '../../metrics/languageMatrix';
import type { Filter } from '../../protocol/fromWebview';
import { Pace } from '../../threads/pace';

/** How many records are looked at before the time is. */
const STEP = 2_000;

/**
 * The records that pass every filter, in the order of the dataset.
 * @param verdicts absent before a check: then filters by verdicts pass nothing.
 * @param found the records that match each filter by text or by candidates, by ascending keys.
 * @param kept a record that stays in the list though it passes no more.
 */
export async function filterRecords(
  filters: readonly Filter[],
  order: RecordOrder,
  verdicts: VerdictStore | undefined,
  found: ReadonlyMap<Filter, ArrayLike<RecordKey>>,
  kept?: RecordKey,
): Promise<Uint32Array> {
  const tests = filters.map((filter) => testOf(filter, verdicts, found));
  const passed = new Uint32Array(order.count);
  let length = 0;
  const pace = new Pace();
  for (let from = 0; from < order.count && length < passed.length; from += STEP) {
    for (const key of order.keys(from, Math.min(order.count, from + STEP))) {
      if (key === kept || tests.every((test) => test(key))) passed[length++] = key;
    }
    await pace.keep();
  }
  return passed.slice(0, length);
}

function testOf(
  filter: Filter,
  verdicts: VerdictStore | undefined,
  found: ReadonlyMap<Filter, ArrayLike<RecordKey>>,
): (key: RecordKey) => boolean {
  switch (filter.kind) {
    case 'flagged':
      return (key) => verdicts?.flagged(key) ?? false;
    case 'verdict':
      return (key) => {
        const verdict = verdicts?.verdict(key)?.verdict;
        return verdict !== undefined && filter.verdicts.includes(verdict);
      };
    case 'found':
      return (key) =>
        verdicts?.verdicts(key).some(({ found }) => found && filter.languages.includes(found.language)) ?? false;
    case 'expected':
      return (key) =>
        verdicts?.verdicts(key).some(({ expected }) => expected && filter.languages.includes(expected)) ?? false;
    case 'languages': {
      const [instruction, response] = [new Set(filter.instruction), new Set(filter.found)];
      return (key) =>
        verdicts
          ?.verdicts(key)
          .some(
            (verdict) =>
              instruction.has(verdict.instruction?.language ?? UNDETERMINED_LANGUAGE) &&
              response.has(verdict.found?.language ?? UNDETERMINED_LANGUAGE),
          ) ?? false;
    }
    case 'misspelled':
      return (key) => verdicts?.isMisspelled(key) ?? false;
    case 'unknownWord':
      return verdicts ? unknownWordTest(verdicts, filter) : () => false;
    case 'textProblem':
      return verdicts?.textProblemTest(filter.problems) ?? (() => false);
    case 'problem':
      return (key) => verdicts?.problem(key) !== undefined;
    case 'candidate':
    case 'text': {
      const keys = found.get(filter) ?? [];
      return (key) => keys[firstAtOrAfter(keys, key)] === key;
    }
  }
}

/** The place of the first of ascending numbers that is not below `number`; how many there are when all are. */
export function firstAtOrAfter(numbers: ArrayLike<number>, number: number): number {
  return firstPlace(numbers.length, (place) => numbers[place] >= number);
}

/** The first place for which something holds that holds for all places after it; `count` when it holds for none. */
export function firstPlace(count: number, holds: (place: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
