import { describe, expect, it } from 'vitest';
import type { EditorState } from '../../../src/protocol/toWebview';
import { PlaceToRestore } from '../../../webview/placeToRestore';

function createPlace() {
  const done: string[] = [];
  const place = new PlaceToRestore(
    { position: 50, topRow: 40.5 },
    { goTo: (position) => done.push(`go to ${position}`), scrollTo: (topRow) => done.push(`scroll to ${topRow}`) },
  );
  return { done, place };
}

function state(total: number, isIndexing: boolean, key?: number): EditorState {
  const progress = isIndexing ? [{ task: 'index', label: 'Indexing', detail: '' }] : [];
  return { total, shown: total, progress, selection: { count: 0, key, rows: [] } } as unknown as EditorState;
}

describe('PlaceToRestore', () => {
  it('puts back what has been indexed, once', () => {
    const { done, place } = createPlace();
    place.restore(state(10, true));
    expect(done).toEqual([]);
    expect(place.isRecordAwaited).toBe(true);
    place.restore(state(45, true));
    expect(done).toEqual(['scroll to 40.5']);
    place.restore(state(60, true));
    place.restore(state(70, false));
    expect(done).toEqual(['scroll to 40.5', 'go to 50']);
    expect(place.isRecordAwaited).toBe(true);
    place.forgetRecord();
    expect(place.isRecordAwaited).toBe(false);
  });

  it('goes to no record that is gone, nor where the editor knows better', () => {
    const shorter = createPlace();
    shorter.place.restore(state(20, false));
    expect(shorter.done).toEqual(['scroll to 40.5']);
    expect(shorter.place.isRecordAwaited).toBe(false);
    const selected = createPlace();
    selected.place.restore(state(60, false, 3));
    expect(selected.done).toEqual(['scroll to 40.5']);
  });

  it('leaves alone what its user has changed meanwhile', () => {
    const { done, place } = createPlace();
    place.forgetRecord();
    place.forgetTopRow();
    place.restore(state(60, false));
    expect(done).toEqual([]);
  });
});
