import { readFile } from 'node:fs/promises';
import { stat } from 'node:fs/promises';
import type { DictionaryFiles, DictionaryFolders, NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import { dictionariesFor } from '../checks/spelling/dictionaries/dictionariesFor';
import { variantKey } from '../checks/spelling/dictionaries/dictionaryName';
import { engineOf } from '../checks/spelling/dictionaries/engine';
import type { WantedDictionary } from '../checks/spelling/dictionaries/openDictionary';
import { findDictionaries, type FoundDictionaries } from '../checks/spelling/dictionaries/findDictionaries';
import { dividesWords } from '../checks/spelling/spelledLanguage';
import type { LanguageTag } from '../schema/schema';
import { DictionaryHost } from './dictionaryHost';
import { DictionaryError, type DictionaryLimits, OpenDictionary } from './openDictionary';
import { RIGHT } from './wordLookUp';

/** Words that are sent to a dictionary at once: what they take is bounded by `DictionaryLimits`. */
const WORDS_AT_ONCE = 1_000;
/** Words that are tried with one edit at once; each takes 1 to 7 ms. */
const NEAR_WORDS_AT_ONCE = 20;
/** Words that are tried of those that are asked about: where there are more, the dataset tells enough itself. */
const MOST_NEAR_WORDS = 600;
/** They may take so long together, for dictionaries that are slower. */
const NEAR_SECONDS = 6;
/** Words of which it is remembered whether one edit makes them right. */
const NEAR_REMEMBERED = 50_000;
/** What dictionaries may take together, in bytes, before those that have been idle for longest go. */
const MEMORY = 400 << 20;
/** Threads in which dictionaries that come with Paddock are opened at the same time. */
const SHARED_HOSTS = 2;
/** Dictionaries that share a thread at most: a thread takes 10 MB, and gives memory back only as a whole. */
const MOST_SHARING = 6;
/** Tags come from datasets, too. */
const REMEMBERED = 1_000;
const LIMITS: DictionaryLimits = { openSeconds: 60, lookUpSeconds: 30, suggestSeconds: 10 };

export interface DictionariesOptions {
  /** The folder of the built programs, and of the dictionaries that come with them. */
  readonly programs: string;
  readonly folders: DictionaryFolders;
  /** By language: the variant to spell by; any of those there are where none is named. */
  readonly variants: Readonly<Record<LanguageTag, string>>;
  /** The system's folders; those where dictionaries usually are when absent. */
  readonly system?: readonly string[];
  readonly limits?: DictionaryLimits;
}

/**
 * The dictionaries of a process. Each is opened when the first word needs it, in a thread that is stopped when it takes
 * too long: its own, but for those that come with Paddock, which share a few. Those that have been idle for longest are
 * closed when all take too much memory. One that has failed is not tried again. The threads keep the process alive
 * until `close`.
 */
export class Dictionaries {
  private readonly found: Promise<FoundDictionaries>;
  /** By the first `.dic` file; the one used last is the last. */
  private readonly open = new Map<string, OpenDictionary>();
  /** By the first `.dic` file: why not, in a sentence for people. */
  private readonly broken = new Map<string, string>();

  /** By language and word: whether the word becomes right by one edit. */
  private readonly near = new Map<string, boolean>();
  private readonly openings = new Map<LanguageTag, Promise<readonly FoundDictionary[]>>();

  constructor(private readonly options: DictionariesOptions) {
    this.found = findDictionaries(options.folders, options.programs, options.system);
  }

  /** Those a language is spelled by, the first to be asked first; not opened yet. */
  async of(language: LanguageTag): Promise<readonly DictionaryFiles[]> {
    if (!dividesWords(language)) return [];
    return dictionariesFor(language, (await this.found).dictionaries, this.options.variants);
  }

  /** What tells these dictionaries from others, and from what they were before their files were replaced. */
  async key(): Promise<string> {
    const { dictionaries } = await this.found;
    const paths = dictionaries.flatMap(({ affixes, words }) => [affixes, words]);
    const files = await Promise.all(paths.map(async (path) => [path, await stat(path).catch(() => undefined)] as const));
    return files.map(([path, stats]) => `${path}|${stats?.mtimeMs}|${stats?.size}`).join('\n');
  }

  /** Whether there is a dictionary for just this variant: where there is none, any other of the language is asked. */
  async hasVariant(language: LanguageTag, variant: string): Promise<boolean> {
    const key = variantKey(variant);
    return (await this.of(language)).some((files) => variantKey(files.variant) === key);
  }

  /** Opens a language's dictionary, and tells why that cannot be done. */
  async whyNotSpelled(language: LanguageTag): Promise<NotSpelled | undefined> {
    const answer = await this.lookUp(language, '');
    return answer instanceof Uint8Array ? undefined : answer;
  }

  /**
   * @param words one a line, each composed (NFC) and with the plain apostrophe.
   * @returns for each word `RIGHT` where a dictionary of the language knows it, `DERIVED` where it is made by rule of ones
   * that one knows, else `WRONG`; or why there is none.
   */
  async lookUp(language: LanguageTag, words: string): Promise<Uint8Array | NotSpelled> {
    const all = words.split('\n');
    const verdicts = new Uint8Array(all.length);
    let isSpelled = false;
    let left = Array.from(all.keys());
    for (const files of await this.opening(language)) {
      if (isSpelled && left.length === 0) break;
      const answers = await this.ask(files, (dictionary) => lookUpIn(dictionary, left.map((index) => all[index])));
      if (!answers) continue;
      isSpelled = true;
      for (const [place, index] of left.entries()) verdicts[index] = answers[place] || verdicts[index];
      left = left.filter((index) => verdicts[index] !== RIGHT);
    }
    return isSpelled ? verdicts : this.reason(language);
  }

  /**
   * Tells of words that no dictionary of the language knows which ones the first of them knows with one edit. Only
   * some of them are tried where there are many.
   * @param words one a line.
   * @returns for each word 1 where it does, 0 where it does not, or has not been tried.
   */
  async isNearKnown(language: LanguageTag, words: string, signal?: AbortSignal): Promise<Uint8Array> {
    const all = words.split('\n');
    const files = (await this.opening(language)).find(({ words: [key] }) => !this.broken.has(key));
    const near = Uint8Array.from(all, (word) => Number(this.near.get(`${language} ${word}`) === true));
    if (!files) return near;
    const news = [...all.slice(0, MOST_NEAR_WORDS).keys()].filter((index) => !this.near.has(`${language} ${all[index]}`));
    if (this.near.size > NEAR_REMEMBERED) this.near.clear();
    const end = performance.now() + NEAR_SECONDS * 1000;
    for (let first = 0; first < news.length && performance.now() < end; first += NEAR_WORDS_AT_ONCE) {
      signal?.throwIfAborted();
      const some = news.slice(first, first + NEAR_WORDS_AT_ONCE);
      const answers = await this.ask(files, (dictionary) => dictionary.isNearKnown(some.map((index) => all[index]).join('\n')));
      if (!answers) break;
      for (const [place, index] of some.entries()) {
        near[index] = answers[place];
        this.near.set(`${language} ${all[index]}`, answers[place] === 1);
      }
    }
    return near;
  }

  /** @returns best first; none where there are none, or where it would take too long to find them. */
  async suggestions(language: LanguageTag, word: string, limit = 5): Promise<string[]> {
    const all: string[][] = [];
    for (const files of await this.opening(language)) {
      const suggestions = await this.ask(files, (dictionary) => dictionary.suggestions(word, limit));
      if (suggestions) all.push(suggestions);
    }
    return inTurn(all, limit);
  }

  /** Why dictionaries that were asked cannot be used, each in a sentence for people; others may have answered for them. */
  get failures(): readonly string[] {
    return [...this.broken.values()];
  }

  async close(): Promise<void> {
    const open = [...this.open.values()];
    this.open.clear();
    await Promise.all(open.map((dictionary) => dictionary.close()));
  }

  /**
   * What a language is spelled by, as it is opened: variants that come with Paddock and differ in their words alone are
   * opened as one, which takes less memory, and less time for a word that none of them knows.
   */
  private opening(language: LanguageTag): Promise<readonly FoundDictionary[]> {
    let opening = this.openings.get(language);
    if (!opening) {
      opening = this.of(language).then(openTogether);
      if (this.openings.size < REMEMBERED) this.openings.set(language, opening);
    }
    return opening;
  }

  /** @returns `undefined` where the dictionary is broken. */
  private async ask<T>(
    wanted: FoundDictionary,
    question: (dictionary: OpenDictionary) => Promise<T>,
  ): Promise<T | undefined> {
    const [key] = wanted.words;
    if (this.broken.has(key)) return undefined;
    const dictionary = this.use(wanted);
    dictionary.users++;
    try {
      return await question(dictionary);
    } catch (error) {
      if (!(error instanceof DictionaryError)) throw error;
      if (this.open.get(key) === dictionary) this.open.delete(key);
      this.broken.set(key, error.message);
      return undefined;
    } finally {
      dictionary.users--;
      this.closeIdle();
    }
  }

  private use(wanted: FoundDictionary): OpenDictionary {
    const { limits = LIMITS } = this.options;
    const [key] = wanted.words;
    const dictionary = this.open.get(key) ?? new OpenDictionary(this.hostFor(wanted), wanted, limits);
    this.open.delete(key);
    this.open.set(key, dictionary);
    return dictionary;
  }

  /** Nothing is wrong with dictionaries that come with Paddock: they share threads. */
  private hostFor({ isBuiltIn }: FoundDictionary): DictionaryHost {
    const { programs } = this.options;
    if (!isBuiltIn) return new DictionaryHost(programs);
    const shared = [...this.byHost()].filter(([{ isShared }]) => isShared);
    const [emptiest] = shared.sort(([, some], [, others]) => some.length - others.length);
    const isRoom = shared.length >= SHARED_HOSTS && emptiest[1].length < MOST_SHARING;
    return isRoom ? emptiest[0] : new DictionaryHost(programs, true);
  }

  /** The open dictionaries by their thread, the one used last being the last. */
  private byHost(): Map<DictionaryHost, OpenDictionary[]> {
    const byHost = new Map<DictionaryHost, OpenDictionary[]>();
    for (const dictionary of this.open.values()) {
      const { host } = dictionary;
      const together = byHost.get(host) ?? [];
      byHost.delete(host);
      byHost.set(host, [...together, dictionary]);
    }
    return byHost;
  }

  private closeIdle(): void {
    let bytes = 0;
    const byHost = this.byHost();
    for (const host of byHost.keys()) bytes += host.bytes;
    for (const [host, dictionaries] of byHost) {
      if (bytes <= MEMORY || this.open.size === dictionaries.length) return;
      if (dictionaries.some(({ users }) => users > 0)) continue;
      bytes -= host.bytes;
      for (const dictionary of dictionaries) {
        this.open.delete(dictionary.wanted.words[0]);
        void dictionary.close();
      }
    }
  }

  private async reason(language: LanguageTag): Promise<NotSpelled> {
    if (!dividesWords(language)) return { reason: 'no spelling' };
    for (const { words } of await this.opening(language)) {
      const message = this.broken.get(words[0]);
      if (message !== undefined) return { reason: 'broken', message };
    }
    const [half] = dictionariesFor(language, (await this.found).halves, this.options.variants);
    return half ? { reason: 'broken', message: half.message } : { reason: 'no dictionary' };
  }
}

/** The first of each list, then the second of each …, each once. */
function inTurn(lists: readonly (readonly string[])[], limit: number): string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const merged = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
  return [...new Set(merged)].slice(0, limit);
}

interface FoundDictionary extends WantedDictionary {
  readonly isBuiltIn: boolean;
}

async function openTogether(dictionaries: readonly DictionaryFiles[]): Promise<FoundDictionary[]> {
  const wanted: FoundDictionary[] = [];
  const byAffixes = new Map<string, string[]>();
  for (const files of dictionaries) {
    const isAlone = dictionaries.length === 1 || files.origin !== 'built-in';
    const affixes = isAlone ? files.affixes : await readFile(files.affixes, 'latin1').then(rulesOf, () => files.affixes);
    const together = byAffixes.get(affixes);
    if (together) {
      together.push(files.words);
      continue;
    }
    const words = [files.words];
    byAffixes.set(affixes, words);
    const { language, origin } = files;
    wanted.push({ language, affixes: files.affixes, words, engine: engineOf(files), isBuiltIn: origin === 'built-in' });
  }
  return wanted;
}

/** What an `.aff` file says: its lines but for comments. */
function rulesOf(affixes: string): string {
  const lines = affixes.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).join('\n');
}

async function lookUpIn(dictionary: OpenDictionary, words: readonly string[]): Promise<Uint8Array> {
  // Without a word, too: whoever asks for none wants to know whether the dictionary can be used.
  if (words.length === 0) await dictionary.lookUp('');
  const verdicts = new Uint8Array(words.length);
  for (let first = 0; first < words.length; first += WORDS_AT_ONCE) {
    verdicts.set(await dictionary.lookUp(words.slice(first, first + WORDS_AT_ONCE).join('\n')), first);
  }
  return verdicts;
}
