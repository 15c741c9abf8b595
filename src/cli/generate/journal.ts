import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, truncateSync, writeSync } from 'node:fs';
import * as v from 'valibot';
import { Failure } from '../failure';

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

/**
 * The responses that a run has come to, in a file of JSON lines that begins with its conditions. What a run that was
 * killed has half written is taken away.
 */
export class Journal {
  private added = 0;

  private constructor(
    readonly path: string,
    readonly entries: readonly JournalEntry[],
    private readonly descriptor: number,
  ) {}

  /**
   * Opens a journal, or begins one.
   * @throws Failure when it was begun under other conditions, or is no journal; the file system's error.
   */
  static open(path: string, conditions: Conditions): Journal {
    const [head, ...lines] = existsSync(path) ? wholeLines(path) : [];
    const isNew = head === undefined;
    if (!isNew) requireSame(path, parsed(head), parsed(JSON.stringify(conditions)));
    const entries = lines.map((line, index) => entryOf(path, line, index + 2));
    const journal = new Journal(path, entries, openSync(path, 'a'));
    if (isNew) journal.write(conditions);
    return journal;
  }

  /** Whether it has no responses yet. */
  get isEmpty(): boolean {
    return this.entries.length + this.added === 0;
  }

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

  private write(value: unknown): void {
    writeSync(this.descriptor, `${JSON.stringify(value)}\n`);
  }
}

/** The file's lines, after what is behind the last of them has been cut off. */
function wholeLines(path: string): string[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(NEWLINE) + 1;
  if (end < bytes.length) truncateSync(path, end);
  return end === 0 ? [] : bytes.toString('utf8', 0, end - 1).split('\n');
}

function entryOf(path: string, line: string, number: number): JournalEntry {
  const read = v.safeParse(ENTRY, parsed(line));
  if (!read.success) throw new Failure(`${path}, line ${number} is none of a run of this command: delete the file to begin anew.`);
  return read.output;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
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
