import { parseLanguage } from './languageTag';
import { isObject, type JsonObject } from './json';
import type { LanguageTag } from './schema';

/** Codes before names: Aya's `arb` says more than its "Standard Arabic". `source_lang` states neither of the two. */
export const LANGUAGE_KEYS = ['language_code', 'lang', 'language', 'locale', 'lang_code'];

export const RESPONSE_LANGUAGE_KEYS = [
  'target_lang',
  'target_language',
  'target_language_code',
  'tgt_lang',
  'tgt_language',
  'output_language',
  'output_lang',
  'response_language',
  'response_lang',
  'answer_language',
  'answer_lang',
  'completion_language',
];

const METADATA_KEYS = ['metadata', 'meta'];

/** The language that a record, or a message in it, states for itself as a whole. */
export function recordLanguage(record: JsonObject): LanguageTag | undefined {
  return statedIn(record, LANGUAGE_KEYS);
}

/** The language that a record states for its responses. */
export function recordResponseLanguage(record: JsonObject): LanguageTag | undefined {
  return statedIn(record, RESPONSE_LANGUAGE_KEYS);
}

function statedIn(record: JsonObject, keys: readonly string[]): LanguageTag | undefined {
  const language = statedBy(record, keys);
  if (language) return language;
  for (const key of METADATA_KEYS) {
    const metadata = record[key];
    const nested = isObject(metadata) ? statedBy(metadata, keys) : undefined;
    if (nested) return nested;
  }
  return undefined;
}

function statedBy(record: JsonObject, keys: readonly string[]): LanguageTag | undefined {
  for (const key of keys) {
    const value = record[key];
    if (value === undefined) continue;
    const text: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof text !== 'string') continue;
    const withScript = typeof record.script === 'string' ? parseLanguage(`${text}_${record.script}`) : undefined;
    const language = withScript ?? parseLanguage(text);
    if (language) return language;
  }
  return undefined;
}
