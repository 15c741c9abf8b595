import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GgufError, type GgufHeader, type GgufList, readGgufHeader, readGgufTexts } from '../../../src/generation/gguf';
import { ggufHeader, type WrittenHeader } from './ggufWriter';

const base = resolve('test/fixtures/tiny-lora/tiny-base.q8_0.gguf');
const wholeHeader = readFileSync(base).subarray(0, 24_000);
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'paddock-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(bytes: Uint8Array): Promise<GgufHeader> {
  const path = join(folder, 'model.gguf');
  writeFileSync(path, bytes);
  return readGgufHeader(path);
}

function readWritten(header: WrittenHeader): Promise<GgufHeader> {
  return read(ggufHeader(header));
}

describe('the header of a GGUF file', () => {
  test('of a model', async () => {
    const { metadata, tensors } = await readGgufHeader(base);
    expect(metadata.get('general.architecture')).toBe('llama');
    expect(metadata.get('llama.context_length')).toBe(512);
    expect(metadata.get('llama.attention.layer_norm_rms_epsilon')).toBeCloseTo(1e-5);
    expect(metadata.get('tokenizer.ggml.add_bos_token')).toBe(true);
    expect(metadata.get('tokenizer.ggml.tokens')).toMatchObject({ length: 768 });
    expect(tensors.size).toBe(38);
    expect(tensors.get('blk.3.ffn_up.weight')).toEqual([128, 384]);
  });

  test('has its lists left in the file, to be looked up', async () => {
    const tokens = (await readGgufHeader(base)).metadata.get('tokenizer.ggml.tokens') as GgufList;
    expect(await readGgufTexts(base, tokens, [2, 0, 768, -1, 700])).toEqual(['</s>', '<unk>', undefined, undefined, ';']);
  });

  test('of version 2, with large numbers, nested lists and no tensors', async () => {
    const { metadata, tensors } = await readWritten({
      version: 2,
      values: [
        ['large', { uint64: 2n ** 63n }],
        ['small', { uint64: 7n }],
        ['nested', { list: [{ list: [{ text: 'ä' }, { text: '' }], of: 'text' }], of: 'list' }],
        ['last', { text: 'Ende' }],
      ],
    });
    expect(metadata.get('large')).toBe(2n ** 63n);
    expect(metadata.get('small')).toBe(7);
    expect(metadata.get('nested')).toMatchObject({ length: 1 });
    expect(metadata.get('last')).toBe('Ende');
    expect(tensors.size).toBe(0);
  });

  test('of a vocabulary longer than a block', async () => {
    const words = Array.from({ length: 60_000 }, (_, n) => ({ text: `word ${n}` }));
    const { metadata } = await readWritten({ values: [['words', { list: words, of: 'text' }], ['after', { uint32: 5 }]] });
    expect(metadata.get('after')).toBe(5);
    const places = [59_999, 31_234];
    expect(await readGgufTexts(join(folder, 'model.gguf'), metadata.get('words') as GgufList, places)).toEqual([
      'word 59999',
      'word 31234',
    ]);
  });

  test.each<[string, WrittenHeader | string, RegExp]>([
    ['no GGUF file', 'PK\u0003\u0004 and so on', /no GGUF file/],
    ['an empty file', '', /no GGUF file/],
    ['a version that is not known', { version: 9 }, /version/],
    ['one for big-endian computers', { version: 0x03000000 }, /big-endian/],
    ['more values than any has', { claimedValues: 2n ** 60n }, /values, which no model has/],
    ['more tensors than any has', { claimedTensors: 2n ** 64n - 1n }, /tensors, which no model has/],
    ['more values than there are', { claimedValues: 60_000n }, /cut off/],
    ['a list longer than any', { values: [['a', { list: [], of: 'text', claimed: 2n ** 40n }]] }, /elements in a list/],
    ['a list longer than the file', { values: [['a', { list: [], of: 'uint32', claimed: 1_000_000n }]] }, /cut off/],
    ['the same value twice', { values: [['a', { uint32: 1 }], ['a', { uint32: 2 }]] }, /two values/],
    ['the same tensor twice', { tensors: [{ name: 'a', shape: [] }, { name: 'a', shape: [] }] }, /two tensors/],
    ['a tensor of five dimensions', { tensors: [{ name: 'a', shape: [1, 1, 1, 1, 1] }] }, /5 dimensions/],
    ['a tensor larger than any', { tensors: [{ name: 'a', shape: [2n ** 64n - 1n] }] }, /larger than any/],
    ['a tensor beyond the end', { tensors: [{ name: 'a', shape: [1], offset: 2n ** 40n }] }, /cut off/],
  ])('refuses %s', async (_, written, message) => {
    const bytes = typeof written === 'string' ? Buffer.from(written) : ggufHeader(written);
    await expect(read(bytes)).rejects.toThrow(GgufError);
    await expect(read(bytes)).rejects.toThrow(message);
  });

  test('refuses lists in lists in lists', async () => {
    let value: { list: unknown[]; of: 'list' } = { list: [], of: 'list' };
    for (let depth = 0; depth < 50; depth++) value = { list: [value], of: 'list' };
    await expect(readWritten({ values: [['deep', value as never]] })).rejects.toThrow(/deeper/);
  });

  test('refuses a folder and says what opening a file says', async () => {
    await expect(readGgufHeader(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readGgufHeader(folder)).rejects.toThrow();
  });
});

describe('a damaged header', () => {
  test('cut off anywhere is refused as what it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 15_000 }), async (length) => {
        await expect(read(wholeHeader.subarray(0, length))).rejects.toThrow(GgufError);
      }),
      { numRuns: 200 },
    );
  });

  test('with any bytes changed is read or refused, and takes little memory', async () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 17_000 }), fc.integer({ min: 0, max: 255 }));
    let largest = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Buffer.from(wholeHeader);
        for (const [at, byte] of changes) bytes[at] = byte;
        const outcome = await read(bytes).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(GgufError);
        largest = Math.max(largest, process.memoryUsage().arrayBuffers);
      }),
      { numRuns: 500 },
    );
    expect(largest).toBeLessThan(500_000_000);
  });

  test('of numbers alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
        const outcome = await read(Buffer.concat([ggufHeader({}).subarray(0, 8), noise])).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(GgufError);
      }),
      { numRuns: 500 },
    );
  });
});
