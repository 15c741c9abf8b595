import type { LanguageTag, RecordView } from '../../schema/schema';
import { capitalisedShare } from './capitals';
import { Equivalence } from './equivalence';
import { type Expectation, expectations } from './expectedLanguage';
import type { LanguageIdentifier } from './fasttext/languageIdentifier';
import { EvidenceReader, type LanguageEvidence, surelyFound } from './languageEvidence';
import type { LanguageOptions } from './languageOptions';
import type { FoundLanguage, LanguageSpan, LanguageVerdict, Verdict } from './languageVerdict';
import { proseOf, type ProseSegment, reduceToProse } from './prose';
import { isSureInstruction, ResponseJudge, SHORT } from './responseJudge';

/** Judges whether responses are in the language that they should be in. */
export class LanguageCheck {
  private readonly equivalence: Equivalence;
  private readonly reader: EvidenceReader;
  private readonly judge: ResponseJudge;

  constructor(
    readonly identifier: LanguageIdentifier,
    readonly options: LanguageOptions,
  ) {
    this.equivalence = new Equivalence(options.equivalent);
    this.reader = new EvidenceReader(identifier, this.equivalence);
    this.judge = new ResponseJudge(this.reader, this.equivalence, options);
  }

  /**
   * One verdict for each response of the record, in the order of its turns.
   * @param options.spans whether to find the flagged stretches: each of their lines is identified by itself.
   */
  check(view: RecordView, { spans = true } = {}): LanguageVerdict[] {
    const expected = expectations(view, this.options, (text) => this.weigh(text));
    const responses = view.turns.flatMap(({ role, text }, turn) => (role === 'response' ? [{ turn, text }] : []));
    return responses.map(({ turn, text }, at) => {
      const verdict = this.verdict(turn, text, expected[at]);
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

  private verdict(turn: number, text: string, expectation: Expectation): LanguageVerdict {
    const { expected, reason, quote, possible, named, instruction, inferredFrom } = expectation;
    const told = { turn, expected, reason, quote, instruction };
    const untold = inferredFrom && !surelyFound(inferredFrom) ? { turn, instruction } : told;
    if (text.trim() === '') return { ...untold, verdict: 'empty', spans: [] };

    const prose = proseOf(text, reduceToProse(text));
    const evidence = prose ? this.reader.read(prose) : undefined;
    if (!evidence || !this.isEnough(evidence)) return { ...untold, verdict: 'undetermined', spans: [] };

    const found = evidence.found;
    let verdict: Verdict = 'undetermined';
    if (inferredFrom && !isSureInstruction(inferredFrom, found)) verdict = this.judge.verdictByAgreement(inferredFrom, evidence);
    else if (expected !== undefined) verdict = this.judge.verdictFor(expected, reason, evidence);
    if (verdict === 'undetermined') return { ...untold, verdict, found: surelyFound(evidence), spans: [] };
    if (verdict !== 'mismatch') {
      const isSame = expected !== undefined && found !== undefined && this.equivalence.same(found.language, expected);
      return { ...told, verdict, found: isSame ? found : surelyFound(evidence), spans: [] };
    }
    const isNamed = found !== undefined && named.some((language) => this.equivalence.same(language, found.language));
    if (isMostlyNames(prose) || (isNamed && isList(text))) return { ...untold, verdict: 'undetermined', spans: [] };
    const asked = possible.find(({ language }) => this.judge.verdictFor(language, 'requested', evidence) === 'requested');
    if (asked) return { turn, expected: asked.language, reason: 'requested', quote: asked.quote, instruction, verdict: 'requested', found, spans: [] };
    return { ...told, verdict, found, spans: [] };
  }

  private withSpans(verdict: LanguageVerdict, text: string): LanguageVerdict {
    return { ...verdict, spans: this.wrongSpans(text, reduceToProse(text), verdict.expected!, verdict.found) };
  }

  private isEnough({ writing, found }: LanguageEvidence): boolean {
    return writing.weight >= this.options.thresholds.letters && found !== undefined;
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
  ): LanguageSpan[] {
    const whole = found ?? { language: 'und', confidence: 0 };
    const spans: LanguageSpan[] = [];
    let joins = false;
    const lines = linesOf(text, segments).slice(0, MOST_LINES);
    for (const line of lines) {
      const span = { start: line[0].start, end: line[line.length - 1].end };
      const own = lines.length > 1 ? this.languageOfLine(proseOf(text, line)) : undefined;
      const isRight = own !== undefined && this.equivalence.same(own.language, expected);
      if (!isRight) addSpan(spans, { ...span, ...(own ?? whole), kind: 'passage' }, joins);
      joins = !isRight;
    }
    if (spans.length > 0 || segments.length === 0) return spans;
    return [{ start: segments[0].start, end: segments[segments.length - 1].end, ...whole, kind: 'passage' }];
  }
}

/** Share of a text's words that must be capitalised for it to be mostly names. */
const MOSTLY = 0.75;
const MOST_LINES = 200;

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
function addSpan(spans: LanguageSpan[], span: LanguageSpan, joins: boolean): void {
  const last = spans.at(-1);
  if (joins && last?.language === span.language) {
    spans[spans.length - 1] = { ...last, end: span.end, confidence: Math.max(last.confidence, span.confidence) };
  } else {
    spans.push(span);
  }
}
