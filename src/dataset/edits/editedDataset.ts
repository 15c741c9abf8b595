import { atOnce } from './atOnce';
import type { ContentId, ContentLog, WrittenSegment } from './contentLog';
import { Overlay } from './overlay';
import { ADDED, isAdded, type RecordKey } from './recordKey';
import { inverseOf, RecordOrder, type Splice } from './recordOrder';
import { NewKeys, Renumbering } from './renumbering';
import type { SegmentContents, Snapshot } from './snapshot';

/** Contents that one edit changes, in columns: as many numbers each as there are records. */
export interface ContentChanges {
  keys: Column;
  /** What each record was; of an added record, what it is, or 0. */
  before: Column;
  /** What each record is now; of a deleted record, what it was, or 0. */
  after: Column;
}

export type Column = number[] | Uint32Array;

/** One step of undo. Belongs to the dataset once applied: a save may give its records other keys. */
export interface Edit {
  readonly label: string;
  /** It is one with the edit before it to the user: a save came in between while a text was typed. */
  readonly goesOn?: boolean;
  /** Every record that is changed, added or deleted must be here, so that no undo needs a file that is no more. */
  contents?: ContentChanges;
  splices?: readonly Splice[];
}

/** The dataset as it was when a save began: what is to be written. */
export interface SaveMark {
  /** All keys, as `RecordOrder.toShared`. */
  readonly order: SharedArrayBuffer | undefined;
  /** A copy: edits made while saving do not show in it. */
  readonly overlay: Overlay;
  /** How many edits of the history were in force. */
  readonly place: number;
  /** The last of them. */
  readonly lastEdit: Edit | undefined;
}

const UNREACHABLE = -1;
/** What a save changes in one step. */
const MOVED_IN_STEP = 1_000;
const KEYS_IN_STEP = 2 ** 14;
/** What an edit changes in one step. */
const CHANGED_IN_STEP = 2 ** 12;

/** The records of a file and the edits over it that are not saved yet, with their history. */
export class EditedDataset {
  private currentOrder: RecordOrder;
  private currentOverlay = new Overlay();
  /** Logged contents of records as they are in the file: what makes an undone record one of the file's again. */
  private originals = new Overlay();
  private nextAdded: RecordKey = ADDED;
  /** Edits in force, then those that can be redone. */
  private history: Edit[] = [];
  private place = 0;
  /** The place in the history where the dataset is as in the file. */
  private savedPlace = 0;
  /** An edit that a save has begun to write: it stays as it is. */
  private sealed: Edit | undefined;
  private formerOverlayVersions = 0;

  /** @param baseCount how many records the file has; `order.grow` as more are known. */
  constructor(
    baseCount: number,
    readonly log: ContentLog,
  ) {
    this.currentOrder = new RecordOrder(baseCount);
  }

  /**
   * What a backup holds, over the same file: not saved, and without history.
   * @throws the file system's error when a segment is gone, or Error when it has been cut.
   */
  static restore(snapshot: Snapshot<WrittenSegment>, log: ContentLog): EditedDataset {
    return atOnce(EditedDataset.restoring(snapshot, log));
  }

  /** The same step by step. */
  static *restoring(snapshot: Snapshot<WrittenSegment>, log: ContentLog): Generator<void, EditedDataset, void> {
    const dataset = new EditedDataset(snapshot.baseCount, log);
    dataset.nextAdded = snapshot.nextAdded;
    dataset.currentOrder = snapshot.order;
    const take = function* ({ keys, segment }: SegmentContents<WrittenSegment>, overlay: Overlay): Generator<void, void, void> {
      const first = yield* log.adopting(segment);
      for (let at = 0; at < keys.length; at++) {
        overlay.set(keys[at], first + at);
        if (isStep(at)) yield;
      }
    };
    for (const contents of snapshot.contents) yield* take(contents, dataset.overlay);
    for (const contents of snapshot.originals) yield* take(contents, dataset.originals);
    dataset.savedPlace = UNREACHABLE;
    return dataset;
  }

  /** Another one after a save that has changed keys. */
  get order(): RecordOrder {
    return this.currentOrder;
  }

  /** Another one after each save; threads must be given it together with the new file. */
  get overlay(): Overlay {
    return this.currentOverlay;
  }

  /** Grows when there is more of log or overlay to share with other threads. */
  get version(): number {
    return this.log.version + this.formerOverlayVersions + this.overlay.version;
  }

  /** Whether the dataset is not as in the file. */
  get isDirty(): boolean {
    return this.place !== this.savedPlace;
  }

  /** What `redo` would make again. */
  get nextEdit(): Edit | undefined {
    return this.history[this.place];
  }

  get lastEdit(): Edit | undefined {
    return this.history[this.place - 1];
  }

  /** A key for a record to be added. */
  addedKey(): RecordKey {
    return this.nextAdded++;
  }

  /** What `addedKey` gives next. */
  get nextAddedKey(): RecordKey {
    return this.nextAdded;
  }

  /** The keys of the file's records that are deleted, ascending. */
  deletedKeys(): Uint32Array {
    return this.order.deletedKeys();
  }

  /** The keys of records that are not in the file, in order. */
  addedKeys(): RecordKey[] {
    return [...this.order.addedKeys()];
  }

  /** What the record is now, if that is logged; 0: as in the file, whose bytes have not been logged yet. */
  loggedContent(key: RecordKey): ContentId {
    return this.overlay.get(key) || this.originals.get(key);
  }

  /** What a record of the file is there, if that is logged, as of every record that has been edited; else 0. */
  contentInFile(key: RecordKey): ContentId {
    return this.originals.get(key);
  }

  /** @throws RangeError, before anything is changed, when the splices do not fit. */
  apply(edit: Edit): void {
    atOnce(this.applying(edit));
  }

  /** Takes back the last edit. @returns it, or `undefined` when there is none. */
  undo(): Edit | undefined {
    return atOnce(this.undoing());
  }

  /** Makes the edit again that was undone last. @returns it, or `undefined` when there is none. */
  redo(): Edit | undefined {
    return atOnce(this.redoing());
  }

  /**
   * `apply` step by step, while nothing else is edited. In between some records have their new contents and others do
   * not, each as a whole; the order changes at the end, and at once.
   */
  *applying(edit: Edit): Generator<void, void, void> {
    if (edit.splices) this.order.mustFit(edit.splices);
    if (edit.contents) {
      yield* this.keepOriginals(edit.contents);
      yield* this.setContents(edit.contents, edit.contents.after);
    }
    if (edit.splices) this.order.apply(edit.splices);
    if (this.savedPlace > this.place) this.savedPlace = UNREACHABLE;
    this.history.length = this.place;
    this.history.push(edit);
    this.place++;
  }

  /** `undo` step by step, as `applying`. */
  *undoing(): Generator<void, Edit | undefined, void> {
    const edit = this.lastEdit;
    if (!edit) return undefined;
    if (edit.contents) yield* this.setContents(edit.contents, edit.contents.before);
    if (edit.splices) this.order.apply(inverseOf(edit.splices));
    this.place--;
    return edit;
  }

  /** `redo` step by step, as `applying`. */
  *redoing(): Generator<void, Edit | undefined, void> {
    const edit = this.nextEdit;
    if (!edit) return undefined;
    if (edit.contents) yield* this.setContents(edit.contents, edit.contents.after);
    if (edit.splices) this.order.apply(edit.splices);
    this.place++;
    return edit;
  }

  /**
   * Goes on with the last edit: one of its records gets another content.
   * @returns false when it is not the last any more, is being saved or has been, or does not concern the record.
   */
  amend(edit: Edit, key: RecordKey, after: ContentId): boolean {
    const at = edit.contents ? edit.contents.keys.indexOf(key) : -1;
    if (!edit.contents || at < 0) return false;
    if (edit !== this.lastEdit || edit === this.sealed || !this.isDirty) return false;
    edit.contents.after[at] = after;
    this.setContent(key, after);
    // What was undone before follows from the former content.
    if (this.savedPlace > this.place) this.savedPlace = UNREACHABLE;
    this.history.length = this.place;
    return true;
  }

  /**
   * Back to the file. The history is at the place of the last save; nothing can be redone. Not while saving: the file
   * to go back to would be gone.
   */
  revert(): void {
    this.overlay.clear();
    this.currentOrder = new RecordOrder(this.order.baseCount);
    this.place = Math.max(0, this.savedPlace);
    this.savedPlace = this.place;
    this.history.length = this.place;
  }

  /** The dataset as it is now, to be saved. */
  mark(): SaveMark {
    this.sealed = this.lastEdit;
    return {
      order: this.order.toShared(),
      overlay: this.overlay.copy(),
      place: this.place,
      lastEdit: this.lastEdit,
    };
  }

  /**
   * The file now holds what was marked. What has been edited, undone and redone since stays, over the new file.
   * @returns the records' new keys; `undefined` when they are the same.
   */
  saved(mark: SaveMark, newBaseCount: number): NewKeys | undefined {
    return atOnce(this.saving(mark, newBaseCount))();
  }

  /**
   * The same step by step, while nothing else is edited.
   * @returns a function that does all of it at once.
   */
  *saving(mark: SaveMark, newBaseCount: number): Generator<void, () => NewKeys | undefined, void> {
    const newKeys = mark.order && (yield* NewKeys.making(new Uint32Array(mark.order), this.order.baseCount));
    const renumbering = newKeys && new Renumbering(newKeys, () => this.addedKey());
    const moved = yield* this.movedContents(mark.overlay, (key) => renumbering?.newKey(key) ?? key);
    const order = renumbering && (yield* this.renumberedOrder(newBaseCount, renumbering));
    const history = renumbering && (yield* this.renumberedHistory(renumbering));
    return () => {
      const reachable = this.history[mark.place - 1] === mark.lastEdit;
      this.savedPlace = reachable ? mark.place : UNREACHABLE;
      this.formerOverlayVersions += this.overlay.version + 1;
      this.currentOverlay = moved.overlay;
      this.originals = moved.originals;
      if (order) this.currentOrder = order;
      for (const [edit, { keys, splices }] of history ?? []) {
        if (edit.contents && keys) edit.contents.keys = keys;
        edit.splices = splices;
      }
      return newKeys;
    };
  }

  /** Overlay and originals for a new file, which has the contents that were marked. */
  private *movedContents(
    marked: Overlay,
    newKey: (key: RecordKey) => RecordKey,
  ): Generator<void, { readonly overlay: Overlay; readonly originals: Overlay }, void> {
    const overlay = new Overlay();
    const originals = new Overlay();
    let moved = 0;
    for (const source of [this.originals, marked, this.overlay]) {
      for (const key of source.keys()) {
        const inFile = marked.get(key) || this.originals.get(key);
        const now = this.loggedContent(key);
        const to = newKey(key);
        if (!isAdded(to)) originals.set(to, inFile);
        overlay.set(to, now === originals.get(to) ? 0 : now);
        if (++moved % MOVED_IN_STEP === 0) yield;
      }
    }
    return { overlay, originals };
  }

  private *renumberedOrder(newBaseCount: number, renumbering: Renumbering): Generator<void, RecordOrder, void> {
    const keys = new Uint32Array(this.order.count);
    for (let from = 0; from < keys.length; from += KEYS_IN_STEP) {
      keys.set(renumbering.newKeys(this.order.keys(from, from + KEYS_IN_STEP)), from);
      yield;
    }
    return RecordOrder.of(newBaseCount, keys);
  }

  /** What edits are about by new keys. */
  private *renumberedHistory(
    renumbering: Renumbering,
  ): Generator<void, Map<Edit, { readonly keys?: Column; readonly splices?: readonly Splice[] }>, void> {
    const history = new Map<Edit, { readonly keys?: Column; readonly splices?: readonly Splice[] }>();
    for (const edit of this.history) {
      const keys = edit.contents && renumbering.newKeys(edit.contents.keys);
      const splices: Splice[] = [];
      for (const { at, removed, inserted } of edit.splices ?? []) {
        splices.push({ at, removed: renumbering.newKeys(removed), inserted: renumbering.newKeys(inserted) });
        yield;
      }
      history.set(edit, { keys, splices: edit.splices && splices });
      yield;
    }
    return history;
  }

  /** Whatever a caller has logged again stays the content that it is known as. */
  private *keepOriginals({ keys, before, after }: ContentChanges): Generator<void, void, void> {
    for (let at = 0; at < keys.length; at++) {
      if (isStep(at)) yield;
      const known = this.loggedContent(keys[at]);
      if (known === 0) {
        if (!isAdded(keys[at])) this.originals.set(keys[at], before[at]);
      } else if (before[at] !== known) {
        if (after[at] === before[at]) after[at] = known;
        before[at] = known;
      }
    }
  }

  private *setContents({ keys }: ContentChanges, ids: Column): Generator<void, void, void> {
    for (let at = 0; at < keys.length; at++) {
      if (isStep(at)) yield;
      this.setContent(keys[at], ids[at]);
    }
  }

  private setContent(key: RecordKey, id: ContentId): void {
    this.overlay.set(key, id === this.originals.get(key) ? 0 : id);
  }
}

/** Whether those before a place have been enough for a step. */
function isStep(place: number): boolean {
  return place > 0 && place % CHANGED_IN_STEP === 0;
}
