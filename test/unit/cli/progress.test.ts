import { describe, expect, it } from 'vitest';
import { Progress, progressText } from '../../../src/cli/progress';

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, columns: 80, write: (text: string) => written.push(text) > 0 };
}

describe('progress', () => {
  it('says share, rate and time left', () => {
    expect(progressText('Checking', { done: 12_000, of: 36_000, unit: 'records' }, 0.5)).toBe(
      'Checking 33 %  12,000 of 36,000 records, 24,000 a second, 1 s left',
    );
  });

  it('says slow rates with tenths', () => {
    expect(progressText('Generating', { done: 7, of: 10, unit: 'responses' }, 20)).toBe(
      'Generating 70 %  7 of 10 responses, 0.35 a second, 9 s left',
    );
  });

  it('says no rate before there is one', () => {
    expect(progressText('Indexing', { done: 0, of: 0, unit: 'MB' }, 0)).toBe('Indexing 100 %  0 of 0 MB');
  });

  it('draws one line on a terminal and takes it away', () => {
    const stream = terminal(true);
    const progress = new Progress(stream);
    progress.start('Checking', 'a\u001b[2J.jsonl');
    progress.show({ done: 1, of: 2, unit: 'records' });
    progress.clear();
    progress.clear();
    expect(stream.written).toHaveLength(2);
    expect(stream.written[0]).toContain('1 of 2 records');
    expect(stream.written[0]).toContain('a\\u001b[2J.jsonl');
    expect(stream.written[1]).toBe('\r\u001b[K');
  });

  it('writes nothing where standard error is no terminal', () => {
    const stream = terminal(false);
    const progress = new Progress(stream);
    progress.start('Checking', 'a\u001b[2J.jsonl');
    progress.show({ done: 1, of: 2, unit: 'records' });
    progress.clear();
    expect(stream.written).toEqual([]);
  });
});
