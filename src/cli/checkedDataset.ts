import { AcceptedWords } from '../checks/verdicts/acceptedWords';
import type { Finding } from '../checks/finding';
import { acceptWords } from '../checks/verdicts/judgedRecords';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { VerdictStore } from '../checks/verdicts/verdictStore';
import type { WantedFindings } from '../engine/checkRecords';
import { judgeSpelling } from '../engine/judgeSpelling';
import type { Console } from './console';
import { LOCALE } from './locale';
import type { OpenedDataset } from './openedDataset';
import type { PreparedSpelling } from './spellingOptions';

export interface CheckedOptions {
  readonly console: Console;
  readonly language: LanguageOptions;
  /** Absent where spelling is not checked. */
  readonly spelling: PreparedSpelling | undefined;
  readonly signal: AbortSignal;
  /** Which findings are given; those of spelling can only be told when all is checked, see `spellingFindings`. */
  readonly findings: WantedFindings;
  /** Called in the file's order. */
  readonly onFindings?: (findings: readonly Finding[]) => void;
}

/**
 * Checks every record of a dataset.
 * @param name of the dataset, for the progress.
 * @throws AbortError when the signal is aborted.
 */
export async function checkDataset(
  name: string,
  { session }: OpenedDataset,
  { console, language, spelling, signal, findings: wanted, onFindings }: CheckedOptions,
): Promise<VerdictStore> {
  const store = new VerdictStore();
  console.progress.start('Checking', name);
  if (spelling) session.useDictionaries(spelling.dictionaries);
  await session.check({
    language,
    spelling: spelling?.options,
    findings: () => wanted,
    locale: LOCALE,
    signal,
    onBatch(batch, findings, { done, of }) {
      store.add(batch);
      onFindings?.(findings);
      console.progress.show({ done, of, unit: 'records' });
    },
  });
  if (spelling) {
    acceptWords(store, new AcceptedWords(spelling.options.personal.accepted));
    await judgeSpelling(store, signal, session);
  }
  return store;
}
