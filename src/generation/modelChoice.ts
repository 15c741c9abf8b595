/** What runs models: an Ollama server, llama.cpp in a process of ours, or any server with an OpenAI-compatible API. */
export const BACKENDS = ['ollama', 'embedded', 'openai'] as const;
export type BackendName = (typeof BACKENDS)[number];

/** What responses are generated with, as plain data: kept in settings, with candidates and in provenance. */
export interface ModelChoice {
  /** As people know it; no two of a user's choices share one. */
  readonly name: string;
  readonly backend: BackendName;
  /**
   * Ollama: the model's name on the server, of which an adapter may be part. OpenAI-compatible: the model's name there.
   * Embedded: the path of the base model's GGUF file.
   */
  readonly model: string;
  /** OpenAI-compatible: the server's address, up to and with `/v1`. Its key, if it wants one, is kept elsewhere. */
  readonly server?: string;
  /** Applied to the base model, in this order; none on Ollama, where they are part of the model. */
  readonly adapters: readonly AdapterChoice[];
  /** The id of a template, built in or the user's own; `model` is the model's own chat template. */
  readonly template: string;
  /** What the template says before the first turn, where the record has no system turn; absent for its own words. */
  readonly system?: string;
  readonly parameters: GenerationParameters;
}

/** A LoRA adapter. */
export interface AdapterChoice {
  /** Embedded: the path of its GGUF file. OpenAI-compatible (llama-server): its id there. */
  readonly adapter: string;
  /** What its weights are multiplied with; 1 is as trained. */
  readonly scale: number;
}

export interface GenerationParameters {
  /** 0 always takes the likeliest token. */
  readonly temperature: number;
  /** The likeliest tokens that together have this probability are drawn from, above 0 to 1. */
  readonly topP: number;
  /** The longest response, in tokens. */
  readonly maxTokens: number;
  /** 1 is none. */
  readonly repeatPenalty: number;
  /** Absent: another one each time, which the candidate keeps. */
  readonly seed?: number;
  /** Tokens of prompt and response together; absent for the backend's own. */
  readonly contextTokens?: number;
  /** Threads of the processor, where the model does not run on a GPU; absent for the backend's own. */
  readonly threads?: number;
}

export const DEFAULT_PARAMETERS: GenerationParameters = {
  temperature: 0.7,
  topP: 0.9,
  maxTokens: 1_024,
  repeatPenalty: 1,
};
