import type { FromWebview } from '../../protocol/fromWebview';
import type { ReplaceRow } from '../../protocol/toWebview';
import type { DatasetDocument } from '../datasetDocument';
import { placeCorrections } from '../spelling/corrections';
import type { DatasetView } from './datasetView';
import { RecordReplace, type ReplaceScope, type WantedReplacement } from './recordReplace';

type Message = Extract<
  FromWebview,
  { type: 'previewReplace' | 'previewCorrections' | 'includeReplace' | 'applyReplace' | 'closeReplace' }
>;

/** What the page asks of replacing in many records, by a query or by corrections of words: first looked at, then made. */
export class ReplaceMessages {
  /** What is looked at. */
  shown: RecordReplace | undefined;

  constructor(
    private readonly document: DatasetDocument,
    private readonly view: DatasetView,
  ) {}

  async handle(message: Message): Promise<void> {
    switch (message.type) {
      case 'previewReplace': {
        const { query, replacement, scope } = message;
        return this.preview({ query, replacement }, scope, this.view.keysIn(scope));
      }
      case 'previewCorrections':
        return this.previewCorrections(message);
      case 'includeReplace':
        return this.shown?.include(message.row, message.included);
      case 'applyReplace':
        return this.apply();
      case 'closeReplace':
        return this.close();
    }
  }

  async rows(start: number, count: number): Promise<readonly ReplaceRow[]> {
    return (await this.shown?.rows(start, count)) ?? [];
  }

  /** The records that are looked through are not as they were any more. */
  outdate(): void {
    this.shown?.outdate();
  }

  /** Looks no further. */
  cancel(): void {
    this.shown?.end();
  }

  /** Nothing is looked at any more. */
  end(): void {
    this.shown?.end();
    this.shown = undefined;
  }

  private preview(wanted: WantedReplacement, scope: ReplaceScope, keys: Uint32Array): void {
    this.end();
    this.shown = new RecordReplace(this.document, wanted, scope, keys, () => this.view.refreshSoon(false));
    this.view.showState();
  }

  /** Nothing is unknown, and so corrected, where there has been no check. */
  private async previewCorrections({ corrections }: Extract<Message, { type: 'previewCorrections' }>): Promise<void> {
    const { checks, dataset } = this.document;
    if (!checks.verdicts) return;
    const { changes, keys } = await placeCorrections(corrections, checks.verdicts, dataset.order);
    this.preview({ corrections, changes }, 'all', keys);
  }

  private async apply(): Promise<void> {
    const { shown, view } = this;
    if (!shown) return;
    try {
      const records = await shown.apply();
      this.close();
      view.announce(records === 1 ? 'Replaced in 1 record.' : `Replaced in ${records.toLocaleString()} records.`);
    } catch (error) {
      view.announce((error as Error).message);
    }
  }

  private close(): void {
    this.end();
    this.view.showState();
  }
}
