import { expect, test } from './workbenchTest';

test('the workbench starts with the extension installed', async ({ workbench }) => {
  await workbench.runCommand('Extensions: Show Installed Extensions');
  await expect(workbench.page.getByRole('listitem', { name: /Paddock/ })).toBeVisible();
});
