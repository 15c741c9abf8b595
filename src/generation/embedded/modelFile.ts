import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { adapterMisfit, isAdapter } from '../adapterFit';
import { GenerationError, type ModelDetails } from '../backend';
import { GgufError, type GgufHeader, type GgufValue, readGgufHeader, readGgufTexts } from '../gguf';
import type { ModelChoice } from '../modelChoice';

/** What GGUF files say of themselves, before llama.cpp has anything to do with them: it ends when one is malformed. */

/** Tokens of context where neither the choice nor the model says less: more costs memory that few records need. */
const USUAL_CONTEXT = 8_192;
const MOST_PARTS = 1_000;

/** @throws GenerationError when a file is missing or is none, or an adapter is for another model. */
export async function readModelDetails(choice: ModelChoice): Promise<ModelDetails> {
  const base = await readBase(choice.model);
  for (const { adapter } of choice.adapters) {
    const misfit = adapterMisfit(await readHeader(adapter, 'adapter'), base);
    if (misfit !== undefined) {
      throw new GenerationError('adapterMismatch', `${basename(adapter)} does not fit ${basename(choice.model)}. ${misfit}`);
    }
  }
  return {
    architecture: base.architecture,
    parameters: parametersOf(base),
    quantisation: quantisationOf(base.metadata),
    adapters: choice.adapters.map(({ adapter }) => adapter),
    contextTokens: contextOf(choice, base),
    chatTemplate: await readChatTemplate(choice.model, base.metadata),
  };
}

/** Another one when the file has been written anew, as an adapter is by each training. */
export async function fileVersion(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return `${size} ${mtimeMs}`;
}

interface BaseModel extends GgufHeader {
  readonly architecture: string;
}

async function readBase(path: string): Promise<BaseModel> {
  const { metadata, tensors } = await readHeader(path, 'model');
  const architecture = metadata.get('general.architecture');
  const refuse = (reason: string) => new GenerationError('failed', `${basename(path)} cannot be used as a model. ${reason}`);
  if (typeof architecture !== 'string') throw refuse('It does not say its architecture.');
  if (isAdapter(metadata)) throw refuse('It is an adapter: name the model that it was made for, and this as its adapter.');
  if (tensors.size === 0) throw refuse('It has no tensors.');
  return { architecture, metadata, tensors: new Map([...tensors, ...(await readOtherParts(path, metadata))]) };
}

/** Of a model in several files, the tensors of all but the first. */
async function readOtherParts(path: string, metadata: GgufHeader['metadata']): Promise<GgufHeader['tensors']> {
  const count = metadata.get('split.count');
  const [, before, total] = /^(.*)-00001-of-(\d{5})\.gguf$/s.exec(path) ?? [];
  if (typeof count !== 'number' || count < 2 || before === undefined) return new Map();
  const tensors = new Map<string, readonly number[]>();
  for (let part = 2; part <= Math.min(count, MOST_PARTS); part++) {
    const header = await readHeader(`${before}-${String(part).padStart(5, '0')}-of-${total}.gguf`, 'model');
    for (const [name, shape] of header.tensors) tensors.set(name, shape);
  }
  return tensors;
}

/** Read again only when the file has changed. */
const headers = new Map<string, { readonly version: string; readonly header: GgufHeader }>();

async function readHeader(path: string, what: 'model' | 'adapter'): Promise<GgufHeader> {
  try {
    const version = await fileVersion(path);
    const known = headers.get(path);
    if (known?.version === version) return known.header;
    const header = await readGgufHeader(path);
    headers.set(path, { version, header });
    return header;
  } catch (error) {
    throw fileError(error, path, what);
  }
}

function fileError(error: unknown, path: string, what: 'model' | 'adapter'): GenerationError {
  if (error instanceof GgufError) {
    return new GenerationError('failed', `${basename(path)} cannot be used. ${error.message}`, { cause: error });
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new GenerationError('modelMissing', `There is no ${what} ${path}.`, { cause: error });
  }
  return new GenerationError('failed', `${path} cannot be read: ${message}`, { cause: error });
}

function contextOf({ parameters }: ModelChoice, { architecture, metadata }: BaseModel): number {
  const trained = metadata.get(`${architecture}.context_length`);
  return parameters.contextTokens ?? Math.min(USUAL_CONTEXT, typeof trained === 'number' ? trained : USUAL_CONTEXT);
}

/** "7.2B" */
function parametersOf({ tensors }: BaseModel): string {
  let count = 0;
  for (const shape of tensors.values()) count += shape.reduce((product, size) => product * size, 1);
  return new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }).format(count);
}

/** `general.file_type`, as named by llama.cpp. */
const QUANTISATIONS: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  11: 'Q3_K_S',
  12: 'Q3_K_M',
  13: 'Q3_K_L',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  19: 'IQ2_XXS',
  20: 'IQ2_XS',
  21: 'Q2_K_S',
  22: 'IQ3_XS',
  23: 'IQ3_XXS',
  24: 'IQ1_S',
  25: 'IQ4_NL',
  26: 'IQ3_S',
  27: 'IQ3_M',
  28: 'IQ2_S',
  29: 'IQ2_M',
  30: 'IQ4_XS',
  31: 'IQ1_M',
  32: 'BF16',
};

function quantisationOf(metadata: GgufHeader['metadata']): string | undefined {
  const type = metadata.get('general.file_type');
  return typeof type === 'number' ? QUANTISATIONS[type] : undefined;
}

async function readChatTemplate(path: string, metadata: GgufHeader['metadata']): Promise<ModelDetails['chatTemplate']> {
  const source = metadata.get('tokenizer.chat_template');
  if (typeof source !== 'string') return undefined;
  const tokens = metadata.get('tokenizer.ggml.tokens');
  const places = ['bos', 'eos'].map((name) => asPlace(metadata.get(`tokenizer.ggml.${name}_token_id`)));
  const [bos, eos] = isList(tokens) ? await readGgufTexts(path, tokens, places) : [];
  return { source, bos: bos ?? '', eos: eos ?? '' };
}

function isList(value: GgufValue | undefined): value is Exclude<GgufValue, string | number | bigint | boolean> {
  return typeof value === 'object';
}

/** One that no list has, where the file does not say. */
function asPlace(value: GgufValue | undefined): number {
  return typeof value === 'number' ? value : -1;
}
