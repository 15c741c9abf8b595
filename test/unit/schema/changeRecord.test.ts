import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeError, changeRecord, emptyRecord, turnActions } from '../../../src/schema/changeRecord';
import type { RecordChange } from '../../../src/schema/recordChange';
import type { Schema, Turn } from '../../../src/schema/schema';
import { schemaOf } from '../../../src/schema/schemas';
import { RECORDS } from './records';

/** As Python's json.dumps writes, as JavaScript does, and spread over lines. */
const SPELLINGS: readonly ((value: unknown) => string)[] = [
  (value) => JSON.stringify(value, null, 1).replace(/\n */g, ' ').replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
];

const cases = Object.entries(RECORDS).flatMap(([id, records]) =>
  records.flatMap((record) => SPELLINGS.map((spell) => ({ id, schema: schemaOf({ id }), bytes: Buffer.from(spell(record)) }))),
);

const turnsOf = (bytes: Uint8Array, schema: Schema): readonly Turn[] => schema.view(JSON.parse(Buffer.from(bytes).toString())).turns;

const said = (turns: readonly Turn[]) => turns.map(({ role, text }) => `${role}: ${text}`);

const eachTurn = cases.flatMap((each) => turnsOf(each.bytes, each.schema).map((turn, at) => ({ ...each, turn, at })));

/** The bytes that are not common to the beginning and the end of both. */
function changedBytes(before: Buffer, after: Uint8Array): { removed: string; inserted: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return {
    removed: before.subarray(start, before.length - end).toString(),
    inserted: Buffer.from(after.subarray(start, after.length - end)).toString(),
  };
}

describe('the text of a turn', () => {
  it.each(Object.keys(RECORDS))('is set in %s, and no other turn changes', (id) => {
    for (const { bytes, schema, at, turn } of eachTurn.filter((each) => each.id === id)) {
      for (const text of ['Qué? "/" \n\t 漢 ### heading', 'Q', `${turn.text} Q`]) {
        const changed = changeRecord(bytes, schema, { kind: 'turnText', turn: at, text });
        const before = turnsOf(bytes, schema);
        const kept = turn.part ? text.trim() : text;
        expect(said(turnsOf(changed, schema))).toEqual(said(before.with(at, { ...turn, text: kept })));
        const back = changeRecord(changed, schema, { kind: 'turnText', turn: at, text: turn.text });
        expect(JSON.parse(Buffer.from(back).toString())).toEqual(JSON.parse(bytes.toString()));
      }
    }
  });

  it('that is the same changes no byte', () => {
    for (const { bytes, schema, at, turn } of eachTurn) {
      expect(Buffer.from(changeRecord(bytes, schema, { kind: 'turnText', turn: at, text: turn.text })).equals(bytes)).toBe(true);
    }
  });

  it('changes only what is new of it', () => {
    for (const { bytes, schema, at, turn } of eachTurn) {
      const changed = changeRecord(bytes, schema, { kind: 'turnText', turn: at, text: `${turn.text}Q` });
      expect(changedBytes(bytes, changed)).toEqual({ removed: '', inserted: 'Q' });
    }
  });

  it('may be any, or is refused with a reason', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n\nHuman: x', '### Assistant: y', 'Human: z', '\n### Response:\n', ''));
    fc.assert(
      fc.property(fc.constantFrom(...eachTurn), text, ({ bytes, schema, at, turn }, text) => {
        const before = turnsOf(bytes, schema);
        let changed: Uint8Array;
        try {
          changed = changeRecord(bytes, schema, { kind: 'turnText', turn: at, text });
        } catch (error) {
          expect(error).toBeInstanceOf(ChangeError);
          return;
        }
        const after = said(turnsOf(changed, schema));
        const kept = turn.part ? text.trim() : text;
        const expected = said(before.with(at, { ...turn, text: kept }));
        expect([expected, ...(kept === '' ? [expected.toSpliced(at, 1)] : [])]).toContainEqual(after);
      }),
      { numRuns: 2_000 },
    );
  });
});

const ACTIONS = ['splitTurn', 'mergeTurn', 'insertTurn', 'removeTurn'] as const;

describe('turns', () => {
  it.each(Object.keys(RECORDS))('of %s are split, joined, added, removed and given another role where that is offered', (id) => {
    const failures: string[] = [];
    for (const { bytes, schema, at, turn } of eachTurn.filter((each) => each.id === id)) {
      const value: unknown = JSON.parse(bytes.toString());
      const actions = turnActions(value, schema.view(value), schema)[at];
      const offered = [actions.canSplit, actions.canMerge, actions.canInsert, actions.canRemove];
      const attempt = (change: RecordChange, isOffered: boolean) => {
        try {
          const changed = changeRecord(bytes, schema, change);
          if (!isOffered) failures.push(`not offered but done: ${JSON.stringify(change)} ${bytes}\n -> ${Buffer.from(changed)}`);
        } catch (error) {
          expect(error).toBeInstanceOf(ChangeError);
          if (isOffered) failures.push(`offered but failed: ${JSON.stringify(change)} ${bytes} ${(error as Error).message}`);
        }
      };
      ACTIONS.forEach((kind, n) => attempt({ kind, turn: at, offset: Math.ceil(turn.text.length / 2) }, offered[n]));
      for (const role of actions.role?.choices ?? []) attempt({ kind: 'turnRole', turn: at, role }, true);
    }
    expect([...new Set(failures)]).toEqual([]);
  });
});

describe('an empty record', () => {
  it.each(Object.keys(RECORDS))('of %s has one exchange to fill in, laid out as the others', (id) => {
    for (const { bytes, schema } of cases.filter((each) => each.id === id)) {
      const empty = emptyRecord(bytes, schema);
      const turns = turnsOf(empty, schema);
      expect(turns.every(({ text }) => text === '')).toBe(true);
      const roles = turns.map(({ role }) => role);
      expect(roles.filter((role) => role === 'instruction').length).toBeLessThanOrEqual(id === 'language-affixed' ? 2 : 1);
      if (turnsOf(bytes, schema).some(({ role }) => role === 'response')) expect(roles).toContain('response');
      for (const at of turns.keys()) {
        const filled = changeRecord(empty, schema, { kind: 'turnText', turn: at, text: 'Q' });
        expect(turnsOf(filled, schema)[at].text).toBe('Q');
      }
    }
  });

  it.each(Object.keys(RECORDS))('of %s there is without any other', (id) => {
    const schema = schemaOf({ id });
    const empty = emptyRecord(undefined, schema);
    expect(schema.view(JSON.parse(Buffer.from(empty).toString())).problems).toEqual([]);
    expect(turnsOf(empty, schema).map(({ role }) => role)).toEqual(
      expect.arrayContaining(id === 'oasst-message' ? ['instruction'] : ['instruction', 'response']),
    );
  });

  it('keeps languages and the spacing, and no other values', () => {
    const bytes = Buffer.from('{"id":7,"instruction":"a","output":"b","lang":"de","tags":["x"],"good":true,"source":"s"}');
    const empty = emptyRecord(bytes, schemaOf({ id: 'alpaca' }));
    expect(Buffer.from(empty).toString()).toBe(
      '{"id":null,"instruction":"","output":"","lang":"de","tags":[],"good":true,"source":""}',
    );
  });
});
