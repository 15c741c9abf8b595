import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { post } from './host';
import { iconButton } from './iconButton';
import { PageElement } from './pageElement';
import { RECORD_COMMANDS } from './recordCommands';
import { rovingFocus } from './rovingFocus';

const EDITS = [
  { ...RECORD_COMMANDS.add, label: 'Add record' },
  { ...RECORD_COMMANDS.duplicate, label: 'Duplicate record' },
  { ...RECORD_COMMANDS.delete, label: 'Delete record' },
  { ...RECORD_COMMANDS.moveUp, label: 'Move record up' },
  { ...RECORD_COMMANDS.moveDown, label: 'Move record down' },
];

/** The toolbar "Record actions": what can be done with the record as a whole. Emits `row-step` (detail: 1 or -1). */
@customElement('paddock-record-toolbar')
export class RecordToolbar extends PageElement {
  /** Of the record in the list; -1 where the filters hide it. */
  @property({ type: Number }) row = -1;
  /** Length of the list as filtered. */
  @property({ type: Number }) shown = 0;

  protected override render(): TemplateResult {
    const { row, shown } = this;
    return html`<div class="record-toolbar" role="toolbar" aria-label="Record actions" ${rovingFocus()}>
      <span class="record-edits">${EDITS.map((each) =>
        iconButton({ ...each, onClick: () => post({ type: 'command', command: each.command }) }),
      )}</span>
      ${iconButton({
        label: 'Previous record',
        icon: 'arrow-up',
        onClick: () => this.emit('row-step', -1),
        isDisabled: row === 0 || shown === 0,
      })}
      ${iconButton({
        label: 'Next record',
        icon: 'arrow-down',
        onClick: () => this.emit('row-step', 1),
        isDisabled: row >= shown - 1,
      })}
      ${iconButton({
        label: 'Go to record…',
        icon: 'symbol-numeric',
        onClick: () => post({ type: 'command', command: 'goToRecord' }),
      })}
      ${iconButton({
        label: 'Open as text',
        icon: 'go-to-file',
        onClick: () => post({ type: 'command', command: 'openAsText' }),
      })}
    </div>`;
  }
}
