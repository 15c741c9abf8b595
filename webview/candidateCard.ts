import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CandidateDetail, RecordKey, TurnDetail } from '../src/protocol/toWebview';
import { CANDIDATE_SIGNS, candidateFigures, endWarning } from './candidates';
import { withControlPictures } from './controlCharacters';
import type { Format } from './format';
import { post } from './host';
import { IS_MAC, isPrimary } from './keys';
import { fromTextArea, toTextArea } from './lineEndings';
import { candidateText, comparedText } from './markedText';
import { mistakesOf } from './mistakes';
import { PageElement } from './pageElement';
import './promptView';
import type { TextMarks } from './segments';
import { type NotChecked, spellingInWords, spellingSigns } from './spellingWords';
import { verdictSign } from './verdictSign';
import { shareInCommon, wordDiff, type DiffPart } from './wordDiff';
import { VERDICT_SIGNS } from './words';

const ACCEPT_KEYS = IS_MAC ? '⌘⌥Enter' : 'Ctrl+Alt+Enter';
const REJECT_KEYS = IS_MAC ? '⌘⌥Backspace' : 'Ctrl+Alt+Backspace';

/** Of texts with less in common nearly every word is another one: struck through and underlined, neither can be read. */
const LEAST_IN_COMMON = 0.25;

/** What the user has made of candidates that are not accepted yet, by their ids. */
const editedTexts = new Map<number, string>();

/**
 * A generated response: what came of it, what the checks say, how it differs from the present one, and what to do with
 * it. Emits `candidate-ask` when another one is to be generated.
 */
@customElement('paddock-candidate')
export class CandidateCard extends PageElement {
  @property({ attribute: false }) candidate!: CandidateDetail;
  /** From 1, among the response's candidates. */
  @property({ type: Number }) number = 1;
  /** The present response, and its index in the record. */
  @property({ attribute: false }) turn!: TurnDetail;
  @property({ type: Number }) index = 0;
  @property({ type: Number }) record: RecordKey = 0;
  @property({ attribute: false }) format!: Format;
  @property({ attribute: false }) notChecked: NotChecked = [];
  /** Whether to show what differs from the present response. */
  @property({ type: Boolean }) isCompared = true;
  /** Whether keys and commands are about this one. */
  @property({ type: Boolean }) isCurrent = false;

  @state() private isEditing = false;
  @state() private isPromptShown = false;
  @query('.candidate-text') private text!: HTMLElement | null;
  @query('textarea') private area!: HTMLTextAreaElement | null;

  override focus(options?: FocusOptions): void {
    (this.area ?? this.text ?? this.querySelector<HTMLElement>('vscode-button'))?.focus(options);
  }

  private get name(): string {
    return `Candidate ${this.number}`;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get('candidate')?.id !== this.candidate.id) this.isEditing = editedTexts.has(this.candidate.id);
    if (this.candidate.state !== 'ready') this.isEditing = false;
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
      ${this.renderHeading(candidate)} ${this.renderSaid(candidate)}
      ${this.isEditing ? this.renderArea(candidate) : this.renderText(candidate)}
      <div class="candidate-actions" role="group" aria-label="${name}: actions">${this.renderActions(candidate)}</div>
      ${this.isPromptShown
        ? html`<paddock-prompt
            .record=${this.record}
            .turn=${this.index}
            .candidate=${candidate.id}
            .format=${this.format}
            @prompt-close=${this.hidePrompt}
          ></paddock-prompt>`
        : nothing}
    </article>`;
  }

  private renderHeading(candidate: CandidateDetail): TemplateResult {
    const { state: stage, model, language, verdict, spelling } = candidate;
    const { format } = this;
    return html`<div class="candidate-heading">
      <h4>${this.name}</h4>
      <span class="candidate-model" title=${withControlPictures(model)}>${withControlPictures(model)}</span>
      ${stage === 'ready' ? nothing : verdictSign(CANDIDATE_SIGNS[stage])}
      ${language
        ? html`<span class="turn-language"
            >${format.language(language.language)} <span class="quiet">${format.confidence(language.confidence)}</span></span
          >`
        : nothing}
      ${verdict ? verdictSign(VERDICT_SIGNS[verdict.verdict]) : nothing}
      ${spelling ? spellingSigns(spelling, this.notChecked, format).map((sign) => verdictSign(sign)) : nothing}
    </div>`;
  }

  /** What there is to know before it is accepted. */
  private renderSaid(candidate: CandidateDetail): TemplateResult[] {
    const { end, error, message, isFlagged, isOutdated, state: stage, text } = candidate;
    const isSame = stage === 'ready' && this.turn.fullLength === undefined && text === this.turn.text;
    const said: [tone: 'error' | 'warning' | 'info', words: string | undefined][] = [
      ['error', error],
      ['warning', isFlagged ? message : undefined],
      ['warning', endWarning(end, this.format)],
      ['warning', isOutdated ? 'The record has changed since the model was asked' : undefined],
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
      dir="auto"
      @keydown=${this.onTextKeydown}
      >${this.drawText(candidate)}</div
    >`;
  }

  private drawText(candidate: CandidateDetail): unknown {
    const { text, state: stage, verdict, spelling } = candidate;
    const marks: TextMarks = { flagged: verdict?.spans, mistakes: mistakesOf(spelling) };
    const isGrowing = stage === 'generating';
    const parts = this.isCompared && !isGrowing ? this.compared(text) : undefined;
    return parts ? comparedText(parts, marks, this.format) : candidateText(text, marks, this.format, isGrowing);
  }

  private comparison: { readonly before: string; readonly after: string; readonly parts: DiffPart[] | undefined } | undefined;

  /** How the text differs from the present response; nothing where the response is not here as a whole, or is another one altogether. */
  private compared(after: string): DiffPart[] | undefined {
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
        dir="auto"
        rows="1"
        spellcheck="false"
        .value=${toTextArea(editedTexts.get(id) ?? text)}
        @input=${({ target }: Event) =>
          editedTexts.set(id, fromTextArea((target as HTMLTextAreaElement).value, editedTexts.get(id) ?? text))}
        @keydown=${this.onAreaKeydown}
      ></textarea>
    </div>`;
  }

  private renderActions(candidate: CandidateDetail): TemplateResult[] {
    const { state: stage, id } = candidate;
    const prompt = action('Prompt', () => (this.isPromptShown = !this.isPromptShown), {
      title: stage === 'waiting' ? 'Show the prompt that will be sent' : 'Show the prompt as sent',
      isExpanded: this.isPromptShown,
    });
    const figures = html`<span class="candidate-figures quiet">${candidateFigures(candidate, this.format)}</span>`;
    switch (stage) {
      case 'waiting':
      case 'generating':
        return [action('Cancel', () => post({ type: 'cancelCandidate', candidate: id })), prompt, figures];
      case 'failed':
        return [
          action('Try again', () => this.again(), { isPrimary: true }),
          action('Dismiss', () => post({ type: 'rejectCandidate', candidate: id })),
          prompt,
          figures,
        ];
      default:
        return this.isEditing
          ? [
              action('Accept', () => this.accept(), { isPrimary: true, title: `Accept the text as edited (${IS_MAC ? '⌘' : 'Ctrl+'}Enter)` }),
              action('Cancel edit', () => void this.stopEditing(), { title: 'Take the edit back (Escape)' }),
            ]
          : [
              action('Accept', () => this.accept(), { isPrimary: true, title: `Accept (${ACCEPT_KEYS}: and go to the next)` }),
              action('Edit', () => void this.edit(), { title: 'Edit, then accept (Enter on the text)' }),
              action('Reject', () => post({ type: 'rejectCandidate', candidate: id }), {
                title: `Reject (${REJECT_KEYS}: and go to the next)`,
              }),
              action('Again', () => this.again(), { title: 'Generate another candidate with the same model; this one stays to compare' }),
              prompt,
              figures,
            ];
    }
  }

  private async edit(): Promise<void> {
    const { id, text } = this.candidate;
    if (!editedTexts.has(id)) editedTexts.set(id, text);
    this.isEditing = true;
    await this.updateComplete;
    this.area?.focus();
    this.area?.setSelectionRange(this.area.value.length, this.area.value.length);
  }

  private async stopEditing(): Promise<void> {
    editedTexts.delete(this.candidate.id);
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
    this.querySelector<HTMLElement>('vscode-button[aria-expanded]')?.focus();
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

interface ActionOptions {
  readonly title?: string;
  readonly isPrimary?: boolean;
  readonly isExpanded?: boolean;
}

function action(label: string, onClick: () => void, { title, isPrimary: isMain, isExpanded }: ActionOptions = {}): TemplateResult {
  return html`<vscode-button
    appearance=${isMain ? 'primary' : 'secondary'}
    title=${title ?? label}
    .ariaExpanded=${isExpanded === undefined ? null : String(isExpanded)}
    @click=${onClick}
    >${label}</vscode-button
  >`;
}
