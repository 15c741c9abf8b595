/** Vietnamese syllables that end in two vowels, either of which may have the tone mark. The u of *qu* is no vowel. */
const ENDS_IN_TWO_VOWELS = /(?:[oòóỏõọ][aàáảãạeèéẻẽẹ]|(?<!q)[uùúủũụ][yỳýỷỹỵ])$/iu;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/**
 * The same Vietnamese word by the other rule of where its tone mark stands: *hòa* and *hoà*, *thủy* and *thuỷ* are both
 * in use, and dictionaries have one of them.
 * @param word in NFC.
 * @returns `undefined` where both rules agree.
 */
export function withOtherToneMark(word: string): string | undefined {
  const vowels = ENDS_IN_TWO_VOWELS.exec(word)?.[0].normalize('NFD') ?? '';
  const tones = vowels.match(TONE);
  if (tones?.length !== 1) return undefined;
  const [tone] = tones;
  const [first, second] = vowels.replace(tone, '');
  const other = vowels[1] === tone ? first + second + tone : first + tone + second;
  return word.slice(0, -2) + other.normalize('NFC');
}
