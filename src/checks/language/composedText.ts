/** Letters with marks, and Korean syllables, that are written with a unit for each of their parts. */
const IN_PARTS = /\p{L}[\u0300-\u036f\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?/gu;
const PART = /[\u0300-\u036f\u3099\u309a\u1161-\u1175]/;

/** A text with its letters in one piece (Unicode NFC), as the models have learnt them, and where they come from. */
export interface ComposedText {
  readonly text: string;
  /** The place in the original that corresponds to one between two letters here, both in UTF-16 units. */
  placeOf(place: number): number;
}

/** @returns `undefined` where all letters are in one piece already. Takes linear time. */
export function composedText(original: string): ComposedText | undefined {
  if (!PART.test(original)) return undefined;
  const places = [0];
  const shifts = [0];
  let text = '';
  let from = 0;
  let shift = 0;
  for (const { 0: parts, index } of original.matchAll(IN_PARTS)) {
    const letter = parts.normalize('NFC');
    if (letter.length === parts.length) continue;
    text += original.slice(from, index) + letter;
    from = index + parts.length;
    shift += parts.length - letter.length;
    places.push(text.length);
    shifts.push(shift);
  }
  if (from === 0) return undefined;
  return {
    text: text + original.slice(from),
    placeOf(place) {
      let low = 0;
      let high = places.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (places[middle] <= place) low = middle;
        else high = middle;
      }
      return place + shifts[low];
    },
  };
}
