import { sharedInt32Array } from './sharedArrays';

const EMPTY = -1;

/** A fixed map between integers of 0 and up, in open addressing: smaller and faster than `Map`, and shared. */
export class IntegerMap {
  private readonly mask: number;

  /** @param slots keys and values in turn, as `slotsOf` lays them out. */
  constructor(private readonly slots: Int32Array) {
    this.mask = slots.length / 2 - 1;
  }

  static slotsOf(keys: Int32Array, values: Int32Array): Int32Array {
    let capacity = 16;
    while (capacity < keys.length * 2) capacity *= 2;
    const slots = sharedInt32Array(capacity * 2).fill(EMPTY);
    const map = new IntegerMap(slots);
    for (let i = 0; i < keys.length; i++) {
      const slot = map.find(keys[i]);
      slots[slot] = keys[i];
      slots[slot + 1] = values[i];
    }
    return slots;
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
