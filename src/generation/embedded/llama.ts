import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type * as NodeLlama from 'node-llama-cpp';
import type { GenerationEnd, GenerationErrorKind } from '../backend';
import type { GenerationParameters } from '../modelChoice';
import type { TextPrompt } from '../prompt';
import { type ControlToken, PromptTokenizer } from './promptTokens';
import type { Device, GenerateRequest, ModelInMemory, ModelSetup } from './protocol';
import { ResponseText } from './responseText';
import { TokenText } from './tokenText';

type Library = typeof NodeLlama;
type Token = NodeLlama.Token;

/** Of what llama.cpp says. */
const KEPT_LINES = 4;
/** How far back repetitions are penalised, in tokens: llama.cpp's own default. */
const PENALISED = 64;
/** Prompts are read in pieces, between which an abort is noticed: on a processor, one should take no second. */
const BATCH = { gpu: 512, processor: 64 };

/** The models in memory, one generation at a time. Runs in the process that llama.cpp may end. */
export class LlamaModels {
  private readonly models = new Map<string, LoadedModel>();

  private constructor(
    private readonly library: Library,
    private readonly llama: NodeLlama.Llama,
    private readonly log: LlamaLog,
  ) {}

  static async start(library: Library, gpu: 'auto' | 'off'): Promise<LlamaModels> {
    const log = new LlamaLog();
    const llama = await library.getLlama({
      build: 'never',
      gpu: gpu === 'auto' ? 'auto' : false,
      progressLogs: false,
      skipDownload: true,
      logLevel: library.LlamaLogLevel.error,
      logger: (_level, message) => log.add(message),
      maxThreads: availableParallelism(),
    });
    return new LlamaModels(library, llama, log);
  }

  async device(): Promise<Device> {
    const { gpu, llamaCppRelease } = this.llama;
    const device = { version: llamaCppRelease.release, threads: Math.min(this.llama.cpuMathCores, availableParallelism()) };
    if (gpu === false) return device;
    const [names, { total, free }] = await Promise.all([this.llama.getGpuDeviceNames(), this.llama.getVramState()]);
    const kind = { cuda: 'CUDA', vulkan: 'Vulkan', metal: 'Metal' }[gpu];
    return { ...device, gpu: { kind, names, bytes: total, freeBytes: free } };
  }

  inMemory(): ModelInMemory[] {
    return [...this.models.values()].map((model) => model.inMemory());
  }

  async countTokens(setup: ModelSetup, prompt: TextPrompt, signal: AbortSignal): Promise<number> {
    return (await this.model(setup, signal)).tokenizer.tokens(prompt).length;
  }

  async load(setup: ModelSetup, signal: AbortSignal): Promise<void> {
    await this.withContext(setup, signal);
  }

  async unload(path: string): Promise<void> {
    const model = this.models.get(path);
    this.models.delete(path);
    await model?.model.dispose();
  }

  /** @param onText called with each piece of the response, in whole characters */
  async generate(
    { setup, prompt, seed, parameters }: GenerateRequest,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<GenerationEnd> {
    const { model, tokenizer, context } = await this.withContext(setup, signal);
    const tokens = tokenizer.tokens(prompt);
    const room = setup.contextTokens - tokens.length;
    if (room < 1) {
      const numbers = `The prompt has ${tokens.length} tokens, the model’s context ${setup.contextTokens}`;
      throw llamaError('contextTooSmall', `${numbers}: there is no room for a response. Nothing was cut.`);
    }
    const sequence = context.getSequence();
    try {
      for (let at = 0; at < tokens.length - 1; at += context.batchSize) {
        signal.throwIfAborted();
        await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(at, Math.min(at + context.batchSize, tokens.length - 1)));
      }
      const most = Math.min(parameters.maxTokens, room);
      const text = new TokenText<Token>(
        { detokenize: (these, before) => model.detokenize(these, true, before) },
        tokens,
      );
      const response = new ResponseText(prompt.stop);
      const say = (piece: string) => piece !== '' && onText(piece);

      const began = performance.now();
      const made: Token[] = [];
      let reason: GenerationEnd['reason'] = 'stop';
      for await (const token of sequence.evaluate(tokens.slice(-1), sampling(parameters, seed, tokens, made))) {
        signal.throwIfAborted();
        made.push(token);
        say(response.add(text.add(token)));
        if (response.stopped) break;
        if (made.length >= most) {
          reason = 'length';
          break;
        }
      }
      say(response.add(text.finish()));
      say(response.finish());
      const seconds = (performance.now() - began) / 1000;
      return {
        reason: response.stopped ? 'stop' : reason,
        promptTokens: tokens.length,
        tokens: made.length,
        ...(seconds > 0 && { tokensPerSecond: made.length / seconds }),
      };
    } finally {
      // With it goes all that it has read: the next prompt begins from nothing.
      await sequence.dispose();
    }
  }

  private async withContext(setup: ModelSetup, signal: AbortSignal): Promise<ModelWithContext> {
    const loaded = await this.model(setup, signal);
    const key = JSON.stringify([setup.adapters, setup.contextTokens, setup.threads]);
    if (loaded.context?.key === key) return { model: loaded.model, tokenizer: loaded.tokenizer, context: loaded.context.context };
    await loaded.context?.context.dispose();
    loaded.context = undefined;
    const { model, tokenizer } = loaded;
    const context = await this.makingRoom(setup.model, signal, () =>
      model.createContext({
        contextSize: setup.contextTokens,
        batchSize: Math.min(setup.contextTokens, model.gpuLayers > 0 ? BATCH.gpu : BATCH.processor),
        threads: Math.min(setup.threads ?? this.llama.cpuMathCores, availableParallelism()),
        lora: { adapters: setup.adapters.map(({ adapter, scale }) => ({ filePath: adapter, scale })) },
        createSignal: signal,
      }),
    );
    loaded.context = { key, context };
    return { model, tokenizer, context };
  }

  private async model({ model: path, contextTokens, versions }: ModelSetup, signal: AbortSignal): Promise<LoadedModel> {
    const known = this.models.get(path);
    if (known?.isOf(versions)) return known;
    // Its adapters go with it: node-llama-cpp keeps them as long as the model.
    await this.unload(path);
    const model = await this.makingRoom(path, signal, () =>
      this.llama.loadModel({
        modelPath: path,
        gpuLayers: this.llama.gpu === false ? 0 : { fitContext: { contextSize: contextTokens } },
        loadSignal: signal,
      }),
    );
    const loaded = new LoadedModel(path, model, versions);
    this.models.set(path, loaded);
    return loaded;
  }

  /** Has the other models go when there is not memory enough, and tries once more. */
  private async makingRoom<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    this.log.clear();
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const others = [...this.models.keys()].filter((other) => other !== path);
      if (!this.isShortOfMemory(error) || others.length === 0) throw this.asLlamaError(error, path);
      for (const other of others) await this.unload(other);
      return await work().catch((again: unknown) => {
        throw this.asLlamaError(again, path);
      });
    }
  }

  private isShortOfMemory(error: unknown): boolean {
    return (
      error instanceof this.library.InsufficientMemoryError ||
      /insufficient memory|out of memory|OutOfDeviceMemory|failed to allocate|unable to allocate|VRAM/i.test(`${String(error)} ${this.log.text}`)
    );
  }

  private asLlamaError(error: unknown, path: string): Error {
    const message = error instanceof Error ? error.message : String(error);
    if (this.isShortOfMemory(error)) {
      const advice = 'Take a smaller context, a smaller or more quantised model, or close what else uses the memory.';
      return llamaError('outOfMemory', `There is not enough memory for ${basename(path)}: ${message}. ${advice}`);
    }
    return llamaError('failed', `${basename(path)} cannot be loaded: ${this.log.reason ?? message}`);
  }
}

/** An error whose kind goes with it to the process that asked. */
export function llamaError(kind: GenerationErrorKind, message: string): Error {
  return Object.assign(new Error(message), { code: kind });
}

class LoadedModel {
  readonly tokenizer: PromptTokenizer<Token>;
  /** With the adapters of the last generation. */
  context: { readonly key: string; readonly context: NodeLlama.LlamaContext } | undefined;

  private readonly versions: Map<string, string>;

  constructor(
    readonly path: string,
    readonly model: NodeLlama.LlamaModel,
    versions: ModelSetup['versions'],
  ) {
    this.versions = new Map(Object.entries(versions));
    const { tokens } = model;
    this.tokenizer = new PromptTokenizer<Token>({
      controlTokens: controlTokensOf(model),
      beginning: tokens.shouldPrependBosToken ? (tokens.bos ?? undefined) : undefined,
      tokenize: (text) => model.tokenize(text, false),
    });
  }

  /** Whether it has been read from these files as they are now. */
  isOf(versions: ModelSetup['versions']): boolean {
    const files = Object.entries(versions);
    const isOf = files.every(([path, version]) => (this.versions.get(path) ?? version) === version);
    if (isOf) for (const [path, version] of files) this.versions.set(path, version);
    return isOf;
  }

  inMemory(): ModelInMemory {
    const { ram, vram } = this.model.memoryUsage;
    const context = this.context?.context;
    const layers = this.model.fileInsights.totalLayers;
    return {
      model: this.path,
      bytes: ram + vram + (context ? context.memoryUsage.ram + context.memoryUsage.vram : 0),
      gpuShare: layers > 0 ? Math.min(1, this.model.gpuLayers / layers) : 0,
      ...(context && { contextTokens: context.contextSize }),
    };
  }
}

interface ModelWithContext {
  readonly model: NodeLlama.LlamaModel;
  readonly tokenizer: PromptTokenizer<Token>;
  readonly context: NodeLlama.LlamaContext;
}

function controlTokensOf(model: NodeLlama.LlamaModel): ReadonlyMap<string, ControlToken<Token>> {
  const found = new Map<string, ControlToken<Token>>();
  for (const token of model.iterateAllTokens()) {
    const { control, lstrip, rstrip } = model.getTokenAttributes(token);
    if (control) found.set(model.detokenize([token], true), { token, trimsBefore: lstrip, trimsAfter: rstrip });
  }
  return found;
}

function sampling(
  { temperature, topP, repeatPenalty }: GenerationParameters,
  seed: number,
  prompt: readonly Token[],
  made: readonly Token[],
): NodeLlama.SequenceEvaluateOptions {
  return {
    temperature,
    topP,
    topK: 0,
    minP: 0,
    seed,
    ...(repeatPenalty !== 1 && {
      repeatPenalty: {
        penalty: repeatPenalty,
        punishTokens: () => [...prompt.slice(-PENALISED), ...made.slice(-PENALISED)].slice(-PENALISED),
      },
    }),
  };
}

/** The last that llama.cpp said was wrong. */
class LlamaLog {
  private lines: string[] = [];

  get text(): string {
    return this.lines.join(' ');
  }

  /** "tensor 'blk.4.attn_norm.weight' not found", without the names of the functions that say so. */
  get reason(): string | undefined {
    const reasons = this.lines.flatMap((line) => /error loading model: (?:\w+: )?(.+)/.exec(line)?.[1] ?? []);
    return reasons[0] ?? this.lines.at(-1)?.replace(/^\w+: /, '');
  }

  add(message: string): void {
    this.lines = [...this.lines, message.trim()].slice(-KEPT_LINES);
  }

  clear(): void {
    this.lines = [];
  }
}
