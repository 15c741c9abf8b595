import { AcceptedWords } from '../checks/acceptedWords';
import { VerdictStore } from '../checks/verdictStore';
import { judgeSpelling } from '../engine/judgeSpelling';
import { languageModel } from '../engine/languageModels';
import { languageAgreement } from '../metrics/languageAgreement';
import { passRates } from '../metrics/languageConfusion/passRates';
import { languageMatrix } from '../metrics/languageMatrix';
import { spellingSummary } from '../metrics/spellingCorrectness';
import { reasonOf } from './failure';
import { type OpenedDataset, type OpenOptions, withDataset } from './openedDataset';
import { prepareCheck, requireSchema, type WantedCheck } from './preparedCheck';
import { type FileFigures, figuresObject, figuresTable } from './reports/fileStats';
import { confusionObject, confusionTable } from './reports/confusionStats';
import { type PreparedSpelling, prepareSpelling, type WantedSpelling } from './spellingOptions';

export interface StatsOptions extends OpenOptions, WantedCheck, WantedSpelling {
  /** Whether to count line and word pass rates rather than what the check finds. */
  readonly lcb: boolean;
  /** The field of a record that says its source, for line and word pass rates; absent when they are of all records alike. */
  readonly sourceField?: string;
  readonly json: boolean;
}

/**
 * Prints figures of files, one after the other. A file that cannot be read is complained about and does not stop the others.
 * @returns whether a file failed.
 * @throws ModelError or Failure before anything is printed when the model or a list of words cannot be used; AbortError
 * when the signal is aborted.
 */
export async function stats(names: readonly string[], options: StatsOptions): Promise<boolean> {
  const { console, programs, json, lcb, signal } = options;
  await languageModel(programs, options, signal);
  const spelling = lcb ? undefined : prepareSpelling(programs, options);
  const fail = (name: string, reason: string) => {
    failed = true;
    console.complain(`${name}: ${reason}`);
  };
  let failed = false;
  let printed = false;
  try {
    for (const name of names) {
      try {
        await withDataset(name, options, async (dataset) => {
          const { problem } = dataset.session.index;
          if (problem) fail(name, problem);
          const text = await (lcb ? confusionOf(name, dataset, options) : figuresOf(name, dataset, { ...options, spelling }));
          console.print(printed && !json ? `\n${text}` : text);
          printed = true;
        });
      } catch (error) {
        if (signal.aborted) throw error;
        fail(name, reasonOf(error));
      }
    }
  } finally {
    await spelling?.dictionaries.close();
  }
  return failed;
}

async function figuresOf(
  name: string,
  dataset: OpenedDataset,
  options: StatsOptions & { readonly spelling: PreparedSpelling | undefined },
): Promise<string> {
  const { console, checks, spelling, json, signal } = options;
  const { session } = dataset;
  const prepared = await prepareCheck(dataset, options);
  requireSchema(prepared, dataset);
  const store = new VerdictStore();
  console.progress.start('Checking', name);
  if (spelling) session.useDictionaries(spelling.dictionaries);
  await session.check({
    language: prepared.language,
    spelling: spelling?.options,
    findings: () => 'none',
    locale: 'en',
    signal,
    onBatch(batch, _, { done, of }) {
      store.add(batch);
      console.progress.show({ done, of, unit: 'records' });
    },
  });
  if (spelling) {
    store.acceptWords(new AcceptedWords(spelling.options.personal.accepted));
    await judgeSpelling(store, signal, session);
  }
  const tallies = [...store.tallies];
  const figures: FileFigures = {
    records: session.index.count,
    ...(checks.includes('language') && {
      agreement: { ...languageAgreement(tallies), matrix: languageMatrix(tallies, Infinity) },
    }),
    ...(spelling && { spelling: spellingSummary(store) }),
  };
  return json ? `${JSON.stringify(figuresObject(name, figures))}\n` : figuresTable(name, figures);
}

async function confusionOf(name: string, dataset: OpenedDataset, options: StatsOptions): Promise<string> {
  const { console, sourceField, json, signal } = options;
  const prepared = await prepareCheck(dataset, options);
  requireSchema(prepared, dataset);
  console.progress.start('Counting', name);
  const { counts, untold } = await dataset.session.countConfusion({
    language: prepared.language,
    sourceField,
    signal,
    onProgress: ({ done, of }) => console.progress.show({ done, of, unit: 'records' }),
  });
  const figures = { ...passRates(counts), untold };
  return json ? `${JSON.stringify(confusionObject(name, figures))}\n` : confusionTable(name, figures);
}
