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
/** \s */
export const SPACE = 1 << 5;
/** Pictographs, and the first halves of all characters beyond the Basic Multilingual Plane: most of those are. */
export const EMOJI = 1 << 6;
/** What begins or is part of something that is no prose. Each of these has a kind of its own. */
export const MARKS = '`~{[(<$\\@#:/.&-*|_=+;';

const ALL_UNITS = Array.from({ length: 0x100 }, (_, page) =>
  String.fromCharCode(...Array.from({ length: 0x100 }, (_, unit) => page * 0x100 + unit)),
).join('');

/** A whole property at once: to ask a regular expression about each of 65,536 units takes as long as starting a thread. */
function addProperty(properties: Uint8Array, property: RegExp, bit: number): void {
  for (const { 0: run, index } of ALL_UNITS.matchAll(property)) {
    for (let unit = index; unit < index + run.length; unit++) properties[unit] |= bit;
  }
}

function propertiesOfUnits(): Uint8Array {
  const properties = new Uint8Array(0x10000);
  addProperty(properties, /\p{Lu}+/gu, UPPER);
  addProperty(properties, /\p{Ll}+/gu, LOWER);
  addProperty(properties, /\p{L}+/gu, LETTER);
  addProperty(properties, /[\p{M}'’-]+/gu, JOINER);
  addProperty(properties, /\p{Nd}+/gu, DIGIT);
  addProperty(properties, /\s+/gu, SPACE);
  addProperty(properties, /\p{Extended_Pictographic}+/gu, EMOJI);
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
export const PROPERTIES_OF_KIND = new Uint8Array(0x100);
/** Kinds are numbered from 1 on; 0 is free for what is none. */
export const KINDS = numberKinds();

function numberKinds(): number {
  const scripts = scriptsOfUnits();
  const properties = propertiesOfUnits();
  const own = new Uint8Array(0x10000);
  for (let i = 0; i < MARKS.length; i++) own[MARKS.charCodeAt(i)] = i + 1;
  own[0x0a] = MARKS.length + 1;
  const kinds = new Map<number, number>();
  for (let unit = 0; unit < 0x10000; unit++) {
    const alike = (own[unit] * 0x100 + scripts[unit]) * 0x100 + properties[unit];
    let kind = kinds.get(alike);
    if (kind === undefined) {
      kind = kinds.size + 1;
      kinds.set(alike, kind);
      SCRIPT_OF_KIND[kind] = scripts[unit];
      PROPERTIES_OF_KIND[kind] = properties[unit];
    }
    KIND_OF_UNIT[unit] = kind;
  }
  return kinds.size + 1;
}
