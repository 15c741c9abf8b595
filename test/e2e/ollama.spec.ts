import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { ollamaMissing, OllamaTestServer } from '../unit/generation/ollamaServer';
import { wrongRecords } from './tinyModels';
import { expect, test as base } from './workbenchTest';

const fixtures = join(root, 'test/fixtures/tiny-lora');
const NAME = 'answers.jsonl';
const { record } = wrongRecords[0];

const test = base.extend<{ ollama: OllamaTestServer }>({
  ollama: async ({}, use) => {
    const ollama = await OllamaTestServer.start();
    try {
      await createBase(ollama.address);
      await use(ollama);
    } finally {
      await ollama.stop();
    }
  },
  settings: async ({ ollama }, use) => use({ 'paddock.generation.ollama.host': ollama.address }),
});

test.skip(ollamaMissing !== '', `The Ollama server${ollamaMissing}`);

test('a LoRA adapter is added to a model of the Ollama server, and responses are regenerated with it', async ({ workbench, page, folder, ollama }) => {
  await folder.writeRecords(NAME, [record]);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(1);
  await workbench.runCommand('Paddock: Add LoRA Adapter…');
  await workbench.pick(/^tiny-base/);
  // The dialog puts its folder into the box a moment after it has opened.
  const dialog = workbench.quickInput.filter({ hasText: 'LoRA Adapter for tiny-base:latest' });
  await expect(async () => {
    await workbench.answer(join(fixtures, 'tiny-lora.f16.gguf'));
    await expect(dialog).toBeHidden({ timeout: 5_000 });
  }).toPass();
  await workbench.pick(/^Alpaca/);
  await workbench.answer('tiny-german');
  await expect(workbench.notification('tiny-german is on the Ollama server and in force.')).toBeVisible({ timeout: 60_000 });
  await expect(workbench.statusBarItem(/^Model: tiny-german/)).toBeVisible();

  await workbench.runCommand('Paddock: Regenerate Response');
  const candidate = editor.candidate(1);
  await expect(candidate.getByRole('button', { name: 'Accept' })).toBeVisible({ timeout: 60_000 });
  await expect(candidate).toContainText('German');

  await workbench.runCommand('Paddock: Focus on Models & Adapters View');
  const tree = page.getByRole('tree', { name: 'Models & Adapters' });
  const added = tree.getByRole('treeitem', { name: /^tiny-german.*in force.*loaded/ });
  await expect(added).toBeVisible();
  await added.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete…' }).click({ delay: 300 });
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(tree.getByRole('treeitem', { name: /^tiny-german/ })).toBeHidden();
  await expect(workbench.statusBarItem('Model: no model')).toBeVisible();
  const { models } = (await (await fetch(`${ollama.address}/api/tags`)).json()) as { models: { name: string }[] };
  expect(models.map(({ name }) => name)).toEqual(['tiny-base:latest']);
  // What the server asks of its maker by itself is not ours to say; nothing is pulled.
  expect(ollama.network().filter((asked) => asked.includes('registry'))).toEqual([]);
});

async function createBase(address: string): Promise<void> {
  const file = await readFile(join(fixtures, 'tiny-base.q8_0.gguf'));
  const digest = `sha256:${createHash('sha256').update(file).digest('hex')}`;
  await fetch(`${address}/api/blobs/${digest}`, { method: 'POST', body: file });
  const model = { model: 'tiny-base', files: { 'base.gguf': digest }, parameters: { num_thread: 1 }, stream: false };
  const answer = await fetch(`${address}/api/create`, { method: 'POST', body: JSON.stringify(model) });
  expect(await answer.json()).toEqual({ status: 'success' });
}
