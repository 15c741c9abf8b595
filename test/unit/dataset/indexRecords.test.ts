import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexRecords, scanLines } from '../../../src/dataset/indexRecords';
import { readRecord, readRecords } from '../../../src/dataset/readRecords';
import { RecordIndex } from '../../../src/dataset/recordIndex';
import { breathe, sourceOf } from './support';

interface Found {
  text: string;
  line: number;
}

/** What the index says of a file: its records as latin1, so that every byte counts, each with its line. */
async function recordsOf(bytes: Uint8Array | string, blockSize?: number): Promise<Found[]> {
  const source = sourceOf(bytes);
  const index = await indexRecords(source, { breathe: () => Promise.resolve(), blockSize, sliceSize: blockSize && 3 * blockSize });
  expect(index.complete).toBe(true);
  return Array.from({ length: index.count }, (_, position) => ({
    text: Buffer.from(readRecord(source, index, position)).toString('latin1'),
    line: index.line(position),
  }));
}

async function textsOf(bytes: Uint8Array | string, blockSize?: number): Promise<string[]> {
  return (await recordsOf(bytes, blockSize)).map(({ text }) => Buffer.from(text, 'latin1').toString());
}

describe('the index of lines', () => {
  /** The definition of a record, as slow and plain as can be. */
  function naiveLines(file: Buffer): Found[] {
    const text = file.toString('latin1').replace(/^\xef\xbb\xbf/, '');
    if (text === '') return [];
    const lines = text.split('\n');
    if (lines.at(-1) === '') lines.pop();
    else lines.push(lines.pop()!);
    const endsWithNewline = text.endsWith('\n');
    return lines.map((line, i) => ({
      text: i === lines.length - 1 && !endsWithNewline ? line : line.replace(/\r$/, ''),
      line: i + 1,
    }));
  }

  const oddBytes = fc
    .array(
      fc.constantFrom(
        ...['\n', '\r\n', '\r', '\n\n', '\xef\xbb\xbf', '{"a":1}', '"x', '\\', '\xc3', '\x80', '\xff', ' ', '\u0000'],
      ),
      { maxLength: 60 },
    )
    .map((parts) => Buffer.from(parts.join(''), 'latin1'))
    // What begins with a bracket may be an array: that is the other container.
    .filter((bytes) => !/^(\xef\xbb\xbf)?\s*\[/.test(bytes.toString('latin1')))
    // What begins like UTF-16 or is full of NUL bytes is not indexed as text.
    .filter((bytes) => bytes.length === 0 || bytes.filter((byte) => byte === 0).length / bytes.length <= 0.1);

  it('has the records that splitting the file at newlines gives, whatever the bytes and the block size', async () => {
    await fc.assert(
      fc.asyncProperty(oddBytes, fc.integer({ min: 1, max: 40 }), async (bytes, blockSize) => {
        expect(await recordsOf(bytes, blockSize)).toEqual(naiveLines(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same when another thread helps, however slow either is', async () => {
    const delays = fc.array(fc.nat(3), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(oddBytes, fc.integer({ min: 1, max: 3 }), delays, async (bytes, sliceSize, turns) => {
        const source = sourceOf(bytes);
        let turn = 0;
        const wait = async () => {
          for (let turnsLeft = turns[turn++ % turns.length]; turnsLeft > 0; turnsLeft--) await breathe();
        };
        const help = async (start: number, end: number) => {
          await wait();
          return scanLines(source, start, end);
        };
        const startHelper = () => wait().then(() => help);
        const index = await indexRecords(source, { breathe: wait, sliceSize, startHelper });
        const found = Array.from({ length: index.count }, (_, position) => ({
          text: Buffer.from(readRecord(source, index, position)).toString('latin1'),
          line: index.line(position),
        }));
        expect(found).toEqual(naiveLines(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('fails when a thread that helps fails, and needs none that does not start', async () => {
    const source = sourceOf('{}\n'.repeat(1_000));
    const failing = () => Promise.resolve(() => Promise.reject(new Error('out of memory')));
    await expect(indexRecords(source, { breathe, sliceSize: 30, startHelper: failing })).rejects.toThrow('out of memory');
    const absent = () => Promise.reject(new Error('no thread'));
    expect((await indexRecords(source, { breathe, sliceSize: 30, startHelper: absent })).count).toBe(1_000);
  });

  it('counts no record after a final newline, and none in an empty file', async () => {
    expect(await textsOf('')).toEqual([]);
    expect(await textsOf('\ufeff')).toEqual([]);
    expect(await textsOf('\n')).toEqual(['']);
    expect(await textsOf('{}\n')).toEqual(['{}']);
    expect(await textsOf('{}')).toEqual(['{}']);
    expect(await textsOf('{}\r\n\r\n{}\r\n')).toEqual(['{}', '', '{}']);
  });

  it('leaves the byte order mark out of the first record', async () => {
    expect(await textsOf('\ufeff{"a":1}\n{}')).toEqual(['{"a":1}', '{}']);
  });

  it('reaches over chunks of the index, and is followed by another thread while it grows', async () => {
    const count = 200_001;
    const source = sourceOf(Array.from({ length: count }, (_, i) => `${i}\r\n`).join(''));
    let follower: RecordIndex | undefined;
    const index = await indexRecords(source, {
      breathe,
      sliceSize: 64 << 10,
      onProgress: (growing) => {
        const shared = structuredClone(growing.share());
        if (follower) follower.adopt(shared);
        else follower = RecordIndex.fromShared(shared);
        expect(Buffer.from(readRecord(source, follower, follower.count - 1)).toString()).toBe(`${follower.count - 1}`);
      },
    });
    expect(index.count).toBe(count);
    expect(follower!.count).toBe(count);
    expect(follower!.complete).toBe(true);
    for (const position of [0, 65_535, 65_536, 131_072, count - 1]) {
      expect(Buffer.from(readRecord(source, follower!, position)).toString()).toBe(String(position));
    }
    expect(() => index.start(count)).toThrow(RangeError);
    expect(() => index.end(-1)).toThrow(RangeError);
  });

  it('takes 8 bytes a record', async () => {
    const index = await indexRecords(sourceOf('\n'.repeat(500_000)), { breathe });
    const bytes = index.share().chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    expect(bytes).toBeLessThanOrEqual(8 * (500_000 + 65_536));
  });

  it('tells progress after the first block, and stops when aborted', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const source = sourceOf('{}\n'.repeat(10_000));
    const indexing = indexRecords(source, {
      breathe,
      sliceSize: 300,
      signal: controller.signal,
      onProgress: (index, bytesDone) => {
        seen.push(index.count, bytesDone);
        controller.abort();
      },
    });
    await expect(indexing).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual([100, 300]);
  });
});

describe('the index of an array', () => {
  const space = fc.array(fc.constantFrom(' ', '\n', '\r\n', '\t'), { maxLength: 3 }).map((parts) => parts.join(''));

  /** Any JSON array, with any whitespace between its tokens. */
  const arrays = fc.tuple(fc.array(fc.jsonValue({ maxDepth: 3 })), fc.array(space, { minLength: 1 })).map(([value, spaces]) => {
    let next = 0;
    const tokens = JSON.stringify(value).match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^[\]{},:"]+/g)!;
    return { value, text: tokens.map((token) => spaces[next++ % spaces.length] + token).join('') + spaces[0] };
  });

  it('has the elements that JSON.parse finds, whatever the whitespace and the block size', async () => {
    await fc.assert(
      fc.asyncProperty(arrays, fc.integer({ min: 1, max: 40 }), async ({ value, text }, blockSize) => {
        // One line with more after it is JSONL; make sure that it is an array here.
        const file = text.trimStart().startsWith('[\n') ? text : text.replace('[', '[\n');
        const records = await recordsOf(Buffer.from(file), blockSize);
        const parsed = records.map(({ text }) => JSON.parse(Buffer.from(text, 'latin1').toString()));
        expect(parsed).toEqual(JSON.parse(JSON.stringify(value)));
        let from = 0;
        for (const record of records) {
          const at = Buffer.from(file).toString('latin1').indexOf(record.text, from);
          expect(record.line).toBe(Buffer.from(file).toString('latin1', 0, at).split('\n').length);
          from = at + record.text.length;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('loses no text of a broken array but whitespace, commas and brackets', async () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', '"', ',', ':', '\n', ' ', '\\', 'x', '{"a": 1}', '},\n{', '"k": "v"', '1', 'NaN', "'"],
    );
    const spaceCommaBracket = /[\s,[\]]/g;
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), async (parts, blockSize) => {
        const file = `[\n${parts.join('')}`;
        const records = await textsOf(file, blockSize);
        expect(records.join('').replace(spaceCommaBracket, '')).toBe(file.replace(spaceCommaBracket, ''));
        // Each in its place: in order and apart.
        let from = 0;
        for (const record of records) {
          expect(record).not.toBe('');
          const at = file.indexOf(record, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + record.length;
        }
        // In blocks of any size the same.
        expect(await textsOf(file)).toEqual(records);
      }),
      { numRuns: 1000 },
    );
  });

  async function problemOf(file: string): Promise<string | undefined> {
    return (await indexRecords(sourceOf(file), { breathe })).problem;
  }

  it('gives lines of elements, however the array is laid out', async () => {
    expect(await recordsOf('[{"a":1},\n {"b":\n2}, {"c":3}\n]\n')).toEqual([
      { text: '{"a":1}', line: 1 },
      { text: '{"b":\n2}', line: 2 },
      { text: '{"c":3}', line: 3 },
    ]);
  });

  it('reads an empty array, and one after a byte order mark', async () => {
    expect(await textsOf('[]')).toEqual([]);
    expect(await textsOf('\ufeff [\n]')).toEqual([]);
    expect(await textsOf('\ufeff[{"a":1}]')).toEqual(['{"a":1}']);
    expect(await problemOf('[{"a":1}]')).toBeUndefined();
  });

  it('keeps what there is of an array that is cut off', async () => {
    expect(await textsOf('[{"a":1}, {"b": [2, "x')).toEqual(['{"a":1}', '{"b": [2, "x']);
    expect(await textsOf('[{"a":1}, ')).toEqual(['{"a":1}']);
    expect(await problemOf('[{"a":1}, ')).toMatch(/not closed/);
    expect(await textsOf('[')).toEqual([]);
  });

  it('goes on after an element whose string does not end', async () => {
    const lines = '[\n  {"a": "x},\n  {"a": "y"},\n  {"a": "z"}\n]\n';
    expect(await textsOf(lines)).toEqual(['{"a": "x}', '{"a": "y"}', '{"a": "z"}']);
    const oneLine = '[{"a": "x}, {"a": "y"}, {"a": "z"}, {"a": "w"}]';
    expect((await textsOf(oneLine)).at(-1)).toBe('{"a": "w"}');
  });

  it('goes on after an element with a line break in a string, without splitting it', async () => {
    const file = '[\n  {\n    "a": "one\ntwo",\n    "b": [\n      {\n        "c": 1\n      }\n    ]\n  },\n  {\n    "a": 2\n  }\n]';
    const records = await textsOf(file);
    expect(records).toHaveLength(2);
    expect(records[0]).toMatch(/^\{\n {4}"a": "one\ntwo"[^]*\]\n {2}\}$/);
    expect(records[1]).toBe('{\n    "a": 2\n  }');
  });

  it('goes on after an element that is not closed', async () => {
    expect(await textsOf('[{"a": 1, {"b": 2}, {"c": 3}]')).toEqual(['{"a": 1', '{"b": 2}', '{"c": 3}']);
    expect(await textsOf('[{"a": [1, 2}, {"c": 3}]')).toEqual(['{"a": [1, 2}', '{"c": 3}']);
    expect(await textsOf('[\n{"a": 1},\n{"b": 2\n]')).toEqual(['{"a": 1}', '{"b": 2']);
  });

  it('reads elements without commas between them, and says so', async () => {
    const file = '[\n{"a":1}\n{"b":2}\n]';
    expect(await textsOf(file)).toEqual(['{"a":1}', '{"b":2}']);
    expect(await problemOf(file)).toBe('Line 3: a comma is missing between two records');
  });

  it('shows what follows after the array', async () => {
    const file = '[\n{"a":1}\n]\nDone: 1 record\n[{"b":2}]';
    expect(await textsOf(file)).toEqual(['{"a":1}', 'Done: 1 record', '[{"b":2}]']);
    expect(await problemOf(file)).toBe('Line 4: more follows after the end of the array');
  });

  it('takes numbers, literals and words that are not JSON as elements', async () => {
    expect(await textsOf('[1, NaN ,null, undefined {"a":1}, }, "x"]')).toEqual([
      ...['1', 'NaN', 'null', 'undefined', '{"a":1}', '}', '"x"'],
    ]);
    expect(await textsOf("[{'a': 'b'}, {'c': None}]")).toEqual(["{'a': 'b'}", "{'c': None}"]);
  });

  it('takes elements nested a million deep and deeper', async () => {
    const deep = '['.repeat(1_500_000);
    expect(await textsOf(`[{"a":${deep}`)).toEqual([`{"a":${deep}`]);
  });
});

describe('readRecords', () => {
  it('visits the records that readRecord reads, whatever their sizes', async () => {
    const sizes = [0, 10, 1 << 20, 5, 3 << 20, 0, 700_000, 700_000, 1];
    const source = sourceOf(sizes.map((size, i) => `${i}`.repeat(size)).join('\r\n'));
    const index = await indexRecords(source, { breathe });
    const visited: number[] = [];
    readRecords(source, index, 1, sizes.length, (position, bytes) => {
      visited.push(position);
      expect(Buffer.compare(bytes, readRecord(source, index, position))).toBe(0);
      expect(bytes.length).toBe(sizes[position]);
    });
    expect(visited).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
