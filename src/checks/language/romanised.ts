import type { LanguageTag } from '../../schema/schema';
import { baseLanguage } from './equivalence';
import type { LanguageEvidence } from './languageEvidence';

/**
 * Everyday words of languages as people write them in Latin letters, but for those that languages with Latin letters
 * have, too, and greetings, which are spoken of in other languages. The identifiers know hardly any romanised text but
 * Hindi, and take it for whatever looks a little like it.
 */
const WORDS: Readonly<Record<LanguageTag, string>> = {
  ru:
    'chto pochemu eto dlya mne mozhno nuzhno tebya menya rasskazhi rasskazhite napishi napishite obyasni ' +
    'pozhaluysta pozhalujsta skolko kogda kakoy kakoi kakie kakaya luchshe ochen yest esli yesli zachem lyubov ' +
    'seychas chego',
  uk: 'shcho chomu tse dlia mozhna yakyi yaki yaka skilky rozkazhy napyshy duzhe yak chy buty',
  bg: 'zashto kakvo napishi napishete razkazhi obyasni molya iskam tova kakuv neshto sushto',
  mk: 'zoshto shto napishi raskazhi sakam mozham kazhi neshto povekje',
  el:
    'kanis kaneis einai eimai giati mou thelo mporo mporeis boro grapse poia poio stin ston simera ellinika ' +
    'poso pote exei',
  ar:
    'inta enta enti ezayak ezzayak ezayek shlonak shlonik kifak kifik keefak shu shou leh leish lesh mish ' +
    'momken kaman biddi baddi yaani kayfa limatha limadha madha hatha hadha eih feen dilwaqti delwa2ty keda ' +
    'kida',
  fa:
    'chetori chetor chetore hastam hasti mikonam mikhaham khoobam mamnoon baraye chera chist kojast shoma ' +
    'mishavad mishe emrooz emruz lotfan',
  zh:
    'hao zenme zenmeyang shenme weishenme jintian zhongguo meiyou keyi duoshao yige xihuan tianqi zhidao ' +
    'mingtian qingwen',
  ja:
    'desu desuka kudasai onegai onegaishimasu watashi anata doko itsu doushite ikura kyou ashita oshiete ' +
    'shimasu imasu arimasu',
  ko: 'juseyo hamnida mwoyeyo eottaeyo eotteoke eodi eolma oneul isseoyo haeyo yeyo ieyo imnida mwo wae',
  bn:
    'tumi apni apnar tomake amake keno kemon kivabe kibhabe bhalo achho korbo korte bolun jonno ebong theke ' +
    'amra holo',
  ta: 'naan enna eppadi epdi ungal enakku irukku illai venum sollu sollunga yaar panna pannanum ethu',
  te: 'nenu nuvvu meeru enti emiti cheppu cheppandi ledu unnaru naku bagunnara kavali enduku',
  ml: 'njan enthanu entha engane evide ningal parayu enikku',
  gu: 'chhe tame shu',
  ne: 'timi tapai kasto malai garne garnu chha hajur',
  pa: 'tusi tussi kiven mainu sanu kiddan tuhada',
  ka: 'rogor ratom aris minda chemi sheni gtxov gtkhov',
  he: 'eich rotze rotza eifo bevakasha yesh',
  th: 'arai yangngai khrap krub khun thammai',
};

const LANGUAGES_OF_WORD = new Map<string, LanguageTag[]>();
for (const [language, words] of Object.entries(WORDS)) {
  for (const word of words.split(' ')) LANGUAGES_OF_WORD.set(word, [...(LANGUAGES_OF_WORD.get(word) ?? []), language]);
}

/** Longer prompts say enough to the identifiers, in UTF-16 units. */
const LONGEST = 300;
/** Confidence from which a prompt is what it looks like. */
const SURE = 0.97;
const FEWEST_WORDS = 2;
const LEAST_SHARE = 0.2;

/**
 * What a short prompt in Latin letters says that looks like none of their languages for sure, but has words of one that
 * is romanised: `ru-Latn` of "Pochemu eto tak?"
 */
export function romanisedEvidence(prompt: string, { writing, found }: LanguageEvidence): LanguageEvidence | undefined {
  if (writing.main !== 'Latn' || prompt.length > LONGEST || (found && found.confidence >= SURE)) return undefined;
  const language = romanisedLanguage(prompt);
  if (!language) return undefined;
  const own = { language: `${language}-Latn`, confidence: 1 };
  return { writing, found: own, probabilityOf: (other) => (baseLanguage(other) === language ? 1 : 0), likely: () => [own] };
}

/** The language that a fifth of the words, and at least two, are romanised from. */
function romanisedLanguage(prompt: string): LanguageTag | undefined {
  const words = prompt.toLowerCase().match(/[\p{L}\p{M}\d']+/gu) ?? [];
  const counts = new Map<LanguageTag, number>();
  for (const word of new Set(words)) {
    for (const language of LANGUAGES_OF_WORD.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const needed = Math.max(FEWEST_WORDS, LEAST_SHARE * words.length);
  let best: LanguageTag | undefined;
  for (const [language, count] of counts) {
    if (count >= needed && count > (counts.get(best ?? '') ?? 0)) best = language;
  }
  return best;
}
