import { describe, expect, test } from 'vitest';
import type { CandidateDetail } from '../../../src/protocol/toWebview';
import {
  candidateFigures,
  candidateNews,
  currentCandidate,
  endWarning,
  receivedCandidates,
  withCandidate,
} from '../../../webview/candidates';
import { createFormat } from '../../../webview/format';

const format = createFormat('en');

function candidate(id: number, other: Partial<CandidateDetail> = {}): CandidateDetail {
  return { id, state: 'generating', text: 'Der', model: 'Tiny', template: 'alpaca', seed: 7, isFlagged: false, ...other };
}

describe('a candidate that comes in', () => {
  test('takes its own place, oldest first', () => {
    const list = withCandidate([candidate(1), candidate(3)], candidate(2));
    expect(list.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(withCandidate(list, candidate(2, { text: 'Der Himmel' }))[1].text).toBe('Der Himmel');
  });

  test('goes when it is decided', () => {
    expect(withCandidate([candidate(1), candidate(2)], candidate(1, { state: 'accepted' })).map(({ id }) => id)).toEqual([2]);
    expect(withCandidate([candidate(1)], candidate(1, { state: 'rejected' }))).toEqual([]);
  });
});

describe('candidates that the record comes with', () => {
  test('are those there are', () => {
    expect(receivedCandidates([candidate(2)], [candidate(1), candidate(2)]).map(({ id }) => id)).toEqual([2]);
  });

  test('do not undo what has come meanwhile', () => {
    const ready = candidate(1, { state: 'ready', text: 'Der Himmel.' });
    expect(receivedCandidates([candidate(1)], [ready])).toEqual([ready]);
    expect(receivedCandidates([candidate(1, { text: 'De' })], [candidate(1)])[0].text).toBe('Der');
    expect(receivedCandidates([ready], [candidate(1)])).toEqual([ready]);
  });

  test('are not decided', () => {
    expect(receivedCandidates([candidate(1, { state: 'rejected' })], [])).toEqual([]);
  });
});

test('keys are about the newest candidate that is ready', () => {
  const list = [candidate(1, { state: 'ready' }), candidate(2, { state: 'ready' }), candidate(3)];
  expect(currentCandidate(list)?.id).toBe(2);
  expect(currentCandidate([candidate(3)])?.id).toBe(3);
  expect(currentCandidate([])).toBeUndefined();
});

describe('what is said aloud', () => {
  test('beginning and end, not each word', () => {
    expect(candidateNews(candidate(1, { state: 'waiting' }), candidate(1), format)).toBe('Tiny generates a response');
    expect(candidateNews(candidate(1), candidate(1, { text: 'Der Himmel' }), format)).toBeUndefined();
    expect(candidateNews(undefined, candidate(1, { state: 'waiting' }), format)).toBeUndefined();
  });

  test('what the checks say, where they have', () => {
    const ready = candidate(1, {
      state: 'ready',
      language: { language: 'de', confidence: 0.99 },
      verdict: { turn: 1, verdict: 'match', spans: [] },
      end: { reason: 'length' },
    });
    expect(candidateNews(candidate(1), ready, format)).toBe('Candidate by Tiny is ready: German, match, cut off at the limit');
    expect(candidateNews(candidate(1), candidate(1, { state: 'ready' }), format)).toBe('Candidate by Tiny is ready');
  });

  test('why there is none', () => {
    const failed = candidate(1, { state: 'failed', error: 'The server is gone.' });
    expect(candidateNews(candidate(1), failed, format)).toBe('No response by Tiny: The server is gone.');
  });
});

test('where a candidate comes from, in figures', () => {
  expect(candidateFigures(candidate(1), format)).toBe('alpaca, seed 7');
  const end = { reason: 'stop', tokens: 1_024, tokensPerSecond: 12.34 } as const;
  expect(candidateFigures(candidate(1, { end }), format)).toBe('alpaca, seed 7, 1,024 tokens, 12.3 a second');
  const fast = { reason: 'stop', tokens: 1, tokensPerSecond: 2345.6 } as const;
  expect(candidateFigures(candidate(1, { end: fast }), format)).toBe('alpaca, seed 7, 1 token, 2,346 a second');
});

test('a response that was cut off is said to be', () => {
  expect(endWarning(undefined, format)).toBeUndefined();
  expect(endWarning({ reason: 'stop', tokens: 5 }, format)).toBeUndefined();
  expect(endWarning({ reason: 'length', tokens: 1_024 }, format)).toContain('limit of 1,024 tokens');
  expect(endWarning({ reason: 'length' }, format)).toContain('limit of tokens');
});
