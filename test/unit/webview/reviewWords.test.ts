import { describe, expect, test } from 'vitest';
import type { QueueState } from '../../../src/protocol/toWebview';
import { createFormat } from '../../../webview/format';
import { isAllReviewed, reviewedWords, toReviewWords } from '../../../webview/reviewWords';

const format = createFormat('en');

function queue(other: Partial<QueueState>): QueueState {
  return { waiting: 0, generating: 0, ready: 0, failed: 0, accepted: 0, rejected: 0, isPaused: false, ...other };
}

test('what is to be reviewed', () => {
  expect(toReviewWords(queue({ ready: 1 }), format)).toBe('1 candidate to review');
  expect(toReviewWords(queue({ ready: 1_200, failed: 2 }), format)).toBe('1,200 candidates to review, 2 failed');
});

describe('the end of a review', () => {
  const last = queue({ ready: 1, accepted: 8, rejected: 3 });

  test('comes with the last decision', () => {
    expect(isAllReviewed(last, queue({ accepted: 9, rejected: 3 }))).toBe(true);
    expect(isAllReviewed(last, queue({ accepted: 8, rejected: 4 }))).toBe(true);
  });

  test('is not while candidates are left or coming', () => {
    expect(isAllReviewed(queue({ ready: 2 }), queue({ ready: 1, accepted: 1 }))).toBe(false);
    expect(isAllReviewed(last, queue({ generating: 1, accepted: 9, rejected: 3 }))).toBe(false);
    expect(isAllReviewed(last, queue({ waiting: 1, accepted: 9, rejected: 3 }))).toBe(false);
  });

  test('is not when a dataset is opened, nor when candidates are cancelled', () => {
    expect(isAllReviewed(undefined, queue({ accepted: 9 }))).toBe(false);
    expect(isAllReviewed(last, queue({ accepted: 8, rejected: 3 }))).toBe(false);
  });

  test('is told with its figures', () => {
    expect(reviewedWords(queue({ accepted: 9, rejected: 3 }), format)).toBe('All reviewed: 9 accepted, 3 rejected');
    expect(reviewedWords(queue({ rejected: 1, failed: 2 }), format)).toBe('All reviewed: 1 rejected, 2 failed');
  });
});
