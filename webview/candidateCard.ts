import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CandidateDetail } from '../src/protocol/toWebview';
import { CANDIDATE_SIGNS, candidateFigures, endWarning } from './candidates';
import { withControlPictures } from './controlCharacters';
import { post } from './host';
import { IS_MAC, isPrimary } from './keys';
import { fromTextArea, toTextArea } from './lineEndings';
import { candidateText, comparedText } from './markedText';
import { mistakesOf } from './mistakes';
import './promptView';
import { rovingFocus } from './rovingFocus';
import type { TextMarks } from './segments';
import { spellingInWords, spellingSigns } from './spellingWords';
import { directionOf } from './textDirection';
import { TurnElement } from './turnElement';
import { verdictLine, verdictSign } from './verdictSign';
import { shareInCommon, wordDiff, type DiffPart } from './wordDiff';
import { isPassed, VERDICT_SIGNS } from './words';

const ACCEPT_KEYS = IS_MAC ? '⌘⌥Enter' : 'Ctrl+Alt+Enter';
const REJECT_KEYS = IS_MAC ? '⌘⌥Backspace' : 'Ctrl+Alt+Backspace';

/** Of texts with less in common nearly every word is another one: struck through and underlined, neither can be read. */
const LEAST_IN_COMMON = 0.25;

/** What the user has made of candidates that are not accepted yet, by their ids. */
const editedTexts = new Map<number, string>();
/** Ids of those that have been shown whole: what was typed in them before this page was opened is known. */
const met = new Set<number>();

interface Comparison {
  readonly before: string;
  readonly after: string;
  /** Absent where they have next to nothing in common. */
  readonly parts: readonly DiffPart[] | undefined;
}

/**
 * A generated response: what came of it, what the checks say, how it differs from the present one, and what to do with
 * it. Emits `candidate-ask` when another one is to be generated.
 */
@customElement('paddock-candidate')
export class CandidateCard extends TurnElement {
  @property({ attribute: false }) candidate!: CandidateDetail;
  /** From 1, among the response's candidates. */
  @property({ type: Number }) number = 1;
  /** Whether to show what differs from the present response. */
  @property({ type: Boolean }) isCompared = true;
  /** Whether keys and commands are about this one. */
  @property({ type: Boolean }) isCurrent = false;

  @state() private isEditing = false;
  @state() private isPromptShown = false;
  /** The latest comparison with the response: it takes time, and nothing may have changed since. */
  private comparison: Comparison | undefined;
  private hadFocus = false;
  @query('.candidate-text') private text!: HTMLElement | null;
  @query('textarea') private area!: HTMLTextAreaElement | null;

  override focus(options?: FocusOptions): void {
    (this.area ?? this.text ?? this.querySelector<HTMLElement>('vscode-button'))?.focus(options);
  }

  private get name(): string {
    return `Candidate ${this.number}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.hadFocus = this.contains(document.activeElement);
    this.takeTyped();
    if (changed.get('candidate')?.id !== this.candidate.id) this.isEditing = editedTexts.has(this.candidate.id);
    if (this.candidate.state !== 'ready') this.isEditing = false;
  }

  private takeTyped(): void {
    const { id, state: stage, typed } = this.candidate;
    if (stage !== 'ready' || met.has(id)) return;
    met.add(id);
    if (typed !== undefined) editedTexts.set(id, typed);
  }

  /** The button that had the focus may be gone. */
  protected override updated(): void {
    if (this.hadFocus && !this.contains(document.activeElement)) this.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { candidate, name } = this;
    const { state: stage, model } = candidate;
    return html`<article
      class="candidate ${stage} ${this.isCurrent ? 'current' : ''}"
      aria-label="${name} by ${withControlPictures(model)}"
      aria-busy=${stage === 'generating' ? 'true' : nothing}
      aria-current=${this.isCurrent ? 'true' : nothing}
    >
      ${this.renderHeading(candidate)}
      ${verdictLine(candidate.verdict?.verdict, withControlPictures(candidate.message ?? ''))} ${this.renderSaid(candidate)}
      ${this.isEditing ? this.renderArea(candidate) : this.renderText(candidate)}
      ${this.renderActions(candidate)}
      ${this.isPromptShown
        ? html`<paddock-prompt
            .record=${this.context.record}
            .turn=${this.index}
            .candidate=${candidate.id}
            .format=${this.context.format}
            @prompt-close=${this.hidePrompt}
          ></paddock-prompt>`
        : nothing}
    </article>`;
  }

  private renderHeading(candidate: CandidateDetail): TemplateResult {
    const { state: stage, model, language, verdict, spelling } = candidate;
    const { format, notChecked } = this.context;
    return html`<div class="candidate-heading">
      <h4>${this.name}</h4>
      <span class="candidate-model" title=${withControlPictures(model)}>${withControlPictures(model)}</span>
      ${stage === 'ready' ? nothing : verdictSign(CANDIDATE_SIGNS[stage])}
      ${language
        ? html`<span class="turn-language"
            >${format.language(language.language)} <span class="quiet">${format.confidence(language.confidence)}</span></span
          >`
        : nothing}
      ${verdict && isPassed(verdict.verdict) ? verdictSign(VERDICT_SIGNS[verdict.verdict]) : nothing}
      ${spelling ? spellingSigns(spelling, notChecked, format).map((sign) => verdictSign(sign)) : nothing}
    </div>`;
  }

  /** What else there is to know before it is accepted. */
  private renderSaid(candidate: CandidateDetail): TemplateResult[] {
    const { end, error, isOutdated, state: stage, text } = candidate;
    const isSame = stage === 'ready' && this.turn.fullLength === undefined && text === this.turn.text;
    const said: [tone: 'error' | 'warning' | 'info', words: string | undefined][] = [
      ['error', error],
      ['warning', endWarning(end, this.context.format)],
      ['warning', isOutdated ? 'The record has changed since the model was asked' : undefined],
      ['info', stage === 'superseded' ? 'Another candidate has been accepted: this one is not counted' : undefined],
      ['info', isSame ? 'The same as the present response' : undefined],
    ];
    return said.flatMap(([tone, words]) =>
      words
        ? html`<p class="candidate-said sign ${tone}">
            <span class="codicon codicon-${tone}" aria-hidden="true"></span
            ><span class="word">${withControlPictures(words)}</span>
          </p>`
        : [],
    );
  }

  private renderText(candidate: CandidateDetail): TemplateResult | typeof nothing {
    const { state: stage, spelling, message } = candidate;
    if (stage === 'failed' || stage === 'waiting') return nothing;
    const description = [message, spelling && spellingInWords(spelling)].filter(Boolean).join('. ');
    return html`<div
      class="candidate-text editable-text"
      role="textbox"
      aria-readonly="true"
      aria-multiline="true"
      aria-label=${this.name}
      aria-description=${withControlPictures(description) || nothing}
      aria-keyshortcuts=${stage === 'ready' ? 'Enter F2' : nothing}
      tabindex="0"
      dir=${directionOf(candidate.text)}
      @keydown=${this.onTextKeydown}
      >${this.drawText(candidate)}</div
    >`;
  }

  private drawText(candidate: CandidateDetail): unknown {
    const { text, state: stage, verdict, spelling } = candidate;
    const marks: TextMarks = { flagged: verdict?.spans, mistakes: mistakesOf(spelling) };
    const isGrowing = stage === 'generating';
    const parts = this.isCompared && !isGrowing ? this.compared(text) : undefined;
    return parts ? comparedText(parts, marks, this.context.format) : candidateText(text, marks, this.context.format, isGrowing);
  }

  /** How the text differs from the present response; nothing where that is not here as a whole, or another one altogether. */
  private compared(after: string): readonly DiffPart[] | undefined {
    const { text: before, fullLength } = this.turn;
    if (fullLength !== undefined) return undefined;
    if (this.comparison?.before !== before || this.comparison.after !== after) {
      const parts = wordDiff(before, after);
      this.comparison = { before, after, parts: shareInCommon(parts) < LEAST_IN_COMMON ? undefined : parts };
    }
    return this.comparison.parts;
  }

  private renderArea({ id, text }: CandidateDetail): TemplateResult {
    return html`<div class="text-area">
      <textarea
        class="editable-text"
        aria-label=${this.name}
        dir=${directionOf(editedTexts.get(id) ?? text)}
        rows="1"
        spellcheck="false"
        .value=${toTextArea(editedTexts.get(id) ?? text)}
        @input=${({ target }: Event) =>
          this.keepEdit(fromTextArea((target as HTMLTextAreaElement).value, editedTexts.get(id) ?? text))}
        @keydown=${this.onAreaKeydown}
      ></textarea>
    </div>`;
  }

  /**
   * What decides about it is at the left and comes when it is whole, where nothing was before: a click that comes too
   * late to cancel accepts nothing.
   */
  private renderActions(candidate: CandidateDetail): TemplateResult {
    const { state: stage, id } = candidate;
    const isOnItsWay = stage === 'waiting' || stage === 'generating';
    const cancel: Action = { label: 'Cancel', run: () => post({ type: 'cancelCandidate', candidate: id }) };
    const prompt: Action = {
      label: 'Prompt',
      title: stage === 'waiting' ? 'Show the prompt that will be sent' : 'Show the prompt as sent',
      isExpanded: this.isPromptShown,
      run: () => (this.isPromptShown = !this.isPromptShown),
    };
    return html`<div class="candidate-actions" role="toolbar" aria-label="${this.name}: actions" ${rovingFocus()}>
      ${renderButtons(isOnItsWay ? [] : this.decisions(candidate))}
      <div class="candidate-origin">
        <span class="candidate-figures quiet">${candidateFigures(candidate, this.context.format)}</span>
        ${renderButtons(isOnItsWay ? [prompt, cancel] : [prompt])}
      </div>
    </div>`;
  }

  private decisions({ state: stage, id }: CandidateDetail): Action[] {
    const reject = () => post({ type: 'rejectCandidate', candidate: id });
    const again = () => this.again();
    const accept = () => this.accept();
    if (stage === 'failed') {
      return [
        { label: 'Try again', isPrimary: true, run: again },
        { label: 'Dismiss', run: reject },
      ];
    }
    if (stage === 'superseded') {
      return [
        { label: 'Accept', title: 'Put this one in its place', run: accept },
        { label: 'Reject', title: 'Take it off', run: reject },
      ];
    }
    if (this.isEditing) {
      const title = `Accept the text as edited (${IS_MAC ? '⌘' : 'Ctrl+'}Enter)`;
      return [
        { label: 'Accept', isPrimary: true, title, run: accept },
        { label: 'Cancel edit', title: 'Take the edit back (Escape)', run: () => void this.stopEditing() },
      ];
    }
    return [
      { label: 'Accept', isPrimary: true, title: `Accept (${ACCEPT_KEYS}: and go to the next)`, run: accept },
      { label: 'Edit', title: 'Edit, then accept (Enter on the text)', run: () => void this.edit() },
      { label: 'Reject', title: `Reject (${REJECT_KEYS}: and go to the next)`, run: reject },
      { label: 'Again', title: 'Generate another candidate with the same model; this one stays to compare', run: again },
    ];
  }

  private async edit(): Promise<void> {
    const { id, text } = this.candidate;
    if (!editedTexts.has(id)) editedTexts.set(id, text);
    this.isEditing = true;
    await this.updateComplete;
    this.area?.focus();
    this.area?.setSelectionRange(this.area.value.length, this.area.value.length);
  }

  /** The editor knows of it too: its commands accept it as it is now, wherever the focus is. */
  private keepEdit(text: string): void {
    const { id } = this.candidate;
    editedTexts.set(id, text);
    post({ type: 'editCandidate', candidate: id, text });
  }

  private async stopEditing(): Promise<void> {
    const { id } = this.candidate;
    editedTexts.delete(id);
    post({ type: 'editCandidate', candidate: id });
    this.isEditing = false;
    await this.updateComplete;
    this.text?.focus({ preventScroll: true });
  }

  /** What the user has made of it is kept: they may be asked once more, and say no. */
  private accept(): void {
    const { id, text } = this.candidate;
    const edited = editedTexts.get(id);
    post({ type: 'acceptCandidate', candidate: id, ...(edited !== undefined && edited !== text && { text: edited }) });
  }

  private again(): void {
    post({ type: 'againCandidate', candidate: this.candidate.id });
    this.emit('candidate-ask');
  }

  private async hidePrompt(): Promise<void> {
    this.isPromptShown = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>('vscode-button.opens')?.focus();
  }

  private onTextKeydown(event: KeyboardEvent): void {
    const isEdit = (event.key === 'Enter' || event.key === 'F2') && !isPrimary(event) && !event.altKey && !event.shiftKey;
    if (!isEdit || this.candidate.state !== 'ready') return;
    event.preventDefault();
    event.stopPropagation();
    void this.edit();
  }

  private onAreaKeydown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const isAccept = event.key === 'Enter' && isPrimary(event);
    if (isAccept) {
      this.accept();
      // The command for the key would accept the text as it was generated.
      if (event.altKey) post({ type: 'step', to: 'candidate', direction: 1 });
    } else if (event.key === 'Escape') {
      void this.stopEditing();
    } else if (!(isPrimary(event) && /^[zy]$/i.test(event.key))) {
      return;
    } else {
      // Undo is the text area's own: VS Code would undo an edit of the dataset.
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

interface Action {
  readonly label: string;
  readonly title?: string;
  readonly isPrimary?: boolean;
  readonly isExpanded?: boolean;
  run(): void;
}

/** Each button stays what it is: one that has the focus does not become another. */
function renderButtons(actions: readonly Action[]): unknown {
  return repeat(
    actions,
    ({ label }) => label,
    ({ label, title, isPrimary: isMain, isExpanded, run }) =>
      html`<vscode-button
        class=${isExpanded === undefined ? '' : 'opens'}
        appearance=${isMain ? 'primary' : 'secondary'}
        title=${title ?? label}
        .ariaExpanded=${isExpanded === undefined ? null : String(isExpanded)}
        @click=${run}
        >${label}</vscode-button
      >`,
  );
}
