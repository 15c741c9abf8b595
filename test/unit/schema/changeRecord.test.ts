import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChangeError, changeRecord, emptyRecord, turnActions } from '../../../src/schema/changeRecord';
import { fieldsOf } from '../../../src/schema/fieldsOf';
import type { RecordChange } from '../../../src/schema/recordChange';
import type { Schema, Turn } from '../../../src/schema/schema';
import { schemaOf } from '../../../src/schema/schemas';
import { RECORDS } from './records';

/** As Python's json.dumps writes, as JavaScript does, and spread over lines. */
const SPELLINGS: readonly ((value: unknown) => string)[] = [
  (value) =>
    JSON.stringify(value, null, 1)
      .replace(/\n */g, ' ')
      .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
];

const cases = Object.entries(RECORDS).flatMap(([id, records]) =>
  records.flatMap((record) =>
    SPELLINGS.map((spell) => ({ id, schema: schemaOf({ id }), bytes: Buffer.from(spell(record)) })),
  ),
);

const turnsOf = (bytes: Uint8Array, schema: Schema): readonly Turn[] =>
  schema.view(JSON.parse(Buffer.from(bytes).toString())).turns;

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
      expect(
        Buffer.from(changeRecord(bytes, schema, { kind: 'turnText', turn: at, text: turn.text })).equals(bytes),
      ).toBe(true);
    }
  });

  it('changes only what is new of it', () => {
    for (const { bytes, schema, at, turn } of eachTurn) {
      const changed = changeRecord(bytes, schema, { kind: 'turnText', turn: at, text: `${turn.text}Q` });
      expect(changedBytes(bytes, changed)).toEqual({ removed: '', inserted: 'Q' });
    }
  });

  it('may be any, or is refused with a reason', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\n\nHuman: x', '### Assistant: y', 'Human: z', '\n### Response:\n', ''),
    );
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
  it.each(Object.keys(RECORDS))(
    'of %s are split, joined, added, removed and given another role where that is offered',
    (id) => {
      const failures: string[] = [];
      for (const { bytes, schema, at, turn } of eachTurn.filter((each) => each.id === id)) {
        const value: unknown = JSON.parse(bytes.toString());
        const actions = turnActions(value, schema.view(value), schema)[at];
        const offered = [actions.canSplit, actions.canMerge, actions.canInsert, actions.canRemove];
        const attempt = (change: RecordChange, isOffered: boolean) => {
          const what = `${JSON.stringify(change)} ${bytes.toString()}`;
          try {
            const changed = changeRecord(bytes, schema, change);
            if (!isOffered) failures.push(`not offered but done: ${what} -> ${Buffer.from(changed).toString()}`);
          } catch (error) {
            expect(error).toBeInstanceOf(ChangeError);
            if (isOffered) failures.push(`offered but failed: ${what} ${(error as Error).message}`);
          }
        };
        ACTIONS.forEach((kind, n) => attempt({ kind, turn: at, offset: Math.ceil(turn.text.length / 2) }, offered[n]));
        for (const role of actions.role?.choices ?? []) attempt({ kind: 'turnRole', turn: at, role }, true);
      }
      expect([...new Set(failures)]).toEqual([]);
    },
  );
});

describe('an empty record', () => {
  it.each(Object.keys(RECORDS))('of %s has one exchange to fill in, laid out as the others', (id) => {
    for (const { bytes, schema } of cases.filter((each) => each.id === id)) {
      const empty = emptyRecord(bytes, schema);
      const turns = turnsOf(empty, schema);
      expect(turns.every(({ text }) => text === '')).toBe(true);
      const roles = turns.map(({ role }) => role);
      expect(roles.filter((role) => role === 'instruction').length).toBeLessThanOrEqual(
        id === 'language-affixed' ? 2 : 1,
      );
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

  it.each([
    [['instruction', 'question'], ['response', 'answer']],
    [['instruction', 'turns[].user'], ['response', 'turns[].bot']],
    [['instruction', 'chat[0].text'], ['response', 'chat[2].text']],
    [['instruction', '__proto__.text'], ['response', 'reply[]']],
  ] as const)('of a mapping of one’s own, %j %j, there is without any other', (...paths) => {
    const schema = schemaOf({ id: 'custom', mapping: { turns: paths.map(([role, path]) => ({ role, path })) } });
    const empty = emptyRecord(undefined, schema);
    expect(schema.view(JSON.parse(Buffer.from(empty).toString())).problems).toEqual([]);
    expect(turnsOf(empty, schema).map(({ role, text }) => [role, text])).toEqual(paths.map(([role]) => [role, '']));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('of a mapping that asks for the millionth element is a plain one', () => {
    const turns = [{ role: 'response', path: 'answers[1000000]' }] as const;
    const schema = schemaOf({ id: 'custom', mapping: { turns } });
    expect(JSON.parse(Buffer.from(emptyRecord(undefined, schema)).toString())).toHaveProperty('output');
  });

  it('keeps languages and the spacing, and no other values', () => {
    const bytes = Buffer.from(
      '{"id":7,"instruction":"a","output":"b","lang":"de","tags":["x"],"good":true,"source":"s"}',
    );
    const empty = emptyRecord(bytes, schemaOf({ id: 'alpaca' }));
    expect(Buffer.from(empty).toString()).toBe(
      '{"id":null,"instruction":"","output":"","lang":"de","tags":[],"good":true,"source":""}',
    );
  });
});

const change = (record: string, id: string, made: RecordChange) =>
  Buffer.from(changeRecord(Buffer.from(record), schemaOf({ id }), made)).toString();

describe('changes, byte for byte', () => {
  const chat =
    '{"id": 1.0, "conversations": [{"from": "human", "value": "Bonjour"}, {"from": "gpt", "value": "D\\u00e9j\\u00e0 l\\u00e0"}]}';
  const text = '{"text":"### Human: a b### Assistant: c"}';

  it.each<[string, string, string, RecordChange, string]>([
    [
      'splits a message',
      chat,
      'sharegpt',
      { kind: 'splitTurn', turn: 1, offset: 4 },
      '{"id": 1.0, "conversations": [{"from": "human", "value": "Bonjour"}, {"from": "gpt", "value": "D\\u00e9j\\u00e0"}, {"from": "gpt", "value": "l\\u00e0"}]}',
    ],
    [
      'adds the next speaker',
      chat,
      'sharegpt',
      { kind: 'insertTurn', turn: 1 },
      '{"id": 1.0, "conversations": [{"from": "human", "value": "Bonjour"}, {"from": "gpt", "value": "D\\u00e9j\\u00e0 l\\u00e0"}, {"from": "human", "value": ""}]}',
    ],
    [
      'removes a message',
      chat,
      'sharegpt',
      { kind: 'removeTurn', turn: 0 },
      '{"id": 1.0, "conversations": [{"from": "gpt", "value": "D\\u00e9j\\u00e0 l\\u00e0"}]}',
    ],
    [
      'changes who speaks',
      chat,
      'sharegpt',
      { kind: 'turnRole', turn: 0, role: 'system' },
      chat.replace('human', 'system'),
    ],
    [
      'joins messages of one speaker',
      '{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"}]}',
      'messages',
      { kind: 'mergeTurn', turn: 0 },
      '{"messages":[{"role":"user","content":"a\\n\\nb"}]}',
    ],
    [
      'does not give a copy the id of the first',
      '{"messages":[{"id":"m1","role":"user","content":"a b","w":1.0}]}',
      'messages',
      { kind: 'splitTurn', turn: 0, offset: 1 },
      '{"messages":[{"id":"m1","role":"user","content":"a","w":1.0},{"role":"user","content":"b","w":1.0}]}',
    ],
    [
      'changes a part of a transcript',
      text,
      'guanaco',
      { kind: 'turnText', turn: 0, text: 'x ' },
      '{"text":"### Human: x### Assistant: c"}',
    ],
    [
      'splits in a transcript',
      text,
      'guanaco',
      { kind: 'splitTurn', turn: 0, offset: 1 },
      '{"text":"### Human: a### Human: b### Assistant: c"}',
    ],
    [
      'adds to a transcript',
      text,
      'guanaco',
      { kind: 'insertTurn', turn: 1 },
      '{"text":"### Human: a b### Assistant: c### Human: "}',
    ],
    ['removes from a transcript', text, 'guanaco', { kind: 'removeTurn', turn: 1 }, '{"text":"### Human: a b"}'],
    [
      'changes who speaks in a transcript',
      text,
      'guanaco',
      { kind: 'turnRole', turn: 1, role: 'System' },
      '{"text":"### Human: a b### System: c"}',
    ],
    [
      'sets a field',
      '{"a":1.0,"a":2.0, "b":1e400}',
      'alpaca',
      { kind: 'fieldText', key: 'a', text: 'é' },
      '{"a":1.0,"a":"é", "b":1e400}',
    ],
    [
      'adds a field',
      '{"a":1.0}',
      'alpaca',
      { kind: 'fieldJson', key: 'b', json: '[1e400,\n  {\n "x": 1\n}]' },
      '{"a":1.0,"b":[1e400, {"x": 1}]}',
    ],
    ['makes one line of raw text', '{"a":1}', 'alpaca', { kind: 'raw', text: '{\n  "a": 2.0\r\n}' }, '{   "a": 2.0 }'],
    ['takes raw text that is not JSON', '{"a":1}', 'alpaca', { kind: 'raw', text: '{"a":' }, '{"a":'],
    ['mends raw text', '{"a": "b', 'alpaca', { kind: 'raw', text: '{"a": "b"}' }, '{"a": "b"}'],
  ])('%s', (_name, before, id, made, after) => {
    expect(change(before, id, made)).toBe(after);
  });

  it('keep line breaks that a text box does not know', () => {
    const record = '{"instruction": "a\\r\\nb\\r\\nc", "output": "d\\re\\nf"}';
    const set = (turn: number, text: string) => change(record, 'alpaca', { kind: 'turnText', turn, text });
    expect(set(0, 'a\nb\nc')).toBe(record);
    expect(set(0, 'a\nb!\nx\nc')).toBe('{"instruction": "a\\r\\nb!\\r\\nx\\r\\nc", "output": "d\\re\\nf"}');
    expect(set(1, 'd\ne\nf\ng')).toBe('{"instruction": "a\\r\\nb\\r\\nc", "output": "d\\re\\nf\\ng"}');
  });

  it('keep the lines of a record in an array, which must stay JSON', () => {
    const set = (text: string) => changeRecord(Buffer.from('{\n "a": 1\n}'), undefined, { kind: 'raw', text }, 'array');
    expect(Buffer.from(set('{\n "a": 2\n}')).toString()).toBe('{\n "a": 2\n}');
    expect(() => set('{"a": 1}, {"a": 2}')).toThrow(/^The record is not JSON: .* column 9/);
  });

  it('keep bytes that are not UTF-8 in raw text', () => {
    const bytes = Buffer.from('{"a": "caf\xe9", "b": "c"', 'latin1');
    const shown = bytes.toString();
    expect(changeRecord(bytes, undefined, { kind: 'raw', text: shown })).toEqual(bytes);
    const mended = changeRecord(bytes, undefined, { kind: 'raw', text: `${shown}}` });
    expect(Buffer.from(mended).toString('latin1')).toBe('{"a": "caf\xe9", "b": "c"}');
  });

  it.each<[string, string, string, RecordChange, RegExp]>([
    [
      'a turn that is not there',
      '{"instruction":"a","output":"b"}',
      'alpaca',
      { kind: 'turnText', turn: 2, text: '' },
      /no turn 3/,
    ],
    [
      'text that would be other turns',
      '{"text":"### Human: a### Assistant: b"}',
      'guanaco',
      { kind: 'turnText', turn: 0, text: 'x### Human: y' },
      /other turns/,
    ],
    [
      'a record that is not JSON',
      '{"instruction":',
      'alpaca',
      { kind: 'turnText', turn: 0, text: '' },
      /Not JSON.*as a whole/,
    ],
    ['a record without fields', '[1]', 'alpaca', { kind: 'fieldText', key: 'a', text: '' }, /is a list/],
    [
      'a field that is not JSON',
      '{}',
      'alpaca',
      { kind: 'fieldJson', key: 'a', json: "{'a': 1}" },
      /The value is not JSON: strings need double quotes/,
    ],
    ['a field without value', '{}', 'alpaca', { kind: 'fieldJson', key: 'a', json: ' ' }, /empty/],
    ['an empty record', '{}', 'alpaca', { kind: 'raw', text: ' \n' }, /empty/],
    ['half of a character', '{}', 'alpaca', { kind: 'raw', text: '{"a": "\ud83d"}' }, /half of a character/],
    [
      'a role that is none',
      '{"messages":[{"role":"user","content":"a"}]}',
      'messages',
      { kind: 'turnRole', turn: 0, role: 'martian' },
      /no role/,
    ],
    [
      'a role where roles are fixed',
      '{"instruction":"a","output":"b"}',
      'alpaca',
      { kind: 'turnRole', turn: 0, role: 'user' },
      /another role/,
    ],
    [
      'to remove the only turn',
      '{"messages":[{"role":"user","content":"a"}]}',
      'messages',
      { kind: 'removeTurn', turn: 0 },
      /delete the record/,
    ],
  ])('refuse %s', (_name, record, id, made, reason) => {
    expect(() => change(record, id, made)).toThrow(ChangeError);
    expect(() => change(record, id, made)).toThrow(reason);
  });
});

describe('roles', () => {
  const rolesOf = (record: object, id: string) => {
    const schema = schemaOf({ id });
    return turnActions(record, schema.view(record), schema).map(({ role }) => role);
  };

  it('are offered as the dataset spells them', () => {
    const choices = (...speakers: string[]) =>
      rolesOf({ conversations: speakers.map((from) => ({ from, value: 'x' })) }, 'sharegpt')[0]?.choices;
    expect(choices('human', 'gpt')).toEqual(['human', 'gpt', 'system', 'function_call', 'observation', 'tool']);
    expect(choices('user', 'assistant')).toEqual(['user', 'assistant', 'system', 'tool']);
    expect(choices('User', 'Assistant')).toEqual(['User', 'Assistant', 'System', 'Tool']);
    expect(choices('martian', 'human', 'gpt')).not.toContain('martian');
    expect(rolesOf({ text: '### Human: a### Assistant: b' }, 'guanaco')[0]).toEqual({
      current: 'Human',
      choices: ['Human', 'Assistant', 'System'],
    });
  });

  it('are fixed where fields or a mapping say them', () => {
    expect(rolesOf({ instruction: 'a', output: 'b', role: 'user' }, 'alpaca')).toEqual([undefined, undefined]);
    const mapping = {
      turns: [
        { role: 'instruction', path: 'm[].content' },
        { role: 'response', path: 'out' },
      ],
    } as const;
    const schema = schemaOf({ id: 'custom', mapping });
    const record = {
      m: [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b' },
      ],
      out: 'c',
    };
    const actions = turnActions(record, schema.view(record), schema);
    expect(actions.map(({ role }) => role)).toEqual([undefined, undefined, undefined]);
    expect(actions.map(({ canSplit, canMerge, canRemove }) => [canSplit, canMerge, canRemove])).toEqual([
      [true, true, true],
      [true, false, true],
      [false, false, false],
    ]);
  });
});

/** What makes other tools drop records or stop. */
describe('records that others lose', () => {
  it.each<[string, string, RecordChange, string]>([
    [
      'cut off',
      '{"instruction": "a", "output": "b',
      { kind: 'raw', text: '{"instruction": "a", "output": "b"}' },
      '{"instruction": "a", "output": "b"}',
    ],
    ['blank', '', { kind: 'raw', text: '{"instruction": "a", "output": "b"}' }, '{"instruction": "a", "output": "b"}'],
    [
      'without response',
      '{"instruction": "a", "x": 1.0}',
      { kind: 'fieldText', key: 'output', text: 'b' },
      '{"instruction": "a", "x": 1.0, "output": "b"}',
    ],
    [
      'with null as response',
      '{"instruction": "a", "output": null}',
      { kind: 'fieldText', key: 'output', text: 'b' },
      '{"instruction": "a", "output": "b"}',
    ],
    [
      'with a list as response',
      '{"instruction": "a", "output": ["b", 1.0]}',
      { kind: 'fieldJson', key: 'output', json: '"b"' },
      '{"instruction": "a", "output": "b"}',
    ],
    [
      'with a number as id',
      '{"id": 12345678901234567890, "instruction": "a", "output": ""}',
      { kind: 'turnText', turn: 1, text: 'b' },
      '{"id": 12345678901234567890, "instruction": "a", "output": "b"}',
    ],
    [
      'with U+2028',
      '{"instruction": "a\u2028\u2029\u0085", "output": ""}',
      { kind: 'turnText', turn: 1, text: '\u2028b' },
      '{"instruction": "a\u2028\u2029\u0085", "output": "\u2028b"}',
    ],
    [
      'with NaN',
      '{"instruction": "a", "output": "b", "score": NaN}',
      { kind: 'raw', text: '{"instruction": "a", "output": "b", "score": null}' },
      '{"instruction": "a", "output": "b", "score": null}',
    ],
    [
      'with half of a character',
      '{"instruction": "a \\ud83d", "output": ""}',
      { kind: 'turnText', turn: 1, text: 'b' },
      '{"instruction": "a \\ud83d", "output": "b"}',
    ],
    [
      'with its own language',
      '{"language": "xx", "instruction": "a", "output": ""}',
      { kind: 'turnText', turn: 1, text: 'b' },
      '{"language": "xx", "instruction": "a", "output": "b"}',
    ],
  ])('%s are set right', (_name, before, made, after) => {
    const changed = change(before, 'alpaca', made);
    expect(changed).toBe(after);
    expect(schemaOf({ id: 'alpaca' }).view(JSON.parse(changed)).problems).toEqual([]);
  });

  it('in their messages too', () => {
    const record = '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": null}]}';
    const field = fieldsOf(JSON.parse(record), schemaOf({ id: 'messages' }).view(JSON.parse(record)), record)[0];
    const made: RecordChange = { kind: 'fieldJson', key: field.key, json: field.json.replace('null', '"b"') };
    expect(change(record, 'messages', made)).toBe(record.replace('null', '"b"'));
  });
});

describe('large records', () => {
  const long = (turns: number) => ({
    messages: Array.from({ length: turns }, (_, at) => ({
      role: at % 2 ? 'assistant' : 'user',
      content: 'x'.repeat(100),
    })),
  });

  it('of very many turns are changed', () => {
    const value = long(20_000);
    const bytes = Buffer.from(JSON.stringify(value));
    const schema = schemaOf({ id: 'messages' });
    expect(turnActions(value, schema.view(value), schema)).toHaveLength(20_000);
    const shorter = changeRecord(bytes, schema, { kind: 'removeTurn', turn: 10_000 });
    expect(turnsOf(shorter, schema)).toHaveLength(19_999);
    expect(turnsOf(emptyRecord(bytes, schema), schema)).toHaveLength(2);
  });

  it('that are transcripts of very many turns are changed', () => {
    const value = { text: '### Human: a ### Assistant: b '.repeat(10_000) };
    const bytes = Buffer.from(JSON.stringify(value));
    const schema = schemaOf({ id: 'guanaco' });
    expect(turnActions(value, schema.view(value), schema)).toHaveLength(20_000);
    const changed = changeRecord(bytes, schema, { kind: 'turnText', turn: 10_000, text: 'Q' });
    expect(changedBytes(bytes, changed)).toEqual({ removed: 'a', inserted: 'Q' });
  });

  it('of very much white space are changed', () => {
    const spaces = ' '.repeat(1 << 20);
    const made: RecordChange = { kind: 'fieldJson', key: 'b', json: `["${spaces}",\n\n${spaces}1\n]` };
    expect(change(`{"${spaces}": 1}`, 'alpaca', made) === `{"${spaces}": 1, "b": ["${spaces}", 1]}`).toBe(true);
  });

  it('that are nested deeply are changed', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const record = `{"instruction": "a", "deep": ${deep}, "output": "b"}`;
    expect(change(record, 'alpaca', { kind: 'turnText', turn: 1, text: 'c' }) === record.replace('"b"', '"c"')).toBe(
      true,
    );
    expect(change('{"a": 1}', 'alpaca', { kind: 'fieldJson', key: 'a', json: deep }) === `{"a": ${deep}}`).toBe(true);
  });
});
