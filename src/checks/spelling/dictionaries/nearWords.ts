import type { DictionaryText } from './dictionaryText';

/** Letters from which on one edit of any kind makes one word another; shorter words are near to others by chance. */
const SHORTEST = 5;
/** In UTF-16 units: of longer words, there are too many to try. */
const LONGEST = 32;
/** The rarest letters of a language are in few words, and syllables are too many. */
const MOST_LETTERS = 48;
/** Words of a dictionary that its letters are counted in, from so many places spread over it. */
const SAMPLES = 64;
const SAMPLE_BYTES = 1 << 10;

/** What is tried of a word: any edit, or slips alone, which lead from one right word to another far more seldom. */
export type Edits = 'any' | 'slips';

/**
 * Whether a word that is not right becomes right by one edit (Damerau 1964): two letters that change places, one less,
 * another one, one more.
 * @param letters to be put in, the most frequent first.
 * @param sequences that words have where they are edited: others are not tried.
 */
export function isNearKnown(
  word: string,
  letters: readonly string[],
  sequences: LetterSequences,
  edits: Edits,
  isCorrect: (word: string) => boolean,
): boolean {
  if (word.length < SHORTEST || word.length > LONGEST) return false;
  const isRight = (other: string, at: number) => sequences.hasAll(other, at) && isCorrect(other);
  return edits === 'any' ? isAnyOneEditAway(word, letters, isRight) : isAnyOneSlipAway(word, letters, isRight);
}

/**
 * Slips: two letters have changed places, one is written twice or once for twice, one has lost or got its accent.
 * @param isRight as of `isAnyOneEditAway`.
 */
function isAnyOneSlipAway(word: string, letters: readonly string[], isRight: (other: string, at: number) => boolean): boolean {
  for (let at = 0; at < word.length; at++) {
    const [before, letter, behind] = [word.slice(0, at), word[at], word.slice(at + 1)];
    if (behind !== '' && letter !== behind[0] && isRight(before + behind[0] + letter + behind.slice(1), at)) return true;
    if (letter === behind[0] && isRight(before + behind, at)) return true;
    if (isRight(before + letter + letter + behind, at)) return true;
    for (const other of letters) {
      if (other !== letter && withoutAccent(other) === withoutAccent(letter) && isRight(before + other + behind, at)) return true;
    }
  }
  return false;
}

/** The dotless i is another letter in Unicode, and is written for the other one. */
function withoutAccent(letter: string): string {
  return letter === 'ı' ? 'i' : letter.normalize('NFD').charAt(0);
}

/** @param isRight of another word, and where it has been edited. */
function isAnyOneEditAway(word: string, letters: readonly string[], isRight: (other: string, at: number) => boolean): boolean {
  for (let at = 0; at < word.length - 1; at++) {
    if (word[at] !== word[at + 1] && isRight(word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2), at)) return true;
  }
  for (let at = 0; at < word.length; at++) {
    if (word[at] !== word[at - 1] && isRight(word.slice(0, at) + word.slice(at + 1), at)) return true;
  }
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at);
    for (const letter of letters) {
      if (letter === word[at]) continue;
      if (isRight(before + letter + word.slice(at), at)) return true;
      if (at < word.length && isRight(before + letter + word.slice(at + 1), at)) return true;
    }
  }
  return false;
}

/** Bits of the hash table, of which a dictionary with 15,000 sequences takes a twentieth. */
const HASH_BITS = 18;
const EDGE = ' ';

/**
 * The three letters in a row that stems and affixes of a dictionary have. To ask Hunspell costs a hundred times as much
 * as to look here, and half to four fifths of what one edit makes of a word has others.
 */
export class LetterSequences {
  private readonly bits = new Uint8Array(1 << (HASH_BITS - 3));

  /** @param letters of a word, a part of one, or several with a space between them. */
  add(letters: string): void {
    const small = letters.toLowerCase();
    for (let at = 0; at + 3 <= small.length; at++) {
      if (small[at + 1] === EDGE) continue;
      const hash = hashOf(small, at);
      this.bits[hash >> 3] |= 1 << (hash & 7);
    }
  }

  /** Whether a word has only such sequences where it has been edited: from two letters before to two behind. */
  hasAll(word: string, edited: number): boolean {
    const small = EDGE + word.toLowerCase() + EDGE;
    const last = Math.min(edited + 2, small.length - 3);
    for (let at = Math.max(0, edited - 1); at <= last; at++) {
      const hash = hashOf(small, at);
      if ((this.bits[hash >> 3] & (1 << (hash & 7))) === 0) return false;
    }
    return true;
  }
}

function hashOf(letters: string, at: number): number {
  const mixed = Math.imul(Math.imul(letters.charCodeAt(at), 0x9e3b) + letters.charCodeAt(at + 1), 0x9e3b) + letters.charCodeAt(at + 2);
  return Math.imul(mixed, 0x9e3779b1) >>> (32 - HASH_BITS);
}

/** @param texts of one dictionary: variants with the same affixes. */
export function sequencesOf(texts: readonly DictionaryText[]): LetterSequences {
  const sequences = new LetterSequences();
  for (const { words } of texts) {
    for (const lines of piecesOf(words)) sequences.add(EDGE + lines.replace(BEHIND_WORD, EDGE));
  }
  for (const lines of piecesOf(texts[0].affixes)) {
    for (const line of lines.split('\n')) {
      const [, kind, affix] = AFFIX.exec(line) ?? [];
      if (kind !== undefined) sequences.add(kind === 'PFX' ? EDGE + affix : affix + EDGE);
    }
  }
  return sequences;
}

const AFFIX = /^(PFX|SFX)\s+\S+\s+\S+\s+([^\s/]+)/;

/** What stands behind the word of a line of a `.dic` file: flags and more, and the end of the line. */
const BEHIND_WORD = /(?:(?:\/|[^\S\n])[^\n]*)?(?:\n|$)/g;

/** Some lines after the other: a text of all of a file of 18 MB would take several times as much. */
function* piecesOf(file: Uint8Array): Iterable<string> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  let start = 0;
  for (let end = bytes.indexOf(LINE_FEED, PIECE_BYTES); end >= 0; end = bytes.indexOf(LINE_FEED, start + PIECE_BYTES)) {
    yield bytes.toString('utf8', start, end + 1);
    start = end + 1;
  }
  yield bytes.toString('utf8', start);
}

const PIECE_BYTES = 1 << 16;
const LINE_FEED = 0x0a;

/**
 * The small letters of a dictionary's words, the most frequent first.
 * @param words the `.dic` file, in UTF-8.
 */
export function lettersOf(words: Uint8Array): string[] {
  const counts = new Map<string, number>();
  for (let sample = 0; sample < SAMPLES; sample++) {
    const start = Math.floor((words.length * sample) / SAMPLES);
    const lines = Buffer.from(words.buffer, words.byteOffset + start, Math.min(SAMPLE_BYTES, words.length - start)).toString().split('\n');
    // The first and the last may have been cut.
    const own = lines.slice(1, -1).join('\n').replace(BEHIND_WORD, EDGE);
    for (const letter of own.match(LETTER) ?? []) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([, one], [, other]) => other - one);
  return byCount.slice(0, MOST_LETTERS).map(([letter]) => letter);
}

const LETTER = /[\p{Ll}\p{Lo}\p{M}]/gu;
