import { languageModel } from '../engine/languageModels';
import { languageAgreement } from '../metrics/languageAgreement';
import { passRates } from '../metrics/languageConfusion/passRates';
import { languageMatrix } from '../metrics/languageMatrix';
import { spellingSummary } from '../metrics/spellingCorrectness';
import { checkDataset } from './checkedDataset';
import { type OpenedDataset, type OpenOptions, withEachDataset } from './openedDataset';
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
  let printed = false;
  try {
    const complaints = await withEachDataset(names, options, async (name, dataset, complain) => {
      const { problem } = dataset.session.index;
      if (problem) complain(problem);
      const text = await (lcb ? confusionOf(name, dataset, options) : figuresOf(name, dataset, { ...options, spelling }));
      console.print(printed && !json ? `\n${text}` : text);
      printed = true;
    });
    return complaints.length > 0;
  } finally {
    await spelling?.dictionaries.close();
  }
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
  const { language } = prepared;
  const store = await checkDataset(name, dataset, { console, language, spelling, signal, findings: 'none' });
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
