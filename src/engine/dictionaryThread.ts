import process from 'node:process';
import { parentPort } from 'node:worker_threads';
import { type OpenedDictionary, openDictionary, type WantedDictionary } from '../checks/spelling/dictionaries/openDictionary';
import { serve } from '../threads/rpc';
import { DERIVED, RIGHT, WRONG } from './wordLookUp';

/** Some dictionaries: a thread can be stopped, whatever it is at, and gives all of its memory back. */

/** By the first `.dic` file. */
const opened = new Map<string, OpenedDictionary>();

function dictionary(key: string): OpenedDictionary {
  const found = opened.get(key);
  if (!found) throw new Error('The dictionary is not open.');
  return found;
}

const handlers = {
  /** @returns the bytes that all dictionaries here take in memory. */
  async open(wanted: WantedDictionary): Promise<number> {
    opened.set(wanted.words[0], await openDictionary(wanted));
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    // The files that have been read are array buffers; the WebAssembly program's memory is none of these.
    return heapUsed + external - arrayBuffers;
  },

  /** @param words one a line. @returns a `WordVerdict` for each. */
  lookUp({ key, words }: { key: string; words: string }): Uint8Array {
    const speller = dictionary(key);
    return Uint8Array.from(words.split('\n'), (word) => (speller.isCorrect(word) ? RIGHT : speller.isDerived(word) ? DERIVED : WRONG));
  },

  /** @param words that are not right, one a line. @returns 1 for each that becomes right by one edit. */
  isNearKnown({ key, words }: { key: string; words: string }): Uint8Array {
    const speller = dictionary(key);
    return Uint8Array.from(words.split('\n'), (word) => Number(speller.isNearKnown(word)));
  },

  suggestions({ key, word, limit }: { key: string; word: string; limit: number }): string[] {
    return dictionary(key).suggestions(word, limit);
  },
};

export type DictionaryHandlers = typeof handlers;

if (!parentPort) throw new Error('dictionaryThread runs in a worker thread only.');
// Of memory that is used up, the WebAssembly program complains to the console, and fails: the failure is answered.
console.error = () => undefined;
serve(parentPort, handlers);
