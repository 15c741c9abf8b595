import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { walls } from '../../scripts/eslint.walls.mjs';

/** One module in each layer, from the folder of the layer it lies in. */
const modules = {
  threads: 'src/threads/part.ts',
  dataset: 'src/dataset/part.ts',
  schema: 'src/schema/part.ts',
  checks: 'src/checks/language/part.ts',
  generation: 'src/generation/part.ts',
  metrics: 'src/metrics/part.ts',
  protocol: 'src/protocol/part.ts',
  engine: 'src/engine/part.ts',
  editor: 'src/editor/part.ts',
  views: 'src/views/part.ts',
  commands: 'src/commands/part.ts',
  extension: 'src/extension.ts',
  cli: 'src/cli/part.ts',
  webview: 'webview/part.ts',
};
type Layer = keyof typeof modules;
const layers = Object.keys(modules) as Layer[];

/** DESIGN.md, "What may import what"; `types` where only types may pass. */
const house: Record<Layer, { readonly values: readonly Layer[]; readonly types?: readonly Layer[] }> = {
  threads: { values: [] },
  dataset: { values: [] },
  schema: { values: ['dataset'] },
  checks: { values: ['dataset', 'schema'] },
  generation: { values: ['threads', 'dataset', 'schema'] },
  metrics: { values: ['schema', 'checks'] },
  protocol: { values: [], types: ['dataset', 'schema', 'checks', 'generation', 'metrics', 'engine'] },
  engine: { values: ['threads', 'dataset', 'schema', 'checks', 'generation', 'metrics'] },
  editor: { values: layers.filter((layer) => !['webview', 'cli', 'extension'].includes(layer)) },
  views: { values: layers.filter((layer) => !['webview', 'cli', 'extension'].includes(layer)) },
  commands: { values: layers.filter((layer) => !['webview', 'cli', 'extension'].includes(layer)) },
  extension: { values: layers.filter((layer) => !['webview', 'cli'].includes(layer)) },
  cli: { values: ['threads', 'dataset', 'schema', 'checks', 'metrics', 'engine', 'generation', 'protocol'] },
  webview: { values: ['protocol'], types: ['dataset', 'schema', 'checks', 'generation', 'metrics'] },
};

let root: string;
let eslint: ESLint;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'paddock-walls-')));
  for (const path of Object.values(modules)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), 'export const part = 1;\nexport type Part = number;\n');
  }
  await writeFile(join(root, 'src/dataset/cycle.ts'), `import { part } from './ring';\nexport const ring = part;\n`);
  await writeFile(join(root, 'src/dataset/ring.ts'), `import { ring } from './cycle';\nexport const part = ring;\n`);
  eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: walls(root) });
});
afterAll(() => rm(root, { recursive: true, force: true }));

const wallRules = ['boundaries/dependencies', 'import-x/no-cycle', 'no-restricted-imports'];

/** Whether `code`, as a file at `path`, runs into a wall. */
async function hitsWall(path: string, code: string): Promise<boolean> {
  const [{ messages }] = await eslint.lintText(code, { filePath: join(root, path) });
  expect(messages.filter(({ ruleId }) => ruleId === null || !wallRules.includes(ruleId))).toEqual([]);
  return messages.length > 0;
}

function importOf(from: Layer, to: Layer): string {
  const up = '../'.repeat(modules[from].split('/').length - 1);
  return `${up === '' ? './' : up}${modules[to].replace(/\.ts$/, '')}`;
}

for (const from of layers) {
  const beside = join(dirname(modules[from]), from === 'extension' ? 'extension.ts' : 'snippet.ts');
  for (const to of layers.filter((layer) => layer !== from)) {
    const { values, types = [] } = house[from];
    const byValue = values.includes(to);
    const asType = byValue || types.includes(to);
    test(`${from} ${byValue ? 'may' : asType ? 'may, as types only,' : 'may not'} import ${to}`, async () => {
      const path = importOf(from, to);
      expect(await hitsWall(beside, `import { part } from '${path}';\nexport const x = part;\n`)).toBe(!byValue);
      expect(await hitsWall(beside, `import type { Part } from '${path}';\nexport type X = Part;\n`)).toBe(!asType);
    });
  }

  const knowsCode = ['extension', 'editor', 'views', 'commands'].includes(from);
  test(`${from} ${knowsCode ? 'may' : 'may not'} import vscode`, async () => {
    const code = `import * as vscode from 'vscode';\nexport const x = vscode;\n`;
    expect(await hitsWall(beside, code)).toBe(!knowsCode);
  });
}

test('a cycle within a layer is an error', async () => {
  expect(await hitsWall('src/dataset/cycle.ts', `import { part } from './ring';\nexport const ring = part;\n`)).toBe(true);
});

test('a script that must run before anything is installed imports Node and its neighbours only', async () => {
  expect(await hitsWall('scripts/some.mjs', `import 'node:fs';\nimport './other.mjs';\n`)).toBe(false);
  expect(await hitsWall('scripts/some.mjs', `import 'esbuild';\n`)).toBe(true);
});
