import { parentPort, workerData } from 'node:worker_threads';
import { LanguageIdentifier } from '../checks/language/fasttext/languageIdentifier';
import type { ModelFile } from '../checks/language/fasttext/modelFile';
import { type PredictionOptions, PredictionLines } from '../checks/language/fasttext/predictionLines';
import type { LanguageTag } from '../schema/schema';
import { serve } from '../threads/rpc';

/** Answers lines of text by what a model says of each. */

export interface IdentifyThreadData {
  readonly model: ModelFile;
  readonly languages?: readonly LanguageTag[];
  readonly options: PredictionOptions;
}

const { model, languages, options } = workerData as IdentifyThreadData;
const lines = new PredictionLines(LanguageIdentifier.fromShared(model, { languages }), options);

const handlers = {
  /** @param bytes whole lines of UTF-8, each with its newline. @returns the answers, each with a newline. */
  answer(bytes: Uint8Array): string {
    return lines.answerAll(bytes);
  },
};

export type IdentifyHandlers = typeof handlers;

if (!parentPort) throw new Error('identifyThread runs in a worker thread only.');
serve(parentPort, handlers);
