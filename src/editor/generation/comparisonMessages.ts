import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RecordKey } from '../../dataset/edits/recordKey';
import type { ComparisonExport } from '../../engine/comparison/exportComparison';
import type { FromWebview } from '../../protocol/fromWebview';
import type { DatasetDocument } from '../datasetDocument';

type Message = Extract<
  FromWebview,
  { type: 'continueComparison' | 'showCompared' | 'takeCompared' | 'useCompared' | 'exportComparison' | 'closeComparison' }
>;

const CHANGED = 'The record has been deleted or changed since the sample was drawn.';

/** What the page asks of a comparison of models: messages for one dataset. */
export class ComparisonMessages {
  /** @param reveal selects a record and scrolls to it. @param announce says something in the status line. */
  constructor(
    private readonly document: DatasetDocument,
    private readonly reveal: (key: RecordKey) => void,
    private readonly announce: (message: string) => void,
  ) {}

  /** What follows is shown as it comes; only what fails has to be said. */
  async handle(message: Message): Promise<void> {
    const { comparison } = this.document;
    try {
      switch (message.type) {
        case 'continueComparison':
          return await comparison.continue();
        case 'closeComparison':
          return comparison.close();
        case 'showCompared': {
          const found = await comparison.find(message.row);
          if (found) this.reveal(found.key);
          else this.announce(CHANGED);
          return;
        }
        case 'takeCompared':
          return await this.take(message.row, message.model);
        case 'useCompared':
          return await this.use(message.model);
        case 'exportComparison':
          return await this.export(message.what);
      }
    } catch (error) {
      void vscode.window.showErrorMessage((error as Error).message);
    }
  }

  private async take(row: number, model: number): Promise<void> {
    const { comparison, candidates } = this.document;
    const [found, response, choice] = [await comparison.find(row), comparison.response(row, model), comparison.choice(model)];
    if (!found) return this.announce(CHANGED);
    if (!response || response.error !== undefined || !choice) return;
    const { key, turn, seed, record } = found;
    const end = { reason: response.isCut ? ('length' as const) : ('stop' as const) };
    await candidates.take({ key, turn, choice, seed }, { text: response.text, end, time: comparison.time }, record);
    this.reveal(found.key);
  }

  private async use(model: number): Promise<void> {
    const { comparison, models } = this.document;
    const choice = comparison.choice(model);
    if (!choice) return;
    const present = [...models.choices, ...models.listed].find(({ name }) => name === choice.name);
    if (!present) throw new Error(`There is no model “${choice.name}” any more: it is not in the settings, nor on a server.`);
    await models.choose(present);
    this.announce(`Responses are regenerated with ${present.name} from now on.`);
  }

  private async export(what: ComparisonExport): Promise<void> {
    const { uri, comparison } = this.document;
    const extension = what === 'all' ? 'jsonl' : 'csv';
    const name = basename(uri.path).replace(/\.[^.]*$/, '');
    const destination = await vscode.window.showSaveDialog({
      title: what === 'all' ? 'Export the Comparison' : `Export the Comparison’s ${what === 'figures' ? 'Figures' : 'Responses'}`,
      defaultUri: vscode.Uri.joinPath(uri, '..', `${name}-comparison${what === 'all' ? '' : `-${what}`}.${extension}`),
      filters: { [extension.toUpperCase()]: [extension] },
    });
    if (!destination) return;
    if (destination.scheme !== 'file' || destination.fsPath === uri.fsPath) {
      throw new Error('Export to another file on this machine.');
    }
    await writeFile(destination.fsPath, comparison.export(what));
    this.announce(`Exported to ${basename(destination.path)}.`);
  }
}
