import { html, nothing, type TemplateResult } from 'lit';
import type { EditorState } from '../src/protocol/toWebview';
import { post } from './host';

/** What is to be known of the file as a whole. */
export function fileBanners({ error, total, readOnly }: EditorState): TemplateResult {
  return html`${error && total > 0
    ? html`<div class="banner" role="alert">
        <span class="codicon codicon-error" aria-hidden="true"></span>${error}
      </div>`
    : nothing}
  ${readOnly
    ? html`<div class="banner info" role="status">
        <span class="codicon codicon-lock" aria-hidden="true"></span>${readOnly}
      </div>`
    : nothing}`;
}

/** What stands in place of the records where there are none. */
export function noRecords({ error, progress }: EditorState): TemplateResult {
  if (error) {
    return html`<div class="empty" role="alert">
      <span class="codicon codicon-error" aria-hidden="true"></span>${error}
    </div>`;
  }
  const isIndexing = progress.some(({ task }) => task === 'index');
  if (isIndexing) return html`<div class="empty">Indexing…</div>`;
  return html`<div class="empty">
    This file has no records.
    <vscode-button class="add-first" title="Add a record to be filled in" @click=${() => post({ type: 'command', command: 'addRecord' })}
      >Add record</vscode-button
    >
    <vscode-button
      appearance="secondary"
      title="Choose what records consist of; without a choice, of instruction, input and output"
      @click=${() => post({ type: 'command', command: 'selectSchema' })}
      >Select schema…</vscode-button
    >
  </div>`;
}
