import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as NodeLlama from 'node-llama-cpp';
import type { GenerationEnd } from '../src/generation/backend';
import { EmbeddedBackend } from '../src/generation/embedded/embeddedBackend';
import type { ModelChoice } from '../src/generation/modelChoice';
import type { TextPrompt } from '../src/generation/prompt';
import { renderPrompt } from '../src/generation/templates/renderPrompt';
import { medians, print, round } from './measure';

// The embedded backend, with its process and its looking for characters and stop strings, against node-llama-cpp called
// directly: greedy, the same prompts, each from nothing. With the tests' model of a megabyte a token takes a fraction of a
// millisecond, so that what goes on around it is seen at its worst; MODEL=… and ADAPTER=… name real ones, GPU=auto has
// them run on the GPU, THREADS=… says how many of the processor's are used.

const { MODEL, ADAPTER, GPU = 'off', THREADS = '1', RECORDS = '60', MAX_TOKENS = '128' } = process.env;
const fixtures = 'test/fixtures/tiny-lora';
const model = resolve(MODEL ?? `${fixtures}/tiny-base.q8_0.gguf`);
const adapter = MODEL === undefined ? resolve(`${fixtures}/tiny-lora.f16.gguf`) : ADAPTER;
const gpu = GPU === 'auto' ? 'auto' : 'off';
const [threads, records, maxTokens] = [Number(THREADS), Number(RECORDS), Number(MAX_TOKENS)];
const contextTokens = 512;

const rows = JSON.parse(readFileSync(`${fixtures}/fixture-rows.json`, 'utf8')) as { instruction: string; input: string }[];
const choice: ModelChoice = {
  name: 'bench',
  backend: 'embedded',
  model,
  adapters: adapter === undefined ? [] : [{ adapter, scale: 1 }],
  template: 'alpaca',
  parameters: { temperature: 0, topP: 1, maxTokens, repeatPenalty: 1, contextTokens, threads },
};
const prompts = rows
  .slice(0, records)
  .map(({ instruction, input }) => renderPrompt(choice, [{ role: 'user', text: instruction, input }]) as TextPrompt);

const backend = new EmbeddedBackend({ programs: resolve('dist'), gpu });
const never = new AbortController().signal;
await backend.load(choice, never);
const { label, device } = await backend.status(never);

let tokens = 0;
async function paddock(): Promise<number> {
  const began = performance.now();
  tokens = 0;
  for (const prompt of prompts) {
    const stream = backend.generate(choice, prompt, 1, never);
    let next: IteratorResult<string, GenerationEnd>;
    do next = await stream.next();
    while (!next.done);
    tokens += next.value.tokens ?? 0;
  }
  return (performance.now() - began) / 1000;
}

const entry = resolve('dist/llama/node_modules/node-llama-cpp/dist/index.js');
const { getLlama } = (await import(pathToFileURL(entry).href)) as typeof NodeLlama;
const llama = await getLlama({ build: 'never', gpu: gpu === 'auto' ? 'auto' : false, progressLogs: false });
const loaded = await llama.loadModel({ modelPath: model });
const context = await loaded.createContext({
  contextSize: contextTokens,
  threads,
  ...(adapter !== undefined && { lora: { adapters: [{ filePath: adapter }] } }),
});

let directTokens = 0;
async function direct(): Promise<number> {
  const began = performance.now();
  directTokens = 0;
  for (const { text } of prompts) {
    const sequence = context.getSequence();
    const prompt = [...(loaded.tokens.bos === null ? [] : [loaded.tokens.bos]), ...loaded.tokenize(text)];
    const made: NodeLlama.Token[] = [];
    for await (const token of sequence.evaluate(prompt, { temperature: 0, topK: 0, topP: 1 })) {
      made.push(token);
      if (made.length >= maxTokens) break;
    }
    loaded.detokenize(made);
    directTokens += made.length;
    await sequence.dispose();
  }
  return (performance.now() - began) / 1000;
}

await paddock();
await direct();
const times = await medians(5, { paddock, direct });
console.log(`${label} on ${device}, ${availableParallelism()} cores, ${threads} threads; ${prompts.length} prompts`);
print([
  { way: 'embedded backend', tokens, seconds: round(times.paddock), 'tokens a second': Math.round(tokens / times.paddock) },
  { way: 'node-llama-cpp', tokens: directTokens, seconds: round(times.direct), 'tokens a second': Math.round(directTokens / times.direct) },
]);

// From the cancel in the middle of a response until its user is told, and until the model is free for the next one.
const CANCELS = 20;
const endless: ModelChoice = { ...choice, parameters: { ...choice.parameters, temperature: 100, maxTokens: 400 } };
const told: number[] = [];
const free: number[] = [];
for (let at = 0; at < CANCELS; at++) {
  const controller = new AbortController();
  const stream = backend.generate(endless, prompts[at % prompts.length], at, controller.signal);
  let isOver = false;
  for (let pieces = 0; pieces < 5 && !isOver; pieces++) isOver = (await stream.next()).done === true;
  // Any token is as likely as any other, the one that ends it among them.
  if (isOver) continue;
  const began = performance.now();
  controller.abort();
  await stream.next().catch(() => undefined);
  told.push(performance.now() - began);
  await backend.countTokens(endless, prompts[0], never);
  free.push(performance.now() - began);
}
const figuresOf = (cancel: string, times: number[]) => {
  const [middle, most] = [times.sort((a, b) => a - b)[times.length >> 1], Math.max(...times)];
  return { cancel, 'median ms': round(middle), 'most ms': round(most) };
};
print([figuresOf('until it is told', told), figuresOf('until the model is free', free)]);
await backend.close();
await llama.dispose();
