import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AcceptedWords } from '../../../../src/checks/verdicts/acceptedWords';
import { TEXT_PROBLEMS } from '../../../../src/checks/spelling/spellingVerdict';
import { acceptingWords, acceptWords, judgingSpelling } from '../../../../src/checks/verdicts/judgedRecords';
import { unknownWordTest } from '../../../../src/checks/verdicts/unknownWords';
import { nextFlaggedPosition } from '../../../../src/checks/verdicts/verdictsInOrder';
import { NewKeys } from '../../../../src/dataset/edits/renumbering';
import { BATCH_RECORDS, type CheckedVerdicts, packVerdicts } from '../../../../src/checks/verdicts/verdictBatch';
import type { VerdictStore } from '../../../../src/checks/verdicts/verdictStore';
import { ADDED } from '../../../../src/dataset/edits/recordKey';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { listedWords, spelledRecord, storeOf } from './checkedRecords';

function judge(store: VerdictStore): VerdictStore {
  for (const step of judgingSpelling(store)) expect(step).toBeUndefined();
  return store;
}

/** Of a dataset that is known whole. */
function countedWords(records: Iterable<[key: number, record: CheckedVerdicts]>, accepted: AcceptedWords) {
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
  const words = listedWords(store).words.map(({ example: _, ...word }) => JSON.stringify(word));
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
            store = store.renumbered(NewKeys.of(Uint32Array.from(keys), 2 * count));
            const before = known;
            known = new Map([...before].filter(([key]) => key >= ADDED && !keys.includes(key)));
            removed = new Set([...removed].filter((key) => key >= ADDED));
            keys.forEach((old, key) => before.has(old) && known.set(key, before.get(old)!));
          } else if (step.kind === 'judge') {
            judge(store);
          } else if (step.kind === 'accept') {
            accepted = new AcceptedWords(step.words);
            acceptWords(store, accepted);
          } else {
            store[step.kind](step.keys);
            for (const key of step.keys) removed[step.kind === 'remove' ? 'add' : 'delete'](key);
          }
          const flagged = [...known.keys()].filter((key) => store.flagged(key));
          expect(store.counts.flagged).toBe(flagged.length);
        }
        const there = [...known].filter(([key]) => !removed.has(key));

        const words = countedWords(there, accepted);
        const listed = listedWords(store);
        expect(listed.total).toBe(words.size);
        for (const { language, word, occurrences, records, example } of listed.words) {
          const { keys, ...counted } = words.get(`${language} ${word}`)!;
          expect({ occurrences, records }).toEqual({ ...counted, records: keys.size });
          expect(keys).toContain(example);
          expect(there.filter(([key]) => unknownWordTest(store, { language, word })(key)).length).toBe(keys.size);
        }
        expect(listed.words.map(({ records }) => records)).toEqual(listed.words.map(({ records }) => records).sort((a, b) => b - a));

        for (const [key, { spelling = [] }] of there) {
          const kinds = new Set(spelling.flatMap(({ problems }) => problems.map(({ kind }) => kind)));
          expect(store.textProblems(key)).toEqual(TEXT_PROBLEMS.filter((kind) => kinds.has(kind)));
        }
        const again = storeOf(there.map(([, record]) => record));
        acceptWords(again, accepted);
        expect(figures(judge(store))).toEqual(figures(judge(again)));
        there.forEach(([key], at) => expect(store.unknownInFlagged(key)).toBe(again.unknownInFlagged(at)));
      }),
      { numRuns: 25 },
    );
  });

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
    expect(nextFlaggedPosition(store, order, -1, 1)).toBeUndefined();
    judge(store);
    expect(store.counts.flagged).toBe(2);
    expect(store.spelling.misspelled).toBe(2);
    expect(store.unknownInFlagged(5)).toBe(6);
    expect(nextFlaggedPosition(store, order, -1, 1)).toBe(5);
    expect(nextFlaggedPosition(store, order, 5, 1)).toBe(2 * BATCH_RECORDS + 7);

    store.replaceAll([5, 6], packVerdicts(0, [of(20), of(20, ...mistakes)]));
    expect([5, 6].map((key) => store.flagged(key))).toEqual([false, true]);
    const finding = { check: 'spelling', key: 6, line: 7, response: 1, message: '' } as const;
    const mistake = { kind: 'unknownWord', language: 'de', word: 'Feler1', start: 0, end: 6 } as const;
    expect(store.isReported({ ...finding, mistake })).toBe(true);
    expect(store.isReported({ ...finding, key: 5, mistake })).toBe(false);

    acceptWords(store, new AcceptedWords([{ word: 'feler1', language: 'de' }]));
    expect(store.isReported({ ...finding, mistake })).toBe(false);
    expect(store.unknownInFlagged(6)).toBe(5);
    acceptWords(store, new AcceptedWords(mistakes.map((word) => ({ word }))));
    expect(store.counts.flagged).toBe(0);
    expect(listedWords(store).total).toBe(0);
    acceptWords(store, new AcceptedWords());
    expect(store.counts.flagged).toBe(2);
  });

  test('takes words that are accepted step by step, with what comes meanwhile, and from where another was left', () => {
    const words = Array.from({ length: 5_000 }, (_, at) => `wort${at}`);
    const records = () => Array.from({ length: 4 * BATCH_RECORDS }, (_, at) => of(20, words[at], words[at % 7], 'anders'));
    const replaced = () => packVerdicts(0, [of(20, 'neu', 'neuer', 'wort2'), of(20, 'wort1', 'anders')]);
    const last = 4 * BATCH_RECORDS - 1;
    const accepted = new AcceptedWords(['wort1', 'wort4', 'neu'].map((word) => ({ word })));
    const store = judge(storeOf(records()));
    const left = acceptingWords(store, new AcceptedWords([{ word: 'anders' }, { word: 'wort3' }]));
    while (listedWords(store).words.some(({ word }) => word === 'anders')) expect(left.next().done).toBe(false);
    left.next();
    const steps = acceptingWords(store, accepted);
    for (let step = 0; step < 4; step++) expect(steps.next().done).toBe(false);
    store.replaceAll([1, last], replaced());
    store.remove([2, last - 1]);
    while (!steps.next().done) store.restore([2]);
    store.restore([last - 1]);

    const other = judge(storeOf(records()));
    other.replaceAll([1, last], replaced());
    acceptWords(other, accepted);
    expect(figures(judge(store))).toEqual(figures(judge(other)));
    expect(listedWords(store).words.map(({ word }) => word)).not.toContain('wort4');
    // What was counted in can be counted out again.
    const all = [...records().keys()];
    store.remove(all);
    expect(store.counts.records).toBe(0);
    expect(store.spelling.tallies.all).toEqual(storeOf([]).spelling.tallies.all);
    expect(listedWords(store).total).toBe(0);
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
