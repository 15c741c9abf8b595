import * as vscode from 'vscode';
import type { NotSpelled } from '../checks/spelling/dictionaries/dictionary';
import type { VerdictStore } from '../checks/verdictStore';
import type { DatasetDocument } from '../editor/datasetDocument';
import { notSpelledIn } from '../editor/editorView';
import { languageName } from '../schema/languageTag';
import { count, percent } from './numbers';

const REASONS: Readonly<Record<NotSpelled['reason'], string>> = {
  'no dictionary': 'there is no dictionary',
  'no spelling': 'it is not written in words with spaces',
  broken: 'its dictionary cannot be used',
};

/**
 * "5 of 90 records misspelled, 98.6 % of words are known. Not checked: Basque (there is no dictionary)." Which languages
 * have not been checked is said once of a dataset.
 */
export function spellingResult(document: DatasetDocument, verdicts: VerdictStore): string {
  const { counts, spelling } = verdicts;
  const { words, unknown } = spelling.tallies.all;
  const known = words > 0 ? `, ${percent(1 - unknown / words)} of words are known` : '';
  const { saidNotSpelled } = document;
  const news = notSpelledIn(verdicts).flatMap(({ language, why }) => {
    if (language === undefined || saidNotSpelled.has(language)) return [];
    saidNotSpelled.add(language);
    if (why.reason === 'broken') void vscode.window.showWarningMessage(why.message);
    return `${languageName(language, vscode.env.language)} (${REASONS[why.reason]})`;
  });
  const rest = news.length > 0 ? ` Not checked: ${news.join(', ')}.` : '';
  return `${count(spelling.misspelled)} of ${count(counts.records)} records misspelled${known}.${rest}`;
}
