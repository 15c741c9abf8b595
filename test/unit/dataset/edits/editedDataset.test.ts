import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContentLog } from '../../../../src/dataset/edits/contentLog';
import { type Edit, EditedDataset, type SaveMark } from '../../../../src/dataset/edits/editedDataset';
import { isAdded, type RecordKey } from '../../../../src/dataset/edits/recordKey';
import type { RecordOrder } from '../../../../src/dataset/edits/recordOrder';
import { copySnapshot } from '../../../../src/dataset/edits/copySnapshot';
import { readSnapshot, writeSnapshot } from '../../../../src/dataset/edits/snapshotFile';
import { temporaryFolder } from './support';

const folder = temporaryFolder();
const BASE = { size: 1, modified: '2' };

/** A file of records as a plain array, and a dataset over it that is changed as the editor does. */
class Edited {
  dataset: EditedDataset;

  constructor(
    public file: string[],
    public log: ContentLog,
    dataset?: EditedDataset,
  ) {
    this.dataset = dataset ?? new EditedDataset(file.length, log);
  }

  records(): string[] {
    return this.read(this.dataset.order, (key) => this.dataset.overlay.get(key));
  }

  marked(mark: SaveMark): string[] {
    const keys = mark.order ? [...new Uint32Array(mark.order)] : [...this.file.keys()];
    return keys.map((key) => this.text(key, mark.overlay.get(key)));
  }

  /** What an edit logs of a record before it is changed. */
  logged(key: RecordKey): number {
    const bytes = this.text(key, this.dataset.overlay.get(key));
    return this.dataset.overlay.get(key) || this.log.append(Buffer.from(bytes));
  }

  change(positions: readonly number[], texts: readonly string[]): Edit {
    const keys = positions.map((position) => this.dataset.order.keyAt(position));
    const before = keys.map((key) => this.logged(key));
    const after = keys.map((_, at) => this.log.append(Buffer.from(texts[at])));
    return this.applied({ label: 'Change', contents: { keys, before, after } });
  }

  add(at: number, texts: readonly string[]): Edit {
    const keys = texts.map(() => this.dataset.addedKey());
    const ids = texts.map((text) => this.log.append(Buffer.from(text)));
    const splices = [{ at, removed: [], inserted: keys }];
    return this.applied({ label: 'Add', contents: { keys, before: ids, after: ids }, splices });
  }

  remove(positions: readonly number[]): Edit {
    const keys = Uint32Array.from(positions, (position) => this.dataset.order.keyAt(position));
    const before = keys.map((key) => this.logged(key));
    const splices = this.dataset.order.deletion(positions);
    return this.applied({ label: 'Delete', contents: { keys, before, after: before.slice() }, splices });
  }

  move(from: number, to: number): Edit {
    const { order } = this.dataset;
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    const removed = order.keys(low, high + 1);
    const inserted = from < to ? [...removed.slice(1), removed[0]] : [removed.at(-1)!, ...removed.slice(0, -1)];
    return this.applied({ label: 'Move', splices: [{ at: low, removed, inserted }] });
  }

  private applied(edit: Edit): Edit {
    this.dataset.apply(edit);
    return edit;
  }

  private read(order: RecordOrder, contentOf: (key: RecordKey) => number): string[] {
    return [...order.keys(0, order.count)].map((key) => this.text(key, contentOf(key)));
  }

  private text(key: RecordKey, content: number): string {
    if (content) return Buffer.from(this.log.read(content)).toString();
    if (isAdded(key)) throw new Error('An added record without a content');
    return this.file[key];
  }
}

/** The same as plain arrays: every state of the dataset that undo and redo can reach. */
class Model {
  states: string[][];
  at = 0;
  saved = 0;

  constructor(file: string[]) {
    this.states = [file];
  }

  get records(): string[] {
    return this.states[this.at];
  }

  apply(records: string[]): void {
    if (this.saved > this.at) this.saved = -1;
    this.states.length = ++this.at;
    this.states.push(records);
  }
}

const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const places = fc.array(place, { minLength: 1, maxLength: 5 });
const text = fc.string({ maxLength: 5 });
const meanwhile = fc.oneof(
  fc.record({ kind: fc.constant('change' as const), places, text }),
  fc.record({ kind: fc.constant('amend' as const), text }),
  fc.record({ kind: fc.constant('add' as const), place, texts: fc.array(text, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('remove' as const), places }),
  fc.record({ kind: fc.constant('move' as const), place, to: place }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('redo' as const) }),
);
const edit = fc.oneof(
  { weight: 9, arbitrary: meanwhile },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revert' as const) }) },
);
type Step = typeof edit extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  { weight: 6, arbitrary: edit },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('save' as const), meanwhile: fc.array(meanwhile, { maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

function make(edited: Edited, model: Model, step: Step, seal: { edit?: Edit }): void {
  const { dataset } = edited;
  const { records } = model;
  const at = (place: number) => Math.floor(place * records.length);
  const positions = (places: readonly number[]) => [...new Set(places.map(at))].sort((a, b) => a - b);
  switch (step.kind) {
    case 'change': {
      if (records.length === 0) return;
      const chosen = positions(step.places);
      edited.change(chosen, chosen.map(() => step.text));
      model.apply(records.map((record, position) => (chosen.includes(position) ? step.text : record)));
      return;
    }
    case 'amend': {
      const { lastEdit } = dataset;
      if (!lastEdit?.contents || lastEdit.splices) return;
      const key = lastEdit.contents.keys[0];
      const position = dataset.order.positionOf(key);
      const amended = dataset.amend(lastEdit, key, edited.log.append(Buffer.from(step.text)));
      expect(amended).toBe(lastEdit !== seal.edit && model.at !== model.saved);
      if (!amended) return;
      model.at--;
      model.apply(records.map((record, place) => (place === position ? step.text : record)));
      return;
    }
    case 'add': {
      const position = Math.floor(step.place * (records.length + 1));
      edited.add(position, step.texts);
      return model.apply(records.toSpliced(position, 0, ...step.texts));
    }
    case 'remove': {
      if (records.length === 0) return;
      const chosen = positions(step.places);
      edited.remove(chosen);
      return model.apply(records.filter((_, position) => !chosen.includes(position)));
    }
    case 'move': {
      if (records.length === 0) return;
      edited.move(at(step.place), at(step.to));
      return model.apply(records.toSpliced(at(step.place), 1).toSpliced(at(step.to), 0, records[at(step.place)]));
    }
    case 'undo':
      expect(dataset.undo() !== undefined).toBe(model.at > 0);
      model.at = Math.max(0, model.at - 1);
      return;
    case 'redo':
      expect(dataset.redo() !== undefined).toBe(model.at < model.states.length - 1);
      model.at = Math.min(model.states.length - 1, model.at + 1);
      return;
    case 'revert':
      dataset.revert();
      model.states = model.saved < 0 ? [edited.file] : model.states.slice(0, model.saved + 1);
      model.at = model.saved = model.states.length - 1;
  }
}

function save(edited: Edited, model: Model, meanwhile: readonly Step[], seal: { edit?: Edit }): void {
  const { dataset } = edited;
  const mark = dataset.mark();
  seal.edit = dataset.lastEdit;
  const written = model.records;
  for (const each of meanwhile) make(edited, model, each, seal);
  const file = edited.marked(mark);
  expect(file).toEqual(written);
  const keysBefore = dataset.order.keys(0, dataset.order.count);
  const renumbered = dataset.saved(mark, file.length);
  if (renumbered) {
    const written = [...new Uint32Array(mark.order!)];
    expect(written.map((old) => renumbered.of(old))).toEqual([...written.keys()]);
    dataset.order.keys(0, dataset.order.count).forEach((key, at) => {
      const old = keysBefore[at];
      if (isAdded(key)) expect(renumbered.of(old)).toBe(isAdded(old) ? old : undefined);
      else expect(renumbered.of(old)).toBe(key);
    });
  } else {
    expect(dataset.order.keys(0, dataset.order.count)).toEqual(keysBefore);
  }
  edited.file = file;
  model.saved = model.states.indexOf(written);
}

async function reopen(edited: Edited, model: Model): Promise<Edited> {
  const path = join(folder, 'backup');
  await writeSnapshot(path, edited.dataset, BASE);
  edited.log.close();
  const snapshot = readSnapshot(path);
  expect(snapshot.base).toEqual(BASE);
  const log = new ContentLog(folder);
  model.states = [model.records];
  model.at = 0;
  model.saved = -1;
  return new Edited(edited.file, log, EditedDataset.restore(copySnapshot(snapshot, log).snapshot, log));
}

function expectSame({ dataset, ...edited }: Edited, model: Model, records: string[]): void {
  expect(records).toEqual(model.records);
  expect(dataset.order.count).toBe(model.records.length);
  expect(dataset.isDirty).toBe(model.at !== model.saved);
  if (dataset.isDirty) return;
  expect(edited.file).toEqual(model.records);
  expect(dataset.order.isIdentity).toBe(true);
  expect([...dataset.overlay.keys()].filter((key) => !isAdded(key))).toEqual([]);
}

describe('EditedDataset', () => {
  test('is what a plain array would be after any edits, undo, redo, save, revert and reopening', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 8 }), fc.array(step, { maxLength: 25 }), async (file, steps) => {
        let edited = new Edited(file, new ContentLog(folder));
        const model = new Model(file);
        const seal: { edit?: Edit } = {};
        for (const step of steps) {
          if (step.kind === 'save') save(edited, model, step.meanwhile, seal);
          else if (step.kind === 'reopen') edited = await reopen(edited, model);
          else make(edited, model, step, seal);
          expectSame(edited, model, edited.records());
        }
        // The whole history, there and back.
        while (model.at > 0) {
          make(edited, model, { kind: 'undo' }, seal);
          expectSame(edited, model, edited.records());
        }
        while (model.at < model.states.length - 1) {
          make(edited, model, { kind: 'redo' }, seal);
          expectSame(edited, model, edited.records());
        }
        edited.log.close();
      }),
      { numRuns: 300 },
    );
  });
});
