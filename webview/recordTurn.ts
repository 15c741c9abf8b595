import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { RecordKey, TurnDetail } from '../src/protocol/toWebview';
import { withControlPictures } from './controlCharacters';
import './editableText';
import type { EditableText, EditableTextSource } from './editableText';
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
  @property({ type: Number }) record: RecordKey = 0;
  @property({ attribute: false }) format!: Format;
  @query('paddock-text') private text!: EditableText;

  async edit(): Promise<void> {
    await this.text.edit();
    this.text.scrollIntoView({ block: 'nearest' });
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
      <paddock-text
        class="turn-text"
        label=${turn.label}
        .description=${message}
        .format=${format}
        .source=${this.source}
      ></paddock-text>
    `;
  }

  private get source(): EditableTextSource {
    const { turn, index, record, format } = this;
    return {
      record,
      name: `turn ${index}`,
      text: turn.text,
      fullLength: turn.fullLength,
      draw: (text, isReceived) =>
        markedText(isReceived ? segments(text, turn.verdict?.spans ?? [], turn.matches) : segments(text, [], []), format),
      change: (text) => ({ kind: 'turnText', turn: index, text }),
      load: () => requestText({ type: 'turnText', key: record, turn: index }),
    };
  }
}
