import { rm } from 'node:fs/promises';
import type { ContentId, WrittenSegment } from '../dataset/edits/contentLog';
import type { ContentChanges, Edit, EditedDataset } from '../dataset/edits/editedDataset';
import { isAdded, NO_RECORD, type RecordKey } from '../dataset/edits/recordKey';
import type { NewKeys } from '../dataset/edits/renumbering';
import type { RecordChange } from '../schema/recordChange';
import { inSlices } from '../threads/slices';
import type { BulkChange } from './bulkChange';
import { type DatasetSession, FEW_RECORDS, type WorkOptions, type WorkProgress } from './datasetSession';

/** A change of many records that has been prepared, and can be looked at before it is made. */
export interface PreparedChange {
  readonly keys: Uint32Array;
  /** The records' bytes, in the same order. */
  readonly before: WrittenSegment;
  readonly after: WrittenSegment;
  /** Of the dataset that it was prepared for. */
  readonly revision: number;
}

/** How an edit came to be in force, or not to be: it was made or gone on with, taken back, or made again. */
export type EditStep = 'edit' | 'undo' | 'redo';

/**
 * Edits a dataset: each change is worked out in a worker thread, its bytes before and after are logged, and it is
 * applied; one after another, in the order they were asked for.
 */
export class DatasetEdits {
  private queue: Promise<unknown> = Promise.resolve();
  private isEnded = false;
  /** How many are in the queue. */
  private waiting = 0;
  /** The keys by saves that have given records other ones since whoever is in the queue came there. */
  private readonly renumberings: NewKeys[] = [];
  /** Grows with all that changes records or their keys. */
  private revision = 0;
  /**
   * Whether an edit is being made, or taken back: what is known of its records may be about what they were, and not be
   * marked so yet.
   */
  isAtWork = false;

  /** @param follow brings all else up to date with an edit, before there is another one. */
  constructor(
    private readonly session: DatasetSession,
    readonly dataset: EditedDataset,
    private readonly follow: (edit: Edit, how: EditStep) => Promise<void> = () => Promise.resolve(),
  ) {
    session.useEdits(dataset);
  }

  /**
   * Changes one record.
   * @param goesOn whether this is one with the last edit to the user.
   * @returns `undefined` when it is so already.
   * @throws ChangeError when it cannot be made.
   */
  change(key: RecordKey, change: RecordChange, label: string, goesOn?: boolean): Promise<Edit | undefined> {
    return this.inTurnWith([key], async ([key]) => {
      const { before, after } = await this.session.change(key, change);
      if (Buffer.compare(before, after) === 0) return undefined;
      return this.apply({
        label,
        goesOn,
        contents: { keys: [key], before: [this.logged(key, before)], after: [this.dataset.log.append(after)] },
      });
    });
  }

  /**
   * Makes several changes of one record, one after the other, as one edit.
   * @returns `undefined` when it is so already.
   * @throws ChangeError when one of them cannot be made; then none is.
   */
  changeTogether(key: RecordKey, changes: readonly RecordChange[], label: string): Promise<Edit | undefined> {
    return this.inTurnWith([key], async ([key]) => {
      let first: Uint8Array | undefined;
      let last: ContentId | undefined;
      for (const change of changes) {
        const { before, after } = await this.session.change(key, change, last);
        first ??= before;
        last = this.dataset.log.append(after);
      }
      if (!first || last === undefined || Buffer.compare(first, this.dataset.log.read(last)) === 0) return undefined;
      return this.apply({ label, contents: { keys: [key], before: [this.logged(key, first)], after: [last] } });
    });
  }

  /**
   * Goes on with an edit of one record, as typing does: its change is made anew to the record as it was before.
   * @returns false when that is not the last edit any more.
   */
  amend(edit: Edit, change: RecordChange): Promise<boolean> {
    return this.inTurn(async () => {
      if (this.dataset.lastEdit !== edit || !edit.contents) return false;
      const key = edit.contents.keys[0];
      const { after } = await this.session.change(key, change, edit.contents.before[0]);
      if (!this.dataset.amend(edit, key, this.dataset.log.append(after))) return false;
      this.share();
      await this.follow(edit, 'edit');
      return true;
    });
  }

  /** @param after the record that the new one follows and resembles; absent for the first of all. */
  add(after: RecordKey | undefined): Promise<Edit | undefined> {
    const addAfter = async (like: RecordKey | undefined) => {
      const { dataset } = this;
      const content = dataset.log.append(await this.session.emptyRecord(like));
      const key = dataset.addedKey();
      const position = like === undefined ? 0 : dataset.order.positionOf(like) + 1;
      return this.apply({
        label: 'Add Record',
        contents: { keys: [key], before: [content], after: [content] },
        splices: [{ at: position, removed: [], inserted: [key] }],
      });
    };
    return after === undefined
      ? this.inTurn(() => addAfter(undefined))
      : this.inTurnWhenIndexed([after], ([like]) => addAfter(like));
  }

  /**
   * Adds records that have been made elsewhere.
   * @param after the record that they follow; absent for the first of all.
   * @param records the bytes of each, on one line.
   */
  insert(after: RecordKey | undefined, records: readonly Uint8Array[]): Promise<Edit | undefined> {
    const insertAfter = (before: RecordKey | undefined): Promise<Edit> => {
      const { dataset } = this;
      const keys = records.map(() => dataset.addedKey());
      const contents = records.map((bytes) => dataset.log.append(bytes));
      const at = before === undefined ? 0 : dataset.order.positionOf(before) + 1;
      return this.apply({
        label: labelFor('Paste', records.length),
        contents: { keys, before: contents, after: contents.slice() },
        splices: [{ at, removed: [], inserted: keys }],
      });
    };
    return after === undefined
      ? this.inTurn(() => insertAfter(undefined))
      : this.inTurnWhenIndexed([after], ([before]) => insertAfter(before));
  }

  /** Adds a copy of each record after it. */
  duplicate(keys: Uint32Array, options: WorkOptions = {}): Promise<Edit | undefined> {
    return this.inTurnWhenIndexed(keys, async (keys) => {
      const first = await this.copyContents(keys, options);
      const added = keys.map(() => this.dataset.addedKey());
      const contents = keys.map((_, at) => first + at);
      return this.apply({
        label: labelFor('Duplicate', keys.length),
        contents: { keys: added, before: contents, after: contents.slice() },
        splices: Array.from(keys, (key, at) => ({
          at: this.dataset.order.positionOf(key) + 1,
          removed: [],
          inserted: [added[at]],
        })),
      });
    });
  }

  /** Deletes records. @param keys in the order of the dataset. */
  remove(
    keys: Uint32Array,
    label = labelFor('Delete', keys.length),
    options: WorkOptions = {},
  ): Promise<Edit | undefined> {
    return this.inTurnWhenIndexed(keys, async (keys) => {
      const first = await this.copyContents(keys, options);
      const { order } = this.dataset;
      const contents = keys.map((_, at) => first + at);
      return this.apply({
        label,
        contents: { keys, before: contents, after: contents.slice() },
        splices: await inSlices(order.deleting(keys.map((key) => order.positionOf(key)))),
      });
    });
  }

  /**
   * Moves records by one place, all of them together.
   * @param keys in the order of the dataset.
   * @returns `undefined` when they are at the end already.
   */
  move(keys: Uint32Array, direction: 1 | -1): Promise<Edit | undefined> {
    return this.inTurnWhenIndexed(keys, async (keys) => {
      const { order } = this.dataset;
      const first = order.positionOf(keys[0]);
      const last = order.positionOf(keys[keys.length - 1]);
      const from = direction < 0 ? first - 1 : first;
      const to = direction < 0 ? last : last + 1;
      if (from < 0 || to >= order.count) return undefined;
      const before = order.keys(from, to + 1);
      const moving = new Set(keys);
      const others = before.filter((key) => !moving.has(key));
      const after = direction < 0 ? [...keys, ...others] : [...others, ...keys];
      return this.apply({
        label: labelFor(direction < 0 ? 'Move Up' : 'Move Down', keys.length),
        splices: [{ at: from, removed: before, inserted: Uint32Array.from(after) }],
      });
    });
  }

  /**
   * Works out a change of many records without making it. It takes space on disk until it is made or discarded.
   * @returns `undefined` when no record would change.
   */
  async prepare(
    keys: Uint32Array,
    change: BulkChange,
    options: { signal?: AbortSignal; onProgress?: (progress: WorkProgress & { changed: number }) => void },
  ): Promise<PreparedChange | undefined> {
    const { revision } = this;
    const { log } = this.dataset;
    const segments = { before: log.newSegmentPath(), after: log.newSegmentPath() };
    return orRemoved(Object.values(segments), async () => {
      const changed = await this.session.changeAll({ keys, change, segments }, options);
      if (changed.keys.length > 0) return { ...changed, revision };
      await removeFiles(Object.values(segments));
      return undefined;
    });
  }

  /** Forgets a change that has been prepared and will not be made. */
  discard({ before, after }: PreparedChange): Promise<void> {
    return removeFiles([before.path, after.path]);
  }

  /**
   * Makes a change that has been prepared, but for the records that are excluded.
   * @throws Error when something has been edited since it was prepared.
   */
  applyPrepared(prepared: PreparedChange, excluded: ReadonlySet<RecordKey>, label: string): Promise<Edit | undefined> {
    return this.inTurn(async () => {
      if (prepared.revision !== this.revision) throw new Error('Records have been edited meanwhile: try again.');
      const { keys } = prepared;
      if (excluded.size > 0 && keys.every((key) => excluded.has(key))) return undefined;
      const before = await inSlices(this.dataset.log.adopting(prepared.before));
      const after = await inSlices(this.dataset.log.adopting(prepared.after));
      return this.apply({ label, contents: await inSlices(included(keys, excluded, { before, after })) });
    });
  }

  /**
   * Makes edits of another file's dataset in this one: to the records that are here as they were there, wherever they
   * stand. Added records go where they stood, as far as there are positions.
   * @param mine a dataset with the same log.
   * @returns the edit, and the contents whose records are not here any more.
   */
  carryOver(mine: EditedDataset): Promise<{ edit: Edit | undefined; left: ContentId[] }> {
    return this.inTurn(async () => {
      await this.session.indexed;
      this.session.shareEdits();
      const { order } = this.dataset;
      const edited = [...mine.overlay.keys()].filter((key) => mine.order.positionOf(key) >= 0 && !isAdded(key));
      const changed = edited.filter((key) => mine.contentInFile(key) !== 0);
      const deleted = Array.from(mine.deletedKeys()).filter((key) => mine.contentInFile(key) !== 0);
      const places = await this.session.locate([...changed, ...deleted].map((key) => mine.contentInFile(key)));
      const left = edited.filter((key) => mine.contentInFile(key) === 0).map((key) => mine.overlay.get(key));
      const contents: { keys: number[]; before: number[]; after: number[] } = { keys: [], before: [], after: [] };
      const take = (key: RecordKey, before: ContentId, after: ContentId) => {
        contents.keys.push(key);
        contents.before.push(before);
        contents.after.push(after);
      };
      changed.forEach((key, at) => {
        if (places[at] < 0) left.push(mine.overlay.get(key));
        else take(places[at], mine.contentInFile(key), mine.overlay.get(key));
      });
      const gone: RecordKey[] = [];
      deleted.forEach((key, at) => {
        const place = places[changed.length + at];
        if (place < 0) return;
        take(place, mine.contentInFile(key), mine.contentInFile(key));
        gone.push(place);
      });
      const added = mine.addedKeys().map((key) => ({ key: this.dataset.addedKey(), from: key }));
      for (const { key, from } of added) take(key, mine.overlay.get(from), mine.overlay.get(from));
      if (contents.keys.length === 0) return { edit: undefined, left };
      const isGone = new Set(gone);
      const after = Array.from(order.keys(0, order.count)).filter((key) => !isGone.has(key));
      for (const { key, from } of added) after.splice(mine.order.positionOf(from), 0, key);
      const moved = gone.length > 0 || added.length > 0;
      const splices = [{ at: 0, removed: order.keys(0, order.count), inserted: Uint32Array.from(after) }];
      return { edit: await this.apply({ label: 'Carry Edits Over', contents, splices: moved ? splices : undefined }), left };
    });
  }

  undo(): Promise<Edit | undefined> {
    return this.inTurn(() => this.work(this.dataset.undoing(), 'undo'));
  }

  redo(): Promise<Edit | undefined> {
    return this.inTurn(() => this.work(this.dataset.redoing(), 'redo'));
  }

  /**
   * Goes back to what the file holds.
   * @param follow goes back, and has all else follow.
   */
  revert(follow = async (goBack: () => void) => goBack()): Promise<void> {
    return this.inTurn(() =>
      this.atWork(() =>
        follow(() => {
          this.dataset.revert();
          this.share();
        }),
      ),
    );
  }

  /** Does something while nothing is edited: saving, a backup. Edits asked for meanwhile wait. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.waiting++;
    const inTime = () => {
      if (this.isEnded) throw new Error('The file has just been read again: try again.');
      return work();
    };
    const result = this.queue.then(inTime).finally(() => {
      if (--this.waiting === 0) this.renumberings.length = 0;
    });
    this.queue = result.catch(() => undefined);
    return result;
  }

  /** The file is read anew: edits that are still asked for of this dataset fail, and say so. */
  end(): void {
    this.isEnded = true;
  }

  /** A save has given records other keys. */
  renumbered(newKeys: NewKeys): void {
    this.revision++;
    this.renumberings.push(newKeys);
  }

  /**
   * Does something with records while nothing else is edited. When its turn has come, a save may have given them other
   * keys, and they may have been deleted.
   * @returns `undefined` when none of them is left.
   */
  private inTurnWith<T>(
    asked: ArrayLike<RecordKey>,
    work: (keys: Uint32Array) => Promise<T>,
  ): Promise<T | undefined> {
    const since = this.renumberings.length;
    return this.inTurn(async () => {
      let keys: Uint32Array = Uint32Array.from(asked);
      for (const newKeys of this.renumberings.slice(since)) keys = keys.map((key) => newKeys.of(key) ?? NO_RECORD);
      keys = keys.filter((key) => this.dataset.order.positionOf(key) >= 0);
      return keys.length > 0 ? work(keys) : undefined;
    });
  }

  /** The same once all records of the file are known: those that are moved could not be followed by more. */
  private inTurnWhenIndexed<T>(
    asked: ArrayLike<RecordKey>,
    work: (keys: Uint32Array) => Promise<T>,
  ): Promise<T | undefined> {
    return this.inTurnWith(asked, async (keys) => {
      await this.session.indexed;
      return work(keys);
    });
  }

  private async apply(edit: Edit): Promise<Edit> {
    const { dataset } = this;
    const applying = function* (): Generator<void, Edit, void> {
      yield* dataset.applying(edit);
      return edit;
    };
    return (await this.work(applying(), 'edit'))!;
  }

  /** Makes an edit, or takes it back, and has all else follow. @param steps returns the edit where there is one. */
  private work(steps: Generator<void, Edit | undefined, void>, how: EditStep): Promise<Edit | undefined> {
    return this.atWork(async () => {
      // Threads see contents as they are set: they must know of them before.
      this.session.shareEdits();
      const edit = await inSlices(steps);
      this.share();
      if (edit) await this.follow(edit, how);
      return edit;
    });
  }

  private async atWork<T>(work: () => Promise<T>): Promise<T> {
    this.isAtWork = true;
    try {
      return await work();
    } finally {
      this.isAtWork = false;
    }
  }

  private share(): void {
    this.revision++;
    this.session.shareEdits();
  }

  /** What a record is now, as a content: the one it has, or its bytes in the file. */
  private logged(key: RecordKey, bytes: Uint8Array): ContentId {
    return this.dataset.loggedContent(key) || this.dataset.log.append(bytes);
  }

  /** @returns the first content; the others follow. */
  private async copyContents(keys: Uint32Array, options: WorkOptions): Promise<ContentId> {
    const { log } = this.dataset;
    if (keys.length <= FEW_RECORDS) {
      const [first] = (await this.session.bytes(keys)).map((bytes) => log.append(bytes));
      return first;
    }
    const path = log.newSegmentPath();
    return orRemoved([path], async () => inSlices(log.adopting(await this.session.copyContents(keys, path, options))));
  }
}

/** Keys that are gone through in one step. */
const STEP = 2 ** 14;

/** What a prepared change does to the records that are not excluded. @param first contents, which those of the others follow. */
function* included(
  all: Uint32Array,
  excluded: ReadonlySet<RecordKey>,
  first: { readonly before: ContentId; readonly after: ContentId },
): Generator<void, ContentChanges, void> {
  const [keys, before, after] = [all, all, all].map(({ length }) => new Uint32Array(length));
  let count = 0;
  for (let place = 0; place < all.length; place++) {
    if (place % STEP === STEP - 1) yield;
    if (excluded.has(all[place])) continue;
    keys[count] = all[place];
    before[count] = first.before + place;
    after[count++] = first.after + place;
  }
  return { keys: keys.slice(0, count), before: before.slice(0, count), after: after.slice(0, count) };
}

/** Leaves no files behind when what should fill them fails, or is cancelled. */
async function orRemoved<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await removeFiles(paths);
    throw error;
  }
}

async function removeFiles(paths: readonly string[]): Promise<void> {
  // What cannot be removed now goes with its folder.
  await Promise.allSettled(paths.map((path) => rm(path, { force: true })));
}

function labelFor(action: string, records: number): string {
  return records === 1 ? `${action} Record` : `${action} ${records.toLocaleString('en')} Records`;
}
