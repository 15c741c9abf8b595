import * as vscode from 'vscode';
import type { EditorState, Summary } from '../../protocol/toWebview';
import type { DatasetDocument } from '../datasetDocument';
import { generationState } from '../generation/candidateMessages';
import { facetsOf } from './checkResults';
import type { FilteredRecords } from './filteredRecords';
import type { PageKeys } from './pageKeys';
import type { RecordReplace } from './recordReplace';
import type { RecordSearch } from './recordSearch';
import type { RecordSelection } from './recordSelection';

/** The parts of one view that its page is told of. */
export interface ViewParts {
  readonly filtered: FilteredRecords;
  readonly selection: RecordSelection;
  readonly pageKeys: PageKeys;
  readonly search: RecordSearch | undefined;
  readonly replace: RecordReplace | undefined;
  readonly summary: Summary | undefined;
}

/** What the page is told with every change but the records themselves, for which it asks. */
export function editorState(
  document: DatasetDocument,
  { filtered, selection, pageKeys, search, replace, summary }: ViewParts,
): EditorState {
  const { session, dataset, schema, checks } = document;
  const { list, filters } = filtered;
  const { lead } = selection;
  return {
    fileName: document.file.name,
    generation: generationState(document),
    comparison: document.comparison.state,
    lineByLine: session.index.container === 'lines',
    total: dataset.order.count,
    shown: list.count,
    schema: { name: schema.name, reason: schema.reason, fields: schema.fields },
    filters,
    facets: checks.verdicts && facetsOf(checks.verdicts, checks.check?.spelling !== undefined),
    find: search?.state(lead === undefined ? -1 : dataset.order.positionOf(lead)),
    summary,
    check: checks.state,
    selection: {
      count: selection.count,
      key: lead === undefined ? undefined : pageKeys.of(lead),
      rows: selection.ranges(list),
    },
    readOnly: document.readOnly,
    replace: replace?.state,
    wordLists: document.words.names,
    progress: [...document.progress, search?.progress, replace?.progress].filter((task) => task !== undefined),
    error: document.error ?? refusalOf(document),
    locale: vscode.env.language,
  };
}

/** Why what is unsaved could not be saved, where that is not said already. */
function refusalOf({ isDirty, readOnly, file }: DatasetDocument): string | undefined {
  return isDirty && readOnly === undefined ? file.refusal : undefined;
}
