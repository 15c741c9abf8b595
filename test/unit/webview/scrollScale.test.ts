import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampTop,
  contentHeight,
  isScaled,
  MAX_SCROLL_HEIGHT,
  rowsPerPage,
  scrollHeight,
  toContentTop,
  topToReveal,
  toScrollTop,
  visibleRows,
  type ScrollGeometry,
} from '../../../webview/scrollScale';

const geometry = fc.record({
  rows: fc.integer({ min: 0, max: 100_000_000 }),
  rowHeight: fc.constantFrom(22, 44),
  viewport: fc.integer({ min: 1, max: 2000 }),
});
const short: ScrollGeometry = { rows: 1000, rowHeight: 44, viewport: 600 };
const long: ScrollGeometry = { rows: 5_000_000, rowHeight: 44, viewport: 600 };

describe('a list that a browser can lay out', () => {
  it('scrolls pixel by pixel', () => {
    expect(isScaled(short)).toBe(false);
    expect(scrollHeight(short)).toBe(44_000);
    expect(toContentTop(123.5, short)).toBe(123.5);
    expect(toScrollTop(123.5, short)).toBe(123.5);
  });
});

describe('a list that is too long for that', () => {
  it('keeps the scrolled element within the limit, and maps both ends', () => {
    expect(isScaled(long)).toBe(true);
    expect(scrollHeight(long)).toBe(MAX_SCROLL_HEIGHT);
    expect(toContentTop(0, long)).toBe(0);
    expect(toContentTop(MAX_SCROLL_HEIGHT - 600, long)).toBeCloseTo(contentHeight(long) - 600, 3);
    expect(visibleRows(toContentTop(MAX_SCROLL_HEIGHT - 600, long), long).end).toBe(5_000_000);
  });
});

describe('any list', () => {
  it('comes back to the same place by way of the scrollbar', () => {
    fc.assert(
      fc.property(geometry, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const top = clampTop(share * contentHeight(list), list);
        expect(toContentTop(toScrollTop(top, list), list)).toBeCloseTo(top, 3);
        expect(toScrollTop(top, list)).toBeLessThanOrEqual(scrollHeight(list));
      }),
    );
  });

  it('shows a revealed row whole, and moves no more than needed', () => {
    fc.assert(
      fc.property(
        geometry.filter(({ rows, rowHeight, viewport }) => rows > 0 && viewport >= rowHeight),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, from, to) => {
          const row = Math.min(list.rows - 1, Math.floor(to * list.rows));
          const top = clampTop(from * contentHeight(list), list);
          const revealed = topToReveal(row, top, list);
          expect(revealed).toBeLessThanOrEqual(row * list.rowHeight);
          expect(revealed + list.viewport).toBeGreaterThanOrEqual((row + 1) * list.rowHeight);
          expect(topToReveal(row, revealed, list)).toBe(revealed);
        },
      ),
    );
  });

  it('names the rows that are seen, also in part', () => {
    expect(visibleRows(0, short)).toEqual({ first: 0, end: 14 });
    expect(visibleRows(43, short)).toEqual({ first: 0, end: 15 });
    expect(visibleRows(44, short)).toEqual({ first: 1, end: 15 });
    expect(visibleRows(0, { ...short, rows: 3 })).toEqual({ first: 0, end: 3 });
    expect(visibleRows(0, { ...short, rows: 0 })).toEqual({ first: 0, end: 0 });
  });

  it('pages by whole rows, even in a pane lower than one', () => {
    expect(rowsPerPage(short)).toBe(12);
    expect(rowsPerPage({ ...short, viewport: 10 })).toBe(1);
  });
});
