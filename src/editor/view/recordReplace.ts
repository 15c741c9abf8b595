import type { RecordKey } from '../../dataset/edits/recordKey';
import { compileFind } from '../../dataset/find';
import type { FindQuery } from '../../dataset/findQuery';
import type { BulkChange, WordCorrection } from '../../engine/bulkChange';
import type { DatasetEdits, PreparedChange } from '../../engine/datasetEdits';
import type { Correction, Progress, ReplaceRow, ReplaceState } from '../../protocol/toWebview';
import type { DatasetDocument } from '../datasetDocument';
import { progressDetail, WorkRate } from '../progressText';

export type ReplaceScope = ReplaceState['scope'];

/** What to replace: what a query finds, or unknown words by their corrections. */
export type WantedReplacement =
  | { readonly query: FindQuery; readonly replacement: string }
  | { readonly corrections: readonly Correction[]; readonly changes: readonly WordCorrection[] };

/** A replacement that is looked at before it is made. */
export class RecordReplace {
  progress: Progress | undefined;
  private readonly change: BulkChange;
  private readonly edits: DatasetEdits;
  private prepared: PreparedChange | undefined;
  private readonly excluded = new Set<RecordKey>();
  private found = 0;
  private done = false;
  private error: string | undefined;
  private readonly running = new AbortController();

  /** @param keys the records to look through, in order. */
  constructor(
    private readonly document: DatasetDocument,
    private readonly wanted: WantedReplacement,
    private readonly scope: ReplaceScope,
    keys: Uint32Array,
    private readonly onChange: () => void,
  ) {
    this.change =
      'query' in wanted ? { kind: 'replace', ...wanted } : { kind: 'correct', corrections: wanted.changes };
    this.edits = document.edits;
    void this.prepare(keys);
  }

  get state(): ReplaceState {
    return {
      ...shownOf(this.wanted),
      scope: this.scope,
      records: this.found,
      excluded: this.excluded.size,
      done: this.done,
      error: this.error,
    };
  }

  async rows(start: number, count: number): Promise<ReplaceRow[]> {
    const keys = Array.from(this.prepared?.keys.subarray(start, start + count) ?? []);
    const places = await this.document.session.replacePreview(keys, this.change);
    return places.map((place, at) => ({
      ...place,
      key: keys[at],
      position: this.document.dataset.order.positionOf(keys[at]),
      included: !this.excluded.has(keys[at]),
    }));
  }

  /** @param row absent for all of them. */
  include(row: number | undefined, included: boolean): void {
    const keys = row === undefined ? (this.prepared?.keys ?? []) : [this.prepared?.keys[row]];
    for (const key of keys) {
      if (key === undefined) continue;
      if (included) this.excluded.delete(key);
      else this.excluded.add(key);
    }
    this.onChange();
  }

  /** Makes the replacement: one edit. @returns how many records it has changed. */
  async apply(): Promise<number> {
    const { prepared } = this;
    if (!prepared || this.error !== undefined) return 0;
    const records = prepared.keys.length - this.excluded.size;
    const label = `Replace in ${records === 1 ? '1 Record' : `${records.toLocaleString('en')} Records`}`;
    // The edit outdates all that is prepared, but this is then part of it.
    this.prepared = undefined;
    try {
      const edit = await this.document.edit((edits) => edits.applyPrepared(prepared, this.excluded, label));
      if (edit) return records;
      this.prepared = prepared;
      return 0;
    } catch (error) {
      await this.edits.discard(prepared);
      throw error;
    }
  }

  /** The dataset is not the one any more that was looked through. */
  outdate(): void {
    this.end();
    this.error = 'Records have been edited since: preview again.';
    this.onChange();
  }

  end(): void {
    this.running.abort();
    if (this.prepared) void this.edits.discard(this.prepared);
    this.prepared = undefined;
  }

  private async prepare(keys: Uint32Array): Promise<void> {
    const rate = new WorkRate();
    try {
      if ('query' in this.wanted) compileFind(this.wanted.query);
      const prepared = await this.edits.prepare(keys, this.change, {
        signal: this.running.signal,
        onProgress: (progress) => {
          this.found = progress.changed;
          const done = progress.of === 0 ? 1 : progress.done / progress.of;
          this.progress = { task: 'replace', label: 'Replacing', done, detail: progressDetail(progress, rate) };
          this.onChange();
        },
      });
      this.found = prepared?.keys.length ?? 0;
      if (!this.running.signal.aborted) this.prepared = prepared;
      else if (prepared) await this.edits.discard(prepared);
    } catch (error) {
      this.error ??= this.running.signal.aborted ? 'Cancelled.' : (error as Error).message;
    }
    this.done = true;
    this.progress = undefined;
    this.onChange();
  }
}

function shownOf(wanted: WantedReplacement): Pick<ReplaceState, 'query' | 'replacement' | 'corrections'> {
  if ('query' in wanted) return wanted;
  const { corrections } = wanted;
  const [{ word, correction }] = corrections;
  const query = { text: word, regex: false, matchCase: true, wholeWord: true, field: 'response' };
  return { query, replacement: correction, corrections };
}
