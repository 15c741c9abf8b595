import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '../../../src/metrics/wilson';

describe('wilson', () => {
  // R: prop.test(x, n, correct = FALSE)$conf.int
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [29, 29, 0.883, 1],
  ])('%i of %i lies between %f and %f', (successes, of, low, high) => {
    const interval = wilson(successes, of)!;
    expect(interval.rate).toBe(successes / of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('says nothing of nothing', () => expect(wilson(0, 0)).toBeUndefined());

  test('holds the rate, stays within 0 and 1, and narrows with more seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
        const successes = Math.round(share * of);
        const { rate, low, high } = wilson(successes, of)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(rate);
        expect(high).toBeGreaterThanOrEqual(rate);
        const more = wilson(successes * 10, of * 10)!;
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
  });
});
