import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isWhole, TextDraft } from '../../../webview/textDraft';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

let requests = 0;

function setUp(text = 'blue', isSendable?: (text: string) => boolean) {
  const sent: { text: string; draft: number }[] = [];
  let last = 0;
  const draft = new TextDraft(text, {
    send: (typed, number) => sent.push({ text: typed, draft: number }),
    nextDraft: () => ++last,
    isSendable,
  });
  return { draft, sent };
}

describe('TextDraft', () => {
  it('posts the first key at once and the next ones together, as one draft', () => {
    const { draft, sent } = setUp();
    draft.typed('blue1');
    draft.typed('blue12');
    draft.typed('blue123');
    expect(sent).toEqual([{ text: 'blue1', draft: 1 }]);
    vi.advanceTimersByTime(10_000);
    expect(sent).toEqual([
      { text: 'blue1', draft: 1 },
      { text: 'blue123', draft: 1 },
    ]);
  });

  it('posts what waits when it is flushed, and nothing twice', () => {
    const { draft, sent } = setUp();
    draft.typed('blue1');
    draft.typed('blue12');
    draft.flush();
    draft.flush();
    vi.advanceTimersByTime(10_000);
    expect(sent.map(({ text }) => text)).toEqual(['blue1', 'blue12']);
  });

  it('posts nothing when what was typed is taken back before it was posted', () => {
    const { draft, sent } = setUp('blue', (text) => text !== 'blue1');
    draft.typed('blue1');
    draft.typed('blue');
    draft.flush();
    expect(sent).toEqual([]);
  });

  it('keeps the line endings that were not touched', () => {
    const { draft, sent } = setUp('a\r\nb\nc');
    draft.typed('a\nb\ncX');
    expect(sent[0].text).toBe('a\r\nb\ncX');
    draft.typed('a\nb\nc');
    draft.flush();
    expect(sent[1].text).toBe('a\r\nb\nc');
  });

  it('takes its own texts for known, in whatever order keys and answers come', () => {
    const { draft } = setUp();
    draft.typed('blue1');
    draft.typed('blue12');
    expect(draft.received('blue', ++requests)).toBe(false);
    expect(draft.received('blue1', ++requests)).toBe(false);
    draft.flush();
    draft.typed('blue123');
    expect(draft.received('blue12', ++requests)).toBe(false);
    expect(draft.text).toBe('blue123');
  });

  it('is settled when the record has what was typed', () => {
    const { draft } = setUp();
    draft.typed('blue1');
    expect(draft.isSettled).toBe(false);
    draft.received('blue1', ++requests);
    expect(draft.isSettled).toBe(true);
  });

  it('takes over a text from elsewhere, after which typing is another draft', () => {
    const { draft, sent } = setUp();
    draft.typed('blue1');
    draft.received('blue1', ++requests);
    draft.ended(1, requests);
    expect(draft.received('blue', ++requests)).toBe(true);
    expect(draft.text).toBe('blue');
    expect(draft.isChanged).toBe(false);
    draft.typed('blue2');
    draft.flush();
    expect(sent.at(-1)).toEqual({ text: 'blue2', draft: 2 });
  });

  it('takes over the text before an edit that was undone before its record came', () => {
    const { draft } = setUp();
    draft.typed('blue1');
    draft.ended(1, requests);
    expect(draft.received('blue', ++requests)).toBe(true);
    expect(draft.text).toBe('blue');
  });

  it('takes nothing over that was asked for before the draft ended', () => {
    const { draft } = setUp();
    draft.typed('blue1');
    const asked = ++requests;
    draft.ended(1, requests);
    expect(draft.received('blue', asked)).toBe(false);
    expect(draft.text).toBe('blue1');
    expect(draft.received('blue', ++requests)).toBe(true);
  });

  it('goes on when the editor makes another edit of it, as after a save', () => {
    const { draft, sent } = setUp();
    draft.typed('blue1');
    draft.ended(1, requests);
    draft.typed('blue12');
    draft.flush();
    expect(sent.map((each) => each.draft)).toEqual([1, 2]);
    expect(draft.received('blue1', ++requests)).toBe(false);
    expect(draft.text).toBe('blue12');
  });

  it('never gives up what is typed for what comes', () => {
    const { draft, sent } = setUp();
    draft.typed('blue1');
    draft.typed('blue12');
    expect(draft.received('red', ++requests)).toBe(false);
    draft.flush();
    expect(sent.at(-1)?.text).toBe('blue12');
  });

  it('is left alone while an input method is at work', () => {
    const { draft, sent } = setUp();
    draft.isComposing = true;
    draft.typed('blueに');
    draft.flush();
    expect(draft.received('red', ++requests)).toBe(false);
    expect(sent).toEqual([]);
    draft.isComposing = false;
    draft.typed('blue日');
    expect(sent.map(({ text }) => text)).toEqual(['blue日']);
  });

  it('holds back what may not be posted yet, and posts it when it may', () => {
    const { draft, sent } = setUp('[1]', (text) => text.endsWith(']'));
    draft.typed('[1');
    draft.flush();
    expect(sent).toEqual([]);
    expect(draft.isSettled).toBe(false);
    draft.typed('[12]');
    expect(sent).toEqual([{ text: '[12]', draft: 1 }]);
  });

  it('goes back to the beginning, and tells the draft to take back', () => {
    const { draft, sent } = setUp();
    expect(draft.revert()).toBeUndefined();
    draft.typed('blue1');
    draft.typed('blue12');
    expect(draft.revert()).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(sent).toHaveLength(1);
    // The record as it was when the key came, then as it is again.
    expect(draft.received('blue1', ++requests)).toBe(false);
    expect(draft.text).toBe('blue');
    expect(draft.received('blue', ++requests)).toBe(false);
    expect(draft.isSettled).toBe(true);
  });

  it('knows its text by its beginning and length', () => {
    const { draft } = setUp();
    draft.typed('blue sky');
    expect(draft.known('blue', 8)).toBe('blue sky');
    expect(draft.known('bl', 4)).toBe('blue');
    expect(draft.known('red', 8)).toBeUndefined();
    expect(isWhole(undefined, '', 0)).toBe(false);
  });
});
