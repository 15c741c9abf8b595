import { parentPort } from 'node:worker_threads';
import { LanguageIdentifier } from '../checks/language/fasttext/languageIdentifier';
import type { ModelFile } from '../checks/language/fasttext/modelFile';
import { serve } from '../threads/rpc';

/** Reads models: one of a gigabyte takes seconds, which no thread has that somebody waits for. */

const handlers = {
  /** @returns the model in shared memory, which stays when this thread ends. */
  open(path: string): ModelFile {
    return LanguageIdentifier.open(path).share();
  },
};

export type ModelHandlers = typeof handlers;

if (!parentPort) throw new Error('modelThread runs in a worker thread only.');
serve(parentPort, handlers);
