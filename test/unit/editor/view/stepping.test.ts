import { describe, expect, test } from 'vitest';
import type { LanguageVerdict } from '../../../../src/checks/language/languageVerdict';
import { packVerdicts } from '../../../../src/checks/verdicts/verdictBatch';
import { VerdictStore } from '../../../../src/checks/verdicts/verdictStore';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import type { DatasetDocument } from '../../../../src/editor/datasetDocument';
import { RecordList } from '../../../../src/editor/view/recordList';
import { nextFlagged, nextStep } from '../../../../src/editor/view/stepping';

/** Verdicts on ten records, of which some are flagged. */
function flaggedAt(...flagged: readonly number[]): VerdictStore {
  const verdictOf = (key: number): LanguageVerdict => ({
    turn: 1,
    verdict: flagged.includes(key) ? 'mismatch' : 'match',
    expected: 'de',
    found: { language: flagged.includes(key) ? 'en' : 'de', confidence: 0.9 },
    spans: [],
  });
  const store = new VerdictStore();
  store.add(packVerdicts(0, Array.from({ length: 10 }, (_, key) => ({ hash: 0, verdicts: [verdictOf(key)] }))));
  return store;
}

describe('the next flagged record', () => {
  const order = new RecordOrder(10);
  const all = new RecordList(order);

  test('is the nearest one, going round at either end', () => {
    const verdicts = flaggedAt(2, 5, 8);
    const next = (position: number, direction: 1 | -1) => nextFlagged(verdicts, order, all, position, direction);
    expect(next(-1, 1)).toBe(2);
    expect(next(2, 1)).toBe(5);
    expect(next(8, 1)).toBe(2);
    expect(next(3, -1)).toBe(2);
    expect(next(2, -1)).toBe(8);
    expect(next(-1, -1)).toBe(8);
  });

  test('is none that the filters hide', () => {
    const list = new RecordList(order, Uint32Array.of(0, 5, 9));
    expect(nextFlagged(flaggedAt(2, 5, 8), order, list, 0, 1)).toBe(5);
    expect(nextFlagged(flaggedAt(2, 5, 8), order, list, 5, 1)).toBe(5);
    expect(nextFlagged(flaggedAt(2, 8), order, list, 0, 1)).toBeUndefined();
  });

  test('is said to be yet to come while the check is under way', () => {
    const step = (isRunning: boolean, verdicts?: VerdictStore) => {
      const document = { dataset: { order }, checks: { verdicts, isRunning } } as unknown as DatasetDocument;
      return nextStep(document, { list: all, search: undefined, position: 0 }, 'flagged', 1);
    };
    expect(step(true, flaggedAt())).toMatch(/so far.*under way/);
    expect(step(false, flaggedAt())).toBe('No flagged records in the list.');
    expect(step(true, flaggedAt(4))).toBe(4);
    expect(step(false)).toMatch(/run Check Everything/);
  });

  test('is none where nothing is flagged', () => {
    expect(nextFlagged(flaggedAt(), order, all, 3, 1)).toBeUndefined();
  });
});
