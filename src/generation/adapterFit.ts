import type { GgufValue, TensorShapes } from './gguf';

/** Of a base model, all that says whether an adapter fits: from its file, or from the server that has it. */
export interface BaseShapes {
  readonly architecture: string;
  readonly tensors: TensorShapes;
}

/** The header of an adapter's GGUF file. */
export interface AdapterHeader {
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: TensorShapes;
}

/**
 * Why a LoRA adapter cannot be applied to a base model; a sentence for people. Asks what llama.cpp asks when it loads
 * one (`llama_adapter_lora_init`), before anything is loaded or uploaded.
 * @returns `undefined` when it fits
 */
export function adapterMisfit(adapter: AdapterHeader, base: BaseShapes): string | undefined {
  const notOne = notAnAdapter(adapter.metadata);
  if (notOne !== undefined) return notOne;
  const architecture = adapter.metadata.get('general.architecture');
  if (architecture !== base.architecture) {
    return `The adapter is for models of the architecture ${shown(architecture)}; the base model is ${shown(base.architecture)}.`;
  }
  const pairs = pairsOf(adapter.tensors);
  if (typeof pairs === 'string') return pairs;
  for (const [name, pair] of pairs) {
    const misfit = pairMisfit(name, pair, base.tensors.get(name));
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

/** Whether a GGUF file holds an adapter, and not a model. */
export function isAdapter(metadata: ReadonlyMap<string, GgufValue>): boolean {
  return metadata.get('general.type') === 'adapter';
}

function notAnAdapter(metadata: ReadonlyMap<string, GgufValue>): string | undefined {
  if (!isAdapter(metadata)) return 'The file is a model, not an adapter.';
  const type = metadata.get('adapter.type');
  if (type !== 'lora') return `The adapter is of the type ${shown(type)}; only LoRA adapters can be applied.`;
  if (typeof metadata.get('adapter.lora.alpha') !== 'number') return 'The adapter does not say its alpha.';
  return undefined;
}

interface Pair {
  a?: readonly number[];
  b?: readonly number[];
}

/** By the base model's tensor. Tensors of norms are not applied, and may be there. */
function pairsOf(tensors: TensorShapes): ReadonlyMap<string, Pair> | string {
  const pairs = new Map<string, Pair>();
  for (const [name, shape] of tensors) {
    const [, of, part] = /^(.*)\.lora_([ab])$/s.exec(name) ?? [];
    if (of === undefined) {
      if (name.endsWith('_norm.weight')) continue;
      return `The adapter has a tensor, ${shown(name)}, that is none of LoRA.`;
    }
    pairs.set(of, { ...pairs.get(of), [part === 'a' ? 'a' : 'b']: shape });
  }
  return pairs.size > 0 ? pairs : 'The adapter has no tensors of LoRA.';
}

function pairMisfit(name: string, { a, b }: Pair, base: readonly number[] | undefined): string | undefined {
  if (!a || !b) return `Of the adapter’s pair of tensors for ${shown(name)} one is missing.`;
  if (!base) return `The adapter changes ${shown(name)}, which the base model does not have.`;
  const [inA, outA] = twoOf(a);
  const [inB, outB] = twoOf(b);
  const [inBase, outBase] = twoOf(base);
  // Of the embedding of tokens the pair is kept the other way round.
  const made = name.endsWith('token_embd.weight') ? [outB, outA] : [inA, outB];
  if (made[0] !== inBase || made[1] !== outBase) {
    return (
      `The adapter is for a base model whose ${shown(name)} is ${made.join(' × ')}; ` +
      `this base model’s is ${inBase} × ${outBase}.`
    );
  }
  if (!name.endsWith('token_embd.weight') && outA !== inB) {
    return `The adapter’s two tensors for ${shown(name)} do not go together: their ranks are ${outA} and ${inB}.`;
  }
  return undefined;
}

/** Dimensions that are not written have one element. */
function twoOf([first = 1, second = 1]: readonly number[]): [number, number] {
  return [first, second];
}

/** A hostile file's words are shown, but not at any length. */
function shown(value: GgufValue | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '(not said)' : '(no text)';
  return value.length <= 100 ? value : `${value.slice(0, 99)}…`;
}
