import { createHash } from 'node:crypto';
import { ChangeError } from '../dataset/changeError';
import { isObject } from '../schema/json';
import type { RecordChange } from '../schema/recordChange';
import type { RecordView, Turn } from '../schema/schema';
import type { BackendName, GenerationParameters, ModelChoice } from './modelChoice';

/** Where an accepted response comes from. */
export interface Provenance {
  /** The record's id, where it has one. */
  readonly record?: string;
  /** SHA-256 of the response's text in UTF-8, hexadecimal: finds the response whatever becomes of the record's place. */
  readonly response: string;
  /** Number of the response among the record's responses, from 1. */
  readonly turn: number;
  readonly backend: BackendName;
  readonly model: string;
  /** The server of an OpenAI-compatible model. */
  readonly server?: string;
  readonly adapters: readonly { readonly adapter: string; readonly scale: number }[];
  readonly template: string;
  /** The system text of the user's choice. */
  readonly system?: string;
  readonly parameters: GenerationParameters;
  readonly seed: number;
  /** When it was accepted, ISO 8601. */
  readonly time: string;
  /** Whether the user changed the text before accepting it. */
  readonly edited: boolean;
}

/** A response that comes into a record. */
export interface AcceptedResponse {
  /** The record as seen through its schema. */
  readonly view: Pick<RecordView, 'id'> & { readonly turns: readonly Pick<Turn, 'role'>[] };
  /** Index of the response in the record's turns. */
  readonly turn: number;
  /** As it comes to stand in the record. */
  readonly text: string;
  readonly choice: ModelChoice;
  readonly seed: number;
  /** When it was accepted, in milliseconds since 1970. */
  readonly time: number;
  readonly isEdited?: boolean;
}

export function provenanceOf(accepted: AcceptedResponse): Provenance {
  const { view, turn, text, choice, seed, time, isEdited = false } = accepted;
  const { backend, model, server, adapters, template, system, parameters } = choice;
  return {
    ...(view.id !== undefined && { record: view.id }),
    response: createHash('sha256').update(text, 'utf8').digest('hex'),
    turn: view.turns.slice(0, turn + 1).filter(({ role }) => role === 'response').length,
    backend,
    model,
    ...(server !== undefined && { server }),
    adapters,
    template,
    ...(system !== undefined && { system }),
    parameters,
    seed,
    time: new Date(time).toISOString(),
    edited: isEdited,
  };
}

/**
 * Writes where a response comes from into a field of its record: a list, with one entry for each response.
 * @param record the record's JSON value.
 * @throws ChangeError where the field holds something else.
 */
export function provenanceField(record: unknown, field: string, provenance: Provenance): RecordChange {
  const present = isObject(record) && Object.hasOwn(record, field) ? record[field] : [];
  if (!Array.isArray(present) || !present.every(isObject)) {
    throw new ChangeError(`The field ${field} holds something else than where responses come from: name another one.`);
  }
  const others = present.filter(({ turn }) => turn !== provenance.turn);
  return { kind: 'fieldJson', key: field, json: JSON.stringify([...others, provenance]) };
}
