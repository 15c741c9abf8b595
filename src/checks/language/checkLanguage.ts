import type { LanguageTag, RecordView } from '../../schema/schema';
import { capitalisedShare } from './capitals';
import { baseLanguage, Equivalence } from './equivalence';
import { type Expectation, expectations } from './expectedLanguage';
import type { LanguageIdentifier } from './fasttext/languageIdentifier';
import { agreementOf, EvidenceReader, type LanguageEvidence, mayBeWritten, surelyFound } from './languageEvidence';
import type { LanguageOptions } from './languageOptions';
import type { FoundLanguage, LanguageVerdict, Span, Verdict } from './languageVerdict';
import { areNeighbours } from './neighbours';
import { proseOf, type ProseSegment, reduceToProse } from './prose';
import { isOnlyLanguageOf, scriptsOf } from './scripts';

/** Judges whether responses are in the language that they should be in. */
export class LanguageCheck {
  private readonly equivalence: Equivalence;
  private readonly reader: EvidenceReader;

  constructor(
    readonly identifier: LanguageIdentifier,
    readonly options: LanguageOptions,
  ) {
    this.equivalence = new Equivalence(options.equivalent);
    this.reader = new EvidenceReader(identifier, this.equivalence);
  }

  /**
   * One verdict for each response of the record, in the order of its turns.
   * @param options.spans whether to find the flagged stretches: each of their lines is identified by itself.
   */
  check(view: RecordView, { spans = true } = {}): LanguageVerdict[] {
    const expected = expectations(view, this.options, (text) => this.weigh(text));
    const responses = view.turns.flatMap(({ role, text }, turn) => (role === 'response' ? [{ turn, text }] : []));
    return responses.map(({ turn, text }, at) => {
      const verdict = this.judge(turn, text, expected[at]);
      return spans && verdict.verdict === 'mismatch' ? this.withSpans(verdict, text) : verdict;
    });
  }

  /** The language of a text; `undefined` when it is too short, ambiguous or not prose. */
  identify(text: string): FoundLanguage | undefined {
    const evidence = this.weigh(text);
    return evidence && surelyFound(evidence);
  }

  private weigh(text: string): LanguageEvidence | undefined {
    const prose = proseOf(text, reduceToProse(text));
    const evidence = prose ? this.reader.read(prose) : undefined;
    return evidence && this.isEnough(evidence) ? evidence : undefined;
  }

  private judge(turn: number, text: string, expectation: Expectation): LanguageVerdict {
    const { expected, reason, possible, named, instruction, inferredFrom } = expectation;
    const told = { turn, expected, reason, instruction };
    const untold = inferredFrom && !surelyFound(inferredFrom) ? { turn, instruction } : told;
    if (text.trim() === '') return { ...untold, verdict: 'empty', spans: [] };

    const prose = proseOf(text, reduceToProse(text));
    const evidence = prose ? this.reader.read(prose) : undefined;
    if (!evidence || !this.isEnough(evidence)) return { ...untold, verdict: 'undetermined', spans: [] };

    const found = evidence.found;
    let verdict: Verdict = 'undetermined';
    if (inferredFrom && !isSureInstruction(inferredFrom, found)) verdict = this.verdictByAgreement(inferredFrom, evidence);
    else if (expected !== undefined) verdict = this.verdictFor(expected, reason, evidence);
    if (verdict === 'undetermined') return { ...untold, verdict, found: surelyFound(evidence), spans: [] };
    if (verdict !== 'mismatch') {
      const isSame = expected !== undefined && found !== undefined && this.equivalence.same(found.language, expected);
      return { ...told, verdict, found: isSame ? found : surelyFound(evidence), spans: [] };
    }
    const isNamed = found !== undefined && named.some((language) => this.equivalence.same(language, found.language));
    if (isMostlyNames(prose) || (isNamed && isList(text))) return { ...untold, verdict: 'undetermined', spans: [] };
    const asked = possible.find((language) => this.verdictFor(language, 'requested', evidence) === 'requested');
    if (asked) return { turn, expected: asked, reason: 'requested', instruction, verdict: 'requested', found, spans: [] };
    return { ...told, verdict, found, spans: [] };
  }

  private withSpans(verdict: LanguageVerdict, text: string): LanguageVerdict {
    return { ...verdict, spans: this.wrongSpans(text, reduceToProse(text), verdict.expected!, verdict.found) };
  }

  private isEnough({ writing, found }: LanguageEvidence): boolean {
    return writing.weight >= this.options.thresholds.letters && found !== undefined;
  }

  private verdictFor(expected: LanguageTag, reason: LanguageVerdict['reason'], evidence: LanguageEvidence): Verdict {
    const { found, writing } = evidence;
    const { weight } = writing;
    const { thresholds } = this.options;
    const right: Verdict = reason === 'requested' ? 'requested' : 'match';
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
    const needed = Math.max(
      thresholds.confidence,
      weight < SHORT ? SURE_WHEN_SHORT : 0,
      isKnown && !HARDLY_KNOWN.has(baseLanguage(expected)) ? 0 : SURE_WHEN_HARDLY_KNOWN,
      isNeighbour ? SURE_BETWEEN_NEIGHBOURS : 0,
      found && SELDOM_ANSWERED_IN.has(found.language) ? (weight < LONG ? NEVER : SURE_WHEN_HARDLY_KNOWN) : 0,
    );
    if (confidence >= needed) return 'mismatch';
    const isFar = weight >= LONG ? probability < FAR : weight >= NEARLY_LONG && probability < VERY_FAR;
    const isFarFromIt = isKnown && isFar && !HARDLY_KNOWN.has(baseLanguage(expected));
    return isFarFromIt && !isNeighbour ? 'mismatch' : 'undetermined';
  }

  /** Whether a long text looks as one in a language does that is stated, and that the model knows little or not at all. */
  private mayBeWeak(stated: LanguageTag, { found, probabilityOf }: LanguageEvidence): boolean {
    if (!this.reader.knows(stated)) return (found?.confidence ?? 0) < SURE_OF_NONE;
    return HARDLY_KNOWN.has(baseLanguage(stated)) && probabilityOf(stated) >= SURE_ENOUGH_TO_AGREE;
  }

  /** Whether instruction and response are in one language, whichever it is: neither need be sure of its own. */
  private verdictByAgreement(instruction: LanguageEvidence, response: LanguageEvidence): Verdict {
    const agreement = agreementOf(instruction, response);
    if (!instruction.found || !response.found) return 'undetermined';
    if (agreement >= AGREED && this.equivalence.same(instruction.found.language, response.found.language)) return 'match';
    const isClear = instruction.writing.weight >= SHORT && response.writing.weight >= SHORT;
    if (agreement >= (isClear ? HARDLY_AGREED : DISAGREED)) return 'undetermined';
    if (instruction.writing.weight < FEWEST_TO_DISAGREE) return 'undetermined';
    const { language, confidence } = response.found;
    const isOtherScript = !mayBeWritten(language, instruction.writing);
    if (SELDOM_ANSWERED_IN.has(instruction.found.language) && !isOtherScript && !isClear) return 'undetermined';
    const needed = Math.max(
      isClear ? SURE_INSTRUCTION : SURE_WHEN_HARDLY_KNOWN,
      agreement >= DISAGREED ? SURE_WHEN_HARDLY_AGREED : 0,
      SELDOM_ANSWERED_IN.has(language) ? NEVER : 0,
      HARDLY_KNOWN.has(language) ? SURE_OF_HARDLY_KNOWN : 0,
    );
    return confidence >= needed ? 'mismatch' : 'undetermined';
  }

  /** Names and terms in another script do not make a response; prose does. */
  private isWrongScript(expected: LanguageTag, { writing, found }: LanguageEvidence): boolean {
    if (writing.main !== 'Latn') {
      // A Japanese or Korean name in Han is no Chinese response.
      const maySo = writing.main === 'Hani' && scriptsOf(expected).includes('Hani') && writing.weight < SHORT;
      return writing.share >= MOSTLY && !maySo;
    }
    // Latin letters are everywhere: brands, formulas, romanised words.
    const needed = writing.weight < SHORT ? SURE_WHEN_SHORT : writing.weight < LONG ? SURE_OF_LATIN : 0;
    return writing.share >= MOSTLY && (found?.confidence ?? 0) >= needed;
  }

  /** `undefined` for a line that says too little by itself. */
  private languageOfLine(prose: string): FoundLanguage | undefined {
    const evidence = this.reader.read(prose);
    return this.isEnough(evidence) && evidence.writing.weight >= SHORT ? surelyFound(evidence) : undefined;
  }

  /** The lines that are in another language than expected; all of the prose where no line says so for itself. */
  private wrongSpans(
    text: string,
    segments: readonly ProseSegment[],
    expected: LanguageTag,
    found: FoundLanguage | undefined,
  ): (Span & FoundLanguage)[] {
    const whole = found ?? { language: 'und', confidence: 0 };
    const spans: (Span & FoundLanguage)[] = [];
    let joins = false;
    const lines = linesOf(text, segments).slice(0, MOST_LINES);
    for (const line of lines) {
      const span = { start: line[0].start, end: line[line.length - 1].end };
      const own = lines.length > 1 ? this.languageOfLine(proseOf(text, line)) : undefined;
      const isRight = own !== undefined && this.equivalence.same(own.language, expected);
      if (!isRight) addSpan(spans, { ...span, ...(own ?? whole) }, joins);
      joins = !isRight;
    }
    if (spans.length > 0 || segments.length === 0) return spans;
    return [{ start: segments[0].start, end: segments[segments.length - 1].end, ...whole }];
  }
}

/** Probability from which a response is said to be in the language that it should be in. */
const SURE_ENOUGH_TO_AGREE = 0.3;
/** Weight, in letters, under which a text is short: three or four words. */
const SHORT = 24;
const SURE_WHEN_SHORT = 0.65;
/** Weight from which a response is a mismatch although its own language is unsure. */
const LONG = 60;
/** Probability of the expected language that is too low for a long response in it. */
const FAR = 0.03;
/** The same for one that is not quite so long. */
const NEARLY_LONG = 40;
const VERY_FAR = 0.005;
/** What no language reaches in a long text in one that the model does not know. */
const SURE_OF_NONE = 0.3;
const SURE_WHEN_HARDLY_KNOWN = 0.85;
/** Of a label that the model gives to other languages now and then. */
const SURE_OF_HARDLY_KNOWN = 0.9;
const SURE_BETWEEN_NEIGHBOURS = 0.8;
const SURE_INSTRUCTION = 0.6;
const SURE_NEIGHBOUR_WHEN_SHORT = 0.9;
const NEVER = 2;
/** Probability that instruction and response are in one language from which they are, and under which they are not. */
const AGREED = 0.3;
const DISAGREED = 0.03;
/** The same for longer texts, where the response leaves no doubt of its language. */
const HARDLY_AGREED = 0.1;
const SURE_WHEN_HARDLY_AGREED = 0.95;
/** Weight of an instruction, in letters, that says little of its own language but may say which it is not. */
const FEWEST_TO_DISAGREE = 16;
const SURE_OF_LATIN = 0.4;
/** Share of a text's letters that must be of one script for the script to decide. */
const MOSTLY = 0.75;
const MOST_LINES = 200;

/** Languages that lid.176 often takes for others. See docs/language-check.md for how often. */
const HARDLY_KNOWN: ReadonlySet<LanguageTag> = new Set(['sw', 'so', 'ha', 'yo', 'ig', 'zu', 'xh', 'jv', 'su', 'tl', 'ceb', 'gl', 'af', 'ht', 'ku', 'qu', 'mg', 'gd', 'br', 'oc']);

/** Labels that lid.176 gives to short texts of other languages more often than to their own. */
const SELDOM_ANSWERED_IN: ReadonlySet<LanguageTag> = new Set(
  'eo ia ie io vo jbo la an ast bar nds vls li frr lmo pms scn vec nap rm wa co pam war ilo bcl min diq krc mhr'.split(' '),
);

/** Names, titles and brands are the same in every language: a text of them says nothing about its own. */
function isMostlyNames(prose: string): boolean {
  return capitalisedShare(prose.slice(0, 2_000)) > MOSTLY;
}

/** "Lasagne, ossobuco, pizza margherita": at least three items, of a few words each. */
function isList(text: string): boolean {
  const items = text.slice(0, 2_000).split(/[,;\n]/).map((item) => item.trim()).filter((item) => item !== '');
  return items.length >= 3 && items.every((item) => item.split(/\s+/).length <= LONGEST_ITEM);
}

const LONGEST_ITEM = 4;

/** Whether an instruction's language is sure enough to hold a response in another language against it. */
function isSureInstruction(instruction: LanguageEvidence, found: FoundLanguage | undefined): boolean {
  const sure = surelyFound(instruction);
  if (!sure || !found) return false;
  if (baseLanguage(sure.language) === baseLanguage(found.language)) return true;
  if (SELDOM_ANSWERED_IN.has(sure.language) && instruction.writing.weight < LONG) return false;
  const scripts = scriptsOf(found.language);
  if (!scriptsOf(sure.language).some((script) => scripts.includes(script))) return true;
  if (!areNeighbours(sure.language, found.language)) return sure.confidence >= SURE_INSTRUCTION;
  return sure.confidence >= (instruction.writing.weight < SHORT ? SURE_NEIGHBOUR_WHEN_SHORT : SURE_BETWEEN_NEIGHBOURS);
}

/** The stretches of prose, line by line. */
function linesOf(text: string, segments: readonly ProseSegment[]): ProseSegment[][] {
  const lines: ProseSegment[][] = [];
  let previousEnd = -1;
  for (const { start, end } of segments) {
    let from = start;
    for (const part of text.slice(start, end).split('\n')) {
      const trimmed = part.trim();
      if (trimmed) {
        const at = from + part.indexOf(trimmed);
        const piece = { start: at, end: at + trimmed.length };
        const continues = from === start && previousEnd >= 0 && !text.slice(previousEnd, start).includes('\n');
        if (continues && lines.length > 0) lines[lines.length - 1].push(piece);
        else lines.push([piece]);
      }
      from += part.length + 1;
    }
    previousEnd = end;
  }
  return lines;
}

/** @param joins whether the span follows the last one without a line in between that is as it should be. */
function addSpan(spans: (Span & FoundLanguage)[], span: Span & FoundLanguage, joins: boolean): void {
  const last = spans.at(-1);
  if (joins && last?.language === span.language) {
    spans[spans.length - 1] = { ...last, end: span.end, confidence: Math.max(last.confidence, span.confidence) };
  } else {
    spans.push(span);
  }
}
