import * as vscode from 'vscode';
import type { SpellingFinding } from '../checks/finding';
import type { PersonalWord } from '../checks/spelling/spellingOptions';
import type { DatasetDocument } from '../editor/datasetDocument';
import type { DatasetEditorProvider } from '../editor/datasetEditorProvider';
import type { WordListName } from '../protocol/fromWebview';
import { writtenAs } from './writtenAs';

/** Not in the palette: it is about one word. */
const ACCEPT = 'paddock.acceptWord';

const LIST_NAMES: Readonly<Record<WordListName, string>> = {
  user: 'user dictionary',
  workspace: 'workspace dictionary',
  file: 'this file’s dictionary',
};

/** Quick fixes for misspelled words, where a dataset that has been checked is looked at as text too. */
export function createSpellingFixes(editors: DatasetEditorProvider): vscode.Disposable {
  const documents = new Map<string, DatasetDocument>();

  const provideCodeActions = async (text: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> => {
    const document = documents.get(text.uri.toString());
    // Where records do not lie one to a line, columns cannot be told.
    if (document?.session.index.container !== 'lines') return [];
    const here = document.findings.find((finding) => finding.check === 'spelling' && rangeOf(finding)?.contains(range.start));
    if (here?.check !== 'spelling') return [];
    return fixesFor(document, text, here);
  };
  const accept = async (uri: string, word: PersonalWord, list: WordListName) => {
    await documents.get(uri)?.words.accept([word], list);
  };

  return vscode.Disposable.from(
    editors.onDidOpenDocument((document) => {
      const name = document.uri.toString();
      documents.set(name, document);
      document.onDidDispose(() => documents.delete(name));
    }),
    vscode.commands.registerCommand(ACCEPT, accept),
    vscode.languages.registerCodeActionsProvider(
      { pattern: '**/*.{jsonl,ndjson,json}' },
      { provideCodeActions },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
}

async function fixesFor(
  { uri, words, spelling }: DatasetDocument,
  text: vscode.TextDocument,
  finding: SpellingFinding,
): Promise<vscode.CodeAction[]> {
  const { mistake } = finding;
  const range = rangeOf(finding);
  if (!range || mistake.kind !== 'unknownWord') return [];
  const { word, language } = mistake;
  // The text may have been edited since, or the dataset in Paddock.
  if (!writtenAs(text.getText(range), word)) return [];
  const suggestions = await spelling.dictionaries.suggestions(language, word);
  const corrections = suggestions.map((suggestion, at) => {
    const fix = new vscode.CodeAction(`Change to “${suggestion}”`, vscode.CodeActionKind.QuickFix);
    fix.edit = new vscode.WorkspaceEdit();
    fix.edit.replace(text.uri, range, JSON.stringify(suggestion).slice(1, -1));
    fix.isPreferred = at === 0;
    return fix;
  });
  const acceptances = words.names.map((list) => {
    const fix = new vscode.CodeAction(`Add “${word}” to ${LIST_NAMES[list]}`, vscode.CodeActionKind.QuickFix);
    fix.command = { command: ACCEPT, title: fix.title, arguments: [uri.toString(), { word, language }, list] };
    return fix;
  });
  return [...corrections, ...acceptances];
}

function rangeOf({ line, span }: SpellingFinding): vscode.Range | undefined {
  return span && line > 0 ? new vscode.Range(line - 1, span.start, line - 1, span.end) : undefined;
}
