import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICTS, type Verdict } from '../../../src/checks/language/languageVerdict';
import type { VerdictTally } from '../../../src/checks/verdicts/verdictCounts';
import { languageMatrix } from '../../../src/metrics/languageMatrix';

const tally = (instruction: string | undefined, found: string | undefined, verdict: Verdict, count: number): VerdictTally => ({
  instruction,
  found,
  counts: VERDICTS.map((each) => (each === verdict ? count : 0)),
});

describe('languageMatrix', () => {
  it('counts responses by both languages, the frequent ones first, along a diagonal', () => {
    const matrix = languageMatrix([
      tally('fr', 'fr', 'match', 5),
      tally('de', 'de', 'match', 8),
      tally('de', 'en', 'mismatch', 3),
      tally('de', 'de', 'mixed', 2),
      tally('fr', undefined, 'empty', 1),
    ]);
    expect(matrix.instructions).toEqual([['de'], ['fr']]);
    expect(matrix.responses).toEqual([['de'], ['fr'], ['en'], ['und']]);
    expect(matrix.cells).toEqual([
      [{ responses: 10, flagged: 2 }, { responses: 0, flagged: 0 }, { responses: 3, flagged: 3 }, { responses: 0, flagged: 0 }],
      [{ responses: 0, flagged: 0 }, { responses: 5, flagged: 0 }, { responses: 0, flagged: 0 }, { responses: 1, flagged: 0 }],
    ]);
  });

  it('counts seldom languages together, but never those that cannot be told', () => {
    const seldom = ['it', 'es', 'pt'].map((language) => tally('de', language, 'mismatch', 1));
    const { responses, cells } = languageMatrix([tally('de', 'de', 'match', 9), tally('de', undefined, 'empty', 1), ...seldom], 2);
    expect(responses).toEqual([['de'], ['es'], ['und'], ['it', 'pt']]);
    expect(cells[0].map((cell) => cell.responses)).toEqual([9, 1, 1, 2]);
  });

  it('counts each response once, and has no row or column without any', () => {
    const language = fc.option(fc.constantFrom('de', 'en', 'fr', 'es', 'sr-Latn'), { nil: undefined });
    const tallies = fc.array(
      fc.record({ instruction: language, found: language, counts: fc.tuple(...VERDICTS.map(() => fc.nat(9))).filter((c) => c.some(Boolean)) }),
    );
    fc.assert(
      fc.property(tallies, fc.integer({ min: 1, max: 4 }), (all, most) => {
        const { instructions, responses, cells } = languageMatrix(all, most);
        const total = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0);
        expect(total(cells.flat().map((cell) => cell.responses))).toBe(total(all.flatMap(({ counts }) => counts)));
        expect(cells.every((row) => row.length === responses.length)).toBe(true);
        expect(cells.every((row) => row.some((cell) => cell.responses > 0))).toBe(true);
        expect(new Set(instructions.flat())).toEqual(new Set(all.map(({ instruction }) => instruction ?? 'und')));
        expect(new Set(responses.flat())).toEqual(new Set(all.map(({ found }) => found ?? 'und')));
      }),
    );
  });
});
