import { GenerationError, isModelFailure } from '../../generation/backend';

/** So many failures in a row, of other kinds, are not the records' fault. */
const MOST_IN_A_ROW = 5;

/** Failures of responses one after the other, until one succeeds. */
export class FailureStreak {
  private length = 0;

  end(): void {
    this.length = 0;
  }

  /** @returns why there is no use in going on, for people; `undefined` while there is. */
  add(error: Error): string | undefined {
    if (isModelFailure(error)) return error.message;
    // That is the record's own fault.
    if (error instanceof GenerationError && error.kind === 'contextTooSmall') return undefined;
    if (++this.length < MOST_IN_A_ROW) return undefined;
    this.end();
    return `${MOST_IN_A_ROW} responses in a row have failed, the last one so: ${error.message}`;
  }
}
