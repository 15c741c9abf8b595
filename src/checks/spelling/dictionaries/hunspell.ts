import start, { type HunspellRuntime } from 'hunspell-asm/dist/cjs/lib/node/hunspell';
import type { Dictionary } from './dictionary';

const PAGE_BYTES = 1 << 16;
/** What the program starts with, in pages. */
const FIRST_PAGES = 256;
/** In bytes. Hunspell takes no word of more than 256 bytes. */
const LONGEST_WORD = 1 << 10;
const AFFIXES = '/index.aff';
const WORDS = '/index.dic';
/** A file that is written is read once and not changed. */
const UNCOPIED = { canOwn: true };

const encoder = new TextEncoder();

/**
 * Opens a dictionary with Hunspell, compiled to WebAssembly. It has memory of its own.
 * @param affixes the `.aff` file, in UTF-8. @param words the `.dic` files, in UTF-8: a word is right
 * that is in any.
 * @param megabytes the most memory that the dictionary may take.
 * @throws Error when that is not enough.
 */
export async function openHunspell(
  affixes: Uint8Array,
  words: readonly Uint8Array[],
  megabytes: number,
): Promise<Dictionary> {
  const memory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: (megabytes << 20) / PAGE_BYTES });
  const { runtime } = await startRuntime(memory);
  const path = runtime.allocateUTF8(WORDS);
  runtime.FS.writeFile(AFFIXES, affixes, UNCOPIED);
  runtime.FS.writeFile(WORDS, words[0], UNCOPIED);
  const pointer = runtime._Hunspell_create(runtime.allocateUTF8(AFFIXES), path);
  for (const more of words.slice(1)) {
    runtime.FS.writeFile(WORDS, more, UNCOPIED);
    runtime._Hunspell_add_dic(pointer, path);
  }
  runtime.FS.unlink(AFFIXES);
  runtime.FS.unlink(WORDS);
  return new HunspellDictionary(runtime, memory, pointer);
}

class HunspellDictionary implements Dictionary {
  private readonly word: number;
  private readonly list: number;

  constructor(
    private readonly runtime: HunspellRuntime,
    private readonly memory: WebAssembly.Memory,
    private readonly dictionary: number,
  ) {
    this.word = runtime._malloc(LONGEST_WORD + 1);
    this.list = runtime._malloc(4);
  }

  isCorrect(word: string): boolean {
    this.write(word);
    return this.runtime._Hunspell_spell(this.dictionary, this.word) !== 0;
  }

  suggestions(word: string, limit: number): string[] {
    this.write(word);
    const count = this.runtime._Hunspell_suggest(this.dictionary, this.list, this.word);
    const first = this.runtime.getValue(this.list, '*');
    const suggestions = Array.from({ length: Math.min(count, limit) }, (_, index) =>
      this.runtime.UTF8ToString(this.runtime.getValue(first + 4 * index, '*')),
    );
    this.runtime._Hunspell_free_list(this.dictionary, this.list, count);
    return suggestions;
  }

  private write(word: string): void {
    const bytes = new Uint8Array(this.memory.buffer, this.word, LONGEST_WORD + 1);
    bytes[encoder.encodeInto(word, bytes.subarray(0, LONGEST_WORD)).written] = 0;
  }
}

/** The runtime is answered inside of an object: it has a `then` that answers with itself, for ever. */
async function startRuntime(memory: WebAssembly.Memory): Promise<{ readonly runtime: HunspellRuntime }> {
  const before = new Set(process.listeners('uncaughtException'));
  const started = await new Promise<{ readonly runtime: HunspellRuntime }>((resolve, reject) => {
    const runtime = start({
      wasmMemory: memory,
      print: () => undefined,
      printErr: () => undefined,
      onRuntimeInitialized: () => resolve({ runtime }),
      onAbort: (reason) => reject(new Error(String(reason))),
    });
  });
  // It listens for errors of the whole process, which is none of its business and would keep its memory for ever.
  for (const listener of process.listeners('uncaughtException')) {
    if (!before.has(listener)) process.off('uncaughtException', listener);
  }
  return started;
}
