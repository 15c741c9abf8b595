import { ADDED, type RecordKey } from '../../dataset/edits/recordKey';
import { BATCH_RECORDS, type RecordPlace, repackVerdicts } from './verdictBatch';
import { type Block, isThere, numberOf, slotOf } from './verdictBlock';

/** Numbers of blocks of added records begin here. */
const FIRST_ADDED = numberOf(ADDED);

/** Blocks that are made when they are first asked for. */
export interface BlocksToCome {
  /** Numbers of blocks of records of the file are below. */
  readonly ofFile: number;
  /** Those of added records. */
  readonly added: readonly number[];
  /** @returns undefined where nothing is known of its records. */
  make(number: number): Block | undefined;
}

/** What is known of records by their keys, in blocks of neighbours. */
export class VerdictBlocks {
  private readonly byNumber = new Map<number, Block>();
  /** Numbers of blocks of records of the file are below. */
  private ofFile = 0;
  private toCome: BlocksToCome | undefined;
  /** Numbers of the blocks to come that have not been made. */
  private left = new Set<number>();

  /** @param toCome all blocks that there are at first. */
  static of(toCome: BlocksToCome): VerdictBlocks {
    const blocks = new VerdictBlocks();
    blocks.toCome = toCome;
    blocks.ofFile = toCome.ofFile;
    blocks.left = new Set([...Array(toCome.ofFile).keys(), ...toCome.added]);
    return blocks;
  }

  get(number: number): Block | undefined {
    if (this.left.size > 0 && this.left.delete(number)) this.make(number);
    return this.byNumber.get(number);
  }

  set(number: number, block: Block): void {
    this.byNumber.set(number, block);
    if (number < FIRST_ADDED) this.ofFile = Math.max(this.ofFile, number + 1);
  }

  /** The block of that number, an empty one where there was none. */
  obtain(number: number): Block {
    let block = this.get(number);
    if (!block) {
      block = { batch: repackVerdicts(number * BATCH_RECORDS, []), flagged: 0 };
      this.set(number, block);
    }
    return block;
  }

  /** All blocks, one by one: between them records may come, change and go. */
  *[Symbol.iterator](): Iterator<[number: number, block: Block]> {
    for (let number = 0; number < this.ofFile; number++) {
      const block = this.get(number);
      if (block) yield [number, block];
    }
    for (const number of this.toCome?.added ?? []) this.get(number);
    for (const [number, block] of this.byNumber) if (number >= FIRST_ADDED) yield [number, block];
  }

  /** Where the record is, when it is checked and not deleted. */
  find(key: RecordKey): RecordPlace | undefined {
    const block = this.get(numberOf(key));
    return block && isThere(block, slotOf(key)) ? { batch: block.batch, record: slotOf(key) } : undefined;
  }

  private make(number: number): void {
    const block = this.toCome?.make(number);
    if (block) this.byNumber.set(number, block);
    // What they are made of is needed no more.
    if (this.left.size === 0) this.toCome = undefined;
  }
}
