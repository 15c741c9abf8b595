import type { RecordKey } from '../dataset/edits/recordKey';
import { type Backend, GenerationError, type ModelDetails } from '../generation/backend';
import { type GeneratedText, generateResponse, promptFor, roomProblem } from '../generation/generateResponse';
import type { ModelChoice } from '../generation/modelChoice';
import type { Prompt } from '../generation/prompt';
import type { UserTemplates } from '../generation/templates/readTemplates';
import { untilAborted } from '../threads/untilAborted';
import type { DatasetSession } from './datasetSession';

/** What there is to generate with: one for all datasets of a window. */
export interface Models {
  /** @throws GenerationError where there is none, or it may not be used. */
  backendFor(choice: ModelChoice): Backend | Promise<Backend>;
  /** The user's own, as they are now. */
  readonly templates: UserTemplates;
}

/** What a model is to be asked for a response. */
export interface PreparedPrompt {
  readonly prompt: Prompt;
  /** The `contentHash` of the record that it was made of. */
  readonly record: number;
  /** Absent where the backend cannot tell. */
  readonly tokens?: number;
  readonly contextTokens?: number;
  /** Why it is not to be sent: it does not fit into the model's context. */
  readonly problem?: string;
}

/** How long a request that has been aborted may take to end before the next one is sent, in milliseconds. */
const LONGEST_END = 2_000;

/** Asks models for responses in one dataset. */
export class Responder {
  /** By choice: what each model is like, as long as all goes well. */
  private readonly details = new Map<string, ModelDetails>();

  constructor(
    private readonly session: DatasetSession,
    private readonly models: Models,
  ) {}

  /** Models may be others now. */
  forget(): void {
    this.details.clear();
  }

  /**
   * What would be sent for a response, of the record as it is now.
   * @throws GenerationError, Error when there is no such response, or the signal's reason.
   */
  prepare(choice: ModelChoice, key: RecordKey, turn: number, signal: AbortSignal): Promise<PreparedPrompt> {
    const prepare = async () => {
      const [{ turns, record }, backend] = await Promise.all([
        this.session.askedTurns(key, turn),
        this.models.backendFor(choice),
      ]);
      const details = await this.detailsOf(backend, choice, signal);
      const prompt = await promptFor(backend, choice, turns, { templates: this.models.templates, details, signal });
      const { contextTokens } = details;
      const tokens = await backend.countTokens(choice, prompt, signal);
      return { prompt, record, tokens, contextTokens, problem: roomProblem(choice, tokens, contextTokens) };
    };
    return untilAborted(prepare(), signal);
  }

  /**
   * Asks for a response.
   * @param onText is given it as far as it has come.
   * @throws GenerationError, or the signal's reason once the request has ended: then nothing has come of it.
   */
  async respond(
    choice: ModelChoice,
    prompt: Prompt,
    seed: number,
    signal: AbortSignal,
    onText: (text: string) => void,
  ): Promise<GeneratedText> {
    const backend = await this.models.backendFor(choice);
    signal.throwIfAborted();
    const generating = generateResponse(backend, choice, prompt, seed, { signal, onText });
    try {
      return await untilAborted(generating, signal);
    } finally {
      const tooLong = new Promise((resolve) => setTimeout(resolve, LONGEST_END).unref());
      await Promise.race([generating.catch(() => undefined), tooLong]);
    }
  }

  private async detailsOf(backend: Backend, choice: ModelChoice, signal: AbortSignal): Promise<ModelDetails> {
    const name = JSON.stringify(choice);
    let details = this.details.get(name);
    if (!details) {
      details = await backend.details(choice, signal);
      // A server may tell the context only once the model is in memory.
      if (details.contextTokens !== undefined) this.details.set(name, details);
    }
    return details;
  }
}

/** @throws GenerationError with the numbers where the prompt does not fit. */
export function mustFit({ problem }: PreparedPrompt): void {
  if (problem !== undefined) throw new GenerationError('contextTooSmall', problem);
}
