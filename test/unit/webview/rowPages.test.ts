import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/protocol/toWebview';
import { PAGE_ROWS, RowPages } from '../../../webview/rowPages';

/** An editor that answers when told to, with rows that say which answer they are from. */
function setUp(length = 1_000_000) {
  const requests: { request: number; start: number; count: number }[] = [];
  let last = 0;
  let listLength = length;
  const pages = new RowPages<Row>(
    (request, start, count) => requests.push({ request, start, count }),
    () => ++last,
  );
  const answer = (text = 'row') => {
    const { request, start, count } = requests.shift()!;
    const rows: Row[] = [];
    for (let at = start; at < Math.min(listLength, start + count); at++) {
      rows.push({ key: at, position: at, instruction: text, response: '' });
    }
    expect(pages.receive(request, rows)).toBe(true);
  };
  const answerAll = (text?: string) => {
    while (requests.length > 0) answer(text);
  };
  return { pages, requests, answer, answerAll, grow: (rows: number) => (listLength = rows) };
}

describe('RowPages', () => {
  it('asks for the pages on the screen once, and has their rows then', () => {
    const { pages, requests, answerAll } = setUp();
    pages.want(90, 130, 1_000_000);
    pages.want(91, 131, 1_000_000);
    expect(requests.map(({ start }) => start)).toEqual([0, 100]);
    expect(pages.row(95)).toBeUndefined();
    answerAll();
    expect(pages.row(95)?.position).toBe(95);
    expect(pages.row(130)?.position).toBe(130);
    pages.want(90, 130, 1_000_000);
    expect(requests).toEqual([]);
  });

  it('leaves no queue behind when the scrollbar is dragged through the list', () => {
    const { pages, requests, answer } = setUp();
    for (let top = 0; top < 900_000; top += 1000) pages.want(top, top + 20, 1_000_000);
    expect(requests.length).toBeLessThanOrEqual(3);
    answer();
    expect(requests.at(-1)!.start).toBe(899_000);
  });

  it('keeps old rows until the new ones come, when something has changed', () => {
    const { pages, answerAll } = setUp();
    pages.want(0, 20, 1_000_000);
    answerAll('old');
    pages.invalidate();
    expect(pages.row(3)?.instruction).toBe('old');
    answerAll('new');
    expect(pages.row(3)?.instruction).toBe('new');
  });

  it('asks again for rows that changed while their answer was on its way', () => {
    const { pages, requests, answer } = setUp();
    pages.want(0, 20, 1_000_000);
    pages.invalidate();
    expect(requests).toHaveLength(1);
    answer('old');
    expect(requests).toHaveLength(1);
    answer('new');
    expect(pages.row(3)?.instruction).toBe('new');
    expect(requests).toHaveLength(0);
  });

  it('fills up the last page as the list grows, and only then', () => {
    const { pages, requests, answerAll, grow } = setUp(30);
    pages.want(0, 30, 30);
    answerAll();
    pages.want(0, 30, 30);
    expect(requests).toHaveLength(0);
    grow(80);
    pages.want(0, 40, 80);
    answerAll();
    expect(pages.row(79)?.position).toBe(79);
  });

  it('does not ask without end for rows that the editor does not have', () => {
    const { pages, requests, answerAll } = setUp(30);
    pages.want(0, 40, 80);
    answerAll();
    pages.want(0, 40, 80);
    expect(requests).toHaveLength(0);
  });

  it('does not ask again for what failed, until something changes', () => {
    const { pages, requests } = setUp();
    pages.want(0, 20, 1_000_000);
    expect(pages.fail(requests.shift()!.request)).toBe(true);
    pages.want(0, 20, 1_000_000);
    expect(requests).toHaveLength(0);
    pages.invalidate();
    expect(requests).toHaveLength(1);
  });

  it('forgets pages that were not wanted for long, never those on the screen', () => {
    const { pages, answerAll } = setUp();
    for (let page = 0; page < 100; page++) {
      pages.want(page * PAGE_ROWS, page * PAGE_ROWS + 20, 1_000_000);
      answerAll();
    }
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(99 * PAGE_ROWS)?.position).toBe(9900);
  });

  it('leaves answers to others alone', () => {
    const { pages } = setUp();
    expect(pages.receive(77, [])).toBe(false);
    expect(pages.fail(77)).toBe(false);
  });
});
