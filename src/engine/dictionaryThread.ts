import process from 'node:process';
import { parentPort } from 'node:worker_threads';
import { type OpenedDictionary, openDictionary, type WantedDictionary } from '../checks/spelling/dictionaries/openDictionary';
import { serve } from '../threads/rpc';

/** One dictionary: a thread can be stopped, whatever it is at, and gives all of its memory back. */

export interface WantedSuggestions {
  readonly word: string;
  readonly limit: number;
}

let opened: OpenedDictionary | undefined;

function dictionary(): OpenedDictionary {
  if (!opened) throw new Error('No dictionary is open.');
  return opened;
}

const handlers = {
  /** @returns the bytes that it takes in memory. */
  async open(wanted: WantedDictionary): Promise<number> {
    opened = await openDictionary(wanted);
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    // The files that have been read are array buffers; the WebAssembly program's memory is none of these.
    return heapUsed + external - arrayBuffers;
  },

  /** @param words one a line. @returns 1 for each that is right, 0 for each that is not. */
  lookUp(words: string): Uint8Array {
    const speller = dictionary();
    return Uint8Array.from(words.split('\n'), (word) => (speller.isCorrect(word) ? 1 : 0));
  },

  /** @param words that are not right, one a line. @returns 1 for each that becomes right by one edit. */
  isNearKnown(words: string): Uint8Array {
    const speller = dictionary();
    return Uint8Array.from(words.split('\n'), (word) => Number(speller.isNearKnown(word)));
  },

  suggestions({ word, limit }: WantedSuggestions): string[] {
    return dictionary().suggestions(word, limit);
  },
};

export type DictionaryHandlers = typeof handlers;

if (!parentPort) throw new Error('dictionaryThread runs in a worker thread only.');
// Of memory that is used up, the WebAssembly program complains to the console, and fails: the failure is answered.
console.error = () => undefined;
serve(parentPort, handlers);
