import type { LanguageTag } from '../../../schema/schema';
import type { TextProblem } from '../spellingVerdict';
import type { Words } from '../words';

/** Small words that are written twice by mistake only, by language. */
const NEVER_TWICE: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: 'the a an of to and or in on at for with by from as is are was were be been it its this these those than their we they you your he she if not but which who will would can could should may has have into',
    de: 'und oder der dem den des ein eine einen einem einer eines im in von zu zum zur mit auf für bei nach aus als wie ist sind war waren wird werden wurde es er wir ihr nicht auch aber wenn dass durch um über unter',
    fr: 'le la les un une des du de et ou à au aux en dans par pour sur avec est sont était il elle ils elles que qui ce cette ces son sa ses leur leurs ne pas plus mais si comme',
    es: 'el la los las un una unos unas de del y o a al en por para con es son era que se su sus como pero más este esta estos estas',
    it: 'il lo la i gli le un una di del della dei delle e o a al alla in nel nella da dal dalla per con su è sono era che come ma non questo questa',
    pt: 'o a os as um uma de do da dos das e ou em no na nos nas por para com é são era que se seu sua como mas não este esta',
    nl: 'de het een en of van in op te met voor door bij aan uit als is zijn was waren wordt niet ook maar om naar over',
    sv: 'och eller en ett i på av till för med som är var att inte om från vid den det de',
    pl: 'i oraz w z na do od o po za przez dla jest są był była się nie że jak ale lub',
    cs: 'a v na do z ze s se si o po za pro je jsou byl byla že jak ale nebo',
    ru: 'и в на с по за из к о от для не что как но или это был была было',
    uk: 'і й в у на з по за із до від для не що як але або це був була',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** A word that is written twice in a row: "the the". Only words of which no language makes use that way. */
export function repeatedWords(text: string, words: Words, language: LanguageTag | undefined): TextProblem[] {
  const never = language && NEVER_TWICE[language];
  if (!never) return [];
  const problems: TextProblem[] = [];
  const { starts, ends } = words;
  for (let place = 1; place < words.count; place++) {
    const start = starts[place];
    const end = ends[place];
    const previous = starts[place - 1];
    if (end - start !== ends[place - 1] - previous || text.charCodeAt(end - 1) !== text.charCodeAt(ends[place - 1] - 1)) continue;
    const word = text.slice(start, end);
    if (!never.has(word) || text.slice(previous, ends[place - 1]).toLowerCase() !== word) continue;
    if (!/^[ \u00a0]+$/.test(text.slice(ends[place - 1], start))) continue;
    problems.push({ kind: 'repeatedWord', start: previous, end, fix: text.slice(previous, ends[place - 1]) });
  }
  return problems;
}
