import { isModelFailure } from '../../generation/backend';
import type { ModelChoice } from '../../generation/modelChoice';
import type { ComparedResponse } from '../../metrics/comparison';
import type { Comparison, SampledRecord } from './comparison';

/** Generates a model's response to a record and has it judged. @throws GenerationError, or the signal's reason. */
export type Respond = (
  choice: ModelChoice,
  record: SampledRecord,
  signal: AbortSignal,
) => Promise<ComparedResponse>;

/** A model that cannot respond at all, and why; for people. */
export interface ModelFailure {
  readonly model: string;
  readonly message: string;
}

/**
 * Generates the responses that a comparison lacks, one after the other: all of one model before the next one's, so that
 * each is loaded once. A response that fails counts as failed; a model that cannot respond at all is left out, to be gone
 * on with when the comparison is run again.
 * @param onResponse called for each response, once it has been added.
 * @returns the models that were left out.
 * @throws the signal's reason when it is aborted; the response that was under way is dropped.
 */
export async function compareAdapters(
  comparison: Comparison,
  respond: Respond,
  signal: AbortSignal,
  onResponse: (model: number, record: number, response: ComparedResponse) => void,
): Promise<ModelFailure[]> {
  const { choices, sample } = comparison.plan;
  const failures: ModelFailure[] = [];
  for (const [model, choice] of choices.entries()) {
    for (const [at, record] of sample.entries()) {
      if (comparison.response(model, at)) continue;
      signal.throwIfAborted();
      try {
        const response = await respond(choice, record, signal);
        signal.throwIfAborted();
        if (comparison.add(model, at, response)) onResponse(model, at, response);
      } catch (error) {
        signal.throwIfAborted();
        const { message } = error as Error;
        if (isModelFailure(error)) {
          failures.push({ model: choice.name, message });
          break;
        }
        const failed: ComparedResponse = { text: '', words: 0, unknownWords: 0, error: message };
        if (comparison.add(model, at, failed)) onResponse(model, at, failed);
      }
    }
  }
  return failures;
}
