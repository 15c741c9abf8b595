import type { RecordProblem } from '../../dataset/recordProblem';
import { isObject, kindOf, type JsonObject } from '../json';
import { recordLanguage, recordResponseLanguage } from '../recordLanguage';
import type { JsonPath, LanguageTag, RecordView, Schema, Turn, TurnRole } from '../schema';

/** A way in which datasets lay out their records. */
export interface SchemaFormat {
  readonly id: string;
  readonly name: string;
  /** One line for people who choose: which fields there are and who uses them. */
  readonly description: string;
  /** What `score` goes by, for people: "instruction and output". */
  readonly evidence: string;
  /**
   * How well the structure of a record fits, from 0 (not at all) to 1. By fields and their kinds alone;
   * of two formats that both fit, the more specific one scores higher.
   */
  score(record: JsonObject): number;
  /** Reads a record that may be of another structure or broken: never throws. */
  read(record: JsonObject, reader: RecordReader): void;
}

export interface TurnOptions {
  readonly name?: string;
  readonly language?: LanguageTag;
  readonly part?: { readonly start: number; readonly end: number };
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Gathers a record's turns, and what keeps others from being read. */
export class RecordReader {
  readonly turns: Turn[] = [];
  readonly problems: RecordProblem[] = [];
  readonly missed: JsonPath[] = [];

  add(role: TurnRole, text: string, path: JsonPath, { name, language, part }: TurnOptions = {}): void {
    // Assigned rather than spread together: this runs for every turn of millions of records.
    const turn: Writable<Turn> = { role, text: part ? text.slice(part.start, part.end) : text, path };
    if (part) turn.part = part;
    if (name !== undefined) turn.name = name;
    if (language !== undefined) turn.language = language;
    this.turns.push(turn);
  }

  /** Adds a turn that every record of the format has; what is no text becomes a problem. */
  require(role: 'instruction' | 'response', value: unknown, path: JsonPath, options?: TurnOptions): void {
    if (typeof value === 'string') this.add(role, value, path, options);
    else this.missing(role, value, path);
  }

  /** Adds a turn where there is text. */
  optional(role: TurnRole, value: unknown, path: JsonPath, options?: TurnOptions): void {
    if (typeof value === 'string' && value !== '') this.add(role, value, path, options);
  }

  missing(role: 'instruction' | 'response', value: unknown, path: JsonPath): void {
    const place = path.join('.');
    const absent = value === undefined || value === null;
    const code = role === 'instruction' ? 'instruction-missing' : absent ? 'response-missing' : 'response-not-text';
    const what = role === 'instruction' ? 'instruction' : 'response';
    const why = value === undefined ? `there is no ${place}` : `${place} is ${kindOf(value)}`;
    this.problem(code, `No text for the ${what}: ${why}`);
    this.missed.push(path);
  }

  problem(code: RecordProblem['code'], message: string): void {
    this.problems.push({ code, message, severity: 'warning' });
  }

  has(role: TurnRole): boolean {
    return this.turns.some((turn) => turn.role === role);
  }
}

export function schemaOfFormat(format: SchemaFormat): Schema {
  return {
    id: format.id,
    name: format.name,
    view: (value) => {
      if (!isObject(value)) return notAnObject(value);
      const reader = new RecordReader();
      format.read(value, reader);
      return viewOf(value, reader);
    },
  };
}

export function notAnObject(value: unknown): RecordView {
  const problem = { code: 'not-an-object', message: `Not an object but ${kindOf(value)}`, severity: 'error' } as const;
  return { turns: [], problems: [problem] };
}

/** The view of a record whose turns have been read, with what records of every format may state. */
export function viewOf(
  record: JsonObject,
  { turns, problems, missed }: RecordReader,
  stated: Partial<RecordView> = {},
): RecordView {
  const view: Writable<RecordView> = {
    turns,
    problems: problems.length === 0 ? problems : withSeverity(turns, problems),
  };
  const id = stated.id ?? recordId(record);
  const language = stated.language ?? recordLanguage(record);
  const responseLanguage = stated.responseLanguage ?? recordResponseLanguage(record);
  if (missed.length > 0) view.missing = missed;
  if (id !== undefined) view.id = id;
  if (language !== undefined) view.language = language;
  if (responseLanguage !== undefined) view.responseLanguage = responseLanguage;
  return view;
}

/** A response that cannot be read is an error where the record has no other. */
function withSeverity(turns: readonly Turn[], problems: readonly RecordProblem[]): RecordProblem[] {
  if (turns.length === 0) {
    const message = problems.map((problem) => problem.message).join('. ');
    return [{ code: 'schema-mismatch', message, severity: 'error' }];
  }
  if (turns.some(({ role }) => role === 'response')) return [...problems];
  return problems.map((problem) =>
    problem.code === 'instruction-missing' ? problem : { ...problem, severity: 'error' },
  );
}

export const ID_KEYS = [
  'id',
  '_id',
  'uuid',
  'uid',
  'message_id',
  'message_tree_id',
  'conversation_id',
  'prompt_id',
  'question_id',
];

export function recordId(record: JsonObject): string | undefined {
  for (const key of ID_KEYS) {
    const id = idOf(record[key]);
    if (id !== undefined) return id;
  }
  return undefined;
}

export function idOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? String(value) : undefined;
}
