import { Equivalence } from '../checks/language/equivalence';
import { recogniseCrossLingual } from '../checks/language/crossLingual';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { Finding } from '../checks/finding';
import { FLAGGED_VERDICTS } from '../checks/verdicts/verdictBlock';
import type { VerdictStore } from '../checks/verdicts/verdictStore';
import { languageModel } from '../engine/languageModels';
import { languageAgreement } from '../metrics/languageAgreement';
import { spellingSummary } from '../metrics/spellingCorrectness';
import { checkDataset } from './checkedDataset';
import { LOCALE } from './locale';
import { type OpenedDataset, type OpenOptions, withEachDataset } from './openedDataset';
import { prepareCheck, requireSchema, type WantedCheck } from './preparedCheck';
import { NotSpelledNotes } from './notSpelledNotes';
import type { FileSummary, Report } from './reports/report';
import { Suggestions, spellingFindings } from './spellingFindings';
import { type PreparedSpelling, prepareSpelling, type WantedSpelling } from './spellingOptions';

export interface CheckOptions extends OpenOptions, WantedCheck, WantedSpelling {
  readonly report: Report;
  /** Whether responses that are not flagged are reported too. */
  readonly all: boolean;
  /** How many suggestions are made for a misspelled word. */
  readonly suggestions: number;
}

export interface CheckOutcome {
  readonly flagged: boolean;
  readonly failed: boolean;
}

/**
 * Checks files one after the other. A file that cannot be read is complained about and does not stop the others.
 * @throws ModelError or Failure before anything is printed when the model or a list of words cannot be used; AbortError
 * when the signal is aborted.
 */
export async function check(names: readonly string[], options: CheckOptions): Promise<CheckOutcome> {
  const { console, report, programs, signal } = options;
  await languageModel(programs, options, signal);
  const spelling = prepareSpelling(programs, options);
  const notSpelled = new NotSpelledNotes(console);
  let flagged = false;
  console.print(report.begin());
  try {
    const errors = await withEachDataset(names, options, async (name, dataset, complain) => {
      const { problem } = dataset.session.index;
      if (problem) complain(problem);
      const summary = await checkFile(name, dataset, { ...options, spelling }, () => (flagged = true));
      if (summary.spelling) notSpelled.say(summary.spelling.notChecked, spelling?.dictionaries.failures ?? []);
    });
    console.print(report.end(errors));
    return { flagged, failed: errors.length > 0 };
  } finally {
    await spelling?.dictionaries.close();
  }
}

/** Whether a finding that is not of spelling makes the check fail: what a response is flagged for, or a record that cannot be read. */
function isError(finding: Finding): boolean {
  if (finding.check === 'language') return FLAGGED_VERDICTS.includes(finding.verdict.verdict);
  return finding.check === 'record' && finding.problem.severity === 'error';
}

async function checkFile(
  name: string,
  dataset: OpenedDataset,
  options: CheckOptions & { readonly spelling: PreparedSpelling | undefined },
  onFlagged: () => void,
): Promise<FileSummary> {
  const { session } = dataset;
  const { console, report, all, checks, spelling, suggestions, signal } = options;
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
  const print = (findings: readonly Finding[], isFlagged: (finding: Finding) => boolean) => {
    if (findings.some(isFlagged)) onFlagged();
    console.print(findings.map((finding) => report.finding(finding)).join(''));
  };
  const store = await checkDataset(name, dataset, {
    console,
    language,
    spelling,
    signal,
    findings: all ? 'all' : 'flagged',
    onFindings(findings) {
      print(checks.includes('language') ? findings : findings.filter(({ check }) => check !== 'language'), isError);
    },
  });
  if (spelling) {
    const request = { language, spelling: spelling.options, locale: LOCALE, signal };
    const suggesting = new Suggestions(spelling.dictionaries, suggestions, signal);
    for await (const findings of spellingFindings(session, store, request, all)) {
      print(await suggesting.addTo(findings), (finding) => finding.check === 'spelling' && store.isFlagged(finding));
      await console.drained();
      signal.throwIfAborted();
    }
  }
  const summary = summarise(store, language, options);
  console.print(report.endFile(summary));
  requireSchema(prepared, dataset);
  return summary;
}

function summarise(store: VerdictStore, { equivalent }: LanguageOptions, { checks }: WantedSpelling): FileSummary {
  const tallies = [...store.tallies];
  const counts = tallies.map(({ counts, ...languages }) => ({
    ...languages,
    count: counts.reduce((sum, count) => sum + count, 0),
  }));
  return {
    ...(checks.includes('language') && {
      language: { ...languageAgreement(tallies), crossLingual: recogniseCrossLingual(counts, new Equivalence(equivalent)) },
    }),
    ...(checks.includes('spelling') && { spelling: spellingSummary(store) }),
    problems: store.counts.problems,
  };
}
