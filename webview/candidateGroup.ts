import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import './candidateCard';
import type { CandidateCard } from './candidateCard';
import { currentCandidate, type Candidates } from './candidates';
import { post } from './host';
import { iconButton } from './iconButton';
import { TurnElement } from './turnElement';

/**
 * The group "Candidates" of a response: what has been generated in its place, oldest first. Emits `compare-change`
 * (detail: whether differences are to be shown) and `candidates-leave` when the last one that had the focus is decided.
 */
@customElement('paddock-candidates')
export class CandidateGroup extends TurnElement {
  @property({ attribute: false }) candidates: Candidates = [];
  @property({ type: Boolean }) isCompared = true;

  /** The focus was in one of them, which is gone: its place among them. */
  private lost: number | undefined;

  /** Goes to the candidate that is to be decided next. */
  async focusCurrent(): Promise<void> {
    await this.updateComplete;
    const current = currentCandidate(this.candidates);
    const card = this.cards.find(({ candidate }) => candidate.id === current?.id);
    await card?.updateComplete;
    card?.focus({ preventScroll: true });
    card?.scrollIntoView({ block: 'nearest' });
  }

  /** Brings the newest candidate into view. */
  async showLast(): Promise<void> {
    await this.updateComplete;
    this.cards.at(-1)?.scrollIntoView({ block: 'nearest' });
  }

  private get cards(): CandidateCard[] {
    return [...this.querySelectorAll<CandidateCard>('paddock-candidate')];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('candidates') || this.isAnotherRecord(changed)) return;
    const place = this.cards.findIndex((card) => card.contains(document.activeElement));
    const isGone = place >= 0 && this.candidates.every(({ id }) => id !== this.cards[place].candidate.id);
    this.lost = isGone ? place : undefined;
  }

  /** Keeps the keyboard among the candidates as one of them goes. */
  protected override updated(): void {
    const { lost, cards } = this;
    if (lost === undefined) return;
    this.lost = undefined;
    const next = cards[Math.min(lost, cards.length - 1)];
    if (next) next.focus({ preventScroll: true });
    else this.emit('candidates-leave');
  }

  protected override render(): TemplateResult | typeof nothing {
    const { context, candidates, turn, isCompared } = this;
    if (candidates.length === 0) return nothing;
    const current = currentCandidate(candidates);
    const several = candidates.length > 1;
    const open = candidates.filter(({ state }) => state === 'ready' || state === 'failed' || state === 'superseded');
    const name = turn.label === 'Response' ? 'Candidates' : `Candidates for ${turn.label}`;
    return html`<div class="candidates" role="group" aria-label=${name}>
      <div class="candidates-heading">
        <h3>${name}</h3>
        ${several ? html`<span class="quiet">${context.format.number(candidates.length)}</span>` : nothing}
        <span class="space"></span>
        ${iconButton({
          label: 'Show differences from the present response',
          icon: 'diff',
          isPressed: isCompared,
          onClick: () => this.emit('compare-change', !isCompared),
        })}
        ${several
          ? iconButton({
              label: 'Reject all',
              icon: 'close-all',
              isDisabled: open.length === 0,
              onClick: () => open.forEach(({ id }) => post({ type: 'rejectCandidate', candidate: id })),
            })
          : nothing}
      </div>
      <div class="candidate-list">
        ${repeat(
          candidates,
          ({ id }) => id,
          (candidate, place) =>
            html`<paddock-candidate
              .context=${context}
              .turn=${turn}
              .index=${this.index}
              .candidate=${candidate}
              .number=${place + 1}
              .isCompared=${isCompared}
              .isCurrent=${several && candidate === current}
            ></paddock-candidate>`,
        )}
      </div>
    </div>`;
  }
}
