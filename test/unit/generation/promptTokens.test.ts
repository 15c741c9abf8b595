import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ControlToken, PromptTokenizer } from '../../../src/generation/embedded/promptTokens';
import { ResponseText } from '../../../src/generation/embedded/responseText';
import { TokenText } from '../../../src/generation/embedded/tokenText';
import type { TextPrompt } from '../../../src/generation/prompt';

const trimsNothing = { trimsBefore: false, trimsAfter: false };
const control: readonly [string, ControlToken<number>][] = [
  ['<s>', { token: -1, ...trimsNothing }],
  ['</s>', { token: -2, ...trimsNothing }],
  ['<|im_end|>', { token: -3, ...trimsNothing }],
  ['<|im_end|>|', { token: -4, ...trimsNothing }],
  ['<|user|>', { token: -5, trimsBefore: true, trimsAfter: true }],
  ['[*+]', { token: -6, ...trimsNothing }],
];
/** Every character is a token. */
const tokenizer = new PromptTokenizer<number>({
  controlTokens: new Map(control),
  beginning: -1,
  tokenize: (text) => Array.from(text, (character) => character.codePointAt(0)!),
});

function prompt(text: string, ...literal: [number, number][]): TextPrompt {
  return { kind: 'text', text, literal: literal.map(([start, end]) => ({ start, end })), stop: [] };
}

function shown(tokens: readonly number[]): string {
  return tokens.map((token) => (token < 0 ? `{${-token}}` : String.fromCodePoint(token))).join('');
}

describe('tokens of a prompt', () => {
  test('are control tokens where the template has written them', () => {
    expect(shown(tokenizer.tokens(prompt('a</s>b<|im_end|>')))).toBe('{1}a{2}b{3}');
    expect(shown(tokenizer.tokens(prompt('<|im_end|>|')))).toBe('{1}{4}');
    expect(shown(tokenizer.tokens(prompt('[*+]')))).toBe('{1}{6}');
  });

  test('are plain where a record has, whole or in part', () => {
    expect(shown(tokenizer.tokens(prompt('a</s>b</s>', [1, 6])))).toBe('{1}a</s>b{2}');
    expect(shown(tokenizer.tokens(prompt('<s>', [1, 2])))).toBe('{1}<s>');
    expect(shown(tokenizer.tokens(prompt('</s></s>', [0, 1], [7, 8])))).toBe('{1}</s></s>');
    expect(shown(tokenizer.tokens(prompt('</s></s>', [0, 4])))).toBe('{1}</s>{2}');
  });

  test('begin with one that begins a text', () => {
    expect(shown(tokenizer.tokens(prompt('<s>a')))).toBe('{1}a');
    expect(shown(tokenizer.tokens(prompt('')))).toBe('{1}');
  });

  test('have no white space beside tokens that trim it', () => {
    expect(shown(tokenizer.tokens(prompt('a \n<|user|>\n b ')))).toBe('{1}a{5}b ');
  });

  test('are those of the text, whatever the record says', () => {
    const piece = fc.constantFrom(...control.map(([text]) => text), 'a', '<', '|', '>', 's', '😊');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('').replaceAll('<|user|>', '');
        const tokens = tokenizer.tokens(prompt(text, [0, text.length]));
        expect(shown(tokens)).toBe(`{1}${text}`);
      }),
    );
  });
});

describe('the text of tokens', () => {
  const bytes = { detokenize: (tokens: readonly number[]) => Buffer.from(tokens).toString() };

  test('comes in whole characters', () => {
    const text = new TokenText<number>(bytes, []);
    const pieces = [...Buffer.from('aä😊ก')].map((byte) => text.add(byte));
    expect(pieces).toEqual(['a', '', 'ä', '', '', '', '😊', '', '', 'ก']);
    expect(text.finish()).toBe('');
  });

  test('ends before a character that is not whole', () => {
    const text = new TokenText<number>(bytes, []);
    expect([0x61, 0xf0, 0x9f, 0x98].map((byte) => text.add(byte)).join('')).toBe('a');
    expect(text.finish()).toBe('');
  });

  test('goes on after bytes that make no character', () => {
    const text = new TokenText<number>(bytes, []);
    const broken = Array.from({ length: 16 }, () => text.add(0xff)).join('');
    expect(broken).toBe('\u{FFFD}'.repeat(16));
    expect(text.add(0x61)).toBe('a');
  });

  test('is that of all of them, however long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        fc.pre(!written.includes('\u{FFFD}'));
        const text = new TokenText<number>(bytes, []);
        expect([...Buffer.from(written)].map((byte) => text.add(byte)).join('') + text.finish()).toBe(written);
      }),
    );
  });
});

describe('a response with stop strings', () => {
  test('ends before the first of them, wherever it is cut', () => {
    const written = fc.string({ unit: fc.constantFrom('#', ' ', 'a', '\n'), maxLength: 30 });
    const stops = fc.array(fc.string({ unit: fc.constantFrom('#', ' ', 'a', '\n'), maxLength: 4 }), { maxLength: 3 });
    fc.assert(
      fc.property(written, stops, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (text, stop, sizes) => {
        const response = new ResponseText(stop);
        let got = '';
        for (let at = 0, n = 0; at < text.length; n++) {
          const size = sizes[n % sizes.length];
          got += response.add(text.slice(at, at + size));
          // What was said is never taken back.
          expect(text.startsWith(got)).toBe(true);
          at += size;
        }
        const stopped = response.stopped;
        got += response.finish();
        const ends = stop.filter((end) => end !== '').map((end) => text.indexOf(end)).filter((at) => at >= 0);
        expect(stopped).toBe(ends.length > 0);
        if (ends.length === 0) expect(got).toBe(text);
        else expect(stop.some((end) => end !== '' && got.includes(end))).toBe(false);
      }),
    );
  });

  test('holds back no more than may become one', () => {
    const response = new ResponseText(['### Input']);
    expect(response.add('a ##')).toBe('a ');
    expect(response.add(' b')).toBe('## b');
    expect(response.add('\n### Inp')).toBe('\n');
    expect(response.add('ut:')).toBe('');
    expect(response.stopped).toBe(true);
  });
});
