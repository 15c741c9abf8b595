import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PageElement } from './pageElement';
import type { Placement } from './savedState';

export const DEFAULT_SHARE = 0.5;
const MIN_SHARE = 0.15;
const MAX_SHARE = 0.85;
const KEY_STEP = 0.02;

/** The border between list and record, moved by pointer or arrow keys. Emits `share-change` (detail: the list's share). */
@customElement('paddock-sash')
export class Sash extends PageElement {
  /** Where the record is: beside the list the border stands upright. */
  @property() placement: Placement = 'beside';
  /** The list's share of the panes, 0 to 1. */
  @property({ type: Number }) share = DEFAULT_SHARE;

  protected override render(): TemplateResult {
    return html`<div
      class="sash ${this.placement}"
      role="separator"
      aria-label="Resize list and record"
      aria-orientation=${this.placement === 'beside' ? 'vertical' : 'horizontal'}
      aria-valuemin=${MIN_SHARE * 100}
      aria-valuemax=${MAX_SHARE * 100}
      aria-valuenow=${Math.round(this.share * 100)}
      tabindex="0"
      @pointerdown=${this.onPointerDown}
      @pointermove=${this.onPointerMove}
      @dblclick=${() => this.move(DEFAULT_SHARE)}
      @keydown=${this.onKeydown}
    ></div>`;
  }

  private onPointerDown(event: PointerEvent): void {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  private onPointerMove(event: PointerEvent): void {
    if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const panes = this.parentElement!.getBoundingClientRect();
    this.move(
      this.placement === 'beside'
        ? (event.clientX - panes.left) / panes.width
        : (event.clientY - panes.top) / panes.height,
    );
  }

  private onKeydown(event: KeyboardEvent): void {
    const [less, more] = this.placement === 'beside' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const shares: Record<string, number> = {
      [less]: this.share - KEY_STEP,
      [more]: this.share + KEY_STEP,
      Home: MIN_SHARE,
      End: MAX_SHARE,
      Enter: DEFAULT_SHARE,
    };
    const share = shares[event.key];
    if (share === undefined) return;
    event.preventDefault();
    this.move(share);
  }

  private move(share: number): void {
    this.emit('share-change', Math.min(MAX_SHARE, Math.max(MIN_SHARE, share)));
  }
}
