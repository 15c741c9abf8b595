import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Span } from '../src/checks/language/languageVerdict';
import type { SpellingMistake } from '../src/checks/finding';
import type { WordListName } from '../src/protocol/fromWebview';
import type { GenerationState, RecordKey, TurnDetail } from '../src/protocol/toWebview';
import type { RecordChange } from '../src/schema/recordChange';
import type { MenuItem } from './actionMenu';
import { withControlPictures } from './controlCharacters';
import './editableText';
import type { EditableText, EditableTextSource } from './editableText';
import type { Format } from './format';
import { post, requestText } from './host';
import { markedText, underlayText } from './markedText';
import './menuButton';
import { mistakeAt, mistakeFrom, mistakesOf, movedMistakes, type WantedWord } from './mistakes';
import { movedSpans } from './movedSpans';
import { PageElement } from './pageElement';
import './passageList';
import './promptView';
import { regenerateTitle } from './regenerateItems';
import type { TextMarks } from './segments';
import { type NotChecked, spellingInWords, spellingSigns } from './spellingWords';
import './suggestionMenu';
import type { SuggestionMenu } from './suggestionMenu';
import { verdictSign } from './verdictSign';
import { VERDICT_SIGNS } from './words';

/** What the suggestions are for, in the style sheet. */
const HIGHLIGHT = 'suggestions';

/**
 * One turn of a record: who speaks, in which language, what the check says of it, and the text.
 * Emits `turn-insert` (detail: the index of the turn that is to come) and `candidate-ask` when a response is to be
 * generated, besides what the suggestions do.
 */
@customElement('paddock-turn')
export class RecordTurn extends PageElement {
  @property({ attribute: false }) turn!: TurnDetail;
  @property({ type: Number }) index = 0;
  @property({ type: Number }) record: RecordKey = 0;
  /** Which the record has come with. */
  @property({ type: Number }) request = 0;
  @property({ attribute: false }) format!: Format;
  @property({ attribute: false }) wordLists: readonly WordListName[] = [];
  /** Languages that the spelling check had to leave out. */
  @property({ attribute: false }) notChecked: NotChecked = [];
  /** Whether a response can be generated in this one's place. */
  @property({ attribute: false }) generation: GenerationState | undefined;
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
    if (!changed.has('record')) return;
    this.suggestions?.close();
    this.isPromptShown = false;
  }

  protected override render(): TemplateResult {
    const { turn, format, notChecked } = this;
    const { language, verdict, spelling } = turn;
    const message = withControlPictures(turn.message ?? '');
    const description = [message, spelling && withControlPictures(spellingInWords(spelling))].filter(Boolean).join('. ');
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
          ? html`<span title=${message || nothing}>${verdictSign(VERDICT_SIGNS[verdict.verdict])}</span>`
          : nothing}
        ${spelling ? spellingSigns(spelling, notChecked, format).map((sign) => verdictSign(sign)) : nothing}
        <span class="space"></span>
        ${turn.role === 'response' && this.generation ? this.renderRegenerate(this.generation) : nothing} ${this.renderActions()}
      </div>
      ${verdict && !isPassed
        ? html`<p class="turn-verdict">
            ${verdictSign(VERDICT_SIGNS[verdict.verdict])}
            ${message ? html`<span class="turn-message">${message}</span>` : nothing}
          </p>`
        : nothing}
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
        ? html`<paddock-suggestions .wordLists=${this.wordLists} .format=${format}></paddock-suggestions>`
        : nothing}
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
      ${this.isPromptShown
        ? html`<paddock-prompt
            .record=${this.record}
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
    post({ type: 'regenerate', key: this.record, turn: this.index });
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
    const { turn, generation } = this;
    return turn.role === 'response' && generation?.model !== undefined && generation.unavailable === undefined;
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
