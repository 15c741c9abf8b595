import { readFile, rename } from 'node:fs/promises';
import { ADAPTED, MISSING, tinyModels, wrongRecords } from './tinyModels';
import { expect, test } from './workbenchTest';

const NAME = 'answers.jsonl';
const four = wrongRecords.slice(0, 4);
/** As no program of ours would write them. */
const lines = four.map(({ record }, at) => JSON.stringify({ ...record, n: at }).replace('"input":""', '"input" : ""'));
const content = `\ufeff${lines.join('\r\n')}\r\n`;

test.use({ settings: tinyModels });

test.beforeEach(async ({ workbench, folder }) => {
  await folder.write(NAME, content);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(4);
  await workbench.runCommand('Paddock: Check Everything');
  await expect(editor.row(1)).toContainText('mismatch');
  await workbench.selectModel(ADAPTED);
});

test('accepting is one step of undo; saving changes that response alone, and says beside the file where it comes from', async ({
  workbench,
  folder,
  page,
}) => {
  const { editor } = workbench;
  const { record, right } = four[0];
  await workbench.runCommand('Paddock: Regenerate Response');
  await expect(editor.candidate(1).getByRole('textbox')).toHaveText(right);
  await workbench.runCommand('Paddock: Accept Candidate');
  await expect(editor.turn('Response')).toHaveText(right);
  await expect(editor.row(1)).not.toContainText('mismatch');

  await editor.turn('Response').focus();
  await page.keyboard.press('Control+Z');
  await expect(editor.turn('Response')).toHaveText(record.output);
  // It can be decided about once more.
  await expect(editor.candidate(1).getByRole('textbox')).toHaveText(right);
  await page.keyboard.press('Control+Shift+Z');
  await expect(editor.turn('Response')).toHaveText(right);
  await expect(editor.candidates).toBeHidden();
  await expect(editor.row(1)).not.toContainText('mismatch');

  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const edited = lines[0].replace(JSON.stringify(record.output), () => JSON.stringify(right));
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(content.replace(lines[0], () => edited));
  const sidecar = async () => (await readFile(folder.file('answers.provenance.jsonl'), 'utf8').catch(() => '')).trimEnd();
  await expect.poll(sidecar).not.toBe('');
  expect(JSON.parse(await sidecar())).toMatchObject({
    record: record.id,
    turn: 1,
    backend: 'embedded',
    adapters: [{ scale: 1 }],
    template: 'alpaca',
    parameters: { temperature: 0 },
    edited: false,
  });
});

test('where the record has changed since, the user is asked before a candidate takes the response’s place', async ({ workbench, page }) => {
  const { editor } = workbench;
  const { right } = four[0];
  await workbench.runCommand('Paddock: Regenerate Response');
  await expect(editor.candidate(1).getByRole('textbox')).toHaveText(right);
  await editor.type('Response', 'Etwas ganz anderes.');
  await workbench.runCommand('Paddock: Accept Candidate');
  const dialog = page.getByRole('dialog').filter({ hasText: 'The record has changed since this candidate was generated.' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(editor.turn('Response')).toHaveText('Etwas ganz anderes.');
  await workbench.runCommand('Paddock: Accept Candidate');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await expect(editor.turn('Response')).toHaveText(right);
});

test('candidates to review outlive the window', async ({ workbench, page }) => {
  const { editor } = workbench;
  await workbench.runCommand('Paddock: Pause Regeneration');
  await expect(editor.status.filter({ hasText: 'Nothing is being regenerated.' })).toBeVisible();
  await workbench.runCommand('Paddock: Regenerate Flagged…');
  await workbench.answer('3');
  await expect(editor.frame.getByText('3 candidates to review')).toBeVisible();
  // Those that have a candidate are not asked for twice.
  await workbench.runCommand('Paddock: Regenerate Flagged…');
  await workbench.answer('3');
  await expect(editor.status.filter({ hasText: '3 records have a candidate already.' })).toBeVisible();
  await expect(editor.frame.getByText('4 candidates to review')).toBeVisible();
  await workbench.runCommand('Paddock: Next Candidate');
  await workbench.runCommand('Paddock: Reject Candidate');
  await expect(editor.frame.getByText('3 candidates to review')).toBeVisible();

  const again = await workbench.reload();
  await again.editor.expectRecords(4);
  await expect(again.editor.frame.getByText('3 candidates to review')).toBeVisible({ timeout: 60_000 });
  await again.runCommand('Paddock: Show Candidates to Review');
  await again.editor.expectRecords(3);
  await again.runCommand('Paddock: Next Candidate');
  await expect(again.editor.candidate(1)).toBeVisible();
  await again.runCommand('Paddock: Accept Candidate and Go to Next');
  await again.editor.expectRecords(2);
  await page.keyboard.press('Control+S');
});

test('a sample of the flagged records is drawn at random, or the first ones are taken', async ({ workbench }) => {
  const { editor } = workbench;
  await workbench.runCommand('Paddock: Regenerate Flagged…');
  const options = workbench.quickInput.getByRole('option');
  await expect(options).toHaveText([/^All 4/]);
  await workbench.quickInput.getByRole('textbox').fill('none');
  await expect(options).toHaveText([/^A whole number from 1/]);
  await workbench.quickInput.getByRole('textbox').fill('2');
  await expect(options).toHaveText([/^2 as listed/, /^2 at random/]);
  await workbench.pick(/^2 at random/);
  await expect(editor.frame.getByText('2 candidates to review')).toBeVisible();
  // Those that have one already are none of those that are drawn from.
  await workbench.runCommand('Paddock: Regenerate Flagged…');
  await workbench.quickInput.getByRole('textbox').fill('2');
  await workbench.pick(/^2 at random/);
  await expect(editor.frame.getByText('4 candidates to review')).toBeVisible();
});

test('what is typed in a candidate outlives the window', async ({ workbench, page }) => {
  const { editor } = workbench;
  const { right } = four[0];
  await workbench.runCommand('Paddock: Regenerate Response');
  await editor.candidate(1).getByRole('button', { name: 'Edit' }).click();
  await page.keyboard.type(' Ja.');
  await expect(editor.candidate(1).getByRole('textbox')).toHaveValue(`${right} Ja.`);
  const again = await workbench.reload();
  await again.editor.expectRecords(4);
  await again.editor.row(1).click();
  await expect(again.editor.candidate(1).getByRole('textbox')).toHaveValue(`${right} Ja.`, { timeout: 60_000 });
  await again.runCommand('Paddock: Accept Candidate');
  await expect(again.editor.turn('Response')).toHaveText(`${right} Ja.`);
});

test('what waits outlives the window: a model that is not there pauses the queue, and says why', async ({ workbench }) => {
  const { editor } = workbench;
  await workbench.selectModel(MISSING);
  await workbench.runCommand('Paddock: Regenerate Flagged…');
  await workbench.answer('3');
  await expect(workbench.notification('Regenerating has been paused.')).toBeVisible();
  await expect(editor.frame.getByText('Regenerating is paused: 3 waiting')).toBeVisible();
  const again = await workbench.reload();
  await expect(again.editor.frame.getByText('Regenerating is paused: 3 waiting')).toBeVisible({ timeout: 60_000 });
  await again.runCommand('Paddock: Cancel Regeneration');
  await expect(again.editor.frame.getByText('Regenerating is paused')).toBeHidden();
});

test('a run goes on where another program replaces the file meanwhile', async ({ workbench, folder }) => {
  const rounds = Array.from({ length: 25 }, (_, round) => four.map(({ record }) => ({ ...record, id: `${record.id}-${round}` })));
  const many = rounds.flat();
  await folder.writeRecords('many.jsonl', many);
  const editor = await workbench.openFile('many.jsonl');
  await editor.expectRecords(100);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('100 of 100 flagged');
  await workbench.runCommand('Paddock: Regenerate Flagged…');
  await workbench.answer('100');
  await expect(editor.progress('Regenerating')).toBeVisible();
  await folder.writeRecords('other.tmp', many.slice(1));
  await rename(folder.file('other.tmp'), folder.file('many.jsonl'));
  await editor.expectRecords(99);
  await expect(editor.frame.getByText('99 candidates to review')).toBeVisible({ timeout: 60_000 });
});

test.describe('with the setting that keeps it in the record', () => {
  test.use({ settings: { ...tinyModels, 'paddock.generation.provenance': 'field', 'paddock.generation.provenanceField': 'source' } });

  test('where an accepted response comes from is part of the same edit', async ({ workbench, folder, page }) => {
    const { editor } = workbench;
    const { record, right } = four[0];
    await workbench.runCommand('Paddock: Regenerate Response');
    await expect(editor.candidate(1).getByRole('textbox')).toHaveText(right);
    await workbench.runCommand('Paddock: Accept Candidate');
    await expect(editor.turn('Response')).toHaveText(right);
    await page.keyboard.press('Control+S');
    await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
    const [first, ...others] = (await readFile(folder.file(NAME), 'utf8')).split('\r\n');
    expect(others).toEqual([...lines.slice(1), '']);
    expect(JSON.parse(first.slice(1))).toMatchObject({
      ...record,
      output: right,
      source: [{ record: record.id, turn: 1, template: 'alpaca', edited: false }],
    });
    await expect(readFile(folder.file('answers.provenance.jsonl'))).rejects.toThrow();
    await workbench.runCommand('Undo');
    await expect(editor.turn('Response')).toHaveText(record.output);
    await expect(editor.record).not.toContainText('source');
  });
});
