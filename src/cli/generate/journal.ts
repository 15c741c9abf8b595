import { createHash } from 'node:crypto';
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
import { checksummedLine, readLine, valuesOf } from '../../generation/checksummedLine';
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

const ENTRY = v.object({
  position: v.number(),
  turn: v.number(),
  record: v.number(),
  text: v.string(),
  seed: v.number(),
  time: v.number(),
  isCut: v.exactOptional(v.boolean()),
  /** What `hashOf` says of the conditions, so that they are told where the first line is damaged; journals of before have none. */
  conditions: v.exactOptional(v.string()),
});

/** What responses are generated with and for, to be written as JSON: a run that is gone on with must have the same. */
export type Conditions = Readonly<Record<string, unknown>>;

/** A response cannot be kept: it makes no sense to generate others. */
export class JournalFailure extends Failure {}

/**
 * The responses that a run has come to, in a file of JSON lines that begins with its conditions. What a run that was
 * killed has half written is taken away; lines that are damaged are passed over, and their responses missing. Where the
 * first line is damaged, each response says itself what it was generated with.
 */
export class Journal {
  private added = 0;

  private constructor(
    readonly path: string,
    readonly entries: readonly JournalEntry[],
    /** What is wrong with it, one sentence for people for each line that is passed over. */
    readonly problems: readonly string[],
    private readonly descriptor: number,
    private readonly conditions: string,
  ) {}

  /**
   * Opens a journal, or begins one.
   * @throws Failure when it was begun under other conditions, or is no journal; the file system's error.
   */
  static open(path: string, conditions: Conditions): Journal {
    const lines = existsSync(path) ? wholeLines(path) : [];
    const now = JSON.parse(JSON.stringify(conditions)) as Conditions;
    const values = valuesOf(lines.map(readLine));
    const isHeadLost = lines.length > 0 && (values[0] === undefined || v.is(ENTRY, values[0]));
    if (lines.length > 0 && !isHeadLost) requireSame(path, values[0], now);
    const read = entriesOf(path, values);
    const hash = hashOf(now);
    if (isHeadLost) requireSameOfEach(path, read.entries, hash);
    const problems = isHeadLost ? [`${path}, line 1 is damaged: the run goes on, since its responses say themselves what they were generated with.`] : [];
    const entries = read.entries.map(({ conditions: _, ...entry }): JournalEntry => entry);
    const journal = new Journal(path, entries, [...problems, ...read.problems], openSync(path, 'a'), hash);
    if (lines.length === 0) journal.write(conditions);
    return journal;
  }

  /** Whether it has no responses yet. */
  get isEmpty(): boolean {
    return this.entries.length + this.added === 0;
  }

  /** @throws JournalFailure; what was in it stays. */
  add(entry: JournalEntry): void {
    this.write({ ...entry, conditions: this.conditions });
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

type WrittenEntry = v.InferOutput<typeof ENTRY>;

/** @param values of all lines. */
function entriesOf(path: string, values: readonly unknown[]): { entries: WrittenEntry[]; problems: string[] } {
  const entries: WrittenEntry[] = [];
  const problems: string[] = [];
  values.forEach((value, index) => {
    const entry = v.safeParse(ENTRY, value);
    if (entry.success) entries.push(entry.output);
    else if (index > 0) problems.push(`${path}, line ${index + 1} is damaged: its response is generated again.`);
  });
  return { entries, problems };
}

/** @throws Failure where nothing tells that responses were generated as they would be now. */
function requireSameOfEach(path: string, entries: readonly WrittenEntry[], now: string): void {
  if (entries.length > 0 && entries.every(({ conditions }) => conditions === now)) return;
  throw new Failure(
    `${path}, line 1 is damaged, and ` +
      (entries.some(({ conditions }) => conditions !== undefined)
        ? 'responses in it were generated with other parameters. Give the same to go on, or another --out, '
        : 'nothing else says what its responses were generated with. Give another --out, ') +
      'or move the file away to begin anew.',
  );
}

/** Of the same conditions the same, however they are ordered. */
function hashOf(conditions: Conditions): string {
  const named = [...flat(conditions)].sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(named)).digest('hex').slice(0, 16);
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
