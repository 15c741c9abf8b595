import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareInCommon, wordDiff, type DiffPart } from '../../../webview/wordDiff';

const inWords = (parts: readonly DiffPart[]) =>
  parts.map(({ kind, text }) => ({ same: text, removed: `[-${text}-]`, inserted: `{+${text}+}` })[kind]).join('');

test('changed words are told, in languages with and without spaces', () => {
  expect(inWords(wordDiff('The sky is blue.', 'The sky is dark blue.'))).toBe('The sky is {+dark +}blue.');
  expect(inWords(wordDiff('天空是蓝色的。', '天空是灰色的。'))).toBe('天空是[-蓝色-]{+灰色+}的。');
  expect(inWords(wordDiff('آسمان آبی است', 'آسمان سیاه است'))).toBe('آسمان [-آبی -]{+سیاه +}است');
});

test('texts that are equal, or one of them empty', () => {
  expect(wordDiff('', '')).toEqual([]);
  expect(wordDiff('a b', 'a b')).toEqual([{ kind: 'same', text: 'a b' }]);
  expect(wordDiff('', 'new')).toEqual([{ kind: 'inserted', text: 'new' }]);
  expect(wordDiff('old', '')).toEqual([{ kind: 'removed', text: 'old' }]);
});

test('a comma that both have between other words is no reason to part a change', () => {
  expect(inWords(wordDiff('red, green end', 'one, two end'))).toBe('[-red, green -]{+one, two +}end');
});

test('parts make up both texts but for what stands between changes, and the new one to the character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const parts = wordDiff(before, after);
      const without = (kind: DiffPart['kind']) => parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('');
      expect(without('removed')).toBe(after);
      expect(without('inserted')).toBe(before);
    }),
  );
});

test('huge texts that differ everywhere are told as one change, not compared for ever', () => {
  const words = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const before = `start ${words('a', 3_000).join(' ')} end`;
  const after = `start ${words('b', 3_000).join(' ')} end`;
  expect(wordDiff(before, after).map(({ kind }) => kind)).toEqual(['same', 'removed', 'inserted', 'same']);
  const lines = wordDiff(`${words('a', 20_000).join('\n')}\nlast`, `${words('b', 20_000).join('\n')}\nlast`);
  expect(lines.map(({ kind }) => kind)).toEqual(['removed', 'inserted', 'same']);
});

test('how much two texts have in common', () => {
  expect(shareInCommon(wordDiff('', ''))).toBe(1);
  expect(shareInCommon(wordDiff('one two', 'one two'))).toBe(1);
  expect(shareInCommon(wordDiff('The reason is light', 'Der Grund ist Licht'))).toBe(0);
  expect(shareInCommon(wordDiff('a b c d', 'a b'))).toBeCloseTo(2 / 7, 1);
});
