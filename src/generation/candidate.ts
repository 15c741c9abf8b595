import type { RecordKey } from '../dataset/edits/recordKey';
import type { GenerationEnd } from './backend';
import type { ModelChoice } from './modelChoice';
import type { Prompt } from './prompt';

export const CANDIDATE_STATES = ['waiting', 'generating', 'ready', 'failed', 'accepted', 'rejected'] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];

/** A response that is generated, or will be, in place of a record's present one. */
export interface Candidate {
  /** Its own among all candidates of a dataset; later ones have higher ones. */
  readonly id: number;
  readonly key: RecordKey;
  /** Index of the response in the record's turns. */
  readonly turn: number;
  readonly choice: ModelChoice;
  readonly seed: number;
  readonly state: CandidateState;
  /** As far as it has come. Only a `ready` one is whole and may be accepted. */
  readonly text: string;
  /** As sent; absent while it waits. */
  readonly prompt?: Prompt;
  readonly end?: GenerationEnd;
  /** Why it failed; one sentence for people. */
  readonly error?: string;
  /** When it was generated, in milliseconds since 1970. */
  readonly time?: number;
  /** The `contentHash` of the record as it was when the model was asked; absent while it waits. */
  readonly record?: number;
  /** The user has changed the text before accepting it. */
  readonly isEdited?: boolean;
}
