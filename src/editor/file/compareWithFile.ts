import * as vscode from 'vscode';
import { contentHash } from '../../dataset/contentHash';
import type { RecordKey } from '../../dataset/edits/recordKey';
import { DatasetSession } from '../../engine/datasetSession';
import { Pace } from '../../threads/pace';
import type { DatasetDocument } from '../datasetDocument';
import { readableRecord } from './readableRecord';

const SCHEME = 'paddock-compare';
/** By it VS Code knows the language of both sides, whose long lines it wraps: see the manifest. */
const EXTENSION = 'paddock-comparison';
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

/** Absent where the file has none. */
type ComparedRecord = { readonly position: number; readonly text: string } | undefined;

const count = (number: number) => number.toLocaleString(vscode.env.language);

/** Shows the records that have been edited beside what they are in the file as it is now. */
export async function compareWithFile(document: DatasetDocument): Promise<void> {
  const { dataset, session } = document;
  const edited = [...dataset.overlay.keys()]
    .map((key) => ({ key, position: dataset.order.positionOf(key) }))
    .filter(({ position }) => position >= 0)
    .sort((a, b) => a.position - b.position)
    .slice(0, COMPARED_RECORDS);
  const keys = edited.map(({ key }) => key);
  const mine = await Promise.all(edited.map(async ({ key, position }) => ({ position, text: await session.rawText(key) })));
  const theirs = await recordsInFile(document, keys);
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const serve = async (side: string, records: readonly ComparedRecord[]) => {
    const query = `${++comparisons}`;
    texts.set(query, await readableText(records));
    return vscode.Uri.from({ scheme: SCHEME, path: `/${side}/${name}.${EXTENSION}`, query });
  };
  const sides = [await serve('on disk', theirs), await serve('edited', mine)];
  const records = edited.length === 1 ? '1 edited record' : `${count(edited.length)} edited records`;
  await vscode.commands.executeCommand('vscode.diff', sides[0], sides[1], `${name}: on disk ↔ ${records}`);
}

/** Records one below the other, as people read them. */
async function readableText(records: readonly ComparedRecord[]): Promise<string> {
  const pace = new Pace();
  const readable: string[] = [];
  for (const record of records) {
    readable.push(record ? `Record ${count(record.position + 1)}\n${readableRecord(record.text)}\n` : 'Not in the file\n');
    await pace.keep();
  }
  return readable.join('\n');
}

/**
 * What records that have been edited are in the file as it is now: those that hold there what they held before, wherever
 * they stand; others in their places, unless another record stands there by its id.
 */
async function recordsInFile(document: DatasetDocument, keys: readonly RecordKey[]): Promise<ComparedRecord[]> {
  const { dataset, schema } = document;
  const inFile = new DatasetSession(await document.file.locateNow(), { programs: document.programs, threads: 1 });
  try {
    await inFile.indexed;
    await inFile.useSchema(schema.choice);
    const hashes = keys.map((key) => {
      const content = dataset.contentInFile(key);
      return content === 0 ? [] : [contentHash(dataset.log.read(content))];
    });
    const found = await inFile.findContents({ hashes, keys: Uint32Array.from(keys) });
    const isThere = (key: RecordKey) => key < inFile.index.count;
    const mine = await document.session.rows(keys.map((key) => ({ key })));
    const present = keys.filter(isThere);
    const theirs = await inFile.rows(present.map((key) => ({ key })));
    const idsInFile = new Map(present.map((key, at) => [key, theirs[at].id]));
    return await Promise.all(
      keys.map(async (key, at) => {
        const isSame = isThere(key) && (mine[at].id === idsInFile.get(key) || mine[at].id === undefined);
        const position = found[at] >= 0 ? found[at] : isSame ? key : undefined;
        return position === undefined ? undefined : { position, text: await inFile.rawText(position) };
      }),
    );
  } finally {
    inFile.close();
  }
}
