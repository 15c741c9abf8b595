import { LANGUAGES } from './languages';
import type { LanguageTag } from './schema';

export interface KnownLanguage {
  readonly tag: LanguageTag;
  /** Other ISO 639 codes. */
  readonly codes: readonly string[];
  /** The usual one, ISO 15924. */
  readonly script: string;
  /** In English; the first is the one to show. */
  readonly names: readonly string[];
  readonly ownNames: readonly string[];
}

/** The languages that Paddock knows by their codes and names. */
export const KNOWN_LANGUAGES: readonly KnownLanguage[] = LANGUAGES.trim()
  .split('\n')
  .map((line) => {
    const [tag, codes, script, names, ownNames = ''] = line.split('|');
    const list = (written: string, separator: string) => written.split(separator).filter((each) => each !== '');
    return { tag, codes: list(codes, ' '), script, names: list(names, ';'), ownNames: list(ownNames, ';') };
  });
