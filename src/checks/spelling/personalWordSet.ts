import type { LanguageTag } from '../../schema/schema';
import type { PersonalWord } from './spellingOptions';

/** Words that people have decided about. */
export class PersonalWordSet {
  private readonly everywhere = new Set<string>();
  private readonly byLanguage = new Map<LanguageTag, Set<string>>();

  constructor(words: Iterable<PersonalWord> = []) {
    for (const { word, language } of words) this.setOf(language).add(word);
  }

  get isEmpty(): boolean {
    return this.everywhere.size === 0 && this.byLanguage.size === 0;
  }

  /** Whether the word is meant; as in dictionaries, `Paddock` and `PADDOCK` are where `paddock` is, and not the reverse. */
  has(language: LanguageTag, word: string): boolean {
    const inLanguage = this.byLanguage.get(language);
    if (this.everywhere.size === 0 && inLanguage === undefined) return false;
    const isIn = (form: string) => this.everywhere.has(form) || inLanguage?.has(form) === true;
    return isIn(word) || writtenSmaller(word).some(isIn);
  }

  private setOf(language: LanguageTag | undefined): Set<string> {
    if (language === undefined) return this.everywhere;
    let words = this.byLanguage.get(language);
    if (!words) this.byLanguage.set(language, (words = new Set()));
    return words;
  }
}

/** How a word list may have a word that is capitalised or in capitals here. */
function writtenSmaller(word: string): string[] {
  const small = word.toLowerCase();
  if (small === word) return [];
  const [initial, ...rest] = word;
  const others = rest.join('');
  if (others === others.toLowerCase()) return [small];
  return word === word.toUpperCase() ? [small, initial + others.toLowerCase()] : [];
}
