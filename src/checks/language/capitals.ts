import { JOINER, KIND_OF_UNIT, LETTER, LOWER, PROPERTIES_OF_KIND, UPPER } from './characters';

const FEWEST_CAPITALS = 8;

/** Whether so many capitals and small letters make a shouted text: some capitals, and more of them than small letters. */
export function areShouted(upper: number, lower: number): boolean {
  return upper >= FEWEST_CAPITALS && upper > lower;
}

/** Share of a text's words, 0 to 1, that have a capital at their beginning and no other. */
export function capitalisedShare(text: string): number {
  let words = 0;
  let capitalised = 0;
  let isInWord = false;
  let isCapitalised = false;
  for (let i = 0; i < text.length; i++) {
    let properties = PROPERTIES_OF_KIND[KIND_OF_UNIT[text.charCodeAt(i)]];
    if (isFirstHalf(text, i)) properties = propertiesOfPair(text, i++);
    const goesOn = isInWord && (properties & (LETTER | JOINER)) !== 0;
    if (!goesOn) {
      isInWord = (properties & LETTER) !== 0;
      isCapitalised = (properties & UPPER) !== 0;
      if (isInWord) words++;
      if (isCapitalised) capitalised++;
    } else if (isCapitalised && properties & UPPER) {
      isCapitalised = false;
      capitalised--;
    }
  }
  return words === 0 ? 0 : capitalised / words;
}

/** Whether a character of two units begins here. */
function isFirstHalf(text: string, place: number): boolean {
  return (text.charCodeAt(place) & 0xfc00) === 0xd800 && (text.charCodeAt(place + 1) & 0xfc00) === 0xdc00;
}

function propertiesOfPair(text: string, place: number): number {
  const character = text.slice(place, place + 2);
  return (
    (/\p{Lu}/u.test(character) ? UPPER : 0) |
    (/\p{Ll}/u.test(character) ? LOWER : 0) |
    (/\p{L}/u.test(character) ? LETTER : 0) |
    (/\p{M}/u.test(character) ? JOINER : 0)
  );
}

/** Units of the longest text that may be one name. */
const LONGEST_NAME = 60;
/** At most six words, the first and the last with a capital and no full stop, those between with one or of three letters. */
const NAME = /^\p{Lu}[^\s.!?]*(?: (?:\p{Ll}{1,3}|\p{Lu}[^\s.!?]*)){0,4} \p{Lu}[^\s.!?]*$/u;

/** Whether a text looks like a name: "Leonardo da Vinci", "Don Quijote de la Mancha". */
export function isName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text.trim());
}
