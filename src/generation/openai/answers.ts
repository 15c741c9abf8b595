import * as v from 'valibot';

// What is read of the answers of OpenAI-compatible servers, and of what three of them have besides.

const text = v.nullish(v.string());
const count = v.nullish(v.number());

export const models = v.object({
  data: v.array(
    v.object({
      id: v.string(),
      /** vLLM: the base model of a LoRA module. */
      parent: text,
      /** vLLM. */
      max_model_len: count,
      /** llama-server. */
      meta: v.nullish(v.object({ n_params: count, size: count, n_ctx_train: count })),
    }),
  ),
});
export type Model = v.InferOutput<typeof models>['data'][number];

/** One part of a stream: of a completion (`text`) or of a chat (`delta`). */
export const part = v.object({
  choices: v.optional(
    v.array(
      v.object({
        text,
        delta: v.nullish(v.object({ content: text })),
        finish_reason: text,
      }),
    ),
    [],
  ),
  usage: v.nullish(v.object({ prompt_tokens: count, completion_tokens: count })),
  /** llama-server. */
  timings: v.nullish(v.object({ predicted_per_second: count })),
});
export type Part = v.InferOutput<typeof part>;

/** llama-server: GET /props. */
export const props = v.object({
  default_generation_settings: v.object({ n_ctx: v.number() }),
  chat_template: text,
  bos_token: text,
  eos_token: text,
});

/** llama-server: GET /lora-adapters. */
export const loraAdapters = v.array(v.object({ id: v.number(), path: v.string() }));

/** llama-server: POST /tokenize. */
export const tokens = v.object({ tokens: v.array(v.number()) });

/** vLLM: POST /tokenize. */
export const tokenCount = v.object({ count: v.number(), max_model_len: count });

/** llama-server: POST /apply-template. */
export const applied = v.object({ prompt: v.string() });
