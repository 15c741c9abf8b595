import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LanguageVerdict } from '../../../../src/checks/language/languageVerdict';
import { packVerdicts } from '../../../../src/checks/verdicts/verdictBatch';
import { VerdictStore } from '../../../../src/checks/verdicts/verdictStore';
import { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { filterRecords, firstAtOrAfter } from '../../../../src/editor/view/recordFilter';
import type { Filter } from '../../../../src/protocol/fromWebview';
import { type Spelled, spelledStore } from '../spelledRecords';

const verdict = (verdict: LanguageVerdict['verdict'], expected: string, found: string): LanguageVerdict => ({
  turn: 1,
  verdict,
  expected,
  found: { language: found, confidence: 0.9 },
  spans: [],
});

const store = new VerdictStore();
store.add(
  packVerdicts(0, [
    { hash: 0, verdicts: [verdict('match', 'de', 'de')] },
    { hash: 0, verdicts: [verdict('mismatch', 'de', 'en')] },
    { hash: 0, verdicts: [verdict('mismatch', 'fr', 'en')] },
    { hash: 0, problem: { code: 'not-json', message: 'Not JSON', severity: 'error' }, verdicts: [] },
    { hash: 0, verdicts: [verdict('match', 'fr', 'fr'), verdict('mismatch', 'fr', 'es')] },
  ]),
);

const text: Filter = {
  kind: 'text',
  query: { text: 'x', regex: false, matchCase: false, wholeWord: false, field: '' },
};
const passing = async (...filters: Filter[]) => [
  ...(await filterRecords(filters, new RecordOrder(5), store, new Map([[text, [1, 3]]]))),
];

describe('filterRecords', () => {
  test('passes the records with candidates that are asked for, before a check, too', async () => {
    const candidate: Filter = { kind: 'candidate', states: ['ready'] };
    const found = new Map([[candidate, Uint32Array.of(0, 4)]]);
    expect([...(await filterRecords([candidate], new RecordOrder(5), undefined, found))]).toEqual([0, 4]);
    expect([...(await filterRecords([candidate, { kind: 'flagged' }], new RecordOrder(5), store, found))]).toEqual([4]);
  });

  test('passes what each filter names', async () => {
    expect(await passing({ kind: 'flagged' })).toEqual([1, 2, 3, 4]);
    expect(await passing({ kind: 'verdict', verdicts: ['match'] })).toEqual([0]);
    expect(await passing({ kind: 'found', languages: ['es', 'fr'] })).toEqual([4]);
    expect(await passing({ kind: 'expected', languages: ['de'] })).toEqual([0, 1]);
    expect(await passing({ kind: 'problem' })).toEqual([3]);
    expect(await passing(text)).toEqual([1, 3]);
  });

  test('passes a response by both languages, and where one cannot be told', async () => {
    const answered = (instruction: string | undefined, found: string | undefined): LanguageVerdict => ({
      turn: 1,
      verdict: 'match',
      instruction: instruction === undefined ? undefined : { language: instruction, confidence: 0.9 },
      found: found === undefined ? undefined : { language: found, confidence: 0.9 },
      spans: [],
    });
    const languages = new VerdictStore();
    const records = [
      [answered('fr', 'en')],
      [answered('fr', 'fr'), answered('de', 'en')],
      [answered('fr', undefined)],
      [answered(undefined, 'en')],
    ];
    languages.add(packVerdicts(0, records.map((verdicts, hash) => ({ hash, verdicts }))));
    const passing = async (instruction: string[], found: string[]) => [
      ...(await filterRecords([{ kind: 'languages', instruction, found }], new RecordOrder(4), languages, new Map())),
    ];
    expect(await passing(['fr'], ['en'])).toEqual([0]);
    expect(await passing(['fr', 'de'], ['en'])).toEqual([0, 1]);
    expect(await passing(['fr'], ['und'])).toEqual([2]);
    expect(await passing(['und'], ['en'])).toEqual([3]);
  });

  test('passes what is misspelled, has an unknown word, or something wrong with its text', async () => {
    const good: Spelled[] = Array.from({ length: 40 }, () => ({ language: 'en' }));
    const spelled = spelledStore([
      ...good,
      { language: 'en', unknown: ['teh', 'adn', 'recieve'] },
      { language: 'en', unknown: ['teh'], problems: ['doubledSpace', 'mojibake'] },
      { language: 'de', unknown: ['teh'] },
    ]);
    const passing = async (filter: Filter) => [...(await filterRecords([filter], new RecordOrder(43), spelled, new Map()))];
    expect(await passing({ kind: 'misspelled' })).toContain(40);
    expect(await passing({ kind: 'misspelled' })).toContain(41);
    expect(await passing({ kind: 'misspelled' })).not.toContain(0);
    expect(await passing({ kind: 'unknownWord', language: 'en', word: 'teh' })).toEqual([40, 41]);
    expect(await passing({ kind: 'unknownWord', language: 'en', word: 'nowhere' })).toEqual([]);
    expect(await passing({ kind: 'textProblem', problems: ['mojibake', 'mixedScript'] })).toEqual([41]);
    expect(await passing({ kind: 'textProblem', problems: ['mixedScript'] })).toEqual([]);
  });

  test('filters hold together', async () => {
    expect(await passing({ kind: 'flagged' }, { kind: 'found', languages: ['en'] })).toEqual([1, 2]);
    expect(await passing({ kind: 'flagged' }, text)).toEqual([1, 3]);
  });

  test('gives records in their order, without deleted ones, and keeps the one that is worked on', async () => {
    const order = new RecordOrder(5);
    order.apply([{ at: 0, removed: [0, 1, 2], inserted: [2, 0] }]);
    const flagged: Filter = { kind: 'flagged' };
    expect([...(await filterRecords([flagged], order, store, new Map()))]).toEqual([2, 3, 4]);
    expect([...(await filterRecords([flagged], order, store, new Map(), 0))]).toEqual([2, 0, 3, 4]);
  });

  test('before a check only text can pass', async () => {
    expect([...(await filterRecords([{ kind: 'flagged' }], new RecordOrder(5), undefined, new Map()))]).toEqual([]);
    expect([...(await filterRecords([text], new RecordOrder(5), undefined, new Map([[text, [2]]])))]).toEqual([2]);
  });
});

describe('places among positions', () => {
  test('are those of a linear search', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), fc.nat(60), (numbers, wanted) => {
        const positions = Uint32Array.from(numbers).sort();
        const after = positions.findIndex((position) => position >= wanted);
        expect(firstAtOrAfter(positions, wanted)).toBe(after < 0 ? positions.length : after);
      }),
    );
  });
});
