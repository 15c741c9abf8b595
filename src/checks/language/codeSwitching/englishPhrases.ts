import type { LanguageSpan } from '../languageVerdict';
import type { ProseSegment } from '../prose';
import { isCited } from './citations';
import { BORROWED_PHRASES, JOINING_WORDS, ORDINARY_WORDS, SENTENCE_WORDS } from './englishWords';

/** Share of such phrases that are switches of language in clean texts and in real responses: see docs/language-check.md. */
const CONFIDENCE = 0.95;

/**
 * Words of English sentences that no other language of some spread has among its own. Gathered by hand, and held against
 * the Universal Declaration of Human Rights and manuals in languages that are written in Latin letters.
 */
const ONLY_ENGLISH: ReadonlySet<string> = new Set(
  (
    'the this that these those there they them their theirs with which what when where while who whom whose why how would ' +
    'should could because although though until unless from into about through between without against before after you ' +
    'your yours himself herself itself themselves ourselves yourself our ours not does been were being than then more very ' +
    "every each such another other only just yet many much few its his she and if during within across towards doesn't " +
    "don't isn't aren't can't won't couldn't wouldn't shouldn't it's that's there's we're you're they're you've we've cannot"
  ).split(' '),
);
interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

/** English phrases of a few words in a response whose language is written in Latin letters, too. */
export function englishPhrases(text: string, segments: readonly ProseSegment[]): LanguageSpan[] {
  const spans: LanguageSpan[] = [];
  for (const segment of segments) {
    for (let at = nextOnlyEnglish(text, segment.start, segment.end); at >= 0; ) {
      const phrase = phraseAround(text, at, segment);
      if (isEnglish(phrase) && !isCited(text, phrase.start, phrase.end)) {
        spans.push({ start: phrase.start, end: phrase.end, language: 'en', confidence: CONFIDENCE, kind: 'words' });
      }
      at = nextOnlyEnglish(text, phrase.end, segment.end);
    }
  }
  return spans;
}

const SPACE = 0x20;
const LONGEST = Math.max(...Array.from(ONLY_ENGLISH, ({ length }) => length));

/** By the first two letters of a word, of 32 each: whether a word of English alone begins so. Most words are looked at no further. */
const BEGINNINGS = new Uint8Array(32 * 32);
for (const word of ONLY_ENGLISH) BEGINNINGS[beginningOf(word, 0)] = 1;

function beginningOf(text: string, at: number): number {
  return (text.charCodeAt(at) & 31) * 32 + (text.charCodeAt(at + 1) & 31);
}

/** Where the next word of English alone begins, between spaces; -1 where there is none. */
function nextOnlyEnglish(text: string, from: number, to: number): number {
  for (let space = from; space < to; space++) {
    if (text.charCodeAt(space) !== SPACE || !BEGINNINGS[beginningOf(text, space + 1)]) continue;
    let end = space + 3;
    while (end < to && end - space <= LONGEST && text.charCodeAt(end) !== SPACE) end++;
    if (end < to && ONLY_ENGLISH.has(text.slice(space + 1, end))) return space + 1;
  }
  return -1;
}

/** The words around a word that may be English, with nothing but single spaces between them. */
function phraseAround(text: string, at: number, segment: ProseSegment): Phrase {
  let start = at;
  for (let from = at, unknown = 0; unknown <= MOST_UNKNOWN; ) {
    const before = wordBefore(text, from, segment.start);
    if (before === undefined) break;
    const word = text.slice(before, from - 1);
    from = before;
    if (isKnown(word)) [start, unknown] = [before, 0];
    else if (MAY_BE_ENGLISH.test(word)) unknown++;
    else break;
  }
  let end = wordEnd(text, at, segment.end);
  for (let from = end, unknown = 0; unknown <= MOST_UNKNOWN && text[from] === ' '; ) {
    const to = wordEnd(text, from + 1, segment.end);
    const word = text.slice(from + 1, to);
    from = to;
    if (isKnown(word)) [end, unknown] = [to, 0];
    else if (MAY_BE_ENGLISH.test(word)) unknown++;
    else break;
  }
  return { start, end, words: text.slice(start, end).split(' ') };
}

/** Words in a row that are not known, between some that are. */
const MOST_UNKNOWN = 1;
const MAY_BE_ENGLISH = /^[a-z]{4,}(?:-[a-z]+)*$/;
const LETTER = /[\p{L}\p{M}\p{Nd}'’_-]/u;

function wordEnd(text: string, from: number, most: number): number {
  let end = from;
  while (end < most && LETTER.test(text[end])) end++;
  return end;
}

/** Where the word before a position begins; `undefined` when no single space is between them. */
function wordBefore(text: string, position: number, least: number): number | undefined {
  if (position - 1 <= least || text[position - 1] !== ' ') return undefined;
  let start = position - 1;
  while (start > least && LETTER.test(text[start - 1])) start--;
  return start === position - 1 ? undefined : start;
}

function isKnown(word: string): boolean {
  const plain = word.replace('’', "'");
  return SENTENCE_WORDS.has(plain) || JOINING_WORDS.has(plain) || ORDINARY_WORDS.has(plain) || plain === 'a';
}

const FEWEST_WORDS = 3;

/** Whether enough of a phrase is English and nothing else: `and the` is in the names of bands, `on the` in those of films. */
function isEnglish(phrase: Phrase): boolean {
  const words = phrase.words.join(' ').replaceAll(BORROWED_PHRASES, '').split(' ');
  const known = words.filter(isKnown).length;
  const only = words.filter((word) => ONLY_ENGLISH.has(word)).length;
  const ordinary = words.filter((word) => ORDINARY_WORDS.has(word)).length;
  if (known < FEWEST_WORDS) return false;
  return only >= 2 || (only === 1 && ordinary >= 1 && known > FEWEST_WORDS);
}
