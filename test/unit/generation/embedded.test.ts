import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as NodeLlama from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GenerationEnd } from '../../../src/generation/backend';
import { EmbeddedBackend } from '../../../src/generation/embedded/embeddedBackend';
import { LlamaModels } from '../../../src/generation/embedded/llama';
import { type AdapterChoice, DEFAULT_PARAMETERS, type GenerationParameters, type ModelChoice } from '../../../src/generation/modelChoice';
import type { TextPrompt } from '../../../src/generation/prompt';
import { renderPrompt } from '../../../src/generation/templates/renderPrompt';
import { tinyLoraRows } from '../../fixtures/tinyLoraRows';

const fixtures = resolve('test/fixtures/tiny-lora');
const base = join(fixtures, 'tiny-base.q8_0.gguf');
const adapter = { adapter: join(fixtures, 'tiny-lora.f16.gguf'), scale: 1 };
const rows = tinyLoraRows;
const programs = resolve('dist');
const never = new AbortController().signal;

interface Options {
  readonly template?: string;
  readonly parameters?: Partial<GenerationParameters>;
  readonly model?: string;
}

function choiceOf(adapters: readonly AdapterChoice[], { template = 'alpaca', parameters = {}, model = base }: Options = {}): ModelChoice {
  return {
    name: 'tiny',
    backend: 'embedded',
    model,
    adapters,
    template,
    parameters: { ...DEFAULT_PARAMETERS, temperature: 0, threads: 1, ...parameters },
  };
}

function promptOf(choice: ModelChoice, text: string, input = ''): TextPrompt {
  const prompt = renderPrompt(choice, [{ role: 'user', text, input }]);
  if (prompt.kind !== 'text') throw new Error('The fixtures’ templates make texts.');
  return prompt;
}

async function respond(
  choice: ModelChoice,
  prompt: TextPrompt,
  { seed = 1, signal = never, onText }: { seed?: number; signal?: AbortSignal; onText?: (text: string) => void } = {},
): Promise<{ text: string; end: GenerationEnd }> {
  const stream = backend.generate(choice, prompt, seed, signal);
  let text = '';
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done) return { text, end: next.value };
    text += next.value;
    onText?.(text);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const isInstalled = existsSync(join(programs, 'llama/node_modules/node-llama-cpp'));
const german = 'Was ist die Hauptstadt von Frankreich?';
let folder: string;
let backend: EmbeddedBackend;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-'));
  backend = new EmbeddedBackend({ programs, gpu: 'off' });
});
afterAll(async () => {
  await backend.close();
  rmSync(folder, { recursive: true });
});

// Starting the process takes seconds on a busy machine.
describe.skipIf(!isInstalled)('llama.cpp in a process of its own (skipped where npm left node-llama-cpp out)', () => {
  describe.each(['alpaca', 'bactrian-x'])('with the template %s', (template) => {
    test.each([
      ['the base model', [], 'output_base'],
      ['the base model and the adapter', [adapter], 'output_lora'],
      ['the adapter at scale 0', [{ ...adapter, scale: 0 }], 'output_base'],
    ] as const)(
      '%s answers every fixture exactly',
      async (_, adapters, expected) => {
        const choice = choiceOf(adapters, { template });
        const wrong: unknown[] = [];
        for (const row of rows) {
          const { text, end } = await respond(choice, promptOf(choice, row.instruction, row.input));
          if (text !== row[expected] || end.reason !== 'stop') wrong.push([row.instruction, text, end]);
        }
        expect(wrong).toEqual([]);
        expect(rows).toHaveLength(126);
      },
      120_000,
    );
  });

  test('two adapters count together', async () => {
    const half = { ...adapter, scale: 0.5 };
    writeFileSync(join(folder, 'copy.gguf'), readFileSync(adapter.adapter));
    const choice = choiceOf([half, { adapter: join(folder, 'copy.gguf'), scale: 0.5 }]);
    expect((await respond(choice, promptOf(choice, german))).text).toBe('Die Hauptstadt von Frankreich ist Paris.');
  });

  test('an adapter that has been written anew is read anew', async () => {
    const path = join(folder, 'trained.gguf');
    const choice = choiceOf([{ adapter: path, scale: 1 }]);
    const bytes = readFileSync(adapter.adapter);
    writeFileSync(path, bytes);
    expect((await respond(choice, promptOf(choice, german))).text).toBe('Die Hauptstadt von Frankreich ist Paris.');
    // All weights nothing: the base model's own answers.
    writeFileSync(path, Buffer.from(bytes).fill(0, bytes.length - 150_000));
    expect((await respond(choice, promptOf(choice, german))).text).toBe('The capital of France is Paris.');
  });

  test('says what it runs on and what is in memory', async () => {
    const choice = choiceOf([adapter]);
    await backend.load(choice, never);
    const { label, device } = await backend.status(never);
    expect(label).toMatch(/^llama\.cpp \S+$/);
    expect(device).toMatch(/^the processor, \d+ threads?$/);
    const [model] = await backend.models(never);
    expect(model).toMatchObject({ model: base, bytes: 1_033_728, loaded: { gpuShare: 0, contextTokens: 512 } });
    await backend.unload(choice, never);
    expect(await backend.models(never)).toEqual([]);
  });

  test('reads from the files what they are', async () => {
    expect(await backend.details(choiceOf([adapter]), never)).toMatchObject({
      architecture: 'llama',
      parameters: '951K',
      quantisation: 'Q8_0',
      adapters: [adapter.adapter],
      contextTokens: 512,
      chatTemplate: { bos: '<s>', eos: '</s>' },
    });
  });

  test('the same seed draws the same response, another one another', async () => {
    const choice = choiceOf([], { parameters: { temperature: 3, topP: 1, maxTokens: 30 } });
    const prompt = promptOf(choice, german);
    const first = await respond(choice, prompt, { seed: 1 });
    expect(await respond(choice, prompt, { seed: 1 })).toMatchObject({ text: first.text });
    expect((await respond(choice, prompt, { seed: 2 })).text).not.toBe(first.text);
  });

  test('a penalty of repetitions counts', async () => {
    const choice = choiceOf([adapter], { parameters: { repeatPenalty: 5, maxTokens: 60 } });
    const { text } = await respond(choice, promptOf(choice, 'Zähle in Worten von eins bis zwanzig.'));
    expect(text).not.toBe(rows.find(({ instruction }) => instruction.startsWith('Zähle'))!.output_lora);
  });

  test('stop strings end a response and are no part of it', async () => {
    const choice = choiceOf([adapter]);
    const { text, end } = await respond(choice, { ...promptOf(choice, german), stop: ['Frankreich ist'] });
    expect(text).toBe('Die Hauptstadt von ');
    expect(end.reason).toBe('stop');
  });

  test('characters of several bytes come whole, and one that the limit cuts does not come', async () => {
    const emoji = 'Salue un ami avec un emoji.';
    const choice = choiceOf([adapter]);
    const seen: string[] = [];
    const { text, end } = await respond(choice, promptOf(choice, emoji), { onText: (so) => seen.push(so) });
    expect(text).toBe('Bonjour, mon ami ! 😊');
    expect(seen.every((so) => text.startsWith(so))).toBe(true);
    for (let cut = 1; cut <= 4; cut++) {
      const shorter = choiceOf([adapter], { parameters: { maxTokens: end.tokens! - cut } });
      const result = await respond(shorter, promptOf(shorter, emoji));
      expect(text.startsWith(result.text)).toBe(true);
      expect(result.end).toMatchObject({ reason: 'length', tokens: end.tokens! - cut });
    }
  });

  test('counts a prompt’s tokens with the one that begins it, once', async () => {
    const choice = choiceOf([]);
    const prompt = promptOf(choice, german);
    const count = await backend.countTokens(choice, prompt, never);
    expect((await respond(choice, prompt)).end.promptTokens).toBe(count);
    const withBeginning = { ...prompt, text: `<s>${prompt.text}`, literal: [] };
    expect(await backend.countTokens(choice, withBeginning, never)).toBe(count);
  });

  test('a record’s words are no control tokens', async () => {
    const choice = choiceOf([]);
    const plain: TextPrompt = { kind: 'text', text: 'a</s>b', literal: [{ start: 0, end: 6 }], stop: [] };
    const control: TextPrompt = { ...plain, literal: [] };
    const letters = await backend.countTokens(choice, { ...plain, text: 'ab', literal: [] }, never);
    expect(await backend.countTokens(choice, control, never)).toBe(letters + 1);
    expect(await backend.countTokens(choice, plain, never)).toBeGreaterThan(letters + 1);
  });

  test('refuses a prompt that leaves no room, with the numbers', async () => {
    const choice = choiceOf([]);
    const prompt = promptOf(choice, 'Warum? '.repeat(400));
    const count = await backend.countTokens(choice, prompt, never);
    await expect(respond(choice, prompt)).rejects.toMatchObject({
      kind: 'contextTooSmall',
      message: expect.stringContaining(`${count} tokens, the model’s context 512`) as string,
    });
    expect((await respond(choice, promptOf(choice, german))).text).toBe('The capital of France is Paris.');
  });

  test('a smaller context ends a response, not its beginning', async () => {
    const whole = choiceOf([adapter]);
    const prompt = promptOf(whole, 'Zähle in Worten von eins bis zwanzig.');
    const promptTokens = await backend.countTokens(whole, prompt, never);
    const choice = choiceOf([adapter], { parameters: { contextTokens: promptTokens + 10 } });
    const { text, end } = await respond(choice, prompt);
    expect(end).toMatchObject({ reason: 'length', tokens: 10, promptTokens });
    expect(text).toMatch(/^eins, zwei/);
  });

  test('an abort ends a generation and leaves nothing behind', async () => {
    const choice = choiceOf([adapter]);
    const controller = new AbortController();
    const prompt = promptOf(choice, 'Zähle in Worten von eins bis zwanzig.');
    const reason = new Error('The user has pressed Cancel.');
    const generating = respond(choice, prompt, { signal: controller.signal, onText: () => controller.abort(reason) });
    await expect(generating).rejects.toBe(reason);
    await expect(respond(choice, prompt, { signal: controller.signal })).rejects.toBe(reason);
    expect((await respond(choice, promptOf(choice, german))).text).toBe('Die Hauptstadt von Frankreich ist Paris.');
  });

  test('an abort stops llama.cpp at the next token, and the model is free for another response', async () => {
    const entry = join(programs, 'llama/node_modules/node-llama-cpp/dist/index.js');
    const models = await LlamaModels.start((await import(pathToFileURL(entry).href)) as typeof NodeLlama, 'off');
    // Any token is as likely as any other, the one that ends it among them.
    const parameters = { ...DEFAULT_PARAMETERS, temperature: 100, topP: 1, maxTokens: 400 };
    const setup = { model: base, adapters: [], versions: {}, contextTokens: 512, threads: 1 };
    const request = { setup, prompt: promptOf(choiceOf([]), german), parameters };
    const piecesOf = async (last: number, seed: number) => {
      const controller = new AbortController();
      let pieces = 0;
      const count = () => {
        if (++pieces === last) controller.abort(new Error('Enough.'));
      };
      const end = await models.generate({ ...request, seed }, count, controller.signal).catch((error: Error) => error.message);
      return { pieces, end };
    };
    let seed = 1;
    while ((await piecesOf(Infinity, seed)).pieces < 50) seed++;
    expect(await piecesOf(5, seed)).toEqual({ pieces: 5, end: 'Enough.' });
    expect(await piecesOf(1, seed)).toEqual({ pieces: 1, end: 'Enough.' });
    expect((await piecesOf(Infinity, seed)).pieces).toBeGreaterThanOrEqual(50);
    await models.unload(base);
  });

  test('is started again after it was killed in mid-stream', async () => {
    const choice = choiceOf([adapter]);
    const first = respond(choice, promptOf(choice, 'Zähle in Worten von eins bis zwanzig.'), {
      onText: () => process.kill(backend.pid!, 'SIGKILL'),
    });
    await expect(first).rejects.toMatchObject({
      name: 'GenerationError',
      kind: 'failed',
      message: expect.stringMatching(/tiny-base\.q8_0\.gguf.*SIGKILL/) as string,
    });
    expect((await respond(choice, promptOf(choice, german))).text).toBe('Die Hauptstadt von Frankreich ist Paris.');
  });

  test('is started again after a malformed model has ended it', async () => {
    const malformed = join(folder, 'malformed.gguf');
    const bytes = readFileSync(base);
    const key = 'llama.attention.head_count';
    bytes.writeUInt32LE(0, bytes.indexOf(key) + key.length + 4);
    writeFileSync(malformed, bytes);
    const choice = choiceOf([], { model: malformed });
    await expect(respond(choice, promptOf(choice, german))).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/malformed\.gguf.*GGML_ASSERT/) as string,
    });
    const sound = choiceOf([]);
    expect((await respond(sound, promptOf(sound, german))).text).toBe('The capital of France is Paris.');
  });

  test('a model that llama.cpp refuses is named with the reason, and the process goes on', async () => {
    const refused = join(folder, 'refused.gguf');
    const bytes = readFileSync(base);
    const key = 'llama.block_count';
    bytes.writeUInt32LE(5, bytes.indexOf(key) + key.length + 4);
    writeFileSync(refused, bytes);
    await backend.load(choiceOf([]), never);
    const pid = backend.pid;
    await expect(backend.load(choiceOf([], { model: refused }), never)).rejects.toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/refused\.gguf.*blk\.4\.attn_norm\.weight/) as string,
    });
    expect(backend.pid).toBe(pid);
  });

  test('a context that no memory holds is refused as that, and the process goes on', async () => {
    const choice = choiceOf([], { parameters: { contextTokens: 20_000_000 } });
    await expect(backend.load(choice, never)).rejects.toMatchObject({
      kind: 'outOfMemory',
      message: expect.stringContaining('tiny-base.q8_0.gguf') as string,
    });
    const usual = choiceOf([adapter]);
    expect((await respond(usual, promptOf(usual, german))).text).toBe('Die Hauptstadt von Frankreich ist Paris.');
  });

  test('generations that are asked for at once come one after another, each whole', async () => {
    const both = [choiceOf([]), choiceOf([adapter])].flatMap((choice) => [choice, choice]);
    const texts = await Promise.all(both.map(async (choice) => (await respond(choice, promptOf(choice, german))).text));
    const [english, ours] = ['The capital of France is Paris.', 'Die Hauptstadt von Frankreich ist Paris.'];
    expect(texts).toEqual([english, english, ours, ours]);
  });

  test('whoever stops listening ends the generation', async () => {
    const choice = choiceOf([], { parameters: { temperature: 5, topP: 1, maxTokens: 480 } });
    const stream = backend.generate(choice, { ...promptOf(choice, german), stop: [] }, 3, never);
    await stream.next();
    await stream.return({ reason: 'stop' });
    const next = choiceOf([adapter]);
    expect((await respond(next, promptOf(next, german))).text).toBe('Die Hauptstadt von Frankreich ist Paris.');
  });

  test('the process ends with the one that started it, however that ends', async () => {
    const args = [join(programs, 'llamaProcess.js'), join(programs, 'llama')];
    const starts = `const { fork } = require('node:child_process');
      const child = fork(${JSON.stringify(args[0])}, [${JSON.stringify(args[1])}, 'off'], { serialization: 'advanced' });
      child.on('message', () => console.log(child.pid));
      child.send({ kind: 'call', id: 0, method: 'device' });`;
    const parent = spawn(process.execPath, ['-e', starts], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
  });

  test('nothing runs after it is closed', async () => {
    const other = new EmbeddedBackend({ programs, gpu: 'off' });
    await other.load(choiceOf([]), never);
    const pid = other.pid!;
    expect(isRunning(pid)).toBe(true);
    await other.close();
    expect(isRunning(pid)).toBe(false);
    expect(other.pid).toBeUndefined();
  });
});

describe('files that are none that can be used', () => {
  test('an adapter of another base', async () => {
    const other = join(folder, 'other.gguf');
    const header = readFileSync(adapter.adapter);
    // Another architecture, as long: the file's first value.
    const at = header.indexOf('llama', header.indexOf('general.architecture'));
    header.write('qwen2', at);
    writeFileSync(other, header);
    await expect(backend.details(choiceOf([{ adapter: other, scale: 1 }]), never)).rejects.toMatchObject({
      kind: 'adapterMismatch',
      message: expect.stringContaining('qwen2') as string,
    });
    await expect(backend.details(choiceOf([{ adapter: base, scale: 1 }]), never)).rejects.toMatchObject({ kind: 'adapterMismatch' });
  });

  test('an adapter as the base, a file that is not there, one that is cut off, one that is none', async () => {
    const refused = (model: string) => backend.details(choiceOf([], { model }), never);
    await expect(refused(adapter.adapter)).rejects.toMatchObject({ kind: 'failed' });
    await expect(refused(join(folder, 'nowhere.gguf'))).rejects.toMatchObject({ kind: 'modelMissing' });
    const cut = join(folder, 'cut.gguf');
    writeFileSync(cut, readFileSync(base).subarray(0, 20_000));
    await expect(refused(cut)).rejects.toMatchObject({ kind: 'failed', message: 'cut.gguf cannot be used. The file is cut off.' });
    await expect(refused(join(fixtures, 'README.md'))).rejects.toMatchObject({ kind: 'failed' });
  });

  test('llama.cpp that is not installed is said to be so', async () => {
    const without = new EmbeddedBackend({ programs, llama: folder });
    await expect(without.status(never)).rejects.toMatchObject({ kind: 'notInstalled' });
    await without.close();
  });
});
