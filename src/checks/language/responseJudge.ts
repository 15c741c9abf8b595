import type { LanguageTag } from '../../schema/schema';
import { baseLanguage, type Equivalence } from './equivalence';
import { agreementOf, type EvidenceReader, type LanguageEvidence, mayBeWritten, surelyFound } from './languageEvidence';
import type { LanguageOptions } from './languageOptions';
import type { ExpectedReason, FoundLanguage, Verdict } from './languageVerdict';
import { areNeighbours } from './neighbours';
import { isOnlyLanguageOf, isRomanised, scriptsOf } from './scripts';

/** Judges what is known of a whole response's language against what is expected. See docs/language-check.md. */
export class ResponseJudge {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly equivalence: Equivalence,
    private readonly options: LanguageOptions,
  ) {}

  /** @param reason why it is expected. */
  verdictFor(expected: LanguageTag, reason: ExpectedReason | undefined, evidence: LanguageEvidence): Verdict {
    const { found, writing } = evidence;
    const { weight } = writing;
    const { thresholds } = this.options;
    const { weaknesses } = this.reader;
    const right: Verdict = reason === 'requested' ? 'requested' : 'match';
    if (isRomanised(expected)) {
      if (writing.main === 'Latn') return this.verdictForRomanised(expected, right, evidence);
      // Who asks in Latin letters may be answered in the usual ones.
      if (reason === 'instruction' && found && this.isWrittenAs(expected, found.language)) return right;
    }
    if (!mayBeWritten(expected, writing)) return this.isWrongScript(expected, evidence) ? 'mismatch' : 'undetermined';
    const isKnown = this.reader.knows(expected);
    if (found && this.equivalence.same(found.language, expected)) {
      return found.confidence >= SURE_ENOUGH_TO_AGREE || isOnlyLanguageOf(writing.main) ? right : 'undetermined';
    }
    if (isOnlyLanguageOf(writing.main)) return right;

    const probability = evidence.probabilityOf(expected);
    const confidence = found?.confidence ?? 0;
    const isNeighbour = found !== undefined && areNeighbours(expected, found.language);
    if (reason !== 'instruction' && weight >= LONG && this.mayBeWeak(expected, evidence)) return right;
    if (probability >= thresholds.expected) return 'undetermined';
    const isTooLow = probability < tooLowFor(weight, thresholds.expected);
    const needed = Math.max(
      isTooLow ? (weight < LONG ? SURE_WHEN_TOO_LOW : 0) : weight < SHORT ? SURE_WHEN_SHORT : thresholds.confidence,
      isKnown && !weaknesses.isHardlyKnown(expected) ? 0 : SURE_WHEN_HARDLY_KNOWN,
      isNeighbour ? (weight < SHORT ? SURE_BETWEEN_NEIGHBOURS_WHEN_SHORT : SURE_BETWEEN_NEIGHBOURS) : 0,
      found && weaknesses.isSeldomAnsweredIn(found.language) ? (weight < LONG ? NEVER : SURE_WHEN_HARDLY_KNOWN) : 0,
    );
    return confidence >= needed ? 'mismatch' : 'undetermined';
  }

  /** Whether a long text looks as one in a language does that is stated, and that the model knows little or not at all. */
  private mayBeWeak(stated: LanguageTag, evidence: LanguageEvidence): boolean {
    if (!this.reader.knows(stated)) return (evidence.found?.confidence ?? 0) < SURE_OF_NONE;
    return this.reader.weaknesses.isHardlyKnown(stated) && evidence.probabilityOf(stated) >= SURE_ENOUGH_TO_AGREE;
  }

  /** Whether instruction and response are in one language, whichever it is: neither need be sure of its own. */
  verdictByAgreement(instruction: LanguageEvidence, response: LanguageEvidence): Verdict {
    const { weaknesses } = this.reader;
    const agreement = agreementOf(instruction, response);
    if (!instruction.found || !response.found) return 'undetermined';
    if (agreement >= AGREED && this.equivalence.same(instruction.found.language, response.found.language)) return 'match';
    if (mayBeRomanised(instruction, response.found)) return 'undetermined';
    const isClear = instruction.writing.weight >= SHORT && response.writing.weight >= SHORT;
    if (agreement >= (isClear ? HARDLY_AGREED : DISAGREED)) return 'undetermined';
    if (instruction.writing.weight < FEWEST_TO_DISAGREE || isHalfLatin(instruction, response.found)) return 'undetermined';
    const { language, confidence } = response.found;
    const isOtherScript = !mayBeWritten(language, instruction.writing);
    if (weaknesses.isSeldomAnsweredIn(instruction.found.language) && !isOtherScript && !isClear) return 'undetermined';
    const needed = Math.max(
      isClear ? SURE_INSTRUCTION : SURE_WHEN_HARDLY_KNOWN,
      agreement >= DISAGREED ? SURE_WHEN_HARDLY_AGREED : 0,
      weaknesses.isSeldomAnsweredIn(language) ? NEVER : 0,
      weaknesses.isHardlyKnown(language) ? SURE_OF_HARDLY_KNOWN : 0,
    );
    return confidence >= needed ? 'mismatch' : 'undetermined';
  }

  /** Whether an instruction's language is sure enough to hold a response in another language against it. */
  isSureInstruction(instruction: LanguageEvidence, found: FoundLanguage | undefined): boolean {
    const sure = surelyFound(instruction);
    if (!sure || !found) return false;
    if (baseLanguage(sure.language) === baseLanguage(found.language)) return true;
    if (this.reader.weaknesses.isSeldomAnsweredIn(sure.language) && instruction.writing.weight < LONG) return false;
    if (isHalfLatin(instruction, found)) return false;
    if (mayBeRomanised(instruction, found) && !this.isWrittenAs(sure.language, found.language)) return false;
    const scripts = scriptsOf(found.language);
    if (!scriptsOf(sure.language).some((script) => scripts.includes(script))) return true;
    if (instruction.probabilityOf(found.language) >= HARDLY_AGREED) return false;
    if (!areNeighbours(sure.language, found.language)) return sure.confidence >= SURE_INSTRUCTION;
    const { weight } = instruction.writing;
    // Danish or Norwegian, it is no Swedish.
    if (weight >= SHORT && instruction.probabilityOf(found.language) < RULED_OUT) return true;
    if (weight < FEWEST_TO_DISAGREE) return sure.confidence >= SURE_NEIGHBOUR_WHEN_VERY_SHORT;
    return sure.confidence >= (weight < SHORT ? SURE_NEIGHBOUR_WHEN_SHORT : SURE_BETWEEN_NEIGHBOURS);
  }

  /** In Latin letters Hindi and Urdu are the same. */
  private isWrittenAs(romanised: LanguageTag, language: LanguageTag): boolean {
    return this.equivalence.same(language, romanised) || (baseLanguage(romanised) === 'hi' && baseLanguage(language) === 'ur');
  }

  /** The model knows romanised languages only in their own letters, the second identifier only Hindi; both know English. */
  private verdictForRomanised(expected: LanguageTag, right: Verdict, { found, writing }: LanguageEvidence): Verdict {
    if (!found) return 'undetermined';
    if (this.equivalence.same(found.language, expected)) return found.confidence >= SURE_ENOUGH_TO_AGREE ? right : 'undetermined';
    const isEnglish = baseLanguage(found.language) === 'en' && found.confidence >= SURE_OF_ENGLISH && writing.weight >= LONG;
    return isEnglish ? 'mismatch' : 'undetermined';
  }

  /** Names and terms in another script do not make a response; prose does. */
  private isWrongScript(expected: LanguageTag, { writing, found }: LanguageEvidence): boolean {
    if (writing.main !== 'Latn') {
      // A Japanese or Korean name in Han is no Chinese response.
      const maySo = writing.main === 'Hani' && scriptsOf(expected).includes('Hani') && writing.weight < SHORT;
      return writing.share >= MOSTLY && !maySo;
    }
    // Latin letters are everywhere: brands, formulas, romanised words.
    const needed = writing.weight < SHORT ? SURE_OF_SHORT_LATIN : writing.weight < LONG ? SURE_OF_LATIN : 0;
    return writing.share >= MOSTLY && (found?.confidence ?? 0) >= needed;
  }
}

/** A few long names in Latin letters can outweigh an instruction's own words in another script. */
function isHalfLatin({ writing }: LanguageEvidence, response: FoundLanguage): boolean {
  return writing.main === 'Latn' && writing.share < MOSTLY && !scriptsOf(response.language).includes('Latn');
}

/** A short prompt in Latin letters that looks like none of their languages: "sawadee krap", answered in Thai. */
function mayBeRomanised(instruction: LanguageEvidence, response: FoundLanguage): boolean {
  const { writing, found } = instruction;
  if (!found || writing.main !== 'Latn' || writing.weight >= LONGEST_ROMANISED || scriptsOf(response.language).includes('Latn')) return false;
  if (isRomanised(found.language)) return found.confidence < SURE_OF_ROMANISED && baseLanguage(found.language) !== baseLanguage(response.language);
  return nearby(instruction.likely(), found.language) < SURE_OF_LATIN_PROMPT;
}

/** Probability of a language and its neighbours together. */
function nearby(likely: readonly FoundLanguage[], language: LanguageTag): number {
  const isNear = (other: LanguageTag) => other === language || areNeighbours(other, language);
  return likely.reduce((sum, { language: other, confidence }) => sum + (isNear(other) ? confidence : 0), 0);
}

/** Weight, in letters, of prompts whose language is seldom unsure otherwise. */
const LONGEST_ROMANISED = 30;
const SURE_OF_LATIN_PROMPT = 0.5;
const SURE_OF_ROMANISED = 0.9;

/** Probability from which a response is said to be in the language that it should be in. */
const SURE_ENOUGH_TO_AGREE = 0.3;
/** Weight, in letters, under which a text is short: three or four words. */
export const SHORT = 24;
const SURE_WHEN_SHORT = 0.65;
/** Weight from which a response is a mismatch although its own language is unsure. */
const LONG = 60;
/** Probability of the expected language under which a response of less than this weight is in another, by its weight. */
const TOO_LOW: readonly (readonly [weight: number, probability: number])[] = [
  [14, 0.01],
  [26, 0.02],
  [44, 0.05],
];
/** What the response's own language then needs in a response that is not long: names are in none. */
const SURE_WHEN_TOO_LOW = 0.25;

/** @param longest for responses that are longer */
function tooLowFor(weight: number, longest: number): number {
  return TOO_LOW.find(([under]) => weight < under)?.[1] ?? longest;
}

/** What no language reaches in a long text in one that the model does not know. */
const SURE_OF_NONE = 0.3;
const SURE_WHEN_HARDLY_KNOWN = 0.85;
/** Of a label that the model gives to other languages now and then. */
const SURE_OF_HARDLY_KNOWN = 0.9;
const SURE_BETWEEN_NEIGHBOURS = 0.8;
const SURE_BETWEEN_NEIGHBOURS_WHEN_SHORT = 0.95;
/** Hindi in Latin letters is full of English words. */
const SURE_OF_ENGLISH = 0.9;
const SURE_INSTRUCTION = 0.6;
/** Probability of an instruction's neighbour under which it is in another language, whichever of the others that is. */
const RULED_OUT = 0.02;
const SURE_NEIGHBOUR_WHEN_SHORT = 0.9;
const SURE_NEIGHBOUR_WHEN_VERY_SHORT = 0.97;
const NEVER = 2;
/** Probability that instruction and response are in one language from which they are, and under which they are not. */
const AGREED = 0.3;
const DISAGREED = 0.03;
/** The same for longer texts, where the response leaves no doubt of its language. */
const HARDLY_AGREED = 0.1;
const SURE_WHEN_HARDLY_AGREED = 0.95;
/** Weight of an instruction, in letters, that says little of its own language but may say which it is not. */
const FEWEST_TO_DISAGREE = 16;
const SURE_OF_LATIN = 0.3;
const SURE_OF_SHORT_LATIN = 0.5;
/** Share of a text's letters that must be of one script for the script to decide. */
const MOSTLY = 0.75;
