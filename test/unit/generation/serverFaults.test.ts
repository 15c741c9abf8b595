import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { GenerationError, type Backend, type GenerationEnd } from '../../../src/generation/backend';
import { DEFAULT_PARAMETERS, type BackendName, type ModelChoice } from '../../../src/generation/modelChoice';
import { OllamaBackend } from '../../../src/generation/ollama/ollamaBackend';
import { OpenAiBackend } from '../../../src/generation/openai/openAiBackend';
import type { Prompt } from '../../../src/generation/prompt';
import { json, MisbehavingServer } from './misbehavingServer';
import { freePort } from './ollamaServer';

const prompt: Prompt = { kind: 'text', text: 'Sag etwas.', literal: [], stop: [] };
const never = new AbortController().signal;

/** What is the same for both backends, and how each has it on the wire. */
interface Wire {
  readonly name: BackendName;
  readonly path: string;
  readonly open: (address: string) => Backend;
  /** What is asked before a response is. */
  readonly before: (path: string, response: ServerResponse) => boolean;
  readonly type: string;
  readonly part: (text: string) => string;
  readonly end: string;
  readonly error: (message: string) => string;
}

const ollama: Wire = {
  name: 'ollama',
  path: '/api/generate',
  open: (address) => OllamaBackend.at(address),
  before: (path, response) => {
    const answers: Record<string, unknown> = {
      '/api/version': { version: '0.24.0' },
      '/api/tags': { models: [{ name: 'tiny:latest', size: 5 }] },
      '/api/ps': { models: [] },
    };
    if (!(path in answers)) return false;
    json(response, answers[path]);
    return true;
  },
  type: 'application/x-ndjson',
  part: (text) => `${JSON.stringify({ response: text, done: false })}\n`,
  end: `${JSON.stringify({ response: '', done: true, done_reason: 'stop', prompt_eval_count: 7, eval_count: 3 })}\n`,
  error: (message) => `${JSON.stringify({ error: message })}\n`,
};

const openai: Wire = {
  name: 'openai',
  path: '/v1/completions',
  open: (server) => new OpenAiBackend({ server }),
  before: (path, response) => {
    if (path.startsWith('/v1')) return false;
    json(response, { detail: 'Not Found' }, 404);
    return true;
  },
  type: 'text/event-stream',
  part: (text) => `data: ${JSON.stringify({ choices: [{ text }] })}\n\n`,
  end: `data: ${JSON.stringify({ choices: [{ text: '', finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
  error: (message) => `data: ${JSON.stringify({ error: { message, code: 500 } })}\n\n`,
};

const servers: MisbehavingServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe.each([ollama, openai])('$name', (wire) => {
  const choice: ModelChoice = {
    name: 'tiny',
    backend: wire.name,
    model: 'tiny',
    adapters: [],
    template: 'alpaca',
    parameters: DEFAULT_PARAMETERS,
  };

  /** A server that answers a prompt as said, and all else as it should. */
  async function serverThat(answers: (response: ServerResponse) => void): Promise<MisbehavingServer> {
    const server = await MisbehavingServer.start((request, response) => {
      if (!wire.before(request.url!, response)) answers(response);
    });
    servers.push(server);
    return server;
  }

  function begin(response: ServerResponse): ServerResponse {
    return response.writeHead(200, { 'Content-Type': wire.type });
  }

  /** All of a response. */
  async function whole(server: MisbehavingServer, signal = never): Promise<{ text: string; end: GenerationEnd }> {
    const stream = wire.open(server.address).generate(choice, prompt, 1, signal);
    let text = '';
    for (;;) {
      const next = await stream.next();
      if (next.done) return { text, end: next.value };
      text += next.value;
    }
  }

  async function failure(server: MisbehavingServer): Promise<GenerationError> {
    const error: unknown = await whole(server).then(
      ({ text }) => expect.fail(`answered ${text}`),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(GenerationError);
    await server.isIdle();
    return error as GenerationError;
  }

  test('a response whose characters are cut by the network comes whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
        async (texts, lengths) => {
          const bytes = Buffer.from(texts.map(wire.part).join('') + wire.end);
          const server = await serverThat((response) => {
            begin(response);
            response.socket!.setNoDelay(true);
            let at = 0;
            const write = (index: number) => {
              if (at >= bytes.length) return response.end();
              const next = at + lengths[index % lengths.length] * 8 - 7;
              response.write(bytes.subarray(at, next), () => setImmediate(write, index + 1));
              at = next;
            };
            write(0);
          });
          const { text, end } = await whole(server);
          expect(text).toBe(texts.join(''));
          expect(end.reason).toBe('stop');
          await server.isIdle();
        },
      ),
      { numRuns: 25 },
    );
  });

  test('no server', async () => {
    const port = await freePort();
    const stream = wire.open(`http://127.0.0.1:${port}`).generate(choice, prompt, 1, never);
    const error: unknown = await stream.next().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'unreachable' });
    expect((error as Error).message).toContain(`127.0.0.1:${port} does not answer: nothing listens there`);
  });

  test.each([
    [404, 'model "tiny" not found, try pulling it first', 'modelMissing', 'There is no model "tiny"'],
    [404, '404 page not found', 'failed', 'is its address right?'],
    [500, 'model requires more system memory (9.0 GiB) than is available (2.0 GiB)', 'outOfMemory', '9.0 GiB'],
    [500, 'CUDA error: out of memory', 'outOfMemory', 'not enough memory'],
    [500, 'error loading model: unable to load lora', 'adapterMismatch', 'base model'],
    [400, 'the request exceeds the available context size (512 tokens)', 'contextTooSmall', '512 tokens'],
    [400, "This model's maximum context length is 2048 tokens.", 'contextTooSmall', '2048'],
    [401, 'Incorrect API key provided', 'failed', 'wants a key'],
    [503, 'Loading model', 'failed', 'Loading model'],
  ])('HTTP status %i: %s', async (status, said, kind, words) => {
    const error = await failure(await serverThat((response) => json(response, { error: said }, status)));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(words);
    expect(error.message).toContain('127.0.0.1:');
  });

  test('an error without words, and one of any length', async () => {
    expect((await failure(await serverThat((response) => response.writeHead(500).end()))).message).toContain('500');
    const long = await serverThat((response) => response.writeHead(500).end('x'.repeat(3_000_000)));
    expect((await failure(long)).message.length).toBeLessThan(1_000);
  });

  test('a redirect is told and not followed', async () => {
    const server = await serverThat((response) => response.writeHead(307, { Location: 'http://elsewhere.test/' }).end());
    expect((await failure(server)).message).toContain('http://elsewhere.test/');
    expect(server.requests.filter(({ path }) => path === wire.path)).toHaveLength(1);
  });

  test.each([
    ['no JSON', `${ollama.part('a')}{"response": "b", "do\n`, `${openai.part('a')}data: {"choices": [{"te\n\n`],
    ['HTML', '<html>502 Bad Gateway</html>\n', '<html>502 Bad Gateway</html>\n\n'],
    ['another shape', '{"response": 7}\n', 'data: {"choices": 7}\n\n'],
    ['a bare value', 'null\n', 'data: 7\n\n'],
  ])('garbage in the stream: %s', async (_, forOllama, forOpenAi) => {
    const garbage = wire === ollama ? forOllama : forOpenAi;
    const error = await failure(await serverThat((response) => begin(response).end(wire.part('Der') + garbage + wire.end)));
    expect(error.kind).toBe('badAnswer');
  });

  test('bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(wire.part('Der')), Buffer.from([0xc3, 0x28]), Buffer.from(wire.end)]);
    expect((await failure(await serverThat((response) => begin(response).end(bytes)))).kind).toBe('badAnswer');
  });

  test('no stream at all', async () => {
    const error = await failure(await serverThat((response) => json(response, { choices: [{ text: 'Der Himmel' }] })));
    expect(['badAnswer', 'streamCut']).toContain(error.kind);
  });

  test('an error in the middle of the stream', async () => {
    const body = wire.part('Der') + wire.error('an error was encountered: CUDA error: out of memory');
    expect((await failure(await serverThat((response) => begin(response).end(body)))).kind).toBe('outOfMemory');
  });

  test('a stream that ends before the response does', async () => {
    expect((await failure(await serverThat((response) => begin(response).end(wire.part('Der Himmel'))))).kind).toBe('streamCut');
    expect((await failure(await serverThat((response) => begin(response).end()))).kind).toBe('streamCut');
  });

  test('a response that was broken off by the server', async () => {
    const end = wire.end.replace('"stop"', '"aborted"');
    const error = await failure(await serverThat((response) => begin(response).end(wire.part('Der') + end)));
    expect(error).toMatchObject({ kind: 'streamCut', message: expect.stringContaining('aborted') });
  });

  test('a connection that is lost in the middle of a character', async () => {
    const bytes = Buffer.from(wire.part('ü'));
    const cut = bytes.subarray(0, bytes.indexOf(0xc3) + 1);
    const server = await serverThat((response) => begin(response).write(cut, () => response.socket!.destroy()));
    expect((await failure(server)).kind).toBe('streamCut');
  });

  test('a connection that is lost before the headers', async () => {
    const error = await failure(await serverThat((response) => response.socket!.destroy()));
    expect(error.kind).toBe('streamCut');
  });

  describe('cancelled', () => {
    /** Hangs where it is told to. */
    const stages: [string, (response: ServerResponse) => void, number][] = [
      ['before the headers', () => {}, 0],
      ['after the headers', (response) => begin(response).flushHeaders(), 0],
      ['in the middle of the stream', (response) => begin(response).write(wire.part('Der')), 1],
      ['in the middle of a line', (response) => begin(response).write(wire.part('Der') + wire.part('Himmel').slice(0, 15)), 1],
    ];

    test.each(stages)('%s', async (_, answers, parts) => {
      const server = await serverThat(answers);
      const controller = new AbortController();
      const stream = wire.open(server.address).generate(choice, prompt, 1, controller.signal);
      for (let part = 0; part < parts; part++) {
        expect((await stream.next()).value).toBe('Der');
      }
      const next = stream.next();
      await server.asked(wire.path);
      const reason = new Error('not wanted any more');
      controller.abort(reason);
      await expect(next).rejects.toBe(reason);
      await server.isIdle();
    });

    test('before it began: nothing is asked', async () => {
      const server = await serverThat((response) => begin(response).end(wire.end));
      await expect(whole(server, AbortSignal.abort(new Error('early')))).rejects.toThrow('early');
      expect(server.requests).toEqual([]);
    });

    test('by who reads it, who reads no further', async () => {
      const server = await serverThat((response) => begin(response).write(wire.part('Der')));
      for await (const text of wire.open(server.address).generate(choice, prompt, 1, never)) {
        expect(text).toBe('Der');
        break;
      }
      await server.isIdle();
    });

    test('by closing the backend', async () => {
      const server = await serverThat((response) => begin(response).write(wire.part('Der')));
      const backend = wire.open(server.address);
      const stream = backend.generate(choice, prompt, 1, never);
      await stream.next();
      const next = stream.next();
      await backend.close();
      await expect(next).rejects.toThrow('closed');
      await server.isIdle();
    });

    test('while it loads, lists and tells details', async () => {
      const server = await MisbehavingServer.start(() => {});
      servers.push(server);
      const backend = wire.open(server.address);
      const calls = [
        (signal: AbortSignal) => backend.status(signal),
        (signal: AbortSignal) => backend.models(signal),
        (signal: AbortSignal) => backend.details(choice, signal),
        (signal: AbortSignal) => backend.load(choice, signal),
        (signal: AbortSignal) => backend.countTokens(choice, prompt, signal),
      ];
      for (const call of calls) {
        const controller = new AbortController();
        const before = server.requests.length;
        const pending = call(controller.signal);
        pending.catch(() => {});
        while (server.requests.length === before) await new Promise(setImmediate);
        controller.abort(new Error('not wanted any more'));
        await expect(pending).rejects.toThrow('not wanted any more');
        await server.isIdle();
      }
    });
  });
});

test('Ollama is asked not to cut the prompt, for one seed, and raw', async () => {
  const server = await MisbehavingServer.start((request, response) => {
    if (!ollama.before(request.url!, response)) {
      response.writeHead(200, { 'Content-Type': ollama.type }).end(ollama.part('Ja') + ollama.end);
    }
  });
  servers.push(server);
  const parameters = { ...DEFAULT_PARAMETERS, temperature: 0, contextTokens: 512, threads: 1 };
  const choice: ModelChoice = { name: 't', backend: 'ollama', model: 'tiny', adapters: [], template: 'alpaca', parameters };
  const stream = OllamaBackend.at(server.address).generate(choice, { ...prompt, stop: ['###'] }, 42, never);
  expect((await stream.next()).value).toBe('Ja');
  expect(JSON.parse(server.requests.find(({ path }) => path === '/api/generate')!.body)).toEqual({
    model: 'tiny',
    prompt: 'Sag etwas.',
    raw: true,
    stream: true,
    truncate: false,
    shift: false,
    options: {
      ...{ num_predict: 1_024, temperature: 0, top_p: 0.9, repeat_penalty: 1, seed: 42 },
      ...{ num_ctx: 512, num_thread: 1, stop: ['###'] },
    },
  });
});

test.each([
  ['0.12.5', 'cuts prompts'],
  ['0.9.0-rc1', 'cuts prompts'],
])('Ollama of release %s, which would cut prompts, is refused', async (version, words) => {
  const server = await MisbehavingServer.start((_, response) => json(response, { version }));
  servers.push(server);
  const choice = { name: 't', backend: 'ollama', model: 'tiny', adapters: [], template: 'a', parameters: DEFAULT_PARAMETERS } as const;
  await expect(OllamaBackend.at(server.address).generate(choice, prompt, 1, never).next()).rejects.toThrow(words);
  expect(server.requests.map(({ path }) => path)).toEqual(['/api/version']);
});

test("a model of Ollama's cloud is neither listed nor asked", async () => {
  const server = await MisbehavingServer.start((request, response) => {
    const models = [{ name: 'big:cloud', remote_host: 'https://ollama.com:443' }];
    json(response, request.url === '/api/version' ? { version: '0.24.0' } : { models: request.url === '/api/tags' ? models : [] });
  });
  servers.push(server);
  const backend = OllamaBackend.at(server.address);
  expect(await backend.models(never)).toEqual([]);
  const choice = { name: 't', backend: 'ollama', model: 'big:cloud', adapters: [], template: 'a', parameters: DEFAULT_PARAMETERS } as const;
  await expect(backend.generate(choice, prompt, 1, never).next()).rejects.toThrow('https://ollama.com:443');
  expect(server.requests.some(({ path }) => path === '/api/generate')).toBe(false);
});
