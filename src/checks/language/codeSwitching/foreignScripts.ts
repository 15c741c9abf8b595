import type { LanguageTag } from '../../../schema/schema';
import type { LanguageSpan } from '../languageVerdict';
import type { ProseSegment } from '../prose';
import { SCRIPTS, type Script, scriptOfUnit } from '../scripts';
import { isCited, isEquated } from './citations';
import { namesLanguage } from './namedLanguage';
import { FOREIGN, NATIVE } from './unitKinds';

/** Share of such words that are switches of language in real responses: see docs/language-check.md. */
const CONFIDENCE = 0.95;
/** A longer stretch is a passage, which other means identify. */
const MOST_LETTERS = 60;
/** Letters that a word of each script must have; one of an alphabet alone is a sign: α, Ω, ㅋ, Я. */
const FEWEST_LETTERS = 2;

/** How many stretches are looked for in what the response answers: that takes as long as it is. */
const MOST_STRETCHES = 200;
/** How much of a line is looked at to tell whether it has native letters: in UTF-16 units to both sides. */
const REACH = 1_000;

/** Words in scripts that the language is not written in. */
export function foreignScriptWords(
  text: string,
  segments: readonly ProseSegment[],
  language: LanguageTag,
  kinds: Uint8Array,
  context: () => string,
): LanguageSpan[] {
  const spans: LanguageSpan[] = [];
  const named = new Map<LanguageTag, boolean>();
  let answered: string | undefined;
  let looked = 0;
  for (const segment of segments) {
    for (let i = segment.start; i < segment.end && looked < MOST_STRETCHES; i++) {
      if (kinds[text.charCodeAt(i)] !== FOREIGN) continue;
      const start = i;
      const { end, letters, script } = stretchOf(text, start, segment.end, kinds);
      i = end - 1;
      if (letters < FEWEST_LETTERS && !isInsideWord(text, start, end, kinds)) continue;
      if (letters > MOST_LETTERS || (script === 'Grek' && letters <= 2)) continue;
      if (isCited(text, start, end) || isEquated(text, start, end) || isWholeLine(text, start, end, kinds)) continue;
      const found = languageOfScript(script);
      looked++;
      if (!named.has(found)) named.set(found, namesLanguage(text, found, language));
      if (named.get(found)) continue;
      answered ??= context();
      if (answered.includes(text.slice(start, end))) continue;
      spans.push({ start, end, language: found, confidence: CONFIDENCE, kind: 'words' });
    }
  }
  return spans;
}

/** Words of a script in a row, with the spaces and signs between them. */
function stretchOf(text: string, start: number, most: number, kinds: Uint8Array): { end: number; letters: number; script: Script } {
  const script = scriptOfUnit(text.charCodeAt(start));
  let end = start + 1;
  let letters = 0;
  for (let i = start; i < most; i++) {
    const unit = text.charCodeAt(i);
    const kind = kinds[unit];
    if (kind !== 0 && kind !== FOREIGN) break;
    if (kind === FOREIGN) {
      letters++;
      end = i + 1;
    } else if (unit === 0x0a || i - end > LONGEST_GAP) break;
  }
  while (end < most && isMark(text.charCodeAt(end))) end++;
  return { end, letters, script: SCRIPTS[script] };
}

const LONGEST_GAP = 2;

/** A vowel sign or the like, which belongs to the letter before it. */
function isMark(unit: number): boolean {
  return /\p{M}/u.test(String.fromCharCode(unit));
}

/** Whether letters of the language adjoin the stretch on both sides: no sign stands there. */
function isInsideWord(text: string, start: number, end: number, kinds: Uint8Array): boolean {
  return kinds[text.charCodeAt(start - 1)] === NATIVE && kinds[text.charCodeAt(end)] === NATIVE;
}

/** Lines in another script are passages or items of a list. */
function isWholeLine(text: string, start: number, end: number, kinds: Uint8Array): boolean {
  for (let i = start - 1; i >= 0 && start - i < REACH && text[i] !== '\n'; i--) if (kinds[text.charCodeAt(i)] === NATIVE) return false;
  for (let i = end; i < text.length && i - end < REACH && text[i] !== '\n'; i++) if (kinds[text.charCodeAt(i)] === NATIVE) return false;
  return true;
}

const languages = new Map<Script, LanguageTag>();

/** The language that most texts in a script are in, by Unicode's likely subtags. */
function languageOfScript(script: Script): LanguageTag {
  let language = languages.get(script);
  if (language === undefined) {
    const code = script === 'Kana' ? 'Jpan' : script === 'Hang' ? 'Kore' : script;
    language = new Intl.Locale(`und-${code}`).maximize().language;
    languages.set(script, language);
  }
  return language;
}
