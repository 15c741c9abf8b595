import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Format } from './format';
import { post } from './host';
import { iconButton } from './iconButton';
import { PageElement } from './pageElement';
import { RECORD_COMMANDS } from './recordCommands';
import { rovingFocus } from './rovingFocus';

const COMMANDS = [
  RECORD_COMMANDS.delete,
  RECORD_COMMANDS.duplicate,
  RECORD_COMMANDS.setField,
  RECORD_COMMANDS.replace,
  RECORD_COMMANDS.export,
];

/** The toolbar "Selection": how many records are selected, and what can be done with all of them. */
@customElement('paddock-selection')
export class SelectionBar extends PageElement {
  @property({ type: Number }) count = 0;
  @property({ attribute: false }) format!: Format;

  protected override render(): TemplateResult {
    return html`<div class="selection" role="toolbar" aria-label="Selection" ${rovingFocus()}>
      <span class="selected-count" role="status">${this.format.number(this.count)} selected</span>
      ${COMMANDS.map((each) =>
        iconButton({ ...each, onClick: () => post({ type: 'command', command: each.command }) }),
      )}
    </div>`;
  }
}
