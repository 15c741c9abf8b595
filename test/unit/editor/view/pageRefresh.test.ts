import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PageRefresh } from '../../../../src/editor/view/pageRefresh';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a page that is brought up to date', () => {
  const shown: string[] = [];
  const view = { showState: () => void shown.push('state'), showRecords: () => void shown.push('records') };
  const filtered = {
    isFiltered: false,
    filterTime: 0,
    filter: () => {
      shown.push('filter');
      return Promise.resolve();
    },
  };
  const shownBy = (milliseconds: number) => {
    vi.advanceTimersByTime(milliseconds);
    return shown.splice(0);
  };

  test('is so once for all that has changed, its records with them', () => {
    const refresh = new PageRefresh(filtered, view);
    refresh.soon(false);
    refresh.soon(true);
    refresh.soon(false);
    expect(shownBy(99)).toEqual([]);
    expect(shownBy(1)).toEqual(['records']);
    refresh.soon(false);
    expect(shownBy(100)).toEqual(['state']);
    expect(shownBy(1_000)).toEqual([]);
  });

  test('has its list filtered anew, less often where that takes long', () => {
    const refresh = new PageRefresh({ ...filtered, isFiltered: true, filterTime: 500 }, view);
    refresh.soon(true);
    expect(shownBy(1_999)).toEqual([]);
    expect(shownBy(1)).toEqual(['filter']);
  });

  test('is left alone once it is closed', () => {
    const refresh = new PageRefresh(filtered, view);
    refresh.soon(true);
    refresh.dispose();
    refresh.soon(true);
    expect(shownBy(1_000)).toEqual([]);
  });
});
