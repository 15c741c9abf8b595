import type { RecordKey } from '../dataset/edits/recordKey';
import type { GenerationEnd } from './backend';
import type { ModelChoice } from './modelChoice';
import type { Prompt } from './prompt';

/** `superseded`: another candidate of the same response has been accepted while it was ready. */
export const CANDIDATE_STATES = ['waiting', 'generating', 'ready', 'failed', 'accepted', 'superseded', 'rejected'] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];

/** Of candidates that can be put in their response's place. */
export const ACCEPTABLE: readonly CandidateState[] = ['ready', 'superseded'];

/** A response that is generated, or will be, in place of a record's present one. */
export interface Candidate {
  /** Its own among all candidates of a dataset; later ones have higher ones. */
  readonly id: number;
  readonly key: RecordKey;
  /** Index of the response in the record's turns; `NO_TURN` where the response is gone. */
  readonly turn: number;
  readonly choice: ModelChoice;
  readonly seed: number;
  readonly state: CandidateState;
  /** As far as it has come. Only an `ACCEPTABLE` one is whole. */
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
  /** What the user has made of the text and not accepted yet. */
  readonly typed?: string;
  /** By the `contentHash` of other contents of the record: which of its turns the response is there. */
  readonly turnIn?: ReadonlyMap<number, number>;
  /** The id of the candidate of the same response that was accepted in its stead. */
  readonly supersededBy?: number;
}
