import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { PredictionOptions } from '../checks/language/fasttext/predictionLines';
import type { IdentifyHandlers, IdentifyThreadData } from '../engine/identifyThread';
import { languageModel, type WantedModel } from '../engine/languageModels';
import { Thread } from '../threads/thread';
import type { Console } from './console';
import { reasonOf } from './failure';
import { wholeLines } from './wholeLines';

const THREAD_SCRIPT = 'identifyThread.js';
const THREAD_HEAP_MEGABYTES = 1_800;
/** Bytes read at once: a piece of work for a thread. */
const PIECE = 1 << 18;
/** Pieces that may wait for each thread. */
const AHEAD = 3;

export interface IdentifyOptions extends WantedModel, PredictionOptions {
  readonly console: Console;
  /** The folder of the built programs. */
  readonly programs: string;
  readonly threads: number;
  readonly signal: AbortSignal;
}

/**
 * Prints for each line of the files which language a model finds in it, in the lines' order and as soon as it is known.
 * A file that cannot be read is complained about and does not stop the others.
 * @param names `-` for standard input.
 * @returns whether a file failed.
 * @throws ModelError when the model cannot be used, AbortError when the signal is aborted.
 */
export async function identify(names: readonly string[], options: IdentifyOptions): Promise<boolean> {
  const { console, programs, signal } = options;
  const model = await languageModel(programs, options, signal);
  const threads = new IdentifyThreads(join(programs, THREAD_SCRIPT), options.threads, {
    model,
    languages: options.languages,
    options: { top: options.top, tags: options.tags },
  });
  let failed = false;
  try {
    for (const name of names) {
      try {
        const stream = name === '-' ? console.stdin : createReadStream(name, { highWaterMark: PIECE });
        await answerInOrder(wholeLines(stream), threads, options);
      } catch (error) {
        if (signal.aborted) throw error;
        console.complain(`${name}: ${reasonOf(error)}`);
        failed = true;
      }
    }
  } finally {
    threads.end();
  }
  return failed;
}

async function answerInOrder(
  pieces: AsyncIterable<Uint8Array>,
  threads: IdentifyThreads,
  { console, signal, threads: count }: IdentifyOptions,
): Promise<void> {
  const printing: Promise<void>[] = [];
  let last = Promise.resolve();
  for await (const piece of pieces) {
    signal.throwIfAborted();
    const answer = threads.answer(piece);
    last = Promise.all([answer, last]).then(([text]) => {
      console.print(text);
      return console.drained();
    });
    // Whoever waits for it hears of an error.
    last.catch(() => undefined);
    printing.push(last);
    if (printing.length > AHEAD * count) await printing.shift();
  }
  await last;
}

/** Threads that answer lines: one at first, and another whenever all are busy. */
class IdentifyThreads {
  private readonly threads: { readonly thread: Thread<IdentifyHandlers>; waiting: number }[] = [];

  constructor(
    private readonly script: string,
    private readonly most: number,
    private readonly data: IdentifyThreadData,
  ) {
    this.start();
  }

  /** @param lines whole lines of UTF-8, each with its newline. @returns the answers, each with a newline. */
  async answer(lines: Uint8Array): Promise<string> {
    const idle = this.threads.find(({ waiting }) => waiting === 0);
    const free = idle ?? (this.threads.length < this.most ? this.start() : this.leastBusy());
    free.waiting++;
    try {
      return await free.thread.remote.call('answer', lines);
    } finally {
      free.waiting--;
    }
  }

  end(): void {
    for (const { thread } of this.threads) void thread.terminate();
  }

  private leastBusy() {
    return this.threads.reduce((least, other) => (other.waiting < least.waiting ? other : least));
  }

  private start() {
    const started = { thread: new Thread<IdentifyHandlers>(this.script, this.data, THREAD_HEAP_MEGABYTES), waiting: 0 };
    this.threads.push(started);
    return started;
  }
}
