import { ADAPTED, BASE, tinyModels, wrongRecords } from './tinyModels';
import { expect, test } from './workbenchTest';

const NAME = 'answers.jsonl';
const { record, right } = wrongRecords[0];

test.describe('models', () => {
  const models = tinyModels['paddock.generation.models'] as { readonly model: string }[];
  test.use({ settings: { ...tinyModels, 'paddock.generation.models': [...models, { name: 'Broken', backend: 'embedded' }] } });

  test('are shown with what runs them and what they are made of, and one of them is put in force', async ({ workbench, page, folder }) => {
    await folder.writeRecords(NAME, [record]);
    await (await workbench.openFile(NAME)).expectRecords(1);
    // What is wrong with one of the settings does not stand in the way of the others.
    await expect(workbench.notification('“Broken” is left out: model is missing.')).toBeVisible();
    await expect(workbench.statusBarItem('Model: no model')).toBeVisible();
    await workbench.runCommand('Paddock: Focus on Models & Adapters View');
    const tree = page.getByRole('tree', { name: 'Models & Adapters' });
    await expect(tree.getByRole('treeitem', { name: 'Ollama, not available' })).toBeVisible();
    await expect(tree.getByRole('treeitem', { name: /^Ollama at 127\.0\.0\.1:9 does not answer/ })).toBeVisible();
    await expect(tree.getByRole('treeitem', { name: /^llama\.cpp, .*the processor/ })).toBeVisible();

    const adapted = tree.getByRole('treeitem', { name: new RegExp(`^${ADAPTED}, `) });
    await adapted.getByRole('button', { name: 'Use' }).or(adapted).first().click();
    await expect(tree.getByRole('treeitem', { name: /tiny-base\.q8_0\.gguf$/ })).toBeVisible();
    await expect(tree.getByRole('treeitem', { name: /tiny-lora\.f16\.gguf$/ })).toBeVisible();

    await adapted.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Use' }).click({ delay: 300 });
    await expect(tree.getByRole('treeitem', { name: new RegExp(`^${ADAPTED}, in force`) })).toBeVisible();
    await expect(workbench.statusBarItem(`Model: ${ADAPTED}`)).toBeVisible();

    await adapted.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Load into Memory' }).click({ delay: 300 });
    await expect(tree.getByRole('treeitem', { name: new RegExp(`^${ADAPTED}, .*loaded`) })).toBeVisible();

    await adapted.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show Details' }).click({ delay: 300 });
    const dialog = page.getByRole('dialog').filter({ hasText: 'Architecture: llama' });
    await expect(dialog).toContainText('Adapters: tiny-lora.f16.gguf');
    await expect(dialog).toContainText('Context: 512 tokens');
    await page.keyboard.press('Escape');
  });

  test('what cannot be used says why in full where the line is selected, to be copied', async ({ workbench, page, folder }) => {
    await folder.writeRecords(NAME, [record]);
    await (await workbench.openFile(NAME)).expectRecords(1);
    await workbench.runCommand('Paddock: Focus on Models & Adapters View');
    const tree = page.getByRole('tree', { name: 'Models & Adapters' });
    await tree.getByRole('treeitem', { name: /^Ollama at 127\.0\.0\.1:9 does not answer/ }).click();
    const message = workbench.notification(/Ollama at 127\.0\.0\.1:9 does not answer: .+/);
    await expect(message).toBeVisible();
    await expect(message.getByRole('button', { name: 'Copy' })).toBeVisible();
  });

  test('a GGUF file is added, put in force and answers', async ({ workbench, page, folder, server }) => {
    await folder.writeRecords(NAME, [record]);
    const editor = await workbench.openFile(NAME);
    await editor.expectRecords(1);
    await workbench.runCommand('Paddock: Add Model…');
    await workbench.pick(/GGUF File…/);
    // The dialog puts its folder into the box a moment after it has opened.
    const dialog = workbench.quickInput.filter({ hasText: 'Base Model' });
    await expect(async () => {
      await workbench.answer(models.map(({ model }) => model)[0]);
      await expect(dialog).toBeHidden({ timeout: 5_000 });
    }).toPass();
    await workbench.pick(/^Alpaca/);
    // A name that is taken is refused.
    await workbench.answer(BASE);
    await expect(workbench.quickInput).toContainText('Another model has this name.');
    await workbench.answer('Added');
    await expect(workbench.statusBarItem('Model: Added')).toBeVisible();
    expect((await server.setting('paddock.generation.models')) as object[]).toContainEqual({
      name: 'Added',
      backend: 'embedded',
      model: models[0].model,
      template: 'alpaca',
    });
    await workbench.runCommand('Paddock: Regenerate Response');
    await expect(editor.candidate(1)).toHaveAccessibleName('Candidate 1 by Added');
    await expect(editor.candidate(1).getByRole('button', { name: 'Accept' })).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Escape');
  });

  test('are asked for where none has been chosen, and what was asked for goes on by itself', async ({ workbench, page, folder }) => {
    await folder.writeRecords(NAME, [record]);
    const editor = await workbench.openFile(NAME);
    await editor.expectRecords(1);
    await editor.grid.press('Control+Alt+R');
    await workbench.pick(new RegExp(`^${ADAPTED}`));
    await expect(editor.candidate(1).getByRole('textbox')).toHaveText(right);
    // It is remembered for the workspace.
    await workbench.reload();
    await expect(workbench.statusBarItem(`Model: ${ADAPTED}`)).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Escape');
  });
});

test.describe('in a workspace that is not trusted', () => {
  test.use({
    asksForTrust: true,
    settings: { ...tinyModels, 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' },
  });

  test('nothing is generated, and it is said why', async ({ workbench, page, folder }) => {
    await folder.writeRecords(NAME, [record]);
    const editor = await workbench.openFile(NAME);
    await editor.expectRecords(1);
    await editor.grid.press('Control+Alt+R');
    await expect(workbench.notification('Responses cannot be generated while the workspace is not trusted.')).toBeVisible();
    await expect(editor.candidates).toBeHidden();
    await workbench.runCommand('Paddock: Focus on Models & Adapters View');
    await expect(page.getByRole('button', { name: 'Manage Workspace Trust' }).first()).toBeVisible();
    await expect(page.getByText(BASE, { exact: true })).toBeHidden();
    // Checks are made all the same.
    await workbench.runCommand('Paddock: Check Language Consistency');
    await expect(editor.row(1)).toContainText('mismatch');
  });
});
