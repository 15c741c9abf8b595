import type { ContentId } from './contentLog';
import type { RecordKey } from './recordKey';

/** An `Overlay` as plain data for other threads: the chunks are shared memory. */
export interface SharedOverlay {
  /** In the order in which they came to be. */
  readonly chunks: readonly (readonly [place: number, chunk: SharedArrayBuffer])[];
}

const CHUNK_BITS = 10;
const CHUNK_RECORDS = 2 ** CHUNK_BITS;

/**
 * Which records have other contents than in the file. Shared memory, 4 KB for each run of 1,024 keys with an edit:
 * one thread writes, and others see its edits as they happen.
 */
export class Overlay {
  /** By place, in the order in which they came to be. */
  private readonly chunks = new Map<number, Uint32Array>();

  static fromShared(shared: SharedOverlay): Overlay {
    const overlay = new Overlay();
    overlay.adopt(shared);
    return overlay;
  }

  /** How many chunks there are: grows when `share` has more to say. */
  get version(): number {
    return this.chunks.size;
  }

  /** 0 when the record is as in the file. */
  get(key: RecordKey): ContentId {
    const chunk = this.chunks.get(key >>> CHUNK_BITS);
    return chunk ? Atomics.load(chunk, slotOf(key)) : 0;
  }

  has(key: RecordKey): boolean {
    return this.get(key) !== 0;
  }

  /** @param id of a content that has been written: other threads may read it at once. */
  set(key: RecordKey, id: ContentId): void {
    let chunk = this.chunks.get(key >>> CHUNK_BITS);
    if (!chunk) {
      if (id === 0) return;
      chunk = this.addChunk(key >>> CHUNK_BITS, new SharedArrayBuffer(CHUNK_RECORDS * Uint32Array.BYTES_PER_ELEMENT));
    }
    Atomics.store(chunk, slotOf(key), id);
  }

  /** The keys that have a content, ascending. */
  *keys(): Iterable<RecordKey> {
    const places = [...this.chunks.keys()].sort((a, b) => a - b);
    for (const place of places) {
      const chunk = this.chunks.get(place)!;
      for (let slot = 0; slot < CHUNK_RECORDS; slot++) {
        if (Atomics.load(chunk, slot) !== 0) yield place * CHUNK_RECORDS + slot;
      }
    }
  }

  /** No record has another content any more. */
  clear(): void {
    for (const chunk of this.chunks.values()) chunk.fill(0);
  }

  /** @param since a former `version`: only the chunks that have come since then. */
  share(since = 0): SharedOverlay {
    return { chunks: [...this.chunks].slice(since).map(([place, { buffer }]) => [place, buffer as SharedArrayBuffer]) };
  }

  /** Takes over chunks that have come since. */
  adopt(shared: SharedOverlay): void {
    for (const [place, chunk] of shared.chunks) if (!this.chunks.has(place)) this.addChunk(place, chunk);
  }

  /** As it is now, in memory of its own. */
  copy(): Overlay {
    const copy = new Overlay();
    for (const [place, chunk] of this.chunks) copy.addChunk(place, (chunk.buffer as SharedArrayBuffer).slice(0));
    return copy;
  }

  private addChunk(place: number, chunk: SharedArrayBuffer): Uint32Array {
    const ids = new Uint32Array(chunk);
    this.chunks.set(place, ids);
    return ids;
  }
}

function slotOf(key: RecordKey): number {
  return key & (CHUNK_RECORDS - 1);
}
