import { describe, expect, test } from 'vitest';
import { LongWork, type LongWorkOptions } from '../../../src/editor/longWork';

const options: LongWorkOptions = { task: 'check', label: 'Checking spelling', of: 10 };
const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(new Error('Aborted'))));

describe('long work', () => {
  test('shows how far it is, and ends', async () => {
    const shown: (number | undefined)[] = [];
    const work = new LongWork(() => shown.push(work.progress?.done));
    const isDone = await work.run(options, async (_, show) => {
      await Promise.resolve();
      show({ done: 5, of: 10 });
      expect(work.isRunning).toBe(true);
    });
    expect(isDone).toBe(true);
    expect(shown).toEqual([0, 0.5, undefined]);
    expect(work.isRunning).toBe(false);
  });

  test('says what it does before how far it is can be told', async () => {
    const work = new LongWork(() => undefined);
    await work.run({ ...options, beginning: 'Loading dictionaries' }, (_, show) => {
      expect(work.progress).toEqual({ task: 'check', label: 'Checking spelling', detail: 'Loading dictionaries' });
      show({ done: 5, of: 10 });
      expect(work.progress).toMatchObject({ done: 0.5, label: 'Checking spelling' });
      return Promise.resolve();
    });
  });

  test('says what it has come to where how far that is cannot be told', async () => {
    const work = new LongWork(() => undefined);
    work.say('Nothing is under way');
    expect(work.progress).toBeUndefined();
    await work.run(options, async (_, show) => {
      show({ done: 10, of: 10 });
      work.say('Judging spelling');
      expect(work.progress).toEqual({ task: 'check', label: 'Judging spelling', detail: '' });
      show({ done: 1, of: 10 });
      expect(work.progress?.label).toBe('Checking spelling');
      return Promise.resolve();
    });
    expect(work.progress).toBeUndefined();
  });

  test('can be cancelled, and puts in order what it leaves', async () => {
    const work = new LongWork(() => undefined);
    let tidied = 0;
    const onCancelled = async () => {
      tidied = await Promise.resolve(tidied + 1);
    };
    const running = work.run({ ...options, onCancelled }, untilAborted);
    expect(work.isWanted).toBe(true);
    work.cancel();
    expect(work.isWanted).toBe(false);
    expect(await running).toBe(false);
    expect(tidied).toBe(1);
    expect(work.progress).toBeUndefined();
  });

  test('gives way to other work, which goes on', async () => {
    const work = new LongWork(() => undefined);
    let tidied = 0;
    const onCancelled = async () => {
      tidied = await Promise.resolve(tidied + 1);
    };
    const first = work.run({ ...options, onCancelled }, untilAborted);
    let end: () => void = () => undefined;
    const second = work.run({ ...options, label: 'Checking language' }, () => new Promise<void>((resolve) => (end = resolve)));
    expect(await first).toBe(false);
    expect(tidied).toBe(0);
    expect(work.progress?.label).toBe('Checking language');
    end();
    expect(await second).toBe(true);
  });

  test('fails with the error of the work, not with that of being cancelled', async () => {
    const work = new LongWork(() => undefined);
    const failing = work.run(options, () => Promise.reject(new Error('No model')));
    await expect(failing).rejects.toThrow('No model');
    expect(work.isRunning).toBe(false);
  });
});
