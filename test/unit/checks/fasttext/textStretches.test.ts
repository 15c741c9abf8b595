import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import { MODEL_PATH } from './native';
import { fuzzedLines, seededRandom, SENTENCES } from './texts';

const lid = LanguageIdentifier.read(readFileSync(MODEL_PATH));
const again = LanguageIdentifier.read(readFileSync(MODEL_PATH));
const stretches = lid.stretches();

/** Places between the words of a text, its beginning and its end. */
function places(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/ /g), ({ index }) => index), text.length];
}

function expectClose(found: Float32Array, wanted: Float32Array): void {
  found.forEach((probability, label) => expect(Math.abs(probability - wanted[label])).toBeLessThan(1e-5));
}

describe('TextStretches', () => {
  it('says of any run of stretches what the identifier says of that part of the text', () => {
    const random = seededRandom(7);
    const found = new Float32Array(lid.labels.length);
    for (const text of [...SENTENCES, SENTENCES.join(' '), ...fuzzedLines(300, 3)]) {
      const ends = places(text).filter((_, at, all) => at === 0 || at === all.length - 1 || random() < 0.4);
      stretches.begin(text);
      for (let at = 1; at < ends.length; at++) stretches.add(ends[at - 1], ends[at]);
      expect(stretches.count).toBe(ends.length - 1);
      const from = Math.floor(random() * stretches.count);
      const to = from + 1 + Math.floor(random() * (stretches.count - from));
      const part = text.slice(ends[from], ends[to]);
      const wanted = again.probabilities(part);
      expect(stretches.probabilities(from, to, found)).toBe(wanted.some((probability) => probability > 0));
      if (wanted.some((probability) => probability > 0)) expectClose(found, wanted);
      const labels = Uint16Array.from([1, 5, 9], (label) => Math.floor(random() * label * 19));
      const sum = labels.reduce((total, label) => total + wanted[label], 0);
      expect(Math.abs(stretches.probabilityOf(from, to, labels) - sum)).toBeLessThan(1e-5);
    }
  });

  it('knows nothing of a stretch without words', () => {
    stretches.begin('  \n Guten Morgen');
    stretches.add(0, 4);
    stretches.add(4, 16);
    const probabilities = new Float32Array(lid.labels.length).fill(7);
    expect(stretches.probabilities(0, 1, probabilities)).toBe(false);
    expect(probabilities.every((probability) => probability === 7)).toBe(true);
    expect(stretches.probabilityOf(0, 1, Uint16Array.of(0))).toBe(0);
    expect(stretches.probabilities(0, 2, probabilities)).toBe(true);
    expectClose(probabilities, again.probabilities('Guten Morgen'));
  });

  it('gives parts of a part when the words before are many', () => {
    const text = `${'Wort '.repeat(20_000)}The reason why the sky is blue`;
    stretches.begin(text);
    for (let start = 0; start < 100_000; start += 5) stretches.add(start, start + 5);
    stretches.add(100_000, text.length);
    const probabilities = new Float32Array(lid.labels.length);
    stretches.probabilities(20_000, 20_001, probabilities);
    expectClose(probabilities, again.probabilities('The reason why the sky is blue'));
  });
});
