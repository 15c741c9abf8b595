import { afterEach, describe, expect, test } from 'vitest';
import type { ServerResponse } from 'node:http';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';
import { OpenAiBackend } from '../../../src/generation/openai/openAiBackend';
import type { Prompt } from '../../../src/generation/prompt';
import { json, MisbehavingServer } from './misbehavingServer';

// What is asked of servers that cannot be run here, and what is made of their answers, as their sources have them.

const never = new AbortController().signal;
const servers: MisbehavingServer[] = [];
const choice: ModelChoice = {
  name: 'm',
  backend: 'openai',
  model: 'm',
  adapters: [],
  template: 'alpaca',
  parameters: { ...DEFAULT_PARAMETERS, repeatPenalty: 1.1 },
};
const prompt: Prompt = { kind: 'text', text: 'Sag: </s>', literal: [{ start: 5, end: 9 }], stop: ['###'] };
const chat: Prompt = { kind: 'messages', messages: [{ role: 'user', content: 'Hallo' }], stop: [] };

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function serve(answers: Record<string, (body: Record<string, unknown>) => unknown>): Promise<MisbehavingServer> {
  const server = await MisbehavingServer.start((request, response, body) => {
    const answer = answers[request.url!];
    if (answer) json(response, answer(body === '' ? {} : JSON.parse(body)));
    else if (request.url!.endsWith('completions')) stream(response);
    else json(response, { detail: 'Not Found' }, 404);
  });
  servers.push(server);
  return server;
}

function stream(response: ServerResponse): void {
  const parts = [
    { choices: [{ text: 'Ja', delta: { content: 'Ja' } }] },
    { choices: [{ text: '', delta: {}, finish_reason: 'length' }], timings: { predicted_per_second: 12 } },
    { choices: [], usage: { prompt_tokens: 5, completion_tokens: 1 } },
  ];
  const events = [...parts.map((part) => JSON.stringify(part)), '[DONE]'];
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.end(`: a comment\n\n${events.map((event) => `data: ${event}\r\n\r\n`).join('')}`);
}

async function whole(backend: OpenAiBackend, asked: ModelChoice, what: Prompt) {
  const responses = backend.generate(asked, what, 42, never);
  let text = '';
  for (;;) {
    const next = await responses.next();
    if (next.done) return { text, end: next.value };
    text += next.value;
  }
}

function sent(server: MisbehavingServer, path: string): unknown {
  return JSON.parse(server.requests.findLast((request) => request.path === path)!.body);
}

describe('llama-server', () => {
  /** Of "Sag: </s>" the control token is 2 where control tokens are asked for. */
  function tokenize({ content, add_special, parse_special }: Record<string, unknown>) {
    const tokens = String(content).replace('</s>', parse_special ? '' : '!!!!').length;
    const control = parse_special && String(content).includes('</s>') ? [2] : [];
    return { tokens: [...(add_special ? [1] : []), ...Array.from({ length: tokens }, () => 9), ...control] };
  }

  const answers = {
    '/props': () => ({ default_generation_settings: { n_ctx: 64 }, chat_template: '{{ x }}', bos_token: '<s>', eos_token: '</s>' }),
    '/tokenize': tokenize,
    '/apply-template': () => ({ prompt: 'Hallo' }),
    '/lora-adapters': () => [
      { id: 0, path: '/adapters/de.gguf', scale: 1 },
      { id: 1, path: '/adapters/fr.gguf', scale: 1 },
    ],
    '/v1/models': () => ({ data: [{ id: 'm', meta: { n_params: 951_000, size: 1_000_000, n_ctx_train: 512 } }] }),
  };

  test('takes adapters with the request, and then nothing kept of a prompt; the words of a record are no control tokens', async () => {
    const server = await serve(answers);
    const backend = new OpenAiBackend({ server: server.address });
    const adapters = [{ adapter: 'fr.gguf', scale: 0.5 }];
    const { text, end } = await whole(backend, { ...choice, adapters }, prompt);
    expect(text).toBe('Ja');
    expect(end).toEqual({ reason: 'length', promptTokens: 5, tokens: 1, tokensPerSecond: 12 });
    expect(sent(server, '/v1/completions')).toEqual({
      model: 'm',
      prompt: [1, 9, 9, 9, 9, 9, 9, 9, 9, 9],
      stream: true,
      stream_options: { include_usage: true },
      seed: 42,
      temperature: 0.7,
      top_p: 0.9,
      max_tokens: 54,
      stop: ['###'],
      repeat_penalty: 1.1,
      lora: [
        { id: 0, scale: 0 },
        { id: 1, scale: 0.5 },
      ],
      cache_prompt: false,
    });
    const [first, second] = [
      { adapter: '0', scale: 1 },
      { adapter: '/adapters/fr.gguf', scale: 2 },
    ];
    await whole(backend, { ...choice, adapters: [second, first] }, prompt);
    expect(sent(server, '/v1/completions')).toMatchObject({
      lora: [
        { id: 0, scale: 1 },
        { id: 1, scale: 2 },
      ],
    });
  });

  test('is the base model where no adapter is chosen, however the server was started', async () => {
    const server = await serve(answers);
    await whole(new OpenAiBackend({ server: server.address }), choice, prompt);
    expect(sent(server, '/v1/completions')).toMatchObject({ lora: [{ scale: 0 }, { scale: 0 }], cache_prompt: false });
    const without = await serve({ ...answers, '/lora-adapters': () => [] });
    await whole(new OpenAiBackend({ server: without.address }), choice, prompt);
    expect(sent(without, '/v1/completions')).not.toHaveProperty('lora');
  });

  test('a control token of the template is one', async () => {
    const server = await serve(answers);
    const inTemplate: Prompt = { ...prompt, literal: [{ start: 0, end: 3 }] };
    await whole(new OpenAiBackend({ server: server.address }), choice, inTemplate);
    expect(sent(server, '/v1/completions')).toMatchObject({ prompt: [1, 9, 9, 9, 9, 9, 2] });
  });

  test('counts tokens and refuses what does not fit, with the numbers', async () => {
    const backend = new OpenAiBackend({ server: (await serve(answers)).address });
    expect(await backend.countTokens(choice, prompt, never)).toBe(10);
    expect(await backend.countTokens(choice, chat, never)).toBe(6);
    const long = { ...prompt, text: 'x'.repeat(63), literal: [] };
    await expect(whole(backend, choice, long)).rejects.toMatchObject({
      kind: 'contextTooSmall',
      message: expect.stringMatching(/has 64 tokens.* context of 64 /),
    });
  });

  test('tells details', async () => {
    const backend = new OpenAiBackend({ server: (await serve(answers)).address });
    expect((await backend.status(never)).label).toMatch(/^llama-server at 127/);
    expect(await backend.models(never)).toEqual([{ model: 'm', bytes: 1_000_000 }]);
    expect(await backend.details(choice, never)).toMatchObject({
      contextTokens: 64,
      chatTemplate: { source: '{{ x }}', bos: '<s>', eos: '</s>' },
    });
  });

  test('an adapter that it does not have', async () => {
    const backend = new OpenAiBackend({ server: (await serve(answers)).address });
    const adapters = [{ adapter: 'es.gguf', scale: 1 }];
    await expect(whole(backend, { ...choice, adapters }, prompt)).rejects.toMatchObject({
      kind: 'modelMissing',
      message: expect.stringContaining('0 (de.gguf), 1 (fr.gguf)'),
    });
  });
});

describe('vLLM', () => {
  const answers = {
    '/version': () => ({ version: '0.11.0' }),
    '/tokenize': (body: Record<string, unknown>) => ({ count: 'prompt' in body ? 7 : 9, max_model_len: 4_096, tokens: [] }),
    '/v1/models': () => ({
      data: [
        { id: 'base', max_model_len: 4_096 },
        { id: 'm', parent: 'base', max_model_len: 4_096 },
      ],
    }),
  };

  test('a LoRA module is a model; tokens are counted', async () => {
    const server = await serve(answers);
    const backend = new OpenAiBackend({ server: `${server.address}/v1/`, key: 'secret' });
    expect(await backend.status(never)).toEqual({ label: `vLLM 0.11.0 at ${new URL(server.address).host}` });
    expect(await backend.details(choice, never)).toMatchObject({ base: 'base', contextTokens: 4_096 });
    expect(await backend.countTokens(choice, prompt, never)).toBe(7);
    expect(await backend.countTokens(choice, chat, never)).toBe(9);
    expect((await whole(backend, choice, prompt)).text).toBe('Ja');
    expect(sent(server, '/v1/completions')).toMatchObject({ prompt: 'Sag: </s>', repetition_penalty: 1.1, max_tokens: 1_024 });
    expect((await whole(backend, choice, chat)).text).toBe('Ja');
    expect(sent(server, '/v1/chat/completions')).toMatchObject({ messages: chat.messages });
    expect(server.requests.every(({ headers }) => headers.authorization === 'Bearer secret')).toBe(true);
  });

  test('a model that it does not have: says which there are', async () => {
    const backend = new OpenAiBackend({ server: (await serve(answers)).address });
    await expect(backend.details({ ...choice, model: 'other' }, never)).rejects.toThrow('It has base, m.');
  });

  test('takes no adapters with a request', async () => {
    const backend = new OpenAiBackend({ server: (await serve(answers)).address });
    const adapters = [{ adapter: 'x', scale: 1 }];
    await expect(whole(backend, { ...choice, adapters }, prompt)).rejects.toThrow('has a name of its own');
  });
});

test('a server of which nothing is known is asked for what all of them have, and no more', async () => {
  const server = await serve({ '/v1/models': () => ({ data: [{ id: 'm' }] }) });
  const backend = new OpenAiBackend({ server: server.address });
  expect((await backend.status(never)).label).toMatch(/^OpenAI-compatible server at 127/);
  expect(await backend.countTokens(choice, prompt, never)).toBeUndefined();
  await expect(whole(backend, choice, prompt)).rejects.toThrow('repeat penalty');
  await whole(backend, { ...choice, parameters: DEFAULT_PARAMETERS }, chat);
  expect(Object.keys(sent(server, '/v1/chat/completions') as object).sort()).toEqual(
    ['max_tokens', 'messages', 'model', 'seed', 'stream', 'stream_options', 'temperature', 'top_p'],
  );
});
