import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { LanguageCheck } from '../checks/language/checkLanguage';
import { LanguageIdentifier } from '../checks/language/fasttext/languageIdentifier';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { compileFind, type FindQuery, type Match } from '../dataset/find';
import { indexRecords } from '../dataset/indexRecords';
import { RecordIndex, type SharedIndex } from '../dataset/recordIndex';
import { openSource, type SourceLocation } from '../dataset/source';
import type { SchemaChoice, SchemaDetection } from '../schema/schema';
import { detectSchema } from '../schema/schemas';
import { breathe, type CallContext, serve } from '../threads/rpc';
import { type CheckedRecords, checkRecords, type WantedFindings } from './checkRecords';
import { DatasetReader } from './datasetReader';
import { findRecords, turnMatches } from './findRecords';
import { recordText } from './recordText';
import { rowText } from './rowText';
import type { RecordText, RowText } from './shownRecord';

/** The side of the engine that runs in a worker thread: one dataset, read and checked. */

export interface EngineThreadData {
  readonly location: SourceLocation;
  readonly index: SharedIndex;
}

export interface IndexProgress {
  readonly index: SharedIndex;
  readonly bytes: number;
}

export interface FoundRecords {
  /** Positions, ascending. */
  readonly found: readonly number[];
  /** Records searched so far. */
  readonly searched: number;
  readonly of: number;
}

/** A row to show; `response` is the turn to show as its response. */
export interface WantedRow {
  readonly position: number;
  readonly response?: number;
}

export interface SampledSchemas {
  readonly detections: readonly SchemaDetection[];
  /** Keys of the sampled records, most frequent first. */
  readonly fields: readonly string[];
  readonly sampled: number;
}

const SAMPLED_RECORDS = 500;
/** How many records to search before looking whether anyone still wants to know. */
const FIND_STEP = 2_000;

const { location, index } = workerData as EngineThreadData;
const reader = new DatasetReader(openSource(location), RecordIndex.fromShared(index));
/** Reads its model only when the first record is judged: not every thread judges. */
let languageCheck: () => LanguageCheck = () => {
  throw new Error('The language check has not been set up.');
};

const handlers = {
  async index(_: undefined, { signal, emit }: CallContext<IndexProgress>): Promise<SharedIndex> {
    const complete = await indexRecords(reader.source, {
      onProgress: (growing, bytes) => emit({ index: growing.share(), bytes }),
      signal,
      breathe,
    });
    return complete.share();
  },

  /** Takes over what the indexing thread has found. */
  adopt(index: SharedIndex): void {
    reader.index.adopt(index);
  },

  sampleSchemas(): SampledSchemas {
    const values = reader.sample(SAMPLED_RECORDS);
    return { detections: detectSchema(values), fields: keysOf(values), sampled: values.length };
  },

  useSchema(choice: SchemaChoice | undefined): void {
    reader.useSchema(choice);
  },

  useLanguageCheck({ model, options }: { model: string; options: LanguageOptions }): void {
    let check: LanguageCheck | undefined;
    languageCheck = () => (check ??= new LanguageCheck(LanguageIdentifier.read(readFileSync(model)), options));
  },

  rows(wanted: readonly WantedRow[]): RowText[] {
    return wanted.map(({ position, response }) => rowText(reader.read(position), response));
  },

  record({ position, judge, locale }: {
    position: number;
    /** Tells languages and verdicts. */
    judge: boolean;
    locale: string;
  }): RecordText {
    return recordText(reader, position, judge ? languageCheck() : undefined, locale);
  },

  turnText({ position, turn }: { position: number; turn: number }): string {
    const found = reader.read(position).view.turns[turn];
    if (!found) throw new Error(`Record ${position + 1} has no turn ${turn + 1}.`);
    return found.text;
  },

  rawText(position: number): string {
    return reader.read(position).parsed.text;
  },

  async find(query: FindQuery, { emit }: CallContext<FoundRecords>): Promise<void> {
    const finder = compileFind(query);
    const of = reader.index.count;
    for (let from = 0; from < of; from += FIND_STEP) {
      const to = Math.min(of, from + FIND_STEP);
      emit({ found: findRecords(reader, finder, query.field, from, to), searched: to, of });
      await breathe();
    }
  },

  /** Where each turn of a record matches, in what is shown of it. */
  matches({ position, query }: { position: number; query: FindQuery }): Match[][] {
    return turnMatches(reader.read(position), compileFind(query), query.field);
  },

  check({ from, to, findings, locale }: {
    from: number;
    to: number;
    findings: WantedFindings;
    locale: string;
  }): CheckedRecords {
    return checkRecords(reader, languageCheck(), from, to, findings, locale);
  },
};

export type EngineHandlers = typeof handlers;

function keysOf(values: readonly unknown[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const key of Object.keys(value)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}

if (!parentPort) throw new Error('engineThread runs in a worker thread only.');
serve(parentPort, handlers);
