import { LANGUAGE_CHECK_VERSION } from '../checks/language/checkVersion';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { SPELLING_CHECK_VERSION } from '../checks/spelling/checkVersion';
import type { SpellingOptions } from '../checks/spelling/spellingOptions';
import type { SchemaChoice } from '../schema/schema';
import { contentHash } from '../dataset/contentHash';
import type { Dictionaries } from './dictionaries';
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
  spelling?: { readonly options: SpellingOptions; readonly dictionaries: Dictionaries },
): Promise<string> {
  const model = language.model === undefined ? undefined : await modelKey(language.model);
  return JSON.stringify({
    version: LANGUAGE_CHECK_VERSION,
    schema,
    language,
    model,
    spelling: spelling && (await spellingConditions(spelling.options, spelling.dictionaries)),
  });
}

/** Accepted words are unknown to the check all the same, and do not count. */
async function spellingConditions(
  { variants, alsoAllowed, personal: { forbidden } }: SpellingOptions,
  dictionaries: Dictionaries,
): Promise<object> {
  const key = contentHash(Buffer.from(await dictionaries.key()));
  return { version: SPELLING_CHECK_VERSION, variants, alsoAllowed, forbidden, dictionaries: key };
}
