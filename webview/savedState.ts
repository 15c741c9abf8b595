import type { Filter } from '../src/protocol/fromWebview';

/** What survives when VS Code drops the hidden page and makes it anew. */
export interface SavedState {
  readonly position?: number;
  /** First row on the screen, with a fraction. */
  readonly topRow?: number;
  readonly filters?: readonly Filter[];
  readonly layout?: PaneLayout;
}

export interface PaneLayout {
  /** Where the user put the record; absent while the page decides by its width. */
  readonly placement?: Placement;
  /** The list's share of the panes, 0 to 1. */
  readonly share: number;
}

export type Placement = 'beside' | 'below';
