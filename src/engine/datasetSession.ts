import { join } from 'node:path';
import type { Finding } from '../checks/finding';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { BATCH_RECORDS, type VerdictBatch } from '../checks/verdictBatch';
import { detectContainer } from '../dataset/container';
import type { FindQuery } from '../dataset/find';
import { RecordIndex } from '../dataset/recordIndex';
import { openSource, type SourceLocation } from '../dataset/source';
import type { SchemaChoice } from '../schema/schema';
import { isAbortError } from '../threads/rpc';
import { Thread } from '../threads/thread';
import type { WantedFindings } from './checkRecords';
import { DatasetSearch } from './datasetSearch';
import type { EngineHandlers, EngineThreadData, SampledSchemas, WantedRow } from './engineThread';
import type { RecordText, RowText } from './shownRecord';

/** The file of the bundled thread script, beside the other programs. */
const THREAD_SCRIPT = 'engineThread.js';
/** The bundled model for language identification. */
const LANGUAGE_MODEL = 'lid.176.ftz';
/** Above about 2 GB a worker's exhaustion takes the whole process with it. */
const THREAD_HEAP_MEGABYTES = 1_800;

export interface SessionOptions {
  /** The folder of the built programs: the thread's script and the language model lie there. */
  readonly programs: string;
  /** How many threads check at once. */
  readonly threads: number;
  /** More records are known, or all of them. */
  readonly onIndexed?: (bytesDone: number) => void;
}

export interface WorkProgress {
  readonly done: number;
  readonly of: number;
}

export interface CheckRequest {
  readonly language: LanguageOptions;
  /** Asked before each batch: whoever has enough of them can say so. */
  readonly findings: () => WantedFindings;
  /** BCP 47, for the findings' messages. */
  readonly locale: string;
  readonly signal?: AbortSignal;
  /** Called in the file's order. */
  readonly onBatch: (batch: VerdictBatch, findings: readonly Finding[], progress: WorkProgress) => void;
}

/**
 * A dataset opened: its index, records, searches and checks, each in worker threads. Reading has a thread of its own,
 * so that no other work delays what is shown.
 */
export class DatasetSession {
  readonly index: RecordIndex;
  /** In bytes. */
  readonly size: number;
  /** Why the file cannot be read as text; then there are no records. */
  readonly problem?: string;
  /** Settles when all records are known; rejects when the file cannot be read to its end. */
  readonly indexed: Promise<void>;

  private readonly reader: Thread<EngineHandlers>;
  private checkers: Thread<EngineHandlers>[] = [];
  private schema: SchemaChoice | undefined;
  private readonly closing = new AbortController();

  /** @throws the file system's error when the file cannot be opened. */
  constructor(
    private readonly location: SourceLocation,
    private readonly options: SessionOptions,
  ) {
    const source = openSource(location);
    const detected = detectContainer(source);
    this.size = source.size;
    source.close();
    this.index = new RecordIndex(detected.container);
    this.problem = detected.problem;
    this.reader = this.startThread();
    this.indexed = this.problem ? Promise.resolve() : this.indexRecords();
    // Whoever needs all records awaits `indexed`; nobody may, which is no fault.
    this.indexed.catch(() => undefined);
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
  record(wanted: { position: number; judge: boolean; locale: string }): Promise<RecordText> {
    return this.reader.remote.call('record', wanted);
  }

  turnText(position: number, turn: number): Promise<string> {
    return this.reader.remote.call('turnText', { position, turn });
  }

  rawText(position: number): Promise<string> {
    return this.reader.remote.call('rawText', position);
  }

  /** A search that has yet to be run, and must be ended by its owner. */
  search(query: FindQuery): DatasetSearch {
    return new DatasetSearch(query, async () => {
      await this.indexed;
      const thread = this.startThread();
      await thread.remote.call('useSchema', this.schema);
      return thread;
    });
  }

  /**
   * Checks every record.
   * @throws AbortError when `signal` is aborted; batches already given stay good.
   */
  async check(request: CheckRequest): Promise<void> {
    await this.indexed;
    const count = this.index.count;
    const batches = Math.ceil(count / BATCH_RECORDS);
    const threads = Math.min(this.options.threads, Math.max(1, batches));
    const checkers = await this.readyCheckers(request.language, threads, request.signal);
    const waiting = new Map<number, () => void>();
    let next = 0;
    let given = 0;
    const giveInOrder = (batch: number, give: () => void) => {
      waiting.set(batch, give);
      for (let ready = waiting.get(given); ready && !request.signal?.aborted; ready = waiting.get(given)) {
        waiting.delete(given++);
        ready();
      }
    };
    const work = async (checker: Thread<EngineHandlers>) => {
      while (next < batches) {
        const batch = next++;
        const from = batch * BATCH_RECORDS;
        const to = Math.min(count, from + BATCH_RECORDS);
        const wanted = { from, to, findings: request.findings(), locale: request.locale };
        const checked = await checker.remote.call('check', wanted, { signal: request.signal });
        giveInOrder(batch, () => request.onBatch(checked.batch, checked.findings, { done: to, of: count }));
      }
    };
    try {
      await Promise.all(checkers.map(work));
    } catch (error) {
      next = batches;
      // A thread that failed stays so; the next check starts afresh.
      if (!isAbortError(error)) this.stopCheckers();
      throw error;
    }
  }

  /** The options by which `record` judges, where nothing has been checked since the session began. */
  async useLanguageOptions(options: LanguageOptions): Promise<void> {
    await this.reader.remote.call('useLanguageCheck', this.languageCheck(options));
  }

  close(): void {
    this.closing.abort();
    this.reader.terminate();
    this.stopCheckers();
  }

  private async indexRecords(): Promise<void> {
    const thread = this.startThread();
    try {
      const complete = await thread.remote.call('index', undefined, {
        signal: this.closing.signal,
        onEvent: ({ index, bytes }) => this.grow(index, bytes),
      });
      this.grow(complete, this.size);
    } finally {
      thread.terminate();
    }
  }

  private grow(index: ReturnType<RecordIndex['share']>, bytesDone: number): void {
    this.index.adopt(index);
    // When the reading thread is gone, the calls that want an answer of it say so.
    this.reader.remote.call('adopt', index).catch(() => undefined);
    this.options.onIndexed?.(bytesDone);
  }

  private async readyCheckers(
    options: LanguageOptions,
    count: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly Thread<EngineHandlers>[]> {
    while (this.checkers.length < count) {
      const thread = this.startThread();
      this.checkers.push(thread);
      await thread.remote.call('useSchema', this.schema);
    }
    const checkers = this.checkers.slice(0, count);
    const languageCheck = this.languageCheck(options);
    const threads = [this.reader, ...checkers];
    await Promise.all(threads.map(({ remote }) => remote.call('useLanguageCheck', languageCheck, { signal })));
    return checkers;
  }

  private languageCheck(options: LanguageOptions): { model: string; options: LanguageOptions } {
    return { model: join(this.options.programs, LANGUAGE_MODEL), options };
  }

  /** Starts a thread that knows the records known now. */
  private startThread(): Thread<EngineHandlers> {
    const data: EngineThreadData = { location: this.location, index: this.index.share() };
    return new Thread(join(this.options.programs, THREAD_SCRIPT), data, THREAD_HEAP_MEGABYTES);
  }

  private stopCheckers(): void {
    for (const checker of this.checkers) checker.terminate();
    this.checkers = [];
  }
}
