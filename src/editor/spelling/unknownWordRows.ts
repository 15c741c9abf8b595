import { unknownWords } from '../../checks/verdicts/unknownWords';
import type { WantedUnknownWords } from '../../checks/verdicts/unknownWordTable';
import type { UnknownWordRow } from '../../protocol/toWebview';
import { inSlices } from '../../threads/slices';
import type { DatasetDocument } from '../datasetDocument';

/** Unknown words of a dataset, with how many there are, and each with a place where it stands. */
export async function unknownWordRows(
  { checks, session }: DatasetDocument,
  { language, contains, start, count }: WantedUnknownWords,
): Promise<{ readonly total: number; readonly words: readonly UnknownWordRow[] }> {
  const { verdicts } = checks;
  const wanted = { language, contains, start, count };
  const page = verdicts ? await inSlices(unknownWords(verdicts, wanted)) : { total: 0, words: [] };
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
