import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { breathe, type CallContext, isAbortError, Remote, serve } from '../../../src/threads/rpc';

const handlers = {
  double: (number: number) => 2 * number,
  fail: (message: string): never => {
    throw new RangeError(message);
  },
  async count(to: number, { signal, emit }: CallContext<number>) {
    for (let n = 1; n <= to && !signal.aborted; n++) {
      emit(n);
      await breathe();
    }
    return signal.aborted ? 'aborted' : 'done';
  },
};

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

function connect(): Remote<typeof handlers> {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serve(port1, handlers);
  return new Remote<typeof handlers>(port2);
}

describe('calls to a thread', () => {
  test('are answered each with its own value', async () => {
    const remote = connect();
    const answers = await Promise.all([1, 2, 3].map((number) => remote.call('double', number)));
    expect(answers).toEqual([2, 4, 6]);
  });

  test('bring the error of the other side by name and message', async () => {
    await expect(connect().call('fail', 'too far')).rejects.toMatchObject({ name: 'RangeError', message: 'too far' });
  });

  test('report on the way', async () => {
    const events: number[] = [];
    expect(await connect().call('count', 3, { onEvent: (event) => events.push(event) })).toBe('done');
    expect(events).toEqual([1, 2, 3]);
  });

  test('end at once for the caller when aborted, and soon for the thread', async () => {
    const controller = new AbortController();
    const remote = connect();
    let last = 0;
    const counting = remote.call('count', 1e9, {
      signal: controller.signal,
      onEvent: (event) => {
        last = event;
        if (event === 5) controller.abort();
      },
    });
    await expect(counting).rejects.toSatisfy(isAbortError);
    expect(last).toBe(5);
    expect(await remote.call('double', 4)).toBe(8);
  });

  test('are refused when aborted before they begin', async () => {
    await expect(connect().call('double', 1, { signal: AbortSignal.abort() })).rejects.toSatisfy(isAbortError);
  });

  test('fail, all of them, when the thread is gone', async () => {
    const remote = connect();
    const pending = remote.call('count', 1e9);
    remote.fail(new Error('The worker thread ended'));
    await expect(pending).rejects.toThrow('The worker thread ended');
    await expect(remote.call('double', 1)).rejects.toThrow('The worker thread ended');
  });
});
