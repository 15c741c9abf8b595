import type { Turn } from '../../schema/schema';

/** So far back what has been said counts: in conversations of thousands of turns, each response would read all others. */
const MOST_TURNS = 200;

/** The turns before one that count as what it answers. */
export function turnsBefore(turns: readonly Turn[], turn: number): readonly Turn[] {
  return turns.slice(Math.max(0, turn - MOST_TURNS), turn);
}
