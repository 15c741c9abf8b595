import { describe, expect, it } from 'vitest';
import { RecordIndexWriter } from '../../../src/dataset/recordIndex';

describe('the index of an array', () => {
  it('takes an element longer than 4 GiB as several, without a gap between them', () => {
    const index = new RecordIndexWriter('array', 0);
    const end = 2 ** 33 + 100;
    index.addElement(10, end, 1);
    index.addElement(end + 2, end + 4, 2);
    expect(index.count).toBe(4);
    expect(index.start(0)).toBe(10);
    expect(index.start(1)).toBe(index.end(0));
    expect(index.start(2)).toBe(index.end(1));
    expect(index.end(2)).toBe(end);
    expect([index.start(3), index.end(3), index.line(3)]).toEqual([end + 2, end + 4, 2]);
  });

  it('takes 16 bytes a record, in chunks that hold records in order', () => {
    const index = new RecordIndexWriter('array', 0);
    const count = 150_000;
    for (let i = 0; i < count; i++) index.addElement(10 * i + 1, 10 * i + 8, i + 1);
    const bytes = index.share().chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    expect(bytes).toBe(Math.ceil(count / 65_536) * 65_536 * 16);
    for (const i of [0, 65_535, 65_536, count - 1]) {
      expect([index.start(i), index.end(i), index.line(i)]).toEqual([10 * i + 1, 10 * i + 8, i + 1]);
    }
  });

  it('keeps the first problem reported, and shares it', () => {
    const index = new RecordIndexWriter('array', 0);
    index.report('first');
    index.report('second');
    expect(index.problem).toBe('first');
    expect(index.share().problem).toBe('first');
  });
});

describe('the index of lines', () => {
  it('keeps offsets in files of terabytes apart', () => {
    const start = 2 ** 45;
    const index = new RecordIndexWriter('lines', start);
    index.addLine(start + 10, true);
    index.addLine(start + 15, false);
    expect([index.start(0), index.end(0)]).toEqual([start, start + 8]);
    expect([index.start(1), index.end(1)]).toEqual([start + 10, start + 14]);
  });
});
