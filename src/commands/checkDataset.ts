import * as vscode from 'vscode';
import { VERDICTS } from '../checks/language/languageVerdict';
import type { DatasetChecks, WantedChecks } from '../editor/checks/datasetChecks';
import type { DatasetDocument } from '../editor/datasetDocument';
import type { DatasetEditor } from '../editor/datasetEditor';
import { crossLingualOf } from '../editor/view/checkResults';
import { ModelError, modelName } from '../engine/languageModels';
import { languageAgreement } from '../metrics/languageAgreement';
import { languageName } from '../schema/languageTag';
import { count, percent } from './numbers';
import { selectSchema } from './selectSchema';
import { spellingResult, warnOfDictionaries } from './spellingResult';

/** Checks the dataset, says what was found, and offers what to do next. */
export async function checkDataset(editor: DatasetEditor, wanted: WantedChecks): Promise<void> {
  const { document } = editor;
  if (editor.recordCount === 0) {
    void vscode.window.showWarningMessage(document.error ?? 'There are no records to check.');
    return;
  }
  try {
    if (!(await document.checks.run({ wanted }))) return;
    if (document.checks.check?.spelling) warnOfDictionaries(document);
    await Promise.all([sayResult(editor, wanted), offerCrossLingual(editor)]);
  } catch (error) {
    await sayFailure(document, error as Error);
  }
}

async function sayFailure({ file }: DatasetDocument, error: Error): Promise<void> {
  const openSetting = 'Open Setting';
  const choices = error instanceof ModelError ? [openSetting] : [];
  const chosen = await vscode.window.showErrorMessage(`The check of ${file.name} stopped: ${error.message}`, ...choices);
  if (chosen === openSetting) await vscode.commands.executeCommand('workbench.action.openSettings', 'paddock.language.model');
}

async function sayResult(editor: DatasetEditor, wanted: WantedChecks): Promise<void> {
  const { document } = editor;
  const { checks, schema } = document;
  const { verdicts } = checks;
  if (!verdicts) return;
  const { counts } = verdicts;
  if (!schema.choice && counts.unreadable === counts.records) {
    void vscode.window.showWarningMessage(`${document.file.name}: No response was judged: none of these records can be read.`);
    return;
  }
  if (!schema.choice) {
    const select = 'Select Schema';
    const chosen = await vscode.window.showWarningMessage(
      `${document.file.name}: No response was judged: Paddock does not know which part of these records it is. ` +
        `${count(counts.unreadable)} of ${count(counts.records)} records cannot be read at all.`,
      select,
    );
    if (chosen === select && !editor.isClosed) await selectSchema(editor);
    return;
  }
  const parts = [
    ...(wanted === 'spelling' ? [] : [languageResult(document, checks)]),
    ...(checks.check?.spelling ? [spellingResult(document, verdicts)] : []),
  ];
  const isSpelling = wanted === 'spelling';
  const show = isSpelling ? 'Show Misspelled' : 'Show Flagged';
  const hasSome = isSpelling ? verdicts.spelling.misspelled > 0 : counts.flagged > 0;
  const words = 'Show Words';
  const hasWords = checks.check?.spelling !== undefined && verdicts.spelling.words.unknownCount > 0;
  const choices = [...(hasSome ? [show] : []), ...(hasWords ? [words] : [])];
  const chosen = await vscode.window.showInformationMessage(`${document.file.name}: ${parts.join(' ')}`, ...choices);
  if (chosen === words) editor.focus('words');
  if (chosen !== show) return;
  editor.setFilters([{ kind: isSpelling ? 'misspelled' : 'flagged' }]);
  editor.focus('records');
}

/** "3 of 9 records flagged, 66.7 % of responses agree." */
function languageResult(document: DatasetDocument, { verdicts }: DatasetChecks): string {
  if (!verdicts) return '';
  const { counts } = verdicts;
  const { all } = languageAgreement(verdicts.tallies);
  const rate = all.agreement ? `, ${percent(all.agreement.rate)} of responses agree` : '';
  const uncertain = all.undetermined + all.empty;
  const rest = uncertain > 0 ? `, ${percent(uncertain / all.responses)} are uncertain` : '';
  const mixed = counts.verdicts[VERDICTS.indexOf('mixed')];
  const kinds = [
    ...(mixed > 0 ? [`${count(mixed)} mixed`] : []),
    ...(counts.unreadable > 0 ? [`${count(counts.unreadable)} unreadable`] : []),
  ];
  const among = kinds.length > 0 ? ` (${kinds.join(', ')})` : '';
  const judge = modelName(document.languageOptions);
  const by = judge === undefined ? '' : ` Judged by ${judge}.`;
  return `${count(counts.flagged)} of ${count(counts.records)} records flagged${among}${rate}${rest}.${by}`;
}

/** Offers the responses' language as the file's, where all instructions are in another one. */
async function offerCrossLingual(editor: DatasetEditor): Promise<void> {
  const { document } = editor;
  const { verdicts } = document.checks;
  const recognised = verdicts && crossLingualOf(verdicts, document.languageOptions.equivalent);
  if (!recognised) return;
  const name = (tag: string) => languageName(tag, vscode.env.language);
  const expect = `Expect ${name(recognised.response)}`;
  const chosen = await vscode.window.showInformationMessage(
    `${document.file.name}: Instructions are ${name(recognised.instruction)}, but ${Math.round(100 * recognised.share)} % of the responses ` +
      `are ${name(recognised.response)}. Is that how this dataset is meant?`,
    expect,
    'Keep Flagged',
  );
  if (chosen !== expect || editor.isClosed) return;
  await document.chooseExpectedLanguage(recognised.response);
  // Of this dataset, whichever is in front by now.
  await checkDataset(editor, 'language');
}
