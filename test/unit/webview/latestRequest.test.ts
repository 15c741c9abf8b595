import { describe, expect, it } from 'vitest';
import { LatestRequest } from '../../../webview/latestRequest';

describe('LatestRequest', () => {
  it('sends one at a time, and of those asked meanwhile only the last', () => {
    const sent: [number, string][] = [];
    let last = 0;
    const latest = new LatestRequest<string>(
      (request, key) => sent.push([request, key]),
      () => ++last,
    );
    latest.ask('a');
    latest.ask('b');
    latest.ask('c');
    expect(sent).toEqual([[1, 'a']]);
    expect(latest.settle(99)).toBe(false);
    expect(latest.settle(1)).toBe(true);
    expect(sent).toEqual([
      [1, 'a'],
      [2, 'c'],
    ]);
    expect(latest.settle(1)).toBe(false);
    expect(latest.settle(2)).toBe(true);
    expect(sent).toHaveLength(2);
    latest.ask('d');
    expect(sent.at(-1)).toEqual([3, 'd']);
  });
});
