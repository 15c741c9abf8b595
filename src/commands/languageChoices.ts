import { KNOWN_LANGUAGES } from '../schema/knownLanguages';
import { languageName, parseLanguage } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';

/** A language to choose, with all that it can be found by. */
export interface LanguageChoice {
  readonly tag: LanguageTag;
  /** Its name; or its code, as typed. */
  readonly label: string;
  /** What else it is known by: "de · Deutsch". */
  readonly description: string;
}

export interface LanguageChoices {
  /** Those of the dataset, in their order. */
  readonly present: readonly LanguageChoice[];
  /** By name. */
  readonly others: readonly LanguageChoice[];
}

/**
 * The languages to choose from.
 * @param present languages of the dataset, those with most responses first.
 * @param typed what has been typed so far. VS Code puts the shortest label first that begins with it: a language whose
 * code it is has that as its label, or "fi" would find Fijian before Finnish.
 * @param locale BCP 47, for the names.
 */
export function languageChoices(present: readonly LanguageTag[], typed: string, locale: string): LanguageChoices {
  const meant = parseLanguage(typed);
  const code = CODE.test(typed.trim()) ? typed.trim() : undefined;
  const choice = (tag: LanguageTag): LanguageChoice => {
    const name = languageName(tag, locale);
    const [label, other] = tag === meant && code !== undefined ? [code, name] : [name, tag];
    return { tag, label, description: [other, ...(namesOf.get(tag) ?? [])].join(' · ') };
  };
  const tags = KNOWN_LANGUAGES.map(({ tag }) => tag).filter((tag) => !present.includes(tag));
  if (meant !== undefined && !present.includes(meant) && !namesOf.has(meant)) tags.push(meant);
  const others = tags.map(choice).sort((a, b) => a.label.localeCompare(b.label, locale));
  return { present: present.map(choice), others };
}

const CODE = /^[a-z]{2,3}([-_][a-z0-9]+)*$/i;

const namesOf = new Map(
  KNOWN_LANGUAGES.map(({ tag, names, ownNames }) => [tag, [...ownNames, ...names.slice(1)]]),
);
