import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPECTED_REASONS, type LanguageVerdict, VERDICTS } from '../../../src/checks/language/languageVerdict';
import { BATCH_RECORDS, packVerdicts } from '../../../src/checks/verdictBatch';
import { VerdictStore } from '../../../src/checks/verdictStore';
import { RECORD_PROBLEM_CODES, type RecordProblem } from '../../../src/dataset/recordProblem';
import { languageAgreement } from '../../../src/metrics/languageAgreement';

const language = fc.constantFrom('de', 'en', 'zh-Hant', 'sr-Latn');
const found = fc.record({ language, confidence: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000) });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const verdicts = fc
  .array(
    fc.record({
      verdict: fc.constantFrom(...VERDICTS),
      expected: optional(language),
      reason: optional(fc.constantFrom(...EXPECTED_REASONS)),
      found: optional(found),
      instruction: optional(found),
    }),
    { maxLength: 4 },
  )
  .map((all) => all.map((verdict, turn): LanguageVerdict => ({ ...verdict, turn: 2 * turn + 1, spans: [] })));

const problem = fc
  .record({ code: fc.constantFrom(...RECORD_PROBLEM_CODES), severity: fc.constantFrom('error' as const, 'warning' as const) })
  .map(({ code, severity }): RecordProblem => ({ code, message: code, severity }));
const checked = fc.record({ problem: optional(problem), verdicts });

function storeOf(records: readonly { problem?: RecordProblem; verdicts: LanguageVerdict[] }[]): VerdictStore {
  const store = new VerdictStore();
  const batches = [];
  for (let first = 0; first < records.length; first += BATCH_RECORDS) {
    batches.push(packVerdicts(first, records.slice(first, first + BATCH_RECORDS)));
  }
  // In whatever order they come in.
  for (const batch of batches.reverse()) store.add(batch);
  return store;
}

const isFlagged = ({ problem, verdicts }: { problem?: RecordProblem; verdicts: LanguageVerdict[] }) =>
  problem?.severity === 'error' || verdicts.some((v) => v.verdict === 'mismatch');

describe('VerdictStore', () => {
  test('gives back every verdict and problem as it was put in', () => {
    fc.assert(
      fc.property(fc.array(checked, { maxLength: 50 }), (records) => {
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
        expect(all.flagged).toBe(responses.filter(({ verdict }) => verdict === 'mismatch').length);
        expect(all.agreeing + all.flagged + all.undetermined).toBe(responses.length);
      }),
    );
  });

  test('steps to the nearest flagged record over batches without any', () => {
    const flaggedAt = [0, 5, 3 * BATCH_RECORDS - 1, 7 * BATCH_RECORDS];
    const records = Array.from({ length: 8 * BATCH_RECORDS }, (_, position) => ({
      verdicts: [{ turn: 1, verdict: flaggedAt.includes(position) ? 'mismatch' : 'match', spans: [] } as const],
    }));
    const store = storeOf(records);
    expect(store.nextFlagged(-1, 1)).toBe(0);
    expect(store.nextFlagged(0, 1)).toBe(5);
    expect(store.nextFlagged(5, 1)).toBe(3 * BATCH_RECORDS - 1);
    expect(store.nextFlagged(3 * BATCH_RECORDS - 1, 1)).toBe(7 * BATCH_RECORDS);
    expect(store.nextFlagged(7 * BATCH_RECORDS, 1)).toBeUndefined();
    expect(store.nextFlagged(records.length, -1)).toBe(7 * BATCH_RECORDS);
    expect(store.nextFlagged(7 * BATCH_RECORDS, -1)).toBe(3 * BATCH_RECORDS - 1);
    expect(store.nextFlagged(0, -1)).toBeUndefined();
  });

  test('lets the worst verdict stand for a record', () => {
    const of = (...verdicts: LanguageVerdict['verdict'][]) =>
      storeOf([{ verdicts: verdicts.map((verdict, turn) => ({ turn, verdict, spans: [] })) }]).verdict(0);
    expect(of('match', 'mismatch', 'undetermined')).toMatchObject({ verdict: 'mismatch', turn: 1 });
    expect(of('requested', 'match')).toMatchObject({ verdict: 'requested' });
    expect(of('match', 'empty')).toMatchObject({ verdict: 'empty' });
    expect(of()).toBeUndefined();
  });
});
