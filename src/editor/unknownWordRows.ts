import type { WantedUnknownWords } from '../checks/unknownWordTable';
import type { UnknownWordRow } from '../protocol/toWebview';
import type { DatasetDocument } from './datasetDocument';

/** Unknown words of a dataset, with how many there are, and each with a place where it stands. */
export async function unknownWordRows(
  { checks, session }: DatasetDocument,
  { language, contains, start, count }: WantedUnknownWords,
): Promise<{ readonly total: number; readonly words: readonly UnknownWordRow[] }> {
  const page = checks.verdicts?.unknownWords({ language, contains, start, count }) ?? { total: 0, words: [] };
  const examples = await session.wordExamples(page.words.map(({ word, example }) => ({ key: example, word })));
  return {
    total: page.total,
    words: page.words.map(({ word, language, occurrences, records }, at) => ({
      word,
      language,
      occurrences,
      records,
      example: examples[at],
    })),
  };
}
