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

/** FNV-1a over UTF-16 units. */
export function hashOf(feature: string): number {
  let value = START;
  for (let i = 0; i < feature.length; i++) value = hash(value, feature.charCodeAt(i));
  return value;
}

function hash(value: number, unit: number): number {
  return Math.imul(value ^ unit, PRIME);
}

function isLetter(unit: number): boolean {
  const kind = KIND_OF_UNIT[unit];
  return SCRIPT_OF_KIND[kind] !== 0 || (PROPERTIES_OF_KIND[kind] & LETTER) !== 0;
}
