import { KNOWN_LANGUAGES, type KnownLanguage } from './knownLanguages';
import type { LanguageTag } from './schema';

const languageByCode = new Map<string, KnownLanguage>();
const languageByName = new Map<string, KnownLanguage>();
const scripts = new Set(['Hant', 'Hani', 'Hang', 'Hira', 'Kana', 'Aran', 'Latn', 'Brai']);

for (const language of KNOWN_LANGUAGES) {
  scripts.add(language.script);
  for (const code of [language.tag, ...language.codes]) languageByCode.set(code, language);
  for (const name of [...language.names, ...language.ownNames]) languageByName.set(nameKey(name), language);
}

/** Codes that in a field named `language` say a programming language, or that there is none (pandas' NaN). */
const CODES_MEANT_OTHERWISE = new Set(['lua', 'ada', 'nan', 'non']);

/** What may stand beside a language's name: "Chinese (Traditional)", "Brazilian Portuguese". */
const QUALIFIERS: Readonly<Record<string, { readonly script?: string; readonly region?: string }>> = {
  simplified: { script: 'Hans' },
  'simplified han': { script: 'Hans' },
  traditional: { script: 'Hant' },
  'traditional han': { script: 'Hant' },
  latin: { script: 'Latn' },
  roman: { script: 'Latn' },
  romanized: { script: 'Latn' },
  romanised: { script: 'Latn' },
  cyrillic: { script: 'Cyrl' },
  arabic: { script: 'Arab' },
  devanagari: { script: 'Deva' },
  bengali: { script: 'Beng' },
  gurmukhi: { script: 'Guru' },
  tifinagh: { script: 'Tfng' },
  brazil: { region: 'BR' },
  brazilian: { region: 'BR' },
  portugal: { region: 'PT' },
  european: {},
  american: { region: 'US' },
  us: { region: 'US' },
  'united states': { region: 'US' },
  british: { region: 'GB' },
  uk: { region: 'GB' },
  'united kingdom': { region: 'GB' },
  indian: { region: 'IN' },
  india: { region: 'IN' },
  australian: { region: 'AU' },
  australia: { region: 'AU' },
  canadian: { region: 'CA' },
  canada: { region: 'CA' },
  mexican: { region: 'MX' },
  mexico: { region: 'MX' },
  spain: { region: 'ES' },
  'latin america': { region: '419' },
  'latin american': { region: '419' },
  france: { region: 'FR' },
  germany: { region: 'DE' },
  austrian: { region: 'AT' },
  austria: { region: 'AT' },
  swiss: { region: 'CH' },
  switzerland: { region: 'CH' },
  china: { script: 'Hans' },
  taiwan: { script: 'Hant' },
  'hong kong': { script: 'Hant' },
};

/** Lower-case regions that are also codes of languages: without this list `en-fi` would be the English of Finland. */
const LOWER_CASE_LOCALES = new Set(['pt-br', 'zh-tw', 'fr-ca', 'fr-be', 'fr-ch', 'de-ch', 'nl-be', 'it-ch', 'en-in']);

/** Scripts that are the same as, or a part of, a usual one. */
const SCRIPT_SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Hira', 'Kana', 'Hani'],
  Kore: ['Hang'],
  Arab: ['Aran'],
};

const TAG = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:\.utf-?8)?$/i;
const LONGEST = 64;
const REMEMBERED = 5_000;
const parsed = new Map<string, LanguageTag | undefined>();

/**
 * Reads what a dataset writes for a language: ISO 639-1, 639-2, 639-3, `xxx_Script`, BCP 47 with region, an English
 * name or the language's own, in any case. The script is left out where it is the language's usual one.
 * @returns `undefined` for what is not exactly one language: "python", "multilingual", "und", "en-fi".
 */
export function parseLanguage(text: string): LanguageTag | undefined {
  if (text.length > LONGEST) return undefined;
  if (parsed.has(text)) return parsed.get(text);
  const trimmed = text.trim();
  const tag = readTag(trimmed) ?? readName(trimmed);
  if (parsed.size < REMEMBERED) parsed.set(text, tag);
  return tag;
}

/** lid.176 names Alemannic German by the code that ISO 639-3 has since given to Tosk Albanian. */
const LID_176_LABELS: Readonly<Record<string, LanguageTag>> = { als: 'gsw' };

/** The language of a label of a fastText model: lid.176 (`de`), OpenLID, GlotLID and NLLB (`deu_Latn`), or by name. */
export function fromModelLabel(label: string): LanguageTag {
  const name = label.replace(/^__label__/, '');
  const [, code = '', script, region] = TAG.exec(name) ?? [];
  const language = languageByCode.get(code.toLowerCase());
  if (!script && name in LID_176_LABELS) return LID_176_LABELS[name];
  if (language) return tagOf(language, titleCase(script), region?.toUpperCase());
  return readName(name) ?? name.replaceAll('_', '-');
}

/** ISO 639's codes for no language, or none in particular: GlotLID has labels `und_Latn`, `zxx_Zzzz`. */
const NO_LANGUAGE = new Set(['und', 'zxx', 'mul', 'mis']);

/** Whether a tag of a model's label is not of a language, but of what has none. */
export function isNoLanguage(tag: LanguageTag): boolean {
  return NO_LANGUAGE.has(partsOf(tag).code);
}

/** Whether a model's label names a language: as those are that are known, or `xxx_Script`, as of models of thousands. */
export function isLanguageLabel(label: string): boolean {
  const name = label.replace(/^__label__/, '');
  const [, code, script] = TAG.exec(name) ?? [];
  if (!code) return readName(name) !== undefined;
  return languageByCode.has(code.toLowerCase()) || (script !== undefined && code.length === 3 && !NO_LANGUAGE.has(code));
}

const displayNames = new Map<string, Intl.DisplayNames>();
const shownNames = new Map<string, string>();

/** A language's name in `locale`'s language: "Chinese (Traditional)". In English, or the tag, where none is known. */
export function languageName(tag: LanguageTag, locale: string): string {
  const key = `${locale} ${tag}`;
  let name = shownNames.get(key);
  if (name === undefined) {
    name = nameFromIntl(tag, locale) ?? nameFromTable(tag);
    if (shownNames.size < REMEMBERED) shownNames.set(key, name);
  }
  return name;
}

/** The ISO 15924 code of the script that a language is usually written in: `Latn`, `Hans`, `Jpan`. */
export function usesScript(tag: LanguageTag): string | undefined {
  const { code, script } = partsOf(tag);
  return script ?? languageByCode.get(code)?.script;
}

/** The tag without its region, to compare languages: `pt` of `pt-BR`; `zh-Hant` stays. */
export function withoutRegion(tag: LanguageTag): LanguageTag {
  const { code, script } = partsOf(tag);
  return script ? `${code}-${script}` : code;
}

function readTag(text: string): LanguageTag | undefined {
  const [, code, script, region] = TAG.exec(text) ?? [];
  if (!code) return undefined;
  const language = languageByCode.get(code.toLowerCase());
  if (!language) return undefined;
  if (script && !scripts.has(titleCase(script) ?? '')) return undefined;
  if (!script && !region && CODES_MEANT_OTHERWISE.has(code.toLowerCase())) return undefined;
  if (region && !isRegion(code.toLowerCase(), region)) return undefined;
  return tagOf(language, titleCase(script), region?.toUpperCase());
}

function isRegion(code: string, region: string): boolean {
  if (region !== region.toLowerCase() || code === region || !languageByCode.has(region)) return true;
  return LOWER_CASE_LOCALES.has(`${code}-${region}`);
}

function readName(text: string): LanguageTag | undefined {
  const key = nameKey(text);
  const plain = languageByName.get(key);
  if (plain) return tagOf(plain);
  const words = key
    .replace(/[()[\],]/g, ' ')
    .trim()
    .replace(/ language$/, '')
    .split(/\s+/);
  for (let split = 0; split <= words.length; split++) {
    const before = words.slice(0, split).join(' ');
    const after = words.slice(split).join(' ');
    const found = qualified(before, after) ?? qualified(after, before);
    if (found) return found;
  }
  return undefined;
}

function qualified(name: string, qualifier: string): LanguageTag | undefined {
  const language = languageByName.get(name);
  if (!language) return undefined;
  if (qualifier === '') return tagOf(language);
  const plain = qualifier.replace(/ script$/, '');
  if (!Object.hasOwn(QUALIFIERS, plain)) return undefined;
  const { script, region } = QUALIFIERS[plain];
  return tagOf(language, script, region);
}

function tagOf(language: KnownLanguage, script?: string, region?: string): LanguageTag {
  let tag = language.tag;
  if (tag === 'zh') {
    // Chinese is told apart by its script alone; a region stands for one.
    const traditional = script ? script === 'Hant' : region !== undefined && /^(TW|HK|MO)$/.test(region);
    if (traditional) return 'zh-Hant';
    return script === undefined || isUsual(language, script) ? tag : `${tag}-${script}`;
  }
  if (script && !isUsual(language, script)) tag += `-${script}`;
  if (region) tag += `-${region}`;
  return tag;
}

function isUsual(language: KnownLanguage, script: string): boolean {
  return script === language.script || (SCRIPT_SYNONYMS[language.script]?.includes(script) ?? false);
}

/** Names are compared without case, accents of Latin letters, apostrophes and the kind of space between words. */
function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’ʼʽ]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

function titleCase(script: string | undefined): string | undefined {
  return script && script[0].toUpperCase() + script.slice(1).toLowerCase();
}

function partsOf(tag: LanguageTag): { code: string; script?: string; region?: string } {
  const [code, ...rest] = tag.split('-');
  return {
    code,
    script: rest.find((part) => part.length === 4),
    region: rest.find((part) => /^(..|\d{3})$/.test(part)),
  };
}

function nameFromIntl(tag: LanguageTag, locale: string): string | undefined {
  try {
    // Where CLDR folds the language into another one, its name would be that of the other: "Serbian (Latin)" for `sh`.
    if (new Intl.Locale(tag).language !== partsOf(tag).code) return undefined;
    let names = displayNames.get(locale);
    if (!names) {
      names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none', languageDisplay: 'standard' });
      displayNames.set(locale, names);
    }
    return names.of(tag);
  } catch {
    // Not a tag or not a locale: the name from our own table has to do.
    return undefined;
  }
}

function nameFromTable(tag: LanguageTag): string {
  const { code, script, region } = partsOf(tag);
  const language = languageByCode.get(code);
  if (!language) return tag;
  const qualifiers = [script, region].filter((part) => part !== undefined);
  return language.names[0] + (qualifiers.length ? ` (${qualifiers.join(', ')})` : '');
}
