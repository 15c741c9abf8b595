/**
 * Words by their UTF-16 units, one after another. Its edges lie in one hash table of numbers, so that a walk touches
 * nothing but a few typed arrays.
 */
export class UnitTree {
  private nodes = 1;
  /** By slot: the edge's node and unit as one number, and the node that it leads to, 0 for a free slot. */
  private keys = new Float64Array(1024);
  private targets = new Int32Array(1024);

  /** @returns the node at which the word ends, from 1. */
  add(word: string): number {
    let node = 0;
    for (let at = 0; at < word.length; at++) node = this.next(node, word.charCodeAt(at)) || this.grow(node, word.charCodeAt(at));
    return node;
  }

  /** The node after another one, 0 for the first; 0 where no word goes on so. */
  next(node: number, unit: number): number {
    const { keys, targets } = this;
    const key = node * 0x10000 + unit;
    const mask = keys.length - 1;
    let slot = hash(node, unit) & mask;
    while (targets[slot] > 0 && keys[slot] !== key) slot = (slot + 1) & mask;
    return targets[slot];
  }

  private grow(node: number, unit: number): number {
    if (this.nodes * 2 >= this.keys.length) this.widen();
    const target = this.nodes++;
    this.put(node * 0x10000 + unit, target);
    return target;
  }

  private put(key: number, target: number): void {
    const mask = this.keys.length - 1;
    let slot = hash(Math.floor(key / 0x10000), key % 0x10000) & mask;
    while (this.targets[slot] > 0) slot = (slot + 1) & mask;
    this.keys[slot] = key;
    this.targets[slot] = target;
  }

  private widen(): void {
    const { keys, targets } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.targets = new Int32Array(keys.length * 2);
    keys.forEach((key, slot) => targets[slot] > 0 && this.put(key, targets[slot]));
  }
}

function hash(node: number, unit: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
