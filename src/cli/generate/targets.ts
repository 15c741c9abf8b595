import { readRecord } from '../../dataset/readRecords';
import { parseRecord } from '../../dataset/record';
import type { RecordIndex } from '../../dataset/recordIndex';
import type { ByteSource } from '../../dataset/source';
import { spellingSummary } from '../../metrics/spellingCorrectness';
import type { RecordView, Schema } from '../../schema/schema';
import { checkDataset } from '../checkedDataset';
import type { Console } from '../console';
import { NotSpelledNotes } from '../notSpelledNotes';
import type { OpenedDataset } from '../openedDataset';
import type { PreparedCheck } from '../preparedCheck';
import { prepareSpelling, type WantedSpelling } from '../spellingOptions';
import { mainResponse, positionsIn, type WantedRecords } from './wantedRecords';

/** A response to be made anew. */
export interface Target {
  /** Of the record, from 0. */
  readonly position: number;
  /** Index of the response in the record's turns; -1 where it has none. */
  readonly turn: number;
}

/** Where records are read. */
export interface Records {
  readonly source: ByteSource;
  readonly index: RecordIndex;
  readonly schema: Schema;
}

/** The checks are those by which records are `flagged`. */
export interface WantedTargets extends WantedSpelling {
  readonly records: WantedRecords;
  readonly console: Console;
  /** The folder of the built programs. */
  readonly programs: string;
  readonly signal: AbortSignal;
}

/** @throws Failure when a list of words cannot be read; AbortError when the signal is aborted. */
export async function targetsOf(
  dataset: OpenedDataset,
  prepared: PreparedCheck,
  records: Records,
  options: WantedTargets,
): Promise<Target[]> {
  const { records: wanted } = options;
  const { count } = records.index;
  if (wanted === 'flagged') return flaggedResponses(dataset, prepared, count, options);
  const positions = positionsIn(wanted === 'all' ? [[1, count]] : wanted, count);
  return positions.map((position) => ({ position, turn: mainResponse(viewOf(records, position)) ?? -1 }));
}

async function flaggedResponses(
  dataset: OpenedDataset,
  { language }: PreparedCheck,
  count: number,
  options: WantedTargets,
): Promise<Target[]> {
  const { console, programs, checks, signal } = options;
  const spelling = prepareSpelling(programs, options);
  try {
    const name = dataset.input.namedPath ?? '-';
    const store = await checkDataset(name, dataset, { console, language, spelling, signal, findings: 'none' });
    if (spelling) new NotSpelledNotes(console).say(spellingSummary(store).notChecked, spelling.dictionaries.failures);
    const targets: Target[] = [];
    for (let position = 0; position < count; position++) {
      for (const turn of store.flaggedTurns(position, checks)) targets.push({ position, turn });
    }
    return targets;
  } finally {
    await spelling?.dictionaries.close();
  }
}

function viewOf({ source, index, schema }: Records, position: number): RecordView {
  return schema.view(parseRecord(readRecord(source, index, position)).value);
}
