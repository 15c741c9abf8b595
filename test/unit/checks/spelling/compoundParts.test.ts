import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../../src/checks/spelling/compoundParts';

describe('the parts of compounds', () => {
  it.each(['-', "'"])('are found however many %s hold them together', (mark) => {
    const count = 500_000;
    const parts = partsOf(Array.from({ length: count }, () => 'abc').join(mark), 0, 'en', 0);
    expect(parts).toHaveLength(count);
    expect(parts?.at(-1)).toMatchObject({ word: 'abc', start: 4 * (count - 1), end: 4 * count - 1 });
  });
});
