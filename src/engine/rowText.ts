import type { Turn } from '../schema/schema';
import type { ReadRecord } from './datasetReader';
import type { RowText } from './shownRecord';

/** Longer than any row is wide, in UTF-16 units. */
const PREVIEW_LENGTH = 400;

/** @param response which of the record's turns to show as its response; the first response when not given. */
export function rowText(record: ReadRecord, response?: number): RowText {
  const { turns } = record.view;
  const at = response ?? turns.findIndex(({ role }) => role === 'response');
  const asked = turns.slice(0, at < 0 ? undefined : at).findLast(({ role }) => role === 'instruction');
  return {
    id: record.view.id,
    instruction: previewOf(asked),
    response: previewOf(turns[at]),
    problem: record.problems[0],
    raw: asked || turns[at] ? undefined : preview(record.parsed.text),
  };
}

function previewOf(turn: Turn | undefined): string {
  return turn ? preview(turn.text) : '';
}

/** The beginning of a text in one line. */
function preview(text: string): string {
  return text.slice(0, PREVIEW_LENGTH).replace(/\s+/gu, ' ').trim();
}
