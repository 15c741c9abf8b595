import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LabelLanguages } from '../checks/language/fasttext/labelLanguages';
import type { ModelFile } from '../checks/language/fasttext/modelFile';
import type { LanguageTag } from '../schema/schema';
import { abortError } from '../threads/rpc';
import { Thread } from '../threads/thread';
import { fileErrorReason } from './fileErrors';
import type { ModelHandlers } from './modelThread';

/** The bundled model for language identification, beside the programs. */
const BUILT_IN = 'lid.176.ftz';
const THREAD_SCRIPT = 'modelThread.js';
/** What is not in shared memory: the labels, and a window of the file. */
const THREAD_HEAP_MEGABYTES = 512;

/** Which model identifies languages, and among which of them. */
export interface WantedModel {
  /** A `.ftz` or `.bin` file; the built-in one when absent. */
  readonly model?: string;
  /** All that the model knows when absent. */
  readonly languages?: readonly LanguageTag[];
}

/** A model that cannot be used, and why, in words for the user. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(`The language model ${path} cannot be used: ${reason}`);
  }
}

/** By file, time and size: models in use, each once for all datasets and threads, and those being read. */
const inUse = new Map<string, WeakRef<ModelFile>>();
const beingRead = new Map<string, Promise<ModelFile>>();

/**
 * Reads a model in a thread of its own, unless it is already in use somewhere in this process.
 * @param programs the folder of the built programs.
 * @throws ModelError when it cannot be used, AbortError when `signal` is aborted; others may still wait for it.
 */
export async function languageModel(programs: string, wanted: WantedModel, signal?: AbortSignal): Promise<ModelFile> {
  const path = wanted.model ?? join(programs, BUILT_IN);
  const key = await modelKey(path);
  const model = inUse.get(key)?.deref() ?? (await unlessAborted(read(programs, path, key), signal));
  checkLanguages(path, model, wanted.languages);
  return model;
}

/** What tells a model's file from others, and from what it was before it was replaced. @throws ModelError */
export async function modelKey(path: string): Promise<string> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw new Error('it is not a file.');
    return `${path}|${stats.mtimeMs}|${stats.size}`;
  } catch (error) {
    throw new ModelError(path, reasonOf(error));
  }
}

/** How a model is called where it is said which one has judged; absent for the built-in one. */
export function modelName({ model }: WantedModel): string | undefined {
  return model === undefined ? undefined : basename(model);
}

function read(programs: string, path: string, key: string): Promise<ModelFile> {
  let reading = beingRead.get(key);
  if (!reading) {
    reading = readInThread(programs, path)
      .then((model) => {
        for (const [other, reference] of inUse) if (!reference.deref()) inUse.delete(other);
        inUse.set(key, new WeakRef(model));
        return model;
      })
      .finally(() => beingRead.delete(key));
    beingRead.set(key, reading);
  }
  return reading;
}

async function readInThread(programs: string, path: string): Promise<ModelFile> {
  const thread = new Thread<ModelHandlers>(join(programs, THREAD_SCRIPT), undefined, THREAD_HEAP_MEGABYTES);
  try {
    return await thread.remote.call('open', path);
  } catch (error) {
    throw new ModelError(path, reasonOf(error));
  } finally {
    await thread.terminate();
  }
}

function checkLanguages(path: string, model: ModelFile, wanted: readonly LanguageTag[] | undefined): void {
  const labels = new LabelLanguages(model.vocabulary.labels);
  // Labels of something else can look like codes of languages now and then.
  if (labels.known * 2 < model.vocabulary.labels.length) {
    const some = model.vocabulary.labels.slice(0, 3).join(', ');
    throw new ModelError(path, `it tells no languages; its labels are ${some} …`);
  }
  if (wanted && labels.labelsOf(wanted).length === 0) {
    throw new ModelError(path, `it knows none of the languages to choose from: ${wanted.join(', ')}.`);
  }
}

function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return fileErrorReason(error) ?? message.charAt(0).toLowerCase() + message.slice(1);
}

/** The model goes on being read for whoever else waits for it. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
