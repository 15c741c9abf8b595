import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../../../src/checks/language/fasttext/predictionLines';

describe('numbers as C++ prints them', () => {
  it.each([
    [0.950145, '0.950145'],
    [Math.fround(0.95), '0.95'],
    [1, '1'],
    [1.00001, '1.00001'],
    [1.0000001, '1'],
    [0.00012345678, '0.000123457'],
    [0.0001, '0.0001'],
    [0.00009582814, '9.58281e-05'],
    [0.00000999999999, '1e-05'],
    [0.000099999999, '0.0001'],
    [1.5e-12, '1.5e-12'],
    [1.5e-112, '1.5e-112'],
    [0, '0'],
  ])('%d: %s', (number, printed) => expect(formatNumber(number)).toBe(printed));
});
