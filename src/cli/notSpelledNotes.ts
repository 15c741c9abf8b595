import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import type { NotSpelledWords } from '../metrics/spellingCorrectness';
import { languageName } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';
import type { Console } from './console';
import { LOCALE } from './locale';

/** Says of each language once that its words are not checked, and of each dictionary that it cannot be used. */
export class NotSpelledNotes {
  private readonly said = new Set<LanguageTag>();
  private readonly failures = new Set<string>();

  constructor(private readonly console: Console) {}

  /** @param failures of dictionaries, also of such as others have stood in for. */
  say(notChecked: readonly NotSpelledWords[], failures: readonly string[]): void {
    for (const failure of failures) {
      if (!this.failures.has(failure)) this.console.complain(failure);
      this.failures.add(failure);
    }
    for (const { language, why } of notChecked) {
      if (language === undefined || !why || this.said.has(language)) continue;
      this.said.add(language);
      if (why.reason === 'broken' && this.failures.has(why.message)) continue;
      this.console.complain(`${languageName(language, LOCALE)} (${language}) is not spelled: ${describeNotSpelled(why)}`);
    }
  }
}

/** The reason in words, as the rest of a sentence. */
export function describeNotSpelled(why: NotSpelled): string {
  switch (why.reason) {
    case 'no dictionary':
      return 'there is no dictionary for it';
    case 'no spelling':
      return 'its writing does not divide words';
    case 'broken':
      return why.message;
  }
}
