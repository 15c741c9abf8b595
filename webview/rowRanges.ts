/** Rows of the list that are selected: ranges in ascending order that do not touch, both ends included. */
export type RowRanges = readonly (readonly [first: number, last: number])[];

export function includesRow(ranges: RowRanges, row: number): boolean {
  return ranges.some(([first, last]) => row >= first && row <= last);
}

/** The rows from one to another, whichever comes first. */
export function rangeBetween(from: number, to: number): RowRanges {
  return [[Math.min(from, to), Math.max(from, to)]];
}

/** Adds a row, or takes it away where it is in. */
export function toggleRow(ranges: RowRanges, row: number): RowRanges {
  if (!includesRow(ranges, row)) return join([...ranges, [row, row] as const].sort(([a], [b]) => a - b));
  return ranges.flatMap(([first, last]): RowRanges => {
    if (row < first || row > last) return [[first, last]];
    const around: RowRanges = [
      [first, row - 1],
      [row + 1, last],
    ];
    return around.filter(([from, to]) => from <= to);
  });
}

function join(sorted: RowRanges): RowRanges {
  const joined: (readonly [number, number])[] = [];
  for (const [first, last] of sorted) {
    const previous = joined.at(-1);
    if (previous && first === previous[1] + 1) joined[joined.length - 1] = [previous[0], last];
    else joined.push([first, last]);
  }
  return joined;
}
