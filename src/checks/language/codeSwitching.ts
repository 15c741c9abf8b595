import type { LanguageTag } from '../../schema/schema';
import { englishPhrases } from './codeSwitching/englishPhrases';
import { EnglishWords } from './codeSwitching/englishRuns';
import { foreignScriptWords } from './codeSwitching/foreignScripts';
import { namesLanguage } from './codeSwitching/namedLanguage';
import { LATIN_LETTER, NATIVE, unitKinds } from './codeSwitching/unitKinds';
import { baseLanguage } from './equivalence';
import type { LanguageSpan } from './languageVerdict';
import type { ProseSegment } from './prose';
import type { Writing } from './scripts';

/**
 * Words of other languages in a response that is, as a whole, in the language that it should be in: words in a foreign
 * script, and English words among those of a language with another script than Latin, as the word pass rate of the
 * Language Confusion Benchmark counts them (Marchisio et al. 2024, arXiv 2406.20052), but without names, terms,
 * quotations, glosses and words of the instruction. Passages of a sentence or more are found elsewhere.
 *
 * Takes linear time, and next to none where all letters are of the language's own script.
 *
 * @param segments the prose of the text.
 * @param language of the response.
 * @param context what the response answers, instruction and input; asked for only where there is something to compare.
 * @param writing of the segments, where it is known: it may say that there is no foreign script.
 * @returns in the order of the text, disjoint; empty where the language's scripts are not known.
 */
export function switchedWords(
  text: string,
  segments: readonly ProseSegment[],
  language: LanguageTag,
  context: () => string,
  writing?: Writing,
): LanguageSpan[] {
  const kinds = unitKinds(language);
  if (!kinds) return [];
  const seen = writing?.share === 1 && !WITH_FOREIGN_HAN.has(baseLanguage(language)) ? NATIVE : seenIn(text, segments, kinds);
  const foreign = seen & ~(NATIVE | LATIN_LETTER) ? foreignScriptWords(text, segments, language, kinds, context) : [];
  const english =
    kinds[LATIN_A] === NATIVE
      ? englishPhrases(text, segments)
      : seen & LATIN_LETTER
        ? new EnglishWords(text, segments, kinds, context).spans()
        : [];
  if (english.length === 0 || isAboutEnglish(text, language)) return foreign;
  return [...foreign, ...english].sort((a, b) => a.start - b.start);
}

/** Their script is said to be theirs alone where there are Han, too, of which some are not. */
const WITH_FOREIGN_HAN: ReadonlySet<LanguageTag> = new Set(['ko', 'ja']);

function seenIn(text: string, segments: readonly ProseSegment[], kinds: Uint8Array): number {
  let seen = 0;
  for (const { start, end } of segments) {
    for (let i = start; i < end; i++) seen |= kinds[text.charCodeAt(i)];
  }
  return seen;
}

const LATIN_A = 0x61;
/** English itself, and languages whose everyday prose has English phrases in it. */
const WITH_ENGLISH: ReadonlySet<LanguageTag> = new Set(['en', 'sco', 'tl', 'fil', 'ceb', 'pam', 'ilo']);

function isAboutEnglish(text: string, language: LanguageTag): boolean {
  return WITH_ENGLISH.has(baseLanguage(language)) || namesLanguage(text, 'en', language);
}
