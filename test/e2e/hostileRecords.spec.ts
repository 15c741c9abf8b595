import type { Workbench } from './pages/workbench';
import { expect, test } from './workbenchTest';

const MARK = 'paddock-was-here';
const attacks = [
  `<img src="http://127.0.0.1:9/${MARK}" onerror="globalThis.hacked = true; console.log('${MARK}')">`,
  `<script>globalThis.hacked = true; console.log('${MARK}')</script>`,
  `"><svg onload="console.log('${MARK}')"><style>body{background:url(http://127.0.0.1:9/${MARK})}</style>`,
  `</script><iframe srcdoc="<script>console.log('${MARK}')</script>"></iframe>`,
  `[click](command:workbench.action.quit) \${alert(1)} {{7*7}} javascript:console.log('${MARK}')`,
];

/** Whether anything of a record was run or loaded, in any frame. */
function watchForHarm({ page }: Workbench): string[] {
  const harm: string[] = [];
  page.on('console', (message) => message.text() === MARK && harm.push('a script ran'));
  page.on('request', (request) => request.url().includes(MARK) && harm.push(`loaded ${request.url()}`));
  page.on('dialog', (dialog) => {
    harm.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  return harm;
}

test('markup in every field is shown as text and does nothing', async ({ workbench, folder, page }) => {
  const harm = watchForHarm(workbench);
  await folder.writeRecords(
    'hostile.jsonl',
    attacks.map((attack) => ({
      id: attack,
      instruction: attack,
      input: attack,
      output: `${attack} This answer is long enough to be judged, and it is plainly written in English.`,
      [attack]: attack,
      __proto__x: { constructor: attack },
    })),
  );
  const editor = await workbench.openFile('hostile.jsonl');
  await editor.expectRecords(attacks.length);
  await workbench.runCommand('Paddock: Check Language Consistency');
  await expect(editor.toolbar).toContainText('0 of 5 flagged');
  for (const [index, attack] of attacks.entries()) {
    await editor.row(index + 1).click();
    await expect(editor.turn('Response')).toContainText(attack);
    await expect(editor.turn('Instruction')).toContainText(attack);
  }
  await editor.button('Raw JSON').click();
  await expect(editor.record.getByRole('textbox', { name: 'Raw JSON' })).toContainText('This answer is long enough');
  await editor.searchbox.fill('<img');
  await editor.expectMatches(1);
  await editor.button('Filter to matching records').click();
  await editor.expectRecords(1);
  const problems = await workbench.problems();
  await expect(problems.first().or(page.getByText('No problems have been detected'))).toBeVisible();

  for (const frame of page.frames()) {
    expect(await frame.evaluate(() => 'hacked' in globalThis)).toBe(false);
  }
  expect(harm).toEqual([]);
});

test('markup in lines that are not JSON, and in a file name, is text as well', async ({ workbench, folder }) => {
  const harm = watchForHarm(workbench);
  const name = `<img src=x onerror=console.log('${MARK}')>.jsonl`;
  await folder.write(name, attacks.join('\n'));
  const editor = await workbench.openFile(name);
  await editor.expectRecords(attacks.length);
  for (const [index, attack] of attacks.entries()) {
    await editor.row(index + 1).click();
    await expect(editor.record.getByRole('textbox', { name: 'Record text' })).toHaveText(attack);
  }
  expect(harm).toEqual([]);
});
