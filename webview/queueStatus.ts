import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { QueueState } from '../src/protocol/toWebview';
import type { Format } from './format';
import { post } from './host';
import { iconButton } from './iconButton';
import { PageElement } from './pageElement';
import { isAllReviewed, reviewedWords, toReviewWords } from './reviewWords';

/** How far the candidates of the dataset are: paused, waiting for review. Emits `announce` when the last one is decided. */
@customElement('paddock-queue')
export class QueueStatus extends PageElement {
  @property({ attribute: false }) queue: QueueState | undefined;
  @property({ attribute: false }) format!: Format;

  protected override updated(changed: PropertyValues<this>): void {
    const { queue } = this;
    if (queue && isAllReviewed(changed.get('queue'), queue)) this.emit('announce', reviewedWords(queue, this.format));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { queue } = this;
    if (!queue) return nothing;
    return html`${queue.isPaused && queue.waiting > 0 ? this.renderPaused(queue) : nothing}
    ${queue.ready > 0 ? this.renderToReview(queue) : nothing}`;
  }

  private renderPaused({ waiting, problem }: QueueState): TemplateResult {
    return html`<div class="queue" role="group" aria-label="Regenerating, paused">
      <span class="codicon codicon-debug-pause" aria-hidden="true"></span>
      <span>Regenerating is paused: ${this.format.number(waiting)} waiting</span>
      ${iconButton({
        label: 'Resume Regenerating',
        icon: 'debug-continue',
        onClick: () => post({ type: 'queue', action: 'resume' }),
      })}
      ${iconButton({
        label: 'Cancel Regenerating',
        icon: 'close',
        onClick: () => post({ type: 'queue', action: 'cancel' }),
      })}
      ${problem ? html`<span class="queue-problem sign error"><span class="word">${problem}</span></span>` : nothing}
    </div>`;
  }

  private renderToReview(queue: QueueState): TemplateResult {
    return html`<div class="queue">
      <span class="codicon codicon-sparkle" aria-hidden="true"></span>
      <span>${toReviewWords(queue, this.format)}</span>
      <vscode-button
        appearance="secondary"
        title="Show the records with a candidate to accept or reject"
        @click=${() => post({ type: 'command', command: 'showCandidates' })}
        >Review</vscode-button
      >
    </div>`;
  }
}
