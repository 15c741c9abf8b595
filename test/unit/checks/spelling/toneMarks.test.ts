import { describe, expect, it } from 'vitest';
import { withOtherToneMark } from '../../../../src/checks/spelling/dictionaries/toneMarks';

describe('Vietnamese tone marks', () => {
  it.each([
    ['hòa', 'hoà'],
    ['hóa', 'hoá'],
    ['tòa', 'toà'],
    ['Khỏe', 'Khoẻ'],
    ['thủy', 'thuỷ'],
    ['HỌA', 'HOẠ'],
  ])('stand in %s or in %s', (one, other) => {
    expect(withOtherToneMark(one)).toBe(other);
    expect(withOtherToneMark(other)).toBe(one);
  });

  it.each(['quý', 'qúy', 'hoa', 'hoàn', 'mùa', 'hòà', 'thuý ', '', 'yêu', 'hôa'])('have one place in %j', (word) => {
    expect(withOtherToneMark(word)).toBeUndefined();
  });
});
