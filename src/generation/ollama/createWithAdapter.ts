import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { adapterMisfit, type BaseShapes } from '../adapterFit';
import { GenerationError } from '../backend';
import { GgufError, readGgufHeader } from '../gguf';
import type { GenerationParameters } from '../modelChoice';
import { missingModel } from '../server/serverError';
import type { PromptTemplate } from '../templates/promptTemplate';
import { goTemplate } from './goTemplate';
import { modelParts } from './modelfile';
import { isSameModel, type OllamaServer } from './ollamaServer';
import { runnerOptions, samplingOptions } from './options';

export interface AdapterModel {
  /** What the model is to be called; none may be called so. */
  readonly name: string;
  /** The base model's name on the server. */
  readonly base: string;
  /** Path of the adapter's GGUF file on this machine. */
  readonly adapter: string;
  /** For other programs that use the model; absent for the base model's own. */
  readonly template?: PromptTemplate;
  /** What the model runs with where a program says nothing else; absent for the base model's own. */
  readonly parameters?: Partial<GenerationParameters>;
}

export interface CreateProgress {
  /** `checking` whether the adapter fits, then `reading` its file, `uploading` it and `creating` the model. */
  readonly step: 'checking' | 'reading' | 'uploading' | 'creating';
  /** Bytes; 0 of 0 where there is nothing to count. */
  readonly done: number;
  readonly of: number;
}

/**
 * Makes a model on an Ollama server of a base model that is there and an adapter that is here. Uploads nothing that
 * does not fit, and pulls nothing from anywhere.
 * @throws GenerationError; the signal's reason when it is aborted
 */
export async function createWithAdapter(
  server: OllamaServer,
  { name, base, adapter, template, parameters = {} }: AdapterModel,
  show: (progress: CreateProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  show({ step: 'checking', done: 0, of: 0 });
  const from = await freeName(server, name, base, signal);
  const shapes = await shapesOf(server, from, signal);
  const misfit = adapterMisfit(await headerOf(adapter), shapes);
  if (misfit !== undefined) {
    throw new GenerationError('adapterMismatch', `"${basename(adapter)}" cannot be used with "${from}". ${misfit}`);
  }
  const digest = await upload(server, adapter, show, signal);
  show({ step: 'creating', done: 0, of: 0 });
  const progress = await server.client(signal, name).create({
    model: name,
    from,
    adapters: { 'adapter.gguf': digest },
    ...(template === undefined ? {} : { template: goTemplate(template) }),
    parameters: { ...samplingOptions(parameters), ...runnerOptions(parameters), stop: template?.stop },
    stream: true,
  });
  for await (const { status } of progress) {
    if (status === 'success') {
      return;
    }
  }
}

/** @returns the base model's name as the server writes it: a name that it does not have would make it pull one */
async function freeName(server: OllamaServer, name: string, base: string, signal: AbortSignal): Promise<string> {
  const tags = await server.tags(signal);
  if (tags.some((tag) => isSameModel(tag.name, name))) {
    const words = `There is a model "${name}" at ${server.http.label} already; take another name, or delete it first.`;
    throw new GenerationError('failed', words);
  }
  const found = tags.find((tag) => isSameModel(tag.name, base));
  if (found === undefined || found.remote_host) {
    throw missingModel(server.asked(base));
  }
  return found.name;
}

async function shapesOf(server: OllamaServer, base: string, signal: AbortSignal): Promise<BaseShapes> {
  const { model_info, tensors, modelfile = '' } = await server.show(base, signal);
  if (modelParts(modelfile).adapters.length > 0) {
    const words = `"${base}" has an adapter already, and a model on Ollama has one at most; take its base model.`;
    throw new GenerationError('adapterMismatch', words);
  }
  const architecture = model_info?.['general.architecture'];
  if (typeof architecture !== 'string' || !tensors || tensors.length === 0) {
    const words = `${server.http.label} does not say what "${base}" is made of, so whether the adapter fits cannot be told.`;
    throw new GenerationError('failed', words);
  }
  return { architecture, tensors: new Map(tensors.map((tensor) => [tensor.name, tensor.shape])) };
}

async function headerOf(adapter: string) {
  try {
    return await readGgufHeader(adapter);
  } catch (error) {
    const why = error instanceof GgufError ? error.message : `It cannot be read: ${(error as Error).message}.`;
    throw new GenerationError('failed', `"${basename(adapter)}": ${why}`, { cause: error });
  }
}

/** Has a file on the server as a blob. @returns its digest */
async function upload(
  server: OllamaServer,
  path: string,
  show: (progress: CreateProgress) => void,
  signal: AbortSignal,
): Promise<string> {
  const { size: of } = await stat(path);
  const hash = createHash('sha256');
  let done = 0;
  for await (const chunk of createReadStream(path)) {
    signal.throwIfAborted();
    hash.update(chunk as Buffer);
    done += (chunk as Buffer).length;
    show({ step: 'reading', done, of });
  }
  const digest = `sha256:${hash.digest('hex')}`;
  const blob = `/api/blobs/${digest}`;
  const there = await server.http.send(blob, { method: 'HEAD', accept: [404] }, signal);
  there.resume();
  if (there.statusCode === 404) {
    const body = counted(createReadStream(path), (sent) => show({ step: 'uploading', done: sent, of }));
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': of };
    const answer = await server.http.send(blob, { method: 'POST', headers, body }, signal);
    answer.resume();
  }
  return digest;
}

/** The same bytes, and how many of them have gone on. */
function counted(file: Readable, show: (bytes: number) => void): Readable {
  let sent = 0;
  const count = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sent += chunk.length;
      show(sent);
      done(null, chunk);
    },
  });
  file.once('error', (error) => count.destroy(error));
  count.once('close', () => file.destroy());
  return file.pipe(count);
}
