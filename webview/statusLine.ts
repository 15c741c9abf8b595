import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Progress } from '../src/protocol/toWebview';
import type { Format } from './format';
import { post } from './host';
import { iconButton } from './iconButton';
import { PageElement } from './pageElement';
import { setProperties } from './setProperties';

/** The line at the bottom: work under way, and what the editor announces. */
@customElement('paddock-status')
export class StatusLine extends PageElement {
  @property({ attribute: false }) progress: readonly Progress[] = [];
  @property({ attribute: false }) format!: Format;

  @state() private message = '';

  /** Shows the message, and has screen readers say it, also when it is the same as before. */
  async announce(message: string): Promise<void> {
    this.message = '';
    await this.updateComplete;
    this.message = message;
  }

  protected override render(): TemplateResult {
    return html`<div class="status">
      ${repeat(
        this.progress,
        ({ task }) => task,
        (progress) => this.renderProgress(progress),
      )}
      <span class="status-message" role="status" aria-live="polite">${this.message}</span>
    </div>`;
  }

  private renderProgress({ task, label, done, detail }: Progress): TemplateResult {
    const percent = this.format.progress(done);
    return html`<div class="progress">
      <span>${label} ${percent}</span>
      ${iconButton({
        label: `Cancel ${label}`,
        icon: 'close',
        onClick: () => post({ type: 'cancel', task }),
      })}
      <div
        class="progress-bar"
        role="progressbar"
        aria-label=${label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${Math.floor(done * 100)}
        aria-valuetext="${percent}, ${detail}"
      >
        <div class="progress-done" ${setProperties({ transform: `scaleX(${done})` })}></div>
      </div>
      <span class="quiet progress-detail">${detail}</span>
    </div>`;
  }
}
