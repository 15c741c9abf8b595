import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import * as v from 'valibot';
import { checksummedLine, readLine } from '../../generation/checksummedLine';
import { Failure, reasonOf } from '../failure';

const NEWLINE = 0x0a;

/** A response that has been generated. */
export interface JournalEntry {
  /** Of the record, from 0. */
  readonly position: number;
  /** Index of the response in the record's turns. */
  readonly turn: number;
  /** The `contentHash` of the record. */
  readonly record: number;
  readonly text: string;
  readonly seed: number;
  /** When it was generated, in milliseconds since 1970. */
  readonly time: number;
  /** It was cut off by the limit of tokens: it does not come into the record. */
  readonly isCut?: boolean;
}

const ENTRY: v.GenericSchema<unknown, JournalEntry> = v.object({
  position: v.number(),
  turn: v.number(),
  record: v.number(),
  text: v.string(),
  seed: v.number(),
  time: v.number(),
  isCut: v.exactOptional(v.boolean()),
});

/** What responses are generated with and for, to be written as JSON: a run that is gone on with must have the same. */
export type Conditions = Readonly<Record<string, unknown>>;

/** A response cannot be kept: it makes no sense to generate others. */
export class JournalFailure extends Failure {}

/**
 * The responses that a run has come to, in a file of JSON lines that begins with its conditions. What a run that was
 * killed has half written is taken away; lines that are damaged are passed over, and their responses missing.
 */
export class Journal {
  private added = 0;

  private constructor(
    readonly path: string,
    readonly entries: readonly JournalEntry[],
    /** What is wrong with it, one sentence for people for each line that is passed over. */
    readonly problems: readonly string[],
    private readonly descriptor: number,
  ) {}

  /**
   * Opens a journal, or begins one.
   * @throws Failure when it was begun under other conditions, or is no journal; the file system's error.
   */
  static open(path: string, conditions: Conditions): Journal {
    const [head, ...lines] = existsSync(path) ? wholeLines(path) : [];
    const isNew = head === undefined;
    const read = isNew ? undefined : readLine(head);
    if (!isNew) {
      if (!read) throw new Failure(`${path}, line 1 is damaged, or none of a run of this command: delete the file to begin anew.`);
      requireSame(path, read.value, JSON.parse(JSON.stringify(conditions)));
    }
    const { entries, problems } = entriesOf(path, lines, read?.isChecked ?? false);
    const journal = new Journal(path, entries, problems, openSync(path, 'a'));
    if (isNew) journal.write(conditions);
    return journal;
  }

  /** Whether it has no responses yet. */
  get isEmpty(): boolean {
    return this.entries.length + this.added === 0;
  }

  /** @throws JournalFailure; what was in it stays. */
  add(entry: JournalEntry): void {
    this.write(entry);
    this.added++;
  }

  /** It is not needed any more, but may still be written to. */
  delete(): void {
    rmSync(this.path);
  }

  close(): void {
    fsyncSync(this.descriptor);
    closeSync(this.descriptor);
  }

  private write(value: object): void {
    const { size } = fstatSync(this.descriptor);
    try {
      // In full: where the disk has just become full, a part of it would be written and no error be thrown.
      writeFileSync(this.descriptor, `${checksummedLine(value)}\n`);
    } catch (error) {
      this.takeBack(size);
      throw new JournalFailure(`${this.path} cannot be written: ${reasonOf(error)}`);
    }
  }

  /** Half a line would take the next one with it. */
  private takeBack(size: number): void {
    try {
      ftruncateSync(this.descriptor, size);
    } catch {
      // Opened again, it has a damaged line.
    }
  }
}

/** The file's lines, after what is behind the last of them has been cut off. */
function wholeLines(path: string): string[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  if (end < bytes.length) truncateSync(path, end);
  return end === 0 ? [] : bytes.toString('utf8', 0, end - 1).split('\n');
}

function entriesOf(path: string, lines: readonly string[], areChecked: boolean): Pick<Journal, 'entries' | 'problems'> {
  const entries: JournalEntry[] = [];
  const problems: string[] = [];
  lines.forEach((line, index) => {
    const read = readLine(line);
    areChecked ||= read?.isChecked ?? false;
    const entry = v.safeParse(ENTRY, read?.value);
    if (entry.success && read?.isChecked === areChecked) entries.push(entry.output);
    else problems.push(`${path}, line ${index + 2} is damaged: its response is generated again.`);
  });
  return { entries, problems };
}

function requireSame(path: string, before: unknown, now: unknown): void {
  const [was, is] = [flat(before), flat(now)];
  const other = [...new Set([...was.keys(), ...is.keys()])].find((name) => was.get(name) !== is.get(name));
  if (other === undefined) return;
  const [then, here] = [was.get(other) ?? 'not set', is.get(other) ?? 'not set'];
  throw new Failure(
    `${path} was begun with other parameters: ${other} was ${then}, now it is ${here}. ` +
      'Give the same to go on, or another --out, or delete the file to begin anew.',
  );
}

/** By dotted names: `parameters.seed`. */
function flat(value: unknown, name = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[name, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...flat(inner, name === '' ? key : `${name}.${key}`)]));
}
