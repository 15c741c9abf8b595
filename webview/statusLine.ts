import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CheckState, Progress, QueueState } from '../src/protocol/toWebview';
import type { Format } from './format';
import { post } from './host';
import { iconButton } from './iconButton';
import { PageElement } from './pageElement';
import './queueStatus';
import { setProperties } from './setProperties';

/** So long is a message shown, in milliseconds: it is about what was done then. */
const MESSAGE_STAYS = 20_000;

/** The line at the bottom: work under way, what is left to check, and what the editor announces. */
@customElement('paddock-status')
export class StatusLine extends PageElement {
  @property({ attribute: false }) progress: readonly Progress[] = [];
  @property({ attribute: false }) check: CheckState | undefined;
  /** Whether the check that was made last checked the spelling too. */
  @property({ type: Boolean }) isSpelled = false;
  /** Candidates of the dataset. */
  @property({ attribute: false }) queue: QueueState | undefined;
  @property({ attribute: false }) format!: Format;

  @state() private message = '';
  private going: ReturnType<typeof setTimeout> | undefined;

  /** Shows the message, and has screen readers say it, also when it is the same as before. */
  async announce(message: string): Promise<void> {
    this.message = '';
    clearTimeout(this.going);
    await this.updateComplete;
    this.message = message;
    this.going = setTimeout(() => (this.message = ''), MESSAGE_STAYS);
  }

  protected override render(): TemplateResult {
    return html`<div class="status">
      ${repeat(
        // What is paused says so itself.
        this.progress.filter(({ task }) => task !== 'generate' || !this.queue?.isPaused || this.queue.generating > 0),
        ({ task }) => task,
        (progress) => this.renderProgress(progress),
      )}
      <paddock-queue
        .queue=${this.queue}
        .format=${this.format}
        @announce=${({ detail }: CustomEvent<string>) => this.announce(detail)}
      ></paddock-queue>
      ${this.check && this.check.unchecked > 0 ? this.renderUnchecked(this.check) : nothing}
      <span class="status-message" role="status" aria-live="polite">${this.message}</span>
    </div>`;
  }

  private renderUnchecked({ unchecked, wasComplete }: CheckState): TemplateResult {
    const records = unchecked === 1 ? '1 record has' : `${this.format.number(unchecked)} records have`;
    return html`<div class="unchecked">
      <span>${records} ${wasComplete ? 'changed since the check' : 'not been checked'}</span>
      <vscode-button
        appearance="secondary"
        title="Check these records"
        @click=${() => post({ type: 'command', command: this.isSpelled ? 'checkEverything' : 'checkLanguage' })}
        >Check them</vscode-button
      >
    </div>`;
  }

  private renderProgress({ task, label, done, detail }: Progress): TemplateResult {
    const percent = done === undefined ? '' : this.format.progress(done);
    return html`<div class="progress">
      <span>${label} ${percent}</span>
      ${task === 'generate'
        ? iconButton({
            label: `Pause ${label}`,
            icon: 'debug-pause',
            onClick: () => post({ type: 'queue', action: 'pause' }),
          })
        : nothing}
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
        aria-valuenow=${done === undefined ? nothing : Math.floor(done * 100)}
        aria-valuetext=${done === undefined ? detail || nothing : `${percent}, ${detail}`}
      >
        ${done === undefined
          ? html`<div class="progress-going"></div>`
          : html`<div class="progress-done" ${setProperties({ transform: `scaleX(${done})` })}></div>`}
      </div>
      <span class="quiet progress-detail">${detail}</span>
    </div>`;
  }
}
