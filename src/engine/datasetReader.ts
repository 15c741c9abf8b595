import type { RecordIndex } from '../dataset/recordIndex';
import { readRecord, readRecords } from '../dataset/readRecords';
import { type ParsedRecord, parseRecord } from '../dataset/record';
import type { RecordProblem } from '../dataset/recordProblem';
import type { ByteSource } from '../dataset/source';
import type { RecordView, Schema, SchemaChoice } from '../schema/schema';
import { schemaOf } from '../schema/schemas';

/** A record read from the file and seen through the schema in force. */
export interface ReadRecord {
  readonly position: number;
  readonly bytes: number;
  readonly parsed: ParsedRecord;
  readonly view: RecordView;
  /** Of the record and of its view, errors first. */
  readonly problems: readonly RecordProblem[];
}

/** A sample of huge records is small, so that a file of them opens as fast as any. */
const SAMPLED_BYTES = 32 * 2 ** 20;

const SEVERITIES = ['error', 'warning'];

const NO_VIEW: RecordView = { turns: [], problems: [] };

/** Reads records of one dataset. Synchronous: for worker threads. */
export class DatasetReader {
  private schema: Schema | undefined;

  constructor(
    readonly source: ByteSource,
    readonly index: RecordIndex,
  ) {}

  /** @param choice `undefined` when no schema fits: then records have no turns. */
  useSchema(choice: SchemaChoice | undefined): void {
    this.schema = choice && schemaOf(choice);
  }

  read(position: number): ReadRecord {
    return this.see(position, readRecord(this.source, this.index, position));
  }

  /** Reads records in the file's order, many at a time. */
  readAll(from: number, to: number, visit: (record: ReadRecord) => void): void {
    readRecords(this.source, this.index, from, to, (position, bytes) => visit(this.see(position, bytes)));
  }

  /** Values of at most `count` records spread evenly over those known so far, without those that are not JSON. */
  sample(count: number): unknown[] {
    const known = this.index.count;
    const wanted = Math.min(count, known);
    const values: unknown[] = [];
    let bytesLeft = SAMPLED_BYTES;
    for (let taken = 0; taken < wanted && bytesLeft > 0; taken++) {
      const bytes = readRecord(this.source, this.index, Math.floor((taken * known) / wanted));
      const { value } = parseRecord(bytes);
      if (value !== undefined) values.push(value);
      bytesLeft -= bytes.length;
    }
    return values;
  }

  private see(position: number, bytes: Uint8Array): ReadRecord {
    const parsed = parseRecord(bytes);
    const readable = parsed.problems.every(({ severity }) => severity !== 'error');
    const view = readable && this.schema ? this.schema.view(parsed.value) : NO_VIEW;
    const problems = [...parsed.problems, ...view.problems];
    problems.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
    return { position, bytes: bytes.length, parsed, view, problems };
  }
}
