import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, CANDIDATE_STATES, type CandidateState } from '../../../src/generation/candidate';
import { CandidateQueue, laneOf } from '../../../src/generation/candidateQueue';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';

const choice = (name: string, backend: ModelChoice['backend'], server?: string): ModelChoice => ({
  name,
  backend,
  model: name,
  ...(server !== undefined && { server }),
  adapters: [],
  template: 'alpaca',
  parameters: DEFAULT_PARAMETERS,
});
const CHOICES = [choice('a', 'ollama'), choice('b', 'embedded'), choice('c', 'openai', 'x'), choice('d', 'openai', 'y'), choice('e', 'ollama')];
const END = { reason: 'stop' as const };

/** The same without any order or count kept: everything is looked for among all candidates. */
class Model {
  isPaused = false;
  all: (Candidate & { rank: number })[] = [];
  forgotten = { accepted: 0, rejected: 0 };
  id = 1;
  low = 0;
  high = 0;

  add(key: number, turn: number, choice: ModelChoice, seed: number, isFirst: boolean) {
    // Ranks below -1e9 come first, also while paused.
    const rank = isFirst ? -2e9 + this.high++ : this.high++;
    this.all.push({ id: this.id++, key, turn, choice, seed, state: 'waiting', text: '', rank });
  }

  begin(isFree: (choice: ModelChoice) => boolean): number | undefined {
    const waiting = this.all.filter((c) => c.state === 'waiting' && (!this.isPaused || c.rank < -1e9));
    const heads = new Map<string, (typeof waiting)[number]>();
    for (const isFirst of [true, false]) {
      heads.clear();
      for (const each of waiting.filter((c) => c.rank < -1e9 === isFirst)) {
        const head = heads.get(laneOf(each.choice));
        if (!head || each.rank < head.rank) heads.set(laneOf(each.choice), each);
      }
      const free = [...heads.values()].filter((c) => isFree(c.choice));
      if (free.length > 0) return this.pick(free);
    }
    return undefined;
  }

  /** Lanes come in the order in which they were first used. */
  lanes: string[] = [];
  pick(free: readonly Candidate[]): number {
    return [...free].sort((a, b) => this.lanes.indexOf(laneOf(a.choice)) - this.lanes.indexOf(laneOf(b.choice)))[0].id;
  }

  at(id: number) {
    return this.all.find((each) => each.id === id);
  }

  counts() {
    const counts = Object.fromEntries(CANDIDATE_STATES.map((state) => [state, this.all.filter((c) => c.state === state).length]));
    counts.accepted += this.forgotten.accepted;
    counts.rejected += this.forgotten.rejected;
    return counts;
  }

  remove(id: number) {
    const found = this.at(id);
    if (found?.state === 'accepted' || found?.state === 'rejected') this.forgotten[found.state]++;
    this.all = this.all.filter((each) => each.id !== id);
  }
}

type Action =
  | { kind: 'add'; key: number; turn: number; choice: ModelChoice; seed: number; isFirst: boolean }
  | { kind: 'begin'; busy: readonly string[] }
  | { kind: 'pause' | 'resume' | 'removeWaiting' }
  | { kind: 'renumber'; gone: number }
  | { kind: 'on'; what: 'grow' | 'finish' | 'fail' | 'postpone' | 'accept' | 'edit' | 'takeBack' | 'reject' | 'again' | 'remove'; id: number };

const on = fc.record({
  kind: fc.constant('on' as const),
  what: fc.constantFrom('grow', 'finish', 'fail', 'postpone', 'accept', 'edit', 'takeBack', 'reject', 'again', 'remove'),
  id: fc.integer({ min: 0, max: 12 }),
}) as fc.Arbitrary<Action>;
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      key: fc.nat({ max: 5 }),
      turn: fc.nat({ max: 2 }),
      choice: fc.constantFrom(...CHOICES),
      seed: fc.nat(),
      isFirst: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('begin' as const), busy: fc.subarray(CHOICES.map(laneOf)) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'removeWaiting' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('renumber' as const), gone: fc.nat({ max: 8 }) }) },
  { weight: 6, arbitrary: on },
);

function apply(queue: CandidateQueue, model: Model, action: Action): void {
  switch (action.kind) {
    case 'add':
      queue.add(action, action.isFirst);
      if (!model.lanes.includes(laneOf(action.choice))) model.lanes.push(laneOf(action.choice));
      return model.add(action.key, action.turn, action.choice, action.seed, action.isFirst);
    case 'begin': {
      const isFree = (choice: ModelChoice) => !action.busy.includes(laneOf(choice));
      const expected = model.begin(isFree);
      expect(queue.begin(isFree)?.candidate.id).toBe(expected);
      if (expected !== undefined) Object.assign(model.at(expected)!, { state: 'generating' });
      return;
    }
    case 'pause':
    case 'resume':
      queue.isPaused = model.isPaused = action.kind === 'pause';
      return;
    case 'removeWaiting': {
      const ids = model.all.filter(({ state }) => state === 'waiting').map(({ id }) => id);
      expect(queue.removeWaiting()).toEqual(ids);
      model.all = model.all.filter(({ state }) => state !== 'waiting');
      model.lanes = [];
      return;
    }
    case 'renumber': {
      const newKey = (key: number) => (key === action.gone ? undefined : 5 - key);
      const gone = model.all.filter(({ key }) => key === action.gone).map(({ id }) => id);
      expect(queue.renumber(newKey).sort((a, b) => a - b)).toEqual(gone);
      model.all = model.all.filter(({ key }) => key !== action.gone).map((each) => ({ ...each, key: 5 - each.key }));
      return;
    }
    case 'on':
      return applyTo(queue, model, action.what, action.id);
  }
}

function applyTo(queue: CandidateQueue, model: Model, what: Extract<Action, { kind: 'on' }>['what'], id: number): void {
  const found = model.at(id);
  const set = (from: readonly CandidateState[], change: Partial<Candidate & { rank: number }>) => {
    if (found && from.includes(found.state)) Object.assign(found, change);
  };
  switch (what) {
    case 'grow':
      queue.grow(id, 'half');
      return set(['generating'], { text: 'half' });
    case 'finish':
      queue.finish(id, { text: 'whole', end: END, time: 7 });
      return set(['generating'], { state: 'ready', text: 'whole', end: END, time: 7 });
    case 'fail':
      queue.fail(id, 'Why', 7);
      return set(['generating'], { state: 'failed', text: '', error: 'Why', time: 7 });
    case 'postpone':
      queue.postpone(id);
      if (found?.state === 'generating') {
        if (!model.lanes.includes(laneOf(found.choice))) model.lanes.push(laneOf(found.choice));
        set(['generating'], { state: 'waiting', text: '', rank: --model.low });
      }
      return;
    case 'accept':
      queue.accept(id);
      return set(['ready'], { state: 'accepted', isEdited: false });
    case 'edit':
      queue.accept(id, 'mine');
      return set(['ready'], { state: 'accepted', isEdited: true, text: 'mine' });
    case 'takeBack':
      queue.takeBack(id);
      if (found?.state === 'accepted') delete (found as { isEdited?: boolean }).isEdited;
      return set(['accepted'], { state: 'ready' });
    case 'reject':
      queue.reject(id);
      if (!found || !['ready', 'failed'].includes(found.state)) return;
      model.all = model.all.map((each) => {
        if (each !== found) return each;
        const { id, key, turn, choice, seed, rank } = each;
        return { id, key, turn, choice, seed, rank, state: 'rejected', text: '' };
      });
      return;
    case 'again':
      queue.again(id, 3);
      if (!found) return;
      if (found.state === 'failed') model.remove(id);
      if (!model.lanes.includes(laneOf(found.choice))) model.lanes.push(laneOf(found.choice));
      return model.add(found.key, found.turn, found.choice, 3, true);
    case 'remove':
      queue.remove(id);
      return model.remove(id);
  }
}

describe('candidates of a dataset', () => {
  test('are what a list of all of them says, whatever is done with them in whatever order', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), fc.subarray([...CANDIDATE_STATES]), (actions, states) => {
        const queue = new CandidateQueue();
        const model = new Model();
        for (const each of actions) {
          apply(queue, model, each);
          expect([...queue.all]).toEqual(model.all.map(({ rank: _, ...candidate }) => candidate));
          expect(queue.counts).toEqual(model.counts());
        }
        const at = new Set(model.all.filter(({ state }) => states.includes(state)).map(({ key }) => key));
        expect([...queue.keysAt(states)]).toEqual([...at].sort((a, b) => a - b));
        for (let key = 0; key < 6; key++) {
          expect(queue.has(key, states)).toBe(at.has(key));
          expect(queue.ofRecord(key).map(({ id }) => id)).toEqual(model.all.filter((c) => c.key === key).map(({ id }) => id));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are the same again when they are restored, but for what was being generated', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const queue = new CandidateQueue();
        const model = new Model();
        for (const each of actions) apply(queue, model, each);
        const again = new CandidateQueue();
        for (const candidate of queue.all) again.restore(candidate);
        expect([...again.all].map(({ id, key, state }) => [id, key, state])).toEqual(
          [...queue.all].map(({ id, key, state }) => [id, key, state === 'generating' ? 'waiting' : state]),
        );
        const { id } = again.add({ key: 1, turn: 1, choice: CHOICES[0], seed: 1 });
        expect([...queue.all].every((other) => other.id < id)).toBe(true);
      }),
    );
  });

  test('can be a hundred thousand', () => {
    const queue = new CandidateQueue();
    const count = 100_000;
    for (let key = 0; key < count; key++) queue.add({ key: count - key, turn: 1, choice: CHOICES[0], seed: key });
    for (let at = 0; at < count / 2; at++) {
      const { id } = queue.begin(() => true)!.candidate;
      queue.grow(id, 'x');
      // Put back at the beginning of the line, each is begun again at once.
      queue.postpone(id);
      expect(queue.begin(() => true)!.candidate.id).toBe(id);
      queue.finish(id, { text: 'x', end: END, time: 1 });
    }
    expect(queue.counts).toMatchObject({ waiting: count / 2, ready: count / 2, generating: 0 });
    expect(queue.keysAt(['ready'])).toHaveLength(count / 2);
    expect(queue.removeWaiting()).toHaveLength(count / 2);
    expect(queue.begin(() => true)).toBeUndefined();
  });

  test('are not asked for twice', () => {
    const queue = new CandidateQueue();
    const wanted = { key: 1, turn: 1, choice: CHOICES[0] };
    expect(queue.isAwaited(wanted)).toBe(false);
    const { id } = queue.add({ ...wanted, seed: 1 });
    expect(queue.isAwaited({ ...wanted, choice: { ...CHOICES[0] } })).toBe(true);
    expect(queue.isAwaited({ ...wanted, choice: CHOICES[1] })).toBe(false);
    expect(queue.isAwaited({ ...wanted, turn: 3 })).toBe(false);
    queue.begin(() => true);
    expect(queue.isAwaited(wanted)).toBe(true);
    queue.finish(id, { text: '', end: END, time: 1 });
    expect(queue.isAwaited(wanted)).toBe(false);
  });
});
