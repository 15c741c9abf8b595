import * as vscode from 'vscode';
import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import type { VerdictStore } from '../checks/verdicts/verdictStore';
import type { DatasetDocument } from '../editor/datasetDocument';
import { spellingSummary } from '../metrics/spellingCorrectness';
import { languageName } from '../schema/languageTag';
import { languagesByReason } from './languageReasons';
import { count, percent } from './numbers';

const REASONS: Readonly<Record<NotSpelled['reason'], string>> = {
  'no dictionary': 'there is no dictionary',
  'no spelling': 'not written in words with spaces',
  broken: 'the dictionary cannot be used',
};

/** Says once of a dataset which dictionaries cannot be used; others of the language may have taken their place. */
export function warnOfDictionaries({ checks, spelling, said }: DatasetDocument): void {
  const broken = [...(checks.verdicts?.spelling.notSpelled.values() ?? [])].flatMap((why) =>
    why.reason === 'broken' ? why.message : [],
  );
  for (const message of new Set([...spelling.dictionaries.failures, ...broken])) {
    if (said.has(message)) continue;
    said.add(message);
    void vscode.window.showWarningMessage(message);
  }
}

/**
 * "5 of 90 records misspelled, 98.6 % of words are known. Not checked: Xhosa, Sinhala (there is no dictionary)." Which
 * languages have not been checked is said once of a dataset.
 */
export function spellingResult(document: DatasetDocument, verdicts: VerdictStore): string {
  const { counts, spelling } = verdicts;
  const { words, unknown } = spelling.tallies.all;
  const known = words > 0 ? `, ${percent(1 - unknown / words)} of words are known` : '';
  const { said } = document;
  const news = spellingSummary(verdicts).notChecked.flatMap(({ language, why }) => {
    if (language === undefined || why === undefined || said.has(language)) return [];
    said.add(language);
    return { name: languageName(language, vscode.env.language), reason: REASONS[why.reason] };
  });
  const rest = news.length > 0 ? ` Not checked: ${languagesByReason(news)}.` : '';
  return `${count(spelling.misspelled)} of ${count(counts.records)} records misspelled${known}.${rest}`;
}
