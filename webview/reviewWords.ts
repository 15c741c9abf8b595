import type { QueueState } from '../src/protocol/toWebview';
import type { Format } from './format';

/** What the page says of candidates that are reviewed one after the other. */

/** "3 candidates to review, 1 failed" */
export function toReviewWords({ ready, failed }: QueueState, format: Format): string {
  const words = `${format.number(ready)} candidate${ready === 1 ? '' : 's'} to review`;
  return failed > 0 ? `${words}, ${format.number(failed)} failed` : words;
}

/** Whether there are candidates to be decided, or will be. */
export function isLeftToReview(queue: QueueState | undefined): boolean {
  return queue !== undefined && queue.waiting + queue.generating + queue.ready > 0;
}

/** Whether the last candidate that there was to decide has just been decided. */
export function isAllReviewed(before: QueueState | undefined, now: QueueState): boolean {
  const decided = ({ accepted, rejected }: QueueState) => accepted + rejected;
  return before !== undefined && before.ready > 0 && !isLeftToReview(now) && decided(now) > decided(before);
}

/** "All reviewed: 9 accepted, 3 rejected" */
export function reviewedWords({ accepted, rejected, failed }: QueueState, format: Format): string {
  const counts = [
    [accepted, 'accepted'],
    [rejected, 'rejected'],
    [failed, 'failed'],
  ] as const;
  const words = counts.flatMap(([count, word]) => (count > 0 ? [`${format.number(count)} ${word}`] : []));
  return `All reviewed: ${words.join(', ')}`;
}
