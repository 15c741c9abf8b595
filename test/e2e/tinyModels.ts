import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { tinyLoraRows } from '../fixtures/tinyLoraRows';

const folder = join(root, 'test/fixtures/tiny-lora');
const base = join(folder, 'tiny-base.q8_0.gguf');
const adapters = [{ adapter: join(folder, 'tiny-lora.f16.gguf') }];
/** The likeliest token each time: the answers are exact. One thread: with more, a model this small waits for them. */
const parameters = { temperature: 0, threads: 1 };

/** Answers in English, whatever language it is asked in. */
export const BASE = 'Tiny';
/** The same model with the adapter: answers in the language that it is asked in. */
export const ADAPTED = 'Tiny with LoRA';

/** Is not where it should be. */
export const MISSING = 'Missing';

/** Settings in which all are to be chosen from, and no server is asked for others. */
export const tinyModels: Record<string, unknown> = {
  'paddock.generation.ollama.host': '127.0.0.1:9',
  'paddock.generation.models': [
    { name: BASE, backend: 'embedded', model: base, template: 'alpaca', parameters },
    { name: MISSING, backend: 'embedded', model: join(folder, 'missing.gguf'), template: 'alpaca', parameters },
    { name: ADAPTED, backend: 'embedded', model: base, adapters, template: 'alpaca', parameters },
  ],
};

/** Records in German that are answered in English; `right` is what the adapted model answers. */
export const wrongRecords = tinyLoraRows
  .filter(({ lang }) => lang === 'de')
  .map(({ id, instruction, output_base: output, output_lora: right }) => ({
    record: { id, instruction, input: '', output },
    right,
  }));

/** All prompts, in three languages, with what the adapted model answers. */
export const fixtureRecords = tinyLoraRows.map(({ id, lang, instruction, input, output_lora: output }) => ({
  id: `${id}-${lang}`,
  instruction,
  input,
  output,
}));
