import { html, nothing, type TemplateResult } from 'lit';
import type { RecordDetail } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import './recordToolbar';
import { EDIT_WORDS } from './words';

interface RecordPlace {
  /** Whether each record is a line of the file. */
  readonly lineByLine: boolean;
  /** Length of the list as filtered. */
  readonly shown: number;
}

/** Which record it is, where it stands, and what can be done with it as a whole. */
export function recordHeader(record: RecordDetail, { lineByLine, shown }: RecordPlace, format: Format): TemplateResult {
  const { position, row, line, id, bytes, edited } = record;
  const number = format.number(position + 1);
  return html`<header class="record-header">
    <h2 title="Record ${number}">${number}</h2>
    ${id === undefined ? nothing : html`<span class="record-id" title=${withControlPictures(id)}>${withControlPictures(id)}</span>`}
    <span class="quiet record-place"
      >${lineByLine && line !== undefined ? `line ${format.number(line)}, ` : nothing}${format.bytes(bytes)}</span
    >
    ${row < 0 ? html`<span class="badge">hidden by the filters</span>` : nothing}
    ${edited ? html`<span class="badge ${edited}">${EDIT_WORDS[edited]}</span>` : nothing}
    <span class="space"></span>
    <paddock-record-toolbar .row=${row} .shown=${shown}></paddock-record-toolbar>
  </header>`;
}
