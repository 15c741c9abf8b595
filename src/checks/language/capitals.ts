import { UnitTable } from './unitTable';

const UPPER = 1;
const LOWER = 2;
const LETTER = 4;
/** What a word may go on with behind its first letter. */
const IN_WORD = 8;

/** A table, since most texts are looked through, and matching each letter took a tenth of the check. */
const kinds = new UnitTable(kindOf);

function kindOf(character: string): number {
  return (
    (/\p{Lu}/u.test(character) ? UPPER : 0) |
    (/\p{Ll}/u.test(character) ? LOWER : 0) |
    (/\p{L}/u.test(character) ? LETTER : 0) |
    (/[\p{L}\p{M}'’-]/u.test(character) ? IN_WORD : 0)
  );
}

function kindOfPoint(point: number): number {
  return point < 0x10000 ? kinds.get(point) : kindOf(String.fromCodePoint(point));
}

function lengthOf(point: number): number {
  return point < 0x10000 ? 1 : 2;
}

const FEWEST_CAPITALS = 8;

/** Whether a text has some capitals, and more of them than small letters. */
export function isShouted(text: string): boolean {
  let upper = 0;
  let lower = 0;
  for (let i = 0, point; i < text.length; i += lengthOf(point)) {
    point = text.codePointAt(i)!;
    const kind = kindOfPoint(point);
    if (kind & UPPER) upper++;
    else if (kind & LOWER) lower++;
  }
  return upper >= FEWEST_CAPITALS && upper > lower;
}

/** Share of a text's words, 0 to 1, that have a capital at their beginning and no other. */
export function capitalisedShare(text: string): number {
  let words = 0;
  let capitalised = 0;
  let isInWord = false;
  let isCapitalised = false;
  for (let i = 0, point; i < text.length; i += lengthOf(point)) {
    point = text.codePointAt(i)!;
    const kind = kindOfPoint(point);
    const goesOn = isInWord && (kind & IN_WORD) !== 0;
    if (!goesOn) {
      isInWord = (kind & LETTER) !== 0;
      isCapitalised = (kind & UPPER) !== 0;
      if (isInWord) words++;
      if (isCapitalised) capitalised++;
    } else if (isCapitalised && kind & UPPER) {
      isCapitalised = false;
      capitalised--;
    }
  }
  return words === 0 ? 0 : capitalised / words;
}
