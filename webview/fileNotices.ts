import { html, nothing, type TemplateResult } from 'lit';
import type { EditorState } from '../src/protocol/toWebview';

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
  return html`<div class="empty">${isIndexing ? 'Indexing…' : 'This file has no records.'}</div>`;
}
