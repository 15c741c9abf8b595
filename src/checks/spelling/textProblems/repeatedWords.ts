import type { LanguageTag } from '../../../schema/schema';
import { baseLanguage } from '../../language/equivalence';
import type { TextProblem } from '../spellingVerdict';
import type { Words } from '../words';

/** Small words that are written twice by mistake only, by language. */
const NEVER_TWICE: ReadonlyMap<LanguageTag, ReadonlySet<string>> = new Map(
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
    ro: 'și sau un o al a ale de la în din cu pe pentru este sunt era că nu mai',
    hu: 'a az egy és vagy de hogy nem is ha mint',
    da: 'og eller en et i på af til for med som er var at ikke om fra den det de',
    nb: 'og eller en et i på av til for med som er var at ikke om fra den det de',
    no: 'og eller en et i på av til for med som er var at ikke om fra den det de',
    fi: 'ja tai on ei että se kuin jos myös mutta ovat oli',
    hr: 'i u na za od s se je su da ne ali ili kao iz po',
    sl: 'in v na za od s z se je so da ne ali kot iz po',
    ca: 'el la els les un una i o de del dels en per amb que és son se',
    gl: 'o a os as un unha e ou de do da dos das en no na por para con que é son se',
    af: 'die en of van in op te met vir deur by aan uit as is was nie ook maar om',
    uk: 'і й в у на з по за із до від для не що як але або це був була',
  }).map(([language, words]) => [language, new Set(words.split(' '))] as const),
);

/** A word that is written twice in a row: "the the". Only words of which no language makes use that way. */
export function repeatedWords(text: string, words: Words, language: LanguageTag | undefined): TextProblem[] {
  const never = language && NEVER_TWICE.get(baseLanguage(language));
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
