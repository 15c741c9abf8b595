import type { LanguageTag, RecordView, Turn } from '../../schema/schema';
import { switchedWords } from './codeSwitching';
import { type ComposedText, composedText } from './composedText';
import { baseLanguage, Equivalence } from './equivalence';
import { type Expectation, expectations, partsOf } from './expectedLanguage';
import type { LanguageIdentifier } from './fasttext/languageIdentifier';
import { agreementOf, EvidenceReader, type LanguageEvidence, surelyFound } from './languageEvidence';
import type { LanguageOptions } from './languageOptions';
import type { FoundLanguage, LanguageSpan, LanguageVerdict, Verdict } from './languageVerdict';
import { PassageEdges } from './passageEdges';
import { type Passage, PassageFinder } from './passages';
import { type ProseSegment, readProse } from './prose';
import { proseUnits } from './prose/sentences';
import { Quotations } from './quotations';
import type { AskedLanguage } from './requestedLanguage';
import { asksToRework } from './reworkedTexts';
import { ResponseJudge } from './responseJudge';
import { ResponseReading } from './responseReading';
import { isOnlyLanguageOf, isRomanised, type Writing } from './scripts';
import { turnsBefore } from './turnsBefore';
import { asksForLatinLetters, isHanOfEither, isList, isMostlyNames, isSentenceWithQuoted, isTakenFrom } from './unsaid';

/** A response, and what it answers. */
interface Answer {
  readonly turn: number;
  readonly text: string;
  readonly expectation: Expectation;
  readonly view: RecordView;
}

/** @param turn index of the response in the record's turns. */
export type OnProse = (turn: number, segments: readonly ProseSegment[]) => void;

/** What is said of the language that a response should be in. */
type Told = Pick<LanguageVerdict, 'expected' | 'reason' | 'quote'>;

/** What of a response is in other languages than it should be in. */
interface Mixture {
  /** None where it is quoted, or in languages that the instruction names. */
  readonly spans: readonly LanguageSpan[];
  /** What the rest is in, as it should be, where all else is quoted and the whole looks otherwise for it. */
  readonly right?: FoundLanguage;
}

const NOT_MIXED: Mixture = { spans: [] };
const NOTHING_TOLD: Told = {};
const NO_SPANS: readonly LanguageSpan[] = [];

/** Judges whether responses are in the language that they should be in, as a whole and in each of their parts. */
export class LanguageCheck {
  private readonly equivalence: Equivalence;
  private readonly reader: EvidenceReader;
  private readonly judge: ResponseJudge;
  private readonly passages: PassageFinder;
  private readonly reading: ResponseReading;

  constructor(
    readonly identifier: LanguageIdentifier,
    readonly options: LanguageOptions,
  ) {
    this.equivalence = new Equivalence(options.equivalent);
    this.reader = new EvidenceReader(identifier, this.equivalence);
    this.judge = new ResponseJudge(this.reader, this.equivalence, options);
    this.passages = new PassageFinder(this.reader, this.equivalence, new PassageEdges(identifier.stretches()));
    this.reading = new ResponseReading(identifier.stretches());
  }

  /**
   * One verdict for each response of the record, in the order of its turns.
   * @param options.spans whether to find the flagged stretches of responses that are a mismatch as a whole, too.
   * @param options.onProse is told the prose of responses, for checks that read it, too; not of those without any, nor
   * of those whose letters are written in parts.
   */
  check(record: RecordView, { spans = true, onProse }: { spans?: boolean; onProse?: OnProse } = {}): LanguageVerdict[] {
    const composed = record.turns.map(({ text }) => composedText(text));
    const view = composed.some((text) => text !== undefined)
      ? { ...record, turns: record.turns.map((turn, at) => ({ ...turn, text: composed[at]?.text ?? turn.text })) }
      : record;
    const expected = expectations(view, this.options, (text, anyLength) => this.weigh(text, anyLength));
    const verdicts: LanguageVerdict[] = [];
    view.turns.forEach(({ role, text }, turn) => {
      if (role !== 'response') return;
      const answer: Answer = { turn, text, view, expectation: expected[verdicts.length] };
      const verdict = this.verdict(answer, spans, composed[turn] ? undefined : onProse);
      verdicts.push(composed[turn] ? { ...verdict, spans: inOriginal(verdict.spans, composed[turn]) } : verdict);
    });
    return verdicts;
  }

  /** The language of a text; `undefined` when it is too short, ambiguous or not prose. */
  identify(text: string): FoundLanguage | undefined {
    const evidence = this.weigh(composedText(text)?.text ?? text);
    return evidence && surelyFound(evidence);
  }

  private weigh(text: string, anyLength = false): LanguageEvidence | undefined {
    const { text: prose, writing } = readProse(text);
    const evidence = prose ? this.reader.read(prose, writing) : undefined;
    // A script of one language says enough of an instruction with few letters.
    const least = anyLength ? SHORTEST_TURN : this.options.thresholds.letters * (isOnlyLanguageOf(writing.main) ? ENOUGH_OF_A_SCRIPT : 1);
    return evidence?.found && writing.weight >= least ? evidence : undefined;
  }

  private verdict(answer: Answer, mismatchSpans: boolean, onProse?: OnProse): LanguageVerdict {
    const { turn, text, expectation } = answer;
    const { expected, reason, quote, instruction, inferredFrom } = expectation;
    const told: Told = { expected, reason, quote };
    const untold = inferredFrom && !surelyFound(inferredFrom) ? NOTHING_TOLD : told;
    // Written out, since to spread objects takes longer than to judge most responses.
    const say = (said: Told, verdict: Verdict, found: FoundLanguage | undefined, spans: readonly LanguageSpan[]) => ({
      turn,
      expected: said.expected,
      reason: said.reason,
      quote: said.quote,
      instruction,
      verdict,
      found,
      spans,
    });
    if (text.trim() === '') return say(untold, 'empty', undefined, NO_SPANS);

    const { segments, text: prose, writing } = readProse(text);
    onProse?.(turn, segments);
    const { reading } = this;
    reading.read(prose, proseUnits(text, segments, prose), writing.isShouted);
    const evidence = this.reader.readParts(reading, 0, reading.count, writing);
    if (!this.isEnough(evidence)) return say(untold, 'undetermined', undefined, NO_SPANS);

    const { verdict, found, asked } = this.judgeWhole(answer, prose, evidence);
    const should = asked?.language ?? expected;
    const toldOrAsked: Told = asked ? { expected: asked.language, reason: 'requested', quote: asked.quote } : told;
    if (should !== undefined && this.reader.knows(should) && !isRomanised(should)) {
      const mixture = this.mixture(answer, segments, should, verdict, evidence);
      if (mixture && mixture.spans.length > 0) return say(toldOrAsked, 'mixed', found, mixture.spans);
      if (mixture?.right) return say(toldOrAsked, toldOrAsked.reason === 'requested' ? 'requested' : 'match', mixture.right, NO_SPANS);
      // What is in another language is in one that the instruction names: examples, say.
      if (mixture && verdict === 'mismatch') return say(told, 'undetermined', surelyFound(evidence), NO_SPANS);
    }
    if (verdict === 'undetermined') return say(untold, verdict, found, NO_SPANS);
    if (verdict !== 'mismatch' || !mismatchSpans) return say(toldOrAsked, verdict, found, NO_SPANS);
    return say(told, verdict, found, inText(this.passages.wrongUnits(reading, expected!, found), segments));
  }

  /** The verdict on a response as a whole. */
  private judgeWhole(
    answer: Answer,
    prose: string,
    evidence: LanguageEvidence,
  ): { verdict: Verdict; found?: FoundLanguage; asked?: Expectation['possible'][number] } {
    const { expected, reason, possible, inferredFrom } = answer.expectation;
    const { found } = evidence;
    let verdict: Verdict = 'undetermined';
    if (inferredFrom && !this.judge.isSureInstruction(inferredFrom, found)) verdict = this.judge.verdictByAgreement(inferredFrom, evidence);
    else if (expected !== undefined) verdict = this.judge.verdictFor(expected, reason, evidence);
    if (verdict === 'undetermined') return { verdict, found: surelyFound(evidence) };
    if (verdict !== 'mismatch') {
      const isSame = expected !== undefined && found !== undefined && this.equivalence.same(found.language, expected);
      return { verdict, found: isSame ? found : surelyFound(evidence) };
    }
    if (this.isUnsaid(answer, prose, evidence)) return { verdict: 'undetermined', found: surelyFound(evidence) };
    const isPossible = (wanted: Verdict) => ({ language }: AskedLanguage) =>
      this.judge.verdictFor(language, 'requested', evidence) === wanted;
    const asked = possible.find(isPossible('requested'));
    if (asked) return { verdict: 'requested', found, asked };
    const isDoubtful = possible.some(isPossible('undetermined')) || this.mayAnswer(answer, evidence);
    return isDoubtful ? { verdict: 'undetermined', found: surelyFound(evidence) } : { verdict, found };
  }

  /** Whether a response's language does not say whether it is right: names, terms. */
  private isUnsaid({ text, expectation }: Answer, prose: string, { found, writing }: LanguageEvidence): boolean {
    const { expected, named } = expectation;
    const isListed = found !== undefined && (this.isAmong(found.language, named) || this.reader.weaknesses.isSeldomAnsweredIn(found.language));
    if (isMostlyNames(prose, found?.language) || (isListed && isList(text))) return true;
    return isJapanese(expected) && writing.main === 'Hani' && isHanOfEither(prose);
  }

  /** Whether a response in another language than the instruction's may answer it all the same. */
  private mayAnswer({ text, turn, view, expectation }: Answer, evidence: LanguageEvidence): boolean {
    const { reason, named, shortTurn } = expectation;
    const { found, writing } = evidence;
    if (reason !== 'instruction') return false;
    if (shortTurn && agreementOf(shortTurn, evidence) >= MAY_AGREE) return true;
    if (found && this.isAmong(found.language, named) && writing.weight < LONGEST_EXAMPLE) return true;
    const before = turnsBefore(view.turns, turn);
    if (found && this.isReworked(before, found.language)) return true;
    const { heard } = new Quotations(before);
    if (isTakenFrom(heard, text) || isSentenceWithQuoted(heard, text)) return true;
    const isEnglish = found !== undefined && baseLanguage(found.language) === 'en';
    return writing.main === 'Latn' && !isEnglish && asksForLatinLetters(heard);
  }

  /** "Improve my text: …": whether the text that was given is in this language, and may stay in it. */
  private isReworked(turns: readonly Turn[], language: LanguageTag): boolean {
    const last = turns.slice(turns.findLastIndex(({ role }) => role === 'response') + 1);
    const task = last.filter(({ role }) => role === 'instruction').map(({ text }) => text).join('\n');
    if (!asksToRework(task)) return false;
    const inputs = last.filter(({ role }) => role === 'input').map(({ text }) => text);
    const given = this.weigh(inputs.length > 0 ? inputs.join('\n') : partsOf(task).about, true);
    return given?.found !== undefined && this.equivalence.same(given.found.language, language);
  }

  /**
   * What makes a response mixed: passages and words in other languages, while the rest is as it should be.
   * @returns `undefined` where the rest is not.
   */
  private mixture(
    answer: Answer,
    segments: readonly ProseSegment[],
    should: LanguageTag,
    verdict: Verdict,
    { writing }: LanguageEvidence,
  ): Mixture | undefined {
    const { text, turn, view } = answer;
    const isRight = verdict === 'match' || verdict === 'requested';
    const passages = this.passages.find(this.reading, should);
    const quotations = new Quotations(turnsBefore(view.turns, turn));
    const words = isRight ? switchedWords(text, segments, should, () => quotations.heard, writing) : [];
    // Nearly all responses end here; the rest is apart, for it would be compiled with this again and again.
    if (passages.length === 0 && words.length === 0) return isRight ? NOT_MIXED : undefined;
    const allowed = this.languagesBeside(should, answer.expectation);
    const right = isRight ? undefined : this.rightPart(passages, should, allowed, writing);
    if (!isRight && !right) return undefined;
    const own = inText(passages, segments).filter((span) => !quotations.has(text, span));
    const spans = together(own, words).filter(({ language }) => !this.isAmong(language, allowed));
    return { spans, right: own.length === 0 ? right : undefined };
  }

  /** Other languages than the expected one that the instruction names: passages in them are no fault. */
  private languagesBeside(should: LanguageTag, { named, possible }: Expectation): LanguageTag[] {
    const languages = [...named, ...possible.map(({ language }) => language)];
    return languages.filter((language) => !this.equivalence.same(language, should));
  }

  /** The expected language as found outside of the passages, where enough lies there. */
  private rightPart(
    passages: readonly Passage[],
    should: LanguageTag,
    allowed: readonly LanguageTag[],
    { weight: whole }: Writing,
  ): FoundLanguage | undefined {
    const inPassages = passages.reduce((sum, { weight }) => sum + weight, 0);
    const isAllowed = passages.every(({ language }) => this.isAmong(language, allowed));
    const leastRight = isAllowed ? 0 : LEAST_RIGHT * whole;
    if (whole - inPassages < leastRight) return undefined;
    let rest = '';
    let from = 0;
    for (const { start, end } of passages) {
      rest += this.reading.prose.slice(from, start);
      from = end;
    }
    const evidence = this.reader.read(rest + this.reading.prose.slice(from));
    const isRight = this.isEnough(evidence) && this.judge.verdictFor(should, 'instruction', evidence) === 'match';
    return isRight ? evidence.found : undefined;
  }

  private isAmong(language: LanguageTag, languages: readonly LanguageTag[]): boolean {
    return languages.some((other) => this.equivalence.same(language, other));
  }

  private isEnough({ writing, found }: LanguageEvidence): boolean {
    return writing.weight >= this.options.thresholds.letters && found !== undefined;
  }
}

/** Share of the letters that a text must have which an instruction in a script of one language needs. */
const ENOUGH_OF_A_SCRIPT = 0.5;
/** Weight under which a response in a language that the instruction names may be an example of it. */
const LONGEST_EXAMPLE = 40;
/** Letters of a user turn that says anything. */
const SHORTEST_TURN = 5;
/** Probability that a short turn and its response are in one language from which it may have been answered in its own. */
const MAY_AGREE = 0.05;
/** Share of a response that has to be as it should for the response to be mixed rather than a mismatch. */
const LEAST_RIGHT = 0.25;

function inOriginal(spans: readonly LanguageSpan[], { placeOf }: ComposedText): LanguageSpan[] {
  return spans.map((span) => ({ ...span, start: placeOf(span.start), end: placeOf(span.end) }));
}

/** Stretches of prose as stretches of the text that the prose was taken from. */
function inText(passages: readonly (Omit<LanguageSpan, 'kind'>)[], segments: readonly ProseSegment[]): LanguageSpan[] {
  let segment = 0;
  /** Of the segment in the prose. */
  let segmentStart = 0;
  const placeOf = (place: number): number => {
    for (;;) {
      const { start, end } = segments[segment];
      if (place < segmentStart + (end - start) || segment === segments.length - 1) return start + (place - segmentStart);
      segmentStart += end - start + 1;
      segment++;
    }
  };
  return passages.map(({ start, end, language, confidence }) => ({
    start: placeOf(start),
    end: placeOf(end - 1) + 1,
    language,
    confidence,
    kind: 'passage',
  }));
}

/** Passages, and the words that are in none of them, in the order of the text. */
function together(passages: readonly LanguageSpan[], words: readonly LanguageSpan[]): LanguageSpan[] {
  const apart = words.filter(({ start, end }) => !passages.some((span) => span.start < end && start < span.end));
  return [...passages, ...apart].sort((a, b) => a.start - b.start);
}

function isJapanese(language: LanguageTag | undefined): boolean {
  return language !== undefined && baseLanguage(language) === 'ja';
}
