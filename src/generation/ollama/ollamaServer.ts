import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Ollama } from 'ollama/browser';
import type * as v from 'valibot';
import { GenerationError } from '../backend';
import { ModelServer } from '../server/modelServer';
import { readAnswer } from '../server/readAnswer';
import { badAnswer, missingModel, serverError, streamCut, type Asked } from '../server/serverError';
import * as answers from './answers';
import { modelParts } from './modelfile';

/** The first release that can be asked not to cut a prompt that does not fit. */
const OLDEST = [0, 12, 6];

/** An Ollama server, asked through the `ollama` package. */
export class OllamaServer {
  readonly http: ModelServer;
  private checkedVersion = false;
  private readonly onThisServer = new Set<string>();

  /** @param address as `ollamaAddress` gives it */
  constructor(address: string, headers: OutgoingHttpHeaders = {}) {
    const { host, pathname } = new URL(address);
    const place = pathname === '/' ? host : host + pathname;
    this.http = new ModelServer(address, `Ollama at ${place}`, headers, 'See which there are under "Models & Adapters".');
  }

  asked(model?: string): Asked {
    return this.http.asked(model);
  }

  /**
   * The package's client for one piece of work. The package ends neither a request before its headers nor one that is
   * not streamed, and passes over what it cannot read in a stream, so its `fetch` is ours.
   */
  client(signal: AbortSignal, model?: string): Ollama {
    return new Ollama({ host: this.http.address, fetch: (input, init) => this.fetch(input, init, signal, model) });
  }

  async version(signal: AbortSignal): Promise<string> {
    return this.read(answers.version, await this.http.json('/api/version', {}, signal)).version;
  }

  async tags(signal: AbortSignal): Promise<answers.Tag[]> {
    return this.read(answers.tags, await this.client(signal).list()).models;
  }

  async running(signal: AbortSignal): Promise<answers.RunningModel[]> {
    return this.read(answers.running, await this.client(signal).ps()).models;
  }

  /**
   * The model in memory that answers for a model, if any. Ollama has one for all models of the same parts, with its own
   * context, by the name of the one that it was loaded for.
   */
  async runningFor(model: string, signal: AbortSignal): Promise<answers.RunningModel | undefined> {
    const running = await this.running(signal);
    const ofThisName = running.find(({ name }) => isSameModel(name, model));
    if (ofThisName !== undefined || running.length === 0) {
      return ofThisName;
    }
    const partsOf = async (name: string) => JSON.stringify(modelParts((await this.show(name, signal)).modelfile ?? ''));
    const parts = await partsOf(model);
    for (const other of running) {
      if ((await partsOf(other.name)) === parts) {
        return other;
      }
    }
    return undefined;
  }

  async show(model: string, signal: AbortSignal): Promise<answers.Show> {
    return this.read(answers.show, await this.client(signal, model).show({ model }));
  }

  /** The model of that name, as the server writes it. @throws GenerationError when there is none */
  async tag(model: string, signal: AbortSignal): Promise<answers.Tag> {
    const tag = (await this.tags(signal)).find(({ name }) => isSameModel(name, model));
    if (tag === undefined) {
      throw missingModel(this.asked(model));
    }
    return tag;
  }

  /**
   * Makes sure that prompts stay on the server and are never cut.
   * @throws GenerationError when there is no such model, when it runs in a cloud, or when the server is too old
   */
  async check(model: string, signal: AbortSignal): Promise<void> {
    if (!this.checkedVersion) {
      const version = await this.version(signal);
      if (isOlder(version)) {
        const words = `${this.http.label} is of release ${version}, which cuts prompts that do not fit without a word.`;
        throw new GenerationError('failed', `${words} Update it to ${OLDEST.join('.')} or newer.`);
      }
      this.checkedVersion = true;
    }
    if (!this.onThisServer.has(model)) {
      const { remote_host } = await this.tag(model, signal);
      if (remote_host) {
        const words = `"${model}" does not run on ${this.http.label}, which would send the record to ${remote_host}.`;
        throw new GenerationError('failed', `${words} Take a model that is on the server.`);
      }
      this.onThisServer.add(model);
    }
  }

  read<const Schema extends v.GenericSchema>(schema: Schema, answer: unknown): v.InferOutput<Schema> {
    return readAnswer(this.http, schema, answer);
  }

  private async fetch(input: unknown, init: RequestInit | undefined, signal: AbortSignal, model?: string) {
    const { pathname } = new URL(String(input));
    const { method = 'GET', headers, body } = init ?? {};
    const path = pathname.slice(pathname.lastIndexOf('/api/'));
    const request = { method, headers: headers as Record<string, string>, body: body as string, model };
    if (typeof body !== 'string' || (JSON.parse(body) as { stream?: boolean }).stream !== true) {
      return Response.json((await this.http.json(path, request, signal)) ?? null);
    }
    const answer = await this.http.send(path, request, signal);
    return new Response(ReadableStream.from(encoded(this.checkedLines(answer, signal, model))));
  }

  /** The lines of a stream, of which each is JSON and no error, and the last says that it is the last. */
  private async *checkedLines(answer: IncomingMessage, signal: AbortSignal, model?: string): AsyncGenerator<string> {
    let isDone = false;
    for await (const line of this.http.lines(answer, signal, model)) {
      const { error, done, status } = this.parse(line, model);
      if (typeof error === 'string') {
        throw serverError(this.asked(model), 500, error);
      }
      isDone = done === true || status === 'success';
      yield `${line}\n`;
    }
    if (!isDone) {
      // Ollama ends a response in which a token comes more than 30 times in a row in this way.
      throw streamCut(this.asked(model), 'the server stopped, or gave up a response that repeats itself');
    }
  }

  private parse(line: string, model?: string): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === 'object' && value !== null) {
        return value as Record<string, unknown>;
      }
    } catch {
      // said below
    }
    throw badAnswer(this.asked(model), `a line of the stream is no JSON: ${line.slice(0, 80)}`);
  }
}

async function* encoded(text: AsyncGenerator<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const chunk of text) {
    yield encoder.encode(chunk);
  }
}

/** Whether two names are of one model: case does not matter, and no tag is the tag `latest`. */
export function isSameModel(one: string, other: string): boolean {
  return withTag(one) === withTag(other);
}

function withTag(name: string): string {
  const lower = name.toLowerCase();
  return lower.slice(lower.lastIndexOf('/') + 1).includes(':') ? lower : `${lower}:latest`;
}

/** A server built from source may call itself 0.0.0. */
function isOlder(version: string): boolean {
  const numbers = version.split(/[.+-]/).slice(0, 3).map(Number);
  if (numbers.some(Number.isNaN) || numbers.every((number) => number === 0)) {
    return false;
  }
  const at = OLDEST.findIndex((number, index) => number !== (numbers[index] ?? 0));
  return at >= 0 && (numbers[at] ?? 0) < OLDEST[at];
}
