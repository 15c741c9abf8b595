import { byteOf } from './windows1252';

/** What a text has that may be a problem, as bits. */
export const CONTROL = 1;
/** A replacement character, or half of a character beyond the Basic Multilingual Plane. */
export const BROKEN = 1 << 1;
/** What the first two bytes of a letter become when UTF-8 is read as Windows-1252. */
export const MOJIBAKE = 1 << 2;
export const PAIRED = 1 << 3;
export const BACKTICK = 1 << 4;
export const SPACE = 1 << 5;
export const DOUBLED_SPACE = 1 << 6;
/** What any other byte of a letter becomes. */
const NEXT_BYTE = 1 << 7;

/** Brackets, and quotation marks that are used like them: each opening mark with the one that closes it. */
export const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['(', ')'], ['（', '）'], ['「', '」'], ['『', '』'], ['【', '】'], ['《', '》'],
];

/** Quotation marks that stand in pairs, which depend on the text. */
export const QUOTATION_MARKS = '«»“”„';

/** By unit: its traces; those of one alone of two that are looked for one behind the other, too. */
const TRACES_OF_UNIT = tracesOfUnits();

function tracesOfUnits(): Uint8Array {
  const traces = new Uint8Array(0x10000);
  traces.fill(CONTROL, 0, 0x20);
  traces.fill(CONTROL, 0x7f, 0xa0);
  for (const usual of '\t\n\r') traces[usual.charCodeAt(0)] = 0;
  for (const control of '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff') {
    traces[control.charCodeAt(0)] = CONTROL;
  }
  traces[0xfffd] = BROKEN;
  traces.fill(BROKEN, 0xd800, 0xe000);
  traces.fill(MOJIBAKE, 0xc2, 0xf5);
  for (const pair of PAIRS) for (const mark of pair) traces[mark.charCodeAt(0)] |= PAIRED;
  for (const mark of QUOTATION_MARKS) traces[mark.charCodeAt(0)] |= PAIRED;
  for (let unit = 0; unit < traces.length; unit++) if ((byteOf(unit) & 0xc0) === 0x80) traces[unit] |= NEXT_BYTE;
  traces[0x60] = BACKTICK;
  traces[0x20] = SPACE;
  return traces;
}

/** The traces of all problems that a text may have: most texts have few, and are not looked through for the others. */
export function tracesIn(text: string): number {
  let traces = 0;
  let previous = 0;
  for (let at = 0; at < text.length; at++) {
    const own = TRACES_OF_UNIT[text.charCodeAt(at)];
    traces |= own & ~MOJIBAKE;
    if (own & previous & SPACE) traces |= DOUBLED_SPACE;
    if (own & NEXT_BYTE && previous & MOJIBAKE) traces |= MOJIBAKE;
    previous = own;
  }
  return traces;
}
