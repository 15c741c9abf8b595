import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

/** Paddock's editor, by the roles and names that are its contract. */
export class DatasetEditor {
  readonly frame: FrameLocator;

  /** @param index which of the editors in view, from 0 at the left; absent when there is only one. */
  constructor(
    readonly page: Page,
    index?: number,
  ) {
    // Editors behind other tabs keep their frames, hidden.
    const visible = page.locator('iframe.webview.ready').filter({ visible: true });
    const one = index === undefined ? visible : visible.nth(index);
    this.frame = one.contentFrame().frameLocator('iframe#active-frame');
  }

  get toolbar(): Locator {
    return this.frame.getByRole('toolbar', { name: 'Dataset' });
  }

  get grid(): Locator {
    return this.frame.getByRole('grid', { name: 'Records' });
  }

  get record(): Locator {
    return this.frame.getByRole('region', { name: 'Record', exact: true });
  }

  get searchbox(): Locator {
    return this.frame.getByRole('searchbox', { name: 'Find' });
  }

  get filters(): Locator {
    return this.frame.getByRole('list', { name: 'Filters' });
  }

  get summary(): Locator {
    return this.frame.getByRole('dialog', { name: 'Summary' });
  }

  /** What the editor announces to screen readers. */
  get status(): Locator {
    return this.frame.getByRole('status');
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole('button', { name });
  }

  progress(name: string): Locator {
    return this.frame.getByRole('progressbar', { name });
  }

  /** Rows drawn now; the grid is virtual. */
  get rows(): Locator {
    return this.grid.getByRole('row');
  }

  /** A row by its place in the list, from 1. */
  row(index: number): Locator {
    return this.grid.locator(`[role=row][aria-rowindex="${index}"]`);
  }

  get selectedRow(): Locator {
    return this.grid.getByRole('row', { selected: true });
  }

  /** A turn's text: "Instruction", "Response", "Response 2". */
  turn(label: string): Locator {
    return this.record.getByRole('textbox', { name: label, exact: true });
  }

  /** The list of a response's passages in other languages. */
  passages(label: string): Locator {
    return this.record.getByRole('list', { name: `Other languages in ${label}` }).getByRole('button');
  }

  /** Words and problems of a turn's text that are underlined for their spelling. */
  mistakes(label: string): Locator {
    return this.turn(label).locator('mark:is(.unknown-word, .text-problem)');
  }

  /** What can be done about a mistake. */
  suggestions(written: string): Locator {
    return this.frame.getByRole('menu', { name: `Suggestions for “${written}”` });
  }

  /** What has been generated in place of a response. */
  get candidates(): Locator {
    return this.record.getByRole('group', { name: 'Candidates', exact: true });
  }

  /** One of them, from 1, by its number among those that are left. */
  candidate(number: number): Locator {
    return this.candidates.getByRole('article', { name: new RegExp(`^Candidate ${number} by `) });
  }

  /** The list of the dataset's unknown words. */
  get unknownWords(): Locator {
    return this.frame.getByRole('region', { name: 'Unknown words' });
  }

  get words(): Locator {
    return this.unknownWords.getByRole('grid', { name: 'Words' });
  }

  /** Waits until the list of unknown words holds this many. */
  async expectWords(count: number): Promise<void> {
    await expect(this.words).toHaveAttribute('aria-rowcount', String(count));
  }

  /** Writes another text in place of a turn's or field's, and commits it. */
  async type(label: string, text: string): Promise<void> {
    // A record that was selected just now has to have come.
    await expect(this.record).toHaveAttribute('aria-busy', 'false');
    await this.turn(label).press('Enter');
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Control+Enter');
    await expect(this.turn(label)).toHaveText(text);
  }

  /** Waits until the list holds this many records. */
  async expectRecords(count: number): Promise<void> {
    await expect(this.grid).toHaveAttribute('aria-rowcount', String(count), { timeout: 60_000 });
  }

  /** Waits until the search has ended with this many records: "3 records", or "2 of 3" on one of them. */
  async expectMatches(count: number): Promise<void> {
    const words = new RegExp(`\\bof ${count}\\b(?!\\+)|\\b${count} records?\\b`);
    await expect(this.frame.getByRole('search', { name: 'Find in records' })).toContainText(words);
  }

  /** Picks what to filter by in the filter menu: "Verdict: mismatch". */
  async addFilter(name: string): Promise<void> {
    await this.button('Add filter').click();
    await this.frame.getByRole('option', { name, exact: true }).click();
    await this.page.keyboard.press('Escape');
  }

  async removeFilter(words: string): Promise<void> {
    const button = this.button(`Remove filter ${words}`);
    await button.click();
    // The other filters move up when it is gone: a click on one of them before would hit its neighbour.
    await expect(button).toBeHidden();
  }
}
