import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { TestFolder } from './testFolder';
import { expect, test } from './workbenchTest';

const NAME = 'million.jsonl';
const COUNT = 1_000_000;
/** Bytes of a line with its line feed: where a line begins can be told by its number. */
const LINE = 100;
const MIDDLE = COUNT / 2;

test('a file of a million records is scrolled, edited, undone and saved, and all other lines stay', async ({
  workbench,
  folder,
  page,
}) => {
  await writeMillion(folder);
  const before = await hashes(folder, [0, (MIDDLE - 1) * LINE], [MIDDLE * LINE, (COUNT - 1) * LINE]);
  const editor = await workbench.openFile(NAME);
  await editor.expectRecords(COUNT);
  await editor.grid.focus();
  await page.keyboard.press('End');
  await expect(editor.row(COUNT)).toContainText(`Answer ${COUNT}`);
  await expect(editor.record).toContainText(`Answer ${COUNT}`);
  await editor.grid.evaluate((grid) => (grid.scrollTop = (grid.scrollHeight - grid.clientHeight) / 2));
  await expect(editor.row(MIDDLE)).toContainText(`Answer ${MIDDLE}`);
  await editor.row(MIDDLE).click();
  await expect(editor.turn('Response')).toContainText(`Answer ${MIDDLE}`);
  await expect(editor.progress('Indexing')).toHaveCount(0);

  await editor.type('Response', 'Edited.');
  await expect(editor.row(MIDDLE)).toContainText('Edited.');
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  const edited = lineOf(MIDDLE).replace(/"output":".*"/, '"output":"Edited."');
  const end = (MIDDLE - 1) * LINE + edited.length;
  expect(await textAt(folder, (MIDDLE - 1) * LINE, edited.length)).toBe(edited);
  expect(await hashes(folder, [0, (MIDDLE - 1) * LINE], [end, end + (COUNT - MIDDLE - 1) * LINE])).toEqual(before);

  await page.keyboard.press('Control+Z');
  await expect(editor.turn('Response')).toContainText(`Answer ${MIDDLE}`);
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await editor.grid.focus();
  await page.keyboard.press('End');
  await expect(editor.record).toContainText(`Answer ${COUNT}`);
  await page.keyboard.press('Delete');
  await editor.expectRecords(COUNT - 1);
  await expect(workbench.tab(NAME)).toHaveClass(/dirty/);
  await page.keyboard.press('Control+S');
  await expect(workbench.tab(NAME)).not.toHaveClass(/dirty/);
  expect(await sizeOf(folder)).toBe((COUNT - 1) * LINE);
  expect(await hashes(folder, [0, (MIDDLE - 1) * LINE], [MIDDLE * LINE, (COUNT - 1) * LINE])).toEqual(before);
  expect(await textAt(folder, (MIDDLE - 1) * LINE, LINE)).toBe(lineOf(MIDDLE));
});

function lineOf(number: number): string {
  const start = `{"id":${number},"instruction":"Question ${number}?","input":"","output":"Answer ${number}`;
  return `${start.padEnd(LINE - '"}\n'.length, '.')}"}\n`;
}

async function writeMillion(folder: TestFolder): Promise<void> {
  const file = await open(folder.file(NAME), 'w');
  const step = 50_000;
  for (let from = 1; from <= COUNT; from += step) {
    await file.write(Array.from({ length: step }, (_, index) => lineOf(from + index)).join(''));
  }
  await file.close();
}

/** Of stretches of the file, each from its first byte up to and without its last. */
async function hashes(folder: TestFolder, ...stretches: readonly (readonly [from: number, end: number])[]): Promise<string[]> {
  const file = await open(folder.file(NAME));
  try {
    const all: string[] = [];
    for (const [start, end] of stretches) {
      const hash = createHash('sha256');
      for await (const block of file.createReadStream({ start, end: end - 1, autoClose: false })) hash.update(block as Buffer);
      all.push(hash.digest('hex'));
    }
    return all;
  } finally {
    await file.close();
  }
}

async function textAt(folder: TestFolder, start: number, length: number): Promise<string> {
  const file = await open(folder.file(NAME));
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, start);
  await file.close();
  return buffer.toString();
}

async function sizeOf(folder: TestFolder): Promise<number> {
  const file = await open(folder.file(NAME));
  const { size } = await file.stat();
  await file.close();
  return size;
}
