/** What a slot holds, in numbers: the edge's node and unit as one, and the node that it leads to, 0 for a free slot. */
const KEY = 0;
const TARGET = 1;
const SLOT = 2;
const MOST_NODES = 0x10000;

/**
 * Words by their UTF-16 units, one after another. Its edges lie in one hash table of numbers, so that a walk touches
 * nothing but a small typed array.
 */
export class UnitTree {
  private nodes = 1;
  private slots = new Int32Array(1024 * SLOT);

  /**
   * @returns the node at which the word ends, from 1.
   * @throws Error when the words have more than 65,535 beginnings.
   */
  add(word: string): number {
    let node = 0;
    for (let at = 0; at < word.length; at++) node = this.next(node, word.charCodeAt(at)) || this.grow(node, word.charCodeAt(at));
    return node;
  }

  /** The node after another one, 0 for the first; 0 where no word goes on so. */
  next(node: number, unit: number): number {
    return this.slots[this.slotOf((node << 16) | unit) + TARGET];
  }

  private grow(node: number, unit: number): number {
    if (this.nodes === MOST_NODES) throw new Error('The words have too many beginnings for one tree.');
    if (this.nodes * 2 * SLOT >= this.slots.length) this.widen();
    const target = this.nodes++;
    this.put((node << 16) | unit, target);
    return target;
  }

  private put(key: number, target: number): void {
    const slot = this.slotOf(key);
    this.slots[slot + KEY] = key;
    this.slots[slot + TARGET] = target;
  }

  private widen(): void {
    const { slots } = this;
    this.slots = new Int32Array(slots.length * 2);
    for (let slot = 0; slot < slots.length; slot += SLOT) {
      if (slots[slot + TARGET] > 0) this.put(slots[slot + KEY], slots[slot + TARGET]);
    }
  }

  /** The slot of an edge, or the free one that it belongs into. */
  private slotOf(key: number): number {
    const { slots } = this;
    const last = slots.length - SLOT;
    const mixed = Math.imul(key, 0x9e3779b1);
    let slot = ((mixed ^ (mixed >>> 15)) * SLOT) & last;
    while (slots[slot + TARGET] > 0 && slots[slot + KEY] !== key) slot = (slot + SLOT) & last;
    return slot;
  }
}
