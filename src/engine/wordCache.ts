import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import { PersonalWordSet } from '../checks/spelling/personalWordSet';
import type { SpellingOptions } from '../checks/spelling/spellingOptions';
import type { LanguageTag } from '../schema/schema';
import type { LookUp } from './wordLookUp';
import { WordSet } from './wordSet';

/** So many words are remembered, and at most as many again that came before: some 40 bytes each. */
const REMEMBERED = 250_000;

/** Words by language. */
export type WordsByLanguage = ReadonlyMap<LanguageTag, ReadonlySet<string>>;

/** What dictionaries say of words, remembered: most words of a response have stood in another one before. */
export class WordCache {
  /** Why words of some languages cannot be looked up. */
  readonly notSpelled = new Map<LanguageTag, NotSpelled>();
  private recent = new Generation();
  private before = new Generation();
  /** Words that are being looked up. */
  private readonly asked = new Map<string, Promise<void>>();
  private readonly prepared = new Set<LanguageTag>();
  private readonly alsoAllowed: readonly LanguageTag[];
  private readonly forbidden: PersonalWordSet;

  constructor(
    { alsoAllowed, personal }: Pick<SpellingOptions, 'alsoAllowed' | 'personal'>,
    private readonly lookUp: LookUp,
  ) {
    this.alsoAllowed = alsoAllowed;
    this.forbidden = new PersonalWordSet(personal.forbidden);
  }

  /** Whether the word is known to be right, or cannot be told to be wrong. */
  isKnown(word: string, language: LanguageTag): boolean {
    const isInDictionary = this.get(word, language);
    if (isInDictionary) return !this.forbidden.has(language, word);
    if (this.notSpelled.has(language)) return true;
    return this.alsoAllowed.some((other) => this.get(word, other) === true) && !this.forbidden.has(language, word);
  }

  /** The same of a stretch of a text; false also where it has not been looked up. */
  isKnownAt(text: string, start: number, end: number, language: LanguageTag): boolean {
    if (!this.forbidden.isEmpty) return this.isKnown(text.slice(start, end), language);
    return this.recent.isKnown(text, start, end, language) || this.before.isKnown(text, start, end, language);
  }

  /** The words of which `isKnown` cannot tell whether they are right. */
  untold(words: WordsByLanguage): Map<LanguageTag, Set<string>> {
    const untold = new Map<LanguageTag, Set<string>>();
    const add = (word: string, language: LanguageTag) => {
      if (this.notSpelled.has(language) || this.get(word, language) !== undefined) return;
      const known = untold.get(language);
      if (known) known.add(word);
      else untold.set(language, new Set([word]));
    };
    for (const [language, own] of words) {
      for (const word of own) {
        add(word, language);
        if (this.get(word, language) === false) for (const other of this.alsoAllowed) add(word, other);
      }
    }
    return untold;
  }

  /** Whether nothing has to be looked up to tell with `isKnown` whether a word is right. */
  isTold(word: string, language: LanguageTag): boolean {
    if (this.notSpelled.has(language)) return true;
    const isInDictionary = this.get(word, language);
    if (isInDictionary !== false) return isInDictionary === true;
    return this.alsoAllowed.every((other) => this.notSpelled.has(other) || this.get(word, other) !== undefined);
  }

  /** Has a language's dictionaries opened, while its words are still being gathered. */
  prepare(language: LanguageTag): void {
    if (this.prepared.has(language)) return;
    this.prepared.add(language);
    // What cannot be opened is told when words are looked up.
    this.lookUp([{ language, words: '' }]).catch(() => undefined);
  }

  /** Looks words up. @param words that are untold. */
  async learn(words: WordsByLanguage): Promise<void> {
    this.forgetSome();
    const underWay = new Set<Promise<void>>();
    const questions: { language: LanguageTag; words: string }[] = [];
    for (const [language, own] of words) {
      const news: string[] = [];
      for (const word of own) {
        const asked = this.asked.get(`${language} ${word}`);
        if (asked) underWay.add(asked);
        else news.push(word);
      }
      // As one text, and words taken from that: a word that was cut out of a response would keep all of it in memory.
      if (news.length > 0) questions.push({ language, words: news.join('\n') });
    }
    if (questions.length > 0) underWay.add(this.ask(questions));
    await Promise.all(underWay);
  }

  /** Words of a language that dictionaries know, of those that are remembered. */
  *inDictionary(language: LanguageTag): Iterable<string> {
    yield* this.before.inDictionary(language);
    yield* this.recent.inDictionary(language);
  }

  private ask(questions: readonly { readonly language: LanguageTag; readonly words: string }[]): Promise<void> {
    const keys = questions.flatMap(({ language, words }) => words.split('\n').map((word) => `${language} ${word}`));
    const asking = this.lookUp(questions).then((answers) => {
      questions.forEach(({ language, words }, at) => {
        const answer = answers[at];
        if (!(answer instanceof Uint8Array)) this.notSpelled.set(language, answer);
        else this.recent.add(language, words.split('\n'), answer);
      });
    });
    const settled = asking.finally(() => keys.forEach((key) => this.asked.delete(key)));
    for (const key of keys) this.asked.set(key, settled);
    return settled;
  }

  private get(word: string, language: LanguageTag): boolean | undefined {
    return this.recent.get(word, language) ?? this.before.get(word, language);
  }

  private forgetSome(): void {
    if (this.recent.size < REMEMBERED) return;
    this.before = this.recent;
    this.recent = new Generation();
  }
}

/** What dictionaries of a language know, and what they do not. */
interface LookedUp {
  readonly known: WordSet;
  readonly unknown: WordSet;
}

/** Words that were looked up at about the same time. */
class Generation {
  size = 0;
  private readonly byLanguage = new Map<LanguageTag, LookedUp>();
  /** Asked for last: responses are in one language, most often. */
  private lastLanguage: LanguageTag | undefined;
  private last: LookedUp | undefined;

  get(word: string, language: LanguageTag): boolean | undefined {
    if (this.isKnown(word, 0, word.length, language)) return true;
    return this.last?.unknown.has(word) ? false : undefined;
  }

  isKnown(text: string, start: number, end: number, language: LanguageTag): boolean {
    if (this.lastLanguage !== language) {
      this.lastLanguage = language;
      this.last = this.byLanguage.get(language);
    }
    return this.last?.known.has(text, start, end) ?? false;
  }

  inDictionary(language: LanguageTag): Iterable<string> {
    return this.byLanguage.get(language)?.known ?? [];
  }

  add(language: LanguageTag, words: readonly string[], known: Uint8Array): void {
    let own = this.byLanguage.get(language);
    if (!own) this.byLanguage.set(language, (own = { known: new WordSet(), unknown: new WordSet() }));
    for (const [at, word] of words.entries()) {
      if (known[at]) own.known.add(word);
      else own.unknown.add(word);
    }
    this.size += words.length;
    this.lastLanguage = undefined;
  }
}
