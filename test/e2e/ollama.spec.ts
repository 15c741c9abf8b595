import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { createBase, ollamaMissing, OllamaTestServer } from '../unit/generation/ollamaServer';
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
  expect(models.map(({ name }) => name).sort()).toEqual(['endless:latest', 'tiny-base:latest']);
  // What the server asks of its maker by itself is not ours to say; nothing is pulled.
  expect(ollama.network().filter((asked) => asked.includes('registry'))).toEqual([]);
});

test.describe('by the OpenAI-compatible API of a server that wants a key', () => {
  const KEY = 'a key that no log should have';

  test('a model is added once the right key is there, and not answered to without it', async ({ workbench, page, folder, ollama }) => {
    const server = await lockedServer(ollama.address, KEY);
    try {
      await folder.writeRecords(NAME, [record]);
      const editor = await workbench.openFile(NAME);
      await editor.expectRecords(1);
      const add = async (key: string) => {
        await workbench.runCommand('Paddock: Add Model…');
        await workbench.pick(/Model of a Server…/);
        await workbench.answer(`${server.address}/v1`);
        await expect(workbench.quickInput).toContainText('API Key of');
        await expect(workbench.quickInput.locator('input')).toHaveAttribute('type', 'password');
        await workbench.answer(key);
      };
      await add('another key');
      await expect(workbench.notification('refuses the request')).toBeVisible();
      await add(KEY);
      await workbench.pick(/^tiny-base/);
      await workbench.pick(/^Alpaca/);
      await workbench.answer('Locked');
      await expect(workbench.statusBarItem('Model: Locked')).toBeVisible();
      const candidate = editor.candidate(1);
      await workbench.runCommand('Paddock: Regenerate Response');
      await expect(candidate.getByRole('button', { name: 'Accept' })).toBeVisible({ timeout: 60_000 });

      // The key is kept: it is there after the window has been opened again.
      await workbench.reload();
      await expect(workbench.statusBarItem('Model: Locked')).toBeVisible({ timeout: 60_000 });
      await workbench.runCommand('Paddock: Regenerate Response');
      await expect(workbench.editor.candidate(2).getByRole('button', { name: 'Accept' })).toBeVisible({ timeout: 60_000 });

      await workbench.runCommand('Paddock: Set API Key…');
      await workbench.pick(new RegExp(new URL(server.address).host));
      await workbench.answer('');
      await workbench.runCommand('Paddock: Regenerate Response');
      await expect(workbench.editor.candidate(3)).toContainText('refuses the request');
      await workbench.runCommand('Paddock: Focus on Models & Adapters View');
      const tree = page.getByRole('tree', { name: 'Models & Adapters' });
      await expect(tree.getByRole('treeitem', { name: /refuses the request/ })).toBeVisible();
    } finally {
      await server.stop();
    }
  });
});

/** The real server behind one that wants a key, as behind a proxy of a cluster. */
async function lockedServer(address: string, key: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const { hostname: host, port } = new URL(address);
  const server = createServer((incoming, answer) => {
    if (incoming.headers.authorization !== `Bearer ${key}`) {
      answer.writeHead(401, { 'content-type': 'application/json' }).end('{"error":{"message":"Incorrect API key provided"}}');
      return;
    }
    const { url: path, method, headers } = incoming;
    const forwarded = request({ host, port, path, method, headers }, (from) => {
      answer.writeHead(from.statusCode!, from.headers);
      from.pipe(answer);
    });
    forwarded.on('error', () => answer.destroy());
    answer.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
