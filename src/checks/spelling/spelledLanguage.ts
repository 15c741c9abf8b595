import { usesScript } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import { baseLanguage } from '../language/equivalence';
import { SCRIPTS, scriptsOf } from '../language/scripts';

/** A language as spelling needs to know it. */
export interface SpelledLanguage {
  readonly language: LanguageTag;
  /**
   * By the script of a word, its place in `SCRIPTS`: the tag to look it up by (`sr-Latn` for a Latin word in Serbian);
   * `undefined` where the language is not written in it, and the word is foreign.
   */
  readonly tagOfScript: readonly (LanguageTag | undefined)[];
  readonly capitalisesNouns: boolean;
  readonly dividesWords: boolean;
  /** Whether there is a dictionary for the tag. */
  isSpelled(tag: LanguageTag): boolean;
}

/** Written without spaces between words. */
const NOT_SPELLED = new Set(['zh', 'yue', 'wuu', 'cmn', 'lzh', 'nan', 'hak', 'ja', 'th', 'km', 'lo', 'my', 'bo', 'dz']);
const CAPITALISE_NOUNS = new Set(['de', 'lb', 'nds', 'gsw', 'bar', 'ksh', 'pfl', 'frr', 'stq']);
/** Tags come from datasets, too. */
const REMEMBERED = 10_000;

/** Whether a language's writing divides words: only then it can be spelled. */
export function dividesWords(language: LanguageTag): boolean {
  return !NOT_SPELLED.has(baseLanguage(language));
}

/** Whether a language writes nouns with a capital, so that a word with one need be no name. */
export function capitalisesNouns(language: LanguageTag): boolean {
  return CAPITALISE_NOUNS.has(baseLanguage(language));
}

/** The languages of responses, each looked at once. */
export class SpelledLanguages {
  private readonly known = new Map<LanguageTag, SpelledLanguage>();
  private readonly spelled = new Map<LanguageTag, boolean>();

  constructor(private readonly hasDictionary: (language: LanguageTag) => boolean) {}

  of(language: LanguageTag): SpelledLanguage;
  of(language: LanguageTag | undefined): SpelledLanguage | undefined;
  of(language: LanguageTag | undefined): SpelledLanguage | undefined {
    if (language === undefined) return undefined;
    let known = this.known.get(language);
    if (!known) {
      const scripts = scriptsOf(language);
      known = {
        language,
        tagOfScript: SCRIPTS.map((script) => {
          if (scripts.length === 0) return language;
          return scripts.includes(script) ? tagIn(language, script) : undefined;
        }),
        capitalisesNouns: capitalisesNouns(language),
        dividesWords: dividesWords(language),
        isSpelled: (tag) => this.isSpelled(tag),
      };
      if (this.known.size < REMEMBERED) this.known.set(language, known);
    }
    return known;
  }

  private isSpelled(tag: LanguageTag): boolean {
    let isSpelled = this.spelled.get(tag);
    if (isSpelled === undefined) {
      isSpelled = dividesWords(tag) && this.hasDictionary(tag);
      if (this.spelled.size < REMEMBERED) this.spelled.set(tag, isSpelled);
    }
    return isSpelled;
  }
}

/** Scripts that a language has beside others rather than mixed with them. */
const ALTERNATIVES = new Set(['Latn', 'Cyrl', 'Arab', 'Deva', 'Guru', 'Mong']);

function tagIn(language: LanguageTag, script: string): LanguageTag {
  const base = baseLanguage(language);
  if (usesScript(language) === script || !ALTERNATIVES.has(script)) return language;
  return usesScript(base) === script ? base : `${base}-${script}`;
}
