import * as vscode from 'vscode';
import type { Finding } from '../checks/finding';
import type { DatasetDocument } from '../editor/datasetDocument';
import { problemsToList } from '../editor/checks/listedFindings';
import type { DatasetEditorProvider } from '../editor/datasetEditorProvider';
import { problemLimit } from '../editor/settings';

/** Beyond the end of any line that is shown: VS Code clips ranges to the line. */
const END_OF_LINE = 100_000;

/** Lists the findings of each open dataset in the Problems panel, once a check has ended. */
export function createProblems(editors: DatasetEditorProvider): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('paddock');

  const show = (document: DatasetDocument) => {
    if (document.progress.some(({ task }) => task === 'check')) return;
    const lineByLine = document.session.index.container === 'lines';
    const { shown, more } = problemsToList(document.findings, document.checks.verdicts, problemLimit(document.uri));
    const diagnostics = shown.map((finding) => diagnosticOf(finding, lineByLine));
    if (more > 0) diagnostics.push(diagnosticOfMore(more, shown.at(-1)));
    collection.set(document.uri, diagnostics);
  };

  return vscode.Disposable.from(
    collection,
    editors.onDidOpenDocument((document) => {
      document.onDidChangeRecords(() => show(document));
      document.onDidDispose(() => collection.delete(document.uri));
    }),
  );
}

/** Says how many flagged records are not listed. @param last finding that is. */
function diagnosticOfMore(count: number, last: Finding | undefined): vscode.Diagnostic {
  const line = last ? last.line - 1 : 0;
  const records = `${count.toLocaleString(vscode.env.language)} more flagged record${count === 1 ? ' is' : 's are'}`;
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line, 0, line, 0),
    `${records} not listed here. Filter the dataset by what is flagged to see all of them.`,
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = 'Paddock';
  return diagnostic;
}

/** @param lineByLine whether records lie one to a line, so that columns can be told. */
function diagnosticOf(finding: Finding, lineByLine: boolean): vscode.Diagnostic {
  const { start, end } = (lineByLine && finding.span) || { start: 0, end: END_OF_LINE };
  const line = finding.line - 1;
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(line, start, line, end),
    finding.id === undefined ? finding.message : `${finding.message} (record ${finding.id})`,
    severityOf(finding),
  );
  diagnostic.source = 'Paddock';
  diagnostic.code = codeOf(finding);
  return diagnostic;
}

function severityOf(finding: Finding): vscode.DiagnosticSeverity {
  switch (finding.check) {
    case 'record':
      return finding.problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
    case 'language':
      return vscode.DiagnosticSeverity.Warning;
    // As other spelling checkers say it: a word that is unknown may still be right.
    case 'spelling':
      return vscode.DiagnosticSeverity.Information;
  }
}

function codeOf(finding: Finding): string {
  switch (finding.check) {
    case 'record':
      return finding.problem.code;
    case 'language':
      return `language-${finding.verdict.verdict}`;
    case 'spelling':
      return `spelling-${finding.mistake.kind}`;
  }
}
