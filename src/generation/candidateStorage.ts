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
/** In bytes: larger files are not read, and not written on. */
const LARGEST_FILE = 200 * 2 ** 20;
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
   * the last one's candidates are kept.
   * @param uri of the dataset.
   */
  async open(uri: string): Promise<CandidateFile> {
    const path = join(this.folder, `${createHash('sha256').update(uri).digest('hex').slice(0, 32)}${SUFFIX}`);
    const before = this.closed.get(path);
    let closed = () => {};
    this.closed.set(path, new Promise((resolve) => (closed = resolve)));
    await before;
    const kept = await read(path, uri);
    return new CandidateFile(path, uri, kept, async () => {
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

async function read(path: string, uri: string): Promise<KeptCandidates> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE) return NOTHING;
    const now = new Date();
    await utimes(path, now, now);
    const [first, ...others] = await readJsonLines(path);
    const reader = CandidateReader.of(first, uri);
    if (!reader) return NOTHING;
    const pace = new Pace();
    for (const line of others) {
      reader.read(line);
      await pace.keep();
    }
    return reader.kept;
  } catch {
    return NOTHING;
  }
}

/** What is to be kept of a dataset's candidates, all of it. */
export interface WholeCandidates {
  readonly candidates: Iterable<Candidate>;
  /** Of what a candidate's record has held. */
  hashes(key: RecordKey): readonly number[];
}

/** The file of one dataset's candidates, which grows with what becomes of them. */
export class CandidateFile {
  private lines: JsonLines | undefined;
  private writer: CandidateLines | undefined;
  private size = 0;
  private sizeWhenNew = 0;
  private problem: Error | undefined;

  /** @param kept what was read of it. */
  constructor(
    private readonly path: string,
    private readonly uri: string,
    readonly kept: KeptCandidates,
    private readonly onClosed: () => Promise<void>,
  ) {}

  /** Why nothing is kept any more. */
  get failure(): Error | undefined {
    return this.problem;
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

  /** Writes it anew, with what there is to keep and nothing else. The file is removed where that is nothing. */
  async rewrite({ candidates, hashes }: WholeCandidates): Promise<void> {
    if (this.problem) return;
    const temporary = `${this.path}.${randomUUID()}${TEMPORARY}`;
    try {
      await this.lines?.close();
      this.lines = await JsonLines.open(temporary);
      this.size = 0;
      const pace = new Pace();
      const writer = new CandidateLines((line) => this.write(line), this.uri);
      for (const candidate of candidates) {
        if (candidate.state === 'rejected') continue;
        writer.added(candidate, hashes(candidate.key));
        // A decision follows what it decides about.
        if (candidate.state === 'accepted') writer.became({ ...candidate, state: 'ready' });
        writer.became(candidate);
        await pace.keep();
      }
      this.sizeWhenNew = this.size;
      await this.lines.written();
      // What is open goes on being written under its new name.
      await rename(temporary, this.path);
      this.writer = writer;
    } catch (error) {
      this.problem = error as Error;
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  async close(isEmpty: boolean): Promise<void> {
    const { lines } = this;
    this.lines = this.writer = undefined;
    await lines?.close().catch(() => undefined);
    if (lines && isEmpty) await rm(this.path, { force: true }).catch(() => undefined);
    await this.onClosed();
  }

  private write(line: unknown): void {
    if (this.size > LARGEST_FILE) {
      this.problem ??= new Error('There are too many candidates to keep them all.');
      return;
    }
    this.size += this.lines?.append(line) ?? 0;
  }
}
