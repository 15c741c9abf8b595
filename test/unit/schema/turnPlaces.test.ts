import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../src/schema/schema';
import { NO_TURN, turnPlaces } from '../../../src/schema/turnPlaces';

type Said = Pick<Turn, 'role' | 'text'>;

/** `?` begins an instruction; all else is a response. */
const turns = (...texts: string[]): Said[] => texts.map((text) => ({ role: text.startsWith('?') ? 'instruction' : 'response', text }));
const places = (before: Said[], after: Said[]) => Array.from(turnPlaces(before, after));

describe('turnPlaces', () => {
  test('turns stay what they are as others come and go', () => {
    const talk = turns('?a', 'A', '?b', 'B', '?c', 'C');
    expect(places(talk, talk)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(places(talk, talk.slice(2))).toEqual([NO_TURN, NO_TURN, 0, 1, 2, 3]);
    expect(places(talk.slice(2), talk)).toEqual([2, 3, 4, 5]);
    expect(places(talk, talk.toSpliced(2, 1))).toEqual([0, 1, NO_TURN, 2, 3, 4]);
    expect(places(talk, talk.toSpliced(2, 0, ...turns('', '?x')))).toEqual([0, 1, 4, 5, 6, 7]);
    expect(places(talk, [])).toEqual(Array(6).fill(NO_TURN));
  });

  test('a turn that is edited in its place is the same, also beside one that goes', () => {
    const talk = turns('?a', 'A', '?b', 'B');
    expect(places(talk, turns('?a', 'other', '?b', 'B'))).toEqual([0, 1, 2, 3]);
    expect(places(talk, turns('?a', 'other', '?else', 'B'))).toEqual([0, 1, 2, 3]);
    expect(places(talk, turns('?b', 'other'))).toEqual([NO_TURN, NO_TURN, 0, 1]);
    expect(places(talk, turns('?b', 'B', '?c', 'C'))).toEqual([NO_TURN, NO_TURN, 0, 1]);
  });

  test('a response that becomes an instruction is no response in its place', () => {
    expect(places(turns('?a', 'A'), turns('?a', '?A'))).toEqual([0, NO_TURN]);
  });

  test('a turn that is split is its first part, one that is joined the turn that begins like it', () => {
    expect(places(turns('?a', 'one two', '?b'), turns('?a', 'one', 'two', '?b'))).toEqual([0, 1, 3]);
    expect(places(turns('?a', 'one', 'two', '?b'), turns('?a', 'one\n\ntwo', '?b'))).toEqual([0, 1, NO_TURN, 2]);
    expect(places(turns('?a', 'A', '?b'), turns('?a', 'new', 'other', '?b'))).toEqual([0, NO_TURN, 3]);
  });

  test('what is removed and put back is found where it was, whatever stays', () => {
    const turn = fc.record({ role: fc.constantFrom('instruction' as const, 'response' as const), text: fc.string({ maxLength: 2 }) });
    fc.assert(
      fc.property(fc.uniqueArray(turn, { selector: ({ role, text }) => `${role} ${text}`, maxLength: 12 }), fc.nat(12), fc.nat(4), (talk, at, count) => {
        const after = talk.toSpliced(at, count);
        const there = talk.map((said) => after.indexOf(said));
        expect(places(talk, after)).toEqual(there);
        expect(places(after, talk)).toEqual(after.map((said) => talk.indexOf(said)));
      }),
    );
  });

  test('whatever is edited, turns keep their order and roles, and no two become one', () => {
    const turn = fc.record({ role: fc.constantFrom('instruction' as const, 'response' as const), text: fc.constantFrom('', 'a', 'ab', 'b') });
    const talk = fc.array(turn, { maxLength: 8 });
    fc.assert(
      fc.property(talk, talk, (before, after) => {
        const found = places(before, after).flatMap((place, at) => (place === NO_TURN ? [] : [{ place, at }]));
        for (const { place, at } of found) expect(after[place].role).toBe(before[at].role);
        expect(found.map(({ place }) => place)).toEqual([...new Set(found.map(({ place }) => place))].sort((a, b) => a - b));
      }),
    );
  });
});
