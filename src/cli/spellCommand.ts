import { createReadStream } from 'node:fs';
import { asLookedUp } from '../checks/spelling/words';
import { Dictionaries } from '../engine/dictionaries';
import { RIGHT, WRONG } from '../engine/wordLookUp';
import { languageName } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';
import { LOCALE } from './locale';
import type { Console } from './console';
import { Failure, reasonOf } from './failure';
import { wholeLines } from './wholeLines';

/** Bytes read at once. */
const PIECE = 1 << 18;

export interface SpellOptions {
  readonly console: Console;
  /** The folder of the built programs. */
  readonly programs: string;
  readonly language: LanguageTag;
  /** The variant to spell by; any of those there are when absent. */
  readonly variant?: string;
  /** Folders of dictionaries that go before the system's and the built-in ones. */
  readonly dictionaries: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * Prints the misspelled words of files that have one word a line, in their order and as they are written there, as
 * `hunspell -l` does. A file that cannot be read is complained about and does not stop the others.
 * @param names `-` for standard input.
 * @returns whether a file failed.
 * @throws Failure when there is no dictionary for the language, AbortError when the signal is aborted.
 */
export async function spell(names: readonly string[], options: SpellOptions): Promise<boolean> {
  const { console, programs, language, variant, dictionaries: user, signal } = options;
  const dictionaries = new Dictionaries({
    programs,
    folders: { user, workspace: [] },
    variants: variant === undefined ? {} : { [language]: variant },
  });
  let failed = false;
  try {
    await checkSpelled(dictionaries, language, variant);
    for (const name of names) {
      try {
        const stream = name === '-' ? console.stdin : createReadStream(name, { highWaterMark: PIECE });
        for await (const piece of wholeLines(stream)) {
          signal.throwIfAborted();
          console.print(await misspelled(dictionaries, language, piece));
          await console.drained();
        }
      } catch (error) {
        if (signal.aborted || error instanceof Failure) throw error;
        console.complain(`${name}: ${reasonOf(error)}`);
        failed = true;
      }
    }
  } finally {
    await dictionaries.close();
  }
  return failed;
}

async function checkSpelled(dictionaries: Dictionaries, language: LanguageTag, variant: string | undefined): Promise<void> {
  const found = await dictionaries.of(language);
  if (variant !== undefined && found.length > 0 && !(await dictionaries.hasVariant(language, variant))) {
    throw new Failure(`there is no dictionary for ${variant}, only ${found.map((files) => files.variant).join(', ')}`);
  }
  await answerOrFail(dictionaries, language, '');
}

/** @param lines each with its newline. @returns those whose word is misspelled. */
async function misspelled(dictionaries: Dictionaries, language: LanguageTag, lines: Uint8Array): Promise<string> {
  const written = Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength)
    .toString()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (written.length === 0) return '';
  const words = written.map((line) => asLookedUp(line));
  const distinct = new Map<string, number>(words.map((word) => [word, WRONG]));
  const verdicts = await answerOrFail(dictionaries, language, [...distinct.keys()].join('\n'));
  for (const [index, word] of [...distinct.keys()].entries()) distinct.set(word, verdicts[index]);
  return written
    .filter((_, index) => distinct.get(words[index]) !== RIGHT)
    .map((line) => `${line}\n`)
    .join('');
}

async function answerOrFail(dictionaries: Dictionaries, language: LanguageTag, words: string): Promise<Uint8Array> {
  const answer = await dictionaries.lookUp(language, words);
  if (answer instanceof Uint8Array) return answer;
  const name = languageName(language, LOCALE);
  switch (answer.reason) {
    case 'no dictionary':
      throw new Failure(`there is no dictionary for ${name} (${language}); --dictionaries names a folder that has one`);
    case 'no spelling':
      throw new Failure(`${name} (${language}) is written without spaces between words, which have no spelling to check`);
    case 'broken':
      throw new Failure(answer.message);
  }
}
