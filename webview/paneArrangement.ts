import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { DEFAULT_SHARE } from './sash';
import type { PaneLayout, Placement } from './savedState';

/** CSS pixels: narrower pages put the record below the list, unless the user has chosen. */
const NARROW = 800;

/** How list and record share the page: as the user has arranged them, else by its width. */
export class PaneArrangement implements ReactiveController {
  private current: PaneLayout;
  private isNarrow = false;
  private readonly resize = new ResizeObserver(() => {
    const isNarrow = this.host.clientWidth < NARROW;
    if (isNarrow === this.isNarrow) return;
    this.isNarrow = isNarrow;
    this.host.requestUpdate();
  });

  /** @param changed is called when the user has arranged them otherwise. */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    layout: PaneLayout | undefined,
    private readonly changed: () => void,
  ) {
    this.current = layout ?? { share: DEFAULT_SHARE };
    host.addController(this);
  }

  hostConnected(): void {
    this.resize.observe(this.host);
  }

  hostDisconnected(): void {
    this.resize.disconnect();
  }

  get layout(): PaneLayout {
    return this.current;
  }

  /** Where the record is now. */
  get placement(): Placement {
    return this.current.placement ?? (this.isNarrow ? 'below' : 'beside');
  }

  change(change: Partial<PaneLayout>): void {
    this.current = { ...this.current, ...change };
    this.host.requestUpdate();
    this.changed();
  }
}
