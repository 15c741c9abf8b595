import { DIGIT, ENDS_NUMBER, IN_NUMBER, PROPERTIES_OF_KIND, STICKS_TO_DIGITS } from '../characters';
import { type Cut, CUT } from './cut';
import { kindOf, marks } from './marks';

const DIGITS = marks('0');
/** Digits from which a number is cut out of a word, too. */
const LONG = 6;
/** Units within a number between its first digit and its last mark. */
const MOST_WITHIN = 30;
const FEWEST_ENCODED = 16;
const FEWEST_IN_BASE64 = 32;
const PADDING = kindOf('=');
const MOST_PADDING = 2;

/** By ASCII unit: whether hexadecimal numbers and base64 may have it. */
const IN_ENCODED = new Uint8Array(0x80);
for (const unit of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/-') IN_ENCODED[unit.charCodeAt(0)] = 1;

/** Hashes, base64, and numbers with what belongs to them: dates, times, prices, percentages. */
export function cutNumbers(cut: Cut): void {
  if (!cut.has(DIGITS)) return;
  let starts = startsOfDigits(cut);
  if (cutEncoded(cut, starts)) starts = startsOfDigits(cut);
  for (const start of starts) cutIfLong(cut, start);
  for (const start of starts) cutNumber(cut, start);
}

/** Where runs of digits begin. */
function startsOfDigits({ kinds, text }: Cut): number[] {
  const starts: number[] = [];
  let previous = 0;
  for (let i = 0; i < text.length; i++) {
    const properties = PROPERTIES_OF_KIND[kinds[i]];
    if (properties & ~previous & DIGIT) starts.push(i);
    previous = properties;
  }
  return starts;
}

/** @returns whether there was anything to cut. */
function cutEncoded(cut: Cut, digits: readonly number[]): boolean {
  let hasCut = false;
  let end = 0;
  for (const digit of digits) {
    if (digit < end || !isInEncoded(cut, digit)) continue;
    let start = digit;
    while (start > end && isInEncoded(cut, start - 1)) start--;
    end = digit + 1;
    while (isInEncoded(cut, end)) end++;
    if (end - start < FEWEST_ENCODED) continue;
    for (let padding = 0; padding < MOST_PADDING && cut.kinds[end] === PADDING; padding++) end++;
    if (!isEncoded(cut.text.slice(start, end))) continue;
    cut.add(start, end);
    hasCut = true;
  }
  return hasCut;
}

function isInEncoded({ text, kinds }: Cut, place: number): boolean {
  return kinds[place] !== CUT && IN_ENCODED[text.charCodeAt(place)] === 1;
}

/** Whether a run is hexadecimal or base64 rather than a long word. */
function isEncoded(run: string): boolean {
  if (/^(?:0x)?[\da-fA-F]+$/.test(run)) return /\d/.test(run);
  const isLongEnough = run.length >= FEWEST_IN_BASE64;
  return isLongEnough && /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) && !run.includes('-');
}

/** Long numbers also go from within words. */
function cutIfLong(cut: Cut, start: number): void {
  let end = start;
  while (PROPERTIES_OF_KIND[cut.kinds[end]] & DIGIT) end++;
  if (end - start >= LONG) cut.add(start, end);
}

function cutNumber(cut: Cut, start: number): void {
  const { kinds } = cut;
  if (!(PROPERTIES_OF_KIND[kinds[start]] & DIGIT) || sticksBefore(cut, start)) return;
  const furthest = start + MOST_WITHIN + 1;
  let last = start;
  while (last < furthest && PROPERTIES_OF_KIND[kinds[last + 1]] & IN_NUMBER) last++;
  for (; last >= start; last--) {
    if (!(PROPERTIES_OF_KIND[kinds[last]] & ENDS_NUMBER) || sticksAfter(cut, last + 1)) continue;
    cut.add(start, last + 1);
    return;
  }
}

const STICKS_BEFORE = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_]$/u;
const STICKS_AFTER = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_]/u;

function sticksBefore({ text, kinds }: Cut, place: number): boolean {
  if (place === 0 || kinds[place - 1] === CUT) return false;
  if (isHalf(text.charCodeAt(place - 1))) return STICKS_BEFORE.test(text.slice(Math.max(0, place - 2), place));
  return (PROPERTIES_OF_KIND[kinds[place - 1]] & STICKS_TO_DIGITS) !== 0;
}

function sticksAfter({ text, kinds }: Cut, place: number): boolean {
  if (kinds[place] === CUT) return false;
  if (isHalf(text.charCodeAt(place))) return STICKS_AFTER.test(text.slice(place, place + 2));
  return (PROPERTIES_OF_KIND[kinds[place]] & STICKS_TO_DIGITS) !== 0;
}

/** Whether a unit is half of a character beyond the Basic Multilingual Plane. */
function isHalf(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}
