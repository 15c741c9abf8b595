import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatasetEditor } from './pages/datasetEditor';
import type { Workbench } from './pages/workbench';
import { manyRecords, mixedRecords } from './records';
import type { TestFolder } from './testFolder';
import { expect, test } from './workbenchTest';

const NAME = 'misspelled.jsonl';
const CHECK = 'Paddock: Check Spelling';
const [german, , , english] = mixedRecords;

/** Many good responses in two languages, three misspelled ones (MISSPELLED), and one in Xhosa, for which there is no dictionary. */
const records = [
  english,
  { ...english, output: 'Yeast eats the sugar in the dough and recieves warmth, and the bubbels of that gas lift the dough slowly.' },
  {
    ...german,
    output: 'Die Luft streut das blaue Licht der Sonne viel stärcker als das rohte, deshalb sehen wir überall am Himmel Blau.',
  },
  german,
  { ...english, output: 'The yeast makes small bubbels in the the dough, and so it slowly grows before it is baked in the ovven.' },
  {
    ...english,
    instruction: 'Chaza ngezivakalisi ezithathu indlela iinyosi ezenza ngayo ubusi.',
    output: 'Iinyosi ziqokelela incindi ezintyatyambeni zize ziyithwale ngesisu ziyise endlwini yazo. Apho ziyidlulisela kwezinye iinyosi.',
  },
  ...Array.from({ length: 34 }, (_, index) => (index % 2 === 0 ? english : german)),
].map((record, index) => ({ ...record, id: `spelled-${index + 1}` }));
const COUNT = records.length;
const MISSPELLED = [2, 3, 5];

async function openRecords(workbench: Workbench, folder: TestFolder): Promise<DatasetEditor> {
  await folder.writeRecords(NAME, records);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(COUNT);
  return editor;
}

async function openChecked(workbench: Workbench, folder: TestFolder): Promise<DatasetEditor> {
  const editor = await openRecords(workbench, folder);
  await workbench.runCommand(CHECK);
  await expect(editor.toolbar).toContainText(`3 of ${COUNT} flagged`);
  await workbench.runCommand('Notifications: Clear All Notifications');
  return editor;
}

test('check spelling from the palette: what is misspelled is flagged, stepped through and filtered', async ({ workbench, folder, page }) => {
  const editor = await openRecords(workbench, folder);
  await workbench.runCommand(CHECK);
  await expect(workbench.notification(`3 of ${COUNT} records misspelled`)).toBeVisible();
  await expect(editor.toolbar).toContainText(`3 of ${COUNT} flagged`);
  await expect(workbench.statusBarItem(/3 flagged/)).toBeVisible();
  for (let place = 1; place <= 6; place++) {
    const row = expect(editor.row(place));
    await (MISSPELLED.includes(place) ? row.toContainText('2 unknown') : row.not.toContainText('unknown'));
  }
  await editor.row(1).click();
  for (const place of MISSPELLED) {
    await page.keyboard.press('F8');
    await expect(editor.row(place)).toHaveAttribute('aria-selected', 'true');
  }
  await workbench.notification('records misspelled').getByRole('button', { name: 'Show Misspelled' }).click();
  await editor.expectRecords(3);
});

test('that there is no dictionary is said once of a dataset, and its language is not held to be wrong', async ({ workbench, folder }) => {
  const editor = await openRecords(workbench, folder);
  await workbench.runCommand(CHECK);
  const result = workbench.notification('records misspelled');
  await expect(result).toContainText('Not checked: Xhosa (there is no dictionary).');
  await expect(editor.row(6)).toContainText('match');
  await expect(editor.row(6)).not.toContainText('unknown');
  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.runCommand('Paddock: Check Everything');
  await expect(result).toContainText('records flagged');
  await expect(result).not.toContainText('Xhosa');
});

for (const [list, name] of [
  ['user dictionary', 'User'],
  ['workspace dictionary', 'Workspace'],
  ['this file’s dictionary', 'This File’s'],
]) {
  test(`a word added to the ${list} is right at once, and still after a reload`, async ({ workbench, folder, page }) => {
    const editor = await openChecked(workbench, folder);
    const written = await readFile(folder.file(NAME));
    await editor.row(2).click();
    await editor.mistakes('Response').filter({ hasText: 'recieves' }).click();
    await editor.suggestions('recieves').getByRole('menuitem', { name: `Add to ${list}` }).click();
    await expect(editor.mistakes('Response')).toHaveText(['bubbels']);
    await expect(editor.row(2)).not.toContainText('2 unknown');
    await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);

    const again = await workbench.reload();
    await again.editor.expectRecords(COUNT);
    await again.editor.row(2).click();
    await expect(again.editor.mistakes('Response')).toHaveText(['bubbels']);
    expect(await readFile(folder.file(NAME))).toEqual(written);

    // The list is a text, and what is deleted there is wrong again.
    await again.runCommand(`Paddock: Open ${name} Dictionary`);
    await expect(again.textEditor).toContainText('recieves en');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await again.runCommand('File: Save');
    await again.tab(NAME).click();
    await expect(again.editor.mistakes('Response')).toHaveText(['recieves', 'bubbels']);
    await expect(again.editor.toolbar).toContainText(`3 of ${COUNT} flagged`);
  });
}

test('words that others have written into the workspace’s list count, accepted and forbidden', async ({ workbench, folder }) => {
  const editor = await openChecked(workbench, folder);
  const list = folder.file('.paddock/words.txt');
  await mkdir(dirname(list), { recursive: true });
  await writeFile(list, 'bubbels\nrecieves\nOvven en\n');
  await expect(editor.row(2)).not.toContainText('unknown');
  await editor.row(5).click();
  await expect(editor.mistakes('Response')).toHaveText(['the the', 'ovven']);

  await writeFile(list, 'bubbels\nrecieves\n*Yeast\n');
  await editor.row(2).click();
  await expect(editor.mistakes('Response')).toHaveText(['Yeast']);
});

test('a word that is forbidden is wrong at once, also at a sentence’s beginning', async ({ workbench, folder }) => {
  const editor = await openChecked(workbench, folder);
  await editor.row(1).click();
  await expect(editor.mistakes('Response')).toHaveCount(0);
  await workbench.runCommand('Paddock: Forbid Word…');
  // The page may get the focus back from the palette only now: what is asked for stays.
  await expect(workbench.quickInput.getByRole('textbox')).toBeFocused();
  await editor.grid.focus();
  await expect(editor.grid).toBeFocused();
  await workbench.answer('yeast');
  await workbench.pick('In this workspace');
  await expect(editor.mistakes('Response')).toHaveText(['Yeast']);
  expect(await readFile(folder.file('.paddock/words.txt'), 'utf8')).toContain('*yeast');
});

test('the Problems panel lists misspelled words where they stand', async ({ workbench, folder }) => {
  await openChecked(workbench, folder);
  const problems = await workbench.problems();
  const line = JSON.stringify(records[1]);
  const problem = problems.filter({ hasText: 'recieves' });
  await expect(problem).toContainText(`Ln 2, Col ${line.indexOf('recieves') + 1}`);
  await expect(problem).toContainText('spelling-unknownWord');
  await expect(problems.filter({ hasText: 'bubbels' })).toHaveCount(2);
});

test.describe('with room for few problems', () => {
  test.use({ settings: { 'paddock.problems.limit': 5 } });

  test('the Problems panel lists the first ones after a check of all, and says how many are left out', async ({ workbench, folder }) => {
    await folder.writeRecords(NAME, manyRecords(2_000));
    const editor = await workbench.openFile(NAME);
    await editor.expectRecords(2_000);
    await workbench.runCommand('Paddock: Check Everything');
    await expect(editor.toolbar).toContainText('200 of 2,000 flagged');
    const problems = await workbench.problems();
    await expect(problems.filter({ hasText: 'Response is' })).toHaveCount(4);
    await expect(problems.filter({ hasText: 'Ln 10,' })).toHaveCount(1);
    await expect(problems.filter({ hasText: '196 more flagged records are not listed here' })).toHaveCount(1);
  });
});

test('in the text of the file, quick fixes correct a misspelled word or accept it', async ({ workbench, folder, page }) => {
  const editor = await openChecked(workbench, folder);
  await workbench.runCommand('Paddock: Open as Text');
  await expect(workbench.textEditor).toContainText('spelled-2');
  const line = JSON.stringify(records[1]);
  const fixAt = async (word: string, fix: string) => {
    await workbench.textEditor.click();
    await page.keyboard.press('Control+G');
    await workbench.answer(`:2:${line.indexOf(word) + 2}`);
    await expect(async () => {
      await page.keyboard.press('Control+.');
      await page.getByRole('option', { name: fix }).click({ timeout: 5_000 });
    }).toPass();
  };
  await fixAt('recieves', 'Change to “receives”');
  await expect(workbench.textEditor).toContainText('receives warmth');
  await fixAt('bubbels', 'Add “bubbels” to workspace dictionary');
  await expect.poll(() => readFile(folder.file('.paddock/words.txt'), 'utf8').catch(() => '')).toContain('bubbels en');
  await workbench.runCommand('File: Save');
  await expect.poll(() => readFile(folder.file(NAME), 'utf8')).toContain(line.replace('recieves', 'receives'));
  await workbench.tab(NAME).first().click();
  await editor.row(2).click();
  await expect(editor.turn('Response')).toContainText('receives warmth');
  await expect(editor.mistakes('Response')).toHaveCount(0);
});

test.describe('a dictionary that cannot be used', () => {
  test.use({ settings: { 'paddock.spelling.dictionaries': ['${workspaceFolder}/dictionaries'] } });

  test('is named, and languages are checked all the same', async ({ workbench, folder }) => {
    await mkdir(folder.file('dictionaries'));
    await writeFile(folder.file('dictionaries/de_DE.aff'), 'SET UTF-8\nFLAG nonsense\nPFX A Y 99999999\n');
    await writeFile(folder.file('dictionaries/de_DE.dic'), Buffer.alloc(2_000_000, 0xff));
    const editor = await openRecords(workbench, folder);
    await workbench.runCommand(CHECK);
    await expect(workbench.notification('records misspelled')).toBeVisible();
    await expect(workbench.notification('de_DE.aff cannot be used')).toBeVisible();
    for (const place of MISSPELLED) await expect(editor.row(place)).toContainText('2 unknown');
  });
});
