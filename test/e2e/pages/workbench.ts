import { basename } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { workbenchAddress } from '../../../scripts/workbench.mjs';
import type { TestFolder } from '../testFolder';
import { DatasetEditor } from './datasetEditor';

interface Server {
  readonly url: string;
  readonly authority: string;
}

/** VS Code around the editor: explorer, palette, notifications, status bar, Problems panel. */
export class Workbench {
  private constructor(
    readonly page: Page,
    readonly folder: TestFolder,
  ) {}

  static async open(page: Page, server: Server, folder: TestFolder): Promise<Workbench> {
    await page.goto(workbenchAddress(server, folder.path));
    const workbench = new Workbench(page, folder);
    await expect(workbench.explorer).toBeVisible({ timeout: 60_000 });
    await workbench.waitForExtension();
    return workbench;
  }

  /** Reloads the window as its user does. */
  async reload(): Promise<Workbench> {
    const gone = this.page.waitForEvent('framenavigated', (frame) => frame === this.page.mainFrame());
    await this.runCommand('Developer: Reload Window');
    await gone;
    const workbench = new Workbench(this.page, this.folder);
    await expect(workbench.explorer).toBeVisible({ timeout: 60_000 });
    return workbench;
  }

  /** Before the extension is registered, the text editor takes its files. */
  private async waitForExtension(): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput.getByRole('textbox').fill('>Paddock: Open Sample Dataset', { timeout: 5000 });
        await expect(this.quickInput.getByRole('option', { name: 'Paddock: Open Sample Dataset' })).toBeVisible({ timeout: 3000 });
      } finally {
        await this.page.keyboard.press('Escape');
      }
    }).toPass({ timeout: 60_000 });
  }

  get explorer(): Locator {
    return this.page.getByRole('tree', { name: 'Files Explorer' });
  }

  /** The dataset in view. */
  get editor(): DatasetEditor {
    return new DatasetEditor(this.page);
  }

  /** One of several editors in view, from 0 at the left. */
  editorAt(index: number): DatasetEditor {
    return new DatasetEditor(this.page, index);
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Opens a file of the folder by its path, with the editor that its name is associated with: Paddock, for datasets. */
  async openFile(name: string): Promise<DatasetEditor> {
    const option = this.quickInput.getByRole('option', { name: new RegExp(escape(basename(name))) }).first();
    await this.inQuickInput('Control+P', this.folder.file(name), option);
    return this.editor;
  }

  /** Picks from a file's context menu in the explorer. Retried while the extension that brings the item is registered. */
  async openFromExplorer(name: string, menuItem: string): Promise<DatasetEditor> {
    await this.explorer.hover();
    await this.page.getByRole('button', { name: 'Refresh Explorer' }).click();
    await expect(async () => {
      await this.explorer.getByRole('treeitem', { name: new RegExp(`^${escape(name)}`) }).click({ button: 'right' });
      const item = this.page.getByRole('menuitem', { name: menuItem });
      try {
        // A menu ignores a button let go at once after it has opened.
        await item.click({ delay: 300, timeout: 3000 });
        await expect(item).toBeHidden({ timeout: 2000 });
      } catch (error) {
        await this.page.keyboard.press('Escape');
        throw error;
      }
    }).toPass({ timeout: 60_000 });
    return this.editor;
  }

  /** A file's tab; it has the class `dirty` while the file has unsaved edits. */
  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  get textEditor(): Locator {
    return this.page.locator('.monaco-editor[role=code]');
  }

  /** Runs a command from the palette. Retried while the extension that brings it is still being registered. */
  async runCommand(title: string): Promise<void> {
    await this.inQuickInput('F1', `>${title}`, this.quickInput.getByRole('option', { name: title }).first());
  }

  /** Picks what typing finds. Retried: a workbench that is starting closes its quick input when it puts the focus elsewhere. */
  private async inQuickInput(key: string, text: string, option: Locator): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(key);
      try {
        await this.quickInput.getByRole('textbox').fill(text, { timeout: 5000 });
        await option.click({ timeout: 3000 });
      } catch (error) {
        await this.page.keyboard.press('Escape');
        throw error;
      }
    }).toPass({ timeout: 60_000 });
  }

  /** Types into the input box or quick pick that is open, and accepts. */
  async answer(text: string): Promise<void> {
    await this.quickInput.getByRole('textbox').fill(text);
    await this.page.keyboard.press('Enter');
  }

  async pick(name: string | RegExp): Promise<void> {
    await this.quickInput.getByRole('option', { name }).first().click();
  }

  /** Puts one of the models of the settings in force, by its whole name. */
  async selectModel(name: string): Promise<void> {
    await this.runCommand('Paddock: Select Model…');
    await this.pick(new RegExp(`^${escape(name)}(?! \\w)`));
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  /** All messages in view. */
  get notifications(): Locator {
    return this.page.locator('.notification-toast');
  }

  statusBarItem(name: string | RegExp): Locator {
    return this.page.locator('.statusbar').getByRole('button', { name });
  }

  /** The Problems panel's entries. */
  async problems(): Promise<Locator> {
    await this.runCommand('Problems: Focus on Problems View');
    return this.page.locator('.markers-panel').getByRole('treeitem');
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
