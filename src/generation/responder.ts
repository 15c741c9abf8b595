import { untilAborted } from '../threads/untilAborted';
import type { Backend, ModelDetails } from './backend';
import { type GeneratedText, generateResponse, promptFor, requireRoom } from './generateResponse';
import type { ModelChoice } from './modelChoice';
import type { Prompt } from './prompt';
import type { PromptTurn } from './promptTurns';
import type { UserTemplates } from './templates/readTemplates';

/** What there is to generate with: one for all datasets of a window. */
export interface Models {
  /** @throws GenerationError where there is none, or it may not be used. */
  backendOf(choice: ModelChoice): Backend | Promise<Backend>;
  /** The user's own, as they are now. */
  readonly templates: UserTemplates;
}

/** What a model would be sent. */
export interface PromptPreview {
  readonly prompt: Prompt;
  /** Absent where the backend cannot tell. */
  readonly tokens?: number;
  readonly contextTokens?: number;
}

/** How long a request that has been aborted may take to end before the next one is sent, in milliseconds. */
const LONGEST_END = 2_000;

/** Asks models for responses, and remembers what each model is like as long as all goes well. */
export class Responder {
  /** By choice. */
  private readonly details = new Map<string, ModelDetails>();

  constructor(private readonly models: Models) {}

  /** Models may be others now. */
  forget(): void {
    this.details.clear();
  }

  /** What would be sent, for people to look at. @throws GenerationError, or the signal's reason. */
  preview(choice: ModelChoice, turns: readonly PromptTurn[], signal: AbortSignal): Promise<PromptPreview> {
    const preview = async () => {
      const { backend, prompt, details } = await this.ask(choice, turns, signal);
      return { prompt, tokens: await backend.countTokens(choice, prompt, signal), contextTokens: details.contextTokens };
    };
    return untilAborted(preview(), signal);
  }

  /** What is to be sent. @throws GenerationError, also where it leaves no room for a response; or the signal's reason. */
  prepare(choice: ModelChoice, turns: readonly PromptTurn[], signal: AbortSignal): Promise<Prompt> {
    const prepare = async () => {
      const { backend, prompt, details } = await this.ask(choice, turns, signal);
      await requireRoom(backend, choice, prompt, details, signal);
      return prompt;
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
    onText?: (text: string) => void,
  ): Promise<GeneratedText> {
    const backend = await this.models.backendOf(choice);
    signal.throwIfAborted();
    const generating = generateResponse(backend, choice, prompt, seed, { signal, onText });
    try {
      return await untilAborted(generating, signal);
    } finally {
      const tooLong = new Promise((resolve) => setTimeout(resolve, LONGEST_END).unref());
      await Promise.race([generating.catch(() => undefined), tooLong]);
    }
  }

  private async ask(choice: ModelChoice, turns: readonly PromptTurn[], signal: AbortSignal) {
    const backend = await this.models.backendOf(choice);
    const details = await this.detailsOf(backend, choice, signal);
    const prompt = await promptFor(backend, choice, turns, { templates: this.models.templates, details, signal });
    return { backend, prompt, details };
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
