import { STRONG_CODE, WEAK_CODE } from './codeLines';
import { count, countCharacters, countWords } from './counting';

const SENTENCE_END = /[.!?…:。！？：।॥؟۔։។]["'»”’)\]*_]{0,5}(?:\s|$)/;

const UNSPACED_LETTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/** Eight words of a letter, and what is between them. */
const SHORTEST = 15;

/** Whether what stands in place of code is prose: enough letters, in sentences or beyond ASCII, no lines of code. */
export function isPlainlyProse(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const { letters, visible } = countCharacters(text);
  if (letters < 0.75 * visible) return false;
  const words = countWords(text);
  const isUnspaced = count(text, UNSPACED_LETTER) > letters / 2;
  if (isUnspaced ? letters < 20 : words < 8) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const codeLines = lines.filter((line) => STRONG_CODE.test(line) || WEAK_CODE.test(line)).length;
  if (codeLines > lines.length / 5) return false;
  const isBeyondAscii = count(text, /[A-Za-z]/g) < letters * 0.85;
  return isBeyondAscii || (words >= lines.length * 4 && SENTENCE_END.test(text));
}
