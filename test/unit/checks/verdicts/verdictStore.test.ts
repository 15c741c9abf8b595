import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LanguageVerdict, Verdict } from '../../../../src/checks/language/languageVerdict';
import { nextFlaggedPosition } from '../../../../src/checks/verdicts/verdictsInOrder';
import { NewKeys } from '../../../../src/dataset/edits/renumbering';
import { BATCH_RECORDS, type CheckedVerdicts, packVerdicts } from '../../../../src/checks/verdicts/verdictBatch';
import { FLAGGED_VERDICTS } from '../../../../src/checks/verdicts/verdictBlock';
import { VerdictStore } from '../../../../src/checks/verdicts/verdictStore';
import { ADDED } from '../../../../src/dataset/edits/recordKey';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { languageAgreement } from '../../../../src/metrics/languageAgreement';
import { checkedRecord } from './checkedRecords';

function storeOf(records: readonly CheckedVerdicts[]): VerdictStore {
  const store = new VerdictStore();
  const batches = [];
  for (let first = 0; first < records.length; first += BATCH_RECORDS) {
    batches.push(packVerdicts(first, records.slice(first, first + BATCH_RECORDS)));
  }
  // In whatever order they come in.
  for (const batch of batches.reverse()) store.add(batch);
  return store;
}

const isFlagged = ({ problem, verdicts }: CheckedVerdicts) =>
  problem?.severity === 'error' || verdicts.some((v) => FLAGGED_VERDICTS.includes(v.verdict));

describe('VerdictStore', () => {
  test('gives back every verdict and problem as it was put in', () => {
    fc.assert(
      fc.property(fc.array(checkedRecord, { maxLength: 50 }), (records) => {
        const store = storeOf(records);
        records.forEach((record, position) => {
          expect(store.verdicts(position)).toEqual(record.verdicts.map(({ spans: _, ...verdict }) => verdict));
          expect(store.problem(position)).toBe(record.problem?.code);
          expect(store.flagged(position)).toBe(isFlagged(record));
        });
        expect(store.has(records.length)).toBe(false);
        expect(store.counts.records).toBe(records.length);
        expect(store.counts.flagged).toBe(records.filter(isFlagged).length);
        const responses = records.flatMap((record) => record.verdicts);
        const { languages, all } = languageAgreement(store.tallies);
        expect(all.responses).toBe(responses.length);
        expect(languages.reduce((sum, each) => sum + each.responses, 0)).toBe(responses.length);
        const count = (...wanted: Verdict[]) => responses.filter(({ verdict }) => wanted.includes(verdict)).length;
        expect(all).toMatchObject({
          agreeing: count('match', 'requested'),
          mismatch: count('mismatch'),
          mixed: count('mixed'),
          undetermined: count('undetermined'),
          empty: count('empty'),
        });
        const judged = count('match', 'requested', 'mismatch', 'mixed');
        expect(all.agreement?.rate).toBe(judged ? count('match', 'requested') / judged : undefined);
      }),
    );
  });

  test('steps to the nearest flagged record over batches without any', () => {
    const flaggedAt = [0, 5, 3 * BATCH_RECORDS - 1, 7 * BATCH_RECORDS];
    const records = Array.from({ length: 8 * BATCH_RECORDS }, (_, position) => ({
      hash: position,
      verdicts: [{ turn: 1, verdict: flaggedAt.includes(position) ? 'mismatch' : 'match', spans: [] } as const],
    }));
    const store = storeOf(records);
    const order = new RecordOrder(records.length);
    expect(nextFlaggedPosition(store, order, -1, 1)).toBe(0);
    expect(nextFlaggedPosition(store, order, 0, 1)).toBe(5);
    expect(nextFlaggedPosition(store, order, 5, 1)).toBe(3 * BATCH_RECORDS - 1);
    expect(nextFlaggedPosition(store, order, 3 * BATCH_RECORDS - 1, 1)).toBe(7 * BATCH_RECORDS);
    expect(nextFlaggedPosition(store, order, 7 * BATCH_RECORDS, 1)).toBeUndefined();
    expect(nextFlaggedPosition(store, order, records.length, -1)).toBe(7 * BATCH_RECORDS);
    expect(nextFlaggedPosition(store, order, 7 * BATCH_RECORDS, -1)).toBe(3 * BATCH_RECORDS - 1);
    expect(nextFlaggedPosition(store, order, 0, -1)).toBeUndefined();
  });

  test('lets the worst verdict stand for a record', () => {
    const of = (...verdicts: LanguageVerdict['verdict'][]) =>
      storeOf([{ hash: 0, verdicts: verdicts.map((verdict, turn) => ({ turn, verdict, spans: [] })) }]).verdict(0);
    expect(of('match', 'mismatch', 'undetermined')).toMatchObject({ verdict: 'mismatch', turn: 1 });
    expect(of('requested', 'match')).toMatchObject({ verdict: 'requested' });
    expect(of('match', 'empty')).toMatchObject({ verdict: 'empty' });
    expect(of()).toBeUndefined();
  });

  test('counts what is there, whatever is replaced, removed, restored and comes late, in any order', () => {
    const count = 3 * BATCH_RECORDS - 7;
    const key = fc.oneof(
      fc.constantFrom(0, 1, 5, BATCH_RECORDS - 1, BATCH_RECORDS, count - 1),
      fc.constantFrom(ADDED, ADDED + 1, ADDED + BATCH_RECORDS + 3),
    );
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), batch: fc.nat({ max: 2 }) }),
      fc.record({
        kind: fc.constant('replace' as const),
        keys: fc.uniqueArray(key, { maxLength: 4 }),
        with: fc.array(checkedRecord, { minLength: 4, maxLength: 4 }),
      }),
      fc.record({
        kind: fc.constantFrom('remove' as const, 'restore' as const),
        keys: fc.array(key, { maxLength: 4 }),
      }),
      fc.record({ kind: fc.constant('renumber' as const), moved: key, to: fc.nat({ max: 10 }) }),
    );
    fc.assert(
      fc.property(fc.tuple(checkedRecord, checkedRecord, checkedRecord, checkedRecord), fc.array(step, { maxLength: 12 }), (some, steps) => {
        const file = Array.from({ length: count }, (_, at): CheckedVerdicts => some[at % 100] ?? { hash: at, verdicts: [] });
        let store = new VerdictStore();
        let known = new Map<number, { record: CheckedVerdicts; replaced: boolean }>();
        let removed = new Set<number>();
        let renumbered = false;
        for (const step of steps) {
          if (step.kind === 'add') {
            // A save that renumbers stops the check.
            if (renumbered) continue;
            const first = step.batch * BATCH_RECORDS;
            const records = file.slice(first, first + BATCH_RECORDS);
            store.add(packVerdicts(first, records));
            records.forEach((record, at) => {
              if (!known.get(first + at)?.replaced) known.set(first + at, { record, replaced: false });
            });
          } else if (step.kind === 'replace') {
            store.replaceAll(step.keys, packVerdicts(0, step.with));
            step.keys.forEach((key, at) => known.set(key, { record: step.with[at], replaced: true }));
          } else if (step.kind === 'renumber') {
            // The removed leave, one record goes elsewhere, an added one into the file.
            const keys = Array.from(file.keys()).filter((key) => !removed.has(key) && key !== step.moved);
            if (!removed.has(step.moved)) keys.splice(step.to, 0, step.moved);
            store = store.renumbered(NewKeys.of(Uint32Array.from(keys), 2 * count));
            const before = known;
            known = new Map([...before].filter(([key]) => key >= ADDED && !keys.includes(key)));
            removed = new Set([...removed].filter((key) => key >= ADDED));
            keys.forEach((old, key) => before.has(old) && known.set(key, before.get(old)!));
            renumbered = true;
          } else {
            store[step.kind](step.keys);
            for (const key of step.keys) removed[step.kind === 'remove' ? 'add' : 'delete'](key);
          }
        }
        const there = [...known].filter(([key]) => !removed.has(key));
        const recount = storeOf(there.map(([, { record }]) => record));
        expect(store.counts).toEqual(recount.counts);
        expect(tallies(store)).toEqual(tallies(recount));
        for (const [key, { record }] of there) {
          if (record.verdicts.length === 0 && key % 50 !== 0) continue;
          expect(store.verdicts(key)).toEqual(record.verdicts.map(({ spans: _, ...verdict }) => verdict));
          expect(store.problem(key)).toBe(record.problem?.code);
          expect(store.flagged(key)).toBe(isFlagged(record));
        }
        for (const key of removed) expect(store.has(key)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('steps through flagged records in the order of the dataset as edited', () => {
    const flaggedAt = [0, 5, 3 * BATCH_RECORDS - 1];
    const of = (flagged: boolean): CheckedVerdicts => ({
      hash: 0,
      verdicts: [{ turn: 1, verdict: flagged ? 'mismatch' : 'match', spans: [] }],
    });
    const count = 4 * BATCH_RECORDS;
    const store = storeOf(Array.from({ length: count }, (_, key) => of(flaggedAt.includes(key))));
    const order = new RecordOrder(count);
    store.replaceAll([ADDED, 5], packVerdicts(0, [of(true), of(false)]));
    store.remove([0]);
    order.apply([
      { at: 0, removed: [0], inserted: [] },
      { at: 2000, removed: [], inserted: [3 * BATCH_RECORDS - 1] },
      { at: 3 * BATCH_RECORDS - 1, removed: [3 * BATCH_RECORDS - 1], inserted: [] },
      { at: count, removed: [], inserted: [ADDED] },
    ]);
    expect(store.counts.flagged).toBe(2);
    expect(nextFlaggedPosition(store, order, -1, 1)).toBe(1999);
    expect(nextFlaggedPosition(store, order, 1999, 1)).toBe(order.count - 1);
    expect(nextFlaggedPosition(store, order, order.count - 1, 1)).toBeUndefined();
    expect(nextFlaggedPosition(store, order, order.count, -1)).toBe(order.count - 1);
    expect(nextFlaggedPosition(store, order, order.count - 1, -1)).toBe(1999);
    expect(nextFlaggedPosition(store, order, 1999, -1)).toBeUndefined();
  });
});

function tallies(store: VerdictStore): unknown[] {
  return [...store.tallies].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
