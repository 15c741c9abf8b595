import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LanguageSpan } from '../src/checks/language/languageVerdict';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { spanWords } from './markedText';
import { PageElement } from './pageElement';

/** Passages that are listed before the user asks for the others. */
const SHOWN = 6;
/** UTF-16 units of a passage that the list quotes at most: the style sheet cuts them to the width. */
const QUOTED = 200;

/**
 * The stretches of a response that are not in the expected language, each with its language and its first words.
 * Emits `passage-show` (detail: the stretch).
 */
@customElement('paddock-passages')
export class PassageList extends PageElement {
  @property({ attribute: false }) spans: readonly LanguageSpan[] = [];
  /** The response, or its beginning. */
  @property() text = '';
  /** Its accessible name. */
  @property() response = '';
  @property({ attribute: false }) format!: Format;
  @state() private isWhole = false;

  protected override render(): TemplateResult {
    const { spans, isWhole, format } = this;
    const shown = isWhole ? spans : spans.slice(0, SHOWN);
    const more = spans.length - shown.length;
    return html`<ul class="passages" aria-label="Other languages in ${this.response}">
        ${shown.map((span) => this.renderPassage(span))}
      </ul>
      ${more > 0
        ? html`<button class="link passages-more" type="button" @click=${this.showAll}>
            Show ${format.number(more)} more
          </button>`
        : nothing}`;
  }

  private async showAll(): Promise<void> {
    this.isWhole = true;
    await this.updateComplete;
    // The button is gone.
    this.querySelectorAll<HTMLElement>('.passage-button')[SHOWN]?.focus();
  }

  private renderPassage(span: LanguageSpan): TemplateResult {
    const { start, end, kind } = span;
    const quoted = withControlPictures(this.text.slice(start, Math.min(end, start + QUOTED)).replace(/\s+/g, ' '));
    return html`<li>
      <button
        class="passage-button"
        type="button"
        title="Show in the response"
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => this.emit('passage-show', { start, end })}
      >
        <span class="flagged ${kind} passage-language">${spanWords(span, this.format)}</span>
        <span class="passage-text" dir="auto">${quoted || '…'}</span>
      </button>
    </li>`;
  }
}
