import type { LanguageTag, RecordView } from '../../schema/schema';
import { baseLanguage, Equivalence } from './equivalence';
import { type Expectation, expectations } from './expectedLanguage';
import type { LanguageIdentifier } from './fasttext/languageIdentifier';
import { EvidenceReader, type LanguageEvidence, mayBeWritten } from './languageEvidence';
import type { LanguageOptions } from './languageOptions';
import type { FoundLanguage, LanguageVerdict, Span, Verdict } from './languageVerdict';
import { proseOf, type ProseSegment, reduceToProse } from './prose';
import { type Script, scriptsOf } from './scripts';

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

  /** One verdict for each response of the record, in the order of its turns. */
  check(view: RecordView): LanguageVerdict[] {
    const expected = expectations(view, this.options, (text) => this.identify(text));
    const responses = view.turns.flatMap(({ role, text }, turn) => (role === 'response' ? [{ turn, text }] : []));
    return responses.map(({ turn, text }, at) => this.judge(turn, text, expected[at]));
  }

  /** The language of a text; `undefined` when it is too short, ambiguous or not prose. */
  identify(text: string): FoundLanguage | undefined {
    const prose = proseOf(text, reduceToProse(text));
    const evidence = prose ? this.reader.read(prose) : undefined;
    return evidence && this.isEnough(evidence) ? surelyFound(evidence) : undefined;
  }

  private judge(turn: number, text: string, expectation: Expectation): LanguageVerdict {
    const { expected, reason, possible, instruction } = expectation;
    const told = { turn, expected, reason, instruction };
    if (text.trim() === '') return { ...told, verdict: 'empty', spans: [] };

    const segments = reduceToProse(text);
    const prose = proseOf(text, segments);
    const evidence = prose ? this.reader.read(prose) : undefined;
    if (!evidence || !this.isEnough(evidence)) return { ...told, verdict: 'undetermined', spans: [] };

    const found = evidence.found;
    const isTold = expected !== undefined && (reason !== 'instruction' || isSureInstruction(instruction, found));
    const verdict = isTold ? this.verdictFor(expected, reason, evidence) : 'undetermined';
    if (verdict !== 'mismatch') {
      return { ...told, verdict, found: verdict === 'undetermined' ? surelyFound(evidence) : found, spans: [] };
    }
    if (isMostlyNames(prose)) return { ...told, verdict: 'undetermined', spans: [] };
    const named = possible.some((language) => this.verdictFor(language, 'requested', evidence) === 'requested');
    if (named) return { ...told, verdict: 'requested', found, spans: [] };
    return { ...told, verdict, found, spans: this.wrongSpans(text, segments, expected!, found) };
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
    if (probability >= thresholds.expected) return 'undetermined';
    const needed = Math.max(
      thresholds.confidence,
      weight < SHORT ? SURE_WHEN_SHORT : 0,
      isKnown && !HARDLY_KNOWN.has(baseLanguage(expected)) ? 0 : SURE_WHEN_HARDLY_KNOWN,
      areNeighbours(expected, found?.language) ? SURE_BETWEEN_NEIGHBOURS : 0,
      found && SELDOM_ANSWERED_IN.has(found.language) ? (weight < LONG ? NEVER : SURE_WHEN_HARDLY_KNOWN) : 0,
    );
    if (confidence >= needed) return 'mismatch';
    const isFarFromIt = isKnown && weight >= LONG && probability < FAR && !HARDLY_KNOWN.has(baseLanguage(expected));
    return isFarFromIt && !areNeighbours(expected, found?.language) ? 'mismatch' : 'undetermined';
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

/** Probability from which a text's language is told. */
const SURE_ENOUGH_TO_TELL = 0.5;
/** Probability from which a response is said to be in the language that it should be in. */
const SURE_ENOUGH_TO_AGREE = 0.3;
/** Weight, in letters, under which a text is short: three or four words. */
const SHORT = 24;
const SURE_WHEN_SHORT = 0.65;
/** Weight from which a response is a mismatch although its own language is unsure. */
const LONG = 60;
/** Probability of the expected language that is too low for a long response in it. */
const FAR = 0.03;
const SURE_WHEN_HARDLY_KNOWN = 0.85;
const SURE_BETWEEN_NEIGHBOURS = 0.8;
const SURE_INSTRUCTION = 0.6;
const SURE_NEIGHBOUR = 0.9;
const NEVER = 2;
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

/** Languages so close that a model mixes them up. */
const NEIGHBOURS: readonly ReadonlySet<LanguageTag>[] = [
  ['pt', 'gl', 'es', 'ca', 'ast', 'an', 'oc'],
  ['da', 'no', 'nb', 'nn', 'sv'],
  ['cs', 'sk'],
  ['sl', 'hr', 'sr', 'bs', 'sh'],
  ['hi', 'mr', 'ne', 'sa', 'mai', 'bh', 'gom', 'new', 'dty'],
  ['ru', 'uk', 'be', 'bg', 'mk', 'sr', 'rue'],
  ['nl', 'af', 'li', 'vls', 'nds'],
  ['id', 'ms', 'jv', 'su', 'min'],
  ['ar', 'arz', 'fa', 'ur', 'ps', 'ckb', 'azb', 'sd', 'pnb', 'ug', 'mzn'],
  ['tr', 'az', 'tk', 'uz', 'crh'],
  ['kk', 'ky', 'tt', 'ba'],
  ['et', 'fi'],
  ['de', 'gsw', 'bar', 'nds', 'lb'],
  ['it', 'scn', 'vec', 'lmo', 'pms', 'co'],
  ['tl', 'ceb', 'ilo', 'war', 'pam', 'bcl'],
].map((languages) => new Set(languages));

function areNeighbours(a: LanguageTag, b: LanguageTag | undefined): boolean {
  if (b === undefined) return false;
  return NEIGHBOURS.some((languages) => languages.has(baseLanguage(a)) && languages.has(baseLanguage(b)));
}

/** Names, titles and brands are the same in every language: a text of them says nothing about its own. */
function isMostlyNames(prose: string): boolean {
  const words = prose.slice(0, 2_000).match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  const capitalised = words.filter((word) => /^\p{Lu}\P{Lu}*$/u.test(word));
  return capitalised.length > MOSTLY * words.length;
}

/** Whether an instruction's language is sure enough to hold a response in another language against it. */
function isSureInstruction(instruction: FoundLanguage | undefined, found: FoundLanguage | undefined): boolean {
  if (!instruction || !found) return false;
  if (baseLanguage(instruction.language) === baseLanguage(found.language)) return true;
  const scripts = scriptsOf(found.language);
  if (!scriptsOf(instruction.language).some((script) => scripts.includes(script))) return true;
  return instruction.confidence >= (areNeighbours(instruction.language, found.language) ? SURE_NEIGHBOUR : SURE_INSTRUCTION);
}

/** Scripts that one language alone is written in, as far as datasets go. */
const OF_ONE_LANGUAGE: ReadonlySet<Script> = new Set(['Grek', 'Armn', 'Thaa', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Thai', 'Laoo', 'Khmr', 'Geor', 'Hang', 'Kana', 'Mymr']);

function isOnlyLanguageOf(script: Script): boolean {
  return OF_ONE_LANGUAGE.has(script);
}

function surelyFound({ found, writing }: LanguageEvidence): FoundLanguage | undefined {
  return found && (found.confidence >= SURE_ENOUGH_TO_TELL || isOnlyLanguageOf(writing.main)) ? found : undefined;
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
