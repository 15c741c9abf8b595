import type { Contents } from '../dataset/edits/contentLog';
import type { Overlay } from '../dataset/edits/overlay';
import { isAdded, type RecordKey } from '../dataset/edits/recordKey';
import type { RecordIndex } from '../dataset/recordIndex';
import { readRecord, readRecords } from '../dataset/readRecords';
import { type ParsedRecord, parseRecord } from '../dataset/record';
import type { RecordProblem } from '../dataset/recordProblem';
import type { ByteSource } from '../dataset/source';
import type { RecordView, Schema, SchemaChoice } from '../schema/schema';
import { schemaOf } from '../schema/schemas';
import { writtenId } from '../schema/writtenId';

/** The records of a dataset as edited now: the file, and over it what has been edited. */
export interface DatasetParts {
  readonly source: ByteSource;
  readonly index: RecordIndex;
  readonly overlay: Overlay;
  readonly contents: Contents;
}

/** A record read and seen through the schema in force. */
export interface ReadRecord {
  readonly key: RecordKey;
  readonly bytes: Uint8Array;
  readonly parsed: ParsedRecord;
  readonly view: RecordView;
  /** Of the record and of its view, errors first. */
  readonly problems: readonly RecordProblem[];
}

/** A sample of huge records is small, so that a file of them opens as fast as any. */
const SAMPLED_BYTES = 32 * 2 ** 20;

const SEVERITIES = ['error', 'warning'];

const NO_VIEW: RecordView = { turns: [], problems: [] };

/** Reads records of one dataset, edited ones as edited. Synchronous: for worker threads. */
export class DatasetReader {
  /** The schema in force; absent when none fits: then records have no turns. */
  schema: Schema | undefined;

  constructor(public parts: DatasetParts) {}

  get index(): RecordIndex {
    return this.parts.index;
  }

  /** @param choice `undefined` when no schema fits. */
  useSchema(choice: SchemaChoice | undefined): void {
    this.schema = choice && schemaOf(choice);
  }

  /** The bytes of a record, without its line ending. */
  bytes(key: RecordKey): Uint8Array {
    return this.editedBytes(key) ?? readRecord(this.parts.source, this.parts.index, key);
  }

  read(key: RecordKey): ReadRecord {
    return this.see(key, this.bytes(key));
  }

  /** Reads records of the file in its order, many at a time; also those that have been deleted since. */
  readAll(from: number, to: number, visit: (record: ReadRecord) => void): void {
    this.readBytes(from, to, (key, bytes) => visit(this.see(key, bytes)));
  }

  /** The bytes of records of the file in its order, many at a time; also of those that have been deleted since. */
  readBytes(from: number, to: number, visit: (key: RecordKey, bytes: Uint8Array) => void): void {
    const { source, index } = this.parts;
    readRecords(source, index, from, to, (key, bytes) => visit(key, this.editedBytes(key) ?? bytes));
  }

  /** The line of the file that a record begins on, from 1; `undefined` for one that is not in the file yet. */
  line(key: RecordKey): number | undefined {
    return isAdded(key) ? undefined : this.index.line(key);
  }

  /**
   * Values of at most `count` records spread evenly over those known so far, without those that are not JSON. Where the
   * file has none, of records that have been added to it.
   */
  sample(count: number): unknown[] {
    const known = this.index.count;
    const wanted = Math.min(count, known);
    const values: unknown[] = [];
    let bytesLeft = SAMPLED_BYTES;
    for (let taken = 0; taken < wanted && bytesLeft > 0; taken++) {
      const bytes = this.bytes(Math.floor((taken * known) / wanted));
      const { value } = parseRecord(bytes);
      if (value !== undefined) values.push(value);
      bytesLeft -= bytes.length;
    }
    return values.length > 0 ? values : this.sampleAdded(count);
  }

  private sampleAdded(count: number): unknown[] {
    const values: unknown[] = [];
    for (const key of this.parts.overlay.keys()) {
      if (values.length >= count) break;
      const { value } = parseRecord(this.bytes(key));
      if (value !== undefined) values.push(value);
    }
    return values;
  }

  private editedBytes(key: RecordKey): Uint8Array | undefined {
    const { overlay, contents } = this.parts;
    const content = overlay.get(key);
    // An edit that this thread has yet to be told of: for now the record is as it was.
    return contents.has(content) ? contents.read(content) : undefined;
  }

  /** Sees bytes as a record of this dataset. */
  see(key: RecordKey, bytes: Uint8Array): ReadRecord {
    const parsed = parseRecord(bytes);
    const readable = parsed.problems.every(({ severity }) => severity !== 'error');
    const seen = readable && this.schema ? this.schema.view(parsed.value) : NO_VIEW;
    const id = writtenId(parsed.value, seen, parsed.text);
    const view = id === seen.id ? seen : { ...seen, id };
    const problems = [...parsed.problems, ...view.problems];
    problems.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    return { key, bytes, parsed, view, problems };
  }
}
