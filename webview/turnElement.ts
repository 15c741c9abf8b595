import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { WordListName } from '../src/protocol/fromWebview';
import type { GenerationState, RecordKey, TurnDetail } from '../src/protocol/toWebview';
import type { Format } from './format';
import { PageElement } from './pageElement';
import type { NotChecked } from './spellingWords';

/** What all turns of a record have in common. */
export interface TurnContext {
  readonly record: RecordKey;
  /** Which the record has come with. */
  readonly request: number;
  readonly format: Format;
  readonly wordLists: readonly WordListName[];
  /** Languages that the spelling check had to leave out. */
  readonly notChecked: NotChecked;
  /** Whether responses can be generated. */
  readonly generation: GenerationState | undefined;
}

/** A part of the page about one turn of a record. */
export abstract class TurnElement extends PageElement {
  @property({ attribute: false }) context!: TurnContext;
  @property({ attribute: false }) turn!: TurnDetail;
  /** The turn's, in the record. */
  @property({ type: Number }) index = 0;

  /** Whether it is about a turn of another record now. */
  protected isAnotherRecord(changed: PropertyValues<this>): boolean {
    return changed.has('context') && changed.get('context')?.record !== this.context.record;
  }
}
