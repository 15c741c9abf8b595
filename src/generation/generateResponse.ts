import { type Backend, type GenerationEnd, GenerationError, type ModelDetails } from './backend';
import type { ModelChoice } from './modelChoice';
import type { Prompt } from './prompt';
import type { PromptTurn } from './promptTurns';
import type { UserTemplates } from './templates/readTemplates';
import { needsChatTemplate, renderPrompt } from './templates/renderPrompt';

export interface GeneratedText {
  readonly text: string;
  readonly end: GenerationEnd;
}

export interface GenerateOptions {
  readonly signal: AbortSignal;
  /** Called with the response as far as it has come. */
  readonly onText?: (text: string) => void;
}

/**
 * What a model is asked, with its own chat template where the choice names that.
 * @param details of the choice's model; not asked where they are given.
 * @throws GenerationError
 */
export async function promptFor(
  backend: Backend,
  choice: ModelChoice,
  turns: readonly PromptTurn[],
  { templates, details, signal }: {
    readonly templates?: UserTemplates;
    readonly details?: ModelDetails;
    readonly signal: AbortSignal;
  },
): Promise<Prompt> {
  const { chatTemplate } = needsChatTemplate(choice) ? (details ?? (await backend.details(choice, signal))) : {};
  return renderPrompt(choice, turns, { templates, chatTemplate });
}

/**
 * Refuses a prompt that leaves no room for a response in the model's context.
 * @throws GenerationError with the numbers.
 */
export async function requireRoom(
  backend: Backend,
  choice: ModelChoice,
  prompt: Prompt,
  { contextTokens }: Pick<ModelDetails, 'contextTokens'>,
  signal: AbortSignal,
): Promise<void> {
  if (contextTokens === undefined) return;
  const problem = roomProblem(choice, await backend.countTokens(choice, prompt, signal), contextTokens);
  if (problem !== undefined) throw new GenerationError('contextTooSmall', problem);
}

/** Why a prompt of so many tokens is not sent; `undefined` where it leaves room for a response, or nobody can tell. */
export function roomProblem(
  { parameters: { maxTokens } }: ModelChoice,
  promptTokens: number | undefined,
  contextTokens: number | undefined,
): string | undefined {
  if (promptTokens === undefined || contextTokens === undefined || promptTokens < contextTokens) return undefined;
  const [prompt, most, needed, context] = [promptTokens, maxTokens, promptTokens + maxTokens, contextTokens].map((tokens) =>
    tokens.toLocaleString('en'),
  );
  return `The prompt has ${prompt} tokens; with a response of up to ${most} it needs ${needed}, and the model’s context is ${context}. Nothing was cut.`;
}

/**
 * Generates a response from a prompt that fits, without white space around it.
 * @throws GenerationError, also when the response is empty, or the signal's reason when it is aborted.
 */
export async function generateResponse(
  backend: Backend,
  choice: ModelChoice,
  prompt: Prompt,
  seed: number,
  { signal, onText }: GenerateOptions,
): Promise<GeneratedText> {
  const stream = backend.generate(choice, prompt, seed, signal);
  let text = '';
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done) {
      text = text.trim();
      // Accepted one after the other without a look, such would empty records.
      if (text === '') throw new GenerationError('failed', `“${choice.name}” has answered with an empty text.`);
      return { text, end: next.value };
    }
    text += next.value;
    onText?.(text.trimStart());
  }
}
