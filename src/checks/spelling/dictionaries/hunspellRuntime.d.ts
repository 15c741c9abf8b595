/** The WebAssembly program inside hunspell-asm (Emscripten 1.39, Hunspell 1.7 of January 2020), as far as it is used. */
declare module 'hunspell-asm/dist/cjs/lib/node/hunspell' {
  interface HunspellRuntime {
    /** Files in memory: the program sees no others. */
    readonly FS: {
      /** @param options.canOwn whether the contents may be kept as they are, without a copy. */
      writeFile(path: string, contents: Uint8Array, options: { readonly canOwn: boolean }): void;
      unlink(path: string): void;
    };
    allocateUTF8(text: string): number;
    UTF8ToString(pointer: number): string;
    getValue(pointer: number, type: '*'): number;
    _malloc(bytes: number): number;
    _Hunspell_create(affixes: number, words: number): number;
    _Hunspell_add_dic(dictionary: number, words: number): number;
    _Hunspell_spell(dictionary: number, word: number): number;
    _Hunspell_suggest(dictionary: number, list: number, word: number): number;
    _Hunspell_free_list(dictionary: number, list: number, count: number): void;
  }

  export default function start(options: {
    wasmMemory: WebAssembly.Memory;
    print(text: string): void;
    printErr(text: string): void;
    onRuntimeInitialized: () => void;
    onAbort(reason: unknown): void;
  }): HunspellRuntime;
}

/** As far as it is used: the standard library has it among the DOM's types only. */
declare namespace WebAssembly {
  class Memory {
    constructor(pages: { initial: number; maximum: number });
    readonly buffer: ArrayBuffer;
  }
}
