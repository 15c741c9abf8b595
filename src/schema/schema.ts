import type { RecordProblem } from '../dataset/recordProblem';

/** A BCP 47 language tag in canonical form: `de`, `pt-BR`, `zh-Hant`, `sr-Latn`, `yue`. See languageTag.ts. */
export type LanguageTag = string;

/** Keys and indices that lead from a record's JSON value to a value inside it. */
export type JsonPath = readonly (string | number)[];

/** `instruction` and `input` are the prompt side, `response` the answer side, whatever the dataset calls them. */
export type TurnRole = 'system' | 'instruction' | 'input' | 'response' | 'tool';

export interface Turn {
  readonly role: TurnRole;
  readonly text: string;
  /** The JSON string that holds the text. */
  readonly path: JsonPath;
  /** Where the turn lies in that string, in UTF-16 units, when the string holds several turns (Guanaco, HH-RLHF). */
  readonly part?: { readonly start: number; readonly end: number };
  /** What the dataset calls this turn where `role` does not say it: `chosen`, `rejected`, `function_call` … */
  readonly name?: string;
  /** The turn's own language, when the record states it. */
  readonly language?: LanguageTag;
}

/** A record seen through a schema: derived from its JSON, cheap to drop. */
export interface RecordView {
  /** The record's own id (numbers as written), when it has one. */
  readonly id?: string;
  /** In the order they are spoken. */
  readonly turns: readonly Turn[];
  /** The language that the record states for itself as a whole (`lang`, `language`, `language_code` + `script`). */
  readonly language?: LanguageTag;
  /** The language that the record states for its responses (`target_lang`, `output_language` …). */
  readonly responseLanguage?: LanguageTag;
  /** What keeps parts of the record from being read: a response that is null, a list, absent. */
  readonly problems: readonly RecordProblem[];
  /** Where instruction and response should lie that are no text or are absent. */
  readonly missing?: readonly JsonPath[];
}

export interface Schema {
  readonly id: string;
  /** As shown to people: "Alpaca", "ShareGPT". */
  readonly name: string;
  /** Reads a record's JSON value. Never throws, whatever the value is: what cannot be read becomes a problem. */
  view(value: unknown): RecordView;
  /** A record with nothing filled in, as JSON; absent where that is known by the schema's id, or cannot be told. */
  readonly plainRecord?: string;
}

/** Which schema to use, as plain data: kept in settings and posted to worker threads. */
export type SchemaChoice =
  | { readonly id: string }
  | { readonly id: 'custom'; readonly mapping: CustomMapping };

/**
 * A schema written by the user: paths are dotted, `[]` stands for every element (`messages[].content`).
 * A turn's `language` is a language (`de`) or a path to one.
 */
export interface CustomMapping {
  readonly name?: string;
  readonly id?: string;
  readonly language?: string;
  readonly responseLanguage?: string;
  readonly turns: readonly { readonly role: TurnRole; readonly path: string; readonly language?: string }[];
}

export interface SchemaDetection {
  readonly choice: SchemaChoice;
  readonly name: string;
  /** Share of the sampled records that are JSON objects and that the schema reads without an error, 0 to 1. */
  readonly share: number;
  /** Why, in one sentence: "1,000 of 1,000 sampled records have instruction and output". */
  readonly reason: string;
}
