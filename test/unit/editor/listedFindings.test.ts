import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/checks/finding';
import { ListedFindings } from '../../../src/editor/listedFindings';

const finding = (key: number): Finding => ({
  key,
  line: key + 1,
  check: 'record',
  problem: { code: 'not-json', message: 'Not JSON', severity: 'error' },
  message: 'Not JSON',
});
const keysIn = (listed: ListedFindings) => listed.all.map(({ key }) => key);

describe('listed findings', () => {
  test('are no more than there is room for', () => {
    const listed = new ListedFindings(() => 3);
    listed.add([finding(0), finding(1)]);
    expect(listed.hasRoom).toBe(true);
    listed.add([finding(2), finding(3)]);
    expect(keysIn(listed)).toEqual([0, 1, 2]);
    expect(listed.hasRoom).toBe(false);
  });

  test('are another list where something changes, and the same where nothing does', () => {
    const listed = new ListedFindings(() => 9);
    listed.add([finding(0), finding(1)]);
    const before = listed.all;
    listed.drop([7]);
    listed.add([]);
    expect(listed.all).toBe(before);
    listed.drop([1]);
    expect(keysIn(listed)).toEqual([0]);
  });

  test('follow their records to new keys', () => {
    const listed = new ListedFindings(() => 9);
    listed.add([finding(4), finding(5)]);
    listed.renumber((key) => (key === 4 ? -1 : 1));
    expect(keysIn(listed)).toEqual([1]);
  });
});
