import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { reasonOf } from './failure';
import { Progress } from './progress';

/** Where a command reads and writes. */
export interface Console {
  readonly stdin: Readable;
  readonly progress: Progress;
  /** Results: standard output. */
  print(text: string): void;
  /** Settles when so much of what has been printed is taken that more need not be held. */
  drained(): Promise<void>;
  /** What went wrong: standard error. */
  complain(text: string): void;
}

/**
 * The process's own streams. A reader of our output that stops reading (`| head`) ends the process without a word, a disk
 * that is full ends it with one.
 * @param exitFailed the exit status where the output cannot be written.
 */
export function processConsole(exitFailed: number): Console {
  const progress = new Progress(process.stderr);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    progress.clear();
    process.stderr.write(`paddock: the output cannot be written: ${reasonOf(error)}\n`);
    process.exit(exitFailed);
  });
  return {
    stdin: process.stdin,
    progress,
    print(text) {
      if (text === '') return;
      progress.clear();
      process.stdout.write(text);
    },
    async drained() {
      if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
    },
    complain(text) {
      progress.clear();
      process.stderr.write(`paddock: ${text}\n`);
    },
  };
}
