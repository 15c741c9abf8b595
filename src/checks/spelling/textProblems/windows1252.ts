/** The characters of Windows-1252 for bytes 0x80 to 0x9F; the five that it has none for stay as they are. */
const SPECIAL = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const NONE = 0;
/** By unit: the byte that Windows-1252, or Latin-1 where that has none, writes it with; 0 for what is ASCII or has none. */
const BYTE_OF_UNIT = new Uint8Array(0x10000).fill(NONE);
for (let byte = 0x80; byte < 0x100; byte++) BYTE_OF_UNIT[byte] = byte;
for (let at = 0; at < SPECIAL.length; at++) BYTE_OF_UNIT[SPECIAL.charCodeAt(at)] = 0x80 + at;

/** The byte that a character beyond ASCII is written with; 0 where there is none. */
export function byteOf(unit: number): number {
  return BYTE_OF_UNIT[unit];
}

/** The character of a byte from 0x80 to 0x9F; `undefined` for one that has none. */
export function characterOf(byte: number): string | undefined {
  const character = SPECIAL.charAt(byte - 0x80);
  return character.charCodeAt(0) === byte ? undefined : character;
}
