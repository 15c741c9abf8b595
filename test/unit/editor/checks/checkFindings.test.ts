import { beforeEach, describe, expect, test } from 'vitest';
import type { LanguageVerdict } from '../../../../src/checks/language/languageVerdict';
import { packVerdicts, type VerdictBatch } from '../../../../src/checks/verdicts/verdictBatch';
import { VerdictStore } from '../../../../src/checks/verdicts/verdictStore';
import { NewKeys } from '../../../../src/dataset/edits/renumbering';
import { inverseOf, RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { CheckFindings } from '../../../../src/editor/checks/checkFindings';
import { recordFinding } from './recordFinding';

const verdictOf = (isFlagged: boolean): LanguageVerdict => ({
  turn: 1,
  verdict: isFlagged ? 'mismatch' : 'match',
  expected: 'de',
  found: { language: isFlagged ? 'en' : 'de', confidence: 0.9 },
  spans: [],
});

function batchOf(...flagged: readonly boolean[]): VerdictBatch {
  return packVerdicts(
    0,
    flagged.map((isFlagged) => ({ hash: 0, verdicts: [verdictOf(isFlagged)] })),
  );
}

describe('what the checks have found', () => {
  let order: RecordOrder;
  let found: CheckFindings;
  let changes: number;
  const listed = () => found.all.map(({ key }) => key);

  beforeEach(() => {
    changes = 0;
    order = new RecordOrder(5);
    found = new CheckFindings({ order, deletedKeys: () => order.deletedKeys() }, () => 3, () => changes++);
    found.replaceBy(new VerdictStore(), undefined);
    found.add(batchOf(true, false, true), [recordFinding(0), recordFinding(2)]);
  });

  test('comes batch by batch, until every record has a verdict', () => {
    expect(found.hasSome).toBe(true);
    expect(found.unchecked).toBe(2);
    expect(found.verdicts?.counts.flagged).toBe(2);
    expect(listed()).toEqual([0, 2]);
    expect(found.hasRoom).toBe(true);
  });

  test('in some records takes the place of what was found in them before', () => {
    const before = found.version;
    found.take({ keys: Uint32Array.of(2, 1), batch: batchOf(false, true), findings: [recordFinding(1)] });
    expect(found.verdicts?.counts.flagged).toBe(2);
    expect(found.verdicts?.flagged(2)).toBe(false);
    expect(listed()).toEqual([0, 1]);
    expect(found.version).toBeGreaterThan(before);
    expect(found.canJudge).toBe(true);
  });

  test('in deleted records counts no more, and again once they are back', async () => {
    const deletion = order.deletion([2]);
    order.apply(deletion);
    await found.remove([2]);
    expect(found.verdicts?.counts.flagged).toBe(1);
    expect(listed()).toEqual([0]);
    order.apply(inverseOf(deletion));
    await found.restore([2]);
    expect(found.verdicts?.counts.flagged).toBe(2);
  });

  test('stays with the records that have new keys', () => {
    found.renumber(NewKeys.of(Uint32Array.of(2, 1, 4), 5));
    expect(found.verdicts?.flagged(0)).toBe(true);
    expect(found.verdicts?.counts.flagged).toBe(1);
    expect(listed()).toEqual([0]);
  });

  test('is there again when a check in its place has failed', () => {
    const { verdicts } = found;
    const goBack = found.remember();
    found.replaceBy(new VerdictStore(), undefined);
    found.add(batchOf(false), [recordFinding(3)]);
    expect(listed()).toEqual([3]);
    const before = changes;
    goBack();
    expect(found.verdicts).toBe(verdicts);
    expect(listed()).toEqual([0, 2]);
    expect(changes).toBe(before + 1);
  });
});
