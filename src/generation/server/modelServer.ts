import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { GenerationError } from '../backend';
import { badAnswer, connectionError, serverError, streamCut, type Asked } from './serverError';

export interface ServerRequest {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Readable;
  /** The model that it is about, for messages. */
  readonly model?: string;
  /** Status codes that are answers, though they are no successes. */
  readonly accept?: readonly number[];
}

/** The most that is read of an answer that is read as a whole: a model's vocabulary may be in it. */
const LARGEST_ANSWER = 256 * 1024 * 1024;
const LARGEST_ERROR = 64 * 1024;
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * A server of models, asked over HTTP. Each request has a connection of its own, which its signal ends at any stage.
 * There are no time limits: to load a model or read a long prompt may take a server many minutes.
 */
export class ModelServer {
  /**
   * @param address without a slash at its end
   * @param label for messages: "Ollama at 127.0.0.1:11434"
   */
  constructor(
    readonly address: string,
    readonly label: string,
    private readonly headers: OutgoingHttpHeaders = {},
    /** What to do where a model is missing. */
    private readonly missing?: string,
  ) {}

  asked(model?: string): Asked {
    return { server: this.label, model, missing: this.missing };
  }

  /** @returns the answer, whose body is still to come. @throws GenerationError; the signal's reason when it is aborted */
  async send(path: string, request: ServerRequest, signal: AbortSignal): Promise<IncomingMessage> {
    signal.throwIfAborted();
    const asked = this.asked(request.model);
    const answer = await this.connect(path, request, signal).catch((error: unknown) => {
      throw signal.aborted ? signal.reason : connectionError(asked, error);
    });
    const status = answer.statusCode!;
    if ((status >= 200 && status < 300) || request.accept?.includes(status)) {
      return answer;
    }
    const location = status < 400 ? answer.headers.location : undefined;
    const body = location ?? (await this.text(answer, LARGEST_ERROR, signal, request.model));
    answer.destroy();
    throw serverError(asked, status, body);
  }

  /** Asks for JSON; `undefined` where the answer is empty. */
  async json(path: string, request: ServerRequest, signal: AbortSignal): Promise<unknown> {
    const answer = await this.send(path, request, signal);
    const body = await this.text(answer, LARGEST_ANSWER, signal, request.model);
    try {
      return body === '' ? undefined : JSON.parse(body);
    } catch (error) {
      throw badAnswer(this.asked(request.model), 'it is no JSON', error);
    }
  }

  /** An answer's text as it comes, in whole characters. */
  async *chunks(answer: IncomingMessage, signal: AbortSignal, model?: string): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const decode = (chunk?: Buffer) => {
      try {
        return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      } catch (error) {
        throw badAnswer(this.asked(model), 'it is no UTF-8', error);
      }
    };
    try {
      for await (const chunk of answer) {
        yield decode(chunk as Buffer);
      }
      yield decode();
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof GenerationError ? error : streamCut(this.asked(model), 'the connection was lost', error);
    }
  }

  /** An answer's lines as they come, without what ends them; empty ones are left out. */
  async *lines(answer: IncomingMessage, signal: AbortSignal, model?: string): AsyncGenerator<string> {
    let rest = '';
    for await (const chunk of this.chunks(answer, signal, model)) {
      const [first, ...others] = chunk.split('\n');
      rest += first;
      for (const other of others) {
        if (rest.trim() !== '') {
          yield rest;
        }
        rest = other;
      }
      if (rest.length > LONGEST_LINE) {
        throw badAnswer(this.asked(model), 'a line of it does not end');
      }
    }
    if (rest.trim() !== '') {
      yield rest;
    }
  }

  private async text(answer: IncomingMessage, most: number, signal: AbortSignal, model?: string): Promise<string> {
    const parts: string[] = [];
    let length = 0;
    for await (const chunk of this.chunks(answer, signal, model)) {
      parts.push(chunk);
      length += chunk.length;
      if (length > most) {
        break;
      }
    }
    return parts.join('');
  }

  private connect(path: string, { method = 'GET', headers, body }: ServerRequest, signal: AbortSignal) {
    return new Promise<IncomingMessage>((resolve, reject) => {
      const url = new URL(this.address + path);
      // Said, since Node sends the body of a DELETE in chunks otherwise, or not at all.
      const length = typeof body === 'string' ? { 'Content-Length': Buffer.byteLength(body) } : {};
      const all = { 'Content-Type': 'application/json', ...length, ...this.headers, ...headers };
      const begin = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const request = begin(url, { method, headers: all, signal, agent: false });
      request.once('response', resolve);
      // It stays: what happens after the answer has begun is told by the answer.
      request.on('error', reject);
      if (typeof body === 'object') {
        pipeline(body, request, (error) => error && reject(error));
      } else {
        request.end(body);
      }
    });
  }
}
