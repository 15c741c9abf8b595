import { Equivalence } from '../checks/language/equivalence';
import { recogniseCrossLingual } from '../checks/language/crossLingual';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { Finding } from '../checks/finding';
import { FLAGGED_VERDICTS, VerdictStore } from '../checks/verdictStore';
import { languageModel } from '../engine/languageModels';
import { languageAgreement } from '../metrics/languageAgreement';
import { reasonOf } from './failure';
import { type OpenedDataset, type OpenOptions, withDataset } from './openedDataset';
import { prepareCheck, requireSchema, type WantedCheck } from './preparedCheck';
import type { FileSummary, Report } from './reports/report';

/** Of findings' messages and of numbers: what other programs read must not vary with the user's settings. */
export const LOCALE = 'en';

export interface CheckOptions extends OpenOptions, WantedCheck {
  readonly report: Report;
  /** Whether responses that are not flagged are reported too. */
  readonly all: boolean;
}

export interface CheckOutcome {
  readonly flagged: boolean;
  readonly failed: boolean;
}

/**
 * Checks files one after the other. A file that cannot be read is complained about and does not stop the others.
 * @throws ModelError before anything is printed when the model cannot be used; when the signal is aborted.
 */
export async function check(names: readonly string[], options: CheckOptions): Promise<CheckOutcome> {
  const { console, report, programs, signal } = options;
  await languageModel(programs, options, signal);
  const errors: string[] = [];
  let flagged = false;
  const fail = (name: string, reason: string) => {
    const error = `${name}: ${reason}`;
    errors.push(error);
    console.complain(error);
  };
  console.print(report.begin());
  for (const name of names) {
    try {
      await withDataset(name, options, async (dataset) => {
        const { problem } = dataset.session.index;
        if (problem) fail(name, problem);
        await checkFile(name, dataset, options, (finding) => {
          flagged ||= isFlagged(finding);
        });
      });
    } catch (error) {
      if (signal.aborted) throw error;
      fail(name, reasonOf(error));
    }
  }
  console.print(report.end(errors));
  return { flagged, failed: errors.length > 0 };
}

/** Whether a finding makes the check fail: a flagged verdict, or a record that cannot be read. */
function isFlagged(finding: Finding): boolean {
  switch (finding.check) {
    case 'language':
      return FLAGGED_VERDICTS.includes(finding.verdict.verdict);
    case 'spelling':
      return true;
    case 'record':
      return finding.problem.severity === 'error';
  }
}

async function checkFile(
  name: string,
  dataset: OpenedDataset,
  options: CheckOptions,
  onFinding: (finding: Finding) => void,
): Promise<void> {
  const { session } = dataset;
  const { console, report, all, signal } = options;
  const prepared = await prepareCheck(dataset, options);
  const { schema, language } = prepared;
  console.print(
    report.beginFile({
      name,
      container: session.index.container,
      records: session.index.count,
      schema: schema && `${schema.name}: ${schema.reason}`,
    }),
  );
  const store = new VerdictStore();
  console.progress.start('Checking', name);
  await session.check({
    language,
    findings: () => (all ? 'all' : 'flagged'),
    locale: LOCALE,
    signal,
    onBatch(batch, findings, { done, of }) {
      store.add(batch);
      for (const finding of findings) onFinding(finding);
      console.print(findings.map((finding) => report.finding(finding)).join(''));
      console.progress.show({ done, of, unit: 'records' });
    },
  });
  console.print(report.endFile(summarise(store, language)));
  requireSchema(prepared, dataset);
}

function summarise(store: VerdictStore, { equivalent }: LanguageOptions): FileSummary {
  const tallies = [...store.tallies];
  const counts = tallies.map(({ counts, ...languages }) => ({
    ...languages,
    count: counts.reduce((sum, count) => sum + count, 0),
  }));
  return {
    ...languageAgreement(tallies),
    problems: store.counts.problems,
    crossLingual: recogniseCrossLingual(counts, new Equivalence(equivalent)),
  };
}
