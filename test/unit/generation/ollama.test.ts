import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Backend, GenerationEnd } from '../../../src/generation/backend';
import { DEFAULT_PARAMETERS, type GenerationParameters, type ModelChoice } from '../../../src/generation/modelChoice';
import type { CreateProgress } from '../../../src/generation/ollama/createWithAdapter';
import { OllamaBackend } from '../../../src/generation/ollama/ollamaBackend';
import { OpenAiBackend } from '../../../src/generation/openai/openAiBackend';
import type { Prompt } from '../../../src/generation/prompt';
import { BUILT_IN_TEMPLATES } from '../../../src/generation/templates/builtInTemplates';
import { fillTemplate } from '../../../src/generation/templates/fillTemplate';
import { tinyLoraRows } from '../../fixtures/tinyLoraRows';
import { createBase, digestOf, made, ollamaMissing, OllamaTestServer, uploaded } from './ollamaServer';

const fixtures = fileURLToPath(new URL('../../fixtures/tiny-lora/', import.meta.url));
const adapter = join(fixtures, 'tiny-lora.f16.gguf');
const rows = tinyLoraRows;
const never = new AbortController().signal;
/** Any token is as likely as any other, so that responses come to no end. */
const endless: Partial<GenerationParameters> = { temperature: 100, topP: 1, maxTokens: 400 };
const greedy: GenerationParameters = { ...DEFAULT_PARAMETERS, temperature: 0, maxTokens: 256, threads: 1 };

describe.skipIf(ollamaMissing !== '')(`the real Ollama server${ollamaMissing}`, () => {
  let server: OllamaTestServer;
  let backend: OllamaBackend;
  const progress: CreateProgress[] = [];

  beforeAll(async () => {
    server = await OllamaTestServer.start();
    backend = OllamaBackend.at(server.address);
    await createBase(server.address);
    const model = { name: 'tiny-lora', base: 'tiny-base', adapter, parameters: { threads: 1 } };
    await backend.createWithAdapter(model, (step) => progress.push(step), never);
  });

  afterAll(async () => {
    await backend?.close();
    await server?.stop();
  });

  describe.each(['alpaca', 'bactrian-x'])('template %s', (template) => {
    test.each([
      ['tiny-base', 'output_base'],
      ['tiny-lora', 'output_lora'],
    ] as const)(
      '%s gives each of the 126 answers exactly',
      async (model, output) => {
        const answers = [];
        for (const row of rows) {
          answers.push((await whole(backend, choose(model), promptOf(row, template))).text);
        }
        expect(answers).toEqual(rows.map((row) => row[output]));
        expect(answers).toHaveLength(126);
      },
    );
  });

  test('the adapter was checked, read, uploaded whole, and made a model of', () => {
    const bytes = readFileSync(adapter).length;
    expect([...new Set(progress.map(({ step }) => step))]).toEqual(['checking', 'reading', 'uploading', 'creating']);
    expect(progress.findLast(({ step }) => step === 'uploading')).toEqual({ step: 'uploading', done: bytes, of: bytes });
  });

  test('says how a response ended, and how long it is', async () => {
    const row = rows.find(({ lang }) => lang === 'de')!;
    const { end } = await whole(backend, choose('tiny-lora'), promptOf(row, 'alpaca'));
    expect(end).toMatchObject({ reason: 'stop', promptTokens: expect.any(Number), tokens: expect.any(Number) });
    expect(end.tokensPerSecond).toBeGreaterThan(0);
    const short = choose('tiny-lora', { maxTokens: 3 });
    expect((await whole(backend, short, promptOf(row, 'alpaca'))).end).toMatchObject({ reason: 'length', tokens: 3 });
  });

  test('leaves out the stop string that ended a response', async () => {
    const row = rows.find(({ output_lora }) => output_lora.includes(' seven '))!;
    const prompt = { ...promptOf(row, 'alpaca'), stop: ['seven'] };
    expect((await whole(backend, choose('tiny-lora'), prompt)).text).toBe(row.output_lora.split('seven')[0]);
  });

  test('counts tokens as the model reads them, also of what does not fit', async () => {
    const prompt = promptOf(rows[0], 'alpaca');
    const { promptTokens } = (await whole(backend, choose('tiny-base'), prompt)).end;
    expect(await backend.countTokens(choose('tiny-base'), prompt, never)).toBe(promptTokens);
    // It is read from what the server has kept the second time.
    expect(await backend.countTokens(choose('tiny-base'), prompt, never)).toBe(promptTokens);
    const counts = [];
    for (const words of [100, 200, 300, 1_000]) {
      const text = 'ab '.repeat(words);
      counts.push(await backend.countTokens(choose('tiny-base'), { ...prompt, text }, never));
    }
    const perWord = (counts[1]! - counts[0]!) / 100;
    expect(counts[2]).toBe(counts[1]! + 100 * perWord);
    expect(counts[3]).toBe(counts[1]! + 800 * perWord);
  });

  test('a prompt that does not fit is refused with the numbers', async () => {
    const prompt = { ...promptOf(rows[0], 'alpaca'), text: 'ab '.repeat(600) };
    const tokens = await backend.countTokens(choose('tiny-base'), prompt, never);
    await expect(whole(backend, choose('tiny-base'), prompt)).rejects.toMatchObject({
      kind: 'contextTooSmall',
      message: expect.stringMatching(new RegExp(`^The prompt has ${tokens} tokens, .* a context of 512 `)),
    });
  });

  test('messages that do not fit, too, are counted and refused with the numbers', async () => {
    const template = BUILT_IN_TEMPLATES.alpaca;
    await backend.createWithAdapter({ name: 'chatty', base: 'tiny-base', adapter, template, parameters: { threads: 1 } }, () => {}, never);
    const asked = (words: number): Prompt => ({ kind: 'messages', messages: [{ role: 'user', content: 'ab '.repeat(words) }], stop: [] });
    // As many as the raw prompt has that the template makes of the same, whatever the model would write after it.
    const lengths = [20, ...Array.from({ length: 20 }, (_, index) => 300 + index), 700];
    const counts: Record<'raw' | 'messages', (number | undefined)[]> = { raw: [], messages: [] };
    for (const words of lengths) {
      const { text } = fillTemplate(template, [{ role: 'user', text: 'ab '.repeat(words) }]);
      counts.raw.push(await backend.countTokens(choose('tiny-base'), { kind: 'text', text, literal: [], stop: [] }, never));
    }
    for (const words of lengths) {
      counts.messages.push(await backend.countTokens(choose('chatty'), asked(words), never));
    }
    expect(counts.messages).toEqual(counts.raw);
    const tokens = await backend.countTokens(choose('chatty'), asked(700), never);
    expect(tokens).toBeGreaterThan(700);
    await expect(whole(backend, choose('chatty'), asked(700))).rejects.toMatchObject({
      kind: 'contextTooSmall',
      message: expect.stringMatching(new RegExp(`^The prompt has ${tokens} tokens, .* a context of 512 `)),
    });
    await backend.delete('chatty', never);
  });

  test('a response ends with the context: the prompt is not dropped as it grows', async () => {
    const choice = choose('endless', { ...endless, contextTokens: 64 });
    const { end } = await whole(backend, choice, promptOf(rows[0], 'bactrian-x'));
    expect(end.reason).toBe('length');
    expect(end.promptTokens! + end.tokens!).toBeLessThanOrEqual(65);
  });

  test('one seed gives one response, another one others', async () => {
    const warm = choose('endless', endless);
    const texts = [];
    for (const seed of [1, 1, 2, 3, 4]) {
      texts.push((await whole(backend, warm, promptOf(rows[0], 'alpaca'), seed)).text);
    }
    expect(texts[1]).toBe(texts[0]);
    expect(new Set(texts).size).toBeGreaterThan(1);
  });

  test('lists, loads, tells details, unloads', async () => {
    await backend.load(choose('tiny-lora'), never);
    const loaded = (await backend.models(never)).find(({ model }) => model === 'tiny-lora:latest')!;
    expect(loaded).toMatchObject({ bytes: expect.any(Number), loaded: { gpuShare: 0, contextTokens: 512 } });
    expect(loaded.loaded!.until).toBeGreaterThan(Date.now());
    expect(await backend.status(never)).toEqual({
      label: `Ollama 0.24.0 at ${new URL(server.address).host}`,
      device: 'the processor',
    });
    expect(await backend.details(choose('tiny-lora'), never)).toEqual({
      architecture: 'llama',
      parameters: '951K',
      quantisation: 'Q8_0',
      base: 'tiny-base:latest',
      adapters: [`sha256:${digestOf(readFileSync(adapter)).slice(0, 12)}`],
      contextTokens: 512,
    });
    expect((await backend.details(choose('tiny-base'), never)).adapters).toEqual([]);
    expect((await backend.details(choose('tiny-base', { contextTokens: 128 }), never)).contextTokens).toBe(128);
    expect((await backend.details(choose('tiny-base', { contextTokens: 9_999 }), never)).contextTokens).toBe(512);
    await backend.unload(choose('tiny-lora'), never);
    await expect.poll(async () => (await backend.models(never)).find(({ model }) => model === 'tiny-lora:latest')!.loaded).toBeUndefined();
  });

  test('the context of a model that another name was loaded for', async () => {
    await backend.unload(choose('tiny-base'), never);
    await backend.load(choose('endless'), never);
    expect((await backend.details(choose('tiny-base'), never)).contextTokens).toBe(512);
    // The same base model with an adapter is another one.
    expect((await backend.details(choose('tiny-lora'), never)).contextTokens).toBeUndefined();
  });

  test('a model that is not there', async () => {
    const kind = { kind: 'modelMissing', message: expect.stringContaining('"absent"') };
    await expect(whole(backend, choose('absent'), promptOf(rows[0], 'alpaca'))).rejects.toMatchObject(kind);
    await expect(backend.details(choose('absent'), never)).rejects.toMatchObject(kind);
    await expect(backend.load(choose('absent'), never)).rejects.toMatchObject(kind);
    await expect(backend.delete('absent', never)).rejects.toMatchObject(kind);
  });

  test('cancelled in the middle of a response; the next one comes whole', async () => {
    const controller = new AbortController();
    const prompt = promptOf(rows[0], 'alpaca');
    const stream = backend.generate(choose('endless', endless), prompt, 1, controller.signal);
    await stream.next();
    const reason = new Error('not wanted any more');
    controller.abort(reason);
    await expect(drained(stream)).rejects.toBe(reason);
    expect((await whole(backend, choose('tiny-lora'), prompt)).text).toBe(rows[0].output_lora);
  });

  test('deletes the model that it is told to, and no other', async () => {
    const before = await names();
    await backend.createWithAdapter({ name: 'short-lived', base: 'tiny-base:latest', adapter }, () => {}, never);
    expect(await names()).toEqual([...before, 'short-lived:latest'].sort());
    await backend.delete('short-lived', never);
    expect(await names()).toEqual(before);
    expect((await whole(backend, choose('tiny-lora'), promptOf(rows[1], 'alpaca'))).text).toBe(rows[1].output_lora);
  });

  test('a base model that is not there is never pulled', async () => {
    const steps: CreateProgress[] = [];
    const before = server.network();
    const model = { name: 'from-the-net', base: 'llama3.2', adapter };
    await expect(backend.createWithAdapter(model, (step) => steps.push(step), never)).rejects.toMatchObject({
      kind: 'modelMissing',
      message: expect.stringContaining('"llama3.2"'),
    });
    expect(steps.map(({ step }) => step)).toEqual(['checking']);
    expect(server.network()).toEqual(before);
    expect(await names()).not.toContain('from-the-net:latest');
  });

  test('is made with a template and parameters, which other programs get: its own chat gives the answers, too', async () => {
    for (const id of ['alpaca', 'bactrian-x']) {
      const template = BUILT_IN_TEMPLATES[id];
      const parameters = { temperature: 0, topP: 0.9, threads: 1, contextTokens: 256 };
      await backend.createWithAdapter({ name: 'chat', base: 'tiny-base', adapter, template, parameters }, () => {}, never);
      const choice = choose('chat');
      expect((await backend.details(choice, never)).contextTokens).toBe(256);
      for (const row of rows.filter(({ input }) => input === '').slice(0, 30)) {
        const prompt: Prompt = { kind: 'messages', messages: [{ role: 'user', content: row.instruction }], stop: [] };
        const { text, end } = await whole(backend, choice, prompt);
        expect(text).toBe(row.output_lora);
        expect(end.promptTokens).toBe(await backend.countTokens(choice, promptOf(row, id), never));
      }
      await backend.delete('chat', never);
    }
  });

  test.each(Object.entries(BUILT_IN_TEMPLATES))('makes of the template %s the prompt that is sent raw', async (_, template) => {
    await backend.createWithAdapter({ name: 'rendered', base: 'tiny-base', adapter, template }, () => {}, never);
    for (const system of [undefined, 'Sei {{ .Prompt }} kurz.']) {
      const request = { model: 'rendered', prompt: 'Was {{ ist }} das?', ...(system && { system }), _debug_render_only: true };
      const answer = await fetch(`${server.address}/api/generate`, { method: 'POST', body: JSON.stringify(request) });
      const { _debug_info } = (await answer.json()) as { _debug_info: { rendered_template: string } };
      const { text } = fillTemplate(template, [{ role: 'user', text: request.prompt }], system);
      expect(_debug_info.rendered_template).toBe(text);
    }
    await backend.delete('rendered', never);
  });

  test('a model is never written over', async () => {
    const model = { name: 'Tiny-LoRA:latest', base: 'tiny-base', adapter };
    await expect(backend.createWithAdapter(model, () => {}, never)).rejects.toThrow('already');
  });

  test('an adapter upon an adapter, a model as an adapter, no GGUF at all: refused before anything is uploaded', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'paddock-adapters-'));
    try {
      const text = join(folder, 'text.gguf');
      await writeFile(text, 'no GGUF');
      const cases = [
        [{ base: 'tiny-lora', adapter }, 'adapterMismatch'],
        [{ base: 'tiny-base', adapter: join(fixtures, 'tiny-base.q8_0.gguf') }, 'adapterMismatch'],
        [{ base: 'tiny-base', adapter: text }, 'failed'],
        [{ base: 'tiny-base', adapter: join(folder, 'absent.gguf') }, 'failed'],
      ] as const;
      for (const [model, kind] of cases) {
        const steps: CreateProgress[] = [];
        const made = backend.createWithAdapter({ name: 'wrong', ...model }, (step) => steps.push(step), never);
        await expect(made).rejects.toMatchObject({ kind });
        expect(steps.map(({ step }) => step)).toEqual(['checking']);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('cancelled while the adapter is uploaded: no model is made', async () => {
    const controller = new AbortController();
    const reason = new Error('not wanted any more');
    const show = ({ step }: CreateProgress) => step === 'reading' && controller.abort(reason);
    const made = backend.createWithAdapter({ name: 'half', base: 'tiny-base', adapter }, show, controller.signal);
    await expect(made).rejects.toBe(reason);
    expect(await names()).not.toContain('half:latest');
  });

  test('an adapter of another base, brought past the checks, is told as such', async () => {
    const file = readFileSync(adapter);
    const at = file.indexOf('blk.0.attn_q.weight.lora_a');
    file.write('blk.7', at);
    const digest = await uploaded(server.address, file);
    await made(server.address, { model: 'mismatch', from: 'tiny-base', adapters: { 'a.gguf': digest } });
    const error = { kind: 'adapterMismatch', message: expect.stringContaining('"mismatch"') };
    await expect(whole(backend, choose('mismatch'), promptOf(rows[0], 'alpaca'))).rejects.toMatchObject(error);
    await expect(backend.load(choose('mismatch'), never)).rejects.toMatchObject(error);
    await backend.delete('mismatch', never);
  });

  describe("Ollama's own /v1", () => {
    let openai: OpenAiBackend;
    beforeAll(() => {
      openai = new OpenAiBackend({ server: server.address });
    });

    test.each(['tiny-base', 'tiny-lora'] as const)('%s gives the same answers', async (model) => {
      for (const row of rows.slice(0, 24)) {
        const { text, end } = await whole(openai, chooseOpenAi(model), promptOf(row, 'alpaca'));
        expect(text).toBe(model === 'tiny-base' ? row.output_base : row.output_lora);
        expect(end).toMatchObject({ reason: 'stop', promptTokens: expect.any(Number), tokens: expect.any(Number) });
      }
    });

    test('lists, counts, tells details; refuses what does not fit, which it would cut', async () => {
      expect((await openai.models(never)).map(({ model }) => model)).toContain('tiny-lora:latest');
      expect((await openai.status(never)).label).toContain('Ollama 0.24.0');
      const prompt = promptOf(rows[0], 'alpaca');
      const counted = await openai.countTokens(chooseOpenAi('tiny-base'), prompt, never);
      expect(counted).toBe(await backend.countTokens(choose('tiny-base'), prompt, never));
      expect((await openai.details(chooseOpenAi('tiny-base'), never)).contextTokens).toBe(512);
      const long = { ...prompt, text: 'ab '.repeat(600) };
      await expect(whole(openai, chooseOpenAi('tiny-base'), long)).rejects.toMatchObject({ kind: 'contextTooSmall' });
    });

    test('refuses a model whose template it would put around the prompt', async () => {
      await made(server.address, { model: 'templated', from: 'tiny-base', template: '<s>{{ .Prompt }}</s>' });
      await expect(whole(openai, chooseOpenAi('templated'), promptOf(rows[0], 'alpaca'))).rejects.toThrow('template');
      const chat: Prompt = { kind: 'messages', messages: [{ role: 'user', content: 'Hallo' }], stop: [] };
      expect((await whole(openai, chooseOpenAi('templated'), chat)).end.promptTokens).toBeGreaterThan(0);
      await backend.delete('templated', never);
    });

    test('says what is missing, and what it would pass over', async () => {
      await expect(whole(openai, chooseOpenAi('absent'), promptOf(rows[0], 'alpaca'))).rejects.toMatchObject({ kind: 'modelMissing' });
      const adapters = [{ adapter: '0', scale: 1 }];
      await expect(whole(openai, { ...chooseOpenAi('tiny-base'), adapters }, promptOf(rows[0], 'alpaca'))).rejects.toThrow('adapters');
    });
  });

  async function names(): Promise<string[]> {
    return (await backend.models(never)).map(({ model }) => model).sort();
  }
});

describe.skipIf(ollamaMissing !== '')(`the real Ollama server, killed in the middle of a response${ollamaMissing}`, () => {
  test('the stream is cut, and after it nothing answers', async () => {
    const server = await OllamaTestServer.start();
    const backend = OllamaBackend.at(server.address);
    try {
      await createBase(server.address);
      const prompt = promptOf(rows[0], 'alpaca');
      const stream = backend.generate(choose('endless', endless), prompt, 1, never);
      await stream.next();
      await server.kill();
      await expect(drained(stream)).rejects.toMatchObject({ kind: 'streamCut' });
      await expect(whole(backend, choose('tiny-base'), prompt)).rejects.toMatchObject({ kind: 'unreachable' });
      await expect(backend.status(never)).rejects.toMatchObject({ kind: 'unreachable' });
    } finally {
      await server.stop();
    }
  });
});

function choose(model: string, parameters: Partial<GenerationParameters> = {}): ModelChoice {
  return { name: model, backend: 'ollama', model, adapters: [], template: 'alpaca', parameters: { ...greedy, ...parameters } };
}

function chooseOpenAi(model: string): ModelChoice {
  return { ...choose(`${model}:latest`), backend: 'openai' };
}

function promptOf({ instruction, input }: { instruction: string; input: string }, template: string) {
  return fillTemplate(BUILT_IN_TEMPLATES[template], [{ role: 'user', text: instruction, ...(input ? { input } : {}) }]);
}

async function whole(backend: Backend, choice: ModelChoice, prompt: Prompt, seed = 1): Promise<{ text: string; end: GenerationEnd }> {
  return drained(backend.generate(choice, prompt, seed, never));
}

async function drained(stream: AsyncGenerator<string, GenerationEnd>): Promise<{ text: string; end: GenerationEnd }> {
  let text = '';
  for (;;) {
    const next = await stream.next();
    if (next.done) return { text, end: next.value };
    text += next.value;
  }
}
