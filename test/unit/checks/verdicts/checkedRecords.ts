import fc from 'fast-check';
import { EXPECTED_REASONS, type LanguageVerdict, VERDICTS } from '../../../../src/checks/language/languageVerdict';
import { BATCH_RECORDS, type CheckedVerdicts, packVerdicts } from '../../../../src/checks/verdicts/verdictBatch';
import { unknownWords } from '../../../../src/checks/verdicts/unknownWords';
import type { UnknownWordPage } from '../../../../src/checks/verdicts/unknownWordTable';
import { VerdictStore } from '../../../../src/checks/verdicts/verdictStore';
import { TEXT_PROBLEMS } from '../../../../src/checks/spelling/spellingVerdict';
import type { SpelledResponse } from '../../../../src/checks/verdicts/spellingColumns';
import { RECORD_PROBLEM_CODES, type RecordProblem } from '../../../../src/dataset/recordProblem';

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const language = fc.constantFrom('de', 'en', 'zh-Hant', 'sr-Latn');
const found = fc.record({ language, confidence: fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000) });

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
  .record({
    code: fc.constantFrom(...RECORD_PROBLEM_CODES),
    severity: fc.constantFrom('error' as const, 'warning' as const),
  })
  .map(({ code, severity }): RecordProblem => ({ code, message: code, severity }));

/** Any record as it may have been checked for languages. */
export const checkedRecord: fc.Arbitrary<CheckedVerdicts> = fc.record({
  hash: fc.maxSafeNat(),
  problem: optional(problem),
  verdicts,
});

const unknown = fc.record({ language: fc.constantFrom('de', 'en'), word: fc.constantFrom('Abc', 'abc', 'x y', 'ß', '\ud83d') });

/** How a response may be spelled: with its words, in languages that have a dictionary or none. */
const spelledResponse: fc.Arbitrary<SpelledResponse> = fc
  .record({
    words: fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })),
    others: fc.array(fc.record({ language: optional(fc.constantFrom('zh', 'xx')), words: fc.nat({ max: 9 }) }), { maxLength: 2 }),
    unknown: fc.array(unknown, { maxLength: 4 }),
    problems: fc.subarray([...TEXT_PROBLEMS]),
  })
  .map(({ words, others, unknown, problems }) => ({
    read: [
      ...(['de', 'en'] as const).flatMap((language, at) => {
        const own = unknown.filter((word) => word.language === language).length;
        return words[at] + own > 0 ? [{ language, words: words[at] + own, isChecked: true }] : [];
      }),
      ...others.map((other) => ({ ...other, isChecked: false })),
    ],
    unknown,
    problems: problems.map((kind) => ({ kind })),
  }));

/** Any record as it may have been checked for languages and spelling. */
export const spelledRecord: fc.Arbitrary<CheckedVerdicts> = checkedRecord.chain((record) =>
  fc
    .tuple(...record.verdicts.map(() => spelledResponse))
    .map((spelling): CheckedVerdicts => ({ ...record, spelling })),
);

export function storeOf(records: readonly CheckedVerdicts[]): VerdictStore {
  const store = new VerdictStore();
  for (let first = 0; first < records.length; first += BATCH_RECORDS) {
    store.add(packVerdicts(first, records.slice(first, first + BATCH_RECORDS)));
  }
  return store;
}

/** All unknown words. */
export function listedWords(store: VerdictStore): UnknownWordPage {
  const steps = unknownWords(store, { start: 0, count: Infinity });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
