import type { LanguageTag } from '../../schema/schema';
import { capitalisedShare, isName } from './capitals';
import { TRANSLATE } from './askingPatterns';
import { ONLY_CHINESE_CHARACTERS } from './codeSwitching/unitKinds';
import { baseLanguage } from './equivalence';
import { withRanges } from './letterRanges';
import { findQuotes, ROMANISED } from './requestedLanguage';

// Responses whose language does not say whether they are in the right one.

/** Names, titles and brands are the same in every language: a text of them says nothing about its own. */
export function isMostlyNames(prose: string, language: LanguageTag | undefined): boolean {
  const beginning = prose.slice(0, 2_000);
  return isName(prose) || capitalisedShare(beginning) > MOSTLY || (language !== undefined && isTitles(beginning, language));
}

/** "Hun skrev Sense and Sensibility, Mansfield Park og Emma": the short words of titles are small. */
function isTitles(text: string, language: LanguageTag): boolean {
  // Quizzes, questions and one title over and over have capitals, too.
  if (text.length > LONGEST_TITLES || !/[,،、]/.test(text) || /[?؟？]/.test(text)) return false;
  const words = (text.match(/[\p{L}\p{M}'’]+/gu) ?? []).filter((word) => word.length > LONGEST_SMALL);
  return words.length >= FEWEST_OF_TITLES && !WITH_CAPITAL_NOUNS.has(baseLanguage(language)) && capitalisedShare(words.join(' ')) > MOSTLY;
}

const LONGEST_TITLES = 250;
const LONGEST_SMALL = 3;
const FEWEST_OF_TITLES = 5;
const WITH_CAPITAL_NOUNS: ReadonlySet<LanguageTag> = new Set(['de', 'lb', 'nds', 'gsw', 'bar']);

/** Share of a text's words that must be capitalised for it to be mostly names. */
const MOSTLY = 0.75;

/** Whether a text is Han alone that Japanese is written with as well: terms, addresses, sayings of four characters. */
export function isHanOfEither(prose: string): boolean {
  return prose.length <= LONGEST_IN_HAN && !ONLY_CHINESE_CHARACTERS.test(prose);
}

const LONGEST_IN_HAN = 60;

/** "Lasagne, ossobuco, pizza margherita": at least three items, of a few words each. */
export function isList(text: string): boolean {
  const items = text.slice(0, 2_000).split(/[,;\n]/).map((item) => item.trim()).filter((item) => item !== '');
  return items.length >= 3 && items.every((item) => item.split(/\s+/).length <= LONGEST_ITEM);
}

const LONGEST_ITEM = 4;

/** Whether a response is a piece of what it answers: what was to be found in a text stays as it is. */
export function isTakenFrom(heard: string, response: string): boolean {
  if (response.length > LONGEST_TAKEN || TRANSLATE.test(heard.slice(0, LONGEST_TASK).toLowerCase())) return false;
  const letters = lettersOf(response);
  return letters !== '' && lettersOf(heard).includes(letters);
}

const LONGEST_TAKEN = 1_000;
const LONGEST_TASK = 400;

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** Whether a sentence was to be made of a word that is quoted, which may be of any language, and has been. */
export function isSentenceWithQuoted(heard: string, response: string): boolean {
  if (heard.length > LONGEST_TASK || !SENTENCE.test(heard.toLowerCase())) return false;
  const said = response.toLowerCase();
  return findQuotes(heard).some(({ start, end }) => {
    const quoted = heard.slice(start + 1, end - 1).trim().toLowerCase();
    return quoted.length >= SHORTEST_WORD && quoted.length <= LONGEST_WORD && said.includes(quoted);
  });
}

const SHORTEST_WORD = 3;
const LONGEST_WORD = 24;

const SENTENCE = new RegExp(
  withRanges(
    '(?<!\\p{L})(?:sentence|satz|sätz|zin(?:nen)?(?!\\p{L})|sin(?:ne)?(?!\\p{L})|mening|setning|sætning|phrase|fras|oraci|oraç|propoziți|zdani|zdań|vět|viet|stav(?:ek|k)|rečeni|lause|mondat|teikum|sakin' +
      '|cümlə|cümle|реченн|речення|реченици|изречени|предложени|сказ|сөйлем|өгүүлбэр|câu|kalimat|ayat|pangungusap|sentensi|isivakalisi)' +
      '|წინადადებ|πρόταση|προτάσεις|جمل|משפט|वाक्य|বাক্য|વાક્ય|வாக்கிய|వాక్య|വാക്യ|වාක්‍ය|ประโยค|ប្រយោគ|ဝါကျ|문장|例文|英文|文を|造句|句子',
  ),
);

/** Whether it was to be written in Latin letters, of whatever language: "Напиши это латиницей". */
export function asksForLatinLetters(heard: string): boolean {
  return ROMANISED.test(heard.slice(0, LONGEST_TASK).toLowerCase()) || ROMANISED.test(heard.slice(-LONGEST_TASK).toLowerCase());
}
