/** A stretch of prose, in UTF-16 units of the text. */
export interface ProseSegment {
  readonly start: number;
  readonly end: number;
}

/**
 * The prose of a text: what is left without code, addresses, formulas, markup, data, numbers and emoji.
 * Sorted, disjoint stretches, each with a letter in it and no white space at its ends. Takes linear time.
 */
export function reduceToProse(text: string): ProseSegment[] {
  const cut = new Cut(text);
  cutFences(cut);
  cutCodeSpans(cut);
  cutData(cut);
  cutCodeLines(cut);
  for (const [open, close, longest] of DELIMITED) cutDelimited(cut, open, close, longest);
  for (const { needs, pattern, accepts } of PATTERNS) {
    if (needs && cut.rest.search(needs) < 0) continue;
    for (const match of cut.rest.matchAll(pattern)) {
      if (!accepts || accepts(match[0], match)) cut.add(match.index, match.index + match[0].length);
    }
  }
  return cut.segments();
}

/** The segments of a text joined with spaces. */
export function proseOf(text: string, segments: readonly ProseSegment[]): string {
  return segments.map(({ start, end }) => text.slice(start, end)).join(' ');
}

/** Letters of any script; a mark counts with the letter that it stands on. */
export function countLetters(text: string): number {
  return count(text, /\p{L}/gu);
}

/** Runs of letters, with the marks, digits and inner apostrophes that belong to them: a whole sentence where a script has no spaces. */
export function countWords(text: string): number {
  return count(text, /\p{L}[\p{L}\p{M}\p{N}'’\u200c\u200d]*/gu);
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) found++;
  return found;
}

/** What has been cut out of a text so far. */
class Cut {
  private readonly isCut: Uint8Array;
  private hasChanged = false;
  private blanked: string;

  constructor(readonly text: string) {
    this.isCut = new Uint8Array(text.length);
    this.blanked = text;
  }

  add(start: number, end: number): void {
    this.isCut.fill(1, start, end);
    this.hasChanged = true;
  }

  /** The text with a space for each unit that has been cut, so that later steps neither see nor join what lies there. */
  get rest(): string {
    if (this.hasChanged) {
      this.hasChanged = false;
      const parts: string[] = [];
      this.forEachRun((start, end, isCut) => parts.push(isCut ? ' '.repeat(end - start) : this.text.slice(start, end)));
      this.blanked = parts.join('');
    }
    return this.blanked;
  }

  segments(): ProseSegment[] {
    const segments: ProseSegment[] = [];
    this.forEachRun((start, end, isCut) => {
      if (isCut) return;
      const run = this.text.slice(start, end);
      if (!/\p{L}/u.test(run)) return;
      segments.push({ start: end - run.trimStart().length, end: start + run.trimEnd().length });
    });
    return segments;
  }

  private forEachRun(visit: (start: number, end: number, isCut: boolean) => void): void {
    const { isCut } = this;
    let start = 0;
    while (start < isCut.length) {
      const next = isCut.indexOf(1 - isCut[start], start);
      const end = next < 0 ? isCut.length : next;
      visit(start, end, isCut[start] === 1);
      start = end;
    }
  }
}

interface Line {
  readonly start: number;
  /** Without the newline. */
  readonly end: number;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

/** Opens a block: at the start of a line, or, of backticks, behind other text. */
const OPENING_FENCE = /^[ \t>]{0,20}(`{3,}|~{3,})([^`]*)$|(?<!`)(`{3,})([^`]*)$/;
/** What follows an opening fence when the block may be prose: models like to wrap a whole answer. */
const PROSE_FENCE_INFO = /^(?:text|txt|plain|plaintext|markdown|md|none|output|quote)?$/i;

/** Blocks between ``` or ~~~; one that begins a line and is not closed runs to the end. */
function cutFences(cut: Cut): void {
  const { text } = cut;
  if (!text.includes('```') && !text.includes('~~~')) return;
  const lines = linesOf(text);
  const unclosed = new Set<string>();
  for (let i = 0; i < lines.length; i++) {
    const opening = openingFenceOf(text, lines[i]);
    if (!opening || unclosed.has(opening.marker)) continue;
    let last = i + 1;
    let closing: Line | undefined;
    while (last < lines.length && !(closing = closingFenceOf(text, lines[last], opening))) last++;
    if (!closing) {
      unclosed.add(opening.marker);
      if (!opening.beginsLine) continue;
    }
    const content = { start: contentStartOf(opening), end: closing ? closing.start : text.length };
    const block = { start: opening.start, end: closing ? closing.end : text.length };
    if (content.start < content.end && isPlainlyProse(text.slice(content.start, content.end))) {
      cut.add(block.start, content.start);
      cut.add(content.end, block.end);
    } else {
      cut.add(block.start, block.end);
    }
    i = last;
  }
}

interface OpeningFence extends Line {
  readonly marker: string;
  readonly info: string;
  readonly beginsLine: boolean;
}

function openingFenceOf(text: string, { start, end }: Line): OpeningFence | undefined {
  const match = OPENING_FENCE.exec(text.slice(start, end));
  if (!match) return undefined;
  const [, markerAtStart, infoAtStart, marker = markerAtStart, info = infoAtStart] = match;
  return { start: start + match.index, end, marker, info: info.trim(), beginsLine: markerAtStart !== undefined };
}

/** Where the content begins if it is prose: the language named after the fence, or that it is none, tells. */
function contentStartOf({ start, end, marker, info }: OpeningFence): number {
  if (countWords(info) > 2) return start + marker.length;
  return PROSE_FENCE_INFO.test(info) ? end + 1 : Infinity;
}

/** The closing fence on a line: alone on it, at its end, or, for a block that began within a line, at its start. */
function closingFenceOf(text: string, { start, end }: Line, { marker, beginsLine }: OpeningFence): Line | undefined {
  const line = text.slice(start, end);
  if (!line.includes(marker)) return undefined;
  const ending = line.trimEnd();
  if (ending.endsWith(marker)) {
    let fenceStart = ending.length - marker.length;
    while (fenceStart > 0 && ending[fenceStart - 1] === marker[0]) fenceStart--;
    return { start: start + fenceStart, end };
  }
  const indent = line.length - line.trimStart().length;
  if (beginsLine || !line.startsWith(marker, indent)) return undefined;
  return { start, end: start + indent + marker.length };
}

/** Backticks up to as many backticks: of one or two within a paragraph, of three and more anywhere; not as in it`s. */
function cutCodeSpans(cut: Cut): void {
  const { rest } = cut;
  if (!rest.includes('`')) return;
  const runs = [...rest.matchAll(/`+|\n[ \t\r]*\n/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    length: match[0].startsWith('`') ? match[0].length : 0,
  }));
  const nextOfLength = new Map<number, number>();
  const closingOf = new Int32Array(runs.length).fill(-1);
  for (let i = runs.length - 1; i >= 0; i--) {
    const { length } = runs[i];
    if (length === 0) {
      nextOfLength.delete(1);
      nextOfLength.delete(2);
    } else {
      closingOf[i] = nextOfLength.get(length) ?? -1;
      nextOfLength.set(length, i);
    }
  }
  for (let i = 0; i < runs.length; i++) {
    const opening = runs[i];
    if (closingOf[i] < 0 || /^[A-Za-z]`[A-Za-z]$/.test(rest.slice(opening.start - 1, opening.end + 1))) continue;
    const closing = runs[closingOf[i]];
    if (isPlainlyProse(rest.slice(opening.end, closing.start))) {
      cut.add(opening.start, opening.end);
      cut.add(closing.start, closing.end);
    } else {
      cut.add(opening.start, closing.end);
    }
    i = closingOf[i];
  }
}

const SENTENCE_END = /[.!?…:。！？：।॥؟۔։។]["'»”’)\]*_]{0,5}(?:\s|$)/;

const UNSPACED_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Whether what stands where code is expected is prose: enough letters, in sentences or beyond ASCII, without lines of code. */
function isPlainlyProse(text: string): boolean {
  const letters = countLetters(text);
  const words = countWords(text);
  const isUnspaced = count(text, UNSPACED_LETTER) > letters / 2;
  if (isUnspaced ? letters < 20 : words < 8) return false;
  if (letters / count(text, /[^\s\p{M}]/gu) < 0.75) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const codeLines = lines.filter((line) => STRONG_CODE.test(line) || WEAK_CODE.test(line)).length;
  if (codeLines > lines.length / 5) return false;
  const isBeyondAscii = count(text, /[A-Za-z]/g) < letters * 0.85;
  return isBeyondAscii || (words >= lines.length * 4 && SENTENCE_END.test(text));
}

/** Lines that nobody writes but in a program. Each pattern is anchored and holds no nested repetition. */
const STRONG_CODE = new RegExp(
  [
    String.raw`^\s*(?:async )?def \w+\s*\(.*`,
    String.raw`^\s*class \w+\s*(?:\([\w., ]*\))?\s*:\s*$`,
    String.raw`^\s*(?:export |public |abstract |final )*(?:class|interface|struct|enum) \w+[^.]*\{\s*$`,
    String.raw`^\s*from [\w.]+ import [\w., *()]+$`,
    String.raw`^\s*import [\w.]+(?: as \w+)?(?:, ?[\w.]+(?: as \w+)?){0,20};?\s*$`,
    String.raw`^\s*import .{1,200} from ['"][^'"]+['"];?\s*$`,
    String.raw`^\s*(?:#include\s*[<"]|#define \w|#!\/|<\?php|using [\w.:]+( [\w:.]+)?;|package [\w.]+;)`,
    String.raw`^\s*(?:export |async |default )*function\*? ?\w*\s*\(.*\{`,
    String.raw`^\s*(?:export )?(?:const|let|var) [\w${'$'}{}\[\], ]+(?:: ?[\w<>\[\]]+)? ?=`,
    String.raw`^\s*(?:public|private|protected|static)\s[\w\s<>\[\],]*\w\s*[({=;]`,
    String.raw`^\s*(?:if|for|while|switch|catch|foreach)\s*\(.*\)\s*\{?\s*$`,
    String.raw`^\s*(?:elif|if|while) [^:]*(?:==|!=|<=|>=|[<>]|\w\(|\bnot in\b|\bis None\b)[^:]*:\s*$`,
    String.raw`^\s*for \w+(?:, ?\w+)? in [\w.]+(?:\([^:]*\)|\[[^:]*\])?:\s*$`,
    String.raw`^\s*(?:else|try|finally|except(?: \w+(?: as \w+)?)?):\s*$`,
    String.raw`^\s*\}?\s*(?:else|try|finally|do)?\s*\{\s*$`,
    String.raw`^\s*(?:return|throw|raise|yield)\b[^.]*;\s*$`,
    String.raw`^\s*[\w.${'$'}:>\[\]"'-]+\(.*\);?\s*$`,
    String.raw`^\s*[\w.<>\[\]*& ${'$'}]+ [+*/-]?= ?[^=].*;\s*$`,
    String.raw`^\s*(?:SELECT [\w*, .()]+ FROM|INSERT INTO \w+|CREATE TABLE|UPDATE \w+ SET|DELETE FROM) ?`,
    String.raw`^\s*@\w+(?:\(.*\))?\s*$`,
    String.raw`^\s*(?:>>>|\.\.\.|\$) [\w.(]`,
  ].join('|'),
);

/** Lines that are code beside other code only. */
const WEAK_CODE = new RegExp(
  [
    String.raw`^\s*[\])}]+[;,]?\s*$`,
    String.raw`^\s*(?:\/\/|#(?!#| .*[.!?]$)|\/\*|\*\/|--)`,
    String.raw`^\s*[A-Za-z_][\w.\[\]'"]*\s*(?:[+*/-]|:)?=[^=]`,
    String.raw`^\s*(?:return|yield|raise|break|continue|pass|end|else)\b[^.!?]*$`,
    String.raw`^\s*["'\w]+\s*:\s*["'\d\[{].*,?\s*$`,
    String.raw`^\s*(?:FROM|WHERE|JOIN|VALUES|ORDER BY|GROUP BY|LIMIT|SET)\b`,
    String.raw`[;{]\s*$`,
  ].join('|'),
);

/** Longer lines are not looked at: nobody writes such a line of code, and minified code has no prose around it. */
const LONGEST_CODE_LINE = 1000;

/** Program code without a fence: lines that are plainly code, and doubtful ones next to them. */
function cutCodeLines(cut: Cut): void {
  const { rest } = cut;
  if (!/[(={;@]|import|:\s*$/m.test(rest)) return;
  const lines = linesOf(rest);
  const kinds = lines.map(({ start, end }) => {
    if (end - start > LONGEST_CODE_LINE) return 'prose';
    const line = rest.slice(start, end);
    if (line.trim() === '') return 'blank';
    if (STRONG_CODE.test(line)) return 'strong';
    return WEAK_CODE.test(line) ? 'weak' : 'prose';
  });
  for (let i = 0; i < lines.length; ) {
    let end = i;
    let hasStrong = false;
    for (; end < lines.length && kinds[end] !== 'prose'; end++) hasStrong ||= kinds[end] === 'strong';
    if (hasStrong) cut.add(lines[i].start, lines[end - 1].end);
    i = Math.max(end, i + 1);
  }
}

/** JSON objects and arrays, also with single quotes as Python prints them. */
function cutData(cut: Cut): void {
  const { rest } = cut;
  const token = /[{}[\],:]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|-?\d[\d.eE+-]*|\b(?:true|false|null|None|True|False)\b|\s+/y;
  let at = nextContainer(rest, 0);
  while (at >= 0) {
    // The open containers of one attempt; whatever stops it stops all of them, so that no unit is read twice.
    const open: { readonly start: number; readonly isObject: boolean }[] = [];
    let previous = '';
    token.lastIndex = at;
    for (;;) {
      const start = token.lastIndex;
      const kind = token.exec(rest)?.[0][0];
      if (kind === undefined) {
        token.lastIndex = start;
        break;
      }
      if (/\s/.test(kind)) continue;
      if (!mayFollow(previous, kind, open.at(-1)?.isObject)) {
        token.lastIndex = start;
        break;
      }
      previous = kind;
      if (kind === '{' || kind === '[') open.push({ start, isObject: kind === '{' });
      if (kind === '}' || kind === ']') {
        cut.add(open.pop()!.start, token.lastIndex);
        if (open.length === 0) break;
      }
    }
    at = nextContainer(rest, Math.max(token.lastIndex, at + 1));
  }
}

function nextContainer(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '{' || text[i] === '[') return i;
  return -1;
}

/** Whether a token may follow the one before, both known by their first character, in an object or array. */
function mayFollow(previous: string, kind: string, isInObject: boolean | undefined): boolean {
  const isString = kind === '"' || kind === "'";
  switch (kind) {
    case '}':
      return isInObject === true && previous !== ':';
    case ']':
      return isInObject === false;
    case ':':
      return isInObject === true && (previous === '"' || previous === "'");
    case ',':
      return !'{[,:'.includes(previous);
  }
  if (previous === '') return true;
  if (isInObject) return previous === ':' || (isString && (previous === '{' || previous === ','));
  return previous === '[' || previous === ',';
}

/** Opening and closing mark, and the longest stretch between them that is believed. */
const DELIMITED: readonly (readonly [string, string, number])[] = [
  ['<!--', '-->', 100_000],
  ['<script', '</script>', 100_000],
  ['<style', '</style>', 100_000],
  ['$$', '$$', 5000],
  ['\\[', '\\]', 5000],
  ['\\(', '\\)', 2000],
  ...['equation', 'align', 'gather', 'multline', 'eqnarray', 'array', 'tabular', 'cases', 'tikzpicture', 'verbatim', 'lstlisting']
    .flatMap((name) => [name, `${name}*`])
    .map((name) => [`\\begin{${name}}`, `\\end{${name}}`, 20_000] as const),
];

function cutDelimited(cut: Cut, open: string, close: string, longest: number): void {
  const { rest } = cut;
  let closing = 0;
  for (let at = rest.indexOf(open); at >= 0; ) {
    const contentStart = at + open.length;
    if (closing < contentStart) closing = rest.indexOf(close, contentStart);
    if (closing < 0) return;
    const isBelieved = closing - contentStart <= longest;
    if (isBelieved) cut.add(at, closing + close.length);
    at = rest.indexOf(open, isBelieved ? closing + close.length : contentStart);
  }
}

interface Pattern {
  /** The pattern cannot match where this is not in the text: most texts have little to cut. */
  readonly needs?: RegExp;
  readonly pattern: RegExp;
  readonly accepts?: (found: string, match: RegExpExecArray) => boolean;
}

/** What an address is made of; not the letters of scripts in which text may follow it without a space. */
const ADDRESS = String.raw`[\w\-.~:/?#\[\]@!$&'()*+,;=%\u00c0-\u052f]`;
const ADDRESS_END = String.raw`[\w\-~/#@$&*+=%\u00c0-\u052f]`;

/**
 * Tried in this order, each on what the ones before have left. All take linear time: a repetition is over a class
 * that excludes what may begin the next match, or is bounded, or can begin at the start of a run only.
 */
const PATTERNS: readonly Pattern[] = [
  { pattern: /^[ \t]{0,40}(?:#{1,6}[ \t]|>[ \t]?|[-+•●▪◦‣·–—][ \t]|\(?\p{N}{1,3}[.):][ \t]?|\(?[A-Za-z][.)][ \t])/gmu },
  { needs: /\]\(/, pattern: /\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s{1,5}"[^"\n]{0,200}")?\)/g },
  { needs: /:\/\//, pattern: new RegExp(`[A-Za-z][A-Za-z0-9+.-]{1,20}://${ADDRESS}*${ADDRESS_END}`, 'g') },
  { needs: /@/, pattern: /(?<![\w.%+-])(?:mailto:)?[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g },
  {
    needs: /\.[a-z]/,
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}@._-])(?:www\.[a-z0-9-]{1,63}|[A-Za-z0-9-]{1,63})(?:\.[a-z0-9-]{1,63}){0,5}\.` +
        String.raw`(?:(?:com|org|net|edu|gov|io|info|biz|dev|app|ai|co\.uk|ru|de|fr|it|es|nl|pl|jp|cn|br)(?![\p{L}\p{N}_])` +
        `(?:/${ADDRESS}{0,2000}${ADDRESS_END}|/)?|[a-z]{2,10}/${ADDRESS}{0,2000}${ADDRESS_END})`,
      'gu',
    ),
  },
  {
    needs: /\$/,
    pattern: /(?<![\\\p{L}])\$(?!\s)([^$\n]{0,299}[^$\s\\])\$(?!\d)/gu,
    accepts: (_, match) => isFormula(match[1]),
  },
  { needs: /\\/, pattern: /\\(?:begin|end)\{[A-Za-z*]{1,30}\}/g },
  {
    needs: /\\/,
    pattern:
      /\\(?:[A-Za-z]{2,30}(?=[{[])|(?:alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|sigma|phi|omega|sum|int|prod|lim|infty|cdots?|ldots|times|div|pm|leq?|geq?|neq?|approx|equiv|left|right|quad|to|rightarrow|Rightarrow|in|forall|exists)(?![A-Za-z]))/g,
  },
  { needs: /</, pattern: /<\|[^<>|\s]{1,40}\|>|<(?:!|\?)[A-Za-z][^<>]{0,1000}>/g },
  { needs: /</, pattern: /<\/?[A-Za-z][\w:.-]{0,60}(?:\s[^<>=]{0,1000}=[^<>]{0,5000}|\s{0,20}\/?)>/g },
  { needs: /&/, pattern: /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g },
  {
    needs: /\//,
    pattern: /(?<![\w/.~:-])(?:[A-Za-z]:|~|\.{1,2})?\/(?:[\w.-]{1,255}\/)+[\w.-]{0,255}|(?<![\w/.-])[\w-]{1,64}(?:\/[\w.-]{1,64}){1,30}\.\w{1,5}(?!\w)/g,
  },
  { needs: /\\/, pattern: /(?<!\w)[A-Za-z]:\\(?:[\w. -]{1,255}\\){0,50}[\w.-]{0,255}/g },
  {
    needs: /\.[a-z]/,
    pattern:
      /(?<![\w.-])[\w-]{1,64}\.(?:py|js|ts|tsx|jsx|json|jsonl|csv|txt|md|html?|css|xml|ya?ml|java|cpp|hpp|cs|go|rs|rb|php|sh|bat|sql|pdf|docx?|xlsx?|pptx?|zip|exe|png|jpe?g|gif|svg|mp[34])(?![\w])/g,
  },
  { needs: /@/, pattern: /(?<![\p{L}\p{N}_])@\w[\w.]{0,49}/gu },
  { needs: /#/, pattern: /(?<![\p{L}\p{N}_&#])#[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]{0,39}(?![\p{L}\p{M}\p{N}_])/gu },
  { needs: /[\da-fA-F]{4}-/, pattern: /(?<!\w)[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}(?!\w)/g },
  { pattern: /[\w+/-]{16,}={0,2}/g, accepts: isEncoded },
  { pattern: /\p{Nd}{6,}/gu },
  {
    pattern:
      /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_])\p{Nd}(?:[\p{Nd}.,:/×°%'’-]{0,30}[\p{Nd}%°])?(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_])/gu,
  },
  {
    pattern: /(?:\p{Regional_Indicator}|\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f\u20e3]*(?:\u200d\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f]*)*)/gu,
  },
  { pattern: /\*+|\|+|~~+|[-=#+]{3,}|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu },
];

/** Whether what stands between two dollars is mathematics, not two prices and the words between them. */
function isFormula(content: string): boolean {
  if (/[\\^_={}]/.test(content)) return true;
  if (/^[\d.,\s]+$/.test(content)) return !/\s/.test(content);
  return /^[A-Za-z0-9()+\-*/<>|,.' ]+$/.test(content) && !/[A-Za-z]{3}/.test(content) && !/^\d[\d.,]*\s/.test(content);
}

/** Whether a run is hexadecimal or base64 rather than a long word. */
function isEncoded(run: string): boolean {
  if (/^(?:0x)?[\da-fA-F]+$/.test(run)) return /\d/.test(run);
  return run.length >= 32 && /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) && !/-/.test(run);
}
