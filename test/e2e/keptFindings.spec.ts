import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { manyRecords, mixedRecords, WRONG } from './records';
import { expect, type Fixtures, test } from './workbenchTest';

const NAME = 'kept.jsonl';
const CHECK = 'Paddock: Check Language Consistency';
const lines = mixedRecords.map((record) => JSON.stringify(record));
const [german, wrong] = mixedRecords;

/** Checks records of which three are wrong. @returns where what was found is kept */
async function checkAndKeep({ workbench, folder, server }: Pick<Fixtures, 'workbench' | 'folder' | 'server'>) {
  await folder.writeRecords(NAME, mixedRecords);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(9);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('3 of 9 flagged');
  const [path] = await server.findingsKept(1);
  return { editor, path };
}

test('what was found is there when the window is reloaded, without a check', async ({ workbench, folder, server }) => {
  await checkAndKeep({ workbench, folder, server });

  const again = await workbench.reload();
  await again.editor.expectRecords(9);
  await expect(again.editor.toolbar).toContainText('3 of 9 flagged');
  await expect(again.statusBarItem(/3 flagged/)).toBeVisible();
  for (let place = 1; place <= 9; place++) {
    await expect(again.editor.row(place)).toContainText(WRONG.includes(place) ? 'mismatch' : 'match');
  }
  await again.editor.row(2).click();
  await expect(again.editor.record).toContainText('expected German, the language of the instruction');
  await again.editor.button(/^Summary:/).click();
  await expect(again.editor.summary.getByRole('row', { name: /^German de 3/ })).toContainText('66.7');
  await expect(again.editor.summary).toContainText(/Checked .*20\d\d/);
  await again.page.keyboard.press('Escape');
  const problems = await again.problems();
  await expect(problems.filter({ hasText: 'Response is' })).toHaveCount(3);
  for (const place of WRONG) await expect(problems.filter({ hasText: `Ln ${place},` })).toHaveCount(1);
});

test('of a file that has been changed meanwhile, what is new is checked, and what is gone does not count', async ({ workbench, folder, server }) => {
  await checkAndKeep({ workbench, folder, server });
  await workbench.runCommand('View: Close All Editors');

  // The first is right no more, the second is gone, and the last two change places.
  const first = JSON.stringify({ ...german, output: wrong.output });
  await writeFile(folder.file(NAME), `${[first, ...lines.slice(2, 7), lines[8], lines[7]].join('\n')}\n`);
  const again = await workbench.openFile(NAME);
  await again.expectRecords(8);
  await expect(again.toolbar).toContainText('3 of 8 flagged');
  await expect(again.row(1)).toContainText('mismatch');
  await expect(again.row(2)).not.toContainText('mismatch');
  await expect(again.row(4)).toContainText('mismatch');
  await expect(again.row(8)).toContainText('mismatch');
});

test('when much has changed, the status tells how much, and only that is checked when asked', async ({ workbench, folder, server }) => {
  await folder.writeRecords(NAME, manyRecords(2_000));
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(2_000);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText('200 of 2,000 flagged');
  await server.findingsKept(1);
  await workbench.runCommand('View: Close All Editors');

  const more = manyRecords(9_000).slice(2_000);
  await appendFile(folder.file(NAME), more.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const again = await workbench.openFile(NAME);
  await again.expectRecords(9_000);
  await expect(again.toolbar).toContainText('200 of 9,000 flagged');
  await expect(again.frame.getByText('7,000 records have changed since the check')).toBeVisible();
  await expect(again.row(10)).toContainText('mismatch');
  await again.button('Check them').click();
  await expect(again.toolbar).toContainText('900 of 9,000 flagged');
  await expect(again.button('Check them')).toBeHidden();
});

test('verdicts made otherwise are not shown', async ({ workbench, folder, server }) => {
  await checkAndKeep({ workbench, folder, server });
  await workbench.runCommand('View: Close All Editors');

  await server.set('paddock.language.confidence', 0.9);
  // A window that has just been loaded may not know yet which editor such files are for.
  const again = await (await workbench.reload()).openFromExplorer(NAME, 'Open in Paddock');
  await again.expectRecords(9);
  await expect(workbench.statusBarItem(/not checked/)).toBeVisible();
  await expect(again.row(2)).not.toContainText('mismatch');
  await workbench.runCommand(CHECK);
  await expect(again.toolbar).toContainText(/\d of \d+\s+flagged/);
});

test('damaged findings are left aside', async ({ workbench, folder, server }) => {
  const { path } = await checkAndKeep({ workbench, folder, server });
  await workbench.runCommand('View: Close All Editors');

  const bytes = await readFile(path);
  bytes[bytes.length - 20] ^= 4;
  await writeFile(path, bytes);
  const again = await workbench.openFile(NAME);
  await again.expectRecords(9);
  await expect(workbench.statusBarItem(/not checked/)).toBeVisible();
  await server.findingsKept(0);
});

test('edits that were not saved have their own verdicts after a reload, and the saved file keeps them', async ({ workbench, folder, server }) => {
  const { editor } = await checkAndKeep({ workbench, folder, server });
  await editor.row(2).click();
  await editor.type('Response', german.output);
  await expect(editor.toolbar).toContainText('2 of 9 flagged');
  await server.backedUp();

  const again = await workbench.reload();
  await expect(again.tab(NAME)).toHaveClass(/dirty/, { timeout: 60_000 });
  await again.editor.expectRecords(9);
  await expect(again.editor.toolbar).toContainText('2 of 9 flagged');
  await expect(again.editor.row(2)).not.toContainText('mismatch');
  await expect(again.editor.row(5)).toContainText('mismatch');

  const [path] = await server.findingsKept(1);
  const before = await readFile(path);
  await again.runCommand('File: Save');
  await expect(again.tab(NAME)).not.toHaveClass(/dirty/);
  await expect.poll(async () => (await readFile(path)).equals(before)).toBe(false);
  const third = await again.reload();
  await third.editor.expectRecords(9);
  await expect(third.editor.toolbar).toContainText('2 of 9 flagged');
  await expect(third.editor.row(2)).not.toContainText('mismatch');
});

test('verdicts stay with their records when some are deleted and the file is saved', async ({ workbench, folder, server, page }) => {
  const { editor, path } = await checkAndKeep({ workbench, folder, server });
  const before = await readFile(path);
  await editor.row(2).click();
  await page.keyboard.press('Delete');
  await editor.expectRecords(8);
  await expect(editor.toolbar).toContainText('2 of 8 flagged');
  await workbench.runCommand('File: Save');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  await expect.poll(async () => (await readFile(path)).equals(before)).toBe(false);

  const again = await workbench.reload();
  await again.editor.expectRecords(8);
  await expect(again.editor.toolbar).toContainText('2 of 8 flagged');
  for (let place = 1; place <= 8; place++) {
    await expect(again.editor.row(place)).toContainText([4, 7].includes(place) ? 'mismatch' : 'match');
  }
});

test('that they cannot be kept is said once, and that they are again', async ({ workbench, folder, server }) => {
  const { editor, path } = await checkAndKeep({ workbench, folder, server });
  // A file stands where their folder has been.
  await rm(dirname(path), { recursive: true });
  await writeFile(dirname(path), '');
  const checkAgain = async () => {
    await workbench.runCommand(CHECK);
    await expect(editor.toolbar).toContainText('3 of 9 flagged');
  };
  await checkAgain();
  const said = workbench.notification(`Findings of ${NAME} cannot be kept on the disk: file already exists. New ones are there until the dataset is closed`);
  await expect(said).toHaveCount(1);
  await checkAgain();
  await expect(said).toHaveCount(1);

  await rm(dirname(path));
  await checkAgain();
  await expect(workbench.statusBarItem(`Findings of ${NAME} are kept again`)).toBeVisible();
  expect(await server.findingsKept(1)).toEqual([path]);
});
