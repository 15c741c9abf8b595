import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { EditedDataset } from '../../../src/dataset/edits/editedDataset';
import { openSource } from '../../../src/dataset/source';
import { DatasetEdits } from '../../../src/engine/datasetEdits';
import { DatasetSession } from '../../../src/engine/datasetSession';

/** A dataset in real threads, and beside it what it should be: the records' texts, and those of each step of undo. */
class Edited {
  session!: DatasetSession;
  edits!: DatasetEdits;
  records: string[];
  steps: string[][] = [];
  place = 0;
  saved: string[];
  /** The step that the file holds; -1 when neither undo nor redo leads there. */
  savedPlace = 0;

  constructor(
    readonly path: string,
    readonly unsaved: string,
    records: readonly string[],
  ) {
    this.records = [...records];
    this.saved = [...records];
  }

  async open(): Promise<void> {
    this.session = new DatasetSession({ kind: 'file', path: this.path }, { programs: resolve('dist'), threads: 1 });
    await this.session.indexed;
    this.edits = new DatasetEdits(this.session, new EditedDataset(this.session.index.count, new ContentLog(this.unsaved)));
    this.steps = [this.records];
    this.place = this.savedPlace = 0;
  }

  close(): void {
    this.session.close();
    this.edits.dataset.log.close();
  }

  /** The model after an edit. */
  becomes(records: string[]): void {
    if (this.savedPlace > this.place) this.savedPlace = -1;
    this.steps.length = ++this.place;
    this.steps.push(records);
    this.records = records;
  }

  revert(): void {
    this.place = this.savedPlace = Math.max(0, this.savedPlace);
    this.records = this.saved;
    this.steps = [...this.steps.slice(0, this.place), this.saved];
  }

  goTo(place: number): void {
    if (place < 0 || place >= this.steps.length) return;
    this.place = place;
    this.records = this.steps[place];
  }

  keys(from = 0, to = this.edits.dataset.order.count): Uint32Array {
    return this.edits.dataset.order.keys(from, to);
  }

  /** Whether the file stays what it is: a list on the only line would make an array of it, which the editor reads anew. */
  get canBeSaved(): boolean {
    return this.records.length !== 1 || !this.records[0].startsWith('[');
  }

  /** As the editor does. */
  async save(): Promise<void> {
    if (!this.canBeSaved) return;
    this.saved = this.records;
    this.savedPlace = this.place;
    const { path, session, edits } = this;
    return edits.inTurn(async () => {
      const mark = edits.dataset.mark();
      const saved = await session.save({ path, order: mark.order, overlay: mark.overlay.share() }, {});
      const newKeys = edits.dataset.saved(mark, saved.index.count);
      session.useSaved(openSource({ kind: 'file', path }), saved.index, newKeys !== undefined);
      if (newKeys) edits.renumbered(newKeys);
    });
  }

  async mustBeRight(): Promise<void> {
    const texts = await Promise.all(Array.from(this.keys(), (key) => this.session.rawText(key)));
    expect(texts).toEqual(this.records);
    expect(this.edits.dataset.isDirty).toBe(this.place !== this.savedPlace);
    if (!this.edits.dataset.isDirty) expect(this.records).toEqual(this.saved);
  }
}

interface Step {
  readonly name: string;
  readonly at: number;
  readonly count: number;
  readonly text: string;
  /** Asked for while the dataset is being saved. */
  readonly whileSaving: boolean;
}

const names = ['raw', 'raw', 'raw', 'add', 'duplicate', 'remove', 'up', 'down', 'replace', 'undo', 'undo', 'redo', 'save', 'revert', 'reopen'];
const texts = ['{"t":"ha"}', '{"t": "haha", "n": 1e400}', '{"t":"h\\u0061"}', '[]', '{ "t" : null }', '"ha"'];

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    name: fc.constantFrom(...names),
    at: fc.nat(1000),
    count: fc.integer({ min: 1, max: 4 }),
    text: fc.constantFrom(...texts),
    whileSaving: fc.boolean(),
  }),
  { minLength: 15, maxLength: 30 },
);

async function take(edited: Edited, { name, at: where, count: wanted, text, whileSaving }: Step): Promise<void> {
  const { edits, records } = edited;
  const at = records.length === 0 ? 0 : where % records.length;
  const count = Math.min(wanted, records.length - at);
  const keys = edited.keys(at, at + count);
  const some = records.slice(at, at + count);
  const saving = whileSaving && name !== 'reopen' ? edited.save() : undefined;
  const without = [...records.slice(0, at), ...records.slice(at + count)];
  const inserted = (place: number, added: string[]) => [...without.slice(0, place), ...added, ...without.slice(place)];
  switch (name) {
    case 'raw':
      if (count === 0) break;
      await edits.change(keys[0], { kind: 'raw', text }, name);
      if (records[at] !== text) edited.becomes(inserted(at, [text, ...some.slice(1)]));
      break;
    case 'add': {
      const edit = await edits.add(count > 0 ? keys[0] : undefined);
      const added = await edited.session.rawText(edit!.contents!.keys[0]);
      edited.becomes(count > 0 ? inserted(at, [some[0], added, ...some.slice(1)]) : [added]);
      break;
    }
    case 'duplicate':
      if (count === 0) break;
      await edits.duplicate(keys);
      edited.becomes(inserted(at, some.flatMap((record) => [record, record])));
      break;
    case 'remove':
      if (count === 0) break;
      await edits.remove(keys);
      edited.becomes(without);
      break;
    case 'up':
      if (count === 0 || !(await edits.move(keys, -1))) break;
      edited.becomes(inserted(at - 1, some));
      break;
    case 'down':
      if (count === 0 || !(await edits.move(keys, 1))) break;
      edited.becomes(inserted(at + 1, some));
      break;
    case 'replace': {
      await saving;
      const query = { text: 'ha', regex: false, matchCase: true, wholeWord: false, field: '' };
      const prepared = await edits.prepare(edited.keys(), { kind: 'replace', query, replacement: 'ho' }, {});
      if (!prepared) break;
      const left = new Set(prepared.keys.subarray(0, count - 1));
      const changing = new Set(Array.from(prepared.keys, (key) => edits.dataset.order.positionOf(key)).slice(left.size));
      if (!(await edits.applyPrepared(prepared, left, name))) break;
      edited.becomes(records.map((record, place) => (changing.has(place) ? record.replace(/ha|h\\u0061/g, 'ho') : record)));
      break;
    }
    case 'undo':
      await edits.undo();
      edited.goTo(edited.place - 1);
      break;
    case 'redo':
      await edits.redo();
      edited.goTo(edited.place + 1);
      break;
    case 'save':
      await edited.save();
      break;
    case 'revert':
      await edits.revert();
      edited.revert();
      break;
    case 'reopen':
      if (!edited.canBeSaved) break;
      await edited.save();
      edited.close();
      await edited.open();
  }
  await saving;
}

const pretty = (record: unknown) => JSON.stringify(record, null, 2).replaceAll('\n', '\n  ');
const first = ['{"t": "ha 1"}', '{"t": "2", "t": "ha"}', '{broken', '{"t":"\\ud800 ha"}', '[1, "ha"]', '{"t":"last"}'];
const elements = [{ t: 'ha 1', n: { deep: [1, 2] } }, { t: 'ha' }, [], { t: 'last', list: ['ha', 'x'] }].map(pretty);

test.each([
  ['lines', first, `\uFEFF${first.slice(0, 3).join('\r\n')}\n${first.slice(3).join('\n')}`],
  ['a pretty-printed array', elements, `[\n  ${elements.join(',\n  ')}\n]\n`],
])('%s are what a plain model says after any edits, undone, redone, saved meanwhile and reopened', async (_, records, file) => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const folder = mkdtempSync(join(tmpdir(), 'paddock-'));
      const path = join(folder, 'records.json');
      writeFileSync(path, file);
      const edited = new Edited(path, join(folder, 'unsaved'), records);
      try {
        await edited.open();
        for (const step of taken) {
          await take(edited, step);
          await edited.mustBeRight();
        }
        if (!edited.canBeSaved) return;
        await edited.save();
        const held = readFileSync(path);
        edited.close();
        await edited.open();
        await edited.mustBeRight();
        await edited.save();
        expect(readFileSync(path).equals(held)).toBe(true);
      } finally {
        edited.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 3 },
  );
});
