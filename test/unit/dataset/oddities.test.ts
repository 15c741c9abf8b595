import { describe, expect, it } from 'vitest';
import { indexRecords } from '../../../src/dataset/indexRecords';
import { readRecords } from '../../../src/dataset/readRecords';
import { type ParsedRecord, parseRecord } from '../../../src/dataset/record';
import { breathe, sourceOf } from './support';

/** Real datasets have all of these. None may hide another, nor be lost. */
const ODDITIES: readonly (readonly [name: string, bytes: Buffer, problems: string[]])[] = [
  ['plain', Buffer.from('{"instruction": "a", "output": "b"}'), []],
  ['blank', Buffer.from(''), ['blank']],
  ['spaces', Buffer.from(' \t'), ['blank']],
  ['cut off', Buffer.from('{"instruction": "a", "output": "b'), ['not-json']],
  ['not UTF-8', Buffer.from('{"instruction": "caf\xe9"}', 'latin1'), ['invalid-utf8']],
  ['neither UTF-8 nor JSON', Buffer.from('{"instruction": "caf\xe9', 'latin1'), ['invalid-utf8', 'not-json']],
  ['not JSON', Buffer.from('instruction,output'), ['not-json']],
  ['NaN', Buffer.from('{"instruction": NaN}'), ['not-json']],
  ['empty text', Buffer.from('{"instruction": "", "output": ""}'), []],
  ['missing', Buffer.from('{}'), []],
  ['null', Buffer.from('{"instruction": null, "output": null}'), []],
  ['list', Buffer.from('{"instruction": "a", "output": ["b"]}'), []],
  ['number as id', Buffer.from('{"id": 12345678901234567890, "instruction": "a"}'), []],
  ['U+2028', Buffer.from('{"instruction": "a\u2028b\u2029c\u0085d"}'), []],
  ['lone surrogate', Buffer.from('{"instruction": "\\ud83d"}'), ['lone-surrogate']],
  ['not an object', Buffer.from('"instruction"'), ['not-an-object']],
  ['two on a line', Buffer.from('{"instruction": "a"}{"instruction": "b"}'), ['not-json']],
  ['NUL bytes', Buffer.from('\0\0\0\0'), ['not-json']],
  ['a carriage return in it', Buffer.from('{"instruction": "a"}\r{"instruction": "b"}'), ['not-json']],
  ['byte order mark in the middle', Buffer.from('\ufeff{"instruction": "a"}'), ['not-json']],
  ['markup', Buffer.from('{"instruction": "<img src=x onerror=alert(1)>"}'), []],
  ['50 MB', Buffer.from(JSON.stringify({ instruction: 'x'.repeat(50 << 20) })), []],
  ['last, plain', Buffer.from('{"instruction": "z", "output": "z"}'), []],
];

async function read(file: Buffer): Promise<ParsedRecord[]> {
  const source = sourceOf(file);
  const index = await indexRecords(source, { breathe });
  const records: ParsedRecord[] = [];
  readRecords(source, index, 0, index.count, (position, bytes) => {
    expect(index.line(position)).toBe(position + 1);
    records.push(parseRecord(bytes));
  });
  return records;
}

describe('a file with every oddity', () => {
  it.each([
    ['\\n', '\n', '\n', ''],
    ['\\r\\n', '\r\n', '\r\n', ''],
    ['\\n, without the last', '\n', '', ''],
    ['\\r\\n after a byte order mark', '\r\n', '', '\ufeff'],
  ])('with lines that end in %s has each of its records as it is', async (_name, ending, last, bom) => {
    const file = Buffer.concat([
      Buffer.from(bom),
      ...ODDITIES.flatMap(([, bytes], i) => [bytes, Buffer.from(i < ODDITIES.length - 1 ? ending : last)]),
    ]);
    const records = await read(file);
    expect(records).toHaveLength(ODDITIES.length);
    ODDITIES.forEach(([name, bytes, problems], i) => {
      const record = records[i];
      expect([name, record.problems.map(({ code }) => code)]).toEqual([name, problems]);
      expect(record.text === bytes.toString()).toBe(true);
    });
  });

  it('as an array has each of its records too', async () => {
    // In an array there are no blank records, and these would be several.
    const several = ['not JSON', 'two on a line', 'a carriage return in it', 'byte order mark in the middle'];
    const unfit = ['blank', 'spaces', ...several];
    const fit = ODDITIES.filter(([name]) => !unfit.includes(name));
    const file = Buffer.concat([
      Buffer.from('[\n'),
      ...fit.flatMap(([, bytes], i) => [bytes, Buffer.from(i < fit.length - 1 ? ',\n' : '\n]\n')]),
    ]);
    const source = sourceOf(file);
    const index = await indexRecords(source, { breathe });
    const seen: [string, string[]][] = [];
    readRecords(source, index, 0, index.count, (position, bytes) => {
      expect(index.line(position)).toBe(position + 2);
      const { text, problems } = parseRecord(bytes);
      expect(text === fit[position][1].toString()).toBe(true);
      seen.push([fit[position][0], problems.map(({ code }) => code)]);
    });
    expect(seen).toEqual(fit.map(([name, , problems]) => [name, problems]));
  });
});
