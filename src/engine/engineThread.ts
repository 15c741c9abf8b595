import { parentPort, workerData } from 'node:worker_threads';
import type { ModelFile } from '../checks/language/fasttext/modelFile';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { SpellingOptions } from '../checks/spelling/spellingOptions';
import { packVerdicts, type VerdictBatch } from '../checks/verdicts/verdictBatch';
import type { Finding } from '../checks/finding';
import { type ContentId, Contents, SegmentWriter, type SharedContents, type WrittenSegment } from '../dataset/edits/contentLog';
import { Overlay, type SharedOverlay } from '../dataset/edits/overlay';
import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import type { Keys } from '../dataset/edits/recordOrder';
import { compileFind } from '../dataset/find';
import type { FindQuery, Match } from '../dataset/findQuery';
import { readRecords } from '../dataset/readRecords';
import { parseRecord } from '../dataset/record';
import { RecordIndex, type SharedIndex } from '../dataset/recordIndex';
import type { RecordProblem } from '../dataset/recordProblem';
import { exportRecords } from '../dataset/saving/exportRecords';
import { crcOf, type Fingerprint } from '../dataset/saving/fingerprint';
import { replaceFile } from '../dataset/saving/replaceFile';
import { writeDataset } from '../dataset/saving/writeDataset';
import { openSource, type SourceLocation } from '../dataset/source';
import { changeRecord, emptyRecord } from '../schema/changeRecord';
import type { RecordChange } from '../schema/recordChange';
import type { SchemaChoice } from '../schema/schema';
import { breathe, type CallContext, Remote, serve } from '../threads/rpc';
import { type AskedTurns, askedTurns, lastResponses } from './askedTurns';
import { type BulkChange, changeOf, compileBulkChange, type CompiledBulkChange, replacePreview } from './bulkChange';
import { carryKeptOver } from './carryKeptOver';
import { type Checks, checkRecords, type WantedResults } from './checkRecords';
import { countConfusion, type CountedConfusion, type WantedConfusion } from './countConfusion';
import { DatasetReader, type DatasetParts } from './datasetReader';
import { type EditedContent, followTurns } from './followTurns';
import { contentHashes, findContents, type WantedContents } from './findContents';
import { findId } from './findId';
import { findRecords, recordMatches, turnMatches } from './findRecords';
import { type JudgedResponse, judgeResponse, type WantedJudgement } from './judgeResponse';
import { recordText } from './recordText';
import { rowText } from './rowText';
import { sampleSchemas, type SampledSchemas } from './sampleSchemas';
import type { RecordText, ReplacedPlaces, RowText, WordExample } from './shownRecord';
import type { WantedExample } from './wordExamples';
import type { WordAnswer, WordQuestion } from './wordLookUp';

/** The side of the engine that runs in a worker thread: one dataset, read, checked, changed and written. */

/** What has been edited, as plain data for other threads. */
export interface SharedEdits {
  readonly contents: SharedContents;
  readonly overlay: SharedOverlay;
}

/** A dataset as plain data for other threads. */
export interface SharedDataset {
  readonly location: SourceLocation;
  readonly index: SharedIndex;
  readonly edits: SharedEdits;
}

export interface FoundRecords {
  /** Keys, ascending; also of records that have been deleted. */
  readonly found: readonly RecordKey[];
  /** Records searched so far. */
  readonly searched: number;
  readonly of: number;
}

export interface WorkProgress {
  readonly done: number;
  readonly of: number;
}

/** A row to show; `response` is the turn to show as its response. */
export interface WantedRow {
  readonly key: RecordKey;
  readonly response?: number;
}

/** What records are to be checked by. */
export interface WantedChecks {
  readonly model: ModelFile;
  readonly language: LanguageOptions;
  /** Absent where spelling is not checked. */
  readonly spelling?: SpellingOptions;
}

/** What this thread may call in the one that started it. */
export type EngineServices = {
  lookUp(questions: readonly WordQuestion[]): Promise<readonly WordAnswer[]>;
};

/** Records changed alike: which, and their bytes before and after, in a segment each. */
export interface BulkChanged {
  readonly keys: Uint32Array;
  readonly before: WrittenSegment;
  readonly after: WrittenSegment;
}

/** A dataset written to a file, which is the one to read from now on. */
export interface SavedDataset {
  readonly index: SharedIndex;
  readonly size: number;
  readonly fingerprint: Fingerprint;
}

/** How many records to work on before looking whether anyone still wants to know. */
const STEP = 2_000;

if (!parentPort) throw new Error('engineThread runs in a worker thread only.');
const port = parentPort;
const host = new Remote<EngineServices>(port);
const reader = new DatasetReader(partsOf(workerData as SharedDataset));
/** Loads its code, tables and model only when the first record is judged: not every thread judges. */
let checks: () => Promise<Checks> = () => {
  throw new Error('The checks have not been set up.');
};

const handlers = {
  /** Takes over what the indexing thread has found. */
  adoptIndex(index: SharedIndex): void {
    reader.index.adopt(index);
  },

  /** Takes over what has been edited: after that, edits are seen as they happen, until there is more to share. */
  adoptEdits({ contents, overlay }: SharedEdits): void {
    reader.parts.contents.adopt(contents);
    reader.parts.overlay.adopt(overlay);
  },

  /** Goes over to another file, or to the same one as saved. */
  useDataset(dataset: SharedDataset): void {
    const before = reader.parts;
    reader.parts = partsOf(dataset);
    before.source.close();
    before.contents.close();
  },

  sampleSchemas(): SampledSchemas {
    return sampleSchemas(reader);
  },

  useSchema(choice: SchemaChoice | undefined): void {
    reader.useSchema(choice);
  },

  useChecks(wanted: WantedChecks): void {
    let loading: Promise<Checks> | undefined;
    checks = () => (loading ??= loadChecks(wanted));
  },

  rows(wanted: readonly WantedRow[]): RowText[] {
    return wanted.map(({ key, response }) => rowText(reader.read(key), response));
  },

  async record({ key, judge, locale }: {
    key: RecordKey;
    /** Tells languages and verdicts. */
    judge: boolean;
    locale: string;
  }): Promise<RecordText> {
    return recordText(reader, key, judge ? await checks() : {}, locale);
  },

  /** Where words stand that are to be shown. */
  async wordExamples(wanted: readonly WantedExample[]): Promise<(WordExample | undefined)[]> {
    const { wordExamples } = await import('./wordExamples');
    return wordExamples(reader, wanted);
  },

  async judgeResponse(wanted: WantedJudgement): Promise<JudgedResponse> {
    return judgeResponse(reader, await checks(), wanted);
  },

  /** What a model is to be asked for a response. */
  askedTurns({ key, turn }: { key: RecordKey; turn: number }): AskedTurns {
    return askedTurns(reader, key, turn);
  },

  followTurns(edited: readonly EditedContent[]): Promise<Int32Array[]> {
    return followTurns(reader, edited);
  },

  lastResponses(keys: Uint32Array): Promise<Int32Array> {
    return lastResponses(reader, keys);
  },

  contentHashes(keys: Uint32Array): Promise<Float64Array> {
    return contentHashes(reader, keys);
  },

  findContents(wanted: WantedContents, { signal }: CallContext<never>): Promise<Float64Array> {
    return findContents(reader, wanted, signal);
  },

  turnText({ key, turn }: { key: RecordKey; turn: number }): string {
    const found = reader.read(key).view.turns[turn];
    if (!found) throw new Error(`The record has no turn ${turn + 1}.`);
    return found.text;
  },

  rawText(key: RecordKey): string {
    return reader.read(key).parsed.text;
  },

  /** What would be wrong with a record of this text. */
  examine(text: string): RecordProblem[] {
    return [...parseRecord(Buffer.from(text)).problems];
  },

  async find(query: FindQuery, { emit }: CallContext<FoundRecords>): Promise<void> {
    const finder = compileFind(query);
    const of = reader.index.count;
    for (let from = 0; from < of; from += STEP) {
      const to = Math.min(of, from + STEP);
      emit({ found: findRecords(reader, finder, query.field, from, to), searched: to, of });
      await breathe();
    }
    const added = [...reader.parts.overlay.keys()].filter(isAdded);
    emit({ found: matching(added, query), searched: of, of });
  },

  /** Finds the records that have an id: those of the file in its order, then added ones; also deleted ones. */
  findId(id: string, { signal, emit }: CallContext<readonly RecordKey[]>): Promise<void> {
    return findId(reader, id, { signal, onFound: emit });
  },

  /** Those of the records that match. */
  findAmong({ keys, query }: { keys: Keys; query: FindQuery }): Keys {
    return matching(keys, query);
  },

  /** Where each turn of a record matches, in what is shown of it. */
  matches({ key, query }: { key: RecordKey; query: FindQuery }): Match[][] {
    return turnMatches(reader.read(key), compileFind(query), query.field);
  },

  /** Checks records of the file in a row. */
  async check(
    { from, to, ...how }: { from: number; to: number } & WantedResults,
    { signal }: CallContext<never>,
  ): Promise<{ batch: VerdictBatch; findings: readonly Finding[] }> {
    const { records, findings, notSpelled } = await checkRecords(reader, await checks(), { from, to }, how, signal);
    return { batch: packVerdicts(from, records, notSpelled), findings };
  },

  /** Counts what line and word pass rates are made of, in records of the file in a row. */
  async countConfusion(wanted: WantedConfusion): Promise<CountedConfusion> {
    return countConfusion(reader, (await checks()).language, wanted);
  },

  /** Checks any records, in the order of their keys. */
  async checkAmong(
    { keys, ...how }: { keys: Uint32Array } & WantedResults,
    { signal }: CallContext<never>,
  ): Promise<{ batch: VerdictBatch; findings: readonly Finding[] }> {
    const { records, findings, notSpelled } = await checkRecords(reader, await checks(), { keys }, how, signal);
    return { batch: packVerdicts(0, records, notSpelled), findings };
  },

  /** Which unknown words are misspellings most likely, as far as the records that this thread has checked tell. */
  async likelyMisspellings(questions: readonly WordQuestion[]): Promise<(Uint8Array | undefined)[]> {
    const { spelling } = await checks();
    const answers: (Uint8Array | undefined)[] = [];
    for (const question of questions) {
      answers.push(spelling?.likelyMisspellings(question));
      await breathe();
    }
    return answers;
  },

  /** Verdicts kept of the file as it was, for the file as it is now. */
  carryKeptOver(
    { kept, base }: { kept: SharedArrayBuffer; base: Fingerprint },
    { signal, emit }: CallContext<WorkProgress>,
  ): Promise<SharedArrayBuffer> {
    const onProgress = (done: number, of: number) => emit({ done, of });
    return carryKeptOver(reader.parts, new Uint8Array(kept), base, { signal, onProgress });
  },

  /** A record's bytes, and what they would be after a change. */
  change({ key, change, from }: { key: RecordKey; change: RecordChange; from?: ContentId }): {
    before: Uint8Array;
    after: Uint8Array;
  } {
    const before = from === undefined ? reader.bytes(key) : reader.parts.contents.read(from);
    return { before, after: changeRecord(before, reader.schema, change, reader.index.container) };
  },

  /** The bytes of a new record like another one, or like none. */
  emptyRecord(like: RecordKey | undefined): Uint8Array {
    return emptyRecord(like === undefined ? new Uint8Array() : reader.bytes(like), reader.schema);
  },

  /** The records' bytes as they are now. */
  bytes(keys: Uint32Array): Uint8Array[] {
    return Array.from(keys, (key) => reader.bytes(key));
  },

  /** Writes the records' bytes as they are now into a new segment. */
  async copyContents(
    { keys, segment }: { keys: Uint32Array; segment: string },
    { signal, emit }: CallContext<WorkProgress>,
  ): Promise<WrittenSegment> {
    const writer = new SegmentWriter(segment);
    try {
      for (let from = 0; from < keys.length; from += STEP) {
        for (const key of keys.subarray(from, from + STEP)) writer.add(reader.bytes(key));
        emit({ done: Math.min(keys.length, from + STEP), of: keys.length });
        await breathe();
        signal.throwIfAborted();
      }
      return writer.close();
    } catch (error) {
      writer.discard();
      throw error;
    }
  },

  /** Prepares a change of many records: writes the bytes of those that change, before and after, into new segments. */
  async changeAll(
    { keys, change, segments }: {
      keys: Uint32Array;
      change: BulkChange;
      segments: { before: string; after: string };
    },
    { signal, emit }: CallContext<WorkProgress & { changed: number }>,
  ): Promise<BulkChanged> {
    const compiled = await compile(change);
    const changed: RecordKey[] = [];
    const before = new SegmentWriter(segments.before);
    const after = new SegmentWriter(segments.after);
    try {
      for (let from = 0; from < keys.length; from += STEP) {
        for (const key of keys.subarray(from, from + STEP)) {
          const record = reader.read(key);
          const bytes = changeOf(record, record.bytes, compiled, reader.schema);
          if (!bytes) continue;
          changed.push(key);
          before.add(record.bytes);
          after.add(bytes);
        }
        emit({ done: Math.min(keys.length, from + STEP), of: keys.length, changed: changed.length });
        await breathe();
        signal.throwIfAborted();
      }
      return { keys: Uint32Array.from(changed), before: before.close(), after: after.close() };
    } catch (error) {
      before.discard();
      after.discard();
      throw error;
    }
  },

  /** The places that a replacement would change in records. */
  async replacePreview({ keys, change }: { keys: readonly RecordKey[]; change: BulkChange }): Promise<ReplacedPlaces[]> {
    const compiled = await compile(change);
    if (compiled.kind !== 'replace') throw new Error('Only replacements have places to show.');
    return keys.map((key) => {
      const record = reader.read(key);
      return { id: record.view.id, ...replacePreview(record, compiled) };
    });
  },

  /**
   * Writes the dataset as edited to a file, in place of what is there.
   * @param expect what the file must still be; absent when it may be replaced whatever it is.
   */
  async save(
    { path, order, overlay, expect }: {
      path: string;
      order?: SharedArrayBuffer;
      overlay: SharedOverlay;
      expect?: Fingerprint;
    },
    { signal, emit }: CallContext<WorkProgress>,
  ): Promise<SavedDataset> {
    const { result, fingerprint } = await replaceFile(
      path,
      (descriptor) =>
        writeDataset({ ...reader.parts, overlay: Overlay.fromShared(overlay), order }, descriptor, {
          signal,
          onProgress: (done, of) => emit({ done, of }),
          breathe,
        }),
      { signal, expect },
    );
    return { index: result.index.share(), size: result.size, fingerprint };
  },

  async exportRecords(
    { path, keys }: { path: string; keys: Uint32Array },
    { signal, emit }: CallContext<WorkProgress>,
  ): Promise<void> {
    await exportRecords(path, reader.parts, keys, {
      signal,
      onProgress: (done, of) => emit({ done, of }),
      breathe,
    });
  },

  /**
   * Looks for records of the file that have these bytes, one for each content.
   * @returns their keys, -1 where there is none.
   */
  async locate({ contents }: { contents: readonly ContentId[] }, { signal }: CallContext<never>): Promise<Float64Array> {
    const keys = new Float64Array(contents.length).fill(-1);
    const wanted = new Map<string, number[]>();
    contents.forEach((content, at) => {
      const bytes = latin1Of(reader.parts.contents.read(content));
      wanted.set(bytes, [...(wanted.get(bytes) ?? []), at]);
    });
    const lengths = new Set(Array.from(wanted.keys(), (bytes) => bytes.length));
    const { source, index } = reader.parts;
    for (let from = 0; from < index.count; from += STEP) {
      readRecords(source, index, from, Math.min(index.count, from + STEP), (key, bytes) => {
        const at = lengths.has(bytes.length) ? wanted.get(latin1Of(bytes))?.shift() : undefined;
        if (at !== undefined) keys[at] = key;
      });
      await breathe();
      signal.throwIfAborted();
    }
    return keys;
  },

  /** The whole file's CRC-32. */
  async crc(_: undefined, { signal }: CallContext<never>): Promise<number> {
    return crcOf(reader.parts.source, { signal, breathe });
  },
};

export type EngineHandlers = typeof handlers;

async function loadChecks({ model, language, spelling }: WantedChecks): Promise<Checks> {
  const { LanguageCheck } = await import('../checks/language/checkLanguage');
  const { LanguageIdentifier } = await import('../checks/language/fasttext/languageIdentifier');
  const check = new LanguageCheck(LanguageIdentifier.fromShared(model, language), language);
  if (!spelling) return { language: check };
  const { RecordSpelling } = await import('./recordSpelling');
  return { language: check, spelling: new RecordSpelling(spelling, (questions) => host.call('lookUp', questions)) };
}

/** Words are told apart by tables that only corrections need here. */
async function compile(change: BulkChange): Promise<CompiledBulkChange> {
  if (change.kind !== 'correct') return compileBulkChange(change);
  const { compileCorrections } = await import('./correctWords');
  return compileCorrections(change.corrections);
}

function partsOf({ location, index, edits }: SharedDataset): DatasetParts {
  return {
    source: openSource(location),
    index: RecordIndex.fromShared(index),
    overlay: Overlay.fromShared(edits.overlay),
    contents: Contents.fromShared(edits.contents),
  };
}

/** Bytes as a text that has as many characters. */
function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function matching<K extends Keys>(keys: K, query: FindQuery): K {
  const finder = compileFind(query);
  return keys.filter((key) => recordMatches(reader.read(key), finder, query.field)) as K;
}

serve(port, handlers);
