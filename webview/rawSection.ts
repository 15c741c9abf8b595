import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RecordDetail, RecordKey } from '../src/protocol/toWebview';
import type { Format } from './format';
import { latestRequest, requestText } from './host';
import { markedText } from './markedText';
import { PageElement } from './pageElement';
import './rawEditor';
import type { RawText } from './rawEditor';

/** Bytes: longer records are not asked for whole as the user steps from one to the next. */
const FOLLOWS_UP_TO = 1_000_000;

/**
 * A record as it is written in the file: opened by the user, and open by itself where the record cannot be read
 * otherwise. Emits `raw-edit` (detail: whether it is being edited; it then says itself what is wrong, where it is).
 */
@customElement('paddock-raw-section')
export class RawSection extends PageElement {
  @property({ attribute: false }) record!: RecordDetail;
  @property({ attribute: false }) format!: Format;

  @state() private isOpen = false;
  /** The text of the record shown last, which stays until the next one's comes. */
  @state() private raw: RawText | undefined;
  @state() private failure: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { record } = this;
    if (!changed.has('record')) return;
    if (changed.get('record')?.key !== record.key) {
      this.failure = undefined;
      if (record.bytes > FOLLOWS_UP_TO) this.close();
    }
    if (this.isWanted) void this.load(record.key);
  }

  protected override render(): TemplateResult {
    const { record, raw } = this;
    const isUnreadable = record.raw !== undefined;
    const isHere = raw !== undefined && (!isUnreadable || raw.record === record.key);
    return html`
      ${isUnreadable && record.bytes <= FOLLOWS_UP_TO ? nothing : this.renderDisclosure()}
      ${this.failure ? html`<p class="notice"><span class="sign error">${this.failure}</span></p>` : nothing}
      ${isHere && this.isWanted
        ? html`<paddock-raw
            label=${isUnreadable ? 'Record text' : 'Raw JSON'}
            .format=${this.format}
            .text=${raw}
            @text-enter=${this.onTextEnter}
            @text-leave=${() => this.emit('raw-edit', false)}
          ></paddock-raw>`
        : isUnreadable
          ? this.renderBeginning(record.raw)
          : nothing}
    `;
  }

  private renderDisclosure(): TemplateResult {
    return html`<vscode-button
      class="disclosure"
      aria-label="Raw JSON"
      appearance="icon"
      .ariaExpanded=${String(this.isOpen)}
      @click=${this.toggle}
      ><span class="codicon codicon-chevron-${this.isOpen ? 'down' : 'right'}" aria-hidden="true"></span>Raw
      JSON</vscode-button
    >`;
  }

  /** Of a record that cannot be read, until its whole text has come. */
  private renderBeginning(text: string): TemplateResult {
    return html`<div class="raw-text">
      <div
        class="editable-text"
        role="textbox"
        aria-readonly="true"
        aria-multiline="true"
        aria-label="Record text"
        tabindex="0"
        dir="auto"
        >${markedText(text, {}, this.format)}</div
      >
    </div>`;
  }

  /** The text of a record that cannot be read is all there is to see. */
  private get isWanted(): boolean {
    const { raw, bytes } = this.record;
    return this.isOpen || (raw !== undefined && bytes <= FOLLOWS_UP_TO);
  }

  /** A record that can be read again by what was typed stays open. */
  private onTextEnter(): void {
    this.isOpen = true;
    this.emit('raw-edit', true);
  }

  private toggle(): void {
    this.failure = undefined;
    if (this.isOpen) return this.close();
    this.isOpen = true;
    void this.load(this.record.key);
  }

  private close(): void {
    this.isOpen = false;
    this.raw = undefined;
  }

  private async load(record: RecordKey): Promise<void> {
    try {
      const text = requestText({ type: 'rawText', key: record });
      const request = latestRequest();
      const raw = { record, request, text: await text };
      if (this.record.key === record) this.raw = raw;
    } catch (error) {
      if (this.record.key !== record) return;
      this.raw = undefined;
      this.failure = (error as Error).message;
    }
  }
}
