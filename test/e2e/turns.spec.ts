import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import type { DatasetEditor } from './pages/datasetEditor';
import { expect, test } from './workbenchTest';

const NAME = 'chat.jsonl';
const HEBREW = 'שלום לכולם';
const chat = {
  id: 'chat-1',
  note: 'As it was.',
  score: 1,
  conversations: [
    { from: 'human', value: 'How do I boil an egg?' },
    { from: 'gpt', value: 'Put it into boiling water. Wait.' },
    { from: 'human', value: 'For how long?' },
    { from: 'gpt', value: 'For six minutes.' },
  ],
};
const breaks = {
  id: 'chat-2',
  conversations: [
    { from: 'human', value: 'First line.\r\nSecond line.\r\nThird line.' },
    { from: 'gpt', value: HEBREW },
  ],
};
const lines = [chat, breaks].map((record) => JSON.stringify(record));
const original = lines.map((line) => `${line}\n`).join('');

test('turns are split, merged, inserted, deleted and given other roles, one undo step each', async ({
  workbench,
  folder,
  page,
}) => {
  await folder.write(NAME, original);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(2);
  await editor.row(1).click();
  const texts = turnTexts(editor);
  const before = chat.conversations.map(({ value }) => value);
  await expect(texts).toHaveText(before);

  const undone = async () => {
    await page.keyboard.press('Control+Z');
    await expect(texts).toHaveText(before);
    await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  };

  await editor.turn('Response 1').press('Enter');
  for (let left = ' Wait.'.length; left > 0; left--) await page.keyboard.press('ArrowLeft');
  await choose(editor, 'Response 1', 'Split here');
  await expect(editor.record.getByRole('heading', { level: 3 }).filter({ hasText: 'Response' })).toHaveCount(3);
  await page.keyboard.press('Control+Enter');
  await expect(texts).toHaveText([before[0], 'Put it into boiling water.', ' Wait.', before[2], before[3]]);
  await choose(editor, 'Response 1', 'Merge with next turn');
  await expect(texts).toHaveCount(4);
  await page.keyboard.press('Control+Z');
  await expect(texts).toHaveCount(5);
  await undone();

  await choose(editor, 'Instruction 2', 'Insert turn after');
  await expect(texts).toHaveCount(5);
  await expect(editor.turn('Response 2')).toBeFocused();
  await page.keyboard.type('A new answer.');
  await page.keyboard.press('Control+Enter');
  await expect(texts).toHaveText([...before.slice(0, 3), 'A new answer.', before[3]]);
  await page.keyboard.press('Control+Z');
  await expect(texts).toHaveText([...before.slice(0, 3), '', before[3]]);
  await undone();

  await choose(editor, 'Response 1', 'Delete turn');
  await expect(texts).toHaveText([before[0], before[2], before[3]]);
  await undone();

  await choose(editor, 'Response 2', 'human');
  await expect(editor.turn('Instruction 3')).toHaveText(before[3]);
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const saved = lines[0].replace('{"from":"gpt","value":"For six', '{"from":"human","value":"For six');
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(`${saved}\n${lines[1]}\n`);
  await page.keyboard.press('Control+Z');
  await expect(texts).toHaveText(before);
  await expect(editor.turn('Response 2')).toHaveText(before[3]);
});

test('the raw JSON of a record says where its error is until it is mended; fields are edited', async ({
  workbench,
  folder,
  page,
}) => {
  await folder.write(NAME, original);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(2);
  await editor.row(1).click();
  await editor.record.getByRole('button', { name: 'Raw JSON' }).click();
  // While it is not JSON, there is nothing else of the record to be seen.
  const raw = editor.record.getByRole('textbox', { name: /^(Raw JSON|Record text)$/ });
  await raw.press('Enter');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(', oops');
  await expect(editor.record.getByRole('button', { name: `Line 1, column ${lines[0].length + 1}` })).toBeVisible();
  await expect(raw).toHaveAttribute('aria-invalid', 'true');
  for (let left = ', oops'.length; left > 0; left--) await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(',"added":true}');
  await expect(raw).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Control+Enter');
  await expect(editor.turn('added')).toHaveText('true');

  await editor.type('note', 'As it is.');
  await editor.turn('score').press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('2.0');
  await page.keyboard.press('Control+Enter');
  await expect(editor.turn('score')).toHaveText('2.0');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const saved = lines[0].replace('As it was.', 'As it is.').replace('"score":1', '"score":2.0').replace(/}$/, ',"added":true}');
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(`${saved}\n${lines[1]}\n`);
});

test('Escape takes back what was typed, another record keeps it; line breaks and direction stay', async ({
  workbench,
  folder,
  page,
}) => {
  await folder.write(NAME, original);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(2);
  await editor.row(1).click();
  await editor.turn('Response 1').press('Enter');
  await page.keyboard.type(' Then more.');
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await page.keyboard.press('Escape');
  await expect(editor.turn('Response 1')).toHaveText(chat.conversations[1].value);
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);

  await editor.turn('Response 1').press('Enter');
  await page.keyboard.type(' Then peel it.');
  await editor.row(2).click();
  await expect(editor.record).toContainText('chat-2');
  await expect(editor.row(1)).toContainText('Wait. Then peel it.');

  await editor.turn('Response').press('Enter');
  await expect(editor.turn('Response')).toHaveCSS('direction', 'rtl');
  await page.keyboard.type(` ${HEBREW}`);
  await page.keyboard.press('Control+Enter');
  await expect(editor.turn('Response')).toHaveCSS('direction', 'rtl');
  // Also when it begins with a word in Latin letters.
  await editor.turn('Response').press('Enter');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('JSON: ');
  await expect(editor.turn('Response')).toHaveCSS('direction', 'rtl');
  await page.keyboard.press('Control+Enter');
  await expect(editor.turn('Response')).toHaveCSS('direction', 'rtl');
  await expect(editor.row(2).locator('.preview.response')).toHaveCSS('direction', 'rtl');
  await editor.turn('Instruction').press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Fourth line.');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const first = lines[0].replace('Wait.', 'Wait. Then peel it.');
  const second = lines[1].replace('Third line.', 'Third line.\\r\\nFourth line.').replace(HEBREW, `JSON: ${HEBREW} ${HEBREW}`);
  expect(await readFile(folder.file(NAME), 'utf8')).toBe(`${first}\n${second}\n`);
});

/** The texts of the record's turns, in order; not those of its fields. */
function turnTexts(editor: DatasetEditor): Locator {
  return editor.record.getByRole('textbox', { name: /^(Instruction|Response)( \d+)?$/ });
}

async function choose(editor: DatasetEditor, turn: string, item: string): Promise<void> {
  await editor.record.getByRole('button', { name: `More actions: ${turn}`, exact: true }).click();
  await editor.frame.getByRole('menu').getByRole(/^[a-z]+$/.test(item) ? 'menuitemradio' : 'menuitem', { name: item, exact: true }).click();
}
