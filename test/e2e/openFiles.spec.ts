import { gzipSync } from 'node:zlib';
import { expect, test } from './workbenchTest';

const good = (id: string) => ({ id, instruction: `Name something that begins with ${id}.`, input: '', output: `Here is ${id}.` });
const line = (id: string) => JSON.stringify(good(id));

test('CRLF, BOM, blank lines and a last line that is cut off: each is shown as what it is', async ({ workbench, folder }) => {
  const cut = line('e').slice(0, 40);
  await folder.write('odd.jsonl', `\uFEFF${line('a')}\r\n\r\n${line('b')}\r\nnot json\r\n[1, 2]\r\n${cut}`);
  const editor = await workbench.openFile('odd.jsonl');
  await editor.expectRecords(6);
  await expect(editor.row(1)).toContainText('begins with a');
  await expect(editor.row(2)).toContainText('blank line');
  await expect(editor.row(3)).toContainText('begins with b');
  await expect(editor.row(4)).toContainText('not JSON');
  await expect(editor.row(5)).toContainText('not an object');
  await expect(editor.row(6)).toContainText('not JSON');
  await editor.row(6).click();
  await expect(editor.record.getByRole('list', { name: 'Problems' })).toContainText(/JSON/);
  await expect(editor.record.getByRole('textbox', { name: 'Record text' })).toHaveText(cut);
});

test('invalid UTF-8 is flagged and shown', async ({ workbench, folder }) => {
  const text = Buffer.from(`${line('a')}\n${line('b')}\n${line('c')}\n`);
  text[text.indexOf('is b')] = 0xff;
  await folder.write('latin.jsonl', text);
  const editor = await workbench.openFile('latin.jsonl');
  await editor.expectRecords(3);
  await editor.row(2).click();
  await expect(editor.record.getByRole('list', { name: 'Problems' })).toContainText('UTF-8');
  await expect(editor.row(3)).toContainText('begins with c');
});

test('a line of 50 MB neither stops nor hides the others', async ({ workbench, folder }) => {
  const huge = JSON.stringify({ ...good('huge'), output: 'long text '.repeat(5_000_000) });
  await folder.write('huge.jsonl', `${line('a')}\n${huge}\n${line('b')}\n`);
  const editor = await workbench.openFile('huge.jsonl');
  await editor.expectRecords(3);
  await expect(editor.row(1)).toContainText('begins with a');
  await expect(editor.row(3)).toContainText('begins with b');
  await editor.row(2).click();
  await expect(editor.record).toContainText('huge');
  await editor.row(3).click();
  await expect(editor.turn('Response')).toHaveText('Here is b.');
});

test('an array of records in one JSON document opens from the explorer', async ({ workbench, folder }) => {
  await folder.write('array.json', JSON.stringify([good('a'), good('b'), 7, good('c')], undefined, 2));
  const editor = await workbench.openFromExplorer('array.json', 'Open in Paddock');
  await editor.expectRecords(4);
  await expect(editor.row(2)).toContainText('begins with b');
  await expect(editor.row(3)).toContainText('not an object');
});

test('an empty file says so', async ({ workbench, folder }) => {
  await folder.write('empty.jsonl', '');
  const editor = await workbench.openFile('empty.jsonl');
  await expect(editor.frame.getByText('This file has no records.')).toBeVisible();
});

test('a compressed dataset says what to do', async ({ workbench, folder }) => {
  await folder.write('many.jsonl.gz', gzipSync(`${line('a')}\n`));
  const editor = await workbench.openFromExplorer('many.jsonl.gz', 'Open in Paddock');
  await expect(editor.frame.getByText('The file is compressed with gzip. Decompress it (for instance: gzip -dk)')).toBeVisible();
});

test('text keeps its direction, its line breaks and its emoji', async ({ workbench, folder }) => {
  const arabic = 'السماء زرقاء.\nوالعشب أخضر. 🌿';
  await folder.writeRecords('arabic.jsonl', [{ ...good('a'), output: arabic }]);
  const editor = await workbench.openFile('arabic.jsonl');
  await expect(editor.turn('Response')).toHaveText(arabic, { useInnerText: true });
  await expect(editor.turn('Response')).toHaveCSS('direction', 'rtl');
});

test('a single record without line ending has its schema', async ({ workbench, folder }) => {
  await folder.write('one.jsonl', line('alone'));
  const editor = await workbench.openFile('one.jsonl');
  await editor.expectRecords(1);
  await expect(editor.turn('Response')).toContainText('Here is alone.');
});

test.describe('without an association of .jsonl with Paddock', () => {
  test.use({ settings: { 'workbench.editorAssociations': {} } });

  test('the text editor keeps .jsonl files until the user takes the offer, made once', async ({ workbench, folder }) => {
    await folder.write('a.jsonl', `${line('a')}\n`);
    await folder.write('b.jsonl', `${line('b')}\n`);
    await workbench.openFile('a.jsonl');
    await expect(workbench.textEditor).toContainText('begins with a');
    const editor = await workbench.openFromExplorer('a.jsonl', 'Open in Paddock');
    await editor.expectRecords(1);
    await workbench.notification('by default?').getByRole('button', { name: 'Open .jsonl in Paddock' }).click();
    await expect(workbench.notification('open in Paddock from now on')).toBeVisible();
    await workbench.openFile('b.jsonl');
    await expect(editor.row(1)).toContainText('begins with b');
  });
});
