import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Span } from '../src/checks/language/languageVerdict';
import type { SpellingMistake } from '../src/checks/finding';
import type { GenerationState, TurnDetail } from '../src/protocol/toWebview';
import type { RecordChange } from '../src/schema/recordChange';
import type { MenuItem } from './actionMenu';
import { withControlPictures } from './controlCharacters';
import './editableText';
import type { EditableText, EditableTextSource } from './editableText';
import { post, requestText } from './host';
import { markedText, underlayText } from './markedText';
import './menuButton';
import { mistakeAt, mistakeFrom, mistakesOf, movedMistakes, type WantedWord } from './mistakes';
import { movedSpans } from './movedSpans';
import './passageList';
import './promptView';
import { regenerateTitle } from './regenerateItems';
import type { TextMarks } from './segments';
import { spellingInWords, spellingSigns } from './spellingWords';
import './suggestionMenu';
import type { SuggestionMenu } from './suggestionMenu';
import { TurnElement } from './turnElement';
import { verdictLine, verdictSign } from './verdictSign';
import { isPassed, VERDICT_SIGNS } from './words';

/** What the suggestions are for, in the style sheet. */
const HIGHLIGHT = 'suggestions';

/**
 * One turn of a record: who speaks, in which language, what the check says of it, and the text.
 * Emits `turn-insert` (detail: the index of the turn that is to come) and `candidate-ask` when a response is to be
 * generated, besides what the suggestions do.
 */
@customElement('paddock-turn')
export class RecordTurn extends TurnElement {
  @state() private isEditing = false;
  @state() private isPromptShown = false;
  @query('paddock-text') private text!: EditableText;
  @query('paddock-suggestions') private suggestions!: SuggestionMenu | null;
  /** Whose suggestions a click on it has found open: the next one is for the caret. */
  private pressed: SpellingMistake | undefined;

  override focus(): void {
    this.text.focus({ preventScroll: true });
  }

  async edit(): Promise<void> {
    await this.text.edit();
    this.text.scrollIntoView({ block: 'nearest' });
  }

  /** What is wrong with the spelling of the text as it is now, in its order. */
  get mistakes(): readonly SpellingMistake[] {
    return movedMistakes(mistakesOf(this.turn.spelling), this.text.received, this.text.text);
  }

  /** Where the caret is in the text, in UTF-16 units; absent when it is elsewhere. */
  get caret(): number | undefined {
    return this.text.caret;
  }

  /** Brings a mistake into view and selects it. */
  async showMistake(mistake: SpellingMistake): Promise<void> {
    await this.text.reveal(mistake);
  }

  /** Scrolls to a mistake, where it is out of view. */
  async scrollToMistake(mistake: SpellingMistake): Promise<void> {
    await this.text.bringIntoView(mistake);
  }

  /**
   * Opens the suggestions for the mistake that the caret is in, else for the word that is asked for, else for the next
   * mistake. @returns whether there is one
   */
  suggest(wanted?: WantedWord): boolean {
    // Where there is no caret, none is in a mistake at the beginning.
    const mistake = mistakeFrom(this.mistakes, this.caret ?? -1, wanted);
    if (mistake) void this.openSuggestions(mistake);
    return mistake !== undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.isAnotherRecord(changed)) return;
    this.suggestions?.close();
    this.isPromptShown = false;
  }

  protected override render(): TemplateResult {
    const { turn } = this;
    const { record, format, notChecked, wordLists, generation } = this.context;
    const { language, verdict, spelling } = turn;
    const message = withControlPictures(turn.message ?? '');
    const description = [message, spelling && withControlPictures(spellingInWords(spelling))].filter(Boolean).join('. ');
    // Of a response that is in one other language throughout, the verdict says all there is to say.
    const isInParts = verdict && (verdict.verdict === 'mixed' || verdict.spans.length > 1);
    return html`
      <div class="turn-heading">
        <div class="turn-facts">
          <h3>${turn.label}</h3>
          ${turn.name ? html`<span class="quiet">${withControlPictures(turn.name)}</span>` : nothing}
          ${language
            ? html`<span class="turn-language">${format.language(language.language)}
                <span class="quiet">${format.confidence(language.confidence)}</span></span>`
            : nothing}
          ${verdict && isPassed(verdict.verdict)
            ? html`<span title=${message || nothing}>${verdictSign(VERDICT_SIGNS[verdict.verdict])}</span>`
            : nothing}
          ${spelling ? spellingSigns(spelling, notChecked, format).map((sign) => verdictSign(sign)) : nothing}
        </div>
        <div class="turn-tools">
          ${turn.role === 'response' && generation ? this.renderRegenerate(generation) : nothing} ${this.renderActions()}
        </div>
      </div>
      ${verdictLine(verdict?.verdict, message)}
      <paddock-text
        class="turn-text"
        label=${turn.label}
        .description=${description || undefined}
        .format=${format}
        .source=${this.source}
        @mousedown=${() => (this.pressed = this.suggestions?.mistake)}
        @dblclick=${() => this.pressed && this.text.select(this.pressed.start, this.pressed.end)}
        @text-enter=${() => (this.isEditing = true)}
        @text-leave=${() => (this.isEditing = false)}
      ></paddock-text>
      ${spelling
        ? html`<paddock-suggestions .wordLists=${wordLists} .format=${format}></paddock-suggestions>`
        : nothing}
      ${isInParts
        ? keyed(
            record,
            html`<paddock-passages
              .spans=${verdict.spans}
              .text=${turn.text}
              .response=${turn.label}
              .format=${format}
              @passage-show=${({ detail }: CustomEvent<Span>) => void this.text.show(detail)}
            ></paddock-passages>`,
          )
        : nothing}
      ${this.isPromptShown
        ? html`<paddock-prompt
            .record=${record}
            .turn=${this.index}
            .format=${format}
            @prompt-close=${this.hidePrompt}
          ></paddock-prompt>`
        : nothing}
    `;
  }

  private renderRegenerate(generation: GenerationState): TemplateResult {
    return html`<vscode-button
      class="turn-regenerate"
      aria-label="Regenerate ${this.turn.label}"
      appearance="icon"
      title=${regenerateTitle(generation)}
      ?disabled=${generation.unavailable !== undefined}
      @click=${() => this.regenerate()}
      ><span class="codicon codicon-sparkle" aria-hidden="true"></span
      ><span class="regenerate-word">Regenerate</span></vscode-button
    >`;
  }

  /** What was typed is told first: it may be part of what is asked. */
  private regenerate(): void {
    this.text.flush();
    post({ type: 'regenerate', key: this.context.record, turn: this.index });
    this.emit('candidate-ask');
  }

  private async hidePrompt(): Promise<void> {
    this.isPromptShown = false;
    await this.updateComplete;
    this.text.focus({ preventScroll: true });
  }

  private async openSuggestions(mistake: SpellingMistake): Promise<void> {
    // Another record has been selected: a change of this one would be lost to the eye.
    if (this.closest('[aria-busy=true]')) return;
    const { text } = this;
    const range = await text.bringIntoView(mistake);
    const written = () => text.text.slice(mistake.start, mistake.end);
    const before = written();
    if (range) CSS.highlights?.set(HIGHLIGHT, new Highlight(range));
    this.suggestions?.open({
      mistake,
      written: before,
      place: () => (range ? firstLineOf(range) : text.getBoundingClientRect()),
      isRightToLeft: text.isRightToLeft,
      replace: (replacement) => {
        // The text may have come anew meanwhile.
        if (written() === before) void text.replace(mistake, replacement);
      },
      closed: (isFocusToReturn) => {
        CSS.highlights?.delete(HIGHLIGHT);
        if (isFocusToReturn) text.focus({ preventScroll: true });
      },
    });
  }

  private press(offset: number): boolean {
    const mistake = mistakeAt(this.mistakes, offset);
    if (!mistake || !this.suggestions || mistake.start === this.pressed?.start) return false;
    void this.openSuggestions(mistake);
    return true;
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
    if (this.canAsk) add('Show prompt', () => (this.isPromptShown = true));
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

  private get canAsk(): boolean {
    const { generation } = this.context;
    return this.turn.role === 'response' && generation?.model !== undefined && generation.unavailable === undefined;
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
    post({ type: 'change', key: this.context.record, change });
  }

  private get source(): EditableTextSource {
    const { turn, index } = this;
    const { record, request, format } = this.context;
    return {
      record,
      request,
      name: `turn ${index}`,
      text: turn.text,
      fullLength: turn.fullLength,
      draw: (text, received) => markedText(text, marksIn(turn, text, received), format),
      drawUnderlay: (text, received) => underlayText(text, marksIn(turn, text, received)),
      press: (offset) => this.press(offset),
      change: (text) => ({ kind: 'turnText', turn: index, text }),
      load: () => requestText({ type: 'turnText', key: record, turn: index }),
    };
  }
}

/** @param received the text that the turn's marks belong to. */
function marksIn({ verdict, spelling, requests, matches }: TurnDetail, text: string, received: string): TextMarks {
  const moved = <S extends Span>(spans: readonly S[]) => movedSpans(spans, received, text);
  return {
    flagged: moved(verdict?.spans ?? []),
    requests: moved(requests),
    mistakes: movedMistakes(mistakesOf(spelling), received, text),
    matches: moved(matches),
  };
}

/** A word may begin on one line and end on the next. */
function firstLineOf(range: Range): DOMRect {
  return range.getClientRects()[0] ?? range.getBoundingClientRect();
}
