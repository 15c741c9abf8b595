import type { OnProse } from '../checks/language/checkLanguage';
import type { ProseSegment } from '../checks/language/prose';

/** The prose of a record's responses, by turn, handed on from one check to the next. */
export class HandedProse {
  readonly byTurn = new Map<number, readonly ProseSegment[]>();
  readonly take: OnProse = (turn, segments) => this.byTurn.set(turn, segments);
}
