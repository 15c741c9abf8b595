import type { BackendName, ModelChoice } from './modelChoice';
import type { Prompt } from './prompt';

/** What runs models. Every call can be aborted, and then rejects with the signal's reason and leaves no request running. */
export interface Backend {
  readonly name: BackendName;
  /** @throws GenerationError when it cannot be reached or is not installed. */
  status(signal: AbortSignal): Promise<BackendStatus>;
  /** The models that are there, by name. */
  models(signal: AbortSignal): Promise<readonly InstalledModel[]>;
  /** @throws GenerationError when there is no such model, or its adapter is for another one. */
  details(choice: ModelChoice, signal: AbortSignal): Promise<ModelDetails>;
  /** How many tokens a prompt has, with the one that begins a text; `undefined` where the backend cannot tell. */
  countTokens(choice: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<number | undefined>;
  /**
   * Yields the response as it comes, in whole characters, without the stop string that ended it. Never cuts a prompt.
   * @throws GenerationError; what has been yielded until then is no response.
   */
  generate(choice: ModelChoice, prompt: Prompt, seed: number, signal: AbortSignal): AsyncGenerator<string, GenerationEnd>;
  /** Into memory, so that the first response does not wait for it. */
  load(choice: ModelChoice, signal: AbortSignal): Promise<void>;
  unload(choice: ModelChoice, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface BackendStatus {
  /** For people: "Ollama 0.24.0 at 127.0.0.1:11434". */
  readonly label: string;
  /** What models run on: "NVIDIA H200, 139 GiB, 120 GiB free", "the processor, 8 threads"; absent where it cannot be told. */
  readonly device?: string;
}

export interface InstalledModel {
  readonly model: string;
  /** Size on disk in bytes. */
  readonly bytes?: number;
  /** Absent while it is not in memory. */
  readonly loaded?: LoadedModel;
}

export interface LoadedModel {
  /** Memory it takes, in bytes. */
  readonly bytes?: number;
  /** Share of it in GPU memory, 0 to 1. */
  readonly gpuShare?: number;
  readonly contextTokens?: number;
  /** When it will be unloaded, in milliseconds since 1970. */
  readonly until?: number;
}

export interface ModelDetails {
  /** "llama", "qwen2". */
  readonly architecture?: string;
  readonly parameters?: string;
  /** "Q4_K_M". */
  readonly quantisation?: string;
  /** The base model that it was made from, where the backend says so. */
  readonly base?: string;
  readonly adapters: readonly string[];
  /** Tokens of prompt and response together: as it runs, or will run. */
  readonly contextTokens?: number;
  /** The model's own chat template in Jinja, with the texts of the tokens it names. */
  readonly chatTemplate?: { readonly source: string; readonly bos: string; readonly eos: string };
}

export interface GenerationEnd {
  /** `length`: it would have gone on, but for the limit of tokens or the end of the context. */
  readonly reason: 'stop' | 'length';
  readonly promptTokens?: number;
  readonly tokens?: number;
  /** Tokens of the response a second. */
  readonly tokensPerSecond?: number;
}

export const GENERATION_ERRORS = [
  'unreachable',
  'notInstalled',
  'modelMissing',
  'adapterMismatch',
  'outOfMemory',
  'contextTooSmall',
  'streamCut',
  'badAnswer',
  'failed',
] as const;
export type GenerationErrorKind = (typeof GENERATION_ERRORS)[number];

const MODEL_FAILURES: readonly GenerationErrorKind[] = [
  'unreachable',
  'notInstalled',
  'modelMissing',
  'adapterMismatch',
  'outOfMemory',
];

/** Why nothing was generated; the message is for people, names what it is about and says what can be done. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';

  constructor(
    readonly kind: GenerationErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether that keeps a model from answering any record, so that there is no use in asking it about the next one. */
export function isModelFailure(error: unknown): error is GenerationError {
  return error instanceof GenerationError && MODEL_FAILURES.includes(error.kind);
}
