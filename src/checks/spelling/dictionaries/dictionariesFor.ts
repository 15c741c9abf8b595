import type { LanguageTag } from '../../../schema/schema';
import type { DictionaryFiles } from './dictionary';
import { variantKey, variantScript } from './dictionaryName';

/** Languages that have dictionaries under other codes than texts. */
const SPELLED_BY: Readonly<Record<string, readonly string[]>> = {
  no: ['no', 'nb', 'nn'],
  nb: ['nb', 'no'],
  sh: ['sh', 'sr-Latn', 'hr'],
  tl: ['tl', 'fil'],
  fil: ['fil', 'tl'],
  ms: ['ms', 'zsm'],
  zsm: ['zsm', 'ms'],
  mo: ['ro'],
  prs: ['prs', 'fa'],
  pes: ['pes', 'fa'],
};

/**
 * The dictionaries that words of a language are looked up in, one after the other: the one of the variant that is
 * chosen, or that the tag itself names (`pt-PT`); otherwise all of the language in the script it is written in, the
 * usual variant first. Of several for one variant, the first that is found.
 * @param dictionaries those that go before others first.
 * @param variants by language: the variant that is chosen.
 */
export function dictionariesFor<Files extends Pick<DictionaryFiles, 'variant' | 'language' | 'words'>>(
  language: LanguageTag,
  dictionaries: readonly Files[],
  variants: Readonly<Record<LanguageTag, string>>,
): Files[] {
  const [code] = language.split('-');
  const rest = language.slice(code.length);
  const all = (SPELLED_BY[code] ?? [code]).flatMap((spelledBy) => {
    const tag = spelledBy + rest;
    const [wanted] = tag.split('-');
    const script = variantScript(tag);
    return dictionaries.filter((files) => files.language === wanted && variantScript(files.variant) === script);
  });
  const chosen = variants[language] ?? variants[code] ?? language;
  if (chosen !== code) {
    const key = variantKey(chosen);
    const named = all.find(({ variant }) => variantKey(variant) === key);
    if (named && (chosen !== language || /-([A-Z]{2}|\d{3})\b/.test(language))) return [named];
  }
  const first = firstOfEach(all);
  const usual = new Set((SPELLED_BY[code] ?? [code]).map((spelledBy) => variantKey(spelledBy + rest)));
  return [
    ...first.filter(({ variant }) => usual.has(variantKey(variant))),
    ...first.filter(({ variant }) => !usual.has(variantKey(variant))),
  ];
}

/** Without those of a variant that is there already, or that are the same file under another name. */
function firstOfEach<Files extends Pick<DictionaryFiles, 'variant' | 'words'>>(dictionaries: readonly Files[]): Files[] {
  const variants = new Set<string>();
  const files = new Set<string>();
  return dictionaries.filter(({ variant, words }) => {
    const key = variantKey(variant);
    if (variants.has(key) || files.has(words)) return false;
    variants.add(key);
    files.add(words);
    return true;
  });
}
