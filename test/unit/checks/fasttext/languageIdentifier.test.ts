import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LanguageIdentifier, type LanguageScore } from '../../../../src/checks/language/fasttext/languageIdentifier';
import { MODEL_PATH, nativeUnavailable, predictNatively, runNative } from './native';
import { fuzzedLines, seededRandom, SENTENCES, sharedTexts } from './texts';

const lid = LanguageIdentifier.read(readFileSync(MODEL_PATH));

/** Neighbouring ranks whose probabilities are closer than this may be swapped: their order hangs on a last bit. */
const TIE = 1e-6;

interface Comparison {
  differentLabels: { text: string; ours: LanguageScore[]; native: LanguageScore[] }[];
  largestDifference: number;
}

function compare(
  identifier: LanguageIdentifier,
  modelPath: string,
  texts: readonly string[],
  count: number,
): Comparison {
  const [nativeOfNothing, ...native] = predictNatively(modelPath, ['', ...texts], count);
  const comparison: Comparison = { differentLabels: [], largestDifference: 0 };
  texts.forEach((text, i) => {
    const found = identifier.predict(text, count);
    // Of a text without anything known, the native tool judges the end of the line alone.
    const expected = found.length === 0 && sameScores(native[i], nativeOfNothing) ? [] : native[i];
    const isTie = (rank: number) =>
      [rank - 1, rank + 1].some((other) => Math.abs(expected[rank]?.probability - expected[other]?.probability) < TIE);
    const isSame =
      found.length === expected.length &&
      found.every(({ label }, rank) => label === expected[rank].label || isTie(rank));
    if (!isSame) comparison.differentLabels.push({ text, ours: found, native: expected });
    expected.forEach(({ probability }, rank) => {
      const difference = Math.abs(probability - (found[rank]?.probability ?? NaN));
      comparison.largestDifference = Math.max(comparison.largestDifference, difference);
    });
  });
  return comparison;
}

function sameScores(a: LanguageScore[], b: LanguageScore[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function expectSameAsNative(
  identifier: LanguageIdentifier,
  modelPath: string,
  texts: readonly string[],
  count: number,
) {
  const { differentLabels, largestDifference } = compare(identifier, modelPath, texts, count);
  expect(differentLabels).toEqual([]);
  expect(largestDifference).toBeLessThan(1e-5);
}

describe('with the model that the project ships', () => {
  it('tells common languages apart', () => {
    const found = SENTENCES.slice(0, 8).map((sentence) => lid.predict(sentence, 1)[0].label);
    expect(found).toEqual(['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl']);
  });

  it('has its labels without prefix', () => {
    expect(lid.labels).toHaveLength(176);
    expect(lid.labels).toContain('de');
  });

  it('gives nothing for a text in which it knows nothing', () => {
    for (const text of ['', ' \n\t\0', '</s>', '__label__de']) {
      expect(lid.predict(text, 3)).toEqual([]);
      expect(lid.probabilities(text).every((probability) => probability === 0)).toBe(true);
    }
  });

  it('reads a text as one line, without control tokens', () => {
    const plain = lid.predict('Guten Tag allerseits', 5);
    for (const text of [
      'Guten\nTag\r\nallerseits\n',
      '</s> Guten Tag </s>\n</s> allerseits',
      'Guten __label__fr Tag allerseits __label__',
      '\0Guten\0Tag\v\fallerseits',
    ]) {
      expect(lid.predict(text, 5)).toEqual(plain);
    }
  });

  it('gives the same probabilities one by one as all at once', () => {
    for (const text of [...SENTENCES, ...fuzzedLines(200, 5)]) {
      const probabilities = lid.probabilities(text);
      for (const { label, probability } of lid.predict(text, 5)) {
        expect(Math.abs(probabilities[lid.labels.indexOf(label)] - probability)).toBeLessThan(1e-6);
      }
    }
  });

  it('gives the same answer whatever it was asked before', () => {
    const fresh = LanguageIdentifier.read(readFileSync(MODEL_PATH));
    const texts = [...SENTENCES, ...fuzzedLines(300, 6)];
    const answers = texts.map((text) => fresh.predict(text, 3));
    expect(texts.map((text) => fresh.predict(text, 3))).toEqual(answers);
    expect(texts.toReversed().map((text) => fresh.predict(text, 3))).toEqual(answers.toReversed());
  });

  it('gives all its labels when more are asked for than it has, and none for 0', () => {
    expect(lid.predict(SENTENCES[0], 1000).length).toBeLessThanOrEqual(176);
    expect(lid.predict(SENTENCES[0], 0)).toEqual([]);
  });

  it('takes texts of 5 MB, with and without spaces', () => {
    expect(lid.predict(`${SENTENCES[0]} `.repeat(60_000), 1)[0].label).toBe('en');
    expect(lid.predict('空が青く見えるのは'.repeat(190_000), 1)[0].label).toBe('ja');
    expect(lid.predict('\ud800'.repeat(2_000_000), 1).length).toBeLessThanOrEqual(1);
    expect(lid.predict(SENTENCES[1], 1)[0].label).toBe('de');
  });

  it('reads lone surrogates as the replacement character', () => {
    for (const lone of ['\ud800', '\udc00', 'a\udfff', '\ud83d']) {
      const replaced = lone.replace(/[\ud800-\udfff]/, '\ufffd');
      expect(lid.predict(`Guten ${lone} Tag${lone}`, 3)).toEqual(lid.predict(`Guten ${replaced} Tag${replaced}`, 3));
    }
  });

  it('gives the same answer when it has seen more words than it keeps', () => {
    const fresh = LanguageIdentifier.read(readFileSync(MODEL_PATH));
    const answers = SENTENCES.map((text) => fresh.probabilities(text));
    for (let n = 0; n < 140_000; n += 500) {
      fresh.probabilities(Array.from({ length: 500 }, (_, i) => `w${n + i}`).join(' '));
      if (n % 10_000 === 0) expect(fresh.probabilities(SENTENCES[n % 35])).toEqual(answers[n % 35]);
    }
    expect(SENTENCES.map((text) => fresh.probabilities(text))).toEqual(answers);
  });
});

describe('languages of labels', () => {
  it('are BCP 47 tags', () => {
    expect(lid.languages).toContain('de');
    expect(lid.languages).toHaveLength(176);
    expect(lid.predictLanguages(SENTENCES[30], 1)[0]).toEqual({ language: 'zh', probability: expect.closeTo(1, 1) });
    expect(lid.predictLanguages('', 1)).toEqual([]);
  });

  it('can be restricted', () => {
    const german = 'Das ist ein Haus.';
    expect(lid.predict(german, 1)[0].label).toBe('de');
    const restricted = LanguageIdentifier.fromShared(lid.share(), { languages: ['nl', 'af', 'fr', 'zh-Hant', 'xx'] });
    expect([...restricted.labels].sort()).toEqual(['af', 'fr', 'nl', 'zh']);
    const all = lid.probabilities(german);
    const rest = restricted.labels.map((label) => all[lid.labels.indexOf(label)]);
    const sum = rest.reduce((total, probability) => total + probability, 0);
    const probabilities = restricted.probabilities(german);
    probabilities.forEach((probability, label) => expect(probability).toBeCloseTo(rest[label] / sum, 5));
    const ranked = restricted.predict(german, 4);
    for (const { label, probability } of ranked) {
      expect(probability).toBeCloseTo(probabilities[restricted.labels.indexOf(label)], 5);
    }
    expect(ranked.map(({ probability }) => probability)).toEqual(
      ranked.map(({ probability }) => probability).sort((a, b) => b - a),
    );
    const one = LanguageIdentifier.fromShared(lid.share(), { languages: ['fr-CA'] });
    expect(one.predict(german, 2)).toEqual([{ label: 'fr', probability: 1 }]);
    expect(one.predict('', 2)).toEqual([]);
    expect(() => LanguageIdentifier.fromShared(lid.share(), { languages: ['tlh'] })).toThrow(
      'The fastText model knows none of these languages: tlh.',
    );
  });
});

describe.skipIf(nativeUnavailable)(
  `against the native tool${nativeUnavailable ? `: ${nativeUnavailable}` : ''}`,
  () => {
    const shared = sharedTexts();

    it('answers the same for sentences in many languages', () => {
      expectSameAsNative(lid, MODEL_PATH, SENTENCES, 1);
      expectSameAsNative(lid, MODEL_PATH, SENTENCES, 10);
    });

    it('answers the same for 4,000 fuzzed lines', () => {
      const lines = fuzzedLines(4000, 1);
      expectSameAsNative(lid, MODEL_PATH, lines, 1);
      expectSameAsNative(lid, MODEL_PATH, lines.slice(0, 1000), 10);
    });

    it('answers the same for very long words and lines', () => {
      const random = seededRandom(3);
      const han = Array.from({ length: 30_000 }, () => String.fromCodePoint(0x4e00 + Math.floor(random() * 3000))).join(
        '',
      );
      const texts = [han, 'ab'.repeat(50_000), `${SENTENCES.join(' ')} `.repeat(200), `${SENTENCES[29].repeat(3000)}é`];
      expectSameAsNative(lid, MODEL_PATH, texts, 3);
    });

    it.skipIf(!shared)(`answers the same for real responses${shared ? '' : ': ../shared/data is not there'}`, () => {
      const everyThird = shared!.filter((_, at) => at % 3 === 0);
      const whole = everyThird.map((text) => text.replaceAll('\n', ' '));
      const lines = everyThird.flatMap((text) => text.split('\n'));
      expectSameAsNative(lid, MODEL_PATH, [...whole, ...lines], 1);
      expectSameAsNative(lid, MODEL_PATH, whole.slice(0, 1500), 5);
    });
  },
);

describe.skipIf(nativeUnavailable)(
  `with other people's models${nativeUnavailable ? `: ${nativeUnavailable}` : ''}`,
  () => {
    let folder = '';
    let manyLabels = '';
    let fewLabels = '';
    let scripts = '';
    const texts = [...SENTENCES, ...fuzzedLines(400, 2)];

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'paddock-fasttext-'));
      fewLabels = join(folder, 'few.txt');
      scripts = join(folder, 'scripts.txt');
      manyLabels = join(folder, 'many.txt');
      const random = seededRandom(4);
      const example = (label: string, sentence: string) => {
        const words = sentence.split(' ').filter(() => random() > 0.3);
        return `__label__${label} ${words.join(' ')}\n`;
      };
      const examples = (count: number, labelOf: (sentence: number) => string) =>
        Array.from({ length: count }, () => {
          const sentence = Math.floor(random() ** 2 * SENTENCES.length);
          return example(labelOf(sentence), SENTENCES[sentence]);
        }).join('');
      writeFileSync(
        fewLabels,
        examples(1500, (sentence) => `lang${sentence}_Latn`),
      );
      const labels = ['eng_Latn', 'deu_Latn', 'de', 'arb_Arab', 'zho_Hans', 'zho_Hant', 'srp_Cyrl', 'srp_Latn'];
      writeFileSync(
        scripts,
        examples(800, (sentence) => labels[sentence % labels.length]),
      );
      // The native tool quantizes an output of at least 256 labels only.
      writeFileSync(
        manyLabels,
        examples(4000, (sentence) => `${sentence}-${Math.floor(random() * 10)}`),
      );
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const train = (examples: string, options: string): string => {
      const output = join(folder, 'model');
      const fixed = ['-thread', '1', '-lr', '0.5', '-verbose', '0'];
      runNative(['supervised', '-input', examples, '-output', output, ...fixed, ...options.split(' ')]);
      return `${output}.bin`;
    };
    const quantize = (examples: string, options: string): string => {
      const output = join(folder, 'model');
      runNative(['quantize', '-input', examples, '-output', output, '-verbose', '0', ...options.split(' ')]);
      return `${output}.ftz`;
    };
    const check = (modelPath: string) => {
      const identifier = LanguageIdentifier.read(readFileSync(modelPath));
      expectSameAsNative(identifier, modelPath, texts, 1);
      expectSameAsNative(identifier, modelPath, texts, 4);
    };

    it.each([
      ['words only', '-loss softmax -dim 16'],
      ['words only, in a tree', '-loss hs -dim 9'],
      ['one dimension', '-loss softmax -dim 1 -minn 2 -maxn 3 -bucket 1000'],
      ['many dimensions', '-loss softmax -dim 258 -minn 2 -maxn 5 -bucket 3000 -epoch 2'],
      ['word pairs', '-loss softmax -dim 10 -wordNgrams 2 -bucket 3000'],
      ['word triples and character n-grams', '-loss hs -dim 7 -wordNgrams 3 -minn 2 -maxn 4 -bucket 5003'],
      ['character n-grams from one character on', '-loss softmax -dim 24 -minn 1 -maxn 3 -bucket 4096'],
      ['words, by negative sampling', '-loss ns -dim 12 -minn 2 -maxn 3 -bucket 3000'],
      ['long character n-grams', '-loss hs -dim 32 -minn 3 -maxn 6 -bucket 100000'],
    ])('reads a dense model of %s', (_, options) => check(train(fewLabels, options)));

    it.each([
      ['-loss softmax -dim 16 -minn 2 -maxn 4 -bucket 3000', '-dsub 2'],
      ['-loss softmax -dim 16 -minn 2 -maxn 4 -bucket 3000', '-qnorm -cutoff 1200'],
      ['-loss hs -dim 15 -minn 2 -maxn 3 -bucket 3000', '-qnorm -dsub 4'],
      ['-loss hs -dim 16 -wordNgrams 2 -minn 2 -maxn 3 -bucket 3000', '-cutoff 900'],
      ['-loss softmax -dim 8 -wordNgrams 2 -bucket 3000', '-qnorm -cutoff 2000 -dsub 3'],
    ])('reads a quantized model: %s, %s', (training, quantization) => {
      train(fewLabels, training);
      check(quantize(fewLabels, quantization));
    });

    it.each(['-qout', '-qout -qnorm'])('reads a model with a quantized output: %s', (options) => {
      train(manyLabels, '-loss softmax -dim 12 -minn 2 -maxn 3 -bucket 2000');
      check(quantize(manyLabels, options));
    });

    it.each(['softmax', 'hs'])('tells some of the languages apart: %s', (loss) => {
      const path = train(scripts, `-loss ${loss} -dim 10 -minn 2 -maxn 3 -bucket 2000 -lr 0.1`);
      const options = { languages: ['de', 'zh-Hant', 'sr'] };
      const identifier = LanguageIdentifier.open(path, options);
      expect([...identifier.languages].sort()).toEqual(['de', 'sr', 'zh-Hant']);
      expect([...identifier.labels].sort()).toEqual(['de', 'deu_Latn', 'srp_Cyrl', 'zho_Hant']);
      const native = predictNatively(path, SENTENCES, 100);
      SENTENCES.forEach((text, i) => {
        const of = (label: string) => native[i].find((score) => score.label === label)?.probability ?? 1e-5;
        const sum = identifier.labels.reduce((total, label) => total + of(label), 0);
        const probabilities = identifier.probabilities(text);
        identifier.labels.forEach((label, at) => expect(probabilities[at]).toBeCloseTo(of(label) / sum, 2));
        const [first] = identifier.predictLanguages(text, 1);
        const german = (of('de') + of('deu_Latn')) / sum;
        if (first.language === 'de') expect(first.probability).toBeCloseTo(german, 2);
      });
      const whole = LanguageIdentifier.open(path);
      expect([...whole.languages].sort()).toEqual(['ar', 'de', 'en', 'sr', 'sr-Latn', 'zh', 'zh-Hant']);
    });

    it('reads a one-vs-all model, whose labels have sigmoids of the same scores that softmax would compare', () => {
      const bytes = readFileSync(train(fewLabels, '-loss softmax -dim 10 -minn 2 -maxn 3 -bucket 2000 -lr 0.1'));
      const softmax = LanguageIdentifier.read(bytes);
      const lossOffset = 8 + 6 * 4;
      bytes.writeInt32LE(4, lossOffset);
      const oneVsAll = LanguageIdentifier.read(bytes);
      const tableStep = 16 / 512;
      for (const sentence of SENTENCES) {
        const [first, second] = softmax.predict(sentence, 2);
        const probabilities = oneVsAll.probabilities(sentence);
        const [p, q] = [first, second].map(({ label }) => probabilities[oneVsAll.labels.indexOf(label)] - 1e-5);
        const difference = Math.log(p / (1 - p)) - Math.log(q / (1 - q));
        const expected = Math.log((first.probability - 1e-5) / (second.probability - 1e-5));
        expect(Math.abs(difference - expected)).toBeLessThan(tableStep + 1e-3);
      }
    });

    it('refuses word vectors', () => {
      const output = join(folder, 'vectors');
      runNative(['skipgram', '-input', fewLabels, '-output', output, '-dim', '4', '-bucket', '100', '-epoch', '1', '-thread', '1']);
      expect(() => LanguageIdentifier.read(readFileSync(`${output}.bin`))).toThrow('word vectors only');
    });
  },
);

describe('damaged models', () => {
  const model = readFileSync(MODEL_PATH);

  it('refuses what is not a model', () => {
    for (const text of ['', 'PK\u0003\u0004', '{"a": 1}', '\0'.repeat(1000)]) {
      expect(() => LanguageIdentifier.read(Buffer.from(text))).toThrow('This is not a fastText model.');
    }
    const newer = Uint8Array.from(model);
    newer[4] = 13;
    expect(() => LanguageIdentifier.read(newer)).toThrow('file version 13');
  });

  it('refuses a truncated model, wherever it ends', () => {
    const random = seededRandom(7);
    for (let i = 0; i < 60; i++) {
      const length = Math.floor(random() ** 3 * (model.length - 1));
      expect(() => LanguageIdentifier.read(model.subarray(0, length))).toThrow(/fastText model/);
    }
    expect(() => LanguageIdentifier.read(model.subarray(0, -1))).toThrow('truncated');
  });

  it('refuses or survives any damaged head, without hanging', () => {
    const random = seededRandom(8);
    for (let i = 0; i < 50; i++) {
      const damaged = Uint8Array.from(model);
      const at = Math.floor(random() * 120);
      for (let j = at; j < at + 4; j++) damaged[j] = random() > 0.5 ? 0xff : Math.floor(random() * 256);
      try {
        LanguageIdentifier.read(damaged).predict('Guten Tag', 1);
      } catch (error) {
        expect((error as Error).message).toMatch(/fastText model/);
      }
    }
  });

  it('reads a model from anywhere in a buffer', () => {
    const shifted = new Uint8Array(model.length + 3).subarray(3);
    shifted.set(model);
    expect(LanguageIdentifier.read(shifted).predict(SENTENCES[1], 1)).toEqual(lid.predict(SENTENCES[1], 1));
  });
});
