import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { CandidateDetail } from '../src/protocol/toWebview';
import './candidateGroup';
import type { CandidateGroup } from './candidateGroup';
import { candidateNews, receivedCandidates, withCandidate, type Candidates } from './candidates';
import './recordTurn';
import type { RecordTurn } from './recordTurn';
import { TurnElement } from './turnElement';

/** Milliseconds that the checks may take for a response that is whole, before it is said to be ready. */
const JUDGING = 500;

/**
 * A response, and beside or below it what has been generated in its place. Emits `announce` (detail: what has become of
 * a candidate), besides what its parts do.
 */
@customElement('paddock-response')
export class ResponseGroup extends TurnElement {
  /** They come and go on while the record stays as it has come. */
  @state() private candidates: Candidates = [];
  /** Whether candidates show what differs from the response. */
  @state() private isCompared = true;
  /** The user has asked for a candidate: it is brought into view when it comes. */
  private isAsked = false;
  @query('paddock-turn') private text!: RecordTurn;
  @query('paddock-candidates') private group!: CandidateGroup;

  get hasCandidates(): boolean {
    return this.candidates.length > 0;
  }

  /** Takes what has become of a candidate. */
  receive(candidate: CandidateDetail): void {
    const known = this.candidates.find(({ id }) => id === candidate.id);
    this.candidates = withCandidate(this.candidates, candidate);
    if (this.isAsked && !known) void this.showLast();
    if (candidate.state !== 'ready' || known?.state === 'ready') this.say(known, candidate);
    else setTimeout(() => this.sayReady(known, candidate), JUDGING);
  }

  /** With what the checks say by now. */
  private sayReady(before: CandidateDetail | undefined, { id }: CandidateDetail): void {
    const candidate = this.candidates.find((each) => each.id === id);
    if (candidate) this.say(before, candidate);
  }

  private say(before: CandidateDetail | undefined, candidate: CandidateDetail): void {
    const news = candidateNews(before, candidate, this.context.format);
    if (news) this.emit('announce', news);
  }

  /** Goes to the candidate that is to be decided next. */
  async focusCandidate(): Promise<void> {
    await this.updateComplete;
    await this.group.focusCurrent();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('turn')) return;
    const isAnother = this.isAnotherRecord(changed);
    if (isAnother) this.isAsked = false;
    this.candidates = receivedCandidates(this.turn.candidates, isAnother ? [] : this.candidates);
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const isComplete = await super.getUpdateComplete();
    await this.text.updateComplete;
    return isComplete;
  }

  protected override render(): TemplateResult {
    const { context, turn, index, candidates, isCompared } = this;
    return html`<div class="response-group ${candidates.length > 0 ? 'compared' : ''}" @candidate-ask=${() => (this.isAsked = true)}>
      <paddock-turn
        class=${turn.role}
        .context=${context}
        .turn=${turn}
        .index=${index}
      ></paddock-turn>
      <paddock-candidates
        .context=${context}
        .turn=${turn}
        .index=${index}
        .candidates=${candidates}
        .isCompared=${isCompared}
        @compare-change=${({ detail }: CustomEvent<boolean>) => (this.isCompared = detail)}
        @candidates-leave=${() => this.text.focus()}
      ></paddock-candidates>
    </div>`;
  }

  private async showLast(): Promise<void> {
    this.isAsked = false;
    await this.updateComplete;
    await this.group.showLast();
  }
}
