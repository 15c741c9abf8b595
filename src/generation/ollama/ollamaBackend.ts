import type { ChatRequest, GenerateRequest } from 'ollama/browser';
import {
  GenerationError,
  type Backend,
  type BackendStatus,
  type GenerationEnd,
  type InstalledModel,
  type LoadedModel,
  type ModelDetails,
} from '../backend';
import type { ModelChoice } from '../modelChoice';
import type { ChatMessage, Prompt } from '../prompt';
import { RunningRequests } from '../server/runningRequests';
import { streamCut, tooLongPrompt } from '../server/serverError';
import * as answers from './answers';
import { ollamaAddress } from './address';
import { createWithAdapter, type AdapterModel, type CreateProgress } from './createWithAdapter';
import { blobLabel, modelParts } from './modelfile';
import { isSameModel, OllamaServer } from './ollamaServer';
import { runnerOptions, samplingOptions } from './options';

/** Asks the server not to cut a prompt, nor to drop its beginning as the response grows; the package has no words for it. */
const UNCUT = { truncate: false, shift: false };
/** Asks the server to put the prompt together and no more. */
const RENDERED_ONLY = { _debug_render_only: true };

/** Models that an Ollama server runs. */
export class OllamaBackend implements Backend {
  readonly name = 'ollama';
  private readonly requests = new RunningRequests();

  constructor(readonly server: OllamaServer) {}

  /** @param host the setting; OLLAMA_HOST is asked where there is none. @throws GenerationError when it is no address */
  static at(host?: string): OllamaBackend {
    return new OllamaBackend(new OllamaServer(ollamaAddress(host)));
  }

  status(signal: AbortSignal): Promise<BackendStatus> {
    return this.requests.run(signal, async (ends) => {
      const version = await this.server.version(ends);
      const device = deviceOf(await this.server.running(ends));
      return { label: this.server.http.label.replace('Ollama', `Ollama ${version}`), device };
    });
  }

  models(signal: AbortSignal): Promise<readonly InstalledModel[]> {
    return this.requests.run(signal, async (ends) => {
      const [tags, running] = await Promise.all([this.server.tags(ends), this.server.running(ends)]);
      return tags
        .filter(({ remote_host }) => !remote_host)
        .map(({ name, size }) => ({ model: name, bytes: size, loaded: loadedModel(running.find((one) => isSameModel(one.name, name))) }));
    });
  }

  details({ model, parameters }: ModelChoice, signal: AbortSignal): Promise<ModelDetails> {
    return this.requests.run(signal, async (ends) => {
      const { details, model_info, modelfile = '', parameters: ownParameters = '' } = await this.server.show(model, ends);
      const architecture = model_info?.['general.architecture'];
      const longest = model_info?.[`${String(architecture)}.context_length`];
      const own = /^num_ctx\s+(\d+)\s*$/m.exec(ownParameters)?.[1];
      const set = parameters.contextTokens ?? (own === undefined ? undefined : Number(own));
      const context = set ?? (await this.server.runningFor(model, ends))?.context_length;
      return {
        architecture: typeof architecture === 'string' ? architecture : details?.family,
        parameters: details?.parameter_size,
        quantisation: details?.quantization_level,
        base: baseName(details?.parent_model),
        adapters: modelParts(modelfile).adapters.map(blobLabel),
        contextTokens: atMost(context, longest),
      };
    });
  }

  /**
   * Ollama has no call for it: the model reads the prompt and writes one token, for which it says how many tokens it
   * has read. The server keeps what it has read, so that the response to this prompt comes the sooner.
   */
  async countTokens(choice: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<number | undefined> {
    try {
      return await this.readPrompt(choice, prompt, signal);
    } catch (error) {
      if (!(error instanceof GenerationError) || error.kind !== 'contextTooSmall') throw error;
      const tokens = await this.requests.run(signal, (ends) => this.countTooLong(choice, prompt, ends));
      if (tokens === undefined) throw error;
      return tokens;
    }
  }

  /**
   * Has the model read a prompt, and write one token.
   * @returns how many tokens it has read
   * @throws GenerationError, too, when it would have to be cut
   */
  readPrompt(choice: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<number | undefined> {
    const once = { ...choice, parameters: { ...choice.parameters, maxTokens: 1 } };
    return this.requests.run(signal, async (ends) => {
      let last: answers.Part = {};
      for await (const part of this.parts(once, prompt, 0, ends)) {
        last = part;
      }
      return last.prompt_eval_count;
    });
  }

  generate(
    choice: ModelChoice,
    prompt: Prompt,
    seed: number,
    signal: AbortSignal,
  ): AsyncGenerator<string, GenerationEnd> {
    return this.requests.stream(signal, (ends) => this.response(choice, prompt, seed, ends));
  }

  load(choice: ModelChoice, signal: AbortSignal): Promise<void> {
    return this.requests.run(signal, async (ends) => {
      await this.server.check(choice.model, ends);
      const { model, parameters } = choice;
      const request = { model, prompt: '', stream: false, options: runnerOptions(parameters) } as const;
      try {
        await this.server.client(ends, model).generate(request);
      } catch (error) {
        throw error instanceof GenerationError ? await this.withAdapter(error, model, ends) : error;
      }
    });
  }

  unload({ model }: ModelChoice, signal: AbortSignal): Promise<void> {
    return this.requests.run(signal, async (ends) => {
      await this.server.client(ends, model).generate({ model, prompt: '', stream: false, keep_alive: 0 });
    });
  }

  /** Makes a model of a base model on the server and an adapter's file. @throws GenerationError */
  createWithAdapter(model: AdapterModel, show: (progress: CreateProgress) => void, signal: AbortSignal): Promise<void> {
    return this.requests.run(signal, (ends) => createWithAdapter(this.server, model, show, ends));
  }

  /** Removes a model from the server for good. @throws GenerationError when there is none */
  delete(model: string, signal: AbortSignal): Promise<void> {
    return this.requests.run(signal, async (ends) => {
      await this.server.client(ends, model).delete({ model });
    });
  }

  async close(): Promise<void> {
    this.requests.abortAll();
  }

  private async *response(
    choice: ModelChoice,
    prompt: Prompt,
    seed: number,
    signal: AbortSignal,
  ): AsyncGenerator<string, GenerationEnd> {
    try {
      for await (const part of this.parts(choice, prompt, seed, signal)) {
        // What has come already is not read any more.
        signal.throwIfAborted();
        const text = part.message?.content ?? part.response;
        if (text) {
          yield text;
        }
        if (part.done) {
          return this.end(choice, part);
        }
      }
      throw streamCut(this.server.asked(choice.model), 'it does not say how it ended');
    } catch (error) {
      signal.throwIfAborted();
      throw await this.explained(error, choice, prompt, signal);
    }
  }

  private async *parts(
    choice: ModelChoice,
    prompt: Prompt,
    seed: number,
    signal: AbortSignal,
  ): AsyncGenerator<answers.Part> {
    const { model, parameters } = choice;
    await this.server.check(model, signal);
    const client = this.server.client(signal, model);
    const options = { ...samplingOptions(parameters), ...runnerOptions(parameters), seed, stop: [...prompt.stop] };
    const common = { model, stream: true, options, ...UNCUT } as const;
    let stream: AsyncIterable<unknown>;
    if (prompt.kind === 'messages') {
      stream = await client.chat({ ...common, messages: [...prompt.messages] });
    } else {
      if (prompt.text === '') {
        throw new GenerationError('failed', 'The prompt is empty: the template gives no text for this record.');
      }
      stream = await client.generate({ ...common, prompt: prompt.text, raw: true });
    }
    for await (const part of stream) {
      yield this.server.read(answers.part, part);
    }
  }

  /**
   * How many tokens a prompt has that does not fit. Only a prompt that is not raw is given back in tokens, and whole,
   * even where the model reads it cut: without the token that begins a text, but with what was written.
   */
  private async countTooLong(choice: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<number | undefined> {
    const { model, parameters } = choice;
    const text = prompt.kind === 'text' ? prompt.text : await this.rendered(choice, prompt.messages, signal);
    if (text === undefined) return undefined;
    const read = async (...stop: string[]) => {
      const options = { ...runnerOptions(parameters), num_predict: 1, temperature: 0, stop };
      const request: GenerateRequest = { model, prompt: text, template: '{{ .Prompt }}', options };
      return this.server.read(answers.part, await this.server.client(signal, model).generate({ ...request, stream: false }));
    };
    // What was written may have grown together with the prompt's last token: as the stop string, it is left out.
    const first = await read();
    const { context } = first.response ? await read(first.response) : first;
    return context && context.length + 1;
  }

  /** The text that the server makes of messages, whole; `undefined` where it is a release that does not say. */
  private async rendered(
    { model, parameters }: ModelChoice,
    messages: readonly ChatMessage[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    // Should it go on all the same, it writes one token.
    const options = { ...runnerOptions(parameters), num_predict: 1 };
    const request: ChatRequest & { stream: false } = { model, messages: [...messages], options, stream: false };
    const answer = await this.server.client(signal, model).chat({ ...request, ...UNCUT, ...RENDERED_ONLY });
    return this.server.read(answers.part, answer)._debug_info?.rendered_template;
  }

  private end({ model }: ModelChoice, part: answers.Part): GenerationEnd {
    const { done_reason: reason, prompt_eval_count: promptTokens, eval_count: tokens, eval_duration: took } = part;
    if (reason !== 'stop' && reason !== 'length') {
      throw streamCut(this.server.asked(model), `it says "${reason ?? ''}"`);
    }
    return { reason, promptTokens, tokens, tokensPerSecond: tokens && took ? tokens / (took / 1e9) : undefined };
  }

  /** The server says little: of a prompt that does not fit no numbers, of an adapter that does not fit no word. */
  private async explained(error: unknown, choice: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<unknown> {
    if (!(error instanceof GenerationError)) {
      return error;
    }
    try {
      if (error.kind === 'contextTooSmall') {
        const tokens = await this.countTooLong(choice, prompt, signal);
        const context = (await this.server.runningFor(choice.model, signal))?.context_length;
        return tokens && context ? tooLongPrompt(this.server.asked(choice.model), tokens, context) : error;
      }
      return await this.withAdapter(error, choice.model, signal);
    } catch {
      signal.throwIfAborted();
      return error;
    }
  }

  /** Why a model cannot be loaded: where it has an adapter, that is the likeliest cause. */
  private async withAdapter(error: GenerationError, model: string, signal: AbortSignal): Promise<GenerationError> {
    if (error.kind !== 'failed' || !/runner process has terminated|failed to load/.test(error.message)) {
      return error;
    }
    const { modelfile = '' } = await this.server.show(model, signal);
    if (modelParts(modelfile).adapters.length === 0) {
      return error;
    }
    const words = `"${model}" could not be loaded; its adapter is most likely for another base model. ${error.message}`;
    return new GenerationError('adapterMismatch', words, { cause: error });
  }
}

/** A model made from a file has the path of its blob there. */
function baseName(parent: string | undefined): string | undefined {
  return parent && !/[/\\]blobs[/\\]/.test(parent) ? parent : undefined;
}

function loadedModel(running: answers.RunningModel | undefined): LoadedModel | undefined {
  if (running === undefined) {
    return undefined;
  }
  const { size, size_vram: inGpu, context_length: contextTokens, expires_at: expires = '' } = running;
  const until = Date.parse(expires);
  return {
    bytes: size,
    gpuShare: size && inGpu !== undefined ? inGpu / size : undefined,
    contextTokens,
    until: Number.isNaN(until) ? undefined : until,
  };
}

/** Only what runs tells what models run on. */
function deviceOf(running: readonly answers.RunningModel[]): string | undefined {
  const bytes = running.reduce((sum, { size = 0 }) => sum + size, 0);
  if (bytes === 0) {
    return undefined;
  }
  const inGpu = running.reduce((sum, { size_vram = 0 }) => sum + size_vram, 0);
  if (inGpu === 0) {
    return 'the processor';
  }
  const share = Math.round((100 * inGpu) / bytes);
  return share >= 100 ? `GPU, ${gigabytes(inGpu)}` : `GPU ${share} % (${gigabytes(inGpu)}), the processor ${100 - share} %`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

function atMost(tokens: number | undefined, longest: unknown): number | undefined {
  return tokens === undefined || typeof longest !== 'number' ? tokens : Math.min(tokens, longest);
}
