import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { WordListName } from '../src/protocol/fromWebview';
import type { GenerationState, RecordDetail, RecordKey, ToWebview, TurnDetail } from '../src/protocol/toWebview';
import type { SpellingMistake } from '../src/checks/finding';
import type { RecordProblem } from '../src/dataset/recordProblem';
import type { Field } from '../src/schema/fieldsOf';
import { withControlPictures } from './controlCharacters';
import './editableText';
import type { EditableText, EditableTextSource } from './editableText';
import type { Format } from './format';
import { latestRequest, post, requestText } from './host';
import { iconButton } from './iconButton';
import { jsonProblem } from './jsonProblem';
import { markedText, plainText } from './markedText';
import { isWanted, type WantedWord } from './mistakes';
import { PageElement } from './pageElement';
import './rawEditor';
import type { RawText } from './rawEditor';
import { RECORD_COMMANDS } from './recordCommands';
import './recordTurn';
import type { RecordTurn } from './recordTurn';
import './responseGroup';
import type { ResponseGroup } from './responseGroup';
import { scrollTopFor } from './scrollToMark';
import type { NotChecked } from './spellingWords';
import { EDIT_WORDS, isFlagged } from './words';

/** What to bring into view first in a record. */
export type Aim = 'flagged' | 'match';

/** Bytes: longer records are not asked for whole as the user steps from one to the next. */
const RAW_FOLLOWS_UP_TO = 1_000_000;

const EDITS = [
  { ...RECORD_COMMANDS.add, label: 'Add record' },
  { ...RECORD_COMMANDS.duplicate, label: 'Duplicate record' },
  { ...RECORD_COMMANDS.delete, label: 'Delete record' },
  { ...RECORD_COMMANDS.moveUp, label: 'Move record up' },
  { ...RECORD_COMMANDS.moveDown, label: 'Move record down' },
];

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

  @state() private isRawOpen = false;
  /** It says itself what is wrong, where it is. */
  @state() private isRawEdited = false;
  /** The text of the record shown last, which stays until the next one's comes. */
  @state() private raw: RawText | undefined;
  @state() private rawFailure: string | undefined;
  /** Has been added, and has not come yet. */
  private awaitedTurn: { readonly record: RecordKey; readonly index: number; readonly turns: number } | undefined;
  /** The keyboard is to go to the candidates of a record that has yet to come. */
  private isCandidateAwaited = false;
  @query('.record-content') private content!: HTMLElement;

  override focus(): void {
    const first = this.querySelector<EditableText>('paddock-text') ?? this.querySelector<HTMLElement>('section');
    first?.focus();
  }

  /** Turns the first response into a text area. */
  async editResponse(): Promise<void> {
    const { turns } = this;
    await (turns.find(({ turn }) => turn.role === 'response') ?? turns[0])?.edit();
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
    const { record } = this;
    if (!changed.has('record') || !record) return;
    if (changed.get('record')?.key !== record.key) {
      this.rawFailure = undefined;
      if (record.bytes > RAW_FOLLOWS_UP_TO) {
        this.isRawOpen = false;
        this.raw = undefined;
      }
    }
    if (isRawWanted(record, this.isRawOpen)) void this.loadRaw(record.key);
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
    const { record } = this;
    return html`<section class="record" aria-label="Record" aria-busy=${this.isBehind} tabindex="-1" @keydown=${this.onKeydown}>
      ${record ? this.renderHeader(record) : nothing}
      <div class="record-content">
        ${this.failure ? html`<p class="notice" role="alert"><span class="sign error">${this.failure}</span></p>` : nothing}
        ${record ? this.renderRecord(record) : nothing}
      </div>
    </section>`;
  }

  private renderHeader({ position, row, line, id, bytes, edited }: RecordDetail): TemplateResult {
    const number = this.format.number(position + 1);
    return html`<header class="record-header">
      <h2 title="Record ${number}">${number}</h2>
      ${id === undefined ? nothing : html`<span class="record-id" title=${withControlPictures(id)}>${withControlPictures(id)}</span>`}
      <span class="quiet record-place"
        >${this.lineByLine && line !== undefined ? `line ${this.format.number(line)}, ` : nothing}${this.format.bytes(bytes)}</span
      >
      ${row < 0 ? html`<span class="badge">hidden by the filters</span>` : nothing}
      ${edited ? html`<span class="badge ${edited}">${EDIT_WORDS[edited]}</span>` : nothing}
      <span class="space"></span>
      <span class="record-edits">${EDITS.map((each) =>
        iconButton({ ...each, onClick: () => post({ type: 'command', command: each.command }) }),
      )}</span>
      ${iconButton({
        label: 'Previous record',
        icon: 'arrow-up',
        onClick: () => this.emit('row-step', -1),
        isDisabled: row === 0 || this.shown === 0,
      })}
      ${iconButton({
        label: 'Next record',
        icon: 'arrow-down',
        onClick: () => this.emit('row-step', 1),
        isDisabled: row >= this.shown - 1,
      })}
      ${iconButton({
        label: 'Go to record…',
        icon: 'symbol-numeric',
        onClick: () => post({ type: 'command', command: 'goToRecord' }),
      })}
      ${iconButton({
        label: 'Open as text',
        icon: 'go-to-file',
        onClick: () => post({ type: 'command', command: 'openAsText' }),
      })}
    </header>`;
  }

  private renderRecord(record: RecordDetail): TemplateResult {
    return html`
      ${record.problems.length > 0 && !this.isRawEdited
        ? html`<ul class="problems" aria-label="Problems">
            ${record.problems.map((problem) => this.renderProblem(problem))}
          </ul>`
        : nothing}
      ${record.turns.map((turn, index) => this.renderTurn(record, turn, index))}
      ${record.fields.length > 0
        ? html`<h3>Other fields</h3>
            <dl class="fields">
              ${record.fields.map(
                (field) => html`<dt title=${withControlPictures(field.key)}>${withControlPictures(field.key)}</dt>
                  <dd>
                    <paddock-text
                      class="field-text"
                      label=${field.key}
                      .format=${this.format}
                      .source=${fieldSource(record.key, this.request, field)}
                    ></paddock-text>
                  </dd>`,
              )}
            </dl>`
        : nothing}
      ${this.renderRaw(record)}
    `;
  }

  private renderTurn(record: RecordDetail, turn: TurnDetail, index: number): TemplateResult {
    const onInsert = ({ detail }: CustomEvent<number>) =>
      (this.awaitedTurn = { record: record.key, index: detail, turns: record.turns.length });
    if (turn.role !== 'response') {
      return html`<paddock-turn
        class=${turn.role}
        .turn=${turn}
        .index=${index}
        .record=${record.key}
        .request=${this.request}
        .format=${this.format}
        .wordLists=${this.wordLists}
        .notChecked=${this.notChecked}
        @turn-insert=${onInsert}
      ></paddock-turn>`;
    }
    return html`<paddock-response
      .turn=${turn}
      .index=${index}
      .record=${record.key}
      .request=${this.request}
      .format=${this.format}
      .wordLists=${this.wordLists}
      .notChecked=${this.notChecked}
      .generation=${this.generation}
      @turn-insert=${onInsert}
    ></paddock-response>`;
  }

  private renderProblem({ severity, message }: RecordProblem): TemplateResult {
    return html`<li>
      <span class="sign ${severity}"
        ><span class="codicon codicon-${severity}" aria-hidden="true"></span
        ><span class="word">${message}</span></span
      >
    </li>`;
  }

  private renderRaw(record: RecordDetail): TemplateResult {
    const { raw } = this;
    const isUnreadable = record.raw !== undefined;
    const isHere = raw !== undefined && (!isUnreadable || raw.record === record.key);
    return html`
      ${isUnreadable && record.bytes <= RAW_FOLLOWS_UP_TO ? nothing : this.renderDisclosure(record)}
      ${this.rawFailure ? html`<p class="notice"><span class="sign error">${this.rawFailure}</span></p>` : nothing}
      ${isHere && isRawWanted(record, this.isRawOpen)
        ? html`<paddock-raw
            label=${isUnreadable ? 'Record text' : 'Raw JSON'}
            .format=${this.format}
            .text=${raw}
            @text-enter=${() => (this.isRawOpen = this.isRawEdited = true)}
            @text-leave=${() => (this.isRawEdited = false)}
          ></paddock-raw>`
        : isUnreadable
          ? this.renderBeginning(record.raw)
          : nothing}
    `;
  }

  private renderDisclosure(record: RecordDetail): TemplateResult {
    return html`<vscode-button
      class="disclosure"
      aria-label="Raw JSON"
      appearance="icon"
      .ariaExpanded=${String(this.isRawOpen)}
      @click=${() => this.toggleRaw(record)}
      ><span class="codicon codicon-chevron-${this.isRawOpen ? 'down' : 'right'}" aria-hidden="true"></span>Raw
      JSON</vscode-button
    >`;
  }

  /** Of a record that cannot be read, until its whole text has come. */
  private renderBeginning(text: string): TemplateResult {
    return html`<div class="raw-text">
      <div
        class="editable-text"
        role="textbox"
        aria-readonly="true"
        aria-multiline="true"
        aria-label="Record text"
        tabindex="0"
        dir="auto"
        >${markedText(text, {}, this.format)}</div
      >
    </div>`;
  }

  private toggleRaw({ key }: RecordDetail): void {
    this.isRawOpen = !this.isRawOpen;
    this.rawFailure = undefined;
    if (this.isRawOpen) void this.loadRaw(key);
    else this.raw = undefined;
  }

  private async loadRaw(record: RecordKey): Promise<void> {
    try {
      const text = requestText({ type: 'rawText', key: record });
      const request = latestRequest();
      const raw = { record, request, text: await text };
      if (this.record?.key === record) this.raw = raw;
    } catch (error) {
      if (this.record?.key !== record) return;
      this.raw = undefined;
      this.rawFailure = (error as Error).message;
    }
  }

  private onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.emit('row-leave');
  }
}

/** The text of a record that cannot be read is all there is to see. */
function isRawWanted({ raw, bytes }: RecordDetail, isOpen: boolean): boolean {
  return isOpen || (raw !== undefined && bytes <= RAW_FOLLOWS_UP_TO);
}

/** A field that holds text is edited as text, any other as JSON. */
function fieldSource(record: RecordKey, request: number, { key, text, json }: Field): EditableTextSource {
  const isText = text !== undefined;
  return {
    record,
    request,
    name: `field ${key}`,
    text: text ?? json,
    draw: (shown) => plainText(shown),
    change: isText
      ? (typed) => ({ kind: 'fieldText', key, text: typed })
      : (typed) => ({ kind: 'fieldJson', key, json: typed }),
    load: async () => text ?? json,
    problem: isText ? undefined : jsonProblem,
  };
}

function scrollTopToShow(mark: Element, turn: Element, view: Element): number {
  const { scrollTop, clientHeight } = view;
  const top = view.getBoundingClientRect().top - scrollTop;
  // A mark may be taller than the view: its first line counts.
  const line = mark === turn ? turn.getBoundingClientRect() : mark.getClientRects()[0];
  if (!line) return scrollTop;
  const turnTop = turn.getBoundingClientRect().top - top;
  return scrollTopFor({ turnTop, markTop: line.top - top, markBottom: line.bottom - top }, scrollTop, clientHeight);
}
