import type { LanguageTag } from '../../schema/schema';
import { hasLettersForeignTo } from './alphabets';
import { capitalisedShare } from './capitals';
import { isEnglishProse } from './codeSwitching/englishWords';
import { baseLanguage, type Equivalence } from './equivalence';
import { type EvidenceReader, type LanguageEvidence, mayBeWritten, surelyFound } from './languageEvidence';
import type { FoundLanguage, Span } from './languageVerdict';
import { areNeighbours } from './neighbours';
import type { PassageEdges } from './passageEdges';
import type { ResponseReading } from './responseReading';
import { scriptsOf } from './scripts';

/** A passage in another language, in UTF-16 units of the prose. */
export interface Passage extends Span, FoundLanguage {
  /** Of its letters. */
  readonly weight: number;
}

/** Parts `from` to `to` of a response. */
interface Run {
  from: number;
  to: number;
}

/** Probability of the expected language under which a part is doubtful, and under which it may begin a passage. */
const DOUBTFUL = 0.4;
const SUSPECT = 0.12;
/** Probability from which what is left of a sentence is as expected. */
const LIKELY = 0.5;
/** Weight of letters between two passages that are one, and of what is left of a sentence that goes with its passage. */
const LITTLE = 24;
/** Weight of letters that a passage has at least; a shorter one is a matter of words. */
const SHORTEST = 14;
/** What the model says of a passage's language: sure for its length, or not. */
const SURE_WHEN_SHORT = 0.85;
const SURE = 0.7;
const UNSURE = 0.4;
/** What no language reaches in parts that are in the expected one, of which the model is unsure; in long ones it is not. */
const LIKE_NONE = 0.25;
const LONG = 100;
/** Probability of the expected language and its neighbours together under which a passage is in none of them. */
const NEAR = 0.1;
const FAR = 0.03;
const SHORT = 36;
/** Share of a passage's words that are capitalised from which it is names or a title. */
const MOSTLY = 0.6;
/** Probability of a passage's language from which a sentence at its end is part of it. */
const SPOKEN = 0.3;
const NEIGHBOURS_WEIGHT = 50;
const SURE_BETWEEN_NEIGHBOURS = 0.9;
/** Galician sentences of up to this weight are taken for Portuguese, surely, where they have none of its peculiar letters. */
const GALICIAN_WEIGHT = 160;

/** Finds the passages of a response that are in another language than most of it. */
export class PassageFinder {
  constructor(
    private readonly reader: EvidenceReader,
    private readonly equivalence: Equivalence,
    private readonly edges: PassageEdges,
  ) {}

  /** @param expected the language that the response should be in. */
  find(reading: ResponseReading, expected: LanguageTag): Passage[] {
    const labels = this.reader.labelsOf(expected);
    const runs = this.suspects(reading, labels);
    if (runs.length === 0) return [];
    const passages: Passage[] = [];
    let done = 0;
    for (const run of this.joined(reading, runs, labels)) {
      if (run.to <= done) continue;
      const widened = this.widened(reading, { from: Math.max(run.from, done), to: run.to }, labels);
      widened.from = Math.max(widened.from, done);
      for (const { from, to } of this.parted(reading, widened, labels)) {
        const part = { from: Math.max(from, done), to };
        const found = this.judged(reading, part, expected);
        if (!found) continue;
        passages.push(found);
        done = to;
      }
    }
    return passages;
  }

  /**
   * The units of a response that is in another language as a whole, but for those that surely are as expected; units
   * in one language that follow one another are together.
   * @param found the language of the whole, for units that say too little by themselves.
   */
  wrongUnits(reading: ResponseReading, expected: LanguageTag, found: FoundLanguage | undefined): Passage[] {
    const whole = found ?? { language: 'und', confidence: 0 };
    const passages: Passage[] = [];
    let joins = false;
    for (let from = 0, to = 0; from < reading.count; from = to) {
      while (to < reading.count && reading.units[to] === reading.units[from]) to++;
      const weight = reading.weight(from, to);
      const own = weight >= LITTLE ? surelyFound(this.reader.readRun(reading, from, to)) : undefined;
      const isRight = own !== undefined && this.equivalence.same(own.language, expected);
      const last = passages.at(-1);
      const { language, confidence } = own ?? whole;
      if (!isRight && joins && last?.language === language) {
        const more = { end: reading.ends[to - 1], weight: last.weight + weight };
        passages[passages.length - 1] = { ...last, ...more, confidence: Math.max(last.confidence, confidence) };
      } else if (!isRight) {
        passages.push({ start: reading.starts[from], end: reading.ends[to - 1], language, confidence, weight });
      }
      joins = !isRight;
    }
    if (passages.length > 0 || reading.count === 0) return passages;
    const all = { start: reading.starts[0], end: reading.ends[reading.count - 1] };
    return [{ ...all, ...whole, weight: reading.weight(0, reading.count) }];
  }

  /** Runs of parts in one script that hardly look like the expected language. */
  private suspects(reading: ResponseReading, labels: Uint16Array): Run[] {
    const { scripts, count } = reading;
    const runs: Run[] = [];
    for (let part = 0; part < count; part++) {
      if (!this.isSuspect(reading, part, labels)) continue;
      const last = runs.at(-1);
      if (last?.to === part && scripts[part - 1] === scripts[part]) last.to++;
      else runs.push({ from: part, to: part + 1 });
    }
    return runs;
  }

  private isSuspect(reading: ResponseReading, part: number, labels: Uint16Array): boolean {
    if (labels.length > 0) return reading.stretches.probabilityOf(part, part + 1, labels) < SUSPECT;
    // A language that the model does not know looks like many others, a little like each.
    return this.reader.likeliestLabel(reading, part, part + 1).probability >= SURE_WHEN_SHORT;
  }

  /** Runs with little between them, as one where they say the same. */
  private joined(reading: ResponseReading, runs: readonly Run[], labels: Uint16Array): Run[] {
    const joined: Run[] = [];
    for (const run of runs) {
      const last = joined.at(-1);
      const isNear = last !== undefined && reading.weight(last.to, run.from) < LITTLE;
      const isAlike = last !== undefined && reading.scripts[last.from] === reading.scripts[run.from];
      if (isNear && isAlike && reading.stretches.probabilityOf(last.from, run.to, labels) < SUSPECT) last.to = run.to;
      else joined.push(run);
    }
    return joined;
  }

  /**
   * With the parts beside a run that look more like its language than like the expected one; and with what is left of
   * its sentences where that is little.
   */
  private widened(reading: ResponseReading, { from, to }: Run, labels: Uint16Array): Run {
    const { units, scripts, stretches, count } = reading;
    const { label } = this.reader.likeliestLabel(reading, from, to);
    if (label < 0) return { from, to };
    const own = Uint16Array.of(label);
    const leans = (part: number) => {
      const probability = stretches.probabilityOf(part, part + 1, labels);
      return probability < DOUBTFUL && stretches.probabilityOf(part, part + 1, own) > probability;
    };
    while (from > 0 && scripts[from - 1] === scripts[from] && leans(from - 1)) from--;
    while (to < count && scripts[to] === scripts[from] && leans(to)) to++;
    let start = from;
    while (start > 0 && units[start - 1] === units[from]) start--;
    let end = to;
    while (end < count && units[end] === units[to - 1]) end++;
    const isLittle = (first: number, last: number) =>
      first < last && reading.weight(first, last) < LITTLE && stretches.probabilityOf(first, last, labels) < LIKELY;
    if (isLittle(start, from) && stretches.probabilityOf(start, to, labels) < SUSPECT) from = start;
    if (isLittle(to, end) && stretches.probabilityOf(from, end, labels) < SUSPECT) to = end;
    return { from, to };
  }

  /** A run without the sentences at its ends that do not speak its language, which may be passages by themselves. */
  private parted(reading: ResponseReading, { from, to }: Run, labels: Uint16Array): Run[] {
    const { units, stretches } = reading;
    const { label } = this.reader.likeliestLabel(reading, from, to);
    if (label < 0 || units[from] === units[to - 1]) return [this.toLineEnds(reading, { from, to }, labels)];
    const own = Uint16Array.of(label);
    const speaks = (first: number, last: number) => {
      const probability = stretches.probabilityOf(first, last, own);
      return probability >= SPOKEN && probability > stretches.probabilityOf(first, last, labels);
    };
    let start = from;
    for (let next = from; start < to; start = next) {
      while (next < to && units[next] === units[start]) next++;
      if (speaks(start, next)) break;
    }
    if (start === to) return [{ from, to }];
    let end = to;
    for (let next = to; ; end = next) {
      while (next > start && units[next - 1] === units[end - 1]) next--;
      if (speaks(next, end)) break;
    }
    return [{ from, to: start }, this.toLineEnds(reading, { from: start, to: end }, labels), { from: end, to }];
  }

  /** With the little that is left of its lines, if that says nothing: an interjection, say. */
  private toLineEnds(reading: ResponseReading, { from, to }: Run, labels: Uint16Array): Run {
    const { starts, ends, stretches, count, prose } = reading;
    const isLineEnd = (part: number) =>
      part === 0 || part === count || prose.slice(ends[part - 1], starts[part]).includes('\n');
    const saysNothing = (first: number, last: number) =>
      reading.weight(first, last) < LITTLE && stretches.probabilityOf(first, last, labels) < SPOKEN;
    let start = from;
    while (!isLineEnd(start) && saysNothing(start - 1, from)) start--;
    let end = to;
    while (!isLineEnd(end) && saysNothing(to, end + 1)) end++;
    return { from: isLineEnd(start) ? start : from, to: isLineEnd(end) ? end : to };
  }

  private judged(reading: ResponseReading, { from, to }: Run, expected: LanguageTag): Passage | undefined {
    const weight = reading.weight(from, to);
    const isLikeNone = weight < LONG && this.reader.likeliestLabel(reading, from, to).probability < LIKE_NONE;
    if (weight < SHORTEST || isLikeNone) return undefined;
    const text = reading.textOf(from, to);
    // The cheapest test first: most suspects are names.
    if (capitalisedShare(text) > MOSTLY) return undefined;
    const evidence = this.reader.readRun(reading, from, to);
    const { found } = evidence;
    if (!found || this.equivalence.same(found.language, expected)) return undefined;
    const isWithinSentence = this.isWithinSentence(reading, { from, to });
    const hasForeignLetters = () => !isWithinSentence && hasLettersForeignTo(expected, text);
    if (!this.isForeign(expected, evidence, hasForeignLetters)) return undefined;
    if (baseLanguage(found.language) === 'en' && isWithinSentence && !isEnglishProse(text)) {
      return undefined;
    }
    return { ...this.edgesOf(reading, { from, to }, expected, found.language), ...found, weight };
  }

  private isWithinSentence({ units, count }: ResponseReading, { from, to }: Run): boolean {
    return (from > 0 && units[from - 1] === units[from]) || (to < count && units[to - 1] === units[to]);
  }

  /** Where a passage begins and ends within the sentences of its first and last parts. */
  private edgesOf(reading: ResponseReading, { from, to }: Run, expected: LanguageTag, language: LanguageTag): Span {
    const { starts, ends, units, scripts, count, prose } = reading;
    const right = this.reader.labelsOf(expected);
    const other = this.reader.labelsOf(language);
    const goesOn = (part: number, next: number) => units[part] === units[next] && scripts[part] === scripts[next];
    const first = from > 0 && goesOn(from - 1, from) ? from - 1 : from;
    const last = to < count && goesOn(to - 1, to) ? to : to - 1;
    const before = { start: starts[first], end: ends[from] };
    const start = this.edges.between(prose, before, right, other, { start: first === from });
    const behind = { start: starts[to - 1], end: ends[last] };
    const end = this.edges.between(prose, behind, other, right, { end: last === to - 1 });
    return end > start ? trimmed(prose, start, end) : { start: starts[from], end: ends[to - 1] };
  }

  /**
   * Whether a passage is in another language than the response it stands in. Which one need not be sure, but that it is
   * not the expected one nor one that the model takes for it.
   */
  private isForeign(expected: LanguageTag, evidence: LanguageEvidence, hasForeignLetters: () => boolean): boolean {
    const { found, writing } = evidence;
    const { weight } = writing;
    const { weaknesses } = this.reader;
    const { language, confidence } = found!;
    // Japanese has kana, but for names and terms, which a Chinese response has as well.
    if (baseLanguage(language) === 'ja' && !writing.hasKana && scriptsOf(expected).includes('Hani')) return false;
    if (!mayBeWritten(expected, writing)) {
      // Latin letters are everywhere: brands, formulas, abbreviations.
      return writing.main !== 'Latn' || confidence >= (weight < LITTLE ? SURE_WHEN_SHORT : UNSURE);
    }
    const near = evidence
      .likely()
      .reduce((sum, other) => sum + (this.isNear(expected, other.language) ? other.confidence : 0), 0);
    if (areNeighbours(expected, language)) {
      const needed = baseLanguage(expected) === 'gl' && baseLanguage(language) === 'pt' ? GALICIAN_WEIGHT : NEIGHBOURS_WEIGHT;
      const isLong = weight >= needed || (weight >= LITTLE && hasForeignLetters());
      return !weaknesses.isHardlyKnown(expected) && isLong && confidence >= SURE_BETWEEN_NEIGHBOURS;
    }
    if (weaknesses.isHardlyKnown(expected)) return near < FAR && confidence >= SURE_WHEN_SHORT && weight >= SHORT;
    if (weaknesses.isSeldomAnsweredIn(language)) {
      return near < FAR && weight >= NEIGHBOURS_WEIGHT && confidence >= SURE_WHEN_SHORT;
    }
    if (weight < LITTLE) return near < FAR && confidence >= SURE_WHEN_SHORT;
    return near < NEAR && confidence >= (weight < SHORT ? SURE : UNSURE);
  }

  private isNear(expected: LanguageTag, other: LanguageTag): boolean {
    return this.equivalence.same(expected, other) || areNeighbours(expected, other);
  }
}

/** Without white space at its ends, and signs in front that belong to what came before. */
function trimmed(prose: string, start: number, end: number): Span {
  while (start < end && /[\s.,;:!?…]/.test(prose[start])) start++;
  while (end > start && prose.charCodeAt(end - 1) <= 0x20) end--;
  return { start, end };
}
