import { join } from 'node:path';
import type { EditedDataset } from '../dataset/edits/editedDataset';
import { RecordIndex, type SharedIndex } from '../dataset/recordIndex';
import type { ByteSource } from '../dataset/source';
import type { SchemaChoice } from '../schema/schema';
import { Thread } from '../threads/thread';
import type { EngineHandlers, EngineServices, SharedDataset, SharedEdits } from './engineThread';

export type EngineThread = Thread<EngineHandlers>;

/** The file of the bundled program, beside the other ones. */
const THREAD_SCRIPT = 'engineThread.js';
/** Above about 2 GB a worker's exhaustion takes the whole process with it. */
export const THREAD_HEAP_MEGABYTES = 1_800;

const NO_EDITS: SharedEdits = { contents: { segments: [], chunks: [] }, overlay: { chunks: [] } };

/** The threads of one dataset: all of them know its records, and its edits as they happen. */
export class SessionThreads {
  /** In force in threads that are started from now on. */
  schema: SchemaChoice | undefined;
  private readonly threads = new Set<EngineThread>();
  private edits: EditedDataset | undefined;
  /** What the threads have been told of the edits: their version, and that of their overlay. */
  private sharedVersion = 0;
  private sharedChunks = 0;
  private readonly closing = new AbortController();
  /** Work under way in threads of their own. */
  private readonly working = new Set<Promise<unknown>>();
  /** Of it, what writes files and has to put them in order first, whatever happens. */
  private readonly writing = new Map<EngineThread, Promise<unknown>>();

  /**
   * @param programs the folder of the built programs.
   * @param source the file, to be closed here.
   * @param services what the threads may call.
   */
  constructor(
    private readonly programs: string,
    public source: ByteSource,
    public index: RecordIndex,
    private readonly services: EngineServices,
  ) {}

  /** Aborted when the dataset is closed. */
  get closed(): AbortSignal {
    return this.closing.signal;
  }

  /** From now on records are read as edited there. */
  useEdits(edits: EditedDataset): void {
    const isAnother = this.edits !== undefined;
    this.edits = edits;
    if (isAnother) void this.move();
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

  /**
   * Goes over to the file as it has been saved. What is under way goes on there; only what reads the old file from end
   * to end still does.
   */
  useSaved(source: ByteSource, index: SharedIndex): void {
    const before = this.source;
    this.source = source;
    this.index = RecordIndex.fromShared(index);
    // Nobody waits for that: a search can run for ever, and whoever asks a thread from now on asks it afterwards.
    const moved = this.move();
    void Promise.allSettled([moved, ...this.working]).then(() => before.close());
  }

  /** Starts a thread that knows the records and edits known now, and no schema yet. */
  start(): EngineThread {
    const script = join(this.programs, THREAD_SCRIPT);
    const thread = new Thread<EngineHandlers>(script, this.sharedDataset, THREAD_HEAP_MEGABYTES, this.services);
    this.threads.add(thread);
    return thread;
  }

  async startReady(): Promise<EngineThread> {
    const thread = this.start();
    await thread.remote.call('useSchema', this.schema);
    return thread;
  }

  end(thread: EngineThread): Promise<void> {
    this.threads.delete(thread);
    return thread.terminate();
  }

  /** Does one piece of work in a thread of its own. */
  async within<T>(work: (thread: EngineThread) => Promise<T>): Promise<T> {
    const thread = await this.startReady();
    const working = work(thread);
    this.working.add(working);
    try {
      return await working;
    } finally {
      this.working.delete(working);
      await this.end(thread);
    }
  }

  /** The same for what writes a file: it is aborted, too, when the session is closed, and can then tidy up. */
  withinWriting<T>(
    signal: AbortSignal | undefined,
    work: (thread: EngineThread, options: { signal: AbortSignal; awaitAnswer: true }) => Promise<T>,
  ): Promise<T> {
    const { closing } = this;
    return this.within(async (thread) => {
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

  /** @param read settles when nothing else reads the file any more. */
  close(read: Promise<unknown>): void {
    if (this.closed.aborted) return;
    this.closing.abort();
    const ends = [...this.threads].map(async (thread) => {
      await this.writing.get(thread)?.catch(() => undefined);
      await thread.terminate();
    });
    void Promise.allSettled([...ends, read]).then(() => this.source.close());
    this.threads.clear();
  }

  /** Has all threads go over to the dataset as it is now. */
  private async move(): Promise<void> {
    this.sharedVersion = this.edits?.version ?? 0;
    this.sharedChunks = this.edits?.overlay.version ?? 0;
    // A thread that has ended meanwhile reads no more.
    await Promise.allSettled([...this.threads].map(({ remote }) => remote.call('useDataset', this.sharedDataset)));
  }

  private get sharedEdits(): SharedEdits {
    return this.edits ? { contents: this.edits.log.share(), overlay: this.edits.overlay.share() } : NO_EDITS;
  }

  private get sharedDataset(): SharedDataset {
    return { location: this.source.location, index: this.index.share(), edits: this.sharedEdits };
  }
}
