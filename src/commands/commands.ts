import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';
import type { DatasetEditorProvider } from '../editor/datasetEditorProvider';
import { EDITOR_TYPE } from '../editor/editorType';
import type { DatasetCandidates } from '../editor/generation/datasetCandidates';
import type { WordLists } from '../editor/spelling/wordLists';
import { checkDataset } from './checkDataset';
import { compareAdapters } from './compareAdapters';
import { copyRecords, pasteRecords } from './copyRecords';
import { addRecord, deleteRecords, duplicateRecords, keepShown, moveRecords } from './editRecords';
import { exportRecords } from './exportRecords';
import { forbidWord } from './forbidWord';
import { goToRecord } from './goToRecord';
import { makeDefaultEditor } from './makeDefaultEditor';
import { openAsText } from './openAsText';
import { openDictionary } from './openDictionary';
import { openSample } from './openSample';
import {
  acceptShown,
  regenerate,
  regenerateAgain,
  regenerateFlagged,
  rejectShown,
  showCandidates,
  showPrompt,
  type WantedResponse,
} from './regenerate';
import { selectSchema } from './selectSchema';
import { setField } from './setField';
import { setExpectedLanguage } from './setExpectedLanguage';

/** Registers all that the palette, the menus and the keys can do. */
export function registerCommands(
  editors: DatasetEditorProvider,
  wordLists: WordLists,
  extension: vscode.Uri,
): vscode.Disposable {
  const register = (name: string, run: (...args: never[]) => unknown) =>
    vscode.commands.registerCommand(`paddock.${name}`, run);
  /** A command for the dataset in view; without one it says what to do. */
  const forActive = (name: string, run: (editor: DatasetEditor) => unknown) =>
    register(name, async () => {
      const editor = editors.active ?? (await openActiveFile(editors));
      if (editor) await run(editor);
    });

  return vscode.Disposable.from(
    forActive('checkLanguage', (editor) => checkDataset(editor, 'language')),
    forActive('checkSpelling', (editor) => checkDataset(editor, 'spelling')),
    forActive('checkEverything', (editor) => checkDataset(editor, 'everything')),
    forActive('showUnknownWords', (editor) => editor.focus('words')),
    forActive('forbidWord', forbidWord),
    register('openUserDictionary', () => openDictionary(wordLists, 'user')),
    register('openWorkspaceDictionary', () => openDictionary(wordLists, 'workspace', editors.active?.document.uri)),
    forActive('openFileDictionary', ({ document }) => openDictionary(wordLists, 'file', document.uri)),
    forActive('nextFlagged', (editor) => editor.step('flagged', 1)),
    forActive('previousFlagged', (editor) => editor.step('flagged', -1)),
    forActive('showFlagged', (editor) => editor.setFilters([{ kind: 'flagged' }])),
    forActive('goToRecord', goToRecord),
    forActive('find', (editor) => editor.focus('find')),
    forActive('selectSchema', selectSchema),
    forActive('setExpectedLanguage', setExpectedLanguage),
    forActive('addRecord', addRecord),
    forActive('duplicateRecords', duplicateRecords),
    forActive('copyRecords', copyRecords),
    forActive('pasteRecords', pasteRecords),
    forActive('deleteRecords', deleteRecords),
    forActive('moveRecordsUp', (editor) => moveRecords(editor, -1)),
    forActive('moveRecordsDown', (editor) => moveRecords(editor, 1)),
    forActive('setField', setField),
    forActive('replace', (editor) => editor.focus('replace')),
    forActive('keepShown', keepShown),
    forActive('exportRecords', exportRecords),
    forActive('compareAdapters', compareAdapters),
    register('regenerate', async (wanted: WantedResponse | undefined) => {
      const editor = editors.active ?? (await openActiveFile(editors));
      // A menu gives the file that it is about.
      if (editor) await regenerate(editor, typeof wanted?.turn === 'number' ? wanted : undefined);
    }),
    forActive('regenerateFlagged', regenerateFlagged),
    forActive('regenerateAgain', regenerateAgain),
    forActive('showCandidates', showCandidates),
    forActive('nextCandidate', (editor) => editor.step('candidate', 1)),
    forActive('previousCandidate', (editor) => editor.step('candidate', -1)),
    forActive('acceptCandidate', (editor) => acceptShown(editor, false)),
    forActive('acceptCandidateAndNext', (editor) => acceptShown(editor, true)),
    forActive('rejectCandidate', (editor) => rejectShown(editor, false)),
    forActive('rejectCandidateAndNext', (editor) => rejectShown(editor, true)),
    forActive('pauseRegeneration', (editor) => requireWaiting(editor)?.pause()),
    forActive('resumeRegeneration', (editor) => requireWaiting(editor)?.resume()),
    forActive('cancelRegeneration', (editor) => requireWaiting(editor)?.cancelAll()),
    forActive('showPrompt', showPrompt),
    forActive('openAsText', openAsText),
    register('openWithPaddock', (file: vscode.Uri | undefined) => openWithPaddock(file ?? activeFile())),
    register('openSample', () => openSample(extension)),
    register('makeDefaultEditor', makeDefaultEditor),
  );
}

/** The dataset's candidates, where some are still to be generated; else that is said. */
function requireWaiting(editor: DatasetEditor): DatasetCandidates | undefined {
  const { candidates } = editor.document;
  const { state } = candidates;
  if (state && (state.isPaused || state.waiting + state.generating > 0)) return candidates;
  editor.announce('Nothing is being regenerated.');
  return undefined;
}

/** The file in the active tab, whatever editor shows it. */
function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}

async function openWithPaddock(file: vscode.Uri | undefined): Promise<void> {
  if (file) await vscode.commands.executeCommand('vscode.openWith', file, EDITOR_TYPE);
  else void vscode.window.showInformationMessage('Open a dataset (.jsonl, .ndjson or .json) first.');
}

/** Opens the active file in Paddock, when it can be a dataset. */
async function openActiveFile(editors: DatasetEditorProvider): Promise<DatasetEditor | undefined> {
  const file = activeFile();
  await openWithPaddock(file && /\.(jsonl|ndjson|json)$/i.test(file.path) ? file : undefined);
  return editors.active;
}
