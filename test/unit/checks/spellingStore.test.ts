import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AcceptedWords } from '../../../src/checks/acceptedWords';
import { TEXT_PROBLEMS } from '../../../src/checks/spelling/spellingVerdict';
import { BATCH_RECORDS, type CheckedVerdicts, packVerdicts } from '../../../src/checks/verdictBatch';
import type { VerdictStore } from '../../../src/checks/verdictStore';
import { ADDED } from '../../../src/dataset/edits/recordKey';
import { RecordOrder } from '../../../src/dataset/edits/recordOrder';
import { spelledRecord, storeOf } from './checkedRecords';

const ALL = { start: 0, count: Infinity };

function judge(store: VerdictStore): VerdictStore {
  for (const step of store.judgeSpelling()) expect(step).toBeUndefined();
  return store;
}

/** Of a dataset that is known whole. */
function unknownWords(records: Iterable<[key: number, record: CheckedVerdicts]>, accepted: AcceptedWords) {
  const words = new Map<string, { occurrences: number; keys: Set<number> }>();
  for (const [key, { spelling }] of records) {
    for (const { language, word } of spelling?.flatMap((response) => response.unknown) ?? []) {
      if (accepted.has(language, word)) continue;
      const known = words.get(`${language} ${word}`) ?? { occurrences: 0, keys: new Set() };
      words.set(`${language} ${word}`, { occurrences: known.occurrences + 1, keys: known.keys.add(key) });
    }
  }
  return words;
}

/** All that a store says of spelling as a whole. */
function figures(store: VerdictStore): unknown {
  const { misspelled, problems, tallies } = store.spelling;
  const words = store.unknownWords(ALL).words.map(({ example: _, ...word }) => JSON.stringify(word));
  return {
    counts: store.counts,
    misspelled,
    problems,
    all: tallies.all,
    languages: Array.from(tallies.languages, (tally) => JSON.stringify(tally)).sort(),
    words: words.sort(),
  };
}

const count = BATCH_RECORDS + 40;
const key = fc.constantFrom(0, 1, 2, 3, BATCH_RECORDS - 1, BATCH_RECORDS, count - 1, ADDED, ADDED + 1, ADDED + BATCH_RECORDS);
const keys = fc.uniqueArray(key, { maxLength: 4 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), keys, with: fc.array(spelledRecord, { minLength: 4, maxLength: 4 }) }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'restore' as const), keys }),
  fc.record({ kind: fc.constant('renumber' as const), to: fc.nat({ max: 10 }), moved: key }),
  fc.record({ kind: fc.constant('judge' as const) }),
  fc.record({ kind: fc.constant('accept' as const), words: fc.subarray([{ word: 'Abc' }, { word: 'abc', language: 'de' }, { word: 'ß' }]) }),
);

describe('spelling in the store', () => {
  test('is counted as of the records that are there, whatever is replaced, removed, restored, renumbered and accepted', () => {
    fc.assert(
      fc.property(fc.array(spelledRecord, { minLength: 3, maxLength: 3 }), fc.array(step, { maxLength: 12 }), (some, steps) => {
        const file = Array.from({ length: count }, (_, at): CheckedVerdicts => some[at % 7] ?? { hash: at, verdicts: [], spelling: [] });
        let store = storeOf(file);
        let known = new Map(file.map((record, at) => [at, record]));
        let removed = new Set<number>();
        let accepted = new AcceptedWords();
        for (const step of steps) {
          if (step.kind === 'replace') {
            store.replaceAll(step.keys, packVerdicts(0, step.with));
            step.keys.forEach((key, at) => known.set(key, step.with[at]));
          } else if (step.kind === 'renumber') {
            const keys = Array.from(file.keys()).filter((key) => !removed.has(key) && key !== step.moved);
            if (!removed.has(step.moved)) keys.splice(step.to, 0, step.moved);
            store = store.renumbered(Uint32Array.from(keys));
            const before = known;
            known = new Map([...before].filter(([key]) => key >= ADDED && !keys.includes(key)));
            removed = new Set([...removed].filter((key) => key >= ADDED));
            keys.forEach((old, key) => before.has(old) && known.set(key, before.get(old)!));
          } else if (step.kind === 'judge') {
            judge(store);
          } else if (step.kind === 'accept') {
            accepted = new AcceptedWords(step.words);
            store.acceptWords(accepted);
          } else {
            store[step.kind](step.keys);
            for (const key of step.keys) removed[step.kind === 'remove' ? 'add' : 'delete'](key);
          }
          const flagged = [...known.keys()].filter((key) => store.flagged(key));
          expect(store.counts.flagged).toBe(flagged.length);
        }
        const there = [...known].filter(([key]) => !removed.has(key));

        const words = unknownWords(there, accepted);
        const listed = store.unknownWords(ALL);
        expect(listed.total).toBe(words.size);
        for (const { language, word, occurrences, records, example } of listed.words) {
          const { keys, ...counted } = words.get(`${language} ${word}`)!;
          expect({ occurrences, records }).toEqual({ ...counted, records: keys.size });
          expect(keys).toContain(example);
          expect(there.filter(([key]) => store.unknownWordTest(language, word)(key)).length).toBe(keys.size);
        }
        expect(listed.words.map(({ records }) => records)).toEqual(listed.words.map(({ records }) => records).sort((a, b) => b - a));

        for (const [key, { spelling = [] }] of there) {
          const kinds = new Set(spelling.flatMap(({ problems }) => problems.map(({ kind }) => kind)));
          expect(store.textProblems(key)).toEqual(TEXT_PROBLEMS.filter((kind) => kinds.has(kind)));
        }
        const again = storeOf(there.map(([, record]) => record));
        again.acceptWords(accepted);
        expect(figures(judge(store))).toEqual(figures(judge(again)));
        there.forEach(([key], at) => expect(store.unknownInFlagged(key)).toBe(again.unknownInFlagged(at)));
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  const of = (words: number, ...unknown: string[]): CheckedVerdicts => ({
    hash: 0,
    verdicts: [{ turn: 1, verdict: 'match', spans: [] }],
    spelling: [
      {
        read: [{ language: 'de', words, isChecked: true }],
        unknown: unknown.map((word) => ({ language: 'de', word })),
        problems: [],
      },
    ],
  });

  test('flags what is worse than the dataset, steps to it, and takes it back when its words are accepted', () => {
    const records = Array.from({ length: 3 * BATCH_RECORDS }, () => of(50));
    const mistakes = Array.from({ length: 6 }, (_, at) => `Feler${at}`);
    records[5] = of(20, ...mistakes);
    records[2 * BATCH_RECORDS + 7] = of(20, ...mistakes);
    const store = storeOf(records);
    const order = new RecordOrder(records.length);
    expect(store.nextFlagged(order, -1, 1)).toBeUndefined();
    judge(store);
    expect(store.counts.flagged).toBe(2);
    expect(store.spelling.misspelled).toBe(2);
    expect(store.unknownInFlagged(5)).toBe(6);
    expect(store.nextFlagged(order, -1, 1)).toBe(5);
    expect(store.nextFlagged(order, 5, 1)).toBe(2 * BATCH_RECORDS + 7);

    store.replaceAll([5, 6], packVerdicts(0, [of(20), of(20, ...mistakes)]));
    expect([5, 6].map((key) => store.flagged(key))).toEqual([false, true]);
    const finding = { check: 'spelling', key: 6, line: 7, response: 1, message: '' } as const;
    const mistake = { kind: 'unknownWord', language: 'de', word: 'Feler1', start: 0, end: 6 } as const;
    expect(store.isReported({ ...finding, mistake })).toBe(true);
    expect(store.isReported({ ...finding, key: 5, mistake })).toBe(false);

    store.acceptWords(new AcceptedWords([{ word: 'feler1', language: 'de' }]));
    expect(store.isReported({ ...finding, mistake })).toBe(false);
    expect(store.unknownInFlagged(6)).toBe(5);
    store.acceptWords(new AcceptedWords(mistakes.map((word) => ({ word }))));
    expect(store.counts.flagged).toBe(0);
    expect(store.unknownWords(ALL).total).toBe(0);
    store.acceptWords(new AcceptedWords());
    expect(store.counts.flagged).toBe(2);
  });

  test('takes words that are accepted step by step at the end of it, with what has come meanwhile', () => {
    const words = Array.from({ length: 5_000 }, (_, at) => `wort${at}`);
    const records = () => [of(5_000, ...words), of(20, 'wort1'), of(20, 'wort4000', 'anders')];
    const accepted = new AcceptedWords(['wort1', 'wort4000', 'neu'].map((word) => ({ word })));
    const store = judge(storeOf(records()));
    const before = JSON.stringify(figures(store));
    const steps = store.acceptingWords(accepted)[Symbol.iterator]();
    expect(steps.next().done).toBe(false);
    // Another time it goes no further.
    store.acceptingWords(new AcceptedWords([{ word: 'anders' }]))[Symbol.iterator]().next();
    expect(JSON.stringify(figures(store))).toBe(before);
    store.replaceAll([1], packVerdicts(0, [of(20, 'neu', 'neuer', 'wort2')]));
    while (!steps.next().done) expect(store.unknownWords(ALL).words.some(({ word }) => word === 'neu')).toBe(true);
    const other = judge(storeOf(records()));
    other.replaceAll([1], packVerdicts(0, [of(20, 'neu', 'neuer', 'wort2')]));
    other.acceptWords(accepted);
    expect(figures(store)).toEqual(figures(other));
    expect(store.unknownWords(ALL).words.map(({ word }) => word)).not.toContain('wort4000');
  });

  test.each(TEXT_PROBLEMS)('%s flags a record, or does not, whatever its language is', (kind) => {
    const isFlagged = ['repeatedWord', 'mixedScript', 'mojibake', 'replacementCharacter', 'controlCharacter'].includes(kind);
    const clean = of(50);
    const [spelled] = clean.spelling!;
    const german = { ...clean, spelling: [{ ...spelled, problems: [{ kind }] }] };
    const chinese = { ...clean, spelling: [{ read: [{ language: 'zh', words: 9, isChecked: false }], unknown: [], problems: [{ kind }] }] };
    const store = judge(storeOf([clean, german, chinese]));
    expect([0, 1, 2].map((key) => store.isMisspelled(key))).toEqual([false, isFlagged, isFlagged]);
    expect([0, 1, 2].map((key) => store.flagged(key))).toEqual([false, isFlagged, isFlagged]);
    expect(store.spelling.misspelled).toBe(isFlagged ? 2 : 0);
    expect(store.spelling.tallies.all).toMatchObject({ responses: 2, flagged: isFlagged ? 1 : 0 });
    expect([...store.spelling.tallies.languages].find(({ language }) => language === 'de')?.flagged).toBe(isFlagged ? 1 : 0);
    const finding = { check: 'spelling', key: 1, line: 2, response: 1, message: '', mistake: { kind, start: 0, end: 1 } } as const;
    expect([store.isFlagged(finding), store.isReported(finding)]).toEqual([isFlagged, true]);
  });

  test('takes capitalised words and words in capitals for what a list has in small letters, and not the reverse', () => {
    const words = new AcceptedWords([{ word: 'paddock' }, { word: 'NATO' }, { word: 'Gödel', language: 'de' }]);
    const forms = ['paddock', 'Paddock', 'PADDOCK', 'pAddock', 'NATO', 'nato', 'GÖDEL', 'gödel', 'Gödel'];
    expect(forms.filter((word) => words.has('de', word))).toEqual(['paddock', 'Paddock', 'PADDOCK', 'NATO', 'GÖDEL', 'Gödel']);
    expect(words.has('en', 'Gödel')).toBe(false);
  });
});
