import * as vscode from 'vscode';
import { VERDICTS } from '../checks/language/languageVerdict';
import type { DatasetDocument } from '../editor/datasetDocument';
import type { DatasetEditor } from '../editor/datasetEditor';
import { crossLingualOf } from '../editor/editorView';
import { ModelError, modelName } from '../engine/languageModels';
import { languageAgreement } from '../metrics/languageAgreement';
import { languageName } from '../schema/languageTag';

/** Checks the dataset, says what was found, and offers what to do next. */
export async function checkLanguage(editor: DatasetEditor): Promise<void> {
  const { document } = editor;
  if (editor.recordCount === 0) {
    void vscode.window.showWarningMessage(document.error ?? 'There are no records to check.');
    return;
  }
  try {
    const completed = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Checking language', cancellable: true },
      (progress, token) => document.checks.run({ report: (step) => progress.report(step), token }),
    );
    if (completed) await Promise.all([sayResult(editor), offerCrossLingual(document)]);
  } catch (error) {
    await sayFailure(error as Error);
  }
}

async function sayFailure(error: Error): Promise<void> {
  const openSetting = 'Open Setting';
  const choices = error instanceof ModelError ? [openSetting] : [];
  const chosen = await vscode.window.showErrorMessage(`The language check stopped: ${error.message}`, ...choices);
  if (chosen === openSetting) await vscode.commands.executeCommand('workbench.action.openSettings', 'paddock.language.model');
}

async function sayResult(editor: DatasetEditor): Promise<void> {
  const { checks, schema } = editor.document;
  const { verdicts } = checks;
  if (!verdicts) return;
  const { counts } = verdicts;
  const count = (number: number) => number.toLocaleString(vscode.env.language);
  if (!schema.choice) {
    const select = 'Select Schema';
    const chosen = await vscode.window.showWarningMessage(
      'No response was judged: Paddock does not know which part of these records it is. ' +
        `${count(counts.unreadable)} of ${count(counts.records)} records cannot be read at all.`,
      select,
    );
    if (chosen === select) await vscode.commands.executeCommand('paddock.selectSchema');
    return;
  }
  const { all } = languageAgreement(verdicts.tallies);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const rate = all.agreement ? `, ${percent(all.agreement.rate)} of responses agree` : '';
  const uncertain = all.undetermined + all.empty;
  const rest = uncertain > 0 ? `, ${percent(uncertain / all.responses)} are uncertain` : '';
  const mixed = counts.verdicts[VERDICTS.indexOf('mixed')];
  const kinds = [
    ...(mixed > 0 ? [`${count(mixed)} mixed`] : []),
    ...(counts.unreadable > 0 ? [`${count(counts.unreadable)} unreadable`] : []),
  ];
  const among = kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
  const judge = modelName(editor.document.languageOptions);
  const by = judge === undefined ? '' : ` Judged by ${judge}.`;
  const message = `${count(counts.flagged)} of ${count(counts.records)} records flagged${among}${rate}${rest}.${by}`;
  const show = 'Show Flagged';
  const chosen = await vscode.window.showInformationMessage(message, ...(counts.flagged > 0 ? [show] : []));
  if (chosen !== show) return;
  editor.setFilters([{ kind: 'flagged' }]);
  editor.focus('records');
}

/** Offers the responses' language as the file's, where all instructions are in another one. */
async function offerCrossLingual(document: DatasetDocument): Promise<void> {
  const { verdicts } = document.checks;
  const recognised = verdicts && crossLingualOf(verdicts, document.languageOptions.equivalent);
  if (!recognised) return;
  const name = (tag: string) => languageName(tag, vscode.env.language);
  const expect = `Expect ${name(recognised.response)}`;
  const chosen = await vscode.window.showInformationMessage(
    `Instructions are ${name(recognised.instruction)}, but ${Math.round(100 * recognised.share)} % of the responses ` +
      `are ${name(recognised.response)}. Is that how this dataset is meant?`,
    expect,
    'Keep Flagged',
  );
  if (chosen !== expect) return;
  await document.chooseExpectedLanguage(recognised.response);
  await vscode.commands.executeCommand('paddock.checkLanguage');
}
