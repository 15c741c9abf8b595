import type { TextProblem } from '../spellingVerdict';
import { byteOf } from './windows1252';

/** Marks that may stand behind a letter in any text: such a pair must go on with a letter to be mojibake. */
const MARKS = /[’”“‘–—…»«\u00a0™]$/;
const LETTER = /\p{L}/u;
/** Characters whose mojibake is told by one of them: Latin letters with accents, signs, quotation marks, dashes, arrows. */
const TELLING = /^[\u00a0-\u017f\u0192\u02c6\u02dc\u0218-\u021b\u2010-\u203a\u20ac\u2122\u2190-\u2bff\u{1f300}-\u{1faff}]+$/u;
/** Other letters stand in words: two of them are told by their scripts. */
const LETTERS = /^[\u0370-\u0557\u0561-\u0587\u05d0-\u05ea\u0600-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u1e00-\u1fff\u2010-\u203a\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef\u0300-\u036f\u00a0-\u024f]{2,}$/u;
/** Times that a text may have been read wrongly, one after the other. */
const MOST_TIMES = 3;

/**
 * UTF-8 that has been read as Windows-1252 or Latin-1, once or several times: `Ã¼`, `â€™`, `Ð¿Ñ€`; read back. In all of
 * the text: half of such a letter may look like a sign that is no prose.
 */
export function mojibake(text: string): TextProblem[] {
  const problems: { kind: 'mojibake'; start: number; end: number; fix: string }[] = [];
  for (let at = 0; at < text.length; at++) {
    const start = at;
    for (let length = lengthOfCharacter(text, at); length > 0; length = lengthOfCharacter(text, at)) at += length;
    const fix = at > start ? readBack(text.slice(start, at), text.charAt(at)) : undefined;
    if (fix === undefined) continue;
    const last = problems.at(-1);
    if (last && start - last.end <= 1) {
      last.fix += text.slice(last.end, start) + fix;
      last.end = at;
    } else {
      problems.push({ kind: 'mojibake', start, end: at, fix });
    }
  }
  return problems;
}

/** How many characters stand for the bytes of one character in UTF-8 from here on; 0 where they stand for none. */
function lengthOfCharacter(text: string, at: number): number {
  const first = byteOf(text.charCodeAt(at));
  const length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + length > text.length) return 0;
  for (let next = at + 1; next < at + length; next++) if ((byteOf(text.charCodeAt(next)) & 0xc0) !== 0x80) return 0;
  return length;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @returns `undefined` where what is written is likely to be meant. */
function readBack(written: string, next: string): string | undefined {
  const once = decoded(written);
  if (once === undefined || !(TELLING.test(once) || LETTERS.test(once))) return undefined;
  const isPair = written.length === 2;
  if (isPair && MARKS.test(written) && !/^Ã\u00a0$|^Â/.test(written) && !LETTER.test(next)) return undefined;
  let fix = once;
  for (let times = 1; times < MOST_TIMES; times++) {
    const again = decoded(fix);
    if (again === undefined || !(TELLING.test(again) || LETTERS.test(again))) break;
    fix = again;
  }
  return fix;
}

function decoded(written: string): string | undefined {
  const bytes = Uint8Array.from(written, (character) => byteOf(character.charCodeAt(0)));
  if (bytes.includes(0)) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    // Characters that UTF-8 has no such bytes for: surrogates, forms that are too long.
    return undefined;
  }
}
