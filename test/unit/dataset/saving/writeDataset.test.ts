import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ContentLog } from '../../../../src/dataset/edits/contentLog';
import { ADDED } from '../../../../src/dataset/edits/recordKey';
import { indexRecords } from '../../../../src/dataset/indexRecords';
import { writeDataset } from '../../../../src/dataset/saving/writeDataset';
import { breathe, sourceOf } from '../support';
import { edited, entriesOf, type Placed, temporaryFolder, write } from './support';

const folder = temporaryFolder();
const log = new ContentLog(join(folder, 'contents'));
afterAll(() => log.close());
const path = join(folder, 'written');

const save = async (file: string, placed: readonly Placed[]) =>
  (await write(await edited(Buffer.from(file), placed, log), path)).bytes.toString();

const BOM = '\ufeff';

/** Latin-1, so that every byte counts. */
const bytesOf = (text: string) => Buffer.from(text, 'latin1');

type Change =
  | { kind: 'edit'; at: number; text: string }
  | { kind: 'add'; at: number; text: string }
  | { kind: 'delete'; at: number }
  | { kind: 'move'; at: number; to: number };

const at = fc.nat(1000);
function changesOf(texts: fc.Arbitrary<string>): fc.Arbitrary<Change[]> {
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ kind: fc.constant('edit' as const), at, text: texts }),
    fc.record({ kind: fc.constant('add' as const), at, text: texts }),
    fc.record({ kind: fc.constant('delete' as const), at }),
    fc.record({ kind: fc.constant('move' as const), at, to: at }),
  );
  return fc.array(change, { maxLength: 12 });
}

/** Changes a plain list of records. */
function changed(count: number, changes: readonly Change[]): Placed[] {
  const placed: Placed[] = Array.from({ length: count }, (_, key) => ({ key }));
  let added = ADDED;
  for (const change of changes) {
    const where = placed.length > 0 ? change.at % placed.length : 0;
    if (change.kind === 'add') placed.splice(where, 0, { key: added++, bytes: bytesOf(change.text) });
    else if (placed.length === 0) continue;
    else if (change.kind === 'edit') placed[where] = { key: placed[where].key, bytes: bytesOf(change.text) };
    else if (change.kind === 'delete') placed.splice(where, 1);
    else {
      const [moved] = placed.splice(where, 1);
      placed.splice(change.to % (placed.length + 1), 0, moved);
    }
  }
  return placed;
}

describe('a file of lines', () => {
  const texts = fc.constantFrom(
    ...['{}', '{"a":1}', '', ' ', '\t', '{"a": "x', '\xc3', '\xff\xfe', '["a"]', 'x\r', '\r', '\xef\xbb\xbf', '[', '\0'],
    ...['{"a": "\\u00e9", "a": 1e400, "b": 12345678901234567890}', JSON.stringify({ a: 'x'.repeat(300) })],
  );
  const files = fc.record({
    bom: fc.constantFrom('', '\xef\xbb\xbf'),
    lines: fc.array(fc.tuple(texts, fc.constantFrom('\n', '\n', '\r\n'))),
    last: fc.constantFrom('', '{"z": 0}', 'z\r'),
  });

  /** The definition of what is saved, as slow and plain as can be. */
  function naiveLines(file: Buffer, placed: readonly Placed[]): Buffer {
    const [, bom, text] = /^(\xef\xbb\xbf)?([^]*)$/.exec(file.toString('latin1'))!;
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    const own = lines.map((line) => /\r?\n$/.exec(line)?.[0] ?? '');
    const lastIsEnded = own.at(-1) !== '';
    const written = placed.map(({ key, bytes }, position) => {
      const record = bytes ? Buffer.from(bytes).toString('latin1') : lines[key].slice(0, lines[key].length - own[key].length);
      if (position === placed.length - 1 && !lastIsEnded && record !== '') return record;
      return record + (own[key] || own[0] || '\n');
    });
    return bytesOf((bom ?? '') + written.join(''));
  }

  it('is written as a plain list of its lines would be, and indexed as if read anew', async () => {
    await fc.assert(
      fc.asyncProperty(files, changesOf(texts), async ({ bom, lines, last }, changes) => {
        const file = bytesOf(bom + lines.map((line) => line.join('')).join('') + last);
        const { container, count } = await indexRecords(sourceOf(file), { breathe });
        fc.pre(container === 'lines');
        const placed = changed(count, changes);
        const { bytes, index } = await write(await edited(file, placed, log), path);
        expect(bytes.toString('latin1')).toBe(naiveLines(file, placed).toString('latin1'));
        expect(entriesOf(index)).toEqual(entriesOf(await indexRecords(sourceOf(bytes), { breathe })));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps each line ending, and ends what is added as the first line', async () => {
    expect(await save('a\r\nb\nc', [{ key: 0 }, { key: ADDED, bytes: Buffer.from('x') }, { key: 2 }, { key: 1 }])).toBe(
      'a\r\nx\r\nc\r\nb',
    );
    expect(await save('a\nb\n', [{ key: 1 }, { key: 0, bytes: Buffer.from('é') }])).toBe('b\né\n');
    expect(await save(`${BOM}a\r\n`, [{ key: ADDED, bytes: Buffer.from('x') }, { key: 0 }])).toBe(`${BOM}x\r\na\r\n`);
  });

  it('is empty but for its byte order mark when no record is left, and filled from there', async () => {
    expect(await save('a\nb', [])).toBe('');
    expect(await save(`${BOM}a\n`, [])).toBe(BOM);
    expect(await save('', [{ key: ADDED, bytes: Buffer.from('{}') }])).toBe('{}\n');
  });

  it('keeps a blank record that has become the last of a file without final line ending', async () => {
    expect(await save('\na', [{ key: 0 }])).toBe('\n');
  });

  it('is indexed anew where its beginning makes it another kind of file', async () => {
    const file = '{}\n["a"]\n["b"]\n';
    const { index } = await write(await edited(Buffer.from(file), [{ key: 1 }], log), path);
    expect(index.container).toBe('array');
  });
});

describe('an array', () => {
  const texts = fc.constantFrom(
    ...['{}', '{"a":1}', '{\n  "a": 1\n}', '"x"', '1', 'null', '[1, 2]', '{"a": "x', '{"a": 1', '}', 'NaN', "{'a': None}"],
    JSON.stringify({ a: 'é'.repeat(300), b: ['],[', '{'] }),
  );
  const gaps = fc.constantFrom(',\n  ', ',\n  ', ',', ', ', '\r\n,\r\n', '\n', ',,', ' \t,\n\n', '\n]\n');
  const files = fc.record({
    prefix: fc.constantFrom('[\n  ', '[\n', '\xef\xbb\xbf[\n  ', ' [\n,', '\n[\r\n'),
    elements: fc.array(fc.tuple(texts, gaps)),
    suffix: fc.constantFrom('\n]\n', ']', ',\n]', '', '\n]\n\n', '\n'),
  });

  function naiveArray(file: string, elements: readonly (readonly [start: number, end: number])[], placed: readonly Placed[]) {
    const between = elements.slice(1).map(([start], i) => file.slice(elements[i][1], start));
    const plain = between.find((gap) => gap.replace(/[ \t\r\n]/g, '') === ',');
    const start = elements[0]?.[0] ?? file.indexOf('[') + 1;
    const space = /\s*$/.exec(file.slice(0, start))![0];
    let written = file.slice(0, start);
    placed.forEach(({ key, bytes }, position) => {
      const before = placed[position - 1]?.key;
      if (before !== undefined) written += (before + 1 === key ? between[before] : plain) ?? plain ?? `,${space || '\n'}`;
      written += bytes ? Buffer.from(bytes).toString('latin1') : file.slice(...elements[key]);
    });
    return written + file.slice(elements.at(-1)?.[1] ?? start);
  }

  it('is written as a plain list of its elements would be, and indexed as if read anew', async () => {
    await fc.assert(
      fc.asyncProperty(files, changesOf(texts), async ({ prefix, elements, suffix }, changes) => {
        const file = bytesOf(prefix + elements.map(([text, gap], i) => text + (i < elements.length - 1 ? gap : '')).join('') + suffix);
        const before = await indexRecords(sourceOf(file), { breathe });
        fc.pre(before.container === 'array');
        const placed = changed(before.count, changes);
        const found = Array.from({ length: before.count }, (_, key) => [before.start(key), before.end(key)] as const);
        const { bytes, index } = await write(await edited(file, placed, log), path);
        expect(bytes.toString('latin1')).toBe(naiveArray(file.toString('latin1'), found, placed));
        expect(entriesOf(index)).toEqual(entriesOf(await indexRecords(sourceOf(bytes), { breathe })));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the gaps between neighbours, and puts its own between others', async () => {
    const file = '[{"a":1} ,\n\n {"b":2},{"c":3}\n]\n';
    expect(await save(file, [{ key: 0 }, { key: 1, bytes: Buffer.from('{}') }, { key: 2 }])).toBe(
      '[{"a":1} ,\n\n {},{"c":3}\n]\n',
    );
    expect(await save(file, [{ key: 2 }, { key: 1 }, { key: ADDED, bytes: Buffer.from('{}') }])).toBe(
      '[{"c":3} ,\n\n {"b":2} ,\n\n {}\n]\n',
    );
  });

  it('is filled when it was empty, and can become empty', async () => {
    const two = [{ key: ADDED, bytes: Buffer.from('{}') }, { key: ADDED + 1, bytes: Buffer.from('{"a":1}') }];
    expect(await save('[]\n', two)).toBe('[{},\n{"a":1}]\n');
    expect(await save(`${BOM}[\n]`, two)).toBe(`${BOM}[{},\n{"a":1}\n]`);
    expect(await save('[\n  {"a":1},\n  {"b":2}\n]\n', [])).toBe('[\n  \n]\n');
  });
});

describe('writing', () => {
  it('goes over many blocks, copies and contents that are larger than one', async () => {
    const long = (letter: string, megabytes: number) => `"${letter.repeat(megabytes << 20)}"`;
    const lines = [long('a', 3), '1', long('b', 1), '2', '3', long('c', 2)];
    const placed = [{ key: 5 }, { key: 1, bytes: Buffer.from(long('d', 5)) }, { key: 2 }, { key: 3 }, { key: 4 }, { key: 0 }];
    const records = await edited(Buffer.from(lines.join('\n')), placed, log);
    const { bytes, index } = await write(records, path);
    expect(bytes.equals(Buffer.from([lines[5], long('d', 5), lines[2], '2', '3', lines[0]].join('\n')))).toBe(true);
    expect(entriesOf(index)).toEqual(entriesOf(await indexRecords(sourceOf(bytes), { breathe })));
  });

  it('tells progress, and stops when it is aborted', async () => {
    const file = Buffer.from(`${'x'.repeat(1 << 20)}\n`.repeat(8));
    const records = await edited(file, [{ key: 0 }], log);
    const controller = new AbortController();
    const seen: number[][] = [];
    const onProgress = (done: number, of: number) => {
      seen.push([done, of]);
      controller.abort();
    };
    const whole = { ...records, order: undefined };
    const descriptor = openSync(path, 'w+');
    const writing = writeDataset(whole, descriptor, { breathe, onProgress, signal: controller.signal });
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    closeSync(descriptor);
    expect(seen).toEqual([[0, file.length]]);
  });
});
