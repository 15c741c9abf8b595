import { languageName } from '../../schema/languageTag';
import type { SpellingMistake } from '../finding';
import type { TextProblemKind } from './spellingVerdict';

const PROBLEMS: Readonly<Record<TextProblemKind, string>> = {
  repeatedWord: 'Word is repeated',
  doubledSpace: 'There is more than one space',
  mixedScript: 'Word has letters of different scripts',
  mojibake: 'Text was decoded with the wrong encoding',
  replacementCharacter: 'A character was lost when the text was decoded',
  controlCharacter: 'Text has a control character',
  unbalancedQuote: 'Quotation mark has no counterpart',
  unclosedFence: 'Block of code is not closed',
};

/** Longer stretches are cut, in UTF-16 units. */
const LONGEST_SHOWN = 60;

/**
 * A mistake in one sentence for people, without the full stop: "“recieve” is not in the English dictionary".
 * @param text the response.
 * @param locale BCP 47, for the names of languages.
 */
export function describeMistake(mistake: SpellingMistake, text: string, locale: string): string {
  if (mistake.kind === 'unknownWord') {
    return `“${cut(mistake.word)}” is not in the ${languageName(mistake.language, locale)} dictionary`;
  }
  const { kind, start, end, fix } = mistake;
  const written = text.slice(start, end);
  const isShown = written.trim() !== '' && kind !== 'controlCharacter';
  const fixed = fix !== undefined && fix.trim() !== '' ? `; probably “${cut(fix)}”` : '';
  return `${PROBLEMS[kind]}${isShown ? `: “${cut(written)}”` : ''}${fixed}`;
}

function cut(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, '')}…`;
}
