import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AdapterHeader, adapterMisfit, type BaseShapes } from '../../../src/generation/adapterFit';
import { readGgufHeader } from '../../../src/generation/gguf';

const fixtures = resolve('test/fixtures/tiny-lora');
const header = await readGgufHeader(`${fixtures}/tiny-base.q8_0.gguf`);
const base: BaseShapes = { architecture: 'llama', tensors: header.tensors };
const adapter: AdapterHeader = await readGgufHeader(`${fixtures}/tiny-lora.f16.gguf`);

function changed(tensors: Record<string, readonly number[] | undefined>, values: Record<string, string | number> = {}): AdapterHeader {
  const shapes = Object.entries({ ...Object.fromEntries(adapter.tensors), ...tensors });
  return {
    metadata: new Map([...adapter.metadata, ...Object.entries(values)]),
    tensors: new Map(shapes.filter((entry): entry is [string, readonly number[]] => entry[1] !== undefined)),
  };
}

describe('an adapter', () => {
  test('fits the base that it was made for', () => {
    expect(adapterMisfit(adapter, base)).toBeUndefined();
  });

  test('may have tensors of norms, and dimensions of one that are not written', () => {
    expect(adapterMisfit(changed({ 'blk.0.attn_norm.weight': [128] }), base)).toBeUndefined();
    const narrow: BaseShapes = { ...base, tensors: new Map([...base.tensors, ['narrow.weight', [128, 1]]]) };
    expect(adapterMisfit(changed({ 'narrow.weight.lora_a': [128, 8], 'narrow.weight.lora_b': [8] }), narrow)).toBeUndefined();
  });

  test('has the pair for the embedding of tokens the other way round', () => {
    const [width, words] = base.tensors.get('token_embd.weight')!;
    const pair = (b: readonly number[]) => changed({ 'token_embd.weight.lora_a': [8, words], 'token_embd.weight.lora_b': b });
    expect(adapterMisfit(pair([8, width]), base)).toBeUndefined();
    expect(adapterMisfit(pair([8, width + 1]), base)).toMatch(/token_embd\.weight is 129 × 768; this base model’s is 128 × 768/);
  });

  test.each<[string, AdapterHeader, BaseShapes, RegExp]>([
    ['a model', { ...adapter, metadata: header.metadata }, base, /a model, not an adapter/],
    ['another kind of adapter', changed({}, { 'adapter.type': 'dora' }), base, /of the type dora/],
    ['another architecture', adapter, { ...base, architecture: 'qwen2' }, /architecture llama; the base model is qwen2/],
    [
      'a wider model',
      adapter,
      { ...base, tensors: new Map([...base.tensors].map(([name, [a = 1, b = 1]]) => [name, [2 * a, 2 * b]])) },
      /blk\.0\.attn_q\.weight is 128 × 128; this base model’s is 256 × 256/,
    ],
    [
      'a model with fewer layers',
      adapter,
      { ...base, tensors: new Map([...base.tensors].filter(([name]) => !name.startsWith('blk.3.'))) },
      /blk\.3\.attn_q\.weight, which the base model does not have/,
    ],
    ['half a pair', changed({ 'blk.0.attn_q.weight.lora_b': undefined }), base, /attn_q\.weight one is missing/],
    ['ranks that differ', changed({ 'blk.0.attn_q.weight.lora_b': [4, 128] }), base, /ranks are 8 and 4/],
    ['a tensor that is none of LoRA', changed({ 'blk.0.attn_q.weight': [128, 128] }), base, /none of LoRA/],
    ['nothing', { ...adapter, tensors: new Map() }, base, /no tensors of LoRA/],
  ])('does not fit: %s', (_, tried, onto, reason) => {
    expect(adapterMisfit(tried, onto)).toMatch(reason);
  });

  test('that is hostile is described at no length', () => {
    const long = adapterMisfit(changed({}, { 'general.architecture': 'x'.repeat(100_000) }), base)!;
    expect(long.length).toBeLessThan(300);
  });
});
