import { expect, test } from 'vitest';
import { Repetition } from '../../../../src/editor/file/repetition';

const FULL = 'data.jsonl has not been saved: the disk is full.';

test('what nobody has asked for is said once, and once more after half a minute', () => {
  const repetition = new Repetition();
  const times = [0, 1, 1_000, 29_999, 30_000, 30_001, 59_999, 60_000];
  expect(times.filter((time) => repetition.isNews(FULL, false, time))).toEqual([0, 30_000, 60_000]);
});

test('what the user has asked for is answered each time, and not again unasked', () => {
  const repetition = new Repetition();
  expect(repetition.isNews(FULL, true, 0)).toBe(true);
  expect(repetition.isNews(FULL, true, 1)).toBe(true);
  expect(repetition.isNews(FULL, false, 2)).toBe(false);
});

test('another reason is news, and so is the same one after a save in between', () => {
  const repetition = new Repetition();
  expect(repetition.isNews(FULL, false, 0)).toBe(true);
  expect(repetition.isNews('data.jsonl has not been saved: the file is read-only.', false, 1)).toBe(true);
  expect(repetition.isNews(FULL, false, 2)).toBe(true);
  repetition.forget();
  expect(repetition.isNews(FULL, false, 3)).toBe(true);
});
