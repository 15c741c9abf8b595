import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../src/protocol/fromWebview';
import type { Facets } from '../../../src/protocol/toWebview';
import { filterOptions, filterWords, sameFilters, toggleFilter } from '../../../webview/filterOptions';
import { createFormat } from '../../../webview/format';

const format = createFormat('en');
const facets: Facets = {
  flagged: 421,
  problems: 3,
  verdicts: [
    { verdict: 'match', count: 9 },
    { verdict: 'mismatch', count: 4 },
  ],
  found: [
    { language: 'fr', count: 8 },
    { language: 'en', count: 5 },
  ],
  expected: [{ language: 'fr', count: 13 }],
};
const spelled: Facets = {
  ...facets,
  misspelled: 7,
  textProblems: [
    { problem: 'repeatedWord', count: 2 },
    { problem: 'mojibake', count: 1 },
  ],
};
const pick = (label: string, filters: readonly Filter[], typed = '') =>
  filterOptions(typed, facets, filters, format).find((option) => `${option.group}: ${option.label}` === label)!;

describe('filterOptions', () => {
  it('offers all that the editor knows, with counts', () => {
    expect(filterOptions('', facets, [], format).map(({ label, count }) => [label, count])).toEqual([
      ['flagged', 421],
      ['with problems', 3],
      ['match', 9],
      ['mismatch', 4],
      ['French', 8],
      ['English', 5],
      ['French', 13],
    ]);
  });

  it('offers what the spelling check has found, once there has been one', () => {
    expect(filterOptions('spelling', spelled, [], format).slice(0, -1).map(({ label, count }) => [label, count])).toEqual([
      ['misspelled', 7],
      ['repeated word', 2],
      ['broken encoding (mojibake)', 1],
    ]);
  });

  it('narrows by what is typed, and offers to look for that in the text', () => {
    expect(filterOptions('FREN', facets, [], format).map(({ group }) => group)).toEqual([
      'Language found',
      'Language expected',
      'Text',
    ]);
    expect(filterOptions(' two words ', undefined, [], format).map(({ filter }) => filter)).toEqual([
      { kind: 'text', query: { text: 'two words', regex: false, matchCase: false, wholeWord: false, field: '' } },
    ]);
  });
});

describe('toggleFilter', () => {
  it('widens a filter of the same kind, and narrows it again down to nothing', () => {
    const one = toggleFilter([], pick('Verdict: match', []));
    const two = toggleFilter(one, pick('Verdict: mismatch', one));
    expect(two).toEqual([{ kind: 'verdict', verdicts: ['match', 'mismatch'] }]);
    expect(pick('Verdict: match', two).active).toBe(true);
    const back = toggleFilter(two, pick('Verdict: match', two));
    expect(back).toEqual([{ kind: 'verdict', verdicts: ['mismatch'] }]);
    expect(toggleFilter(back, pick('Verdict: mismatch', back))).toEqual([]);
  });

  it('widens text problems, and narrows them again', () => {
    const [, repeated, mojibake] = filterOptions('spelling', spelled, [], format);
    const two = toggleFilter(toggleFilter([], repeated), mojibake);
    expect(two).toEqual([{ kind: 'textProblem', problems: ['repeatedWord', 'mojibake'] }]);
    expect(toggleFilter(two, { ...repeated, active: true })).toEqual([{ kind: 'textProblem', problems: ['mojibake'] }]);
  });

  it('combines filters of different kinds', () => {
    const found = toggleFilter([], pick('Language found: French', []));
    const both = toggleFilter(found, pick('Language expected: French', found));
    expect(both.map(({ kind }) => kind)).toEqual(['found', 'expected']);
    expect(toggleFilter(both, pick('Language found: French', both)).map(({ kind }) => kind)).toEqual(['expected']);
  });

  it('keeps texts apart, since each must be found', () => {
    const one = toggleFilter([], pick('Text: contains “sky”', [], 'sky'));
    const two = toggleFilter(one, pick('Text: contains “blue”', one, 'blue'));
    expect(two).toHaveLength(2);
    expect(toggleFilter(two, pick('Text: contains “sky”', two, 'sky'))).toEqual([two[1]]);
  });

  it('takes away what says only yes or no', () => {
    const flagged = toggleFilter([], pick('Records: flagged', []));
    expect(flagged).toEqual([{ kind: 'flagged' }]);
    expect(toggleFilter(flagged, pick('Records: flagged', flagged))).toEqual([]);
  });
});

describe('filterWords', () => {
  it('says each filter in a few words', () => {
    const query = { text: 'sky', regex: false, matchCase: false, wholeWord: false, field: '' };
    expect(filterWords({ kind: 'verdict', verdicts: ['mismatch', 'empty'] }, format)).toBe('verdict mismatch or empty');
    expect(filterWords({ kind: 'found', languages: ['en'] }, format)).toBe('found English');
    expect(filterWords({ kind: 'misspelled' }, format)).toBe('misspelled');
    expect(filterWords({ kind: 'unknownWord', language: 'de', word: 'Himel' }, format)).toBe('unknown word “Himel” (German)');
    expect(filterWords({ kind: 'textProblem', problems: ['repeatedWord', 'unclosedFence'] }, format)).toBe(
      'repeated word or unclosed code fence',
    );
    expect(filterWords({ kind: 'languages', instruction: ['fr'], found: ['en', 'und'] }, format)).toBe(
      'French → English or cannot be told',
    );
    expect(filterWords({ kind: 'languages', instruction: ['fr'], found: ['it', 'es', 'pt', 'gl'] }, format)).toBe(
      'French → 4 other languages',
    );
    expect(filterWords({ kind: 'text', query }, format)).toBe('text “sky”');
    expect(
      filterWords({ kind: 'text', query: { ...query, regex: true, matchCase: true, field: 'output' } }, format),
    ).toBe('text /sky/ (in output, match case)');
  });
});

describe('sameFilters', () => {
  it('tells filters apart by what they hold', () => {
    expect(sameFilters([{ kind: 'flagged' }], [{ kind: 'flagged' }])).toBe(true);
    expect(sameFilters([{ kind: 'flagged' }], [{ kind: 'problem' }])).toBe(false);
  });
});

describe('candidates', () => {
  const queue = { waiting: 5, generating: 0, ready: 3, failed: 1, accepted: 2, rejected: 0, isPaused: false };

  it('can be filtered by what is left to wait for or to decide, also before a check', () => {
    const options = filterOptions('', undefined, [], format, queue);
    expect(options.map(({ group, label, count }) => [group, label, count])).toEqual([
      ['Candidate', 'ready', 3],
      ['Candidate', 'failed', 1],
      ['Candidate', 'waiting', 5],
    ]);
    expect(filterOptions('', undefined, [], format)).toEqual([]);
  });

  it('widen one filter, and narrow it again', () => {
    const option = (label: string, filters: readonly Filter[]) =>
      filterOptions('', undefined, filters, format, queue).find((each) => each.label === label)!;
    const ready = toggleFilter([], option('ready', []));
    const both = toggleFilter(ready, option('failed', ready));
    expect(both).toEqual([{ kind: 'candidate', states: ['ready', 'failed'] }]);
    expect(filterWords(both[0], format)).toBe('candidate ready or failed');
    expect(toggleFilter(both, option('ready', both))).toEqual([{ kind: 'candidate', states: ['failed'] }]);
  });
});
