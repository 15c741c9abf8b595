import { describe, expect, test } from 'vitest';
import { AcceptedWords } from '../../../../src/checks/verdicts/acceptedWords';
import { facetsOf, rowOf, summaryOf, withoutAccepted } from '../../../../src/editor/view/checkResults';
import { type Spelled, spelledStore } from '../spelledRecords';

const good: Spelled[] = Array.from({ length: 60 }, () => ({ language: 'en' }));
const store = spelledStore([
  ...good,
  { language: 'en', unknown: ['teh', 'adn', 'recieve'], problems: ['repeatedWord'] },
  { language: 'sw', isChecked: false },
]);
const options = { complete: true, withSpelling: true, equivalent: [] };

describe('what the page shows of spelling', () => {
  test('a row has how many words are unknown where the record is flagged', () => {
    const text = { instruction: '', response: '' };
    expect(rowOf(text, store, 60).misspelled).toBe(3);
    expect(rowOf(text, store, 0).misspelled).toBeUndefined();
  });

  test('a row has what is wrong with its text where the record is flagged for that', () => {
    const text = { instruction: '', response: '' };
    const broken = spelledStore([...good, { language: 'en', problems: ['doubledSpace', 'mojibake'] }, { language: 'en', problems: ['doubledSpace'] }]);
    expect(rowOf(text, broken, 60)).toMatchObject({ misspelled: undefined, textProblem: 'mojibake' });
    expect(rowOf(text, broken, 61)).toMatchObject({ misspelled: undefined, textProblem: undefined });
  });

  test('facets count misspelled records and text problems, once spelling has been checked', () => {
    expect(facetsOf(store, true)).toMatchObject({ misspelled: 1, textProblems: [{ problem: 'repeatedWord', count: 1 }] });
    expect(facetsOf(store, false)).not.toHaveProperty('misspelled');
  });

  test('the summary tells languages that were not checked, and never counts their words as wrong', () => {
    const { spelling } = summaryOf(store, options);
    expect(spelling?.notChecked).toEqual([{ language: 'sw', words: 50, why: { reason: 'no dictionary' } }]);
    expect(spelling?.all).toMatchObject({ words: 61 * 50, unknown: 3, flagged: 1 });
    expect(spelling?.unknownWords).toBe(3);
    expect(summaryOf(store, { ...options, withSpelling: false }).spelling).toBeUndefined();
  });

  test('accepted words are left out of a record', () => {
    const unknown = ['Teh', 'adn'].map((word) => ({ word, language: 'en', start: 0, end: 3 }));
    const accepted = new AcceptedWords([{ word: 'teh', language: 'en' }, { word: 'adn', language: 'de' }]);
    const left = withoutAccepted({ turn: 1, read: [], unknown, problems: [] }, accepted);
    expect(left.unknown.map(({ word }) => word)).toEqual(['adn']);
  });
});
