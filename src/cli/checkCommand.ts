import { Equivalence } from '../checks/language/equivalence';
import { recogniseCrossLingual } from '../checks/language/crossLingual';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { AcceptedWords } from '../checks/acceptedWords';
import type { Finding } from '../checks/finding';
import { FLAGGED_VERDICTS, VerdictStore } from '../checks/verdictStore';
import { judgeSpelling } from '../engine/judgeSpelling';
import { languageModel } from '../engine/languageModels';
import { languageAgreement } from '../metrics/languageAgreement';
import { spellingSummary } from '../metrics/spellingCorrectness';
import { reasonOf } from './failure';
import { type OpenedDataset, type OpenOptions, withDataset } from './openedDataset';
import { prepareCheck, requireSchema, type WantedCheck } from './preparedCheck';
import { NotSpelledNotes } from './notSpelledNotes';
import type { FileSummary, Report } from './reports/report';
import { Suggestions, spellingFindings } from './spellingFindings';
import { type PreparedSpelling, prepareSpelling, type WantedSpelling } from './spellingOptions';

/** Of findings' messages and of numbers: what other programs read must not vary with the user's settings. */
export const LOCALE = 'en';

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
  const errors: string[] = [];
  let flagged = false;
  const fail = (name: string, reason: string) => {
    const error = `${name}: ${reason}`;
    errors.push(error);
    console.complain(error);
  };
  console.print(report.begin());
  try {
    for (const name of names) {
      try {
        await withDataset(name, options, async (dataset) => {
          const { problem } = dataset.session.index;
          if (problem) fail(name, problem);
          const summary = await checkFile(name, dataset, { ...options, spelling }, () => (flagged = true));
          if (summary.spelling) notSpelled.say(summary.spelling.notChecked, spelling?.dictionaries.failures ?? []);
        });
      } catch (error) {
        if (signal.aborted) throw error;
        fail(name, reasonOf(error));
      }
    }
  } finally {
    await spelling?.dictionaries.close();
  }
  console.print(report.end(errors));
  return { flagged, failed: errors.length > 0 };
}

/** Whether a finding makes the check fail: what a response is flagged for, or a record that cannot be read. */
function isFlagged(finding: Finding, store: VerdictStore): boolean {
  switch (finding.check) {
    case 'language':
      return FLAGGED_VERDICTS.includes(finding.verdict.verdict);
    case 'spelling':
      return store.isFlagged(finding);
    case 'record':
      return finding.problem.severity === 'error';
  }
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
  const store = new VerdictStore();
  const request = { language, spelling: spelling?.options, locale: LOCALE, signal };
  const print = (findings: readonly Finding[]) => {
    if (findings.some((finding) => isFlagged(finding, store))) onFlagged();
    console.print(findings.map((finding) => report.finding(finding)).join(''));
  };
  console.progress.start('Checking', name);
  if (spelling) session.useDictionaries(spelling.dictionaries);
  await session.check({
    ...request,
    findings: () => (all ? 'all' : 'flagged'),
    onBatch(batch, findings, { done, of }) {
      store.add(batch);
      print(checks.includes('language') ? findings : findings.filter(({ check }) => check !== 'language'));
      console.progress.show({ done, of, unit: 'records' });
    },
  });
  if (spelling) {
    store.acceptWords(new AcceptedWords(spelling.options.personal.accepted));
    await judgeSpelling(store, signal, session);
    const suggesting = new Suggestions(spelling.dictionaries, suggestions, signal);
    for await (const findings of spellingFindings(session, store, request, all)) {
      print(await suggesting.addTo(findings));
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
