import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as NodeLlama from 'node-llama-cpp';
import { OneAtATime } from '../../threads/oneAtATime';
import { type CallContext, serve } from '../../threads/rpc';
import { llamaError, LlamaModels } from './llama';
import type { CountRequest, Device, GenerateRequest, ModelInMemory, ModelSetup } from './protocol';

/**
 * Runs llama.cpp, in a process of its own: a malformed model may end it.
 * Arguments: the folder whose node_modules hold node-llama-cpp, and whether the GPU may be used (`auto`, `off`).
 */

const [folder = '', gpu = 'auto'] = process.argv.slice(2);
const turns = new OneAtATime();
let started: Promise<LlamaModels> | undefined;

function start(): Promise<LlamaModels> {
  // What failed once fails again until this process is another: a GPU's driver, a library.
  return (started ??= startLlama());
}

async function startLlama(): Promise<LlamaModels> {
  try {
    const entry = pathToFileURL(join(folder, 'node_modules/node-llama-cpp/dist/index.js')).href;
    const library = (await import(entry)) as typeof NodeLlama;
    return await LlamaModels.start(library, gpu === 'off' ? 'off' : 'auto');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw llamaError('notInstalled', `llama.cpp cannot be started on this computer: ${reason}`);
  }
}

/** One after another: they share the GPU's memory and the processor. */
async function inTurn<T>(signal: AbortSignal, work: (models: LlamaModels) => Promise<T>): Promise<T> {
  const end = await turns.begin();
  try {
    signal.throwIfAborted();
    return await work(await start());
  } finally {
    end();
  }
}

const handlers = {
  async device(): Promise<Device> {
    return (await start()).device();
  },

  /** @returns none before llama.cpp has been asked for anything: it is not started for this. */
  async inMemory(): Promise<ModelInMemory[]> {
    return (await started)?.inMemory() ?? [];
  },

  countTokens({ setup, prompt }: CountRequest, { signal }: CallContext<never>): Promise<number> {
    return inTurn(signal, (models) => models.countTokens(setup, prompt, signal));
  },

  generate(request: GenerateRequest, { signal, emit }: CallContext<string>) {
    return inTurn(signal, (models) => models.generate(request, emit, signal));
  },

  load(setup: ModelSetup, { signal }: CallContext<never>): Promise<void> {
    return inTurn(signal, (models) => models.load(setup, signal));
  },

  unload(path: string, { signal }: CallContext<never>): Promise<void> {
    return inTurn(signal, (models) => models.unload(path));
  },
};

export type LlamaHandlers = typeof handlers;

if (!process.send) throw new Error('llamaProcess is started by Paddock only.');
serve(
  {
    postMessage: (message) => process.connected && process.send!(message),
    on: (event, listener) => process.on(event, listener),
  },
  handlers,
);
// Nothing is left running when whoever started it has gone.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
