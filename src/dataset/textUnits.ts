/** A piece of a text to be replaced, in UTF-16 units. */
export interface TextSplice {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** @param splices in order, not overlapping. */
export function spliceText(text: string, splices: readonly TextSplice[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, insert } of splices) {
    result += text.slice(from, start) + insert;
    from = end;
  }
  return result + text.slice(from);
}

/**
 * How many UTF-16 units two texts have in common at their beginnings and at their ends. Neither end splits a
 * character that is two units.
 */
export function commonEnds(a: string, b: string): { readonly before: number; readonly after: number } {
  const shorter = Math.min(a.length, b.length);
  let before = 0;
  while (before < shorter && a.charCodeAt(before) === b.charCodeAt(before)) before++;
  if (isHigh(a, before - 1) && (isLow(a, before) || isLow(b, before))) before--;
  let after = 0;
  while (after < shorter - before && a.charCodeAt(a.length - 1 - after) === b.charCodeAt(b.length - 1 - after)) after++;
  const isSplit = isHigh(a, a.length - after - 1) || isHigh(b, b.length - after - 1);
  if (after > 0 && isLow(a, a.length - after) && isSplit) after--;
  return { before, after };
}

function isHigh(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLow(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/**
 * The place after so many UTF-16 units of the inside of a JSON string.
 * @param raw its bytes, read as Latin-1: escapes, UTF-8, and bytes that are not UTF-8, which decode to U+FFFD.
 * @param from the place of a character to begin from.
 */
export function bytesOfUnits(raw: string, from: number, units: number): number {
  const byteAt = (place: number) => raw.charCodeAt(place);
  let at = from;
  for (let left = units; left > 0;) {
    const code = raw.charCodeAt(at);
    if (code === 0x5c) {
      at += raw[at + 1] === 'u' ? 6 : 2;
      left--;
    } else if (code < 0x80) {
      at++;
      left--;
    } else {
      const length = utf8Length(byteAt, at);
      at += length;
      left -= length === 4 ? 2 : 1;
    }
  }
  return at;
}

/**
 * UTF-8 with another text's middle: what the two texts have in common at both ends keeps its bytes, also those that
 * are not UTF-8.
 * @param spell how the new middle is written.
 */
export function replaceMiddle(bytes: Buffer, text: string, spell: (middle: string) => string): Buffer {
  const old = bytes.toString('utf8');
  if (old === text) return bytes;
  const { before, after } = commonEnds(old, text);
  const start = utf8BytesOfUnits(bytes, 0, before);
  const end = utf8BytesOfUnits(bytes, start, old.length - before - after);
  const middle = spell(text.slice(before, text.length - after));
  const changed = Buffer.concat([bytes.subarray(0, start), Buffer.from(middle), bytes.subarray(end)]);
  // Bytes that are not UTF-8 may make a character with those that they now stand beside.
  const isKept = changed.toString('utf8') === text.slice(0, before) + middle + text.slice(text.length - after);
  return isKept ? changed : Buffer.from(spell(text));
}

function utf8BytesOfUnits(bytes: Buffer, from: number, units: number): number {
  let at = from;
  for (let left = units; left > 0;) {
    const length = utf8Length((place) => bytes[place], at);
    at += length;
    left -= length === 4 ? 2 : 1;
  }
  return at;
}

/**
 * Bytes of the character that begins here. Of bytes that are not UTF-8, as many as decode to one U+FFFD: the longest
 * beginning of a character (Unicode 3.9, "Substitution of Maximal Subparts"), at most 3.
 */
function utf8Length(byteAt: (place: number) => number, at: number): number {
  const lead = byteAt(at);
  const length =
    lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
  for (let next = 1; next < length; next++) {
    const byte = byteAt(at + next);
    const least = next > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = next > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (!(byte >= least && byte <= most)) return next;
  }
  return length;
}
