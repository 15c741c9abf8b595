import * as vscode from 'vscode';
import type { VerdictStore } from '../checks/verdicts/verdictStore';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { DatasetEditor } from '../editor/datasetEditor';
import { acceptCandidate } from '../editor/generation/acceptCandidate';
import { sampledLanguage } from '../engine/comparison/drawSample';
import { drawEvenly } from '../engine/regeneration/drawEvenly';
import { askHowMany } from './askHowMany';
import { attempt, records } from './editRecords';
import { count } from './numbers';
import { requireModel, sayNotTrusted } from './selectModel';

/** Commands that generate responses, and decide about what has been generated. */

/** The response that is meant: its record, and its index among the record's turns. */
export interface WantedResponse {
  readonly key: RecordKey;
  readonly turn: number;
}

/** Generates a candidate for one response. Where no model has been chosen, that comes first. @param wanted absent for the record shown. */
export async function regenerate(editor: DatasetEditor, wanted?: WantedResponse): Promise<void> {
  const { document } = editor;
  // Chosen before a model may have to be, while which the selection may become another.
  const response = wanted ?? (await responseOf(editor));
  if (!response) {
    editor.announce('This record has no response to regenerate.');
    return;
  }
  const choice = await requireModel(document.models);
  if (choice) await attempt(editor, () => document.candidates.regenerate(response.key, response.turn, choice));
}

/**
 * Has candidates wait for the selected records, else for the flagged ones among those that are shown; but for those that
 * have a candidate that waits or is to be reviewed.
 */
export async function regenerateFlagged(editor: DatasetEditor): Promise<void> {
  const { document } = editor;
  const { models, candidates } = document;
  if (models.unavailable !== undefined) return sayNotTrusted(models.unavailable);
  const { keys, label } = scopeOf(editor);
  if (keys.length === 0) {
    editor.announce('There are no records to regenerate responses of.');
    return;
  }
  const wish = await askHowMany(`Regenerate the Responses of ${label}`, keys.length);
  if (!wish) return;
  const choice = await requireModel(models);
  if (!choice) return;
  const { verdicts } = document.checks;
  const hasOne = new Set(candidates.keysAt(['waiting', 'generating', 'ready']));
  // Only now: a save may have given the records other keys while the user was asked.
  const open = scopeOf(editor).keys.filter((key) => !hasOne.has(key));
  const drawn = wish.isRandom ? await drawAtRandom(verdicts, open, wish.limit) : open.slice(0, wish.limit);
  const wanted = Array.from(drawn).flatMap((key) => responsesToRegenerate(verdicts, key));
  const added = await attempt(editor, () => candidates.regenerateAll(wanted, choice));
  if (added === undefined) return;
  if (candidates.state?.isPaused) candidates.resume();
  // Is still true when they have come.
  const asked = `Asked ${choice.name} for ${added === 1 ? '1 response' : `${count(added)} responses`}.`;
  const left = keys.length - open.length;
  editor.announce(left > 0 ? `${asked} ${left === 1 ? '1 record has' : `${count(left)} records have`} a candidate already.` : asked);
}

export async function acceptShown(editor: DatasetEditor, goesOn: boolean): Promise<void> {
  const candidate = shownCandidate(editor);
  if (candidate === undefined) return;
  const isDone = await attempt(editor, () => acceptCandidate(editor.document, candidate));
  if (isDone && goesOn) editor.step('candidate', 1);
}

export function rejectShown(editor: DatasetEditor, goesOn: boolean): void {
  const candidate = shownCandidate(editor);
  if (candidate === undefined) return;
  editor.document.candidates.reject(candidate);
  if (goesOn) editor.step('candidate', 1);
}

/** Another candidate like the one that is shown. */
export async function regenerateAgain(editor: DatasetEditor): Promise<void> {
  const candidate = editor.lead === undefined ? undefined : editor.document.candidates.current(editor.lead);
  if (candidate) editor.document.candidates.again(candidate.id);
  else await regenerate(editor);
}

export function showCandidates(editor: DatasetEditor): void {
  editor.setFilters([{ kind: 'candidate', states: ['ready'] }]);
  editor.focus('records');
}

function shownCandidate(editor: DatasetEditor): number | undefined {
  const id = editor.lead === undefined ? undefined : editor.document.candidates.current(editor.lead)?.id;
  if (id === undefined) editor.announce('This record has no candidate to decide about.');
  return id;
}

/** The flagged response of the record that is shown, else its last one. */
async function responseOf({ lead, document }: DatasetEditor): Promise<WantedResponse | undefined> {
  if (lead === undefined) return undefined;
  const [flagged] = responsesToRegenerate(document.checks.verdicts, lead);
  if (flagged.turn !== undefined) return { key: lead, turn: flagged.turn };
  const [turn] = await document.session.lastResponses(Uint32Array.of(lead));
  return turn < 0 ? undefined : { key: lead, turn };
}

/** The record's flagged responses; its last one, without its index, where none of them is. */
function responsesToRegenerate(verdicts: VerdictStore | undefined, key: RecordKey): { key: RecordKey; turn?: number }[] {
  const flagged = verdicts?.flaggedTurns(key, ['language', 'spelling']) ?? [];
  return flagged.length > 0 ? flagged.map((turn) => ({ key, turn })) : [{ key }];
}

interface Scope {
  readonly keys: Uint32Array;
  /** "37 flagged records" */
  readonly label: string;
}

/** The selected records, where there are several; else the shown ones that are flagged; else all that are shown. */
function scopeOf(editor: DatasetEditor): Scope {
  const { verdicts } = editor.document.checks;
  const selected = editor.selectedKeys;
  if (selected.length > 1) return { keys: selected, label: `${count(selected.length)} selected records` };
  const shown = editor.listedKeys;
  const flagged = verdicts ? shown.filter((key) => verdicts.flagged(key)) : new Uint32Array();
  if (flagged.length === 0) return { keys: shown, label: `${editor.isFiltered ? 'the ' : 'all '}${records(shown.length)}${editor.isFiltered ? ' that are shown' : ''}` };
  return { keys: flagged, label: flagged.length === 1 ? '1 flagged record' : `${count(flagged.length)} flagged records` };
}

/** A sample in which each language has as many records as the others, as far as it is known which they are in. */
function drawAtRandom(verdicts: VerdictStore | undefined, keys: Uint32Array, limit: number): Promise<Uint32Array> {
  const languageOf = (key: RecordKey) => verdicts && sampledLanguage(verdicts, key);
  return drawEvenly(keys, languageOf, limit, Math.floor(Math.random() * 2 ** 32));
}

/** Shows what would be sent to the model in force for the record's response, as text. */
export async function showPrompt(editor: DatasetEditor): Promise<void> {
  const response = await responseOf(editor);
  const choice = response && (await requireModel(editor.document.models));
  if (!response || !choice) return;
  await attempt(editor, async () => {
    const { prompt, tokens, contextTokens } = await editor.document.candidates.prompt(response.key, response.turn, choice);
    const content = prompt.kind === 'text' ? prompt.text : prompt.messages.map(({ role, content }) => `[${role}]\n${content}`).join('\n\n');
    const document = await vscode.workspace.openTextDocument({ content, language: 'plaintext' });
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
    if (tokens !== undefined) {
      const room = contextTokens === undefined ? '' : ` of ${count(contextTokens)}`;
      void vscode.window.setStatusBarMessage(`Prompt for ${choice.name}: ${count(tokens)}${room} tokens`, 10_000);
    }
  });
}
