import type { Readable } from 'node:stream';
import { Progress } from './progress';

/** Where a command reads and writes. */
export interface Console {
  readonly stdin: Readable;
  readonly progress: Progress;
  /** Results: standard output. */
  print(text: string): void;
  /** What went wrong: standard error. */
  complain(text: string): void;
}

/** The process's own streams. A reader of our output that stops reading (`| head`) ends the process without a word. */
export function processConsole(): Console {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  const progress = new Progress(process.stderr);
  return {
    stdin: process.stdin,
    progress,
    print(text) {
      if (text === '') return;
      progress.clear();
      process.stdout.write(text);
    },
    complain(text) {
      progress.clear();
      process.stderr.write(`paddock: ${text}\n`);
    },
  };
}
