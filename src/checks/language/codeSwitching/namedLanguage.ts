import { languageName } from '../../../schema/languageTag';
import type { LanguageTag } from '../../../schema/schema';

/** Letters of a name that its endings leave alone. */
const STEM = 5;

/** Whether a text in one language speaks of another by its name: words of that one are what the text is about. */
export function namesLanguage(text: string, language: LanguageTag, inLanguage: LanguageTag): boolean {
  return text.toLowerCase().includes(languageName(language, inLanguage).toLowerCase().slice(0, STEM));
}
