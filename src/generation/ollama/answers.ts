import * as v from 'valibot';

// What is read of the answers of Ollama's API; its server may be of another release, or none of Ollama's.

const text = v.optional(v.string());
const count = v.optional(v.number());

export const version = v.object({ version: v.string() });

/** The models on the server. */
export const tags = v.object({
  models: v.array(
    v.object({
      name: v.string(),
      size: count,
      /** Where the model really runs: in Ollama's cloud. */
      remote_host: text,
    }),
  ),
});
export type Tag = v.InferOutput<typeof tags>['models'][number];

/** The models in memory. */
export const running = v.object({
  models: v.array(
    v.object({
      name: v.string(),
      size: count,
      size_vram: count,
      context_length: count,
      expires_at: text,
    }),
  ),
});
export type RunningModel = v.InferOutput<typeof running>['models'][number];

export const show = v.object({
  modelfile: text,
  parameters: text,
  template: text,
  details: v.optional(v.object({ parent_model: text, family: text, parameter_size: text, quantization_level: text })),
  model_info: v.optional(v.record(v.string(), v.unknown())),
  tensors: v.optional(v.array(v.object({ name: v.string(), type: text, shape: v.array(v.number()) }))),
});
export type Show = v.InferOutput<typeof show>;

/** One part of a stream of generated text. */
export const part = v.object({
  response: text,
  message: v.optional(v.object({ content: v.string() })),
  done: v.optional(v.boolean()),
  done_reason: text,
  prompt_eval_count: count,
  eval_count: count,
  /** Nanoseconds. */
  eval_duration: count,
  /** Tokens of prompt and response, where the prompt was not raw. */
  context: v.optional(v.array(v.number())),
  /** The prompt that the server has put together, where no more was wanted. */
  _debug_info: v.optional(v.object({ rendered_template: text })),
});
export type Part = v.InferOutput<typeof part>;
