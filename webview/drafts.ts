import { post } from './host';

/** A text box that has something typed in it which the editor is told of. */
export interface DraftOwner {
  /** Posts what has not been posted. */
  flush(): void;
  draftEnded(draft: number): void;
  changeFailed(message: string): void;
}

const owners = new Map<number, DraftOwner>();
const active = new Set<DraftOwner>();
let last = 0;

/** A number that no other draft has, also not one of this page before VS Code dropped it and made it anew. */
export function nextDraft(owner: DraftOwner): number {
  last = Math.max(last + 1, Date.now());
  owners.set(last, owner);
  return last;
}

/** From now on until `leaveDraft` the owner is flushed when the page may go. */
export function enterDraft(owner: DraftOwner): void {
  active.add(owner);
}

export function leaveDraft(owner: DraftOwner): void {
  active.delete(owner);
}

export function flushDrafts(): void {
  for (const owner of active) owner.flush();
}

export function revertDraft(draft: number): void {
  owners.delete(draft);
  post({ type: 'revertDraft', draft });
}

export function draftEnded(draft: number): void {
  owners.get(draft)?.draftEnded(draft);
  owners.delete(draft);
}

export function changeFailed(draft: number | undefined, message: string): void {
  if (draft !== undefined) owners.get(draft)?.changeFailed(message);
}
