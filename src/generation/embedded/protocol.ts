import type { AdapterChoice, GenerationParameters } from '../modelChoice';
import type { TextPrompt } from '../prompt';

/** What the process that runs llama.cpp is asked and answers: plain data. */

/** A model in memory as it is to be used. */
export interface ModelSetup {
  /** Path of its GGUF file. */
  readonly model: string;
  readonly adapters: readonly AdapterChoice[];
  /** Of each file, by its path, what is another one when it has been written anew. */
  readonly versions: Readonly<Record<string, string>>;
  readonly contextTokens: number;
  /** Absent: as many as the processor has cores. */
  readonly threads?: number;
}

export interface GenerateRequest {
  readonly setup: ModelSetup;
  readonly prompt: TextPrompt;
  readonly seed: number;
  readonly parameters: GenerationParameters;
}

export interface CountRequest {
  readonly setup: ModelSetup;
  readonly prompt: TextPrompt;
}

export interface Device {
  readonly version: string;
  /** "Vulkan", "CUDA", "Metal"; absent on the processor. */
  readonly gpu?: { readonly kind: string; readonly names: readonly string[]; readonly bytes: number; readonly freeBytes: number };
  readonly threads: number;
}

export interface ModelInMemory {
  readonly model: string;
  readonly bytes: number;
  /** Share of its layers in GPU memory, 0 to 1. */
  readonly gpuShare: number;
  readonly contextTokens?: number;
}
