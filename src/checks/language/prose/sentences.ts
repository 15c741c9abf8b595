import { DIGIT, EMOJI, JOINER, KIND_OF_UNIT, LETTER, LOWER, PROPERTIES_OF_KIND, SCRIPT_OF_KIND, SPACE } from '../characters';
import { type Script, SCRIPTS } from '../scriptBlocks';
import type { ProseSegment } from './cut';

/** A line of prose, or a sentence of a long line: what a language is told of at a time. */
export interface ProseUnit {
  /** UTF-16 units of the text. What is no prose may lie between. */
  readonly start: number;
  readonly end: number;
  /** The same stretch in the prose: in the segments of the text joined with spaces. */
  readonly proseStart: number;
  readonly proseEnd: number;
}

/** Letters up to which a line is a unit as a whole; Han, kana and Hangul count three each. */
const LONG_LINE = 60;
/** Letters from which a sentence is split at a comma or a space. */
const LONG_SENTENCE = 300;
/** Letters that are left before such a split. */
const FEWEST_BEFORE_SPLIT = 100;
/** Letters at which a sentence without any comma or space is split within a word. */
const LONGEST_WORD = 600;
/** Letters from which a space ends a unit where spaces stand between phrases, and nothing between sentences. */
const LONG_PHRASE = 40;

const ENDS = '。！？｡．॥।۔؟።፧፨။។៕།༎։᙮᠃᠉꘎꘏꛳꛷‼⁇⁈⁉︒﹒﹖﹗';
const STOPS = '.!?…\u037e\u2024\u2025';
const CLOSERS = '"\'”’»›)]}*_~」』）】〕》〉］｝〗﹂﹄“‘«';
const COMMAS = ',;:،؛、，；：၊፣፤፥፦﹐·・';
const WORD_SPACES = '፡';
const LINE_ENDS = '\n\r\v\f\u0085\u2028\u2029';

/** Ends a sentence, whatever follows. */
const END = 1;
/** Ends a sentence before white space. */
const STOP = 2;
/** May stand between the end of a sentence and the next one. */
const CLOSER = 3;
const COMMA = 4;
const BLANK = 5;
const LINE_END = 6;
/** A letter, or half a character beyond the Basic Multilingual Plane. */
const CONTENT = 7;
/** A letter that says as much as three of an alphabet. */
const SYLLABLE = 8;
/** A letter of a script that puts a space between phrases only. */
const UNSPACED = 9;

const ROLE_OF_UNIT = rolesOfUnits();

function rolesOfUnits(): Uint8Array {
  const roles = new Uint8Array(0x10000);
  const syllabic: readonly Script[] = ['Hani', 'Kana', 'Hang'];
  const unspaced: readonly Script[] = ['Thai', 'Laoo', 'Khmr'];
  for (let unit = 0; unit < roles.length; unit++) {
    const kind = KIND_OF_UNIT[unit];
    const script = SCRIPTS[SCRIPT_OF_KIND[kind]];
    if (PROPERTIES_OF_KIND[kind] & SPACE) roles[unit] = BLANK;
    else if (syllabic.includes(script)) roles[unit] = SYLLABLE;
    else if (unspaced.includes(script)) roles[unit] = UNSPACED;
    else if (SCRIPT_OF_KIND[kind] !== 0 || PROPERTIES_OF_KIND[kind] & (LETTER | EMOJI)) roles[unit] = CONTENT;
  }
  const roleOfCharacters: readonly (readonly [string, number])[] = [
    [CLOSERS, CLOSER], [COMMAS, COMMA], [WORD_SPACES, BLANK], [STOPS, STOP], [ENDS, END], [LINE_ENDS, LINE_END],
  ];
  for (const [characters, role] of roleOfCharacters) for (const one of characters) roles[one.charCodeAt(0)] = role;
  return roles;
}

/** Before a full stop that ends no sentence, although a capital may follow. */
const ABBREVIATIONS = new Set(
  (
    'dr mr mrs ms prof st sta sto nr no vs vol fig abb bd hr fr sr sra srta jr lic ing mag dipl med phil jur rev hon ' +
    'gen col capt lt sgt sen rep gov pres art abs kap cf ca etc usw bzw evtl inkl zzgl ggf vgl bspw resp mme mlle mm ' +
    'bl pl ul al tel str ave blvd op cit approx dott sig avv arch núm pág págs tlf lda oo itd itp tzn np tzw godz pkt ' +
    'inż mgr hab čl tj tzv např příkl obr tab kr jr ekr kl д-р г-н ул гл им проф акад г рис см др пр напр стр тел ' +
    'डॉ श्री प्रो ডা ডঃ মো'
  ).split(' '),
);
const LONGEST_ABBREVIATION = 6;

/** Scripts in which a small letter begins no sentence. */
const CASED = new Set((['Latn', 'Grek', 'Cyrl', 'Armn'] as const).map((script) => SCRIPTS.indexOf(script)));
const GREEK = SCRIPTS.indexOf('Grek');
/** White space, quotation marks and brackets that are looked through for the next sentence's first letter. */
const MOST_BEFORE_SENTENCE = 5;
const SYLLABLE_WEIGHT = 3;

/**
 * The lines of a text's prose, long ones by sentences, very long sentences by clauses. Sorted and disjoint; all
 * letters of the prose are in one of them. Takes linear time.
 * @param prose the segments of the text, as `reduceToProse` gives them, joined with spaces.
 * @param longLine letters up to which a line stays whole; Han, kana and Hangul count three each.
 */
export function proseUnits(
  text: string,
  segments: readonly ProseSegment[],
  prose: string,
  longLine = LONG_LINE,
): ProseUnit[] {
  const splitter = new Splitter(prose, longLine);
  let start = 0;
  let end = 0;
  for (let i = 0; i < segments.length; i++) {
    if (i > 0 && hasLineEnd(text, segments[i - 1].end, segments[i].start)) {
      splitter.splitLines(start, end);
      start = end + 1;
    }
    end += segments[i].end - segments[i].start + (i > 0 ? 1 : 0);
  }
  splitter.splitLines(start, end);
  return placesInText(splitter.places, segments);
}

function hasLineEnd(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (ROLE_OF_UNIT[text.charCodeAt(i)] === LINE_END) return true;
  return false;
}

/** @param stretches the start and the end of each unit in the prose, one after the other. */
function placesInText(stretches: readonly number[], segments: readonly ProseSegment[]): ProseUnit[] {
  const units: ProseUnit[] = [];
  let segment = 0;
  let segmentStart = 0;
  const placeOf = (prosePlace: number) => {
    for (;;) {
      const { start, end } = segments[segment];
      if (prosePlace < segmentStart + end - start) return start + prosePlace - segmentStart;
      segmentStart += end - start + 1;
      segment++;
    }
  };
  for (let i = 0; i < stretches.length; i += 2) {
    const start = placeOf(stretches[i]);
    const end = placeOf(stretches[i + 1] - 1) + 1;
    units.push({ start, end, proseStart: stretches[i], proseEnd: stretches[i + 1] });
  }
  return units;
}

/** Splits prose line by line. All places are UTF-16 units of the prose. */
class Splitter {
  /** Start and end of each unit found so far. */
  readonly places: number[] = [];

  constructor(
    private readonly prose: string,
    private readonly longLine: number,
  ) {}

  splitLines(start: number, end: number): void {
    const { prose } = this;
    // Ends and weights of the open line's sentences.
    let sentences: number[] = [];
    let lineStart = start;
    let lineWeight = 0;
    let weight = 0;
    for (let i = start; i < end; i++) {
      const role = ROLE_OF_UNIT[prose.charCodeAt(i)];
      if (role >= CONTENT) {
        weight += role === SYLLABLE ? SYLLABLE_WEIGHT : 1;
        continue;
      }
      let sentenceEnd = 0;
      switch (role) {
        case BLANK:
          if (weight >= LONG_PHRASE && i > start && ROLE_OF_UNIT[prose.charCodeAt(i - 1)] === UNSPACED) sentenceEnd = i;
          break;
        case LINE_END:
          this.addLine(lineStart, i, sentences, lineWeight + weight);
          if (sentences.length > 0) sentences = [];
          lineStart = i + 1;
          lineWeight = weight = 0;
          break;
        case COMMA:
        case END:
        case STOP: {
          if (role === COMMA && !isGreekQuestionMark(prose, i)) break;
          const marksEnd = endOfMarks(prose, i, end);
          if (isSentenceEnd(prose, i, marksEnd, end)) sentenceEnd = marksEnd;
          i = marksEnd - 1;
        }
      }
      if (sentenceEnd > 0) {
        sentences.push(sentenceEnd, weight);
        lineWeight += weight;
        weight = 0;
      }
    }
    this.addLine(lineStart, end, sentences, lineWeight + weight);
  }

  private addLine(start: number, end: number, sentences: readonly number[], weight: number): void {
    let sentenceStart = start;
    let weightLeft = weight;
    if (weight > this.longLine) {
      for (let i = 0; i < sentences.length; i += 2) {
        this.addSentence(sentenceStart, sentences[i], sentences[i + 1]);
        sentenceStart = sentences[i];
        weightLeft -= sentences[i + 1];
      }
    }
    this.addSentence(sentenceStart, end, weightLeft);
  }

  private addSentence(start: number, end: number, weight: number): void {
    if (weight > LONG_SENTENCE) this.splitSentence(start, end);
    else if (weight > 0) this.add(start, end);
  }

  private splitSentence(sentenceStart: number, end: number): void {
    const { prose } = this;
    let start = sentenceStart;
    let weight = 0;
    let comma = 0;
    let space = 0;
    for (let i = start; i < end; i++) {
      const role = ROLE_OF_UNIT[prose.charCodeAt(i)];
      if (role >= CONTENT) weight += role === SYLLABLE ? SYLLABLE_WEIGHT : 1;
      else if (weight < FEWEST_BEFORE_SPLIT) continue;
      else if (role === BLANK) space = i;
      else if (role === COMMA || role === STOP) comma = i + 1;
      if (weight <= LONG_SENTENCE) continue;
      const split = comma || space || (weight > LONGEST_WORD && !isSecondHalf(prose, i) ? i : 0);
      if (split === 0) continue;
      this.add(start, split);
      start = split;
      i = split - 1;
      weight = comma = space = 0;
    }
    if (weight > 0) this.add(start, end);
  }

  private add(start: number, end: number): void {
    const { prose } = this;
    while (ROLE_OF_UNIT[prose.charCodeAt(start)] === BLANK) start++;
    while (ROLE_OF_UNIT[prose.charCodeAt(end - 1)] === BLANK) end--;
    this.places.push(start, end);
  }
}

/** The end of the marks that end a sentence, and of the brackets and quotation marks closed after it. */
function endOfMarks(prose: string, first: number, end: number): number {
  let i = first + 1;
  for (; i < end; i++) {
    const role = ROLE_OF_UNIT[prose.charCodeAt(i)];
    if (role === END || role === STOP || role === CLOSER) continue;
    // French puts a space before its closing quotation mark.
    if (role !== BLANK || i + 1 === end || prose[i + 1] !== '»') break;
  }
  return i;
}

function isSentenceEnd(prose: string, first: number, marksEnd: number, end: number): boolean {
  if (marksEnd === end) return true;
  const mark = prose[first];
  if (ROLE_OF_UNIT[prose.charCodeAt(first)] === END) {
    return !(isDigit(prose.charCodeAt(first - 1)) && isDigit(prose.charCodeAt(marksEnd)));
  }
  const next = ROLE_OF_UNIT[prose.charCodeAt(marksEnd)];
  if (next !== BLANK && next !== LINE_END) return false;
  const mayGoOn = mark === '.' || mark === '…' || ROLE_OF_UNIT[prose.charCodeAt(marksEnd - 1)] === CLOSER;
  if (mayGoOn && beginsSmall(prose, marksEnd, end)) return false;
  return mark !== '.' || marksEnd > first + 1 || !isAbbreviated(prose, first);
}

/** Whether what follows goes on with a small letter. */
function beginsSmall(prose: string, from: number, end: number): boolean {
  let i = from;
  while (i < end && i < from + MOST_BEFORE_SENTENCE && ROLE_OF_UNIT[prose.charCodeAt(i)] < CONTENT) i++;
  const kind = KIND_OF_UNIT[prose.charCodeAt(i)];
  return (PROPERTIES_OF_KIND[kind] & LOWER) !== 0 && CASED.has(SCRIPT_OF_KIND[kind]);
}

/** Whether a full stop stands behind an abbreviation, an initial or a number that has been cut out. */
function isAbbreviated(prose: string, stop: number): boolean {
  let start = stop;
  while (start > 0 && start >= stop - LONGEST_ABBREVIATION && isInWord(prose.charCodeAt(start - 1))) start--;
  if (stop - start > LONGEST_ABBREVIATION) return false;
  if (stop - start <= 1) return start === stop ? isBlank(prose.charCodeAt(stop - 1)) : isLetter(prose.charCodeAt(start));
  return ABBREVIATIONS.has(prose.slice(start, stop).toLowerCase());
}

/** Greek writes a semicolon for a question mark. */
function isGreekQuestionMark(prose: string, place: number): boolean {
  return prose[place] === ';' && place > 0 && SCRIPT_OF_KIND[KIND_OF_UNIT[prose.charCodeAt(place - 1)]] === GREEK;
}

function isInWord(unit: number): boolean {
  return (PROPERTIES_OF_KIND[KIND_OF_UNIT[unit]] & (LETTER | JOINER)) !== 0;
}

function isLetter(unit: number): boolean {
  return ROLE_OF_UNIT[unit] === CONTENT;
}

function isDigit(unit: number): boolean {
  return (PROPERTIES_OF_KIND[KIND_OF_UNIT[unit]] & DIGIT) !== 0;
}

function isBlank(unit: number): boolean {
  return ROLE_OF_UNIT[unit] === BLANK;
}

function isSecondHalf(prose: string, place: number): boolean {
  const unit = prose.charCodeAt(place);
  return unit >= 0xdc00 && unit < 0xe000;
}
