import * as vscode from 'vscode';
import type { DatasetEditor } from '../editor/datasetEditor';
import type { KeptComparison } from '../engine/comparison/keptComparisons';
import type { ModelChoice } from '../generation/modelChoice';
import { adapterLabel, modelLabel } from '../views/modelState';
import { attempt, records, withProgress } from './editRecords';
import { count } from './numbers';
import { pickTemplate, sayNotTrusted } from './selectModel';

const DEFAULT_PER_LANGUAGE = 20;
const MOST_PER_LANGUAGE = 10_000;
const MOST_MODELS = 6;

interface ComparisonItem extends vscode.QuickPickItem {
  readonly kept?: KeptComparison;
}

/** Lets the user compare models on a sample of the dataset, or look at a comparison made before. */
export async function compareAdapters(editor: DatasetEditor): Promise<void> {
  const { comparison, models } = editor.document;
  const kept = await comparison.list();
  const item: ComparisonItem | undefined = kept.length === 0 ? { label: '' } : await pickComparison(kept);
  if (!item) return;
  if (item.kept) {
    comparison.show(item.kept);
    return editor.focus('comparison');
  }
  if (models.unavailable !== undefined) return sayNotTrusted(models.unavailable);
  const choices = await pickModels(editor);
  if (!choices) return;
  const perLanguage = await ask(
    'Records of Each Language',
    'How many records of each language are sampled; all where there are fewer',
    DEFAULT_PER_LANGUAGE,
    1,
    MOST_PER_LANGUAGE,
  );
  if (perLanguage === undefined) return;
  const seed = await ask(
    'Seed of the Sample',
    'The same seed draws the same records, and has models generate the same responses',
    Math.floor(Math.random() * 2 ** 31),
    0,
    2 ** 31 - 1,
  );
  if (seed === undefined || !(await requireChecked(editor))) return;
  const sampled = await attempt(editor, () =>
    withProgress('Drawing a sample', ({ signal }) => comparison.begin(choices, { perLanguage, seed }, signal)),
  );
  if (sampled === 0) {
    void vscode.window.showWarningMessage('There is nothing to compare on: of no record can both a question and its language be told.');
  } else if (sampled !== undefined) {
    editor.focus('comparison');
  }
}

function pickComparison(kept: readonly KeptComparison[]): Thenable<ComparisonItem | undefined> {
  const time = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return vscode.window.showQuickPick<ComparisonItem>(
    [
      { label: '$(add) New Comparison…', alwaysShow: true },
      { label: 'made before', kind: vscode.QuickPickItemKind.Separator },
      ...kept.map((one) => {
        const { plan, models, done, of, isComplete } = one.comparison;
        return {
          label: models.join(' / '),
          description: time.format(plan.time),
          detail: `${records(plan.sample.length)}, seed ${plan.seed}${isComplete ? '' : `, ${count(done)} of ${count(of)} responses`}`,
          kept: one,
        };
      }),
    ],
    { title: 'Compare Adapters', matchOnDescription: true, ignoreFocusOut: true },
  );
}

/** @returns two or more, whose templates are known; the template of one that only a server lists is asked for, once. */
async function pickModels({ document: { models } }: DatasetEditor): Promise<ModelChoice[] | undefined> {
  await withProgress('Looking for models', () => models.refresh());
  const all = [...models.choices, ...models.listed];
  if (all.length < 2) {
    const add = 'Add Model…';
    const answer = await vscode.window.showWarningMessage('Two models are needed to compare them.', add);
    if (answer === add) await vscode.commands.executeCommand('paddock.addModel');
    return undefined;
  }
  const items = all.map((choice) => ({
    label: choice.name,
    description: [modelLabel(choice), ...choice.adapters.map(adapterLabel)].join(' + '),
    picked: choice.name === models.chosen?.name,
    choice,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Models to Compare',
    placeHolder: `Choose two to ${MOST_MODELS}`,
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  if (picked.length < 2 || picked.length > MOST_MODELS) {
    void vscode.window.showWarningMessage(`Choose two to ${MOST_MODELS} models to compare.`);
    return undefined;
  }
  const choices: ModelChoice[] = [];
  for (const { choice } of picked) {
    if (models.hasTemplate(choice)) {
      choices.push(choice);
      continue;
    }
    const template = await pickTemplate(`Template of ${choice.name}`);
    if (template === undefined) return undefined;
    await models.setTemplate(choice.model, template);
    choices.push({ ...choice, template });
  }
  return choices;
}

async function ask(title: string, prompt: string, value: number, least: number, most: number): Promise<number | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const number = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
      return number >= least && number <= most ? undefined : `A whole number from ${least} to ${most}`;
    },
  });
  return typed === undefined ? undefined : Number(typed);
}

/** The sample is drawn by the languages that the checks find, and responses are judged as the dataset is. */
async function requireChecked({ document }: DatasetEditor): Promise<boolean> {
  const { checks } = document;
  if (checks.complete && checks.check?.spelling) return true;
  try {
    return await checks.run({ wanted: 'everything' });
  } catch (error) {
    void vscode.window.showErrorMessage(`The check stopped: ${(error as Error).message}`);
    return false;
  }
}
