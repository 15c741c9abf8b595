import type { WorkProgress } from '../engine/datasetSession';

/** How fast work goes, from when it began. */
export class WorkRate {
  private readonly began = performance.now();

  /** Units a second so far; 0 while too little time has passed to tell. */
  of(done: number): number {
    const seconds = (performance.now() - this.began) / 1000;
    return seconds < 0.3 ? 0 : done / seconds;
  }
}

export type ProgressUnit = 'records' | 'responses' | 'bytes';

/** "12,000 of 67,000 records, 23,000 a second, 2 s left" */
export function progressDetail(
  { done, of }: WorkProgress,
  rate: WorkRate,
  unit: ProgressUnit = 'records',
): string {
  const amount = unit === 'bytes' ? megabytes : (count: number) => Math.round(count).toLocaleString('en');
  const perSecond = rate.of(done);
  const parts = [`${amount(done)} of ${amount(of)}${unit === 'bytes' ? '' : ` ${unit}`}`];
  if (perSecond > 0) {
    parts.push(`${amount(perSecond)} a second`, `${timeLeft((of - done) / perSecond)} left`);
  }
  return parts.join(', ');
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
}

function timeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
