import { basename } from 'node:path/posix';
import type * as v from 'valibot';
import { GenerationError, type ModelDetails } from '../backend';
import type { AdapterChoice, ModelChoice } from '../modelChoice';
import type { Prompt, TextPrompt } from '../prompt';
import type { ModelServer } from '../server/modelServer';
import { readAnswer } from '../server/readAnswer';
import { tooLongPrompt } from '../server/serverError';
import * as answers from './answers';

/** What llama.cpp's server has besides what all OpenAI-compatible servers have. */
export class LlamaServer {
  /** @param server at the address without `/v1` */
  constructor(private readonly server: ModelServer) {}

  async details(signal: AbortSignal): Promise<Partial<ModelDetails>> {
    const { chat_template: source, bos_token: bos, eos_token: eos, ...props } = await this.props(signal);
    return {
      contextTokens: props.default_generation_settings.n_ctx,
      chatTemplate: source ? { source, bos: bos ?? '', eos: eos ?? '' } : undefined,
    };
  }

  async countTokens(prompt: Prompt, signal: AbortSignal): Promise<number> {
    if (prompt.kind === 'text') {
      return (await this.tokens(prompt, signal)).length;
    }
    const body = JSON.stringify({ messages: prompt.messages });
    const applied = this.read(answers.applied, await this.server.json('/apply-template', { method: 'POST', body }, signal));
    return (await this.tokenize(applied.prompt, true, true, signal)).length;
  }

  /**
   * What a request is given besides what all are given. Where the server has adapters, it is told of each how much it
   * counts, so that a choice without adapters is the base model, however the server was started; and nothing that it has
   * kept of a prompt may be used, which may have been made with other ones.
   * @throws GenerationError where the prompt does not fit, or the server has no such adapter
   */
  async request({ model, adapters, parameters }: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<object> {
    const tokens = prompt.kind === 'text' ? await this.tokens(prompt, signal) : undefined;
    const count = tokens?.length ?? (await this.countTokens(prompt, signal));
    const context = (await this.props(signal)).default_generation_settings.n_ctx;
    if (count >= context) {
      throw tooLongPrompt(this.server.asked(model), count, context);
    }
    const lora = await this.lora(adapters, signal);
    return {
      ...(tokens === undefined ? {} : { prompt: tokens }),
      // A server that is told to drops the prompt's beginning when a response outgrows the context.
      max_tokens: Math.min(parameters.maxTokens, context - count),
      repeat_penalty: parameters.repeatPenalty,
      ...(lora.length > 0 ? { lora, cache_prompt: false } : {}),
    };
  }

  /** A prompt's tokens, of which none that a record's own words stand for is a control token. */
  private async tokens({ text, literal }: TextPrompt, signal: AbortSignal): Promise<readonly number[]> {
    const words = literal.map(({ start, end }) => text.slice(start, end)).join('\n');
    const [whole, asControl, asWords] = await Promise.all([
      this.tokenize(text, true, true, signal),
      this.tokenize(words, false, true, signal),
      this.tokenize(words, false, false, signal),
    ]);
    if (asControl.join() === asWords.join()) {
      return whole;
    }
    const pieces: number[][] = [];
    let from = 0;
    for (const { start, end } of literal) {
      pieces.push(await this.tokenize(text.slice(from, start), from === 0, true, signal));
      pieces.push(await this.tokenize(text.slice(start, end), start === 0, false, signal));
      from = end;
    }
    pieces.push(await this.tokenize(text.slice(from), from === 0, true, signal));
    return pieces.flat();
  }

  /** @param begins whether the token that begins a text goes before it, where the model wants one */
  private async tokenize(content: string, begins: boolean, control: boolean, signal: AbortSignal): Promise<number[]> {
    if (content === '') {
      return [];
    }
    const body = JSON.stringify({ content, add_special: begins, parse_special: control });
    return this.read(answers.tokens, await this.server.json('/tokenize', { method: 'POST', body }, signal)).tokens;
  }

  private async lora(adapters: readonly AdapterChoice[], signal: AbortSignal): Promise<{ id: number; scale: number }[]> {
    const there = this.read(answers.loraAdapters, await this.server.json('/lora-adapters', {}, signal));
    const scales = new Map(there.map(({ id }) => [id, 0]));
    for (const { adapter, scale } of adapters) {
      const found = there.find(({ id, path }) => String(id) === adapter || path === adapter || basename(path) === adapter);
      if (found === undefined) {
        const names = there.map(({ id, path }) => `${id} (${basename(path)})`).join(', ');
        const words = `${this.server.label} has no adapter "${adapter}"; it was started with ${names || 'none'}.`;
        throw new GenerationError('modelMissing', words);
      }
      scales.set(found.id, scale);
    }
    return [...scales].map(([id, scale]) => ({ id, scale }));
  }

  private async props(signal: AbortSignal): Promise<v.InferOutput<typeof answers.props>> {
    return this.read(answers.props, await this.server.json('/props', {}, signal));
  }

  private read<const Schema extends v.GenericSchema>(schema: Schema, answer: unknown): v.InferOutput<Schema> {
    return readAnswer(this.server, schema, answer);
  }
}
