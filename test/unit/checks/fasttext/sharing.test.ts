import { build } from 'esbuild';
import { execSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import { MODEL_PATH } from './native';
import { fuzzedLines, SENTENCES } from './texts';

const folder = mkdtempSync(join(tmpdir(), 'paddock-sharing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const texts = [...SENTENCES, ...fuzzedLines(100, 11)];
const lid = LanguageIdentifier.read(readFileSync(MODEL_PATH));
const answers = texts.map((text) => lid.predict(text, 2));

describe('a model in a file', () => {
  it('gives the same answers as one in memory', () => {
    const opened = LanguageIdentifier.open(MODEL_PATH);
    expect(texts.map((text) => opened.predict(text, 2))).toEqual(answers);
  });

  it('is refused for the same reasons', () => {
    const model = readFileSync(MODEL_PATH);
    const path = join(folder, 'damaged.ftz');
    for (const length of [3, 100, 5_000, 300_000, model.length - 1]) {
      writeFileSync(path, model.subarray(0, length));
      expect(() => LanguageIdentifier.open(path)).toThrow(/not a fastText model|truncated/);
    }
    expect(() => LanguageIdentifier.open(join(folder, 'absent.bin'))).toThrow('ENOENT');
    expect(() => LanguageIdentifier.open(folder)).toThrow('EISDIR');
  });

  it('takes hardly more memory while it is read than after', async () => {
    const [words, columns] = [50_000, 1024];
    const path = join(folder, 'large.bin');
    writeFileSync(path, denseModel(words, columns));
    const program = join(folder, 'open.cjs');
    await bundle(
      `const before = process.resourceUsage().maxRSS;
       const found = LanguageIdentifier.open(${JSON.stringify(path)}).predict('word17', 1);
       console.log(JSON.stringify({ found, kilobytes: process.resourceUsage().maxRSS - before }));`,
      program,
    );
    // By way of a shell: the most memory of a process counts that of the one which started it.
    const command = `"${process.execPath}" "${program}" && exit 0`;
    const { found, kilobytes } = JSON.parse(execSync(command, { encoding: 'utf8' }));
    expect(found).toEqual([{ label: 'de', probability: expect.closeTo(1, 4) }]);
    const model = (words * columns * 4) / 1024;
    expect(kilobytes).toBeGreaterThan(model * 0.9);
    expect(kilobytes).toBeLessThan(model * 1.3);
  });
});

describe('a model shared with another thread', () => {
  it('is the same memory there and gives the same answers', async () => {
    const program = join(folder, 'share.cjs');
    await bundle(
      `const { parentPort, workerData } = require('node:worker_threads');
       const { model, texts } = workerData;
       const identifier = LanguageIdentifier.fromShared(model);
       const answers = texts.map((text) => identifier.predict(text, 2));
       model.input.values[0] = 4711;
       parentPort.postMessage(answers);`,
      program,
    );
    const mine = LanguageIdentifier.read(readFileSync(MODEL_PATH));
    const model = mine.share();
    const worker = new Worker(program, { workerData: { model, texts } });
    const answer = await new Promise((done, failed) => worker.once('message', done).once('error', failed));
    await worker.terminate();
    expect(answer).toEqual(answers);
    expect(model.input.values[0]).toBe(4711);
  });
});

/** Makes a program that has `LanguageIdentifier`. */
async function bundle(code: string, outfile: string): Promise<void> {
  const source = resolve('src/checks/language/fasttext/languageIdentifier.ts');
  const contents = `import { LanguageIdentifier } from ${JSON.stringify(source)};\n${code}`;
  const stdin = { contents, resolveDir: process.cwd() };
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'cjs' });
}

/** A supervised model of words only and one label, all of whose numbers are 0. */
function denseModel(words: number, columns: number): Buffer {
  const parts: Buffer[] = [];
  const int32 = (...values: number[]) => parts.push(Buffer.from(Int32Array.from(values).buffer));
  const int64 = (...values: number[]) => parts.push(Buffer.from(BigInt64Array.from(values, BigInt).buffer));
  const entry = (text: string, type: number) => {
    parts.push(Buffer.from(`${text}\0`));
    int64(1);
    parts.push(Buffer.of(type));
  };
  int32(793712314, 12, columns, 5, 5, 1, 5, 1, 3, 3, 0, 0, 0, 100);
  parts.push(Buffer.alloc(8));
  int32(words + 1, words, 1);
  int64(words, -1);
  for (let word = 0; word < words; word++) entry(`word${word}`, 0);
  entry('__label__de', 1);
  parts.push(Buffer.of(0));
  int64(words, columns);
  parts.push(Buffer.alloc(words * columns * 4), Buffer.of(0));
  int64(1, columns);
  parts.push(Buffer.alloc(columns * 4));
  return Buffer.concat(parts);
}
