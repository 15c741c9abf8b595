import { atOnce } from './atOnce';
import { isAdded, type RecordKey } from './recordKey';

/** Keys that leave the order and keys that take their place. */
export interface Splice {
  /** Position before the edit that the splice is part of; splices of one edit are ascending and do not overlap. */
  readonly at: number;
  /** The keys that stand there from `at` on. */
  readonly removed: Keys;
  readonly inserted: Keys;
}

export type Keys = readonly RecordKey[] | Uint32Array;

const BLOCK_BITS = 12;
const BLOCK_RECORDS = 2 ** BLOCK_BITS;
/** How many records are looked at in one go. */
const STEP_RECORDS = 2 ** 16;
/** Room in a chunk for keys to come. */
const SPARE_KEYS = 64;
const MOST_RECORDS = 2 * BLOCK_RECORDS;

/**
 * The keys of all records in the order of the dataset as edited: a sequence in chunks, so that an edit costs about one
 * chunk. Takes no memory while the order is the file's. Afterwards chunks of consecutive keys still take none, others
 * 4 bytes a record, and records that have left their chunk 4 more.
 *
 * A chunk is the home of one block of the file's keys (its number is the block's), or of none. A key is looked for in
 * its home, unless it is among the strays.
 */
export class RecordOrder {
  /** In order, none empty unless it is the only one; undefined while the order is the file's. */
  private chunks: Chunk[] | undefined;
  private chunkByNumber: (Chunk | undefined)[] = [];
  private freeNumbers: number[] = [];
  /** By block of keys: 1 + the number of the chunk that a key has strayed to; 0 for a key at home, or nowhere. */
  private readonly strays = new Map<number, Uint32Array>();
  private fileRecords: number;
  private records: number;
  /** Grows as records are added, deleted and moved. */
  version = 0;

  /** @param baseCount how many records the file has. */
  constructor(baseCount: number) {
    this.fileRecords = baseCount;
    this.records = baseCount;
  }

  /** An order of any keys, each of which occurs once. */
  static of(baseCount: number, keys: Uint32Array): RecordOrder {
    const order = new RecordOrder(baseCount);
    let start = 0;
    while (start < Math.min(baseCount, keys.length) && keys[start] === start) start++;
    let end = 0;
    const mostEnd = Math.min(baseCount, keys.length) - start;
    while (end < mostEnd && keys[keys.length - 1 - end] === baseCount - 1 - end) end++;
    const inserted = keys.subarray(start, keys.length - end);
    order.apply([{ at: start, removed: order.keys(start, baseCount - end), inserted }]);
    return order;
  }

  /** How many records the file has. */
  get baseCount(): number {
    return this.fileRecords;
  }

  /** How many records there are. */
  get count(): number {
    return this.records;
  }

  /** Whether the order is the file's, so that keys and positions are the same numbers. */
  get isIdentity(): boolean {
    return this.chunks === undefined;
  }

  /**
   * More of the file's records are known.
   * @throws Error once records have been added, deleted or moved.
   */
  grow(baseCount: number): void {
    if (this.chunks) throw new Error('Records have been moved before all of the file was known');
    this.fileRecords = baseCount;
    this.records = baseCount;
  }

  /** @throws RangeError when there is no such position. */
  keyAt(position: number): RecordKey {
    if (!(position >= 0 && position < this.records)) {
      throw new RangeError(`No record at position ${position}: there are ${this.records}`);
    }
    if (!this.chunks) return position;
    const chunk = this.chunks[placeOf(this.chunks, position)];
    return chunk.at(position - chunk.start);
  }

  /** -1 for a record that is deleted, or was never there. */
  positionOf(key: RecordKey): number {
    if (!this.chunks) return key < this.baseCount ? key : -1;
    const block = key >>> BLOCK_BITS;
    const stray = this.strays.get(block)?.[slotOf(key)];
    const chunk = this.chunkByNumber[stray ? stray - 1 : block];
    const place = chunk ? chunk.indexOf(key) : -1;
    return chunk && place >= 0 ? chunk.start + place : -1;
  }

  /** The keys at positions `from` up to but not including `to`, clamped to what is there. */
  keys(from: number, to: number): Uint32Array {
    const start = Math.max(0, from);
    const keys = new Uint32Array(Math.max(0, Math.min(to, this.records) - start));
    this.copy(keys, start);
    return keys;
  }

  /** All keys for other threads, as a Uint32Array's buffer; undefined while the order is the file's. */
  toShared(): SharedArrayBuffer | undefined {
    if (!this.chunks) return undefined;
    const shared = new SharedArrayBuffer(this.records * Uint32Array.BYTES_PER_ELEMENT);
    this.copy(new Uint32Array(shared), 0);
    return shared;
  }

  /** The keys in order as runs of consecutive ones: first key and length of each, side by side. */
  runs(): Uint32Array {
    const runs: number[] = [];
    for (let from = 0; from < this.records; from += STEP_RECORDS) {
      for (const key of this.keys(from, from + STEP_RECORDS)) {
        if (runs.length > 0 && key === runs[runs.length - 2] + runs[runs.length - 1]) runs[runs.length - 1]++;
        else runs.push(key, 1);
      }
    }
    return Uint32Array.from(runs);
  }

  /** The keys of the file's records that are deleted, ascending. */
  deletedKeys(): Uint32Array {
    if (!this.chunks) return new Uint32Array();
    const isThere = new Uint8Array(this.baseCount);
    let left = this.baseCount;
    for (const key of this.keys(0, this.records)) {
      if (isAdded(key)) continue;
      isThere[key] = 1;
      left--;
    }
    const deleted = new Uint32Array(left);
    for (let key = 0, filled = 0; filled < left; key++) if (!isThere[key]) deleted[filled++] = key;
    return deleted;
  }

  /** The keys of records that are not in the file, in order. */
  addedKeys(): Uint32Array {
    return this.chunks ? this.keys(0, this.records).filter(isAdded) : new Uint32Array();
  }

  /**
   * The splices that delete these records, in a number that does not grow with theirs: records between deleted ones
   * are removed and inserted again (see `changedKeys`).
   * @param positions ascending
   */
  deletion(positions: ArrayLike<number>): Splice[] {
    return atOnce(this.deleting(positions));
  }

  /** The same step by step, between which the order must stay as it is. */
  *deleting(positions: ArrayLike<number>): Generator<void, Splice[], void> {
    const splices: Splice[] = [];
    for (let from = 0; from < positions.length; ) {
      const at = positions[from];
      const block = at >>> BLOCK_BITS;
      let to = from + 1;
      while (to < positions.length && positions[to] >>> BLOCK_BITS === block) to++;
      const removed = this.keys(at, positions[to - 1] + 1);
      const inserted = new Uint32Array(removed.length - (to - from));
      for (let place = 0, next = from, filled = 0; place < removed.length; place++) {
        if (at + place === positions[next]) next++;
        else inserted[filled++] = removed[place];
      }
      splices.push({ at, removed, inserted });
      from = to;
      yield;
    }
    return splices;
  }

  /** @throws RangeError, before anything is changed, when what is to be removed does not stand there. */
  apply(splices: readonly Splice[]): void {
    this.mustFit(splices);
    this.version++;
    const chunks = (this.chunks ??= this.fileOrder());
    // All removals come before all insertions: a record that is moved is nowhere in between.
    const gaps = splices.map((splice) => this.remove(chunks, splice));
    for (let each = splices.length - 1; each >= 0; each--) this.insert(gaps[each], splices[each].inserted);
    this.chunks = this.rechunked(chunks);
    if (this.isFileOrder(this.chunks)) this.forgetChunks();
  }

  private copy(target: Uint32Array, from: number): void {
    if (!this.chunks) {
      for (let place = 0; place < target.length; place++) target[place] = from + place;
      return;
    }
    let filled = 0;
    for (let place = placeOf(this.chunks, from); filled < target.length; place++) {
      const chunk = this.chunks[place];
      const start = from + filled - chunk.start;
      const end = Math.min(chunk.count, start + target.length - filled);
      chunk.copy(start, end, target, filled);
      filled += end - start;
    }
  }

  /** @throws RangeError when what is to be removed does not stand there. */
  mustFit(splices: readonly Splice[]): void {
    let free = 0;
    for (const { at, removed } of splices) {
      const fits = at >= free && at + removed.length <= this.records;
      if (!fits || !isSame(this.keys(at, at + removed.length), removed)) {
        throw new RangeError(`The edit does not fit: other records are at position ${at}`);
      }
      free = at + removed.length;
    }
  }

  /** To be called for ascending splices; positions are those before the first. @returns the place that is left. */
  private remove(chunks: readonly Chunk[], { at, removed }: Splice): Gap {
    let place = placeOf(chunks, at);
    const chunk = chunks[place];
    const start = chunk.count - (chunk.end - at);
    let here = Math.min(removed.length, chunk.count - start);
    chunk.remove(start, here);
    for (let left = removed.length - here; left > 0; left -= here) {
      place++;
      here = Math.min(left, chunks[place].count);
      chunks[place].remove(0, here);
    }
    this.records -= removed.length;
    return { chunk, start };
  }

  /** To be called for descending gaps. */
  private insert({ chunk, start }: Gap, keys: Keys): void {
    chunk.insert(start, keys);
    this.settle(keys, chunk);
    this.records += keys.length;
  }

  /** Without the chunks that have become empty, and with those split that have become too large. */
  private rechunked(before: Chunk[]): Chunk[] {
    let chunks = before;
    if (before.some(({ count }) => count === 0 || count > MOST_RECORDS)) {
      for (const chunk of before) if (chunk.count === 0) this.release(chunk);
      const kept = before.filter(({ count }) => count > 0);
      chunks = kept.flatMap((chunk) => (chunk.count > MOST_RECORDS ? this.split(chunk) : [chunk]));
      if (chunks.length === 0) chunks.push(this.newChunk());
    }
    placeChunks(chunks);
    return chunks;
  }

  /** Cuts where a block of keys begins whose home is free, so that those keys are found without further notes. */
  private split(chunk: Chunk): Chunk[] {
    const keys = new Uint32Array(chunk.count);
    chunk.copy(0, chunk.count, keys, 0);
    const pieces: Chunk[] = [];
    let piece = chunk;
    let start = 0;
    const cut = (end: number, next: Chunk) => {
      piece.fill(keys.subarray(start, end));
      pieces.push(piece);
      piece = next;
      start = end;
    };
    for (let place = 0; place < keys.length; place++) {
      const home = keys[place] >>> BLOCK_BITS;
      const free = keys[place] < this.baseCount && this.chunkByNumber[home] === undefined;
      if (place > start && (free || place - start === BLOCK_RECORDS)) {
        this.settle(keys.subarray(start, place), piece);
        cut(place, this.newChunk(free ? home : undefined));
      }
    }
    this.settle(keys.subarray(start), piece);
    cut(keys.length, piece);
    return pieces;
  }

  private newChunk(number = this.freeNumbers.pop() ?? this.chunkByNumber.length): Chunk {
    const chunk = new Chunk(number);
    this.chunkByNumber[number] = chunk;
    return chunk;
  }

  private release({ number }: Chunk): void {
    this.chunkByNumber[number] = undefined;
    if (number >= this.blocks) this.freeNumbers.push(number);
  }

  /** Notes which chunk keys are in. */
  private settle(keys: Keys, { number }: Chunk): void {
    let block = -1;
    let strays: Uint32Array | undefined;
    for (const key of keys) {
      if (key >>> BLOCK_BITS !== block) {
        block = key >>> BLOCK_BITS;
        strays = this.strays.get(block);
        if (!strays && number !== block) this.strays.set(block, (strays = new Uint32Array(BLOCK_RECORDS)));
      }
      if (strays) strays[slotOf(key)] = number === block ? 0 : number + 1;
    }
  }

  private get blocks(): number {
    return Math.max(1, Math.ceil(this.baseCount / BLOCK_RECORDS));
  }

  /** Chunks for the order of the file. */
  private fileOrder(): Chunk[] {
    const chunks: Chunk[] = [];
    for (let block = 0; block < this.blocks; block++) {
      const chunk = this.newChunk(block);
      chunk.first = block * BLOCK_RECORDS;
      chunk.count = Math.min(BLOCK_RECORDS, this.baseCount - chunk.first);
      chunks.push(chunk);
    }
    placeChunks(chunks);
    return chunks;
  }

  private isFileOrder(chunks: readonly Chunk[]): boolean {
    return this.records === this.baseCount && chunks.every((chunk) => chunk.isRun && chunk.first === chunk.start);
  }

  private forgetChunks(): void {
    this.chunks = undefined;
    this.chunkByNumber = [];
    this.freeNumbers = [];
    this.strays.clear();
  }
}

/** A place in a chunk that keys are inserted at. */
interface Gap {
  readonly chunk: Chunk;
  readonly start: number;
}

class Chunk {
  /** Positions of its first record and after its last one, before the edit under way. */
  start = 0;
  end = 0;
  count = 0;
  /** Its first key, where its keys are consecutive. */
  first = 0;
  /** Its keys, where they are not consecutive; longer than `count` at times. */
  private keys: Uint32Array | undefined;
  /** Whether they ascend, as long as nothing has been moved; undefined until it is asked for after a change. */
  private isAscending: boolean | undefined;

  constructor(readonly number: number) {}

  get isRun(): boolean {
    return this.keys === undefined;
  }

  at(place: number): RecordKey {
    return this.keys ? this.keys[place] : this.first + place;
  }

  indexOf(key: RecordKey): number {
    const { keys, count } = this;
    const place = keys ? this.placeIn(keys, key) : key - this.first;
    return place < count ? Math.max(place, -1) : -1;
  }

  copy(start: number, end: number, target: Uint32Array, offset: number): void {
    if (this.keys) target.set(this.keys.subarray(start, end), offset);
    else for (let place = start; place < end; place++) target[offset + place - start] = this.first + place;
  }

  fill(keys: Uint32Array): void {
    this.keys = keys.slice();
    this.count = keys.length;
    this.compact();
  }

  remove(start: number, count: number): void {
    if (count === 0) return;
    const keys = this.ownKeys(this.count);
    keys.copyWithin(start, start + count, this.count);
    this.count -= count;
    this.compact();
  }

  insert(start: number, inserted: Keys): void {
    if (inserted.length === 0) return;
    const keys = this.ownKeys(this.count + inserted.length);
    keys.copyWithin(start + inserted.length, start, this.count);
    keys.set(inserted, start);
    this.count += inserted.length;
    this.compact();
  }

  /** @returns -1, or a place that does not count, where it is not there. */
  private placeIn(keys: Uint32Array, key: RecordKey): number {
    this.isAscending ??= isAscending(keys, this.count);
    if (!this.isAscending) return keys.indexOf(key);
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keys[middle] < key) low = middle + 1;
      else high = middle;
    }
    return keys[low] === key ? low : -1;
  }

  /** Its keys one by one, with room for so many. */
  private ownKeys(room: number): Uint32Array {
    if (this.keys && this.keys.length >= room) return this.keys;
    const keys = new Uint32Array(room + SPARE_KEYS);
    this.copy(0, this.count, keys, 0);
    this.keys = keys;
    return keys;
  }

  private compact(): void {
    const { keys, count } = this;
    this.isAscending = undefined;
    if (!keys || (count > 0 && keys[count - 1] - keys[0] !== count - 1)) return;
    for (let place = 1; place < count; place++) if (keys[place] !== keys[0] + place) return;
    this.first = count > 0 ? keys[0] : 0;
    this.keys = undefined;
  }
}

/** The splices that undo these. */
export function inverseOf(splices: readonly Splice[]): Splice[] {
  let shift = 0;
  return splices.map(({ at, removed, inserted }) => {
    const inverse = { at: at + shift, removed: inserted, inserted: removed };
    shift += inserted.length - removed.length;
    return inverse;
  });
}

/** Keys, ascending, that leave the order and that are new to it. */
export interface ChangedKeys {
  readonly removed: Uint32Array;
  readonly inserted: Uint32Array;
}

/** What splices remove and insert; keys that they only move are neither. */
export function changedKeys(splices: readonly Splice[]): ChangedKeys {
  return atOnce(changingKeys(splices));
}

/** The same step by step. */
export function* changingKeys(splices: readonly Splice[]): Generator<void, ChangedKeys, void> {
  const changed: Pick<Splice, 'removed' | 'inserted'>[] = [];
  for (const splice of splices) {
    changed.push(withoutKept(splice));
    yield;
  }
  const removed = ascending(changed.map((splice) => splice.removed));
  yield;
  const inserted = ascending(changed.map((splice) => splice.inserted));
  yield;
  return { removed: without(removed, inserted), inserted: without(inserted, removed) };
}

/** Without keys that stay where they are, as between deleted ones: where only some leave or only some come. */
function withoutKept({ removed, inserted }: Pick<Splice, 'removed' | 'inserted'>): Pick<Splice, 'removed' | 'inserted'> {
  const isDeletion = removed.length > inserted.length;
  const [more, fewer] = isDeletion ? [removed, inserted] : [inserted, removed];
  const others: RecordKey[] = [];
  let kept = 0;
  for (const key of more) {
    if (kept < fewer.length && key === fewer[kept]) kept++;
    else others.push(key);
  }
  if (kept < fewer.length) return { removed, inserted };
  return isDeletion ? { removed: others, inserted: [] } : { removed: [], inserted: others };
}

function ascending(columns: readonly Keys[]): Uint32Array {
  const keys = new Uint32Array(columns.reduce((sum, column) => sum + column.length, 0));
  let filled = 0;
  for (const column of columns) {
    keys.set(column, filled);
    filled += column.length;
  }
  return isAscending(keys, keys.length) ? keys : keys.sort();
}

function isAscending(keys: Uint32Array, count: number): boolean {
  for (let place = 1; place < count; place++) if (keys[place] <= keys[place - 1]) return false;
  return true;
}

function isSame(keys: Uint32Array, others: Keys): boolean {
  for (let place = 0; place < others.length; place++) if (keys[place] !== others[place]) return false;
  return true;
}

function without(keys: Uint32Array, others: Uint32Array): Uint32Array {
  if (others.length === 0) return keys;
  let other = 0;
  return keys.filter((key) => {
    while (other < others.length && others[other] < key) other++;
    return others[other] !== key;
  });
}

/** The place of the chunk that the position lies in; the last one's for the position after all records. */
function placeOf(chunks: readonly Chunk[], position: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (chunks[middle].start <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function placeChunks(chunks: readonly Chunk[]): void {
  let start = 0;
  for (const chunk of chunks) {
    chunk.start = start;
    start += chunk.count;
    chunk.end = start;
  }
}

function slotOf(key: RecordKey): number {
  return key & (BLOCK_RECORDS - 1);
}
