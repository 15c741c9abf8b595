import { DIGIT, EMOJI, KIND_OF_UNIT, MARKS, PROPERTIES_OF_KIND } from '../characters';

/** Marks that something to be cut begins with or holds: `0` for a digit of any script, `☺` for any emoji, `\r` for an unusual end of a line. */
const ALL_MARKS = `${MARKS}0☺\r`;

/** By kind: the bit of its mark, 0 for a kind that is none. */
export const MARK_OF_KIND = Uint32Array.from(PROPERTIES_OF_KIND, (properties) =>
  properties & DIGIT ? marks('0') : properties & EMOJI ? marks('☺') : 0,
);
for (const mark of `${MARKS}\r`) MARK_OF_KIND[kindOf(mark)] = marks(mark);

/** The marks among these characters, as bits. */
export function marks(characters: string): number {
  let bits = 0;
  for (const character of characters) if (ALL_MARKS.includes(character)) bits |= 1 << ALL_MARKS.indexOf(character);
  return bits;
}

/** The kind that a mark has to itself. */
export function kindOf(mark: string): number {
  return KIND_OF_UNIT[mark.charCodeAt(0)];
}
