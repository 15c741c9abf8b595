import type { EditorState } from '../src/protocol/toWebview';
import type { SavedState } from './savedState';

interface PlacePorts {
  /** Asks the editor to go to a record. */
  goTo(position: number): void;
  scrollTo(topRow: number): void;
}

/** Where record and list were before the page was made anew: each is put back as soon as what it points to is known. */
export class PlaceToRestore {
  private awaitedPosition: number | undefined;
  private awaitedTopRow: number | undefined;
  /** The editor has been asked to go there. */
  private isGoing = false;

  constructor(
    { position, topRow }: SavedState,
    private readonly ports: PlacePorts,
  ) {
    this.awaitedPosition = position;
    this.awaitedTopRow = topRow;
  }

  get position(): number | undefined {
    return this.awaitedPosition;
  }

  get topRow(): number | undefined {
    return this.awaitedTopRow;
  }

  /** Whether a record is still to be gone to. */
  get isRecordAwaited(): boolean {
    return this.isGoing || this.awaitedPosition !== undefined;
  }

  /** A record has been selected: it is where its user wants to be. */
  forgetRecord(): void {
    this.awaitedPosition = undefined;
    this.isGoing = false;
  }

  /** The list has been scrolled to another place. */
  forgetTopRow(): void {
    this.awaitedTopRow = undefined;
  }

  restore({ total, shown, progress, selection }: EditorState): void {
    const isIndexing = progress.some(({ task }) => task === 'index');
    const position = this.awaitedPosition;
    if (position !== undefined && (position < total || !isIndexing)) {
      this.awaitedPosition = undefined;
      // The editor may have outlived the page, and knows better then.
      if (position < total && selection.key === undefined) {
        this.isGoing = true;
        this.ports.goTo(position);
      }
    }
    const topRow = this.awaitedTopRow;
    if (topRow !== undefined && (topRow < shown || !isIndexing)) {
      this.awaitedTopRow = undefined;
      this.ports.scrollTo(topRow);
    }
  }
}
