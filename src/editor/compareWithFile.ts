import * as vscode from 'vscode';
import { DatasetSession } from '../engine/datasetSession';
import type { DatasetDocument } from './datasetDocument';

const SCHEME = 'paddock-compare';
/** More edited records than this are not compared at once. */
const COMPARED_RECORDS = 500;

const texts = new Map<string, string>();
let comparisons = 0;

/** Serves the two sides of comparisons to VS Code's diff editor. */
export function registerComparisons(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: ({ query }) => texts.get(query) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.query);
    }),
  );
}

/** Shows the records that have been edited beside the records in their places in the file as it is now. */
export async function compareWithFile(document: DatasetDocument): Promise<void> {
  const { dataset, session } = document;
  const edited = [...dataset.overlay.keys()]
    .map((key) => ({ key, position: dataset.order.positionOf(key) }))
    .filter(({ position }) => position >= 0)
    .sort((a, b) => a.position - b.position)
    .slice(0, COMPARED_RECORDS);
  const mine = await Promise.all(edited.map(({ key }) => session.rawText(key)));
  const theirs = await recordsInFile(
    document,
    edited.map(({ position }) => position),
  );
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const sides = [theirs, mine].map((records, side) => {
    const query = `${++comparisons}`;
    texts.set(query, `${records.join('\n')}\n`);
    // The name's own extension gives the text its colours.
    return vscode.Uri.from({ scheme: SCHEME, path: `/${side === 0 ? 'on disk' : 'edited'}/${name}`, query });
  });
  await vscode.commands.executeCommand('vscode.diff', sides[0], sides[1], `${name}: on disk ↔ ${edited.length} edited records`);
}

async function recordsInFile(document: DatasetDocument, positions: readonly number[]): Promise<string[]> {
  const session = new DatasetSession(await document.file.locateNow(), { programs: document.programs, threads: 1 });
  try {
    await session.indexed;
    const { count } = session.index;
    return await Promise.all(positions.map(async (position) => (position < count ? session.rawText(position) : '')));
  } finally {
    session.close();
  }
}
