import type { BackendName, GenerationParameters } from './modelChoice';

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
  readonly adapters: readonly { readonly adapter: string; readonly scale: number }[];
  readonly template: string;
  readonly parameters: GenerationParameters;
  readonly seed: number;
  /** When it was accepted, ISO 8601. */
  readonly time: string;
  /** Whether the user changed the text before accepting it. */
  readonly edited: boolean;
}
