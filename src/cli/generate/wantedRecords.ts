import { InvalidArgumentError } from 'commander';
import type { RecordView } from '../../schema/schema';

/** Records of a dataset as `--records` names them; ranges are of numbers from 1. */
export type WantedRecords = 'all' | 'flagged' | readonly (readonly [from: number, to: number])[];

/** `all`, `flagged`, or numbers and ranges: `1-10,15`. */
export function readRecords(value: string): WantedRecords {
  if (value === 'all' || value === 'flagged') return value;
  return value.split(',').map((part) => {
    const [, first, last = first] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part.trim()) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from >= 1 && to >= from)) {
      throw new InvalidArgumentError('Neither all, nor flagged, nor numbers from 1 such as 1-10,15.');
    }
    return [from, to] as const;
  });
}

/** The positions that ranges name, ascending, each once. */
export function positionsIn(ranges: Exclude<WantedRecords, string>, count: number): number[] {
  const positions = new Set<number>();
  for (const [from, to] of ranges) {
    for (let number = from; number <= Math.min(to, count); number++) positions.add(number - 1);
  }
  return [...positions].sort((a, b) => a - b);
}

/** The response of a record that is made anew where none is named: the last one that is not there to be rejected. */
export function mainResponse({ turns }: RecordView): number | undefined {
  const responses = turns.flatMap(({ role }, index) => (role === 'response' ? [index] : []));
  return responses.findLast((turn) => turns[turn].name !== 'rejected') ?? responses.at(-1);
}
