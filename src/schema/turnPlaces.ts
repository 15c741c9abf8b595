import type { Turn } from './schema';

/** There is no such turn any more. */
export const NO_TURN = -1;

type Said = Pick<Turn, 'role' | 'text'>;

/**
 * Where a record's turns stand after it has been edited, by what they say: an unchanged beginning and end stay what they
 * are, turns between them are found again by their texts, and those left between two found ones are the same turns with
 * other texts where there are as many as before, of the same roles. A turn that was split is its first part.
 * @returns for each turn before its index among those after, `NO_TURN` where it is none of them: rather none than a
 * wrong one. Of turns that say the same, the first are taken to have stayed.
 */
export function turnPlaces(before: readonly Said[], after: readonly Said[]): Int32Array {
  const places = new Int32Array(before.length).fill(NO_TURN);
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && isSame(before[start], after[start])) start++;
  let end = 0;
  while (end < least - start && isSame(before[before.length - 1 - end], after[after.length - 1 - end])) end++;
  for (let at = 0; at < start; at++) places[at] = at;
  for (let at = 1; at <= end; at++) places[before.length - at] = after.length - at;
  const gap = { from: start, to: before.length - end, newFrom: start, newTo: after.length - end };
  for (const [at, place] of foundAgain(before, after, gap)) {
    pairUp(before, after, { ...gap, to: at, newTo: place }, places);
    places[at] = place;
    gap.from = at + 1;
    gap.newFrom = place + 1;
  }
  pairUp(before, after, gap, places);
  return places;
}

/** Turns before, and those after that stand in their stead. */
interface Gap {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** The turns that say what no other turn of the gap does, as far as they are in the same order: before, and after. */
function foundAgain(before: readonly Said[], after: readonly Said[], { from, to, newFrom, newTo }: Gap): [number, number][] {
  const old = onlyOnes(before, from, to);
  const now = onlyOnes(after, newFrom, newTo);
  const found: [number, number][] = [];
  for (const [said, at] of old) {
    const place = now.get(said);
    if (place !== undefined && place > (found.at(-1)?.[1] ?? -1)) found.push([at, place]);
  }
  return found;
}

/** By what they say: the turns that say what no other one does. */
function onlyOnes(turns: readonly Said[], from: number, to: number): Map<string, number> {
  const found = new Map<string, number>();
  const repeated = new Set<string>();
  for (let at = from; at < to; at++) {
    const said = `${turns[at].role} ${turns[at].text}`;
    if (found.has(said)) repeated.add(said);
    else found.set(said, at);
  }
  for (const said of repeated) found.delete(said);
  return found;
}

function pairUp(before: readonly Said[], after: readonly Said[], { from, to, newFrom, newTo }: Gap, places: Int32Array): void {
  const count = to - from;
  const isInPlace = count === newTo - newFrom;
  for (let at = 0; at < Math.min(count, newTo - newFrom); at++) {
    const old = before[from + at];
    const now = after[newFrom + at];
    // What is split, or joined with what follows, begins as before.
    if (old.role !== now.role || !(isInPlace || beginsAs(old.text, now.text))) return;
    places[from + at] = newFrom + at;
  }
}

function beginsAs(old: string, now: string): boolean {
  const [short, long] = [old.trim(), now.trim()].sort((a, b) => a.length - b.length);
  return short !== '' && long.startsWith(short);
}

function isSame(one: Said, other: Said): boolean {
  return one.role === other.role && one.text === other.text;
}
