import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Span } from '../src/checks/language/languageVerdict';
import type { RecordKey, TurnDetail } from '../src/protocol/toWebview';
import type { RecordChange } from '../src/schema/recordChange';
import { withControlPictures } from './controlCharacters';
import './editableText';
import type { EditableText, EditableTextSource } from './editableText';
import type { Format } from './format';
import { post, requestText } from './host';
import { markedText, underlayText } from './markedText';
import './menuButton';
import type { MenuItem } from './menuButton';
import { movedSpans } from './movedSpans';
import { PageElement } from './pageElement';
import './passageList';
import type { TextMarks } from './segments';
import { verdictSign } from './verdictSign';
import { VERDICT_SIGNS } from './words';

/**
 * One turn of a record: who speaks, in which language, what the check says of it, and the text.
 * Emits `turn-insert` (detail: the index of the turn that is to come).
 */
@customElement('paddock-turn')
export class RecordTurn extends PageElement {
  @property({ attribute: false }) turn!: TurnDetail;
  @property({ type: Number }) index = 0;
  @property({ type: Number }) record: RecordKey = 0;
  /** Which the record has come with. */
  @property({ type: Number }) request = 0;
  @property({ attribute: false }) format!: Format;
  @state() private isEditing = false;
  @query('paddock-text') private text!: EditableText;

  async edit(): Promise<void> {
    await this.text.edit();
    this.text.scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { turn, format } = this;
    const { language, verdict, message } = turn;
    // Of a response that is in one other language throughout, the verdict says all there is to say.
    const isInParts = verdict && (verdict.verdict === 'mixed' || verdict.spans.length > 1);
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
        <span class="space"></span>
        ${this.renderActions()}
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
        @text-enter=${() => (this.isEditing = true)}
        @text-leave=${() => (this.isEditing = false)}
      ></paddock-text>
      ${isInParts
        ? keyed(
            this.record,
            html`<paddock-passages
              .spans=${verdict.spans}
              .text=${turn.text}
              .response=${turn.label}
              .format=${format}
              @passage-show=${({ detail }: CustomEvent<Span>) => void this.text.show(detail)}
            ></paddock-passages>`,
          )
        : nothing}
    `;
  }

  private renderActions(): TemplateResult | typeof nothing {
    const { role, canSplit, canMerge, canInsert, canRemove } = this.turn.actions;
    const { index } = this;
    const items: MenuItem[] = [];
    const add = (label: string, run: () => void) => items.push({ label, run });
    // Where the caret is: without one there is no place to split at.
    if (canSplit && this.isEditing) add('Split here', () => this.split());
    if (canMerge) add('Merge with next turn', () => this.change({ kind: 'mergeTurn', turn: index }));
    if (canInsert) add('Insert turn after', () => this.insert());
    if (canRemove) add('Delete turn', () => this.change({ kind: 'removeTurn', turn: index }));
    const roles = (role?.choices ?? []).map((choice) => ({
      label: withControlPictures(choice),
      isChecked: choice === role?.current,
      run: () => this.change({ kind: 'turnRole', turn: index, role: choice }),
    }));
    if (items.length + roles.length === 0) return nothing;
    return html`<paddock-menu-button
      class="turn-actions"
      label="More actions: ${this.turn.label}"
      .groups=${[{ items }, { label: 'Role', items: roles }]}
    ></paddock-menu-button>`;
  }

  private split(): void {
    const offset = this.text.caret;
    if (offset === undefined) return;
    this.change({ kind: 'splitTurn', turn: this.index, offset });
    void this.text.updateComplete.then(() => this.text.focus({ preventScroll: true }));
  }

  private insert(): void {
    this.change({ kind: 'insertTurn', turn: this.index });
    this.emit('turn-insert', this.index + 1);
  }

  /** What was typed is told first: the change is made to it. */
  private change(change: RecordChange): void {
    this.text.leave();
    post({ type: 'change', key: this.record, change });
  }

  private get source(): EditableTextSource {
    const { turn, index, record, request, format } = this;
    return {
      record,
      request,
      name: `turn ${index}`,
      text: turn.text,
      fullLength: turn.fullLength,
      draw: (text, received) => markedText(text, marksIn(turn, text, received), format),
      drawUnderlay: (text, received) => underlayText(text, marksIn(turn, text, received)),
      change: (text) => ({ kind: 'turnText', turn: index, text }),
      load: () => requestText({ type: 'turnText', key: record, turn: index }),
    };
  }
}

/** @param received the text that the turn's marks belong to. */
function marksIn({ verdict, requests, matches }: TurnDetail, text: string, received: string): TextMarks {
  const moved = <S extends Span>(spans: readonly S[]) => movedSpans(spans, received, text);
  return { flagged: moved(verdict?.spans ?? []), requests: moved(requests), matches: moved(matches) };
}
