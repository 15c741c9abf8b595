import type { Options } from 'ollama/browser';
import type { GenerationParameters } from '../modelChoice';

/** How tokens are chosen, by Ollama's names. */
export function samplingOptions(parameters: Partial<GenerationParameters>): Partial<Options> {
  const { temperature, topP, maxTokens, repeatPenalty, seed } = parameters;
  return { temperature, top_p: topP, num_predict: maxTokens, repeat_penalty: repeatPenalty, seed };
}

/** What a model is loaded with; other ones load it anew. */
export function runnerOptions({ contextTokens, threads }: Partial<GenerationParameters>): Partial<Options> {
  return { num_ctx: contextTokens, num_thread: threads };
}
