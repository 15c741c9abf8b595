import { join } from 'node:path';
import type { Finding } from '../checks/finding';
import type { ModelFile } from '../checks/language/fasttext/modelFile';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { SpellingOptions } from '../checks/spelling/spellingOptions';
import { BATCH_RECORDS, type VerdictBatch } from '../checks/verdicts/verdictBatch';
import { addConfusion } from '../metrics/languageConfusion/passRates';
import { InOrder } from '../threads/inOrder';
import { isAbortError } from '../threads/rpc';
import type { WantedFindings } from './checkRecords';
import type { CountedConfusion } from './countConfusion';
import type { WorkProgress } from './engineThread';
import { languageModel } from './languageModels';
import type { EngineThread, SessionThreads } from './sessionThreads';
import type { WordAnswer, WordLookUp, WordQuestion } from './wordLookUp';

/** The English words of the word pass rate, beside the programs. */
const ENGLISH_WORDS = 'englishWords.txt';
/** So few records are checked and copied by the reading thread itself: it is never busy for long. */
export const FEW_RECORDS = 32;
/** So many batches a thread has begun at once while dictionaries answer. */
const BATCHES_IN_FLIGHT = 4;

/** What records are judged by. */
interface JudgingOptions {
  readonly language: LanguageOptions;
  /** How spelling is checked beside the language; absent where it is not. */
  readonly spelling?: SpellingOptions;
}

export interface CheckRequest extends JudgingOptions {
  /** Asked before each batch: whoever has enough of them can say so. */
  readonly findings: () => WantedFindings;
  /** BCP 47, for the findings' messages. */
  readonly locale: string;
  readonly signal?: AbortSignal;
  /** Called in the file's order. */
  readonly onBatch: (batch: VerdictBatch, findings: readonly Finding[], progress: WorkProgress) => void;
}

/** Some records checked. */
export interface CheckedAmong {
  readonly keys: Uint32Array;
  /** Of these records in this order. */
  readonly batch: VerdictBatch;
  readonly findings: readonly Finding[];
}

export interface ConfusionRequest {
  readonly language: LanguageOptions;
  /** The field of a record that says its source, where there is one. */
  readonly sourceField?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: WorkProgress) => void;
}

/** By what a thread judges: it keeps what it has learnt while that is the same. */
interface Judging {
  readonly model: ModelFile;
  readonly options: string;
  readonly dictionaries: WordLookUp | undefined;
}

/** The checks of one dataset, in threads that are kept for the next one: see `DatasetSession`. */
export class SessionChecks {
  private checkers: EngineThread[] = [];
  /** By what each thread judges. */
  private readonly judging = new WeakMap<EngineThread, Judging>();
  private dictionaries: WordLookUp | undefined;

  /**
   * @param reader the thread that reads what is shown, and checks a few records.
   * @param options.programs the folder of the built programs.
   * @param options.threads how many check at once.
   */
  constructor(
    private readonly threads: SessionThreads,
    private readonly reader: EngineThread,
    private readonly options: { readonly programs: string; readonly threads: number },
  ) {}

  useDictionaries(dictionaries: WordLookUp | undefined): void {
    this.dictionaries = dictionaries;
  }

  /** What the threads ask for. */
  lookUp(questions: readonly WordQuestion[]): Promise<WordAnswer[]> {
    const { dictionaries } = this;
    if (!dictionaries) throw new Error('There are no dictionaries to look words up in.');
    return Promise.all(questions.map(({ language, words }) => dictionaries.lookUp(language, words)));
  }

  async useOptions(options: JudgingOptions): Promise<void> {
    await this.judgeBy([this.reader], options);
  }

  async check(request: CheckRequest): Promise<void> {
    const { count } = this.threads.index;
    const batches = Math.ceil(count / BATCH_RECORDS);
    const checkers = await this.ready(request, count, request.signal);
    const inOrder = new InOrder();
    const isWanted = () => request.signal?.aborted !== true;
    let next = 0;
    const work = async (checker: EngineThread) => {
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
      if (!isAbortError(error)) this.stop();
      throw error;
    }
  }

  async countConfusion({ language, sourceField, signal, onProgress }: ConfusionRequest): Promise<CountedConfusion> {
    const of = this.threads.index.count;
    const words = join(this.options.programs, ENGLISH_WORDS);
    const checkers = await this.ready({ language }, of, signal);
    let total: CountedConfusion = { counts: [], untold: 0 };
    let next = 0;
    const work = async (checker: EngineThread) => {
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

  async checkAmong(
    keys: Iterable<Uint32Array>,
    count: number,
    { language, spelling, findings, locale, signal }: Omit<CheckRequest, 'onBatch'>,
    onChecked: (checked: CheckedAmong) => void,
  ): Promise<void> {
    const batches = keys[Symbol.iterator]();
    const work = async ({ remote }: EngineThread) => {
      for (let next = batches.next(); !next.done; next = batches.next()) {
        const wantedFindings = findings();
        const spellingFindings = spelling !== undefined && wantedFindings !== 'none';
        const wanted = { keys: next.value, findings: wantedFindings, spellingFindings, locale };
        onChecked({ keys: next.value, ...(await remote.call('checkAmong', wanted, { signal })) });
      }
    };
    const checkers = await this.ready({ language, spelling }, count, signal);
    await Promise.all(inFlight(checkers, spelling).map(work));
  }

  async likelyMisspellings(questions: readonly WordQuestion[]): Promise<(Uint8Array | undefined)[]> {
    const threads = [this.reader, ...this.checkers].filter((thread) => this.judging.has(thread));
    const all = await Promise.all(threads.map(({ remote }) => remote.call('likelyMisspellings', questions)));
    return questions.map((_, at) => either(all.map((answers) => answers[at])));
  }

  nearDictionaries(questions: readonly WordQuestion[], signal?: AbortSignal): Promise<Uint8Array[]> {
    const { dictionaries } = this;
    return Promise.all(
      questions.map(async ({ language, words }) => {
        if (!dictionaries) return new Uint8Array(words.split('\n').length);
        return dictionaries.isNearKnown(language, words, signal);
      }),
    );
  }

  /** Ends the threads that check; the next check starts others. */
  stop(): void {
    for (const checker of this.checkers) void this.threads.end(checker);
    this.checkers = [];
  }

  /** Threads that judge by these options: for a few records the reading thread alone, which has started already. */
  private async ready(
    options: JudgingOptions,
    records: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly EngineThread[]> {
    if (records <= FEW_RECORDS) {
      await this.judgeBy([this.reader], options, signal);
      return [this.reader];
    }
    const count = Math.min(this.options.threads, Math.ceil(records / BATCH_RECORDS));
    const starting: Promise<unknown>[] = [];
    while (this.checkers.length < count) {
      const checker = this.threads.start();
      this.checkers.push(checker);
      starting.push(checker.remote.call('useSchema', this.threads.schema));
    }
    const checkers = this.checkers.slice(0, count);
    try {
      // The model is read while the threads start.
      await Promise.all([...starting, this.judgeBy([this.reader, ...checkers], options, signal)]);
    } catch (error) {
      this.stop();
      throw error;
    }
    return checkers;
  }

  /** Threads that judge so already keep what they know. */
  private async judgeBy(
    threads: readonly EngineThread[],
    { language, spelling }: JudgingOptions,
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
}

/** Each thread as often as it works on batches at the same time: while one waits for dictionaries, it goes on with another. */
function inFlight<T>(threads: readonly T[], spelling: SpellingOptions | undefined): T[] {
  return threads.flatMap((thread) => Array<T>(spelling ? BATCHES_IN_FLIGHT : 1).fill(thread));
}

/** By word: 1 where it is in any of the answers. */
function either(answers: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const [first, ...others] = answers.filter((answer) => answer !== undefined);
  for (const other of others) for (let word = 0; word < other.length; word++) first[word] |= other[word];
  return first;
}
