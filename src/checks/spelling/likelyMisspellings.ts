import type { LanguageTag } from '../../schema/schema';
import { capitalisesNouns } from './spelledLanguage';

/** Letters from which on one edit of any kind makes one word another; shorter words are near to others by chance. */
const SHORTEST = 5;
/** Letters from which on two that have changed places, or a letter written twice or without its accent, do. */
const SHORTEST_FOR_SLIPS = 4;

/**
 * Tells which unknown words are misspellings, most likely: those that are one edit (Damerau 1964: a letter too many, too
 * few, another one, two that have changed places) away from a word that stands in the same dataset and is right. Names,
 * terms and compounds that dictionaries lack seldom are.
 *
 * Words are found by what is left of them without one letter (Garbe, SymSpell, 2012), of which only hashes are kept.
 */
export class LikelyMisspellings {
  private readonly known: readonly string[];
  /** Hash tables with open addressing: 1 + the place of a known word, by the hash of it without a letter, or as it is. */
  private readonly slots: Uint32Array;
  private readonly hashes: Uint32Array;

  /** @param known words of the language that are right and stand in the dataset. */
  constructor(known: Iterable<string>, language: LanguageTag) {
    const hasCapitals = capitalisesNouns(language);
    // Words that are known with a capital alone are names, and other names are near to them.
    const own = Array.from(known, (word) => (hasCapitals ? word.toLowerCase() : word)).filter((word) => hasCapitals || word === word.toLowerCase());
    this.known = own.filter(({ length }) => length >= SHORTEST_FOR_SLIPS - 1 && length <= LONGEST);
    const entries = this.known.reduce((sum, { length }) => sum + length + 1, 0);
    const size = 2 ** Math.ceil(Math.log2(2 * entries + 2));
    this.slots = new Uint32Array(size);
    this.hashes = new Uint32Array(size);
    this.known.forEach((word, place) => {
      const hashes = hashesWithout(word);
      for (let at = 0; at <= word.length; at++) this.add(hashes[at], place + 1);
    });
  }

  has(unknown: string): boolean {
    if (unknown.length < SHORTEST_FOR_SLIPS || unknown.length > LONGEST) return false;
    const word = unknown.toLowerCase();
    const hashes = hashesWithout(word).slice(0, word.length + 1);
    return hashes.some((hash) => this.hasNear(word, hash));
  }

  private add(hash: number, entry: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let tried = 0; this.slots[slot] !== 0; tried++) {
      // Words that have so much in common with so many others are endings rather than words.
      if (tried === MOST_TRIED || (this.hashes[slot] === hash && this.slots[slot] === entry)) return;
      slot = (slot + 1) & mask;
    }
    this.slots[slot] = entry;
    this.hashes[slot] = hash;
  }

  private hasNear(word: string, hash: number): boolean {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let tried = 0; this.slots[slot] !== 0 && tried <= MOST_TRIED; tried++) {
      if (this.hashes[slot] === hash && isMisspelling(word, this.known[this.slots[slot] - 1])) return true;
      slot = (slot + 1) & mask;
    }
    return false;
  }
}

const LONGEST = 64;
const MOST_TRIED = 256;
const BASE = 0x01000193;

/** For one word at a time. */
const before = new Uint32Array(LONGEST + 1);
const without = new Uint32Array(LONGEST + 1);

/** Hashes of a word without each of its units, and of the word: polynomials, so that each takes constant time. */
function hashesWithout(word: string): Uint32Array {
  const { length } = word;
  before[0] = 0;
  for (let at = 0; at < length; at++) before[at + 1] = Math.imul(before[at], BASE) + word.charCodeAt(at);
  without[length] = mixed(before[length]);
  let behind = 0;
  let power = 1;
  for (let at = length - 1; at >= 0; at--) {
    without[at] = mixed(Math.imul(before[at], power) + behind);
    behind = (Math.imul(word.charCodeAt(at), power) + behind) | 0;
    power = Math.imul(power, BASE);
  }
  return without;
}

/** So that the lower bits depend on all of them (MurmurHash3's finaliser). */
function mixed(hash: number): number {
  let bits = hash | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Whether the one is the other with one edit, of a kind that counts in words as short as these. */
function isMisspelling(unknown: string, known: string): boolean {
  let start = 0;
  while (start < unknown.length && unknown[start] === known[start]) start++;
  let end = unknown.length;
  let knownEnd = known.length;
  while (end > start && knownEnd > start && unknown[end - 1] === known[knownEnd - 1]) {
    end--;
    knownEnd--;
  }
  const written = unknown.slice(start, end);
  const right = known.slice(start, knownEnd);
  const isSwapped = written.length === 2 && written === right.charAt(1) + right.charAt(0);
  if (isSwapped) return true;
  if (written.length > 1 || right.length > 1 || written === right) return false;
  if (Math.min(unknown.length, known.length) >= SHORTEST) return true;
  const isDoubled = right === '' && (unknown.charAt(start - 1) === written || unknown.charAt(end) === written);
  const isSingled = written === '' && (known.charAt(start - 1) === right || known.charAt(knownEnd) === right);
  return isDoubled || isSingled || (written !== '' && withoutAccent(written) === withoutAccent(right));
}

function withoutAccent(letter: string): string {
  return letter.normalize('NFD').slice(0, 1);
}
