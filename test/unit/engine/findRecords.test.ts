import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { Overlay } from '../../../src/dataset/edits/overlay';
import { compileFind } from '../../../src/dataset/find';
import type { FindQuery } from '../../../src/dataset/findQuery';
import { indexRecords } from '../../../src/dataset/indexRecords';
import { DatasetReader } from '../../../src/engine/datasetReader';
import { findRecords, recordMatches } from '../../../src/engine/findRecords';
import { breathe, sourceOf } from '../dataset/support';
import { temporaryFolder } from '../dataset/saving/support';

const log = new ContentLog(join(temporaryFolder(), 'contents'));
afterAll(() => log.close());

async function readerOf(file: Uint8Array, edits: readonly (readonly [key: number, text: string])[] = []): Promise<DatasetReader> {
  const source = sourceOf(file);
  const index = await indexRecords(source, { breathe });
  const overlay = new Overlay();
  for (const [key, text] of edits) {
    if (index.count > 0) overlay.set(key % index.count, log.append(Buffer.from(text)));
  }
  const reader = new DatasetReader({ source, index, overlay, contents: log });
  reader.useSchema({ id: 'alpaca' });
  return reader;
}

const finderOf = (query: Partial<FindQuery>) =>
  compileFind({ text: '', regex: false, matchCase: false, wholeWord: false, field: '', ...query });

/** Every record is read, parsed and tested. */
function slowly(reader: DatasetReader, query: FindQuery, from: number, to: number): number[] {
  const finder = compileFind(query);
  const keys = Array.from({ length: to - from }, (_, n) => from + n);
  return keys.filter((key) => recordMatches(reader.read(key), finder, query.field));
}

async function found(text: string, lines: readonly string[], query: Partial<FindQuery> = {}): Promise<number[]> {
  const finder = finderOf({ text, matchCase: true, ...query });
  expect(finder.filter).toBeDefined();
  return findRecords(await readerOf(Buffer.from(lines.join('\n'))), finder, query.field ?? '', 0, lines.length);
}

describe('finding a literal without parsing every record', () => {
  /** A JSON string of a text, each character spelled in one of the ways there are. */
  function spelled(text: string, ways: readonly number[]): string {
    const shorts: Record<string, string> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', '/': '/', '"': '"', '\\': '\\' };
    const unicode = (character: string, upper: boolean) =>
      character.replace(/[^]/g, (unit) => {
        const digits = unit.charCodeAt(0).toString(16).padStart(4, '0');
        return `\\u${upper ? digits.toUpperCase() : digits}`;
      });
    const characters = Array.from(text, (character, n) => {
      const way = ways.length > 0 ? ways[n % ways.length] : 0;
      if (way === 1) return unicode(character, false);
      if (way === 2) return unicode(character, true);
      const mustEscape = /["\\]|[^ -\uffff]/.test(character) && character.length === 1;
      if (shorts[character] && (mustEscape || way === 3)) return `\\${shorts[character]}`;
      return mustEscape ? unicode(character, false) : character;
    });
    return `"${characters.join('')}"`;
  }

  const characters = fc.constantFrom(
    ...['a', 'A', 'b', 'k', 'K', 's', 'S', '\u212a', 'ſ', 'ß', 'ẞ', 'é', 'É', 'i', 'I', 'İ', 'ı', 'σ', 'ς', 'Σ', 'я', 'Я'],
    ...['/', '"', '\\', '\n', '\t', '\u0000', '\u2028', '模', '😀', '𐐀', '𐐨', '\ud83d', '\ude00', '\ufffd'],
    ...['u', '0', '1', '2', 'e', '.', '-', '+', ' ', '(', '[', '^', '*', '{', '|'],
  );
  const texts = fc.string({ unit: characters, maxLength: 12 });
  const spellings = fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3), { maxLength: 12 });
  const strings = fc.tuple(texts, spellings).map(([text, ways]) => spelled(text, ways));
  const numbers = fc.constantFrom(
    ...['0', '-0', '1.0', '12e0', '1.2E+1', '1e400', '-1e999', '12345678901234567890', '0.0000001', '1e21', '100000000000000000000000'],
    ...['0.1234567890123456789', '1e-7', '3.10', '2023', '20.23e2'],
  );
  const records = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(strings, strings, fc.oneof(strings, numbers)) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '"aé', '{"aé', 'a"b\\n', '["a", 12e0]') },
  ).map((parts) =>
    typeof parts === 'string' ? parts : `{"instruction": ${parts[0]}, "output": ${parts[1]}, "ax": ${parts[2]}}`,
  );
  const files = fc.record({
    lines: fc.array(records, { maxLength: 8 }),
    asArray: fc.boolean(),
    broken: fc.constantFrom(Buffer.alloc(0), Buffer.from([0xc3]), Buffer.from([0xff, 0xa9, 0xf0])),
  });
  const queries = fc.record({
    text: fc.oneof(fc.string({ unit: characters, minLength: 1, maxLength: 3 }), fc.constantFrom('Infinity', 'in', '12', '1e+21', '67000')),
    regex: fc.constant(false),
    matchCase: fc.boolean(),
    wholeWord: fc.boolean(),
    field: fc.constantFrom('', '', 'instruction', 'response', 'output', 'ax'),
  });

  it('finds what reading every record finds, however characters are spelled', async () => {
    const edits = fc.array(fc.tuple(fc.nat(20), records), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(files, fc.array(queries, { minLength: 1, maxLength: 5 }), edits, async (file, several, changes) => {
        const { lines, asArray, broken } = file;
        const text = asArray ? `[\n${lines.join(',\n')}\n]` : lines.join('\n');
        const reader = await readerOf(Buffer.concat([Buffer.from(text), broken]), changes);
        const { count } = reader.index;
        for (const query of several) {
          for (const [from, to] of [[0, count], [Math.min(1, count), Math.max(Math.min(1, count), count - 1)]]) {
            const finder = compileFind(query);
            expect([query, findRecords(reader, finder, query.field, from, to)]).toEqual([query, slowly(reader, query, from, to)]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads every spelling of JSON', async () => {
    const spellings = ['é/😀', '\\u00e9\\/\\ud83d\\ude00', '\\u00E9\\u002f\\uD83D\\uDE00', 'é\\/\\uD83d\\ude00', 'e/😀'];
    const lines = spellings.map((spelling) => `{"output": "<${spelling}>"}`);
    expect(await found('é/😀', lines)).toEqual([0, 1, 2, 3]);
    expect(await found('É/😀', lines)).toEqual([]);
    expect(await found('É/😀', lines, { matchCase: false })).toEqual([0, 1, 2, 3]);
    expect(await found('say "hi"\n', ['{"output": "say \\"hi\\"\\n"}', '{"output": "say hi"}'])).toEqual([0]);
    expect(await found('STRASSE k', ['"Strasse \u212a"', '"\\u0053traße k"', '"stra\\u017fse k"'], { matchCase: false })).toEqual([0, 2]);
  });

  it('finds numbers as JavaScript writes them', async () => {
    const lines = ['1.2e1', '{"a": [12.0, "x"]}', '12345678901234567890', '1e400', '"12"', '13'];
    expect(await found('12', lines)).toEqual([0, 1, 2, 4]);
    expect(await found('67000', lines)).toEqual([2]);
    expect(await found('Infinity', lines)).toEqual([3]);
  });

  it('finds no keys, and what is in the field asked for only', async () => {
    const lines = ['{"output": "x"}', '{"instruction": "output", "output": "y"}', '{"output": "output"}', '{"output": "x", "output": "y"}'];
    expect(await found('output', lines)).toEqual([1, 2]);
    expect(await found('output', lines, { field: 'response' })).toEqual([2]);
    expect(await found('x', lines)).toEqual([0]);
  });

  it('reads records larger than a block, and finds several in one', async () => {
    const long = `{"output": "${'y'.repeat(3 << 20)}needle"}`;
    const lines = [long, ...Array.from({ length: 3_000 }, (_, n) => `{"output": "${n % 1_000 === 7 ? 'needle needle' : 'hay'}"}`), long];
    expect(await found('needle', lines)).toEqual([0, 8, 1_008, 2_008, 3_001]);
  });

  it('leaves to reading every record what bytes cannot tell', () => {
    expect(finderOf({ text: 'a', regex: true }).filter).toBeUndefined();
    for (const text of ['', '\ud83d', '\ude00', 'x\ufffd']) expect(finderOf({ text }).filter).toBeUndefined();
  });
});
