const EMPTY = -1;

/** A fixed map between integers of 0 and up, in open addressing: smaller and faster than `Map`. */
export class IntegerMap {
  private readonly mask: number;
  private readonly slots: Int32Array;

  constructor(keys: Int32Array, values: Int32Array) {
    let capacity = 16;
    while (capacity < keys.length * 2) capacity *= 2;
    this.mask = capacity - 1;
    this.slots = new Int32Array(capacity * 2).fill(EMPTY);
    for (let i = 0; i < keys.length; i++) {
      const slot = this.find(keys[i]);
      this.slots[slot] = keys[i];
      this.slots[slot + 1] = values[i];
    }
  }

  /** -1 when the key is not there. */
  get(key: number): number {
    return this.slots[this.find(key) + 1];
  }

  private find(key: number): number {
    const { slots, mask } = this;
    let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
    while (slots[slot * 2] !== key && slots[slot * 2] !== EMPTY) slot = (slot + 1) & mask;
    return slot * 2;
  }
}
