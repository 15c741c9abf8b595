import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { TurnDetail } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { requestText } from './host';
import { markedText } from './markedText';
import { PageElement } from './pageElement';
import { segments } from './segments';
import { verdictSign } from './verdictSign';
import { VERDICT_SIGNS } from './words';

/** One turn of a record: who speaks, in which language, what the check says of it, and the text. */
@customElement('paddock-turn')
export class RecordTurn extends PageElement {
  @property({ attribute: false }) turn!: TurnDetail;
  @property({ type: Number }) index = 0;
  /** Of the record in the dataset. */
  @property({ type: Number }) position = 0;
  @property({ attribute: false }) format!: Format;

  /** The whole of a text that came only in part, once the user has asked for it. */
  @state() private fullText: string | undefined;
  @state() private isLoading = false;
  @state() private failure: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('position') && !changed.has('index')) return;
    this.fullText = undefined;
    this.failure = undefined;
    this.isLoading = false;
  }

  protected override render(): TemplateResult {
    const { turn, format } = this;
    const { language, verdict, message } = turn;
    const isPassed = verdict?.verdict === 'match' || verdict?.verdict === 'requested';
    return html`
      <div class="turn-heading">
        <h3>${turn.label}</h3>
        ${turn.name ? html`<span class="quiet">${withControlPictures(turn.name)}</span>` : nothing}
        ${language
          ? html`<span class="turn-language">${format.language(language.language)}
              <span class="quiet">${format.confidence(language.confidence)}</span></span>`
          : nothing}
        ${isPassed
          ? html`<span title=${message ?? nothing}>${verdictSign(VERDICT_SIGNS[verdict.verdict])}</span>`
          : nothing}
      </div>
      ${verdict && !isPassed
        ? html`<p class="turn-verdict">
            ${verdictSign(VERDICT_SIGNS[verdict.verdict])}
            ${message ? html`<span class="turn-message">${withControlPictures(message)}</span>` : nothing}
          </p>`
        : nothing}
      <div
        class="turn-text"
        role="textbox"
        aria-readonly="true"
        aria-multiline="true"
        aria-label=${turn.label}
        aria-description=${message ?? nothing}
        tabindex="0"
        dir="auto"
        >${markedText(segments(this.fullText ?? turn.text, verdict?.spans ?? [], turn.matches), format)}</div
      >
      ${this.renderRest()}
    `;
  }

  private renderRest(): TemplateResult | typeof nothing {
    const { fullLength } = this.turn;
    if (fullLength === undefined || this.fullText !== undefined) return nothing;
    return html`<p class="turn-rest">
      <span class="quiet"
        >The first ${this.format.number(this.turn.text.length)} of ${this.format.number(fullLength)} characters.</span
      >
      <vscode-button appearance="secondary" ?disabled=${this.isLoading} @click=${this.showAll}
        >Show all (${this.format.bytes(fullLength)})</vscode-button
      >
      ${this.failure ? html`<span class="sign error">${this.failure}</span>` : nothing}
    </p>`;
  }

  private async showAll(): Promise<void> {
    const { position, index } = this;
    const isStillShown = () => this.position === position && this.index === index;
    this.isLoading = true;
    try {
      const text = await requestText({ type: 'turnText', position, turn: index });
      if (isStillShown()) this.fullText = text;
    } catch (error) {
      if (isStillShown()) this.failure = (error as Error).message;
    } finally {
      if (isStillShown()) this.isLoading = false;
    }
  }
}
