import { LitElement } from 'lit';

/**
 * A part of the page that renders into the document itself: one style sheet, served under the page's strict policy,
 * and element ids that `aria-` attributes can refer to across parts.
 */
export class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Tells the parts around this one; `detail` is posted as the event's. */
  protected emit(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}
