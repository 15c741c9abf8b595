import * as vscode from 'vscode';
import type { DatasetDocument } from '../editor/datasetDocument';
import type { DatasetEditor } from '../editor/datasetEditor';
import { languageName, parseLanguage } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';
import { languageChoices } from './languageChoices';

interface ExpectedItem extends vscode.QuickPickItem {
  /** As in the setting `paddock.language.expected`; absent for what the setting says. */
  readonly expected?: string;
}

const RULES: readonly ExpectedItem[] = [
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
];

/** Lets the user say which language this file's responses should be in. */
export async function setExpectedLanguage({ document }: DatasetEditor): Promise<void> {
  const chosen = await pickExpected(document);
  if (!chosen) return;
  const checked = document.checks.verdicts !== undefined;
  await document.chooseExpectedLanguage(chosen.expected);
  if (checked) await vscode.commands.executeCommand('paddock.checkLanguage');
}

function pickExpected(document: DatasetDocument): Promise<ExpectedItem | undefined> {
  const present = presentLanguages(document);
  const pick = vscode.window.createQuickPick<ExpectedItem>();
  pick.title = `Expected Language of Responses in This File (now: ${inForce(document)})`;
  pick.placeholder = 'Choose a rule, or type a language by its name or code: German, Deutsch, de, pt-BR';
  pick.matchOnDescription = true;
  // The page takes the focus back from the palette, which would close it again.
  pick.ignoreFocusOut = true;
  const show = () => (pick.items = itemsFor(present, pick.value));
  show();
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      // Who types and accepts at once is ahead of the items.
      const expected = pick.selectedItems.length > 0 ? undefined : parseLanguage(pick.value);
      const item = expected === undefined ? pick.selectedItems[0] : { label: expected, expected };
      if (!item) return;
      resolve(item);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function itemsFor(present: readonly LanguageTag[], typed: string): ExpectedItem[] {
  const choices = languageChoices(present, typed, vscode.env.language);
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items = (languages: typeof choices.others) => languages.map(({ tag, ...shown }) => ({ ...shown, expected: tag }));
  return [
    ...RULES,
    ...(present.length > 0 ? [separator('in this dataset')] : []),
    ...items(choices.present),
    separator(present.length > 0 ? 'other languages' : 'languages'),
    ...items(choices.others),
  ];
}

/** What has been found in the dataset, most first, or else what the file's name says. */
function presentLanguages({ checks, languageOptions }: DatasetDocument): LanguageTag[] {
  const found = [...(checks.verdicts?.counts.found ?? [])].sort(([, a], [, b]) => b - a).map(([language]) => language);
  const named = [languageOptions.fileResponseLanguage, languageOptions.fileLanguage];
  return [...new Set([...found, ...named.filter((language) => language !== undefined)])];
}

function inForce({ preferred }: DatasetDocument): string {
  const { expectedLanguage } = preferred;
  const rule = RULES.find(({ expected }) => expected === expectedLanguage);
  return rule ? rule.label.toLowerCase() : languageName(expectedLanguage ?? '', vscode.env.language);
}
