import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';
import { languageName, parseLanguage } from '../schema/languageTag';

interface ExpectedItem extends vscode.QuickPickItem {
  readonly expected?: string;
  readonly other?: boolean;
}

/** Lets the user say which language this file's responses should be in. */
export async function setExpectedLanguage({ document }: DatasetEditor): Promise<void> {
  const locale = vscode.env.language;
  const seen = [...(document.checks.verdicts?.counts.found ?? [])].sort(([, a], [, b]) => b - a).map(([language]) => language);
  const items: ExpectedItem[] = [
    { label: 'As in the settings', detail: 'paddock.language.expected' },
    {
      label: 'Automatic',
      detail: 'Stated by the record or the file, asked for in the instruction, else the instruction’s own language',
      expected: 'auto',
    },
    {
      label: 'The instruction’s language',
      detail: 'Asked for in the instruction, else its own language; what records and files state does not count',
      expected: 'instruction',
    },
    ...seen.map((language) => ({ label: languageName(language, locale), description: language, expected: language })),
    { label: 'Another language…', other: true },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Expected language of responses in this file (now: ${document.preferred.expectedLanguage ?? 'as in the settings'})`,
  });
  if (!chosen) return;
  const expected = chosen.other ? await enterLanguage() : chosen.expected;
  if (chosen.other && expected === undefined) return;
  const checked = document.checks.verdicts !== undefined;
  await document.chooseExpectedLanguage(expected);
  if (checked) await vscode.commands.executeCommand('paddock.checkLanguage');
}

async function enterLanguage(): Promise<string | undefined> {
  const entered = await vscode.window.showInputBox({
    title: 'Expected language',
    prompt: 'A code or a name: de, deu_Latn, pt-BR, German …',
    validateInput: (text) => (parseLanguage(text) ? undefined : 'No language is known by this code or name.'),
  });
  return entered === undefined ? undefined : parseLanguage(entered);
}
