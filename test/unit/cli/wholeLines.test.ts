import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeLines } from '../../../src/cli/wholeLines';

async function piecesOf(chunks: readonly Uint8Array[]): Promise<string[]> {
  async function* stream() {
    yield* chunks;
  }
  const pieces: string[] = [];
  for await (const piece of wholeLines(stream())) pieces.push(Buffer.from(piece).toString('latin1'));
  return pieces;
}

describe('whole lines of a stream', () => {
  it('gives each line as soon as it is whole, and the last one its newline', async () => {
    const chunks = ['one', '\ntwo\nth', 'r', 'ee\n', 'four'].map((text) => Buffer.from(text));
    expect(await piecesOf(chunks)).toEqual(['one\ntwo\n', 'three\n', 'four\n']);
    expect(await piecesOf([])).toEqual([]);
    expect(await piecesOf([Buffer.from('\n\n')])).toEqual(['\n\n']);
  });

  it('loses and adds no byte, however the stream is cut', async () => {
    const chunk = fc.array(fc.constantFrom(10, 13, 0, 0xff, 0x61), { maxLength: 6 }).map((bytes) => Uint8Array.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 8 }), async (chunks) => {
        const whole = Buffer.concat(chunks).toString('latin1');
        const pieces = await piecesOf(chunks);
        expect(pieces.join('')).toBe(whole === '' || whole.endsWith('\n') ? whole : `${whole}\n`);
        for (const piece of pieces) expect(piece.endsWith('\n')).toBe(true);
      }),
    );
  });
});
