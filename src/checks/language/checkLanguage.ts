import type { RecordView } from '../../schema/schema';
import type { LanguageIdentifier } from './fasttext/languageIdentifier';
import type { LanguageOptions } from './languageOptions';
import type { FoundLanguage, LanguageVerdict } from './languageVerdict';

/** Judges whether responses are in the language that they should be in. */
export class LanguageCheck {
  constructor(
    readonly identifier: LanguageIdentifier,
    readonly options: LanguageOptions,
  ) {}

  /** One verdict for each response of the record, in the order of its turns. */
  check(view: RecordView): LanguageVerdict[] {
    return view.turns.flatMap(({ role }, turn) =>
      role === 'response' ? [{ turn, verdict: 'undetermined' as const, spans: [] }] : [],
    );
  }

  /** The language of a text; `undefined` when it is too short or not prose. */
  identify(_text: string): FoundLanguage | undefined {
    return undefined;
  }
}
