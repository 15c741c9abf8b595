import { join } from 'node:path';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { SpellingOptions } from '../checks/spelling/spellingOptions';
import { detectContainer } from '../dataset/container';
import type { SharedOverlay } from '../dataset/edits/overlay';
import type { EditedDataset } from '../dataset/edits/editedDataset';
import type { ContentId, WrittenSegment } from '../dataset/edits/contentLog';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { FindQuery } from '../dataset/findQuery';
import { RecordIndex, type SharedIndex } from '../dataset/recordIndex';
import type { RecordProblem } from '../dataset/recordProblem';
import type { Fingerprint } from '../dataset/saving/fingerprint';
import { saveErrorOf } from '../dataset/saving/saveError';
import { type ByteSource, openSource, type SourceLocation } from '../dataset/source';
import type { RecordChange } from '../schema/recordChange';
import type { SchemaChoice } from '../schema/schema';
import { isAbortError } from '../threads/rpc';
import { Thread } from '../threads/thread';
import type { AskedTurns } from './askedTurns';
import type { BulkChange } from './bulkChange';
import type { CountedConfusion } from './countConfusion';
import { DatasetSearch } from './datasetSearch';
import type {
  BulkChanged,
  SavedDataset,
  WantedRow,
  WorkProgress,
} from './engineThread';
import type { WantedContents } from './findContents';
import type { EditedContent } from './followTurns';
import type { JudgedResponse, WantedJudgement } from './judgeResponse';
import type { IndexHandlers, IndexThreadData } from './indexThread';
import { type CheckedAmong, type CheckRequest, type ConfusionRequest, FEW_RECORDS, SessionChecks } from './sessionChecks';
import { type EngineThread, SessionThreads, THREAD_HEAP_MEGABYTES } from './sessionThreads';
import type { SampledSchemas } from './sampleSchemas';
import type { RecordText, ReplacedPlaces, RowText, WordExample } from './shownRecord';
import type { WordLookUp, WordQuestion } from './wordLookUp';
import type { WantedExample } from './wordExamples';

export type { CheckedAmong, CheckRequest, WorkProgress };
export { FEW_RECORDS };

/** The file of the bundled program, beside the other ones. */
const INDEX_SCRIPT = 'indexThread.js';

export interface SessionOptions {
  /** The folder of the built programs: the threads' scripts and the built-in language model lie there. */
  readonly programs: string;
  /** How many threads check at once. */
  readonly threads: number;
  /** More records are known, or all of them. */
  readonly onIndexed?: (bytesDone: number) => void;
}

export interface WorkOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
}

/**
 * A dataset opened: its index, records, searches, checks and changes, each in worker threads. Reading has a thread of
 * its own, so that no other work delays what is shown. Records go by their keys.
 */
export class DatasetSession {
  /** Why the file cannot be read as text; then there are no records. */
  readonly problem?: string;
  /** Settles when all records are known; rejects when the file cannot be read to its end. */
  readonly indexed: Promise<void>;

  private readonly threads: SessionThreads;
  private readonly reader: EngineThread;
  private readonly checks: SessionChecks;

  /** @throws the file system's error when the file cannot be opened. */
  constructor(
    location: SourceLocation,
    private readonly options: SessionOptions,
  ) {
    // Opened once for all threads: another file may come to stand in its place while this one is still edited.
    const source = openSource(location);
    const { container, problem } = detectContainer(source);
    this.problem = problem;
    this.threads = new SessionThreads(options.programs, source, new RecordIndex(container), {
      lookUp: (questions) => this.checks.lookUp(questions),
    });
    this.reader = this.threads.start();
    this.checks = new SessionChecks(this.threads, this.reader, options);
    this.indexed = this.problem ? Promise.resolve() : this.indexRecords();
    // Whoever needs all records awaits `indexed`; nobody may, which is no fault.
    this.indexed.catch(() => undefined);
  }

  /** Of the file; another one when the dataset has been saved. */
  get index(): RecordIndex {
    return this.threads.index;
  }

  /** Of the file, in bytes. */
  get size(): number {
    return this.threads.source.size;
  }

  /** From now on records are read as edited there. */
  useEdits(edits: EditedDataset): void {
    this.threads.useEdits(edits);
  }

  /** Makes all threads see what has been edited; to be called after each edit. */
  shareEdits(): void {
    this.threads.shareEdits();
  }

  /** Schemas that fit the records known so far, best first. */
  sampleSchemas(): Promise<SampledSchemas> {
    return this.reader.remote.call('sampleSchemas', undefined);
  }

  /** @throws Error when the choice is a custom mapping that cannot be read. */
  async useSchema(choice: SchemaChoice | undefined): Promise<void> {
    await this.reader.remote.call('useSchema', choice);
    this.threads.schema = choice;
    this.checks.stop();
  }

  rows(wanted: readonly WantedRow[]): Promise<RowText[]> {
    return this.reader.remote.call('rows', wanted);
  }

  /** @param judge tells languages and verdicts, by the options last given to `check` or `useLanguageOptions`. */
  record(wanted: { key: RecordKey; judge: boolean; locale: string }): Promise<RecordText> {
    return this.reader.remote.call('record', wanted);
  }

  /** Where words stand in records that have them. */
  wordExamples(wanted: readonly WantedExample[]): Promise<(WordExample | undefined)[]> {
    return this.reader.remote.call('wordExamples', wanted);
  }

  /**
   * Judges a text in a response's place, by the options last given to `check` or `useLanguageOptions`.
   * @throws Error when the record has no such response.
   */
  judgeResponse(wanted: WantedJudgement, signal?: AbortSignal): Promise<JudgedResponse> {
    return this.reader.remote.call('judgeResponse', wanted, { signal });
  }

  /** What a model is to be asked for a response. @throws Error when the record has no such response. */
  askedTurns(key: RecordKey, turn: number): Promise<AskedTurns> {
    return this.reader.remote.call('askedTurns', { key, turn });
  }

  /** For each of the records the index of its last response among its turns, -1 where it has none. */
  lastResponses(keys: Uint32Array): Promise<Int32Array> {
    return this.reader.remote.call('lastResponses', keys);
  }

  /** The `contentHash` of each of the records as they are now. */
  followTurns(edited: readonly EditedContent[]): Promise<Int32Array[]> {
    return this.reader.remote.call('followTurns', edited);
  }

  contentHashes(keys: Uint32Array): Promise<Float64Array> {
    return this.reader.remote.call('contentHashes', keys);
  }

  /** Keys of records that hold one of some contents, as they are now; -1 where there is none. */
  async findContents(wanted: WantedContents): Promise<Float64Array> {
    await this.indexed;
    return this.threads.within((thread) => thread.remote.call('findContents', wanted, { signal: this.threads.closed }));
  }

  turnText(key: RecordKey, turn: number): Promise<string> {
    return this.reader.remote.call('turnText', { key, turn });
  }

  rawText(key: RecordKey): Promise<string> {
    return this.reader.remote.call('rawText', key);
  }

  /** What would be wrong with a record of this text. */
  examine(text: string): Promise<RecordProblem[]> {
    return this.reader.remote.call('examine', text);
  }

  /**
   * The first record with an id: of those of the file in its order, then of added ones.
   * @param isThere whether a record has not been deleted.
   * @throws AbortError when `signal` is aborted.
   */
  async findId(id: string, isThere: (key: RecordKey) => boolean, signal: AbortSignal): Promise<RecordKey | undefined> {
    await this.indexed;
    return this.threads.within(async ({ remote }) => {
      const enough = new AbortController();
      let first: RecordKey | undefined;
      const onEvent = (keys: readonly RecordKey[]) => {
        first ??= keys.find(isThere);
        if (first !== undefined) enough.abort();
      };
      const searching = remote.call('findId', id, { signal: AbortSignal.any([signal, enough.signal]), onEvent });
      await searching.catch((error: unknown) => {
        if (first === undefined) throw error;
      });
      return first;
    });
  }

  /** A search that has yet to be run, and must be ended by its owner. */
  search(query: FindQuery): DatasetSearch {
    return new DatasetSearch(
      query,
      async () => {
        await this.indexed;
        return this.threads.startReady();
      },
      (thread) => void this.threads.end(thread),
    );
  }

  /**
   * Checks every record of the file, as edited now.
   * @throws AbortError when `signal` is aborted; batches already given stay good.
   */
  async check(request: CheckRequest): Promise<void> {
    await this.indexed;
    await this.checks.check(request);
  }

  /**
   * Counts what line and word pass rates are made of, over every record of the file.
   * @throws AbortError when `signal` is aborted.
   */
  async countConfusion(request: ConfusionRequest): Promise<CountedConfusion> {
    await this.indexed;
    return this.checks.countConfusion(request);
  }

  /**
   * Checks some records again, or for the first time. Where findings are wanted, those of spelling are of all words and
   * texts, flagged or not: see `VerdictStore.isReported`.
   * @param keys batch by batch, of at most BATCH_RECORDS.
   * @param count how many there are, about.
   * @param onChecked called batch by batch.
   */
  checkAmong(
    keys: Iterable<Uint32Array>,
    count: number,
    request: Omit<CheckRequest, 'onBatch'>,
    onChecked: (checked: CheckedAmong) => void,
  ): Promise<void> {
    return this.checks.checkAmong(keys, count, request, onChecked);
  }

  /**
   * Which unknown words are misspellings most likely, as far as the records tell that have been checked since the
   * session began: those that are nearly words that stand there.
   * @returns by word, in the order of each question; nothing for a question where none have been checked.
   */
  likelyMisspellings(questions: readonly WordQuestion[]): Promise<(Uint8Array | undefined)[]> {
    return this.checks.likelyMisspellings(questions);
  }

  /**
   * Which unknown words are misspellings most likely, as far as dictionaries tell: those that are nearly words of
   * theirs, of languages whose words they know.
   * @returns by word, in the order of each question.
   * @throws AbortError when `signal` is aborted.
   */
  nearDictionaries(questions: readonly WordQuestion[], signal?: AbortSignal): Promise<Uint8Array[]> {
    return this.checks.nearDictionaries(questions, signal);
  }

  /**
   * The options by which `record` judges, where nothing has been checked since the session began.
   * @param spelling absent where spelling is not checked.
   */
  useLanguageOptions(options: LanguageOptions, spelling?: SpellingOptions): Promise<void> {
    return this.checks.useOptions({ language: options, spelling });
  }

  /** Where words are looked up from now on; needed for checks of spelling. */
  useDictionaries(dictionaries: WordLookUp | undefined): void {
    this.checks.useDictionaries(dictionaries);
  }

  /**
   * Verdicts kept of the file as it was, for the file as it is now: of the records that have the same bytes.
   * @param kept as `keepVerdicts` has written them.
   * @param base the file as it is now.
   * @throws KeptVerdictsError, or AbortError when `signal` is aborted.
   */
  async carryKeptOver(
    kept: SharedArrayBuffer,
    base: Fingerprint,
    { signal, onProgress }: WorkOptions,
  ): Promise<SharedArrayBuffer> {
    await this.indexed;
    return this.threads.within((thread) =>
      thread.remote.call('carryKeptOver', { kept, base }, { signal, onEvent: onProgress }),
    );
  }

  /**
   * A record's bytes, and what they would be after a change.
   * @param from the content to change, when it is not the record's present one.
   * @throws ChangeError when it cannot be made.
   */
  change(
    key: RecordKey,
    change: RecordChange,
    from?: ContentId,
  ): Promise<{ before: Uint8Array; after: Uint8Array }> {
    return this.reader.remote.call('change', { key, change, from });
  }

  emptyRecord(like: RecordKey | undefined): Promise<Uint8Array> {
    return this.reader.remote.call('emptyRecord', like);
  }

  /** The bytes of a few records as they are now. */
  bytes(keys: Uint32Array): Promise<Uint8Array[]> {
    return this.reader.remote.call('bytes', keys);
  }

  /** Writes the records' bytes as they are now into a new segment. */
  copyContents(keys: Uint32Array, segment: string, options: WorkOptions = {}): Promise<WrittenSegment> {
    return this.threads.within((thread) =>
      thread.remote.call('copyContents', { keys, segment }, { signal: options.signal, onEvent: options.onProgress }),
    );
  }

  /** Prepares a change of many records: writes the bytes of those that change into new segments. */
  changeAll(
    wanted: { keys: Uint32Array; change: BulkChange; segments: { before: string; after: string } },
    { signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: WorkProgress & { changed: number }) => void },
  ): Promise<BulkChanged> {
    return this.threads.within((thread) => thread.remote.call('changeAll', wanted, { signal, onEvent: onProgress }));
  }

  replacePreview(keys: readonly RecordKey[], change: BulkChange): Promise<ReplacedPlaces[]> {
    return this.reader.remote.call('replacePreview', { keys, change });
  }

  /**
   * Writes the dataset as edited to a file, in place of what is there.
   * @param wanted.overlay a copy, which does not change while it is written.
   * @throws SaveError, also when `signal` is aborted in time; the file is then as it was.
   */
  async save(
    wanted: { path: string; order?: SharedArrayBuffer; overlay: SharedOverlay; expect?: Fingerprint },
    { signal, onProgress }: WorkOptions,
  ): Promise<SavedDataset> {
    try {
      return await this.threads.withinWriting(signal, (thread, options) =>
        thread.remote.call('save', wanted, { ...options, onEvent: onProgress }),
      );
    } catch (error) {
      // Cancelled before its thread has begun, which would have said so as a save does.
      throw isAbortError(error) ? saveErrorOf(error, wanted.path) : error;
    }
  }

  exportRecords(path: string, keys: Uint32Array, { signal, onProgress }: WorkOptions): Promise<void> {
    return this.threads.withinWriting(signal, (thread, options) =>
      thread.remote.call('exportRecords', { path, keys }, { ...options, onEvent: onProgress }),
    );
  }

  /** Keys of records of the file that have these bytes, one for each content; -1 where there is none. */
  locate(contents: readonly ContentId[]): Promise<Float64Array> {
    return this.threads.within((thread) => thread.remote.call('locate', { contents }, { signal: this.threads.closed }));
  }

  /** CRC-32 of the whole file. */
  crc(): Promise<number> {
    return this.threads.within((thread) => thread.remote.call('crc', undefined, { signal: this.threads.closed }));
  }

  /**
   * Goes over to the file as it has been saved. What is under way goes on there; only what reads the old file from end
   * to end still does.
   * @param source the file, to be closed by this session.
   * @param renumbered whether records have new keys: then no search or check may be under way.
   */
  useSaved(source: ByteSource, index: SharedIndex, renumbered: boolean): void {
    if (renumbered) this.checks.stop();
    this.threads.useSaved(source, index);
  }

  close(): void {
    this.threads.close(this.indexed);
  }

  private async indexRecords(): Promise<void> {
    const script = join(this.options.programs, INDEX_SCRIPT);
    const data: IndexThreadData = { location: this.threads.source.location };
    const thread = new Thread<IndexHandlers>(script, data, THREAD_HEAP_MEGABYTES);
    try {
      const complete = await thread.remote.call('index', undefined, {
        signal: this.threads.closed,
        onEvent: ({ index, bytes }) => this.grow(index, bytes),
      });
      this.grow(complete, this.size);
    } finally {
      await thread.terminate();
    }
  }

  private grow(index: SharedIndex, bytesDone: number): void {
    this.index.adopt(index);
    // When the reading thread is gone, the calls that want an answer of it say so.
    this.reader.remote.call('adoptIndex', index).catch(() => undefined);
    this.options.onIndexed?.(bytesDone);
  }
}
