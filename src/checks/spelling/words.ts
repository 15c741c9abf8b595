import { COMBINING, DIGIT, KIND_OF_UNIT, LETTER, LOWER, NUMERAL, PROPERTIES_OF_KIND, SCRIPT_OF_KIND, UPPER } from '../language/characters';
import type { ProseSegment } from '../language/prose';

/** What holds of a word, as bits. */
export const CAPITALISED = 1;
/** Has a capital right behind a letter: `iPhone`, `NATO`. */
export const INNER_CAPITAL = 1 << 1;
export const HAS_SMALL_LETTER = 1 << 2;
/** Has a digit or an underscore: `2nd`, `x_1`, `MP3`. */
export const HAS_DIGIT = 1 << 3;
export const HAS_APOSTROPHE = 1 << 4;
export const HAS_HYPHEN = 1 << 5;
/** Is looked up in another spelling than it is written in: see `asLookedUp`. */
export const IS_WRITTEN_OTHERWISE = 1 << 6;
/** The first word of a sentence, a line or an item of a list. */
export const BEGINS_SENTENCE = 1 << 7;
/** Has letters of more than one script. */
export const MIXES_SCRIPTS = 1 << 8;
/** Has a mark that Hebrew puts into acronyms. */
export const HAS_GERSHAYIM = 1 << 9;
/** The place in `SCRIPTS` of the first letter's script stands from this bit on. */
export const SCRIPT_SHIFT = 16;

/** What a unit is within words. */
const ROLES = {
  letter: 1,
  /** Goes on with a word, does not begin one: \p{M}, joiners, soft hyphens. */
  mark: 1 << 1,
  digit: 1 << 2,
  /** Part of a word between two letters. */
  apostrophe: 1 << 3,
  hyphen: 1 << 4,
  gershayim: 1 << 5,
  dot: 1 << 6,
  capital: 1 << 7,
  small: 1 << 8,
  /** A word that has it is looked up in another spelling. */
  otherwise: 1 << 9,
  endsSentence: 1 << 10,
} as const;
const BETWEEN_LETTERS = ROLES.apostrophe | ROLES.hyphen | ROLES.gershayim | ROLES.dot;
const ROLE_SCRIPT_SHIFT = 11;

const APOSTROPHES = "'\u2019\u02bc\uff07\u055a";
const HYPHENS = '-\u2010\u2011';
const GERSHAYIM = '"\u05f4\u201d';
const DOTS = '\u00b7\u2027';
/** Stand within words and are not looked up: soft hyphen, zero-width space, joiners, Armenian stress and question marks. */
const SILENT = '\u00ad\u200b\u200c\u200d\u2060\u055b\u055c\u055e';
const SENTENCE_ENDS = '.!?\u2026\n\r\u2028\u2029\u0964\u06d4\u061f\u0589\u2022';

/**
 * Units that Unicode's composed form (NFC) may change, or join with the one before (UAX #15, NFC_Quick_Check of No and
 * Maybe), and those that are left out or written otherwise in dictionaries: Arabic and Hebrew vowel signs, ligatures.
 */
const WRITTEN_OTHERWISE: readonly (readonly [from: number, to: number])[] = [
  [0x300, 0x345], [0x374, 0x374], [0x387, 0x387], [0x610, 0x61a], [0x640, 0x640], [0x64b, 0x655], [0x670, 0x670], [0x6d6, 0x6ed],
  [0x591, 0x5c7], [0x93c, 0x93c], [0x958, 0x95f], [0x9be, 0x9be], [0x9d7, 0x9d7], [0x9dc, 0x9df], [0xa33, 0xa36], [0xa59, 0xa5e],
  [0xb3e, 0xb3e], [0xb56, 0xb57], [0xb5c, 0xb5d], [0xbbe, 0xbbe], [0xbd7, 0xbd7], [0xc56, 0xc56], [0xcc2, 0xcc2], [0xcd5, 0xcd6],
  [0xd3e, 0xd3e], [0xd57, 0xd57], [0xdca, 0xdca], [0xdcf, 0xdcf], [0xddf, 0xddf], [0x1100, 0x11ff], [0x1f71, 0x1f7d],
  [0x140, 0x140], [0xf900, 0xfaff], [0xfb00, 0xfb4f], [0xfb50, 0xfdff], [0xfe70, 0xfefc], [0x2126, 0x212b],
];

/** By unit: its roles, and from `ROLE_SCRIPT_SHIFT` on the place of its script in `SCRIPTS`. */
const ROLES_OF_UNIT = rolesOfUnits();

function rolesOfUnits(): Uint16Array {
  const rolesOfKind = PROPERTIES_OF_KIND.map(
    (properties, kind) =>
      (properties & LETTER ? ROLES.letter : 0) |
      (properties & COMBINING ? ROLES.mark : 0) |
      (properties & (DIGIT | NUMERAL) ? ROLES.digit : 0) |
      (properties & UPPER ? ROLES.capital : 0) |
      (properties & LOWER ? ROLES.small : 0) |
      (properties & LETTER ? SCRIPT_OF_KIND[kind] << ROLE_SCRIPT_SHIFT : 0),
  );
  const roles = new Uint16Array(0x10000);
  for (let unit = 0; unit < roles.length; unit++) roles[unit] = rolesOfKind[KIND_OF_UNIT[unit]];
  // Half of a letter beyond the Basic Multilingual Plane: no dictionary has such words.
  for (let unit = 0xd800; unit < 0xe000; unit++) roles[unit] = 0;
  const set = (characters: string, role: number) => {
    for (const character of characters) roles[character.charCodeAt(0)] = role;
  };
  set(APOSTROPHES.slice(0, 1), ROLES.apostrophe);
  set(APOSTROPHES.slice(1), ROLES.apostrophe | ROLES.otherwise);
  set(HYPHENS.slice(0, 1), ROLES.hyphen);
  set(HYPHENS.slice(1), ROLES.hyphen | ROLES.otherwise);
  set(GERSHAYIM, ROLES.gershayim);
  set(DOTS, ROLES.dot);
  set(SILENT, ROLES.mark | ROLES.otherwise);
  set(SENTENCE_ENDS, ROLES.endsSentence);
  set('_', ROLES.digit);
  for (const [from, to] of WRITTEN_OTHERWISE) for (let unit = from; unit <= to; unit++) roles[unit] |= ROLES.otherwise;
  return roles;
}

const FULL_STOP = 0x2e;
const LONGEST_TITLE = 3;
const HEBREW_FROM = 0x5d0;
const HEBREW_TO = 0x5ea;

/**
 * The words of a text's prose, by UAX #29 with what spelling asks for: a word goes on over apostrophes, hyphens and
 * middle dots between two letters (`l'homme`, `vis-à-vis`, `col·legi`), over gershayim between Hebrew ones, over
 * joiners and soft hyphens. For one text at a time: columns are used again. Takes linear time.
 */
export class Words {
  count = 0;
  /** By word: its stretch of the text, in UTF-16 units, and what holds of it. */
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  flags = new Int32Array(256);

  read(text: string, segments: readonly ProseSegment[]): void {
    this.count = 0;
    let behind = 0;
    let beginsSentence = true;
    for (const { start, end } of segments) {
      for (let at = behind; at < start && !beginsSentence; at++) beginsSentence = isLineEnd(text.charCodeAt(at));
      beginsSentence = this.readSegment(text, start, end, beginsSentence);
      behind = end;
    }
  }

  /** @returns whether the next word begins a sentence. */
  private readSegment(text: string, from: number, end: number, beginsSentence: boolean): boolean {
    let begins = beginsSentence;
    for (let at = from; at < end; at++) {
      const first = ROLES_OF_UNIT[text.charCodeAt(at)];
      if ((first & (ROLES.letter | ROLES.digit)) === 0) {
        if (first & ROLES.endsSentence && !this.isTitle(at, text)) begins = true;
        continue;
      }
      const start = at;
      let roles = 0;
      let scripts = 0;
      let flags = first & ROLES.capital ? CAPITALISED : 0;
      if (begins) flags |= BEGINS_SENTENCE;
      let previous = 0;
      for (; at < end; at++) {
        const role = ROLES_OF_UNIT[text.charCodeAt(at)];
        if (role & ROLES.letter) {
          const script = role >> ROLE_SCRIPT_SHIFT;
          if (scripts === 0) scripts = script;
          else if (script !== scripts && script !== 0) flags |= MIXES_SCRIPTS;
          if (role & previous & ROLES.letter && role & ROLES.capital) flags |= INNER_CAPITAL;
        } else if ((role & (ROLES.mark | ROLES.digit)) === 0) {
          if ((role & BETWEEN_LETTERS) === 0 || at + 1 >= end || !joins(text, at, role)) break;
          if (role & ROLES.gershayim) flags |= HAS_GERSHAYIM;
        }
        roles |= role;
        previous = role;
      }
      if (roles & ROLES.letter) {
        if (roles & ROLES.small) flags |= HAS_SMALL_LETTER;
        if (roles & ROLES.digit) flags |= HAS_DIGIT;
        if (roles & ROLES.apostrophe) flags |= HAS_APOSTROPHE;
        if (roles & ROLES.hyphen) flags |= HAS_HYPHEN;
        if (roles & ROLES.otherwise) flags |= IS_WRITTEN_OTHERWISE;
        this.add(start, at, flags | (scripts << SCRIPT_SHIFT));
      }
      begins = false;
      at--;
    }
    return begins;
  }

  /** Whether a full stop stands behind a short word with a capital: "Mr.", "J." */
  private isTitle(stop: number, text: string): boolean {
    const last = this.count - 1;
    if (last < 0 || this.ends[last] !== stop || text.charCodeAt(stop) !== FULL_STOP) return false;
    return stop - this.starts[last] <= LONGEST_TITLE && (this.flags[last] & CAPITALISED) !== 0;
  }

  private add(start: number, end: number, flags: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.flags[this.count] = flags;
    this.count++;
  }

  private grow(): void {
    for (const column of ['starts', 'ends', 'flags'] as const) {
      const grown = new Int32Array(this[column].length * 2);
      grown.set(this[column]);
      this[column] = grown;
    }
  }
}

/** Whether a mark holds what stands before and behind it together. */
function joins(text: string, at: number, role: number): boolean {
  const next = ROLES_OF_UNIT[text.charCodeAt(at + 1)];
  if (role & ROLES.gershayim) return isHebrew(text.charCodeAt(at - 1)) && isHebrew(text.charCodeAt(at + 1));
  if (role & ROLES.hyphen) return (next & (ROLES.letter | ROLES.digit)) !== 0;
  return (next & ROLES.letter) !== 0;
}

function isHebrew(unit: number): boolean {
  return unit >= HEBREW_FROM && unit <= HEBREW_TO;
}

function isLineEnd(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029;
}

/** Arabic vowel signs and the stroke that makes letters longer, Hebrew points, what has no width, and Armenian signs. */
const LEFT_OUT = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06ed\u00ad\u200b\u2060\u055b\u055c\u055e]/g;
/** Ligatures, Hebrew letters in one piece with their points, and the letters of Arabic in their shapes. */
const SHAPES = /[\ufb00-\ufb06\ufb1d-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\u0140]/g;
/** Joiners mean nothing but at the seams of Persian words and within Sinhala, Malayalam and Bengali clusters. */
const IDLE_JOINERS = /(?<![\u0600-\u06ff])\u200c|\u200c(?![\u0600-\u06ff])|(?<![\u0d80-\u0dff\u0d00-\u0d7f\u0980-\u09ff])\u200d/g;

/** Letters that Unicode's composed form takes apart, and that all write in one piece. */
const BENGALI = new Map(['\u09dc', '\u09dd', '\u09df'].map((letter) => [letter.normalize('NFC'), letter]));

/** A word as dictionaries have it: composed (NFC), with the plain apostrophe, without signs that are seldom written. */
export function asLookedUp(written: string): string {
  return written
    .replace(SHAPES, (shape) => shape.normalize('NFKC'))
    .replace(LEFT_OUT, '')
    .replace(IDLE_JOINERS, '')
    .replace(/[\u2019\u02bc\uff07\u055a]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .normalize('NFC')
    .replace(/[\u09a1\u09a2\u09af]\u09bc/g, (letter) => BENGALI.get(letter) ?? letter);
}

/** Whether a word begins with a capital. */
export function isCapitalised(word: string): boolean {
  const initial = word.charAt(0);
  return initial !== initial.toLowerCase();
}
