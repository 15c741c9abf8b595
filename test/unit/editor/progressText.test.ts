import { describe, expect, test } from 'vitest';
import { progressDetail, WorkRate } from '../../../src/editor/progressText';

/** Work that has gone on at this many units a second. */
class SteadyRate extends WorkRate {
  constructor(private readonly perSecond: number) {
    super();
  }

  override of(): number {
    return this.perSecond;
  }
}

describe('progressDetail', () => {
  test('says how much is done, how fast, and how long it will take', () => {
    expect(progressDetail({ done: 12_000, of: 67_000 }, new SteadyRate(23_000))).toBe(
      '12,000 of 67,000 records, 23,000 a second, 3 s left',
    );
    expect(progressDetail({ done: 1e9, of: 5e9 }, new SteadyRate(2e9), 'bytes')).toBe(
      '1,000 MB of 5,000 MB, 2,000 MB a second, 2 s left',
    );
    expect(progressDetail({ done: 1_000, of: 100_000 }, new SteadyRate(500))).toContain('4 min left');
  });

  test('says nothing of speed before there is any', () => {
    expect(progressDetail({ done: 0, of: 10 }, new WorkRate())).toBe('0 of 10 records');
  });
});
