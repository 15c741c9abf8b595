import * as vscode from 'vscode';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { ModelChoice } from '../../generation/modelChoice';
import type { Prompt } from '../../generation/prompt';
import type { FromWebview } from '../../protocol/fromWebview';
import type { GenerationState } from '../../protocol/toWebview';
import type { DatasetDocument } from '../datasetDocument';
import { acceptCandidate } from './acceptCandidate';

/** Longer nobody waits for a number beside a prompt, in milliseconds. */
const LONGEST_LOOK = 5_000;

type Message = Extract<
  FromWebview,
  { type: 'regenerate' | 'againCandidate' | 'cancelCandidate' | 'editCandidate' | 'acceptCandidate' | 'rejectCandidate' | 'queue' }
>;

/** What the page asks and decides about generating: messages for one dataset. */
export class CandidateMessages {
  constructor(private readonly document: DatasetDocument) {}

  /** What follows is shown as it comes; only what fails has to be said. */
  async decide(message: Exclude<Message, { type: 'regenerate' }>): Promise<void> {
    const { candidates } = this.document;
    try {
      switch (message.type) {
        case 'againCandidate':
          return candidates.again(message.candidate);
        case 'cancelCandidate':
          return candidates.cancel(message.candidate);
        case 'acceptCandidate':
          await acceptCandidate(this.document, message.candidate, message.text);
          return;
        case 'editCandidate':
          return candidates.edit(message.candidate, message.text);
        case 'rejectCandidate':
          return candidates.reject(message.candidate);
        case 'queue':
          if (message.action === 'pause') return candidates.pause();
          return message.action === 'resume' ? candidates.resume() : candidates.cancelAll();
      }
    } catch (error) {
      void vscode.window.showErrorMessage((error as Error).message);
    }
  }

  /** What was sent for a candidate, or would be sent for a response now. @throws Error for people */
  async prompt(
    key: RecordKey,
    { turn, candidate: id }: Extract<FromWebview, { type: 'prompt' }>,
  ): Promise<{ prompt: Prompt; tokens?: number; contextTokens?: number }> {
    const { candidates, models } = this.document;
    const candidate = id === undefined ? undefined : candidates.get(id);
    if (candidate?.prompt) {
      const tokens = candidate.end?.promptTokens;
      return { prompt: candidate.prompt, tokens, contextTokens: await this.contextTokens(candidate.choice) };
    }
    const choice = candidate?.choice ?? models.chosen;
    if (models.unavailable !== undefined) throw new Error(models.unavailable);
    if (!choice) throw new Error('No model has been chosen yet: run “Paddock: Select Model…”.');
    const { prompt, tokens, contextTokens } = await candidates.prompt(key, turn, choice);
    return { prompt, tokens, contextTokens };
  }

  /** As far as it can be told now. */
  private async contextTokens(choice: ModelChoice): Promise<number | undefined> {
    try {
      return (await this.document.models.backendOf(choice).details(choice, AbortSignal.timeout(LONGEST_LOOK))).contextTokens;
    } catch {
      return undefined;
    }
  }
}

export function generationState({ models, candidates }: DatasetDocument): GenerationState {
  const { unavailable, chosen } = models;
  return {
    ...(unavailable !== undefined && { unavailable }),
    ...(chosen && {
      model: { name: chosen.name, template: chosen.template, adapters: chosen.adapters.map(({ adapter }) => adapter) },
    }),
    ...(candidates.state && { queue: candidates.state }),
  };
}
