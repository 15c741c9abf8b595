import { createHash, randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordKey } from '../dataset/edits/recordKey';
import { Pace } from '../threads/pace';
import type { Candidate } from './candidate';
import { JsonLines, readJsonLines } from './jsonLines';
import { CandidateLines, CandidateReader, type KeptCandidates } from './keptCandidates';

const SUFFIX = '.candidates.jsonl';
const TEMPORARY = '.tmp';
const MOST_FILES = 50;
/** In UTF-16 units: larger files are not written on. */
const LARGEST_FILE = 200 * 2 ** 20;
/** In bytes: as much as a file can have that is not written on. */
const LARGEST_READ = 4 * LARGEST_FILE;
const MOST_BYTES = 500 * 2 ** 20;
/** Nobody writes a file for so long, in milliseconds. */
const LONGEST_WRITE = 3_600_000;
/** A file that has grown by so many bytes, and to twice its size, is written anew. */
const LEAST_GROWTH = 1 << 20;

/** A folder with a file of candidates for each dataset: the longest unused go first. */
export class CandidateStorage {
  /** By path: settles when whoever has the file open has closed it. */
  private readonly closed = new Map<string, Promise<void>>();

  constructor(private readonly folder: string) {}

  /**
   * Opens a dataset's file once whoever had it open before has closed it. Where several windows have the dataset open,
   * the last one's candidates are kept. One that cannot be read is left as it is: its `failure` says why.
   * @param uri of the dataset.
   */
  async open(uri: string): Promise<CandidateFile> {
    const path = join(this.folder, `${createHash('sha256').update(uri).digest('hex').slice(0, 32)}${SUFFIX}`);
    const before = this.closed.get(path);
    let closed = () => {};
    this.closed.set(path, new Promise((resolve) => (closed = resolve)));
    await before;
    const found = await read(path, uri).catch((error: Error) => error);
    return new CandidateFile(path, uri, found, async () => {
      closed();
      await this.trim().catch(() => undefined);
    });
  }

  private async trim(): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => name.includes(SUFFIX));
    const files = await Promise.all(names.map((name) => look(join(this.folder, name))));
    let count = 0;
    let bytes = 0;
    for (const { path, size, mtimeMs } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
      if (path.endsWith(TEMPORARY)) {
        if (Date.now() - mtimeMs > LONGEST_WRITE) await rm(path, { force: true });
        continue;
      }
      count++;
      bytes += size;
      if (count > MOST_FILES || bytes > MOST_BYTES) await rm(path, { force: true });
    }
  }
}

/** Another window may have removed it meanwhile. */
async function look(path: string): Promise<{ path: string; size: number; mtimeMs: number }> {
  const { size, mtimeMs } = await stat(path).catch(() => ({ size: 0, mtimeMs: 0 }));
  return { path, size, mtimeMs };
}

const NOTHING: KeptCandidates = { candidates: [], hashes: new Map() };

interface ReadCandidates {
  readonly kept: KeptCandidates;
  readonly problems: readonly string[];
}

/** @throws Error where there is a file that cannot be read. */
async function read(path: string, uri: string): Promise<ReadCandidates> {
  const { size } = await look(path);
  if (size > LARGEST_READ) throw new Error(`${path} is too large.`);
  const { values, problems } = await readJsonLines(path);
  const reader = CandidateReader.of(values[0], uri);
  if (!reader) throw new Error(`${path} was written by another version of Paddock.`);
  const pace = new Pace();
  for (const line of values) {
    reader.read(line);
    await pace.keep();
  }
  const now = new Date();
  // It is used: others go first. Where that cannot be told, it has been read all the same.
  await utimes(path, now, now).catch(() => undefined);
  return { kept: reader.kept, problems };
}

/** What is to be kept of a dataset's candidates, all of it. */
export interface WholeCandidates {
  readonly candidates: Iterable<Candidate>;
  /** Of what a candidate's record has held. */
  hashes(key: RecordKey): readonly number[];
}

/** The file of one dataset's candidates, which grows with what becomes of them. */
export class CandidateFile {
  /** What was read of it. */
  readonly kept: KeptCandidates;
  /** What was wrong with it, one sentence for people for each line that was passed over. */
  readonly problems: readonly string[];
  private lines: JsonLines | undefined;
  private writer: CandidateLines | undefined;
  private size = 0;
  private sizeWhenNew = 0;
  private problem: Error | undefined;
  /** It is there, but cannot be read: what it holds must not be lost. */
  private readonly isUnreadable: boolean;
  private isFull = false;

  /** @param found what was read of it, or why it cannot be read. */
  constructor(
    private readonly path: string,
    private readonly uri: string,
    found: ReadCandidates | Error,
    private readonly onClosed: () => Promise<void>,
  ) {
    this.isUnreadable = found instanceof Error;
    this.problem = found instanceof Error ? found : undefined;
    ({ kept: this.kept, problems: this.problems } = found instanceof Error ? { kept: NOTHING, problems: [] } : found);
  }

  /** Why what has been said last is not kept. */
  get failure(): Error | undefined {
    return this.problem;
  }

  /** Whether it may be kept if it is written anew. */
  get isMendable(): boolean {
    return this.problem !== undefined && !this.isUnreadable && !this.isFull;
  }

  /** Whether most of what it holds has been superseded. */
  get isOutgrown(): boolean {
    return this.size > 2 * this.sizeWhenNew + LEAST_GROWTH;
  }

  /** Appends what `say` tells; nothing before `rewrite`, or after it could not be written. */
  append(say: (lines: CandidateLines) => void): void {
    if (this.writer && !this.problem) say(this.writer);
  }

  /** Settles when what was appended is with the operating system, and so outlives this process. */
  async written(): Promise<void> {
    await this.lines?.written().catch((error: Error) => (this.problem ??= error));
  }

  /**
   * Writes it anew, with what there is to keep and nothing else. Where that fails, it is as it was, and can be tried
   * again.
   */
  async rewrite({ candidates, hashes }: WholeCandidates): Promise<void> {
    if (this.isUnreadable) return;
    const temporary = `${this.path}.${randomUUID()}${TEMPORARY}`;
    await this.lines?.close().catch(() => undefined);
    this.lines = this.writer = this.problem = undefined;
    this.isFull = false;
    this.size = 0;
    try {
      this.lines = await JsonLines.open(temporary);
      const pace = new Pace();
      const writer = new CandidateLines((line) => this.write(line), this.uri);
      for (const candidate of candidates) {
        const { state, supersededBy, typed } = candidate;
        if (state === 'rejected') continue;
        writer.added(candidate, hashes(candidate.key));
        if (candidate.turnIn) writer.turned(candidate);
        // A decision follows what it decides about.
        if (state === 'accepted' || state === 'superseded') writer.became({ ...candidate, state: 'ready' });
        if (state === 'accepted' && supersededBy !== undefined) writer.became({ ...candidate, state: 'superseded' });
        writer.became(candidate);
        if (typed !== undefined) writer.typed(candidate);
        await pace.keep();
      }
      this.sizeWhenNew = this.size;
      // Else a power cut could leave neither the old file nor the new one.
      await this.lines.synced();
      // What is open goes on being written under its new name.
      await rename(temporary, this.path);
      this.writer = writer;
    } catch (error) {
      this.problem = error as Error;
      await this.lines?.close().catch(() => undefined);
      this.lines = undefined;
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  async close(isEmpty: boolean): Promise<void> {
    const { lines } = this;
    this.lines = this.writer = undefined;
    await lines?.close().catch(() => undefined);
    if (isEmpty && !this.isUnreadable) await rm(this.path, { force: true }).catch(() => undefined);
    await this.onClosed();
  }

  private write(line: object): void {
    if (this.size > LARGEST_FILE) {
      this.isFull = true;
      this.problem ??= new Error('There are too many candidates to keep them all.');
      return;
    }
    this.size += this.lines?.append(line) ?? 0;
  }
}
