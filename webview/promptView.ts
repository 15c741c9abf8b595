import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Prompt, TextPrompt } from '../src/generation/prompt';
import type { RecordKey } from '../src/protocol/toWebview';
import type { Format } from './format';
import { requestPrompt, type SentPrompt } from './host';
import { iconButton } from './iconButton';
import { plainText } from './markedText';
import { PageElement } from './pageElement';

/**
 * The region "Prompt": what is sent to the model for a response, to the character. Emits `prompt-close`.
 */
@customElement('paddock-prompt')
export class PromptView extends PageElement {
  @property({ type: Number }) record: RecordKey = 0;
  /** Index of the response in the record. */
  @property({ type: Number }) turn = 0;
  /** The candidate that it was sent for; absent for what would be sent now. */
  @property({ attribute: false }) candidate: number | undefined;
  @property({ attribute: false }) format!: Format;

  @state() private sent: SentPrompt | undefined;
  @state() private failure: string | undefined;
  @query('section') private section!: HTMLElement;

  protected override firstUpdated(): void {
    this.section.focus({ preventScroll: true });
    this.section.scrollIntoView({ block: 'nearest' });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('record') || changed.has('turn') || changed.has('candidate')) void this.load();
  }

  private async load(): Promise<void> {
    const { record, turn, candidate } = this;
    const isStillWanted = () => record === this.record && turn === this.turn && candidate === this.candidate;
    this.sent = this.failure = undefined;
    try {
      const sent = await requestPrompt(record, turn, candidate);
      if (isStillWanted()) this.sent = sent;
    } catch (error) {
      if (isStillWanted()) this.failure = (error as Error).message;
    }
  }

  protected override render(): TemplateResult {
    const { sent, failure } = this;
    return html`<section class="prompt" aria-label="Prompt" tabindex="-1" @keydown=${this.onKeydown}>
      <header class="prompt-header">
        <h4>${this.candidate === undefined ? 'Prompt that would be sent' : 'Prompt'}</h4>
        ${sent ? html`<span class="quiet">${this.figures(sent)}</span>` : nothing}
        <span class="space"></span>
        ${iconButton({ label: 'Close prompt', icon: 'close', shortcut: 'Escape', onClick: () => this.emit('prompt-close') })}
      </header>
      ${failure
        ? html`<p class="sign error" role="alert">
            <span class="codicon codicon-error" aria-hidden="true"></span><span class="word">${failure}</span>
          </p>`
        : sent
          ? this.renderPrompt(sent.prompt)
          : html`<p class="quiet">Making the prompt…</p>`}
    </section>`;
  }

  private figures({ tokens, contextTokens }: SentPrompt): string {
    const { number } = this.format;
    if (tokens === undefined) return contextTokens === undefined ? '' : `context of ${number(contextTokens)} tokens`;
    const of = contextTokens === undefined ? '' : ` of ${number(contextTokens)}`;
    return `${number(tokens)}${of} token${tokens === 1 && !of ? '' : 's'}`;
  }

  private renderPrompt(prompt: Prompt): TemplateResult {
    const { stop } = prompt;
    return html`${prompt.kind === 'text'
      ? html`<div class="prompt-text" dir="auto" tabindex="0" role="textbox" aria-readonly="true" aria-multiline="true" aria-label="Prompt text"
          >${ownWords(prompt)}</div
        >`
      : html`<dl class="prompt-messages">
          ${prompt.messages.map(
            ({ role, content }) => html`<dt class="quiet">${role}</dt>
              <dd class="prompt-text" dir="auto">${plainText(content)}</dd>`,
          )}
        </dl>`}
    ${stop.length > 0
      ? html`<p class="prompt-stop quiet">
          Ends at ${stop.map((text, index) => html`${index > 0 ? ', ' : nothing}<code>${visible(text)}</code>`)}
        </p>`
      : nothing}`;
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.emit('prompt-close');
  }
}

/** The record's own words stand out from those of the template. */
function ownWords({ text, literal }: TextPrompt): unknown[] {
  const parts: unknown[] = [];
  let end = 0;
  for (const stretch of literal) {
    parts.push(plainText(text.slice(end, stretch.start)));
    parts.push(html`<span class="prompt-own">${plainText(text.slice(stretch.start, stretch.end))}</span>`);
    ({ end } = stretch);
  }
  return [...parts, plainText(text.slice(end))];
}

/** Line ends are seen. */
function visible(text: string): unknown {
  return plainText(text.replaceAll('\r', '␍').replaceAll('\n', '↵'));
}
