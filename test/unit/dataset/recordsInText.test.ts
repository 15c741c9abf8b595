import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { onOneLine, recordsInText } from '../../../src/dataset/recordsInText';

describe('recordsInText', () => {
  it('takes lines as they are written, without blank ones', () => {
    const lines = ['{"a" : 1e400, "b":"\\u00e9"}', '{"n":12345678901234567890}'];
    expect(recordsInText(`\n${lines.join('\r\n\r\n')}\n`)).toEqual(lines);
  });

  it('puts an object, or those of an array, on a line each, and leaves numbers and strings alone', () => {
    expect(recordsInText('{\n  "a": "x  \\" y",\n  "n": 1.50\n}\n')).toEqual(['{"a":"x  \\" y","n":1.50}']);
    expect(recordsInText('[\n  {"a": 1},\n  {"b": [1, 2]}\n]')).toEqual(['{"a":1}', '{"b":[1,2]}']);
  });

  it('finds none in other texts', () => {
    for (const text of ['', ' \n', 'Hello', '{"a":1}\nHello', '[]', '[1]', '3', '"a"', 'null', '{"a":1', '[[{"a":1}]]']) {
      expect(recordsInText(text), text).toBeUndefined();
    }
  });

  it('gives back whatever records were written, spread out or not', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 5 }), (records) => {
        const expected = records.map((record) => JSON.stringify(record));
        expect(recordsInText(expected.join('\n'))).toEqual(expected);
        expect(recordsInText(JSON.stringify(records, undefined, 2))).toEqual(expected);
        expect(expected.map((line) => onOneLine(JSON.stringify(JSON.parse(line), undefined, 4)))).toEqual(expected);
      }),
    );
  });
});
