import { join } from 'node:path';
import type { Finding } from '../checks/finding';
import type { ModelFile } from '../checks/language/fasttext/modelFile';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { knowsMostWords } from '../checks/spelling/spellingJudge';
import type { SpellingOptions } from '../checks/spelling/spellingOptions';
import { BATCH_RECORDS, type VerdictBatch } from '../checks/verdictBatch';
import { detectContainer } from '../dataset/container';
import type { SharedOverlay } from '../dataset/edits/overlay';
import type { EditedDataset } from '../dataset/edits/editedDataset';
import type { ContentId, WrittenSegment } from '../dataset/edits/contentLog';
import type { RecordKey } from '../dataset/edits/recordKey';
import type { FindQuery } from '../dataset/findQuery';
import { RecordIndex, type SharedIndex } from '../dataset/recordIndex';
import type { RecordProblem } from '../dataset/recordProblem';
import type { Fingerprint } from '../dataset/saving/fingerprint';
import { type ByteSource, openSource, type SourceLocation } from '../dataset/source';
import { addConfusion } from '../metrics/languageConfusion/passRates';
import type { RecordChange } from '../schema/recordChange';
import type { SchemaChoice } from '../schema/schema';
import { InOrder } from '../threads/inOrder';
import { isAbortError } from '../threads/rpc';
import { Thread } from '../threads/thread';
import type { AskedTurns } from './askedTurns';
import type { BulkChange } from './bulkChange';
import type { WantedFindings } from './checkRecords';
import type { CountedConfusion } from './countConfusion';
import { DatasetSearch } from './datasetSearch';
import type {
  BulkChanged,
  EngineHandlers,
  EngineServices,
  SampledSchemas,
  SavedDataset,
  SharedDataset,
  SharedEdits,
  WantedRow,
  WorkProgress,
} from './engineThread';
import type { WantedContents } from './findContents';
import type { JudgedResponse, WantedJudgement } from './judgeResponse';
import type { IndexHandlers, IndexThreadData } from './indexThread';
import { languageModel } from './languageModels';
import type { RecordText, ReplacedPlaces, RowText, WordExample } from './shownRecord';
import type { WordAnswer, WordLookUp, WordQuestion } from './wordLookUp';
import type { WantedExample } from './wordExamples';

export type { WorkProgress };

/** The files of the bundled thread scripts, beside the other programs. */
const THREAD_SCRIPT = 'engineThread.js';
const INDEX_SCRIPT = 'indexThread.js';
/** The English words of the word pass rate. */
const ENGLISH_WORDS = 'englishWords.txt';
/** Above about 2 GB a worker's exhaustion takes the whole process with it. */
const THREAD_HEAP_MEGABYTES = 1_800;
/** So few records are checked and copied by the reading thread itself: it is never busy for long. */
export const FEW_RECORDS = 32;

/** So many batches a thread has begun at once while dictionaries answer. */
const BATCHES_IN_FLIGHT = 4;

const NO_EDITS: SharedEdits = { contents: { segments: [], chunks: [] }, overlay: { chunks: [] } };

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

export interface ConfusionRequest extends WorkOptions {
  readonly language: LanguageOptions;
  /** The field of a record that says its source, where there is one. */
  readonly sourceField?: string;
}

export interface CheckRequest {
  readonly language: LanguageOptions;
  /** How spelling is checked beside the language; absent where it is not. */
  readonly spelling?: SpellingOptions;
  /** Asked before each batch: whoever has enough of them can say so. */
  readonly findings: () => WantedFindings;
  /** BCP 47, for the findings' messages. */
  readonly locale: string;
  readonly signal?: AbortSignal;
  /** Called in the file's order. */
  readonly onBatch: (batch: VerdictBatch, findings: readonly Finding[], progress: WorkProgress) => void;
}

/** By what a thread judges: it keeps what it has learnt while that is the same. */
interface Judging {
  readonly model: ModelFile;
  readonly options: string;
  readonly dictionaries: WordLookUp | undefined;
}

/** Some records checked. */
export interface CheckedAmong {
  readonly keys: Uint32Array;
  /** Of these records in this order. */
  readonly batch: VerdictBatch;
  readonly findings: readonly Finding[];
}

/**
 * A dataset opened: its index, records, searches, checks and changes, each in worker threads. Reading has a thread of
 * its own, so that no other work delays what is shown. Records go by their keys.
 */
export class DatasetSession {
  /** Of the file; replaced when the dataset is saved. */
  index: RecordIndex;
  /** Why the file cannot be read as text; then there are no records. */
  readonly problem?: string;
  /** Settles when all records are known; rejects when the file cannot be read to its end. */
  readonly indexed: Promise<void>;

  private source: ByteSource;
  private readonly threads = new Set<Thread<EngineHandlers>>();
  private readonly reader: Thread<EngineHandlers>;
  private checkers: Thread<EngineHandlers>[] = [];
  /** By what each thread judges. */
  private readonly judging = new WeakMap<Thread<EngineHandlers>, Judging>();
  private dictionaries: WordLookUp | undefined;
  private edits: EditedDataset | undefined;
  /** What the threads have been told of the edits: their version, and that of their overlay. */
  private sharedVersion = 0;
  private sharedChunks = 0;
  private schema: SchemaChoice | undefined;
  private readonly closing = new AbortController();
  /** Work under way in threads of their own. */
  private readonly working = new Set<Promise<unknown>>();
  /** Of it, what writes files and has to put them in order first, whatever happens. */
  private readonly writing = new Map<Thread<EngineHandlers>, Promise<unknown>>();

  /** @throws the file system's error when the file cannot be opened. */
  constructor(
    location: SourceLocation,
    private readonly options: SessionOptions,
  ) {
    // Opened once for all threads: another file may come to stand in its place while this one is still edited.
    this.source = openSource(location);
    const detected = detectContainer(this.source);
    this.index = new RecordIndex(detected.container);
    this.problem = detected.problem;
    this.reader = this.startThread();
    this.indexed = this.problem ? Promise.resolve() : this.indexRecords();
    // Whoever needs all records awaits `indexed`; nobody may, which is no fault.
    this.indexed.catch(() => undefined);
  }

  /** Of the file, in bytes. */
  get size(): number {
    return this.source.size;
  }

  /** From now on records are read as edited there. */
  useEdits(edits: EditedDataset): void {
    const isAnother = this.edits !== undefined;
    this.edits = edits;
    if (isAnother) void this.moveThreads();
    else this.shareEdits();
  }

  /** Makes all threads see what has been edited; to be called after each edit. */
  shareEdits(): void {
    const { edits } = this;
    if (!edits || this.sharedVersion === edits.version) return;
    const news: SharedEdits = { contents: edits.log.share(), overlay: edits.overlay.share(this.sharedChunks) };
    this.sharedVersion = edits.version;
    this.sharedChunks = edits.overlay.version;
    for (const { remote } of this.threads) remote.call('adoptEdits', news).catch(() => undefined);
  }

  /** Schemas that fit the records known so far, best first. */
  sampleSchemas(): Promise<SampledSchemas> {
    return this.reader.remote.call('sampleSchemas', undefined);
  }

  /** @throws Error when the choice is a custom mapping that cannot be read. */
  async useSchema(choice: SchemaChoice | undefined): Promise<void> {
    await this.reader.remote.call('useSchema', choice);
    this.schema = choice;
    this.stopCheckers();
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
  contentHashes(keys: Uint32Array): Promise<Float64Array> {
    return this.reader.remote.call('contentHashes', keys);
  }

  /** Keys of records that hold one of some contents, as they are now; -1 where there is none. */
  async findContents(wanted: WantedContents): Promise<Float64Array> {
    await this.indexed;
    return this.inThread((thread) => thread.remote.call('findContents', wanted, { signal: this.closing.signal }));
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

  /** A search that has yet to be run, and must be ended by its owner. */
  search(query: FindQuery): DatasetSearch {
    return new DatasetSearch(
      query,
      async () => {
        await this.indexed;
        return this.startReadyThread();
      },
      (thread) => void this.endThread(thread),
    );
  }

  /**
   * Checks every record of the file, as edited now.
   * @throws AbortError when `signal` is aborted; batches already given stay good.
   */
  async check(request: CheckRequest): Promise<void> {
    await this.indexed;
    const count = this.index.count;
    const batches = Math.ceil(count / BATCH_RECORDS);
    const checkers = await this.readyCheckers(request, batches, request.signal);
    const inOrder = new InOrder();
    const isWanted = () => request.signal?.aborted !== true;
    let next = 0;
    const work = async (checker: Thread<EngineHandlers>) => {
      while (next < batches) {
        const batch = next++;
        const from = batch * BATCH_RECORDS;
        const to = Math.min(count, from + BATCH_RECORDS);
        const wanted = { from, to, findings: request.findings(), locale: request.locale };
        const checked = await checker.remote.call('check', wanted, { signal: request.signal });
        inOrder.take(batch, () => request.onBatch(checked.batch, checked.findings, { done: to, of: count }), isWanted);
      }
    };
    try {
      await Promise.all(inFlight(checkers, request.spelling).map(work));
      // Batches that have been checked already are not given any more.
      if (inOrder.given < batches) request.signal?.throwIfAborted();
    } catch (error) {
      next = batches;
      // A thread that failed stays so; the next check starts afresh.
      if (!isAbortError(error)) this.stopCheckers();
      throw error;
    }
  }

  /**
   * Counts what line and word pass rates are made of, over every record of the file.
   * @throws AbortError when `signal` is aborted.
   */
  async countConfusion({ language, sourceField, signal, onProgress }: ConfusionRequest): Promise<CountedConfusion> {
    await this.indexed;
    const of = this.index.count;
    const words = join(this.options.programs, ENGLISH_WORDS);
    const checkers = await this.readyCheckers({ language }, Math.ceil(of / BATCH_RECORDS), signal);
    let total: CountedConfusion = { counts: [], untold: 0 };
    let next = 0;
    const work = async (checker: Thread<EngineHandlers>) => {
      while (next < of) {
        const from = next;
        const to = (next = Math.min(of, from + BATCH_RECORDS));
        const { counts, untold } = await checker.remote.call('countConfusion', { from, to, sourceField, words }, { signal });
        total = { counts: addConfusion([total.counts, counts]), untold: total.untold + untold };
        onProgress?.({ done: to, of });
      }
    };
    await Promise.all(checkers.map(work));
    return total;
  }

  /**
   * Checks some records again, or for the first time. Where findings are wanted, those of spelling are of all words and
   * texts, flagged or not: see `VerdictStore.isReported`.
   * @param keys batch by batch, of at most BATCH_RECORDS.
   * @param count how many there are, about.
   * @param onChecked called batch by batch.
   */
  async checkAmong(
    keys: Iterable<Uint32Array>,
    count: number,
    { language, spelling, findings, locale, signal }: Omit<CheckRequest, 'onBatch'>,
    onChecked: (checked: CheckedAmong) => void,
  ): Promise<void> {
    const batches = keys[Symbol.iterator]();
    const work = async ({ remote }: Thread<EngineHandlers>) => {
      for (let next = batches.next(); !next.done; next = batches.next()) {
        const wantedFindings = findings();
        const spellingFindings = spelling !== undefined && wantedFindings !== 'none';
        const wanted = { keys: next.value, findings: wantedFindings, spellingFindings, locale };
        onChecked({ keys: next.value, ...(await remote.call('checkAmong', wanted, { signal })) });
      }
    };
    if (count <= FEW_RECORDS) {
      await this.useLanguageOptions(language, spelling);
      return work(this.reader);
    }
    const checkers = await this.readyCheckers({ language, spelling }, Math.ceil(count / BATCH_RECORDS), signal);
    await Promise.all(inFlight(checkers, spelling).map(work));
  }

  /**
   * Which unknown words are misspellings most likely, as far as the records tell that have been checked since the
   * session began: those that are nearly words that stand there.
   * @returns by word, in the order of each question.
   */
  async likelyMisspellings(questions: readonly WordQuestion[]): Promise<Uint8Array[]> {
    const answers = questions.map(({ words }) => new Uint8Array(words.split('\n').length));
    const threads = [this.reader, ...this.checkers].filter((thread) => this.judging.has(thread));
    const all = await Promise.all(threads.map(({ remote }) => remote.call('likelyMisspellings', questions)));
    for (const likely of all) {
      likely.forEach((own, at) => own?.forEach((isLikely, word) => (answers[at][word] |= isLikely)));
    }
    return answers;
  }

  /**
   * Which unknown words are misspellings most likely, as far as dictionaries tell: those that are nearly words of
   * theirs, of languages whose words they know.
   * @returns by word, in the order of each question.
   * @throws AbortError when `signal` is aborted.
   */
  nearDictionaries(questions: readonly WordQuestion[], signal?: AbortSignal): Promise<Uint8Array[]> {
    const { dictionaries } = this;
    return Promise.all(
      questions.map(async ({ language, words }) => {
        if (!dictionaries || !knowsMostWords(language)) return new Uint8Array(words.split('\n').length);
        return dictionaries.isNearKnown(language, words, signal);
      }),
    );
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
    return this.inThread((thread) =>
      thread.remote.call('carryKeptOver', { kept, base }, { signal, onEvent: onProgress }),
    );
  }

  /**
   * The options by which `record` judges, where nothing has been checked since the session began.
   * @param spelling absent where spelling is not checked.
   */
  async useLanguageOptions(options: LanguageOptions, spelling?: SpellingOptions): Promise<void> {
    await this.useChecks([this.reader], { language: options, spelling });
  }

  /** Where words are looked up from now on; needed for checks of spelling. */
  useDictionaries(dictionaries: WordLookUp | undefined): void {
    this.dictionaries = dictionaries;
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
    return this.inThread((thread) =>
      thread.remote.call('copyContents', { keys, segment }, { signal: options.signal, onEvent: options.onProgress }),
    );
  }

  /** Prepares a change of many records: writes the bytes of those that change into new segments. */
  changeAll(
    wanted: { keys: Uint32Array; change: BulkChange; segments: { before: string; after: string } },
    { signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: WorkProgress & { changed: number }) => void },
  ): Promise<BulkChanged> {
    return this.inThread((thread) => thread.remote.call('changeAll', wanted, { signal, onEvent: onProgress }));
  }

  replacePreview(keys: readonly RecordKey[], change: BulkChange): Promise<ReplacedPlaces[]> {
    return this.reader.remote.call('replacePreview', { keys, change });
  }

  /**
   * Writes the dataset as edited to a file, in place of what is there.
   * @param wanted.overlay a copy, which does not change while it is written.
   * @throws SaveError, also when `signal` is aborted in time; the file is then as it was.
   */
  save(
    wanted: { path: string; order?: SharedArrayBuffer; overlay: SharedOverlay; expect?: Fingerprint },
    { signal, onProgress }: WorkOptions,
  ): Promise<SavedDataset> {
    return this.writeInThread(signal, (thread, options) =>
      thread.remote.call('save', wanted, { ...options, onEvent: onProgress }),
    );
  }

  exportRecords(path: string, keys: Uint32Array, { signal, onProgress }: WorkOptions): Promise<void> {
    return this.writeInThread(signal, (thread, options) =>
      thread.remote.call('exportRecords', { path, keys }, { ...options, onEvent: onProgress }),
    );
  }

  /** Keys of records of the file that have these bytes, one for each content; -1 where there is none. */
  locate(contents: readonly ContentId[]): Promise<Float64Array> {
    return this.inThread((thread) => thread.remote.call('locate', { contents }, { signal: this.closing.signal }));
  }

  /** CRC-32 of the whole file. */
  crc(): Promise<number> {
    return this.inThread((thread) => thread.remote.call('crc', undefined, { signal: this.closing.signal }));
  }

  /**
   * Goes over to the file as it has been saved. What is under way goes on there; only what reads the old file from end
   * to end still does.
   * @param source the file, to be closed by this session.
   * @param renumbered whether records have new keys: then no search or check may be under way.
   */
  useSaved(source: ByteSource, index: SharedIndex, renumbered: boolean): void {
    const before = this.source;
    this.source = source;
    this.index = RecordIndex.fromShared(index);
    if (renumbered) this.stopCheckers();
    // Nobody waits for that: a search can run for ever, and whoever asks a thread from now on asks it afterwards.
    const moved = this.moveThreads();
    void Promise.allSettled([moved, ...this.working]).then(() => before.close());
  }

  close(): void {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    const ends = [...this.threads].map(async (thread) => {
      await this.writing.get(thread)?.catch(() => undefined);
      await thread.terminate();
    });
    void Promise.allSettled([...ends, this.indexed]).then(() => this.source.close());
    this.threads.clear();
    this.checkers = [];
  }

  /** Has all threads go over to the dataset as it is now. */
  private async moveThreads(): Promise<void> {
    this.sharedVersion = this.edits?.version ?? 0;
    this.sharedChunks = this.edits?.overlay.version ?? 0;
    // A thread that has ended meanwhile reads no more.
    await Promise.allSettled([...this.threads].map(({ remote }) => remote.call('useDataset', this.sharedDataset)));
  }

  private async indexRecords(): Promise<void> {
    const script = join(this.options.programs, INDEX_SCRIPT);
    const data: IndexThreadData = { location: this.source.location };
    const thread = new Thread<IndexHandlers>(script, data, THREAD_HEAP_MEGABYTES);
    try {
      const complete = await thread.remote.call('index', undefined, {
        signal: this.closing.signal,
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

  private async readyCheckers(
    options: Pick<CheckRequest, 'language' | 'spelling'>,
    batches: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly Thread<EngineHandlers>[]> {
    const count = Math.min(this.options.threads, Math.max(1, batches));
    const starting: Promise<unknown>[] = [];
    while (this.checkers.length < count) {
      const checker = this.startThread();
      this.checkers.push(checker);
      starting.push(checker.remote.call('useSchema', this.schema));
    }
    const checkers = this.checkers.slice(0, count);
    try {
      // The model is read while the threads start.
      await Promise.all([...starting, this.useChecks([this.reader, ...checkers], options, signal)]);
    } catch (error) {
      this.stopCheckers();
      throw error;
    }
    return checkers;
  }

  /** Threads that judge so already keep what they know. */
  private async useChecks(
    threads: readonly Thread<EngineHandlers>[],
    { language, spelling }: Pick<CheckRequest, 'language' | 'spelling'>,
    signal?: AbortSignal,
  ): Promise<void> {
    const model = await languageModel(this.options.programs, language, signal);
    const dictionaries = spelling && this.dictionaries;
    const judging: Judging = { model, options: JSON.stringify({ language, spelling }), dictionaries };
    const others = threads.filter((thread) => {
      const before = this.judging.get(thread);
      return before?.model !== model || before.options !== judging.options || before.dictionaries !== dictionaries;
    });
    await Promise.all(
      others.map((thread) => {
        this.judging.set(thread, judging);
        return thread.remote.call('useChecks', { model, language, spelling });
      }),
    );
  }

  private get sharedEdits(): SharedEdits {
    return this.edits ? { contents: this.edits.log.share(), overlay: this.edits.overlay.share() } : NO_EDITS;
  }

  private get sharedDataset(): SharedDataset {
    return { location: this.source.location, index: this.index.share(), edits: this.sharedEdits };
  }

  /** Does one piece of work in a thread of its own. */
  private async inThread<T>(work: (thread: Thread<EngineHandlers>) => Promise<T>): Promise<T> {
    const thread = await this.startReadyThread();
    const working = work(thread);
    this.working.add(working);
    try {
      return await working;
    } finally {
      this.working.delete(working);
      await this.endThread(thread);
    }
  }

  /** The same for what writes a file: it is aborted, too, when the session is closed, and can then tidy up. */
  private writeInThread<T>(
    signal: AbortSignal | undefined,
    work: (thread: Thread<EngineHandlers>, options: { signal: AbortSignal; awaitAnswer: true }) => Promise<T>,
  ): Promise<T> {
    const { closing } = this;
    return this.inThread(async (thread) => {
      const either = AbortSignal.any(signal ? [signal, closing.signal] : [closing.signal]);
      const writing = work(thread, { signal: either, awaitAnswer: true });
      this.writing.set(thread, writing);
      try {
        return await writing;
      } finally {
        this.writing.delete(thread);
      }
    });
  }

  private async startReadyThread(): Promise<Thread<EngineHandlers>> {
    const thread = this.startThread();
    await thread.remote.call('useSchema', this.schema);
    return thread;
  }

  /** Starts a thread that knows the records and edits known now. */
  private startThread(): Thread<EngineHandlers> {
    const script = join(this.options.programs, THREAD_SCRIPT);
    const services: EngineServices = { lookUp: (questions) => this.lookUp(questions) };
    const thread = new Thread<EngineHandlers>(script, this.sharedDataset, THREAD_HEAP_MEGABYTES, services);
    this.threads.add(thread);
    return thread;
  }

  private lookUp(questions: readonly WordQuestion[]): Promise<WordAnswer[]> {
    const { dictionaries } = this;
    if (!dictionaries) throw new Error('There are no dictionaries to look words up in.');
    return Promise.all(questions.map(({ language, words }) => dictionaries.lookUp(language, words)));
  }

  private endThread(thread: Thread<EngineHandlers>): Promise<void> {
    this.threads.delete(thread);
    return thread.terminate();
  }

  private stopCheckers(): void {
    for (const checker of this.checkers) void this.endThread(checker);
    this.checkers = [];
  }
}

/** Each thread as often as it works on batches at the same time: while one waits for dictionaries, it goes on with another. */
function inFlight<T>(threads: readonly T[], spelling: SpellingOptions | undefined): T[] {
  return threads.flatMap((thread) => Array<T>(spelling ? BATCHES_IN_FLIGHT : 1).fill(thread));
}
