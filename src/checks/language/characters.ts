import { SCRIPT_BLOCKS, SCRIPTS } from './scriptBlocks';

/** What holds of a kind of units, as bits. */
export const UPPER = 1;
export const LOWER = 1 << 1;
/** \p{L} */
export const LETTER = 1 << 2;
/** \p{M}, and what else a word may go on with behind its first letter: ' ’ - */
export const JOINER = 1 << 3;
/** \p{Nd}: a digit of any script. */
export const DIGIT = 1 << 4;
/** \p{N} */
export const NUMERAL = 1 << 5;
/** \s */
export const SPACE = 1 << 6;
/** Pictographs, and the first halves of all characters beyond the Basic Multilingual Plane: most of those are. */
export const EMOJI = 1 << 7;
/** What a digit beside it is a part of, as in "3D" and "x_1", rather than a number of its own. */
export const STICKS_TO_DIGITS = 1 << 8;
/** What may stand within a number. */
export const IN_NUMBER = 1 << 9;
/** What a number may end with. */
export const ENDS_NUMBER = 1 << 10;
/** \p{M} */
export const COMBINING = 1 << 11;
/** What begins or is part of something that is no prose. Each of these has a kind of its own. */
export const MARKS = '`~{[(<$\\@#:/.&-*|_=+;\n';
/** What regular expressions take for the end of a line, beside the newline. All are of one kind. */
const FURTHER_LINE_ENDS = '\r\u2028\u2029';

const ALL_UNITS = Array.from({ length: 0x100 }, (_, page) =>
  String.fromCharCode(...Array.from({ length: 0x100 }, (_, unit) => page * 0x100 + unit)),
).join('');

/** By a property's bit: runs of the units that have it. To ask about each of 65,536 units takes as long as starting a thread. */
const PROPERTIES: readonly (readonly [number, RegExp])[] = [
  [UPPER, /\p{Lu}+/gu],
  [LOWER, /\p{Ll}+/gu],
  [LETTER, /\p{L}+/gu],
  [JOINER, /[\p{M}'’-]+/gu],
  [DIGIT, /\p{Nd}+/gu],
  [NUMERAL, /\p{N}+/gu],
  [SPACE, /\s+/gu],
  [EMOJI, /\p{Extended_Pictographic}+/gu],
  [STICKS_TO_DIGITS, /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_]+/gu],
  [IN_NUMBER, /[\p{Nd}.,:/×°%'’-]+/gu],
  [ENDS_NUMBER, /[\p{Nd}%°]+/gu],
  [COMBINING, /\p{M}+/gu],
];

function propertiesOfUnits(): Uint16Array {
  const properties = new Uint16Array(0x10000);
  for (const [bit, property] of PROPERTIES) {
    for (const { 0: run, index } of ALL_UNITS.matchAll(property)) {
      for (let unit = index; unit < index + run.length; unit++) properties[unit] |= bit;
    }
  }
  for (let unit = 0xd800; unit < 0xdc00; unit++) properties[unit] |= EMOJI;
  return properties;
}

function scriptsOfUnits(): Uint8Array {
  const scripts = new Uint8Array(0x10000);
  for (const [script, from, to] of SCRIPT_BLOCKS) scripts.fill(SCRIPTS.indexOf(script), from, to + 1);
  for (const notLetter of [0xd7, 0xf7, 0x3fb, 0x30a0]) scripts[notLetter] = 0;
  return scripts;
}

/**
 * The kind of every UTF-16 unit: units of a kind are alike in their script and properties. There are fewer than 256
 * kinds, so that one look at each unit of a text, counting kinds, tells all that is asked about its characters.
 */
export const KIND_OF_UNIT = new Uint8Array(0x10000);
/** By kind: the script's place in `SCRIPTS`. */
export const SCRIPT_OF_KIND = new Uint8Array(0x100);
/** By kind: its properties. */
export const PROPERTIES_OF_KIND = new Uint16Array(0x100);
/** Kinds are numbered from 1 on; 0 is free for what is none. */
export const KINDS = numberKinds();

function numberKinds(): number {
  const scripts = scriptsOfUnits();
  const properties = propertiesOfUnits();
  const own = new Uint8Array(0x10000);
  for (let i = 0; i < MARKS.length; i++) own[MARKS.charCodeAt(i)] = i + 1;
  for (const lineEnd of FURTHER_LINE_ENDS) own[lineEnd.charCodeAt(0)] = MARKS.length + 1;
  const kinds = new Map<number, number>();
  let previous = -1;
  let kind = 0;
  for (let unit = 0; unit < 0x10000; unit++) {
    const alike = (own[unit] * 0x100 + scripts[unit]) * 0x10000 + properties[unit];
    // Most are of the kind of the one before.
    if (alike !== previous) kind = kinds.get(alike) ?? kinds.size + 1;
    if (kind > kinds.size) {
      kinds.set(alike, kind);
      SCRIPT_OF_KIND[kind] = scripts[unit];
      PROPERTIES_OF_KIND[kind] = properties[unit];
    }
    KIND_OF_UNIT[unit] = kind;
    previous = alike;
  }
  return kinds.size + 1;
}
