import type { LanguageTag } from './schema';

/** Reads what a dataset writes for a language. `undefined` for what is not one language. */
export function parseLanguage(_text: string): LanguageTag | undefined {
  return undefined;
}

/** The language of a label of a fastText model, without its `__label__`. */
export function fromModelLabel(label: string): LanguageTag {
  return label;
}

/** A language's name in the language of `locale`: "Chinese (Traditional)". The tag where none is known. */
export function languageName(tag: LanguageTag, _locale: string): string {
  return tag;
}

/** The ISO 15924 code of the script that a language is usually written in: `Latn`. */
export function usesScript(_tag: LanguageTag): string | undefined {
  return undefined;
}
