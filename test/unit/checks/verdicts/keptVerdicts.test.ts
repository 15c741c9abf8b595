import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carryVerdictsOver } from '../../../../src/checks/verdicts/carryVerdictsOver';
import { type KeptHeader, KeptVerdictsError, keepVerdicts, readKeptVerdicts } from '../../../../src/checks/verdicts/keptVerdicts';
import { judgingSpelling } from '../../../../src/checks/verdicts/judgedRecords';
import { verdictsOfFile } from '../../../../src/checks/verdicts/verdictsOfFile';
import { NewKeys } from '../../../../src/dataset/edits/renumbering';
import { BATCH_RECORDS, type CheckedVerdicts, packVerdicts } from '../../../../src/checks/verdicts/verdictBatch';
import type { PartlyChecked } from '../../../../src/checks/verdicts/verdictBlock';
import { VerdictStore } from '../../../../src/checks/verdicts/verdictStore';
import { checkedRecord, listedWords, spelledRecord, storeOf } from './checkedRecords';

const header: KeptHeader = {
  uri: 'file:///data/früh.jsonl',
  base: { size: 12_345, modified: '1700000000000000001', inode: '77' },
  records: 0,
  conditions: '{"expected":"auto"}',
  complete: true,
  time: 1_764_000_000_000,
};

function written(batches: Iterable<PartlyChecked>, records: number): Uint8Array {
  return Buffer.concat([...keepVerdicts({ ...header, records }, batches)]);
}

function readAll(bytes: Uint8Array): PartlyChecked[] {
  return [...readKeptVerdicts(bytes).batches];
}

function storeFrom(batches: Iterable<PartlyChecked>): VerdictStore {
  const store = new VerdictStore();
  for (const { batch, checked } of batches) store.add(batch, checked);
  return store;
}

/** All that a store answers about records of a file. */
function answers(store: VerdictStore, count: number): unknown {
  const records = Array.from({ length: count }, (_, key) =>
    store.has(key)
      ? [store.verdicts(key), store.problem(key), store.flagged(key), store.unknownInFlagged(key), store.textProblems(key)]
      : undefined,
  );
  const tallies = [...store.tallies].map((tally) => JSON.stringify(tally)).sort();
  const words = listedWords(store).words.map(({ example: _, ...word }) => JSON.stringify(word));
  const languages = Array.from(store.spelling.tallies.languages, (tally) => JSON.stringify(tally));
  const spelling = { words: words.sort(), languages: languages.sort(), all: store.spelling.tallies.all };
  return { records, tallies, counts: store.counts, spelling };
}

/** Not many different records, in more than one block. */
const file = fc
  .record({
    some: fc.oneof(...[checkedRecord, spelledRecord].map((record) => fc.array(record, { minLength: 1, maxLength: 5 }))),
    count: fc.constantFrom(0, 1, 7, BATCH_RECORDS - 1, BATCH_RECORDS, BATCH_RECORDS + 3),
  })
  .map(({ some, count }) => Array.from({ length: count }, (_, at): CheckedVerdicts => ({ ...some[at % some.length], hash: at })));

describe('verdicts that are kept and read again', () => {
  test('answer as before, with records edited, not checked, deleted and renumbered', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('replace' as const), at: fc.nat(), with: spelledRecord }),
      fc.record({ kind: fc.constantFrom('remove' as const, 'restore' as const), at: fc.nat() }),
      fc.record({ kind: fc.constant('renumber' as const), at: fc.nat() }),
    );
    fc.assert(
      fc.property(file, fc.array(step, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 3 }), (records, steps, edited) => {
        let store = storeOf(records);
        expect([...judgingSpelling(store)]).toBeDefined();
        const removed = new Set<number>();
        const count = records.length;
        for (const step of count > 0 ? steps : []) {
          const key = step.at % count;
          if (step.kind === 'replace') {
            store.replaceAll([key], packVerdicts(0, [step.with]));
          } else if (step.kind === 'renumber') {
            if (removed.size > 0) continue;
            store = store.renumbered(NewKeys.of(Uint32Array.from({ length: count }, (_, at) => (at + key) % count), count));
          } else {
            store[step.kind]([key]);
            removed[step.kind === 'remove' ? 'add' : 'delete'](key);
          }
        }
        const notAsInFile = new Set(edited.map((at) => at % Math.max(1, count)));
        const kept = storeFrom(readAll(written(verdictsOfFile(store, count, (key) => !notAsInFile.has(key)), count)));
        // Deleted records are in the file still; of edited ones the file's own bytes were not checked.
        store.restore(removed);
        store.remove(notAsInFile);
        expect(answers(kept, count)).toEqual(answers(store, count));
      }),
      { numRuns: 60 },
    );
  });

  test('come with what they are about', () => {
    expect(readKeptVerdicts(written([], 0)).header).toEqual(header);
  });

  test('are refused when cut or with a bit turned, and never thrown over', () => {
    const bytes = written(verdictsOfFile(storeOf([{ hash: 5, verdicts: [{ turn: 1, verdict: 'match', expected: 'de', spans: [] }] }]), 1, () => true), 1);
    expect(readAll(bytes)).toHaveLength(1);
    for (let length = 0; length < bytes.length; length++) expect(() => readAll(bytes.subarray(0, length))).toThrow(KeptVerdictsError);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const other = Uint8Array.from(bytes);
      other[bit >> 3] ^= 1 << (bit & 7);
      // What lies between the parts is nothing; all else is covered by a sum or compared.
      let read: PartlyChecked[] | undefined;
      try {
        read = readAll(other);
      } catch (error) {
        expect(error).toBeInstanceOf(KeptVerdictsError);
      }
      if (read) expect(answers(storeFrom(read), 1)).toEqual(answers(storeFrom(readAll(bytes)), 1));
    }
    expect(() => readAll(Buffer.concat([bytes, Buffer.alloc(8)]))).toThrow(KeptVerdictsError);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (any) => {
        expect(() => readAll(any)).toThrow(KeptVerdictsError);
      }),
    );
  });

  test('are refused when they are whole but mean nothing', () => {
    const good = packVerdicts(0, [
      { hash: 5, problem: { code: 'blank', message: '', severity: 'error' }, verdicts: [] },
      { hash: 6, verdicts: [{ turn: 1, verdict: 'match', expected: 'de', reason: 'field', found: { language: 'de', confidence: 1 }, spans: [] }] },
    ]);
    expect(readAll(written([{ batch: good }], 2))).toHaveLength(1);
    const bad: Partial<PartlyChecked['batch']>[] = [
      { verdict: Uint8Array.of(200) },
      { reason: Uint8Array.of(99) },
      { found: Uint16Array.of(7) },
      { foundConfidence: Uint16Array.of(60_000) },
      { problems: Uint8Array.of(0x7f, 0) },
      { problems: Uint8Array.of(0x80, 0) },
      { hash: Float64Array.of(NaN, 1) },
      { hash: Float64Array.of(-1, 1) },
      { firstResponse: Uint32Array.of(0, 5, 1) },
      { firstResponse: Uint32Array.of(0, 0, 4_000_000) },
      { firstResponse: Uint32Array.of(1, 1, 1) },
      { languages: ['de', ''] },
      { languages: ['', 'de', 'x'.repeat(100)] },
      { languages: [] },
    ];
    for (const columns of bad) {
      const bytes = written([{ batch: { ...good, ...columns } }], 2);
      expect(() => readAll(bytes), JSON.stringify(columns)).toThrow(KeptVerdictsError);
    }
    for (const records of [0, 1, 3, 5000]) expect(() => readAll(written([{ batch: good }], records))).toThrow(KeptVerdictsError);
    for (const odd of [{ uri: 5 }, { base: undefined }, { records: -1 }, { records: 1e12 }, { time: 'now' }, { complete: 1 }]) {
      const bytes = Buffer.concat([...keepVerdicts({ ...header, ...odd } as KeptHeader, [])]);
      expect(() => readKeptVerdicts(bytes), JSON.stringify(odd)).toThrow(KeptVerdictsError);
    }
  });
});

describe('carryVerdictsOver', () => {
  /** A verdict that tells which record it is about. */
  const record = (hash: number): CheckedVerdicts => ({
    hash,
    verdicts: [{ turn: hash, verdict: hash % 3 ? 'match' : 'mismatch', spans: [] }],
  });

  test('takes verdicts over for the same bytes, wherever they stand now, and for no others', () => {
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.nat({ max: 3 }),
      insert: fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 20, BATCH_RECORDS, 2 * BATCH_RECORDS + 5),
        fc.constantFrom(3, 5000),
        fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 5 }),
        fc.array(edit, { maxLength: 6 }),
        fc.boolean(),
        (count, different, unchecked, edits, reversed) => {
          const before = Array.from({ length: count }, (_, at) => at % different);
          const isChecked = (at: number) => !unchecked.includes(at);
          const known = new Set(before.filter((_, at) => isChecked(at)));
          const now = [...before];
          for (const { at, remove, insert } of edits) now.splice(at % (now.length + 1), remove, ...insert);
          if (reversed) now.reverse();
          const kept = [...verdictsOfFile(storeOf(before.map(record)), count, isChecked)];
          const carried = storeFrom(carryVerdictsOver(kept, Float64Array.from(now)));
          expect(now.map((_, key) => carried.has(key))).toEqual(now.map((hash) => known.has(hash)));
          expect(now.map((_, key) => carried.verdicts(key).map(({ turn }) => turn))).toEqual(
            now.map((hash) => (known.has(hash) ? [hash] : [])),
          );
          expect(carried.counts.records).toBe(now.filter((hash) => known.has(hash)).length);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('are found by hashes that differ in few of their bits: a search through all of them for each would not end', () => {
    const count = 100 * BATCH_RECORDS;
    const hashOf = (at: number) => at * 2 ** 32;
    const before = Array.from({ length: count }, (_, at) => ({ hash: hashOf(at), verdicts: [] }));
    const kept = [...verdictsOfFile(storeOf(before), count, () => true)];
    const now = Float64Array.from({ length: count }, (_, at) => hashOf(at % 2 ? count - at : count + at));
    const carried = storeFrom(carryVerdictsOver(kept, now));
    expect(carried.counts.records).toBe(count / 2);
  });
});
