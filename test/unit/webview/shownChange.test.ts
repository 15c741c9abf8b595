import { describe, expect, it } from 'vitest';
import { shortChange, shownChange } from '../../../webview/shownChange';

const place = { where: 'Response', before: '', removed: 'x', inserted: 'y', after: '' };

describe('shownChange', () => {
  it('shows line ends, tabs and control characters', () => {
    expect(shownChange({ ...place, removed: 'a\r\nb\n', inserted: '\t\u0000' })).toMatchObject({
      removed: 'a↵b↵',
      inserted: '→\u2400',
    });
  });
});

describe('shortChange', () => {
  it('leaves out what would keep the change from being seen', () => {
    const { before, removed, inserted } = shortChange({
      ...place,
      before: 'b'.repeat(500),
      removed: 'r'.repeat(500),
      inserted: 'i'.repeat(500),
    });
    expect(before).toMatch(/^…b{10,60}$/);
    expect(removed).toMatch(/^r{10,100}…$/);
    expect(inserted).toMatch(/^i{10,100}…$/);
  });

  it('leaves short texts as they are, and cuts no character in two', () => {
    expect(shortChange({ ...place, before: 'a', after: 'z' })).toEqual({ before: 'a', removed: 'x', inserted: 'y', after: 'z' });
    for (const shift of ['', 'x']) {
      const { before, removed } = shortChange({ ...place, before: '😀'.repeat(99) + shift, removed: shift + '😀'.repeat(99) });
      for (const text of [before, removed]) expect(Buffer.from(text).toString()).toBe(text);
    }
  });
});
