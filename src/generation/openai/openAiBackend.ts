import type * as v from 'valibot';
import {
  GenerationError,
  type Backend,
  type BackendStatus,
  type GenerationEnd,
  type InstalledModel,
  type ModelDetails,
} from '../backend';
import type { GenerationParameters, ModelChoice } from '../modelChoice';
import { OllamaBackend } from '../ollama/ollamaBackend';
import { OllamaServer } from '../ollama/ollamaServer';
import type { Prompt } from '../prompt';
import { ModelServer } from '../server/modelServer';
import { readAnswer } from '../server/readAnswer';
import { RunningRequests } from '../server/runningRequests';
import { badAnswer, missingModel, streamCut, tooLongPrompt } from '../server/serverError';
import { openAiAddress } from './address';
import * as answers from './answers';
import { eventStream } from './eventStream';
import { LlamaServer } from './llamaServer';
import { serverKind, type ServerKind } from './serverKind';

export interface OpenAiOptions {
  /** The server's address, up to and with `/v1`. */
  readonly server: string;
  /** What it wants to be shown, where it does. */
  readonly key?: string;
}

/** Models on one server with an OpenAI-compatible API: vLLM, llama-server, Ollama's own, and others. */
export class OpenAiBackend implements Backend {
  readonly name = 'openai';
  private readonly requests = new RunningRequests();
  private readonly api: ModelServer;
  /** The same server without `/v1`, where what is not OpenAI's is. */
  private readonly root: ModelServer;
  /** The same server as Ollama's own API, should it be one. */
  private readonly ollama: OllamaBackend;
  private readonly llamaServer: LlamaServer;
  private kind: ServerKind | undefined;

  /** @throws GenerationError when the address is none */
  constructor({ server, key }: OpenAiOptions) {
    const address = openAiAddress(server);
    const root = address.replace(/\/v1$/, '');
    const headers = key === undefined || key === '' ? {} : { Authorization: `Bearer ${key}` };
    const label = `The server at ${new URL(address).host}`;
    this.api = new ModelServer(address, label, headers);
    this.root = new ModelServer(root, label, headers);
    this.llamaServer = new LlamaServer(this.root);
    this.ollama = new OllamaBackend(new OllamaServer(root, headers));
  }

  status(signal: AbortSignal): Promise<BackendStatus> {
    return this.requests.run(signal, async (ends) => {
      const kind = await this.serverKind(ends);
      const { host } = new URL(this.api.address);
      switch (kind.kind) {
        case 'ollama':
          return this.ollama.status(ends);
        case 'vllm':
          return { label: `vLLM ${kind.version} at ${host}` };
        case 'llama-server':
          return { label: `llama-server at ${host}` };
        case 'other':
          await this.list(ends);
          return { label: `OpenAI-compatible server at ${host}` };
      }
    });
  }

  models(signal: AbortSignal): Promise<readonly InstalledModel[]> {
    return this.requests.run(signal, async (ends) =>
      (await this.list(ends)).map(({ id, meta }) => ({ model: id, bytes: meta?.size ?? undefined })),
    );
  }

  details(choice: ModelChoice, signal: AbortSignal): Promise<ModelDetails> {
    return this.requests.run(signal, async (ends) => {
      const { kind } = await this.serverKind(ends);
      if (kind === 'ollama') {
        return await this.ollama.details(onOllama(choice), ends);
      }
      const model = await this.model(choice.model, ends);
      const parameters = model.meta?.n_params;
      const details = {
        base: model.parent ?? undefined,
        parameters: parameters ? inShort(parameters) : undefined,
        adapters: choice.adapters.map(({ adapter }) => adapter),
        contextTokens: model.max_model_len ?? undefined,
      };
      return kind === 'llama-server' ? { ...details, ...(await this.llamaServer.details(ends)) } : details;
    });
  }

  countTokens(choice: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<number | undefined> {
    return this.requests.run(signal, async (ends) => {
      switch ((await this.serverKind(ends)).kind) {
        case 'ollama':
          await this.refuseTemplate(choice, prompt, ends);
          return await this.ollama.countTokens(onOllama(choice), prompt, ends);
        case 'llama-server':
          return await this.llamaServer.countTokens(prompt, ends);
        case 'vllm':
          return await this.countOnVllm(choice, prompt, ends);
        case 'other':
          return undefined;
      }
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
      if ((await this.serverKind(ends)).kind === 'ollama') {
        await this.ollama.load(onOllama(choice), ends);
      } else {
        // The others have their models in memory as long as they run.
        await this.model(choice.model, ends);
      }
    });
  }

  unload(choice: ModelChoice, signal: AbortSignal): Promise<void> {
    return this.requests.run(signal, async (ends) => {
      if ((await this.serverKind(ends)).kind === 'ollama') {
        await this.ollama.unload(choice, ends);
      }
    });
  }

  async close(): Promise<void> {
    this.requests.abortAll();
    await this.ollama.close();
  }

  private async *response(
    choice: ModelChoice,
    prompt: Prompt,
    seed: number,
    signal: AbortSignal,
  ): AsyncGenerator<string, GenerationEnd> {
    const answer = await this.send(choice, prompt, seed, signal);
    let reason: string | undefined;
    let usage: answers.Part['usage'];
    let tokensPerSecond: number | undefined;
    for await (const event of eventStream(this.api, answer, choice.model, signal)) {
      // What has come already is not read any more.
      signal.throwIfAborted();
      const part = this.read(answers.part, event);
      const [first] = part.choices;
      const text = first?.delta?.content ?? first?.text;
      if (text) {
        yield text;
      }
      reason = first?.finish_reason ?? reason;
      usage = part.usage ?? usage;
      tokensPerSecond = part.timings?.predicted_per_second ?? tokensPerSecond;
    }
    if (reason !== 'stop' && reason !== 'length') {
      throw streamCut(this.api.asked(choice.model), `it says "${reason ?? ''}"`);
    }
    const promptTokens = usage?.prompt_tokens ?? undefined;
    return { reason, promptTokens, tokens: usage?.completion_tokens ?? undefined, tokensPerSecond };
  }

  private async serverKind(signal: AbortSignal): Promise<ServerKind> {
    return (this.kind ??= await serverKind(this.root, signal));
  }

  private async list(signal: AbortSignal): Promise<answers.Model[]> {
    return this.read(answers.models, await this.api.json('/models', {}, signal)).data;
  }

  private async model(model: string, signal: AbortSignal): Promise<answers.Model> {
    const models = await this.list(signal);
    const found = models.find(({ id }) => id === model);
    if (found === undefined) {
      const there = models.map(({ id }) => id).slice(0, 5);
      throw missingModel({ ...this.api.asked(model), missing: there.length > 0 ? `It has ${there.join(', ')}.` : undefined });
    }
    return found;
  }

  private async countOnVllm({ model }: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<number | undefined> {
    const asked = prompt.kind === 'text' ? { prompt: prompt.text } : { messages: prompt.messages };
    const body = JSON.stringify({ model, ...asked });
    const answer = await this.root.json('/tokenize', { method: 'POST', body, model }, signal);
    return this.read(answers.tokenCount, answer).count;
  }

  private async send(choice: ModelChoice, prompt: Prompt, seed: number, signal: AbortSignal) {
    const { kind } = await this.serverKind(signal);
    if (prompt.kind === 'text' && prompt.text === '') {
      throw new GenerationError('failed', 'The prompt is empty: the template gives no text for this record.');
    }
    const { model, parameters } = choice;
    this.refuse(kind, choice);
    const body = JSON.stringify({
      model,
      ...(prompt.kind === 'text' ? { prompt: prompt.text } : { messages: prompt.messages }),
      stream: true,
      stream_options: { include_usage: true },
      seed,
      ...sampling(parameters),
      ...(prompt.stop.length > 0 ? { stop: prompt.stop } : {}),
      ...(await this.ofItsOwn(kind, choice, prompt, signal)),
    });
    const path = prompt.kind === 'text' ? '/completions' : '/chat/completions';
    return this.api.send(path, { method: 'POST', body, model }, signal);
  }

  /** What a server would pass over without a word. */
  private refuse(kind: ServerKind['kind'], { adapters, parameters }: ModelChoice): void {
    if (adapters.length > 0 && kind !== 'llama-server') {
      const words = `${this.api.label} takes no adapters with a request: there, a model with its adapter has a name of its own.`;
      throw new GenerationError('failed', words);
    }
    if (parameters.repeatPenalty !== 1 && (kind === 'ollama' || kind === 'other')) {
      throw new GenerationError('failed', `${this.api.label} takes no repeat penalty; set it to 1.`);
    }
  }

  private async ofItsOwn(kind: ServerKind['kind'], choice: ModelChoice, prompt: Prompt, signal: AbortSignal) {
    switch (kind) {
      case 'llama-server':
        return await this.llamaServer.request(choice, prompt, signal);
      case 'vllm':
        return { repetition_penalty: choice.parameters.repeatPenalty };
      case 'ollama':
        return await this.forOllama(choice, prompt, signal);
      case 'other':
        return {};
    }
  }

  /** Ollama cuts a prompt that does not fit, and drops its beginning as the response grows; neither may happen. */
  private async forOllama(choice: ModelChoice, prompt: Prompt, signal: AbortSignal) {
    await this.refuseTemplate(choice, prompt, signal);
    const { model, parameters } = choice;
    const tokens = await this.ollama.readPrompt(onOllama(choice), prompt, signal);
    const { contextTokens = Infinity } = await this.ollama.details(onOllama(choice), signal);
    if (tokens === undefined) {
      throw badAnswer(this.api.asked(model), 'it does not say how long the prompt is');
    }
    if (tokens >= contextTokens) {
      throw tooLongPrompt(this.api.asked(model), tokens, contextTokens);
    }
    return { max_tokens: Math.min(parameters.maxTokens, contextTokens - tokens) };
  }

  /** Ollama puts the model's own template around what it is sent here, too. */
  private async refuseTemplate({ model }: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<void> {
    if (prompt.kind === 'text') {
      const { template = '' } = await this.ollama.server.show(model, signal);
      if (template.replace(/\s/g, '') !== '{{.Prompt}}') {
        const words = `${this.api.label} is Ollama, which puts the template of "${model}" around each prompt here.`;
        throw new GenerationError('failed', `${words} Use the backend "ollama", or the template "model".`);
      }
    }
  }

  private read<const Schema extends v.GenericSchema>(schema: Schema, answer: unknown): v.InferOutput<Schema> {
    return readAnswer(this.api, schema, answer);
  }
}

/** "8.0B", "950M". */
function inShort(parameters: number): string {
  return parameters < 1e9 ? `${(parameters / 1e6).toPrecision(2)}M` : `${(parameters / 1e9).toPrecision(2)}B`;
}

function sampling({ temperature, topP, maxTokens }: GenerationParameters) {
  return { temperature, top_p: topP, max_tokens: maxTokens };
}

/** A model as it is loaded by what comes by `/v1`: with the model's own context and threads. */
function onOllama(choice: ModelChoice): ModelChoice {
  return { ...choice, parameters: { ...choice.parameters, contextTokens: undefined, threads: undefined } };
}
