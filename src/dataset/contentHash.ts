/**
 * What tells a record's bytes from others': the first 53 bits of MurmurHash3_x86_128, as a whole number. Among a million
 * different records, any two have the same hash with a probability of 0.006 %. Not for whoever could want two texts to
 * have the same one.
 */
export function contentHash(bytes: Uint8Array): number {
  const [low, high] = murmurHash3(bytes, 0);
  return (high >>> 11) * 2 ** 32 + low;
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/** MurmurHash3_x86_128 by Austin Appleby (https://github.com/aappleby/smhasher), as four unsigned numbers. */
export function murmurHash3(bytes: Uint8Array, seed: number): [number, number, number, number] {
  const { length } = bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  let h1 = seed;
  let h2 = seed;
  let h3 = seed;
  let h4 = seed;
  const blocks = length & ~15;
  for (let at = 0; at < blocks; at += 16) {
    h1 = (rotate(h1 ^ mix1(view.getInt32(at, true)), 19) + h2) | 0;
    h1 = (Math.imul(h1, 5) + 0x561ccd1b) | 0;
    h2 = (rotate(h2 ^ mix2(view.getInt32(at + 4, true)), 17) + h3) | 0;
    h2 = (Math.imul(h2, 5) + 0x0bcaa747) | 0;
    h3 = (rotate(h3 ^ mix3(view.getInt32(at + 8, true)), 15) + h4) | 0;
    h3 = (Math.imul(h3, 5) + 0x96cd1c35) | 0;
    h4 = (rotate(h4 ^ mix4(view.getInt32(at + 12, true)), 13) + h1) | 0;
    h4 = (Math.imul(h4, 5) + 0x32ac3b17) | 0;
  }
  if (blocks < length) {
    h4 ^= mix4(wordAt(bytes, blocks + 12));
    h3 ^= mix3(wordAt(bytes, blocks + 8));
    h2 ^= mix2(wordAt(bytes, blocks + 4));
    h1 ^= mix1(wordAt(bytes, blocks));
  }
  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finish(h1);
  h2 = finish(h2);
  h3 = finish(h3);
  h4 = finish(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  return [h1 >>> 0, (h2 + h1) >>> 0, (h3 + h1) >>> 0, (h4 + h1) >>> 0];
}

function mix1(word: number): number {
  return Math.imul(rotate(Math.imul(word, C1), 15), C2);
}

function mix2(word: number): number {
  return Math.imul(rotate(Math.imul(word, C2), 16), C3);
}

function mix3(word: number): number {
  return Math.imul(rotate(Math.imul(word, C3), 17), C4);
}

function mix4(word: number): number {
  return Math.imul(rotate(Math.imul(word, C4), 18), C1);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function finish(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

/** Up to four bytes as a little-endian number, 0 where there are none. */
function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}
