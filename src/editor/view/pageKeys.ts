import type { RecordKey } from '../../dataset/edits/recordKey';

/** More than there are keys. */
const KEYS = 2 ** 32;

/**
 * What a page calls records: numbers that are still told apart once a save, or the file read anew, has given a record's
 * key to another one.
 */
export class PageKeys {
  /** Counts the times that records have got other keys. */
  private era = 0;

  of(key: RecordKey): number {
    return this.era * KEYS + key;
  }

  /** @returns `undefined` when the record may have got another key since the page was told of it. */
  find(pageKey: number): RecordKey | undefined {
    return Math.floor(pageKey / KEYS) === this.era ? pageKey % KEYS : undefined;
  }

  /** The same for whoever cannot go on without the record. @throws Error for people */
  keyOf(pageKey: number): RecordKey {
    const key = this.find(pageKey);
    if (key === undefined) throw new Error('The records have just been saved or read again: try again.');
    return key;
  }

  /** Records have got other keys: what the page calls them now is void. */
  renew(): void {
    this.era++;
  }
}
