import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { WordListName } from '../src/protocol/fromWebview';
import type { GenerationState, RecordDetail, RecordKey, ToWebview, TurnDetail } from '../src/protocol/toWebview';
import type { SpellingMistake } from '../src/checks/finding';
import type { RecordProblem } from '../src/dataset/recordProblem';
import './editableText';
import type { EditableText } from './editableText';
import { fieldList } from './fieldList';
import type { Format } from './format';
import { isWanted, type WantedWord } from './mistakes';
import { PageElement } from './pageElement';
import './rawSection';
import { recordHeader } from './recordHeader';
import './recordTurn';
import type { RecordTurn } from './recordTurn';
import './responseGroup';
import type { ResponseGroup } from './responseGroup';
import { scrollTopFor } from './scrollToMark';
import type { Aim } from './shownRecord';
import type { NotChecked } from './spellingWords';
import type { TurnContext } from './turnElement';
import { isFlagged } from './words';

/**
 * The region "Record": the selected record in full, with the candidates for its responses. Emits `row-step` (detail: 1 or
 * -1), `row-leave` (Escape) and `announce` (detail: what has become of a candidate).
 */
@customElement('paddock-record')
export class RecordPane extends PageElement {
  @property({ attribute: false }) record: RecordDetail | undefined;
  /** Another record has been selected and has yet to come: what is done now is meant for that one. */
  @property({ type: Boolean }) isBehind = false;
  /** Which the record has come with. */
  @property({ type: Number }) request = 0;
  /** Why the selected record cannot be shown. */
  @property() failure: string | undefined;
  @property({ attribute: false }) format!: Format;
  /** Whether each record is a line of the file. */
  @property({ type: Boolean }) lineByLine = true;
  /** Length of the list as filtered. */
  @property({ type: Number }) shown = 0;

  @property({ attribute: false }) wordLists: readonly WordListName[] = [];
  /** Languages that the spelling check had to leave out. */
  @property({ attribute: false }) notChecked: NotChecked = [];

  /** An unknown word that is filtered by. */
  @property({ attribute: false }) wantedWord: WantedWord | undefined;

  @property({ attribute: false }) generation: GenerationState | undefined;

  /** The record's text says itself what is wrong, where it is. */
  @state() private isRawEdited = false;
  /** Stays the same object while nothing in it changes. */
  private context!: TurnContext;
  /** Has been added, and has not come yet. */
  private awaitedTurn: { readonly record: RecordKey; readonly index: number; readonly turns: number } | undefined;
  /** The keyboard is to go to the candidates of a record that has yet to come. */
  private isCandidateAwaited = false;
  @query('.record-content') private content!: HTMLElement;

  /** Goes to what was found first, else to the first text. */
  override focus(): void {
    const { faulty } = this;
    const first = faulty ?? this.querySelector<EditableText>('paddock-text') ?? this.querySelector<HTMLElement>('section');
    first?.focus();
    faulty?.scrollIntoView({ block: 'nearest' });
  }

  /** Turns the response that something was found in into a text area; the first one, where nothing was. */
  async editResponse(): Promise<void> {
    const { turns, faulty } = this;
    await (faulty ?? turns.find(({ turn }) => turn.role === 'response') ?? turns[0])?.edit();
  }

  /** Takes what has become of a candidate. */
  receiveCandidate({ key, turn, candidate }: Extract<ToWebview, { type: 'candidate' }>): void {
    if (key === this.record?.key) this.responses.find(({ index }) => index === turn)?.receive(candidate);
  }

  /** Goes to the candidate that is to be decided next; in the record that is awaited, when that has come. */
  async focusCandidate(): Promise<void> {
    await this.updateComplete;
    this.isCandidateAwaited = this.isBehind || !this.record;
    if (this.isCandidateAwaited) return;
    const response = this.responses.find(({ hasCandidates }) => hasCandidates);
    if (response) await response.focusCandidate();
    else this.focus();
  }

  /** Opens the suggestions for the mistake at the caret, the word asked for, or the next mistake. @returns whether there is one. */
  suggest(): boolean {
    const { turns, current, wantedWord } = this;
    if (turns[current]?.suggest(wantedWord)) return true;
    return (this.wantedPlace?.turn.suggest(wantedWord) ?? false) || turns.some((turn) => turn.suggest());
  }

  /** Goes to the next or previous mistake from the caret, round at the end. @returns whether there is one. */
  stepMistake(direction: 1 | -1): boolean {
    const { turns, current } = this;
    const places = turns.flatMap((turn, index) => turn.mistakes.map((mistake) => ({ turn, index, mistake })));
    if (places.length === 0) return false;
    const caret = turns[current]?.caret ?? 0;
    const isAfter = (index: number, { start }: SpellingMistake) => index > current || (index === current && start >= caret);
    const isBefore = (index: number, { end }: SpellingMistake) => index < current || (index === current && end < caret);
    const next =
      direction > 0
        ? (places.find(({ index, mistake }) => isAfter(index, mistake)) ?? places[0])
        : (places.findLast(({ index, mistake }) => isBefore(index, mistake)) ?? places.at(-1)!);
    void next.turn.showMistake(next.mistake);
    return true;
  }

  /** Where the word asked for stands first. */
  private get wantedPlace(): { readonly turn: RecordTurn; readonly mistake: SpellingMistake } | undefined {
    const { turns, wantedWord } = this;
    if (!wantedWord) return undefined;
    for (const turn of turns) {
      const mistake = turn.mistakes.find((each) => isWanted(each, wantedWord));
      if (mistake) return { turn, mistake };
    }
    return undefined;
  }

  private get responses(): ResponseGroup[] {
    return [...this.querySelectorAll<ResponseGroup>('paddock-response')];
  }

  private get turns(): RecordTurn[] {
    return [...this.querySelectorAll<RecordTurn>('paddock-turn')];
  }

  /** The first turn in another language than expected; else the first with a mistake in its spelling. */
  private get faulty(): RecordTurn | undefined {
    const { turns } = this;
    const flagged = turns.find(({ turn }) => isFlagged(turn.verdict?.verdict));
    return flagged ?? turns.find(({ mistakes }) => mistakes.length > 0);
  }

  /** Index of the turn that has the focus; -1 when none has. */
  private get current(): number {
    return this.turns.findIndex((turn) => turn.contains(document.activeElement));
  }

  /** Scrolls to the word asked for, else to the first mark of the kind, else to the first of another, where it is out of view. */
  async showMark(aim: Aim): Promise<void> {
    await this.updateComplete;
    const { turns, wantedPlace } = this;
    const reviewed = this.responses.find(({ hasCandidates }) => hasCandidates);
    if (reviewed && aim === 'flagged') return reviewed.scrollIntoView({ block: 'nearest' });
    if (wantedPlace && aim === 'flagged') return wantedPlace.turn.scrollToMistake(wantedPlace.mistake);
    const match = this.content.querySelector('.turn-text mark.match');
    // A response may be flagged as a whole, or beyond the part of it that is here.
    const flagged =
      this.content.querySelector('.turn-text mark.flagged') ?? turns.find(({ turn }) => isFlagged(turn.verdict?.verdict));
    const mistake = this.content.querySelector('.turn-text mark:is(.unknown-word, .text-problem)');
    const target = aim === 'match' ? (match ?? flagged ?? mistake) : (flagged ?? mistake ?? match);
    const turn = target?.closest('paddock-turn');
    if (target && turn) this.content.scrollTop = scrollTopToShow(target, turn, this.content);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { record, request, format, wordLists, notChecked, generation } = this;
    if (!record || !IN_CONTEXT.some((name) => changed.has(name))) return;
    this.context = { record: record.key, request, format, wordLists, notChecked, generation };
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('record')) void this.editAwaitedTurn();
    if (this.isCandidateAwaited && !this.isBehind) void this.focusCandidate();
    if (changed.has('record') && changed.get('record')?.key !== this.record?.key) this.content.scrollTop = 0;
  }

  /** A turn that was added is there to be written. */
  private async editAwaitedTurn(): Promise<void> {
    await this.updateComplete;
    const { awaitedTurn, record } = this;
    if (!awaitedTurn || !record) return;
    const isSame = record.key === awaitedTurn.record;
    if (isSame && record.turns.length <= awaitedTurn.turns) return;
    this.awaitedTurn = undefined;
    const turn = this.turns[awaitedTurn.index];
    if (!isSame || !turn) return;
    await turn.updateComplete;
    await turn.edit();
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    await Promise.all([...this.turns, ...this.responses].map(({ updateComplete }) => updateComplete));
    return isComplete;
  }

  protected override render(): TemplateResult {
    const { record, lineByLine, shown, format } = this;
    return html`<section class="record" aria-label="Record" aria-busy=${this.isBehind} tabindex="-1" @keydown=${this.onKeydown}>
      ${record ? recordHeader(record, { lineByLine, shown }, format) : nothing}
      <div class="record-content">
        ${this.failure ? html`<p class="notice" role="alert"><span class="sign error">${this.failure}</span></p>` : nothing}
        ${record ? this.renderRecord(record) : nothing}
      </div>
    </section>`;
  }

  private renderRecord(record: RecordDetail): TemplateResult {
    return html`
      ${record.problems.length > 0 && !this.isRawEdited
        ? html`<ul class="problems" aria-label="Problems">
            ${record.problems.map((problem) => this.renderProblem(problem))}
          </ul>`
        : nothing}
      ${record.turns.map((turn, index) => this.renderTurn(record, turn, index))}
      ${fieldList(record, this.request, this.format)}
      <paddock-raw-section
        .record=${record}
        .format=${this.format}
        @raw-edit=${({ detail }: CustomEvent<boolean>) => (this.isRawEdited = detail)}
      ></paddock-raw-section>
    `;
  }

  private renderTurn(record: RecordDetail, turn: TurnDetail, index: number): TemplateResult {
    const onInsert = ({ detail }: CustomEvent<number>) =>
      (this.awaitedTurn = { record: record.key, index: detail, turns: record.turns.length });
    if (turn.role === 'response') {
      return html`<paddock-response
        .context=${this.context}
        .turn=${turn}
        .index=${index}
        @turn-insert=${onInsert}
      ></paddock-response>`;
    }
    return html`<paddock-turn
      class=${turn.role}
      .context=${this.context}
      .turn=${turn}
      .index=${index}
      @turn-insert=${onInsert}
    ></paddock-turn>`;
  }

  private renderProblem({ severity, message }: RecordProblem): TemplateResult {
    return html`<li>
      <span class="sign ${severity}"
        ><span class="codicon codicon-${severity}" aria-hidden="true"></span
        ><span class="word">${message}</span></span
      >
    </li>`;
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.emit('row-leave');
  }
}

const IN_CONTEXT = ['record', 'request', 'format', 'wordLists', 'notChecked', 'generation'] as const;

function scrollTopToShow(mark: Element, turn: Element, view: Element): number {
  const { scrollTop, clientHeight } = view;
  const top = view.getBoundingClientRect().top - scrollTop;
  // A mark may be taller than the view: its first line counts.
  const line = mark === turn ? turn.getBoundingClientRect() : mark.getClientRects()[0];
  if (!line) return scrollTop;
  const turnTop = turn.getBoundingClientRect().top - top;
  return scrollTopFor({ turnTop, markTop: line.top - top, markBottom: line.bottom - top }, scrollTop, clientHeight);
}
