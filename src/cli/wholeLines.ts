import { Failure } from './failure';

const NEWLINE = 0x0a;
/** In bytes: far below what one string can hold. */
const LONGEST_LINE = 1 << 28;

/**
 * Cuts a stream of bytes into pieces of whole lines, each line with its newline, which the last one is given where it
 * has none. Of the stream, no more is held than a line and what is read at once.
 * @throws Failure on a line of more than 256 MB.
 */
export async function* wholeLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield Buffer.concat([...begun, chunk.subarray(0, end)]);
      begun = [];
      length = 0;
    }
    if (end === chunk.length) continue;
    begun.push(chunk.subarray(end));
    length += chunk.length - end;
    if (length > LONGEST_LINE) throw new Failure('a line is longer than 256 MB');
  }
  if (length > 0) yield Buffer.concat([...begun, Uint8Array.of(NEWLINE)]);
}
