import { EMOJI, LETTER, NUMERAL, PROPERTIES_OF_KIND } from '../characters';
import { type Cut, CUT } from './cut';
import { kindOf, marks } from './marks';
import { cutNumbers } from './numbers';

/** What a regular expression can tell that is tried only where it may match. */
interface Pattern {
  /** What every match has. */
  readonly mark: string;
  /** What follows the mark in every match: some of these characters. */
  readonly next?: ReadonlySet<string>;
  /** The only place where a match with this mark, as its first one, may begin; -1 for none. At the mark when left out. */
  readonly startOf?: (text: string, mark: number) => number;
  /** Is sticky, and takes bounded time. */
  readonly pattern: RegExp;
  readonly accepts?: (match: RegExpExecArray) => boolean;
}

/** What an address is made of; not the letters of scripts in which text may follow it without a space. */
const ADDRESS = String.raw`[\w\-.~:/?#\[\]@!$&'()*+,;=%\u00c0-\u052f]`;
const ADDRESS_END = String.raw`[\w\-~/#@$&*+=%\u00c0-\u052f]`;

/** In this order, each on what the ones before have left. */
const PATTERNS: readonly Pattern[] = [
  { mark: '](', pattern: /\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s{1,5}"[^"\n]{0,200}")?\)/y },
  { mark: '://', startOf: startOfScheme, pattern: new RegExp(`[A-Za-z][A-Za-z0-9+.-]{1,20}://${ADDRESS}*${ADDRESS_END}`, 'y') },
  {
    mark: '@',
    startOf: startOfMailbox,
    pattern: /(?<![\w.%+-])(?:mailto:)?[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/y,
  },
  {
    mark: '.',
    next: new Set('abcdefghijklmnopqrstuvwxyz0123456789-'),
    startOf: startOfName,
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}@._-])(?:www\.[a-z0-9-]{1,63}|[A-Za-z0-9-]{1,63})(?:\.[a-z0-9-]{1,63}){0,5}\.` +
        String.raw`(?:(?:com|org|net|edu|gov|io|info|biz|dev|app|ai|co\.uk|ru|de|fr|it|es|nl|pl|jp|cn|br)(?![\p{L}\p{N}_])` +
        `(?:/${ADDRESS}{0,2000}${ADDRESS_END}|/)?|[a-z]{2,10}/${ADDRESS}{0,2000}${ADDRESS_END})`,
      'uy',
    ),
  },
  {
    mark: '$',
    pattern: /(?<![\\\p{L}])\$(?!\s)([^$\n]{0,299}[^$\s\\])\$(?!\d)/uy,
    accepts: (match) => isFormula(match[1]),
  },
  { mark: '\\', pattern: /\\(?:begin|end)\{[A-Za-z*]{1,30}\}/y },
  {
    mark: '\\',
    pattern:
      /\\(?:[A-Za-z]{2,30}(?=[{[])|(?:alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|sigma|phi|omega|sum|int|prod|lim|infty|cdots?|ldots|times|div|pm|leq?|geq?|neq?|approx|equiv|left|right|quad|to|rightarrow|Rightarrow|in|forall|exists)(?![A-Za-z]))/y,
  },
  { mark: '<', pattern: /<\|[^<>|\s]{1,40}\|>|<(?:!|\?)[A-Za-z][^<>]{0,1000}>/y },
  { mark: '<', pattern: /<\/?[A-Za-z][\w:.-]{0,60}(?:\s[^<>=]{0,1000}=[^<>]{0,5000}|\s{0,20}\/?)>/y },
  { mark: '&', pattern: /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y },
  {
    mark: '/',
    next: new Set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-'),
    startOf: startOfPath,
    pattern:
      /(?<![\w/.~:-])(?:[A-Za-z]:|~|\.{1,2})?\/(?:[\w.-]{1,255}\/)+[\w.-]{0,255}|(?<![\w/.-])[\w-]{1,64}(?:\/[\w.-]{1,64}){1,30}\.\w{1,5}(?!\w)/y,
  },
  { mark: ':\\', startOf: (_, mark) => mark - 1, pattern: /(?<!\w)[A-Za-z]:\\(?:[\w. -]{1,255}\\){0,50}[\w.-]{0,255}/y },
  {
    mark: '.',
    next: new Set('abcdefghijklmnopqrstuvwxyz'),
    startOf: startOfName,
    pattern:
      /(?<![\w.-])[\w-]{1,64}\.(?:py|js|ts|tsx|jsx|json|jsonl|csv|txt|md|html?|css|xml|ya?ml|java|cpp|hpp|cs|go|rs|rb|php|sh|bat|sql|pdf|docx?|xlsx?|pptx?|zip|exe|png|jpe?g|gif|svg|mp[34])(?![\w])/y,
  },
  { mark: '@', pattern: /(?<![\p{L}\p{N}_])@\w[\w.]{0,49}/uy },
  { mark: '#', pattern: /(?<![\p{L}\p{N}_&#])#[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]{0,39}(?![\p{L}\p{M}\p{N}_])/uy },
  {
    mark: '-',
    next: new Set('0123456789abcdefABCDEF'),
    startOf: (text, mark) => (text[mark + 5] === '-' ? mark - 8 : -1),
    pattern: /(?<!\w)[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}(?!\w)/y,
  },
];

const NEEDED = PATTERNS.map(({ mark }) => marks(mark));

/** Addresses, markup, paths, names, numbers, emoji. */
export function cutPatterns(cut: Cut): void {
  cutLineMarkers(cut);
  for (let i = 0; i < PATTERNS.length; i++) if (cut.has(NEEDED[i])) cutPattern(cut, PATTERNS[i]);
  cutNumbers(cut);
  cutEmoji(cut);
  cutRuns(cut);
}

function cutPattern(cut: Cut, { mark, next, startOf, pattern, accepts }: Pattern): void {
  const { text } = cut;
  let rest: string | undefined;
  let end = 0;
  for (let place = cut.find(mark, 0); place >= 0; place = cut.find(mark, Math.max(place + 1, end))) {
    if (next && !next.has(text[place + 1])) continue;
    // What this pattern cuts is no reason for another match of it to begin behind.
    rest ??= cut.rest;
    const start = startOf ? startOf(rest, place) : place;
    if (start < end) continue;
    pattern.lastIndex = start;
    const match = pattern.exec(rest);
    if (!match) continue;
    end = pattern.lastIndex;
    if (!accepts || accepts(match)) cut.add(start, end);
  }
}

/** ASCII letters, digits, underscore and hyphen. */
function isInName(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || unit === 0x2d || unit === 0x5f;
}

/** Longest part of a name, of an address or of a path. */
const LONGEST_PART = 64;

function startOfName(text: string, dot: number): number {
  let start = dot;
  while (start > 0 && dot - start <= LONGEST_PART && isInName(text.charCodeAt(start - 1))) start--;
  return start === dot || dot - start > LONGEST_PART ? -1 : start;
}

function startOfPath(text: string, slash: number): number {
  const start = startOfName(text, slash);
  if (start >= 0) return start;
  const before = text[slash - 1];
  if (before === '~') return slash - 1;
  if (before === ':') return slash - 2;
  if (before === '.') return text[slash - 2] === '.' ? slash - 2 : slash - 1;
  return slash;
}

const LONGEST_SCHEME = 21;

/** The letter furthest before the colon from which on all may belong to a scheme. */
function startOfScheme(text: string, colon: number): number {
  let start = -1;
  for (let i = colon - 1; i >= 0 && i >= colon - LONGEST_SCHEME && /[A-Za-z0-9+.-]/.test(text[i]); i--) {
    if (i < colon - 1 && /[A-Za-z]/.test(text[i])) start = i;
  }
  return start;
}

const MAILTO = 'mailto:';

function startOfMailbox(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start <= LONGEST_PART && /[\w.%+-]/.test(text[start - 1])) start--;
  const isLink = text.startsWith(MAILTO, start - MAILTO.length) && !/[\w.%+-]/.test(text.charAt(start - MAILTO.length - 1));
  return isLink ? start - MAILTO.length : start;
}

const LINE_MARKER = /^[ \t]{0,40}(?:#{1,6}[ \t]|>[ \t]?|[-+•●▪◦‣·–—][ \t]|\(?\p{N}{1,3}[.):][ \t]?|\(?[A-Za-z][.)][ \t])/muy;
const BLANKS = new Uint8Array(0x100);
for (const blank of [CUT, kindOf(' '), kindOf('\t')]) BLANKS[blank] = 1;

const NEWLINE = kindOf('\n');
const FURTHER_LINE_END = kindOf('\r');
const UNUSUAL_LINE_ENDS = marks('\r');

/** Headings, quotations, items of lists. */
function cutLineMarkers(cut: Cut): void {
  let rest: string | undefined;
  for (let start = 0; start >= 0; start = nextLine(cut, start)) {
    if (!mayBeginWithMarker(cut, start)) continue;
    rest ??= cut.rest;
    LINE_MARKER.lastIndex = start;
    if (LINE_MARKER.test(rest)) cut.add(start, LINE_MARKER.lastIndex);
  }
}

/** Where the line behind this one starts; -1 when there is none. */
function nextLine(cut: Cut, start: number): number {
  const { kinds, text } = cut;
  if (!cut.has(UNUSUAL_LINE_ENDS)) return cut.find('\n', start) + 1 || -1;
  for (let i = start; i < text.length; i++) if (kinds[i] === NEWLINE || kinds[i] === FURTHER_LINE_END) return i + 1;
  return -1;
}

function mayBeginWithMarker({ kinds, text }: Cut, lineStart: number): boolean {
  let start = lineStart;
  while (start < text.length && BLANKS[kinds[start]]) start++;
  if (start === text.length) return false;
  const properties = PROPERTIES_OF_KIND[kinds[start]];
  if (properties & (NUMERAL | EMOJI)) return true;
  if (properties & LETTER) return text[start + 1] === '.' || text[start + 1] === ')';
  return '#>-+•●▪◦‣·–—('.includes(text[start]);
}

const EMOJI_SEQUENCE =
  /(?:\p{Regional_Indicator}|\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f\u20e3]*(?:\u200d\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f]*)*)/uy;

const EMOJIS = marks('☺');

function cutEmoji(cut: Cut): void {
  if (!cut.has(EMOJIS)) return;
  const { kinds, text } = cut;
  const { rest } = cut;
  for (let i = 0; i < text.length; i++) {
    if (!(PROPERTIES_OF_KIND[kinds[i]] & EMOJI)) continue;
    EMOJI_SEQUENCE.lastIndex = i;
    if (EMOJI_SEQUENCE.test(rest)) cut.add(i, EMOJI_SEQUENCE.lastIndex);
  }
}

const RUNS = marks('*|~-=#+_');
const TILDE = kindOf('~');
const UNDERSCORE = kindOf('_');
const SINGLE = [kindOf('*'), kindOf('|')];
const IN_RULE = [kindOf('-'), kindOf('='), kindOf('#'), kindOf('+')];
const SHORTEST_RULE = 3;
/** By kind: whether it is one of the marks that are cut out by their runs. */
const IS_IN_RUN = new Uint8Array(0x100);
for (const kind of [TILDE, UNDERSCORE, ...SINGLE, ...IN_RULE]) IS_IN_RUN[kind] = 1;

/** Emphasis, the lines of tables, rules. */
function cutRuns(cut: Cut): void {
  if (!cut.has(RUNS)) return;
  const { kinds, text } = cut;
  for (let i = 0; i < text.length; i++) {
    if (IS_IN_RUN[kinds[i]] === 0) continue;
    const start = i;
    const kind = kinds[start];
    const isRule = IN_RULE.includes(kind);
    while (isRule ? IN_RULE.includes(kinds[i + 1]) : kinds[i + 1] === kind) i++;
    const end = i + 1;
    if (isRule && end - start < SHORTEST_RULE) continue;
    if (kind === TILDE && end - start < 2) continue;
    if (kind === UNDERSCORE && isWithinWord(cut, start, end)) continue;
    cut.add(start, end);
  }
}

function isWithinWord({ kinds, text }: Cut, start: number, end: number): boolean {
  if (start === 0 || kinds[start - 1] === CUT || kinds[end] === CUT) return false;
  const before = text.slice(Math.max(0, start - 2), start);
  return /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2));
}

/** Whether what stands between two dollars is mathematics, not two prices and the words between them. */
function isFormula(content: string): boolean {
  if (/[\\^_={}]/.test(content)) return true;
  if (/^[\d.,\s]+$/.test(content)) return !/\s/.test(content);
  return /^[A-Za-z0-9()+\-*/<>|,.' ]+$/.test(content) && !/[A-Za-z]{3}/.test(content) && !/^\d[\d.,]*\s/.test(content);
}

