import { UnitTable } from '../unitTable';

/** Marks that something to be cut begins with or holds. `0` stands for a digit of any script, `☺` for any emoji. */
const MARKS = '`~{[(<$\\@#:/.&-*|_=+;0☺';

/**
 * The bit of a unit's mark. Most texts have few of the marks: to know which, from one look at each unit, halves the
 * time that it takes to reduce a text to prose.
 */
const markOfUnit = new UnitTable((character) => {
  if (MARKS.includes(character)) return marks(character);
  if (/\p{Nd}/u.test(character)) return marks('0');
  return /[\p{Extended_Pictographic}\ud800-\udbff]/u.test(character) ? marks('☺') : 0;
});

/** A set of marks, as bits. */
export function marks(characters: string): number {
  let bits = 0;
  for (const character of characters) bits |= 1 << MARKS.indexOf(character);
  return bits;
}

export function marksIn(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= markOfUnit.get(text.charCodeAt(i));
  return bits;
}
