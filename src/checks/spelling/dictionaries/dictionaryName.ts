import { parseLanguage } from '../../../schema/languageTag';
import type { LanguageTag } from '../../../schema/schema';

/** What a dictionary's file name says. */
export interface DictionaryName {
  /** BCP 47. */
  readonly variant: string;
  readonly language: LanguageTag;
}

/** Of the words behind language and region in file names (`de_AT_frami`, `en_GB-large`), those that name a variant. */
const VARIANTS = new Set(['valencia', 'tarask', '1901', '1994', 'polyton', 'ijekavsk', 'ekavsk']);

/**
 * Reads the name of a Hunspell dictionary: `de_AT_frami`, `sr-Latn`, `sr_RS-Latn`, `en_GB`, `ca-valencia`,
 * `dictionary-pt-pt`.
 * @returns `undefined` where it names no language: `hyph_de`, `index`.
 */
export function parseDictionaryName(name: string): DictionaryName | undefined {
  const [code, ...parts] = name.replace(/^dictionary-/i, '').split(/[-_.@]/);
  if (!/^[a-z]{2,3}$/i.test(code)) return undefined;
  const language = parseLanguage(code.toLowerCase());
  if (language === undefined) return undefined;
  const script = parts.find((part) => /^[a-z]{4}$/i.test(part) && isScript(part));
  const region = parts.find((part) => /^([a-z]{2}|\d{3})$/i.test(part));
  const variant = parts.find((part) => VARIANTS.has(part.toLowerCase()));
  const tag = [language, script && titleCase(script), region?.toUpperCase(), variant?.toLowerCase()];
  return { variant: tag.filter((part) => part !== undefined).join('-'), language };
}

/**
 * The same text for tags of the same variant: `de` and `de-DE`, `sr` and `sr-Cyrl-RS`. Which script and region are meant
 * where none is named is CLDR's to say ("likely subtags").
 */
export function variantKey(variant: string): string {
  try {
    return new Intl.Locale(variant).maximize().toString();
  } catch {
    return variant;
  }
}

/** ISO 15924's code of the script that a variant is written in. */
export function variantScript(variant: string): string | undefined {
  try {
    return new Intl.Locale(variant).maximize().script;
  } catch {
    return undefined;
  }
}

function isScript(part: string): boolean {
  return ['latn', 'cyrl', 'arab', 'deva', 'hans', 'hant', 'grek', 'armn', 'hebr', 'mong', 'tfng', 'guru'].includes(
    part.toLowerCase(),
  );
}

function titleCase(word: string): string {
  return word[0].toUpperCase() + word.slice(1).toLowerCase();
}
