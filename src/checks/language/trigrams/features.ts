import { KIND_OF_UNIT, LETTER, PROPERTIES_OF_KIND, SCRIPT_OF_KIND } from '../characters';

const SPACE = 0x20;
const START = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** The hashes of a text's character trigrams and of its words, as they are learnt: in lower case, letters only. */
export class Features {
  /** The first `trigramCount` count, until the next text is read. */
  readonly trigrams: Int32Array;
  readonly words: Int32Array;
  trigramCount = 0;
  wordCount = 0;

  /** @param longest letters and spaces of a text that are read */
  constructor(private readonly longest: number) {
    this.trigrams = new Int32Array(longest + 2);
    this.words = new Int32Array(longest);
  }

  read(text: string): void {
    this.trigramCount = 0;
    this.wordCount = 0;
    const lower = text.slice(0, 2 * this.longest).toLowerCase();
    let read = 0;
    let word = START;
    // A text begins and ends with a space, and has no two together.
    let first = 0;
    let second = SPACE;
    for (let i = 0; i <= lower.length && read < this.longest; i++) {
      const unit = i < lower.length ? lower.charCodeAt(i) : SPACE;
      const third = isLetter(unit) ? unit : SPACE;
      if (third === SPACE && second === SPACE) continue;
      if (first !== 0) this.trigrams[this.trigramCount++] = hash(hash(hash(START, first), second), third);
      if (third === SPACE) {
        this.words[this.wordCount++] = word;
        word = START;
      } else {
        word = hash(word, third);
      }
      first = second;
      second = third;
      read++;
    }
  }
}

/** The hashes of trigrams that stand one after the other. */
export function hashesOfTrigrams(trigrams: string): number[] {
  const hashes: number[] = [];
  for (let i = 0; i + 2 < trigrams.length; i += 3) hashes.push(hashOf(trigrams, i, i + 3));
  return hashes;
}

/** The hashes of words that stand between spaces; of no text, there are none. */
export function hashesOfWords(words: string): number[] {
  const hashes: number[] = [];
  for (let from = 0; from < words.length; ) {
    const space = words.indexOf(' ', from);
    const to = space < 0 ? words.length : space;
    hashes.push(hashOf(words, from, to));
    from = to + 1;
  }
  return hashes;
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string, from: number, to: number): number {
  let value = START;
  for (let i = from; i < to; i++) value = hash(value, text.charCodeAt(i));
  return value;
}

function hash(value: number, unit: number): number {
  return Math.imul(value ^ unit, PRIME);
}

function isLetter(unit: number): boolean {
  const kind = KIND_OF_UNIT[unit];
  return SCRIPT_OF_KIND[kind] !== 0 || (PROPERTIES_OF_KIND[kind] & LETTER) !== 0;
}
