import type { VerdictStore } from '../checks/verdictStore';
import type { Filter } from '../protocol/fromWebview';
import { breathe } from '../threads/rpc';

/** Positions of records, ascending. */
export type Positions = Uint32Array;

/** How many records are looked at before other work is let in. */
const STEP = 50_000;

/**
 * The records that pass every filter.
 * @param verdicts absent before a check: then only text filters can pass anything.
 * @param found the records that match each text filter.
 */
export async function filterRecords(
  filters: readonly Filter[],
  count: number,
  verdicts: VerdictStore | undefined,
  found: ReadonlyMap<Filter, Positions>,
): Promise<Positions> {
  const tests = filters.map((filter) => testOf(filter, verdicts, found));
  const kept = new Uint32Array(count);
  let length = 0;
  for (let position = 0; position < count; position++) {
    if (tests.every((test) => test(position))) kept[length++] = position;
    if (position % STEP === STEP - 1) await breathe();
  }
  return kept.slice(0, length);
}

function testOf(
  filter: Filter,
  verdicts: VerdictStore | undefined,
  found: ReadonlyMap<Filter, Positions>,
): (position: number) => boolean {
  switch (filter.kind) {
    case 'flagged':
      return (position) => verdicts?.flagged(position) ?? false;
    case 'verdict':
      return (position) => {
        const verdict = verdicts?.verdict(position)?.verdict;
        return verdict !== undefined && filter.verdicts.includes(verdict);
      };
    case 'found':
      return (position) =>
        verdicts?.verdicts(position).some(({ found }) => found && filter.languages.includes(found.language)) ?? false;
    case 'expected':
      return (position) =>
        verdicts?.verdicts(position).some(({ expected }) => expected && filter.languages.includes(expected)) ?? false;
    case 'problem':
      return (position) => verdicts?.problem(position) !== undefined;
    case 'text': {
      const positions = found.get(filter) ?? new Uint32Array();
      return (position) => placeOf(positions, position) >= 0;
    }
  }
}

/** The place of a position among others, -1 when it is not there. */
export function placeOf(positions: Positions | readonly number[], position: number): number {
  const at = firstAtOrAfter(positions, position);
  return positions[at] === position ? at : -1;
}

/** The place of the first position that is not before `position`; their number when all are. */
export function firstAtOrAfter(positions: Positions | readonly number[], position: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle] < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
