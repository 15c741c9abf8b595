import type { RecordIndex } from '../recordIndex';
import type { ByteSource } from '../source';

/** What lies around the elements of a JSON array in a file. */
export interface ArrayLayout {
  /** Byte offset of the first element, or of where it would be. */
  readonly elementsStart: number;
  /** Byte offset after the last element. */
  readonly elementsEnd: number;
  /** What to put between elements that were not neighbours: a comma with the file's own whitespace around it. */
  readonly gap: Uint8Array;
}

export function arrayLayout(source: ByteSource, index: RecordIndex): ArrayLayout {
  const { count } = index;
  const elementsStart = count > 0 ? index.start(0) : source.read(0, source.size).indexOf(OPEN_BRACKET) + 1;
  const elementsEnd = count > 0 ? index.end(count - 1) : elementsStart;
  return { elementsStart, elementsEnd, gap: firstPlainGap(source, index) ?? gapLikePrefix(source, elementsStart) };
}

const OPEN_BRACKET = 0x5b;
/** More is nothing to repeat. */
const LONGEST_GAP = 1024;
/** Where so many gaps are odd, the others will be too. */
const MOST_GAPS = 1000;

function firstPlainGap(source: ByteSource, index: RecordIndex): Uint8Array | undefined {
  const gaps = Math.min(index.count - 1, MOST_GAPS);
  for (let before = 0; before < gaps; before++) {
    const start = index.end(before);
    const end = index.start(before + 1);
    if (end - start > LONGEST_GAP) continue;
    const gap = source.read(start, end);
    if (/^[ \t\r\n]*,[ \t\r\n]*$/.test(textOf(gap))) return gap;
  }
  return undefined;
}

/** A comma, and then what there is between the opening bracket and the first element; else a new line. */
function gapLikePrefix(source: ByteSource, elementsStart: number): Uint8Array {
  const prefix = textOf(source.read(Math.max(0, elementsStart - LONGEST_GAP), elementsStart));
  const space = /[ \t\r\n]*$/.exec(prefix)![0];
  return Buffer.from(`,${space || '\n'}`, 'latin1');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
