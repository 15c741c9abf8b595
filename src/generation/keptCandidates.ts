import * as v from 'valibot';
import type { RecordKey } from '../dataset/edits/recordKey';
import { isObject } from '../schema/json';
import type { GenerationEnd } from './backend';
import { NO_TURN } from '../schema/turnPlaces';
import { ACCEPTABLE, type Candidate, CANDIDATE_STATES, type CandidateState } from './candidate';
import { BACKENDS, type ModelChoice } from './modelChoice';
import type { Prompt } from './prompt';

/**
 * How candidates are kept: line by line what has become of them, so that a file only grows. A line that is cut, damaged
 * or of something unknown says nothing, and the others hold.
 */

/** Of what is written; a file of another one is left aside. */
const VERSION = 1;

const number = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const key = v.pipe(whole, v.maxValue(2 ** 32 - 1));
const turn = v.pipe(v.number(), v.safeInteger(), v.minValue(NO_TURN));
const hashes = v.pipe(v.array(whole), v.maxLength(16));

const choice: v.GenericSchema<ModelChoice> = v.object({
  name: v.string(),
  backend: v.picklist(BACKENDS),
  model: v.string(),
  server: v.exactOptional(v.string()),
  adapters: v.array(v.object({ adapter: v.string(), scale: number })),
  template: v.string(),
  system: v.exactOptional(v.string()),
  parameters: v.object({
    temperature: number,
    topP: number,
    maxTokens: number,
    repeatPenalty: number,
    seed: v.exactOptional(number),
    contextTokens: v.exactOptional(number),
    threads: v.exactOptional(number),
  }),
});

const stop = v.array(v.string());
const prompt: v.GenericSchema<Prompt> = v.variant('kind', [
  v.object({ kind: v.literal('text'), text: v.string(), literal: v.array(v.object({ start: whole, end: whole })), stop }),
  v.object({
    kind: v.literal('messages'),
    messages: v.array(v.object({ role: v.picklist(['system', 'user', 'assistant']), content: v.string() })),
    stop,
  }),
]);

const end: v.GenericSchema<GenerationEnd> = v.object({
  reason: v.picklist(['stop', 'length']),
  promptTokens: v.exactOptional(number),
  tokens: v.exactOptional(number),
  tokensPerSecond: v.exactOptional(number),
});

const asked = { prompt: v.exactOptional(prompt), record: v.exactOptional(whole), time: v.exactOptional(number) };

const line = v.variant('kind', [
  v.object({ kind: v.literal('candidates'), version: v.literal(VERSION), uri: v.string() }),
  v.object({ kind: v.literal('choice'), number: whole, choice }),
  /** `hashes`: what the record has held (`contentHash`); `key`: what it was known by. */
  v.object({ kind: v.literal('added'), id: whole, key, hashes, turn, choice: whole, seed: number }),
  /** The response is another turn; `turnIn`: which one it is in contents with these hashes. */
  v.object({ kind: v.literal('turned'), id: whole, turn, turnIn: v.pipe(v.array(v.tuple([whole, turn])), v.maxLength(16)) }),
  v.object({ kind: v.literal('ready'), id: whole, text: v.string(), end: v.exactOptional(end), ...asked }),
  v.object({ kind: v.literal('failed'), id: whole, error: v.string(), ...asked }),
  v.object({ kind: v.literal('accepted'), id: whole, text: v.string(), isEdited: v.boolean() }),
  v.object({ kind: v.literal('superseded'), id: whole, by: whole }),
  /** One that was accepted or superseded is to be decided about again. */
  v.object({ kind: v.literal('takenBack'), id: whole }),
  /** `text`: what the user has made of it; absent where that has been taken back. */
  v.object({ kind: v.literal('typed'), id: whole, text: v.exactOptional(v.string()) }),
  v.object({ kind: v.literal('removed'), ids: v.array(whole) }),
  /** The record holds something else as well. */
  v.object({ kind: v.literal('edited'), key, hash: whole }),
]);
type Line = v.InferOutput<typeof line>;

/** A candidate as it was kept. */
export interface KeptCandidates {
  /** By their ids, ascending; their keys are those that their records had then. */
  readonly candidates: readonly Candidate[];
  /** By key: the hashes of what the record has held, the latest last. */
  readonly hashes: ReadonlyMap<RecordKey, readonly number[]>;
}

/** So many contents of a record are known: what it was in the file, and what it has become since. */
const MOST_HASHES = 4;

/** Adds a content to those that a record has held; the first, as in the file, stays. */
export function withHash(hashes: readonly number[], hash: number): readonly number[] {
  if (hashes.at(-1) === hash) return hashes;
  const others = hashes.filter((other) => other !== hash);
  return [...others.slice(0, 1), ...others.slice(1).slice(1 - (MOST_HASHES - 1)), hash];
}

/** Writes the lines of a file of candidates. */
export class CandidateLines {
  private readonly choices = new Map<string, number>();

  constructor(private readonly write: (line: object) => void, uri: string) {
    this.say({ kind: 'candidates', version: VERSION, uri });
  }

  /** A candidate that waits. @param hashes of what its record has held. */
  added({ id, key, turn, choice, seed }: Candidate, hashes: readonly number[]): void {
    this.say({ kind: 'added', id, key, hashes: [...hashes], turn, choice: this.choice(choice), seed });
  }

  /** What has become of a candidate that was added. */
  became(candidate: Candidate): void {
    const { id, state, text } = candidate;
    switch (state) {
      case 'ready':
        return this.say({ kind: 'ready', id, text, ...(candidate.end && { end: candidate.end }), ...askedOf(candidate) });
      case 'failed':
        return this.say({ kind: 'failed', id, error: candidate.error ?? '', ...askedOf(candidate) });
      case 'accepted':
        return this.say({ kind: 'accepted', id, text, isEdited: candidate.isEdited ?? false });
      case 'superseded':
        return this.say({ kind: 'superseded', id, by: candidate.supersededBy ?? 0 });
      case 'rejected':
        return this.removed([id]);
      case 'waiting':
      case 'generating':
        return;
    }
  }

  turned({ id, turn, turnIn }: Candidate): void {
    this.say({ kind: 'turned', id, turn, turnIn: [...(turnIn ?? [])] });
  }

  takenBack(id: number): void {
    this.say({ kind: 'takenBack', id });
  }

  typed({ id, typed: text }: Candidate): void {
    this.say({ kind: 'typed', id, ...(text !== undefined && { text }) });
  }

  removed(ids: readonly number[]): void {
    if (ids.length > 0) this.say({ kind: 'removed', ids: [...ids] });
  }

  edited(key: RecordKey, hash: number): void {
    this.say({ kind: 'edited', key, hash });
  }

  private choice(choice: ModelChoice): number {
    const name = JSON.stringify(choice);
    let place = this.choices.get(name);
    if (place === undefined) {
      place = this.choices.size;
      this.choices.set(name, place);
      this.say({ kind: 'choice', number: place, choice });
    }
    return place;
  }

  private say(line: Line): void {
    this.write(line);
  }
}

/** Reads lines one after the other, without taking anything in them for granted. */
export class CandidateReader {
  private readonly candidates = new Map<number, Candidate>();
  private readonly hashes = new Map<RecordKey, readonly number[]>();
  private readonly choices = new Map<number, ModelChoice>();

  /**
   * @param first the first line, to be read like the others. It may be the next one, where it has been lost.
   * @returns `undefined` where it says that the lines are of another dataset, or in another version.
   */
  static of(first: unknown, uri: string): CandidateReader | undefined {
    const isHeader = isObject(first) && first.kind === 'candidates';
    if (isHeader && (first.version !== VERSION || first.uri !== uri)) return undefined;
    return new CandidateReader();
  }

  /** What the lines have said so far. */
  get kept(): KeptCandidates {
    return { candidates: [...this.candidates.values()].sort((a, b) => a.id - b.id), hashes: this.hashes };
  }

  read(value: unknown): void {
    const { candidates, hashes, choices } = this;
    const read = v.safeParse(line, value);
    if (!read.success) return;
    const { output } = read;
    switch (output.kind) {
      case 'candidates':
        return;
      case 'choice':
        choices.set(output.number, output.choice);
        return;
      case 'added': {
        const { id, key, turn, seed } = output;
        const choice = choices.get(output.choice);
        if (!choice || candidates.has(id)) return;
        candidates.set(id, { id, key, turn, choice, seed, state: 'waiting', text: '' });
        hashes.set(key, output.hashes.reduce(withHash, hashes.get(key) ?? []));
        return;
      }
      case 'turned': {
        const { id, turn, turnIn } = output;
        return this.become(id, CANDIDATE_STATES, (before) => ({ ...before, turn, turnIn: new Map(turnIn) }));
      }
      case 'ready':
      case 'failed': {
        const { kind, id, ...what } = output;
        return this.become(id, ['waiting'], (before) => ({ ...before, ...what, state: kind }));
      }
      case 'accepted': {
        const { id, text, isEdited } = output;
        return this.become(id, ACCEPTABLE, ({ typed: _, ...before }) => ({ ...before, text, isEdited, state: 'accepted' }));
      }
      case 'superseded':
        return this.become(output.id, ['ready'], (before) => ({ ...before, state: 'superseded', supersededBy: output.by }));
      case 'takenBack':
        return this.become(output.id, ['accepted', 'superseded'], takenBack);
      case 'typed':
        return this.become(output.id, ACCEPTABLE, ({ typed: _, ...before }) => ({
          ...before,
          ...(output.text !== undefined && { typed: output.text }),
        }));
      case 'removed':
        for (const id of output.ids) candidates.delete(id);
        return;
      case 'edited':
        if (hashes.has(output.key)) hashes.set(output.key, withHash(hashes.get(output.key)!, output.hash));
        return;
    }
  }

  private become(id: number, from: readonly CandidateState[], change: (before: Candidate) => Candidate): void {
    const before = this.candidates.get(id);
    if (before && from.includes(before.state)) this.candidates.set(id, change(before));
  }
}

/** One that was accepted although another one had been is superseded as before. */
function takenBack({ isEdited: _, supersededBy, state, ...before }: Candidate): Candidate {
  const isSuperseded = state === 'accepted' && supersededBy !== undefined;
  return isSuperseded ? { ...before, state: 'superseded', supersededBy } : { ...before, state: 'ready' };
}

function askedOf({ prompt, record, time }: Candidate): Pick<Extract<Line, { kind: 'ready' }>, 'prompt' | 'record' | 'time'> {
  return {
    ...(prompt && { prompt }),
    ...(record !== undefined && { record }),
    ...(time !== undefined && { time }),
  };
}
