import { access, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isAbortError } from '../../threads/rpc';
import {
  type Backend,
  type BackendStatus,
  GENERATION_ERRORS,
  type GenerationEnd,
  GenerationError,
  type GenerationErrorKind,
  type InstalledModel,
  type ModelDetails,
} from '../backend';
import type { ModelChoice } from '../modelChoice';
import type { Prompt, TextPrompt } from '../prompt';
import { LlamaChild, LlamaEnded } from './llamaChild';
import { fileVersion, readModelDetails } from './modelFile';
import type { Device, ModelInMemory, ModelSetup } from './protocol';

export interface EmbeddedOptions {
  /** Folder of the built programs, among them llamaProcess.js. */
  readonly programs: string;
  /** Whose node_modules hold node-llama-cpp; absent for the one that comes with Paddock. */
  readonly llama?: string;
  readonly gpu?: 'auto' | 'off';
}

/**
 * llama.cpp in a process of its own, for models and adapters that are GGUF files. The process is started when it is first
 * needed, keeps models in memory, and is started again by the next call after it has crashed.
 */
export class EmbeddedBackend implements Backend {
  readonly name = 'embedded';
  private child: LlamaChild | undefined;
  private isClosed = false;
  private readonly folder: string;

  constructor(private readonly options: EmbeddedOptions) {
    this.folder = options.llama ?? join(options.programs, 'llama');
  }

  /** Of the process, while it runs. */
  get pid(): number | undefined {
    return this.child?.ended === false ? this.child.pid : undefined;
  }

  async status(signal: AbortSignal): Promise<BackendStatus> {
    const device = await this.call(signal, undefined, (child) => child.remote.call('device', undefined as never, { signal }));
    return { label: `llama.cpp ${device.version}`, device: deviceText(device) };
  }

  /** Those in memory: models are files anywhere, which only choices name. */
  async models(signal: AbortSignal): Promise<readonly InstalledModel[]> {
    const child = this.child;
    if (!child || child.ended) return [];
    const inMemory = await this.call(signal, undefined, () => child.remote.call('inMemory', undefined as never, { signal }));
    return Promise.all(inMemory.map(installed));
  }

  async details(choice: ModelChoice, signal: AbortSignal): Promise<ModelDetails> {
    const details = await readModelDetails(choice);
    signal.throwIfAborted();
    return details;
  }

  async countTokens(choice: ModelChoice, prompt: Prompt, signal: AbortSignal): Promise<number> {
    const request = { setup: await this.setup(choice, signal), prompt: asText(prompt) };
    return this.call(signal, choice, (child) => child.remote.call('countTokens', request, { signal }));
  }

  async *generate(
    choice: ModelChoice,
    prompt: Prompt,
    seed: number,
    signal: AbortSignal,
  ): AsyncGenerator<string, GenerationEnd> {
    const { parameters } = choice;
    const request = { setup: await this.setup(choice, signal), prompt: asText(prompt), seed, parameters };
    // Also ended by whoever stops listening.
    const controller = new AbortController();
    const abort = () => controller.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    const pieces: string[] = [];
    let wake = () => {};
    try {
      let end: GenerationEnd | undefined;
      const call = this.call(signal, choice, (child) =>
        child.remote.call('generate', request, {
          signal: controller.signal,
          onEvent: (piece) => {
            pieces.push(piece);
            wake();
          },
        }),
      ).then((value) => (end = value));
      call.catch(() => {});
      while (true) {
        const arrived = new Promise<void>((resolve) => (wake = resolve));
        if (pieces.length === 0 && !end) await Promise.race([call, arrived]);
        signal.throwIfAborted();
        if (pieces.length > 0) yield pieces.splice(0).join('');
        else if (end) return end;
      }
    } finally {
      signal.removeEventListener('abort', abort);
      controller.abort();
    }
  }

  async load(choice: ModelChoice, signal: AbortSignal): Promise<void> {
    const setup = await this.setup(choice, signal);
    await this.call(signal, choice, (child) => child.remote.call('load', setup, { signal }));
  }

  async unload(choice: ModelChoice, signal: AbortSignal): Promise<void> {
    const child = this.child;
    if (!child || child.ended) return;
    await this.call(signal, choice, () => child.remote.call('unload', choice.model, { signal }));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.child?.kill();
  }

  /** Has the files looked at before llama.cpp reads them. */
  private async setup(choice: ModelChoice, signal: AbortSignal): Promise<ModelSetup> {
    const { contextTokens } = await this.details(choice, signal);
    const { model, parameters } = choice;
    const adapters = choice.adapters.filter(({ scale }) => scale !== 0);
    const paths = [model, ...adapters.map(({ adapter }) => adapter)];
    const versions = await Promise.all(paths.map(async (path) => [path, await fileVersion(path)] as const));
    return {
      model,
      adapters,
      versions: Object.fromEntries(versions),
      contextTokens: contextTokens!,
      ...(parameters.threads !== undefined && { threads: parameters.threads }),
    };
  }

  private async call<T>(
    signal: AbortSignal,
    choice: ModelChoice | undefined,
    ask: (child: LlamaChild) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const child = await this.running();
    try {
      return await ask(child);
    } catch (error) {
      signal.throwIfAborted();
      throw asGenerationError(error, choice);
    }
  }

  private async running(): Promise<LlamaChild> {
    if (this.child && !this.child.ended) return this.child;
    await access(join(this.folder, 'node_modules/node-llama-cpp/dist/index.js')).catch((cause: unknown) => {
      const where = this.options.llama === undefined ? 'This build of Paddock has no llama.cpp' : `There is no llama.cpp in ${this.folder}`;
      const advice =
        'run `npm install node-llama-cpp` in a folder and name that folder (the setting paddock.generation.embedded.folder, or --llama-folder), ' +
        'or use an Ollama server.';
      throw new GenerationError('notInstalled', `${where}: ${advice}`, { cause });
    });
    if (this.isClosed) throw new GenerationError('failed', 'llama.cpp has been ended.');
    if (!this.child || this.child.ended) {
      this.child = new LlamaChild(join(this.options.programs, 'llamaProcess.js'), this.folder, this.options.gpu ?? 'auto');
    }
    return this.child;
  }
}

function asText(prompt: Prompt): TextPrompt {
  if (prompt.kind === 'text') return prompt;
  throw new GenerationError('failed', 'The model’s file has no chat template: choose one of the other templates.');
}

function asGenerationError(error: unknown, choice: ModelChoice | undefined): unknown {
  if (error instanceof GenerationError || isAbortError(error)) return error;
  const { message, code } = error as Error & { code?: string };
  if (error instanceof LlamaEnded) {
    const what = choice === undefined ? 'llama.cpp has ended' : `llama.cpp has ended while it ran ${basename(choice.model)}`;
    return new GenerationError('failed', `${what} (${message}). It is started again when it is next needed.`, { cause: error });
  }
  const kind = GENERATION_ERRORS.find((known) => known === code) ?? ('failed' satisfies GenerationErrorKind);
  return new GenerationError(kind, message, { cause: error });
}

async function installed({ model, bytes, gpuShare, contextTokens }: ModelInMemory): Promise<InstalledModel> {
  const onDisk = await stat(model).catch(() => undefined);
  return {
    model,
    ...(onDisk && { bytes: onDisk.size }),
    loaded: { bytes, gpuShare, ...(contextTokens !== undefined && { contextTokens }) },
  };
}

function deviceText({ gpu, threads }: Device): string {
  if (!gpu) return `the processor, ${threads === 1 ? '1 thread' : `${threads} threads`}`;
  const names = gpu.names.length > 0 ? gpu.names.join(', ') : gpu.kind;
  return `${names} (${gpu.kind}), ${gibibytes(gpu.bytes)}, ${gibibytes(gpu.freeBytes)} free`;
}

function gibibytes(bytes: number): string {
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(bytes / 2 ** 30)} GiB`;
}
