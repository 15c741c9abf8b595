import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Span } from '../src/checks/language/languageVerdict';
import type { RecordKey } from '../src/protocol/toWebview';
import type { RecordChange } from '../src/schema/recordChange';
import { caretIn, offsetAtPoint, rangeOf, selectedSpan } from './caretPlace';
import { enterDraft, leaveDraft, nextDraft, revertDraft, type DraftOwner } from './drafts';
import type { Format } from './format';
import { latestRequest, post } from './host';
import { isPrimary, letterOf } from './keys';
import { KeptTexts } from './keptTexts';
import { fromTextAreaOffset, toTextArea, toTextAreaOffset } from './lineEndings';
import { movedSpans } from './movedSpans';
import { PageElement } from './pageElement';
import { isWhole, TextDraft } from './textDraft';
import { directionOf } from './textDirection';
import { typeText } from './typeText';

/** UTF-16 units: Chromium takes seconds to find the direction of a text area that holds megabytes. */
const LONGEST_AUTO = 100_000;

/** One text of a record: which it is, how it is shown, and what typing in it changes. */
export interface EditableTextSource {
  readonly record: RecordKey;
  /** What the record, or this text, was asked for with. */
  readonly request: number;
  /** Tells this text from the other ones of the record. */
  readonly name: string;
  readonly text: string;
  /** Length of the whole text in UTF-16 units, when `text` is only its beginning. */
  readonly fullLength?: number;
  /** @param received the text that the record came with, which marks belong to. */
  draw(text: string, received: string): unknown;
  /** What lies under the text area while `text` is typed in it; nothing where it is absent. */
  drawUnderlay?(text: string, received: string): unknown;
  change(text: string): RecordChange;
  /** Asks for the whole text. @throws with a message for people. */
  load(): Promise<string>;
  /**
   * Does what a click or the context menu at an offset of the text means besides editing it.
   * @returns whether it means anything
   */
  press?(offset: number): boolean;
  /** Why a text cannot be told to the editor as it is. */
  problem?(text: string): string | undefined;
}

/**
 * A text of a record that a click, Enter or F2 makes a text area of. Emits `text-enter` and `text-leave` when editing
 * begins and ends, and `text-typed` (detail: the text) for every key.
 */
@customElement('paddock-text')
export class EditableText extends PageElement implements DraftOwner {
  /** A new object whenever the record has come anew. */
  @property({ attribute: false }) source!: EditableTextSource;
  @property({ attribute: false }) format!: Format;
  /** Accessible name. */
  @property() label = '';
  @property() description: string | undefined;
  /** Where a character is marked as wrong while the text is edited, in UTF-16 units. */
  @property({ attribute: false }) mark: number | undefined;

  /** The whole of a text that came only in part, once it has been asked for. */
  @state() private whole: string | undefined;
  @state() private isLoading = false;
  @state() private failure: string | undefined;
  @state() private isEditing = false;
  /** Counts the texts that came from elsewhere: each has a text area of its own, whose undo knows only itself. */
  @state() private generation = 0;
  /** While editing, and after it until the record has come with what was typed. */
  private draft: TextDraft | undefined;
  /** Of a text whose direction the browser is not to look for. */
  private fixedDirection: 'rtl' | 'ltr' | undefined;
  /** Focus may go anywhere in here without ending the editing. */
  private scope: HTMLElement = this;
  /** The element with the focus is taken away for another one: that is no leaving. */
  private isSwapping = false;
  /** The browser can do again what it has undone. */
  private canRedo = false;
  @query('textarea') private area!: HTMLTextAreaElement | null;
  @query('.underlay') private underlay!: HTMLElement | null;
  @query('[role=textbox][aria-readonly]') private view!: HTMLElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.scope = this.closest<HTMLElement>('paddock-turn') ?? this;
    this.scope.addEventListener('focusout', this.onFocusOut);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.scope.removeEventListener('focusout', this.onFocusOut);
    this.leave();
    this.keep(this.source);
  }

  override focus(options?: FocusOptions): void {
    (this.area ?? this.view)?.focus(options);
  }

  get editing(): boolean {
    return this.isEditing;
  }

  /** Where the caret is in the text, in UTF-16 units; absent when it is elsewhere. */
  get caret(): number | undefined {
    if (this.area && this.draft) return fromTextAreaOffset(this.draft.text, this.area.selectionEnd);
    return this.view ? caretIn(this.view, this.text) : undefined;
  }

  /** What is shown: what was typed, also while the editor has still to answer. */
  get text(): string {
    return this.draft?.text ?? this.whole ?? this.source.text;
  }

  /** The text that the record came with. */
  get received(): string {
    return this.whole ?? this.source.text;
  }

  /** Whether the text is written from right to left. */
  get isRightToLeft(): boolean {
    return (this.area ?? this.view)?.matches(':dir(rtl)') ?? false;
  }

  /**
   * Turns the text into a text area with the caret in it.
   * @param caret in UTF-16 units; at the end when absent.
   */
  async edit(caret?: number): Promise<void> {
    if (this.isEditing) return this.focus();
    // Another record has been selected: an edit of this one would be lost to the eye.
    if (this.closest('[aria-busy=true]')) return;
    const { source } = this;
    if (this.isPart && !(await this.loadWhole())) return;
    if (!isSame(this.source, source) || this.isEditing) return;
    const text = this.text;
    if (!this.draft?.isChanged) this.draft = this.createDraft(text);
    this.failure = this.source.problem?.(text);
    this.canRedo = false;
    this.fixedDirection = text.length <= LONGEST_AUTO ? undefined : this.view?.matches(':dir(rtl)') ? 'rtl' : 'ltr';
    this.isEditing = true;
    enterDraft(this);
    this.emit('text-enter');
    await this.swap(true, toTextAreaOffset(text, caret ?? text.length));
  }

  /** Selects a stretch of the text while it is edited, in UTF-16 units. */
  async select(start: number, end: number): Promise<void> {
    await this.edit(start);
    if (!this.area || !this.draft) return;
    this.area.focus();
    this.area.setSelectionRange(toTextAreaOffset(this.draft.text, start), toTextAreaOffset(this.draft.text, end));
  }

  /**
   * Brings a stretch of the text that the record came with into view and selects it, without beginning to edit. Enter
   * then edits it.
   */
  async show(span: Span): Promise<void> {
    const [now] = movedSpans([span], this.received, this.text);
    if (now) await this.reveal(now);
    else this.focus();
  }

  /** The same for a stretch of the text as it is now. */
  async reveal(span: Span): Promise<void> {
    if (this.isEditing) await this.select(span.start, span.end);
    const range = await this.bringIntoView(span);
    if (this.isEditing || !range) return;
    this.view?.focus({ preventScroll: true });
    const { startContainer, startOffset, endContainer, endOffset } = range;
    document.getSelection()?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
  }

  /**
   * Brings a stretch of the text as it is now into view.
   * @returns where it is drawn; nothing where a text is too long for that while it is edited
   */
  async bringIntoView(span: Span): Promise<Range | undefined> {
    if (this.isPart && span.end > this.source.text.length && !(await this.loadWhole())) return undefined;
    await this.updateComplete;
    // While the text is edited its place is known by what lies under the text area.
    const shown = this.isEditing ? this.underlay : this.view;
    const range = shown ? rangeOf(shown, this.text, span) : undefined;
    range?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    return range;
  }

  /** Puts another text in the place of a stretch, as one step of undo, and the caret after it. */
  async replace({ start, end }: Span, replacement: string): Promise<void> {
    if (this.isEditing) {
      await this.select(start, end);
      typeText(replacement);
      return;
    }
    if (this.isPart && !(await this.loadWhole())) return;
    const { text } = this;
    this.draft = this.createDraft(text);
    this.draft.typed(toTextArea(text.slice(0, start) + replacement + text.slice(end)));
    this.requestUpdate();
    await this.updateComplete;
    if (!this.view) return;
    this.view.focus({ preventScroll: true });
    const { endContainer, endOffset } = rangeOf(this.view, this.text, { start, end: start + replacement.length });
    document.getSelection()?.collapse(endContainer, endOffset);
  }

  /** Ends the editing; what was typed stays. */
  leave(): void {
    leaveDraft(this);
    this.draft?.flush();
    if (!this.isEditing) return;
    this.isEditing = false;
    if (this.draft?.isSettled) this.settle();
    this.emit('text-leave');
  }

  flush(): void {
    this.draft?.flush();
  }

  draftEnded(draft: number): void {
    this.draft?.ended(draft, latestRequest());
  }

  changeFailed(message: string): void {
    this.failure = message;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('source')) return;
    const previous = changed.get('source');
    if (previous && isSame(previous, this.source)) {
      this.receive();
      return;
    }
    if (previous) this.startAfresh(previous);
    this.restoreKept();
  }

  protected override render(): TemplateResult {
    return html`${this.isEditing ? this.renderArea() : this.renderView()} ${this.renderRest()}
    ${this.failure
      ? html`<p class="text-failure sign error" role="alert">
          <span class="codicon codicon-error" aria-hidden="true"></span><span class="word">${this.failure}</span>
        </p>`
      : nothing}`;
  }

  private renderView(): TemplateResult {
    const { text } = this;
    return html`<div
      class="editable-text"
      role="textbox"
      aria-readonly="true"
      aria-multiline="true"
      aria-label=${this.label}
      aria-description=${this.description ?? nothing}
      aria-keyshortcuts=${this.source.press ? 'Enter F2 Control+.' : 'Enter F2'}
      tabindex="0"
      dir=${directionOf(text)}
      @click=${this.onClick}
      @contextmenu=${this.onContextMenu}
      @keydown=${this.onViewKeydown}
      >${this.source.draw(text, this.received)}</div
    >`;
  }

  private renderArea(): unknown {
    return html`<div class="text-area">${this.renderUnderlay()}${this.renderInput()}</div>`;
  }

  private renderUnderlay(): TemplateResult | typeof nothing {
    const { draft, source } = this;
    if (!draft) return nothing;
    if (this.mark !== undefined) return this.renderMark(this.mark, draft);
    const marks = source.drawUnderlay?.(draft.text, this.received);
    return marks === undefined
      ? nothing
      : html`<div class="editable-text underlay" aria-hidden="true" dir=${this.fixedDirection ?? directionOf(draft.text)}>${marks}</div>`;
  }

  /** Lies under the text area, with the same text up to what is marked. */
  private renderMark(mark: number, draft: TextDraft): TemplateResult {
    return html`<div
      class="editable-text underlay"
      aria-hidden="true"
      dir=${this.area?.matches(':dir(rtl)') ? 'rtl' : 'ltr'}
      >${draft.text.slice(0, mark)}<mark class="wrong">${draft.text[mark] ?? ' '}</mark></div
    >`;
  }

  private renderInput(): unknown {
    // A text area with its own history of undo for each text that came from elsewhere.
    return keyed(
      this.generation,
      html`<textarea
        class="editable-text"
        aria-label=${this.label}
        aria-description=${this.description ?? nothing}
        aria-invalid=${this.failure || this.mark !== undefined ? 'true' : nothing}
        dir=${this.fixedDirection ?? directionOf(this.text)}
        rows="1"
        spellcheck="false"
        .value=${this.draft?.shown ?? ''}
        @input=${this.onInput}
        @contextmenu=${this.onContextMenu}
        @keydown=${this.onAreaKeydown}
        @compositionstart=${this.onCompositionStart}
        @compositionend=${this.onCompositionEnd}
      ></textarea>`,
    );
  }

  private renderRest(): TemplateResult | typeof nothing {
    const { fullLength, text } = this.source;
    if (!this.isPart || fullLength === undefined) return nothing;
    return html`<p class="turn-rest">
      <span class="quiet"
        >The first ${this.format.number(text.length)} of ${this.format.number(fullLength)} characters.</span
      >
      <vscode-button appearance="secondary" ?disabled=${this.isLoading} @click=${() => this.loadWhole()}
        >Show all (${this.format.bytes(fullLength)})</vscode-button
      >
    </p>`;
  }

  private get isPart(): boolean {
    return this.source.fullLength !== undefined && this.whole === undefined && !this.draft;
  }

  private createDraft(text: string): TextDraft {
    const { record, change, problem } = this.source;
    return new TextDraft(text, {
      send: (typed, draft) => post({ type: 'change', key: record, change: change(typed), draft }),
      nextDraft: () => nextDraft(this),
      isSendable: (typed) => problem?.(typed) === undefined,
    });
  }

  /** The text is another one now. */
  private startAfresh(previous: EditableTextSource): void {
    const hadFocus = this.isEditing && this.contains(document.activeElement);
    this.leave();
    this.keep(previous);
    this.draft = undefined;
    this.whole = undefined;
    this.failure = undefined;
    this.isLoading = false;
    if (hadFocus) void this.updateComplete.then(() => this.view?.focus({ preventScroll: true }));
  }

  /** Does not lose what was typed and is not in the record. */
  private keep(source: EditableTextSource): void {
    if (this.draft && this.failure) keptTexts.keep(idOf(source), source.text, this.draft.text);
  }

  private restoreKept(): void {
    const { source } = this;
    const typed = keptTexts.take(idOf(source), source.text);
    if (typed === undefined) return;
    this.draft = this.createDraft(source.text);
    this.draft.typed(toTextArea(typed));
    this.failure = source.problem?.(typed);
  }

  /** The record has come anew: with what was typed, or with a text from elsewhere. */
  private receive(): void {
    const { draft, whole } = this;
    const { text, fullLength } = this.source;
    if (fullLength === undefined) {
      this.whole = undefined;
      this.take(text, this.source.request);
      return;
    }
    const known = draft ? draft.known(text, fullLength) : isWhole(whole, text, fullLength) ? whole : undefined;
    if (known !== undefined) this.take(known, this.source.request);
    else if (this.isEditing) void this.reload();
    else this.draft = this.whole = undefined;
  }

  private take(text: string, request: number): void {
    const { draft } = this;
    if (!draft) return;
    const caret = this.area?.selectionEnd ?? 0;
    if (draft.received(text, request)) this.showOther(caret);
    else if (draft.isSettled) this.settle();
  }

  /** Shows a text that was not typed here, in the text area too, with the caret where it was. */
  private showOther(caret: number): void {
    this.settle();
    if (!this.isEditing) return;
    const hadFocus = this.area !== null && document.activeElement === this.area;
    this.generation++;
    this.canRedo = false;
    void this.swap(hadFocus, caret);
  }

  /** Waits for the new text area, and puts the caret into it. */
  private async swap(focus: boolean, caret: number): Promise<void> {
    this.isSwapping = true;
    await this.updateComplete;
    this.isSwapping = false;
    if (focus) this.area?.focus({ preventScroll: true });
    this.area?.setSelectionRange(caret, caret);
  }

  /** The record has what was typed: after the editing it is shown as it is there. */
  private settle(): void {
    this.failure = undefined;
    if (this.isEditing) return;
    if (this.source.fullLength !== undefined) this.whole = this.draft?.text;
    this.draft = undefined;
    this.requestUpdate();
  }

  private async loadWhole(): Promise<boolean> {
    const { source } = this;
    const isStillShown = () => isSame(source, this.source);
    this.isLoading = true;
    this.failure = undefined;
    try {
      const text = await source.load();
      if (!isStillShown()) return false;
      this.whole = text;
      return true;
    } catch (error) {
      if (isStillShown()) this.failure = (error as Error).message;
      return false;
    } finally {
      if (isStillShown()) this.isLoading = false;
    }
  }

  private async reload(): Promise<void> {
    const request = latestRequest();
    if (await this.loadWhole()) this.take(this.whole!, request);
  }

  private onClick(event: MouseEvent): void {
    const isSelecting = !(document.getSelection()?.isCollapsed ?? true);
    if (event.button !== 0 || isSelecting || event.shiftKey || event.ctrlKey || event.metaKey) return;
    const offset = offsetAtPoint(this.view!, this.text, event.clientX, event.clientY);
    if (offset !== undefined && this.source.press?.(offset)) return;
    void this.edit(offset);
  }

  private onContextMenu(event: MouseEvent): void {
    const { view, text } = this;
    // The button that asks for it has put the caret of a text area there.
    const offset = view ? offsetAtPoint(view, text, event.clientX, event.clientY) : this.caret;
    if (offset !== undefined && this.source.press?.(offset)) event.preventDefault();
  }

  private onViewKeydown(event: KeyboardEvent): void {
    if ((event.key !== 'Enter' && event.key !== 'F2') || isPrimary(event) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const selected = this.view && selectedSpan(this.view, this.text);
    void (selected ? this.select(selected.start, selected.end) : this.edit());
  }

  private onInput(event: Event): void {
    const { inputType } = event as InputEvent;
    this.canRedo = inputType === 'historyUndo' || (this.canRedo && inputType === 'historyRedo');
    this.typed();
  }

  private typed(): void {
    const { draft, area } = this;
    if (!draft || !area) return;
    draft.typed(area.value);
    this.failure = this.source.problem?.(draft.text);
    // The marks under the text area move with what is typed.
    this.requestUpdate();
    this.emit('text-typed', draft.text);
  }

  private onCompositionStart(): void {
    if (this.draft) this.draft.isComposing = true;
  }

  private onCompositionEnd(): void {
    if (this.draft) this.draft.isComposing = false;
    this.typed();
    this.draft?.flush();
  }

  private onAreaKeydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      this.revert();
      this.finish(event);
    } else if (event.key === 'Enter' && isPrimary(event) && !event.altKey) {
      this.finish(event);
    } else if (this.isOwnHistory(event)) {
      // VS Code would undo an edit of the dataset.
      event.stopPropagation();
    } else if (event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key)) {
      // What the key does shall find what was typed.
      this.draft?.flush();
    }
  }

  /** Undo and redo of what was typed since the draft began are the text area's own. */
  private isOwnHistory(event: KeyboardEvent): boolean {
    if (!isPrimary(event) || event.altKey) return false;
    const letter = letterOf(event);
    if (letter === 'z' && !event.shiftKey) return this.draft?.isChanged ?? false;
    return (letter === 'y' || letter === 'z') && this.canRedo;
  }

  private revert(): void {
    const draft = this.draft?.revert();
    this.failure = undefined;
    if (draft !== undefined) revertDraft(draft);
  }

  private finish(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.leave();
    void this.updateComplete.then(() => this.view?.focus({ preventScroll: true }));
  }

  /** The focus that leaves the whole page, for the palette or another window, comes back to the text area. */
  private leaveUnlessAway(): void {
    if (document.hasFocus() && !this.scope.contains(document.activeElement)) this.leave();
  }

  private readonly onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (!this.isEditing || this.isSwapping) return;
    this.flush();
    if (this.scope.contains(relatedTarget as Node | null)) return;
    if (relatedTarget) this.leave();
    else setTimeout(() => this.leaveUnlessAway());
  };
}

const keptTexts = new KeptTexts();

function idOf({ record, name }: EditableTextSource): string {
  return `${record} ${name}`;
}

function isSame(a: EditableTextSource, b: EditableTextSource): boolean {
  return idOf(a) === idOf(b);
}
