import type { LanguageTag, RecordView } from '../../schema/schema';
import type { LanguageVerdict } from '../language/languageVerdict';
import { readProse, type ProseSegment } from '../language/prose';
import { LONGEST_ACRONYM, partsOf } from './compoundParts';
import { Exemptions } from './exemptions';
import { type SpelledLanguage, SpelledLanguages } from './spelledLanguage';
import { PersonalWordSet } from './personalWordSet';
import type { SpellingOptions } from './spellingOptions';
import type { IsKnown, IsKnownAt, SpellingReading } from './spellingReading';
import type { LanguageWords, SpellingVerdict, TextProblem, UnknownWord } from './spellingVerdict';
import { findTextProblems } from './textProblems';
import {
  asLookedUp,
  BEGINS_SENTENCE,
  CAPITALISED,
  HAS_APOSTROPHE,
  HAS_DIGIT,
  HAS_GERSHAYIM,
  HAS_HYPHEN,
  HAS_SMALL_LETTER,
  INNER_CAPITAL,
  IS_WRITTEN_OTHERWISE,
  MIXES_SCRIPTS,
  SCRIPT_SHIFT,
  Words,
} from './words';
import type { WordToLookUp } from './wordToLookUp';

/** What the check is told of a record besides its verdicts. */
export interface WhatIsKnown {
  /** Words that need not be looked up, since they are known to be right. */
  readonly isKnown?: IsKnown;
  /** The same, asked first: so that what is known need not be cut out of the text. */
  readonly isKnownAt?: IsKnownAt;
  /** By turn: its prose, where it has been read before. */
  readonly prose?: (turn: number) => readonly ProseSegment[] | undefined;
}

/** Reads the words of responses that are to be spelled, each in the language of its stretch. */
export class SpellingCheck {
  private readonly languages: SpelledLanguages;
  private readonly words = new Words();
  private readonly forbidden: PersonalWordSet;

  /** @param hasDictionary whether there is a dictionary for the language. */
  constructor(
    readonly options: SpellingOptions,
    hasDictionary: (language: LanguageTag) => boolean = () => true,
  ) {
    this.languages = new SpelledLanguages(hasDictionary);
    this.forbidden = new PersonalWordSet(options.personal.forbidden);
  }

  /**
   * What is to be looked up in each response of a record, in the order of its turns.
   * @param verdicts the language check's, of all responses, with spans.
   */
  read(view: RecordView, verdicts: readonly LanguageVerdict[], known: WhatIsKnown = {}): SpellingReading[] {
    return verdicts.map((verdict) => this.readResponse(view, verdict, known));
  }

  private readResponse(view: RecordView, verdict: LanguageVerdict, { isKnown, isKnownAt, prose }: WhatIsKnown): SpellingReading {
    const { turn, spans } = verdict;
    const { text } = view.turns[turn];
    const segments = prose?.(turn) ?? readProse(text).segments;
    const { words } = this;
    words.read(text, segments);
    const response = this.languages.of(languageOf(verdict));
    const counted = new Map<LanguageTag, number>();
    const toLookUp: WordToLookUp[] = [];
    const names = new Set<string>();
    let span = 0;
    let language: SpelledLanguage | undefined;
    let tag: LanguageTag | undefined;
    let isSpelled = false;
    let count = 0;
    const endCount = () => {
      if (tag !== undefined && count > 0) counted.set(tag, (counted.get(tag) ?? 0) + count);
      count = 0;
    };
    for (let place = 0; place < words.count; place++) {
      const start = words.starts[place];
      while (span < spans.length && spans[span].end <= start) span++;
      const isInSpan = span < spans.length && spans[span].start <= start && verdict.verdict === 'mixed';
      language = isInSpan ? this.languages.of(spans[span].language) : response;
      if (language === undefined) continue;
      const flags = words.flags[place];
      const own = language.tagOfScript[flags >> SCRIPT_SHIFT];
      // What is not divided is a clause rather than a word, with digits and all scripts of its language.
      if (own === undefined || (language.dividesWords && flags & (HAS_DIGIT | MIXES_SCRIPTS))) continue;
      if (own !== tag) {
        endCount();
        tag = own;
        isSpelled = language.isSpelled(own);
      }
      count++;
      if (!isSpelled) continue;
      const end = words.ends[place];
      const isRight = isRightByItself(flags, end - start, language);
      if (isRight && this.forbidden.isEmpty) {
        if (isNameInside(flags, language)) names.add(text.slice(start, end));
        continue;
      }
      if (!isRight && !(flags & IS_WRITTEN_OTHERWISE) && isKnownAt?.(text, start, end, own)) continue;
      const written = text.slice(start, end);
      const word = flags & IS_WRITTEN_OTHERWISE ? asLookedUp(written) : written;
      const isForbidden = this.forbidden.has(own, word);
      if ((isRight || ONE_LETTER.test(word)) && !isForbidden) continue;
      if (isKnown?.(word, own)) continue;
      toLookUp.push({ ...wordToLookUp(word, start, end, own, place, flags), ...(isForbidden && { isForbidden, parts: undefined }) });
    }
    endCount();
    const read: LanguageWords[] = Array.from(counted, ([language, words]) => ({
      language,
      words,
      isChecked: this.languages.of(language).isSpelled(language),
    })).sort((a, b) => b.words - a.words);
    return {
      turn,
      isSure: verdict.verdict !== 'undetermined',
      read,
      toLookUp,
      exemptions: new Exemptions(view, turn, names),
      problems: findTextProblems(text, segments, words, response),
    };
  }
}

function languageOf({ verdict, expected, found }: LanguageVerdict): LanguageTag | undefined {
  return verdict === 'mismatch' ? (found?.language ?? expected) : (expected ?? found?.language);
}

/** With marks that no composed letter has: "x̄". */
const ONE_LETTER = /^\p{L}[\u0300-\u036f]*$/u;

/** Single letters, acronyms, brands; names, where nouns are not capitalised. */
function isRightByItself(flags: number, length: number, language: SpelledLanguage): boolean {
  if (length === 1 || flags & HAS_GERSHAYIM) return true;
  if (flags & INNER_CAPITAL) return (flags & HAS_SMALL_LETTER) !== 0 || length <= LONGEST_ACRONYM;
  return isNameInside(flags, language);
}

function isNameInside(flags: number, { capitalisesNouns }: SpelledLanguage): boolean {
  return (flags & (CAPITALISED | BEGINS_SENTENCE)) === CAPITALISED && !capitalisesNouns;
}

function wordToLookUp(
  word: string,
  start: number,
  end: number,
  language: LanguageTag,
  place: number,
  flags: number,
): WordToLookUp {
  // Parts have spans of their own only where the word is written as it is looked up.
  const isCompound = flags & (HAS_HYPHEN | HAS_APOSTROPHE) && word.length === end - start;
  return isCompound ? { word, start, end, language, place, parts: partsOf(word, start, language, place) } : { word, start, end, language, place };
}

/** Share of a language's words in a response that are unknown from which it is not that language's spelling that is wrong. */
const MOSTLY_UNKNOWN = 0.5;
/** The same where the language is a guess. */
const MOSTLY_UNKNOWN_IN_A_GUESS = 0.34;
/** So many unknown words among so many in a row that are set apart are a quotation, a title, a line in another language. */
const UNKNOWN_IN_RUN = 3;
const WORDS_IN_RUN = 5;

/**
 * The verdicts on responses that have been read, with what dictionaries say of their words.
 * @param isKnown is asked about words that `forEachWord` visits.
 */
export function verdictsOf(readings: readonly SpellingReading[], isKnown: IsKnown): SpellingVerdict[] {
  return readings.map(({ turn, isSure, read, toLookUp, exemptions, problems }) => {
    const unknown = toLookUp.flatMap((word) => unknownIn(word, isKnown));
    const inRuns = wordsInRuns(unknown, exemptions);
    const halves = new Set(halvesOf(unknown, problems));
    const mistakes = unknown.filter((word) => word.isForbidden || !(inRuns.has(word) || halves.has(word) || exemptions.has(word)));
    const most = isSure ? MOSTLY_UNKNOWN : MOSTLY_UNKNOWN_IN_A_GUESS;
    const checked = read.map((own) => {
      const count = unknown.reduce((sum, { language }) => sum + (language === own.language ? 1 : 0), 0);
      return count > most * own.words ? { ...own, isChecked: false } : own;
    });
    const isChecked = new Set(checked.flatMap(({ language, isChecked }) => (isChecked ? [language] : [])));
    return {
      turn,
      read: checked,
      unknown: mistakes
        .filter(({ language }) => isChecked.has(language))
        .map(({ word, language, start, end }): UnknownWord => ({ word, language, start, end })),
      problems,
    };
  });
}

/** The parts of a word that are not right; the word itself where it has none. */
function unknownIn(word: WordToLookUp, isKnown: IsKnown): readonly WordToLookUp[] {
  if (isKnown(word.word, word.language)) return [];
  return word.parts?.flatMap((part) => unknownIn(part, isKnown)) ?? [word];
}

/** What a wrong decoding has left of words. Both in the order of the text. */
function halvesOf(unknown: readonly WordToLookUp[], problems: readonly TextProblem[]): WordToLookUp[] {
  const broken = problems.filter(({ kind }) => kind === 'mojibake');
  let next = 0;
  return unknown.filter(({ start, end }) => {
    while (next < broken.length && broken[next].end < start) next++;
    return next < broken.length && broken[next].start <= end;
  });
}

/** The words of runs that are set apart: in other ones, somebody has made many mistakes. @param unknown in the order of the text. */
function wordsInRuns(unknown: readonly WordToLookUp[], exemptions: Exemptions): ReadonlySet<WordToLookUp> {
  const inRuns = new Set<WordToLookUp>();
  const begins = (at: number) => {
    const last = at + UNKNOWN_IN_RUN - 1;
    return last < unknown.length && unknown[last].place - unknown[at].place < WORDS_IN_RUN;
  };
  for (let from = 0; from < unknown.length; from++) {
    if (!begins(from)) continue;
    const first = from;
    while (begins(from + 1)) from++;
    from += UNKNOWN_IN_RUN - 1;
    if (!exemptions.isSetApart(unknown[first].start, unknown[from].end)) continue;
    for (const word of unknown.slice(first, from + 1)) inRuns.add(word);
  }
  return inRuns;
}
