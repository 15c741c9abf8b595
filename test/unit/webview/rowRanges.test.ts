import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { includesRow, rangeBetween, toggleRow, type RowRanges } from '../../../webview/rowRanges';

const MOST = 12;
const rows = Array.from({ length: MOST + 1 }, (_, row) => row);

describe('toggleRow', () => {
  it('does what a set does, in ranges as few as can be', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(MOST)), (toggled) => {
        const model = new Set<number>();
        let ranges: RowRanges = [];
        for (const row of toggled) {
          ranges = toggleRow(ranges, row);
          if (!model.delete(row)) model.add(row);
          expect(rows.filter((each) => includesRow(ranges, each))).toEqual(rows.filter((each) => model.has(each)));
          for (const [at, [first, last]] of ranges.entries()) {
            expect(first).toBeLessThanOrEqual(last);
            if (at > 0) expect(first).toBeGreaterThan(ranges[at - 1][1] + 1);
          }
        }
      }),
    );
  });
});

describe('rangeBetween', () => {
  it('goes up and down', () => {
    expect(rangeBetween(2, 5)).toEqual([[2, 5]]);
    expect(rangeBetween(5, 2)).toEqual([[2, 5]]);
    expect(rangeBetween(3, 3)).toEqual([[3, 3]]);
  });
});
