import type { LanguageTag } from '../../schema/schema';

/** How the benchmark's script takes a response apart: see passRates.ts. */

/** What Python's `str.split` takes for white space. */
const SPACES = '\\t\\n\\v\\f\\r\\x1c-\\x1f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const SPACE = new RegExp(`[${SPACES}]+`, 'u');
const OUTER_SPACE = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, 'gu');
/** Python's `string.punctuation`, and the Arabic comma. */
const PUNCTUATION = /[!-/:-@[-`{-~،]/g;

/** A response's lines without punctuation, up to where the model goes on with a question of its own. */
export function linesOf(response: string): string[] {
  const [answer] = response.split('\nQ:', 1);
  return answer.replace(OUTER_SPACE, '').replace(PUNCTUATION, '').replaceAll('—', ' ').split('\n');
}

/**
 * A line's words. Chinese and Japanese, which the benchmark parts with jieba and MeCab, are parted by ICU's dictionaries
 * where those need theirs: it counts whether there are five, and whether one is English. See docs/language-check.md for
 * how the figures compare.
 */
export function wordsOf(line: string, language: LanguageTag): string[] {
  if (language === 'zh') return chineseWords(line);
  if (language === 'ja') return japaneseWords(line);
  return line.split(SPACE).filter((word) => word !== '');
}

/** As jieba does, each white space and sign is a word; Han are parted by a dictionary. */
const CHINESE_PARTS = /[\u4e00-\u9fd5]+|[a-zA-Z0-9]+|[^]/gu;
const HAN = /^[\u4e00-\u9fd5]/;

function chineseWords(line: string): string[] {
  return Array.from(line.matchAll(CHINESE_PARTS), ([part]) => (HAN.test(part) ? hanWords(part) : [part])).flat();
}

const SUFFIXES = new Set('式器力性网社者化学家员率度量法区国会权品物机部室馆店版类型级制派界史病症论站');

/** ICU's words, with a suffix joined to the word before it, as jieba does: 生成器 for 生成 and 器. */
function hanWords(text: string): string[] {
  const words: string[] = [];
  for (const { segment } of segmenterOf('zh').segment(text)) {
    const before = words.at(-1);
    if (before && before.length >= 2 && SUFFIXES.has(segment)) words[words.length - 1] = before + segment;
    else words.push(segment);
  }
  return words;
}

const JAPANESE_PARTS = /\p{Script=Latin}+|[0-9]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|\p{L}+|[^]/gu;
const JAPANESE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u;

function japaneseWords(line: string): string[] {
  return Array.from(line.matchAll(JAPANESE_PARTS), ([part]) => {
    if (SPACE.test(part)) return [];
    return JAPANESE.test(part) ? Array.from(segmenterOf('ja').segment(part), ({ segment }) => segment) : [part];
  }).flat();
}

const segmenters = new Map<LanguageTag, Intl.Segmenter>();

function segmenterOf(language: LanguageTag): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}
