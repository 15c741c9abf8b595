import type { LanguageVerdict } from '../../../src/checks/language/languageVerdict';
import type { TextProblemKind } from '../../../src/checks/spelling/spellingVerdict';
import { packVerdicts } from '../../../src/checks/verdicts/verdictBatch';
import { judgingSpelling } from '../../../src/checks/verdicts/judgedRecords';
import { VerdictStore } from '../../../src/checks/verdicts/verdictStore';

/** A response of 50 words: its unknown ones, and what is wrong with its text. */
export interface Spelled {
  readonly language: string;
  readonly unknown?: readonly string[];
  readonly problems?: readonly TextProblemKind[];
  readonly isChecked?: boolean;
}

/** The verdicts on records of one response each, judged. */
export function spelledStore(responses: readonly Spelled[]): VerdictStore {
  const verdictOn = (language: string): LanguageVerdict => ({
    turn: 1,
    verdict: 'match',
    expected: language,
    found: { language, confidence: 0.9 },
    spans: [],
  });
  const records = responses.map(({ language, unknown = [], problems = [], isChecked = true }, hash) => ({
    hash,
    verdicts: [verdictOn(language)],
    spelling: [
      {
        read: [{ language, words: 50, isChecked }],
        unknown: unknown.map((word) => ({ word, language })),
        problems: problems.map((kind) => ({ kind })),
      },
    ],
  }));
  const unchecked = responses.filter(({ isChecked }) => isChecked === false);
  const store = new VerdictStore();
  store.add(
    packVerdicts(
      0,
      records,
      unchecked.map(({ language }) => [language, { reason: 'no dictionary' as const }]),
    ),
  );
  Array.from(judgingSpelling(store));
  return store;
}
