import { LANGUAGE_CHECK_VERSION } from '../checks/language/checkVersion';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { DictionaryFolders } from '../checks/spelling/dictionaries/dictionary';
import type { SpellingOptions } from '../checks/spelling/spellingOptions';
import type { SchemaChoice } from '../schema/schema';
import { modelKey } from './languageModels';

/**
 * All that verdicts depend on besides the records, as a text to be compared: where it is the same, the same records get
 * the same verdicts.
 * @param spelling absent where spelling is not checked.
 * @throws ModelError when the model of the options is not there.
 */
export async function checkConditions(
  schema: SchemaChoice | undefined,
  language: LanguageOptions,
  spelling?: SpellingOptions & { readonly folders: DictionaryFolders },
): Promise<string> {
  const model = language.model === undefined ? undefined : await modelKey(language.model);
  return JSON.stringify({ version: LANGUAGE_CHECK_VERSION, schema, language, model, spelling });
}
