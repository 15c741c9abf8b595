import { describe, expect, it } from 'vitest';
import type { RecordDetail } from '../../../src/protocol/toWebview';
import { ShownRecord } from '../../../webview/shownRecord';

function createShown() {
  const asked: string[] = [];
  let last = 0;
  const shown = new ShownRecord(
    (request, key) => asked.push(`${request}: ${key}`),
    () => ++last,
  );
  return { asked, shown };
}

const detail = (key: number) => ({ key }) as RecordDetail;

describe('ShownRecord', () => {
  it('keeps the record before until the wanted one has come', () => {
    const { asked, shown } = createShown();
    shown.want(7);
    expect(shown.receive(1, detail(7))).toEqual({ aim: 'flagged', entry: undefined });
    shown.want(7);
    shown.want(8);
    expect(asked).toEqual(['1: 7', '2: 8']);
    expect(shown.isBehind).toBe(true);
    expect(shown.record?.key).toBe(7);
    shown.receive(2, detail(8));
    expect(shown.isBehind).toBe(false);
    expect(shown.request).toBe(2);
  });

  it('brings nothing into view when the same record comes anew, unless asked to', () => {
    const { shown } = createShown();
    shown.want(7);
    shown.receive(1, detail(7));
    shown.refresh();
    expect(shown.receive(2, detail(7))).toEqual({ aim: undefined, entry: undefined });
    shown.aimAt('match');
    shown.refresh();
    expect(shown.receive(3, detail(7))).toEqual({ aim: 'match', entry: undefined });
  });

  it('goes into the record that was wanted then, once, and into none that is wanted by now', () => {
    const { shown } = createShown();
    shown.want(7);
    shown.receive(1, detail(7));
    expect(shown.enter('edit')).toBe(true);
    shown.want(8);
    expect(shown.enter('edit')).toBe(false);
    shown.want(9);
    // Of 8 comes first, as it was asked for first.
    expect(shown.receive(2, detail(8))).toBeUndefined();
    expect(shown.receive(3, detail(9))).toEqual({ aim: 'flagged', entry: undefined });
    shown.want(10);
    shown.enter('edit');
    expect(shown.receive(4, detail(10))?.entry).toBe('edit');
    shown.want(11);
    shown.enter('read');
    expect(shown.receive(5, detail(11))?.entry).toBe('read');
    shown.refresh();
    expect(shown.receive(6, detail(11))?.entry).toBeUndefined();
  });

  it('asks again for one that could not be had, and shows none that comes after all are gone', () => {
    const { asked, shown } = createShown();
    shown.want(7);
    expect(shown.fail(1, 'No such record.')).toBe(true);
    expect(shown.failure).toBe('No such record.');
    shown.want(7);
    expect(asked).toEqual(['1: 7', '2: 7']);
    shown.clear();
    expect(shown.receive(2, detail(7))).toBeUndefined();
    expect(shown.record).toBeUndefined();
  });
});
