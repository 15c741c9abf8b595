import { VerdictStore } from '../checks/verdictStore';
import { languageModel } from '../engine/languageModels';
import { languageAgreement } from '../metrics/languageAgreement';
import { passRates } from '../metrics/languageConfusion/passRates';
import { languageMatrix } from '../metrics/languageMatrix';
import { reasonOf } from './failure';
import { type OpenedDataset, type OpenOptions, withDataset } from './openedDataset';
import { prepareCheck, requireSchema, type WantedCheck } from './preparedCheck';
import { agreementObject, agreementTable } from './reports/agreementStats';
import { confusionObject, confusionTable } from './reports/confusionStats';

export interface StatsOptions extends OpenOptions, WantedCheck {
  /** Whether to count line and word pass rates rather than what the check finds. */
  readonly lcb: boolean;
  /** The field of a record that says its source, for line and word pass rates; absent when they are of all records alike. */
  readonly sourceField?: string;
  readonly json: boolean;
}

/**
 * Prints figures of files, one after the other. A file that cannot be read is complained about and does not stop the others.
 * @returns whether a file failed.
 * @throws ModelError before anything is printed when the model cannot be used; AbortError when the signal is aborted.
 */
export async function stats(names: readonly string[], options: StatsOptions): Promise<boolean> {
  const { console, programs, json, lcb, signal } = options;
  await languageModel(programs, options, signal);
  const fail = (name: string, reason: string) => {
    failed = true;
    console.complain(`${name}: ${reason}`);
  };
  let failed = false;
  let printed = false;
  for (const name of names) {
    try {
      await withDataset(name, options, async (dataset) => {
        const { problem } = dataset.session.index;
        if (problem) fail(name, problem);
        const text = await (lcb ? confusionOf : agreementOf)(name, dataset, options);
        console.print(printed && !json ? `\n${text}` : text);
        printed = true;
      });
    } catch (error) {
      if (signal.aborted) throw error;
      fail(name, reasonOf(error));
    }
  }
  return failed;
}

async function agreementOf(name: string, dataset: OpenedDataset, options: StatsOptions): Promise<string> {
  const { console, json, signal } = options;
  const { session } = dataset;
  const prepared = await prepareCheck(dataset, options);
  requireSchema(prepared, dataset);
  const store = new VerdictStore();
  console.progress.start('Checking', name);
  await session.check({
    language: prepared.language,
    findings: () => 'none',
    locale: 'en',
    signal,
    onBatch(batch, _, { done, of }) {
      store.add(batch);
      console.progress.show({ done, of, unit: 'records' });
    },
  });
  const tallies = [...store.tallies];
  const figures = { records: session.index.count, ...languageAgreement(tallies), matrix: languageMatrix(tallies, Infinity) };
  return json ? `${JSON.stringify(agreementObject(name, figures))}\n` : agreementTable(name, figures);
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
