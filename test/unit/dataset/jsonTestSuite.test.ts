import { describe, expect, it } from 'vitest';
import { ChangeError } from '../../../src/dataset/changeError';
import { indexRecords } from '../../../src/dataset/indexRecords';
import { insertElement, jsonAt, setMember, setTexts } from '../../../src/dataset/jsonEdit';
import { readRecord } from '../../../src/dataset/readRecords';
import { parseRecord } from '../../../src/dataset/record';
import { INVALID, UNDEFINED, VALID } from './jsonTestSuite';
import { pathsOf, valueAt, withValueAt } from './oddJson';
import { breathe, sourceOf } from './support';

const all = { ...VALID, ...INVALID, ...UNDEFINED };

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const parse = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString());

describe('JSONTestSuite', () => {
  it.each(Object.entries(VALID))('valid: %s has no problem but of not being an object', (_name, text) => {
    const { value, problems } = parseRecord(bytesOf(text));
    expect(value).toEqual(JSON.parse(bytesOf(text).toString()));
    expect(problems.filter(({ code }) => code !== 'not-an-object')).toEqual([]);
  });

  it.each(Object.entries(INVALID))('invalid: %s is shown with the reason', (_name, text) => {
    const { text: shown, value, problems } = parseRecord(bytesOf(text));
    expect(shown === bytesOf(text).toString()).toBe(true);
    expect(value).toBeUndefined();
    const problem = problems.find(({ code }) => code === 'not-json' || code === 'blank')!;
    expect(problem.severity).toBe('error');
    const isTooDeep = text.length >= 100_000;
    expect(problem.message).toMatch(
      isTooDeep ? /^Not JSON: / : /^Not JSON: .*(?:column \d+|several lines)|^The line is blank/,
    );
    expect(problem.message.length).toBeLessThan(200);
  });

  it.each(Object.entries(UNDEFINED))(
    'implementation-defined: %s is read as JSON, or shown with the reason',
    (_name, text) => {
      const { value, problems } = parseRecord(bytesOf(text));
      expect(value === undefined).toBe(problems.some(({ code }) => code === 'not-json'));
    },
  );

  it('is kept, each case on a line', async () => {
    const cases = Object.values(all).map(bytesOf);
    const file = Buffer.concat(cases.flatMap((bytes) => [bytes, Buffer.from('\n')]));
    const source = sourceOf(Buffer.concat([Buffer.from('{}\n'), file]));
    const index = await indexRecords(source, { breathe });
    expect(index.count).toBe(cases.length + 1);
    cases.forEach((bytes, position) => {
      // A carriage return before the line feed belongs to the line's ending.
      const expected = latin1(bytes).replace(/\r$/, '');
      expect(latin1(readRecord(source, index, position + 1)) === expected).toBe(true);
    });
  });

  const readable = Object.entries({ ...VALID, ...UNDEFINED }).filter(
    ([, text]) => parseRecord(bytesOf(text)).value !== undefined,
  );

  it.each(readable)('%s is editable without other bytes changing', (_name, text) => {
    const bytes = bytesOf(text);
    const value = parse(bytes);
    for (const path of pathsOf(value)) {
      const own = valueAt(value, path);
      if (typeof own === 'string') {
        expect(latin1(setTexts(bytes, [{ path, text: own }]))).toBe(text);
        expect(parse(setTexts(bytes, [{ path, text: 'é\n"' }]))).toEqual(withValueAt(value, path, 'é\n"'));
      } else if (Array.isArray(own)) {
        const longer = latin1(insertElement(bytes, path, own.length, { text: 'Q' }));
        expect(longer.replace(/(?:,\s*)?"Q"/, '')).toBe(text);
      } else if (typeof own === 'object' && own !== null) {
        const longer = latin1(setMember(bytes, path, 'Q', { text: 'Q' }));
        expect(longer.replace(/(?:,\s*)?"Q"\s*:\s*"Q"/, '')).toBe(text);
      }
    }
  });

  it.each(readable)('%s stays as it is in a record that is edited', (_name, text) => {
    const record = bytesOf(`{"a": "b", "value": ${text}, "c": ${text}}`);
    const changed = setTexts(record, [{ path: ['a'], text: 'new' }]);
    expect(latin1(changed)).toBe(latin1(record).replace('"a": "b"', '"a": "new"'));
    expect(jsonAt(record, ['value'])).toBe(bytesOf(text).toString().trim());
  });

  it.each(Object.entries(INVALID))('invalid: %s is not edited as if it were JSON', (_name, text) => {
    expect(() => setMember(bytesOf(text), [], 'a', { text: 'b' })).toThrow(ChangeError);
  });
});
