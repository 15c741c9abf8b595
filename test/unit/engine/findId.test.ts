import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { Overlay } from '../../../src/dataset/edits/overlay';
import { ADDED } from '../../../src/dataset/edits/recordKey';
import { indexRecords } from '../../../src/dataset/indexRecords';
import { DatasetReader } from '../../../src/engine/datasetReader';
import { findId } from '../../../src/engine/findId';
import { breathe, sourceOf } from '../dataset/support';
import { temporaryFolder } from '../dataset/saving/support';

const log = new ContentLog(join(temporaryFolder(), 'contents'));
afterAll(() => log.close());

async function readerOf(lines: readonly string[], edits: readonly (readonly [key: number, text: string])[] = []): Promise<DatasetReader> {
  const source = sourceOf(Buffer.from(lines.join('\n')));
  const index = await indexRecords(source, { breathe });
  const overlay = new Overlay();
  for (const [key, text] of edits) overlay.set(key, log.append(Buffer.from(text)));
  const reader = new DatasetReader({ source, index, overlay, contents: log });
  reader.useSchema({ id: 'alpaca' });
  return reader;
}

async function found(reader: DatasetReader, id: string): Promise<number[]> {
  const all: number[] = [];
  await findId(reader, id, { signal: new AbortController().signal, onFound: (keys) => all.push(...keys) });
  return all;
}

const record = (id: unknown, output = 'Ja.') => JSON.stringify({ id, instruction: 'Ja?', output });

describe('finding a record by its id', () => {
  it('takes ids that are texts or numbers, whole, as they are shown', async () => {
    const reader = await readerOf([
      record('de-1'),
      record('de-10'),
      record(7),
      record(70, 'de-1 and 7'),
      '{"id": 12345678901234567890, "instruction": "Ja?", "output": "Ja."}',
      '{"id": 1e3, "instruction": "Ja?", "output": "Ja."}',
      '{"id": "\\u00fc/\\"", "instruction": "Ja?", "output": "Ja."}',
      record('DE-1'),
    ]);
    expect(await found(reader, 'de-1')).toEqual([0]);
    expect(await found(reader, ' de-10 ')).toEqual([1]);
    expect(await found(reader, '7')).toEqual([2]);
    expect(await found(reader, '12345678901234567890')).toEqual([4]);
    expect(await found(reader, '1000')).toEqual([5]);
    expect(await found(reader, 'ü/"')).toEqual([6]);
    expect(await found(reader, 'de')).toEqual([]);
    expect(await found(reader, ' ')).toEqual([]);
  });

  it('finds all of an id, records as edited, and added ones last', async () => {
    const added = ADDED;
    const reader = await readerOf(
      [record('a'), record('b'), 'a, broken', record('a')],
      [[1, record('a')], [3, record('c')], [added, record('a')]],
    );
    expect(await found(reader, 'a')).toEqual([0, 1, added]);
    expect(await found(reader, 'b')).toEqual([]);
    expect(await found(reader, 'c')).toEqual([3]);
  });

  it('finds any id', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.double({ noNaN: true })), { minLength: 1 }), async (ids) => {
        const reader = await readerOf(ids.map((id) => record(id)));
        for (let key = 0; key < ids.length; key++) {
          const { id } = reader.read(key).view;
          if (id === undefined || id.trim() === '') continue;
          expect(await found(reader, id)).toContain(key);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('ends when nobody wants to know any more', async () => {
    const controller = new AbortController();
    controller.abort();
    const searching = findId(await readerOf([record('a')]), 'a', { signal: controller.signal, onFound: () => undefined });
    await expect(searching).rejects.toThrow(/abort/i);
  });
});
