import { expect, test } from 'vitest';
import { turnsBefore } from '../../../src/checks/language/turnsBefore';
import type { Turn } from '../../../src/schema/schema';

test('what was said before counts, in long conversations the latest of it', () => {
  const turns = Array.from({ length: 10_000 }, (_, at) => ({ role: 'instruction', text: `${at}` }) as Turn);
  const heard = (turn: number) => turnsBefore(turns, turn).map(({ text }) => Number(text));
  expect(heard(0)).toEqual([]);
  expect(heard(3)).toEqual([0, 1, 2]);
  expect(heard(9_999).at(-1)).toBe(9_998);
  expect(heard(9_999)).toHaveLength(200);
});
