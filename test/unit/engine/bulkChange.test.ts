import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindQuery } from '../../../src/dataset/findQuery';
import { parseRecord } from '../../../src/dataset/record';
import { type BulkChange, changeOf, compileBulkChange, replacePreview } from '../../../src/engine/bulkChange';
import type { ReadRecord } from '../../../src/engine/datasetReader';
import { schemaOf } from '../../../src/schema/schemas';

function read(bytes: Buffer, id: string | undefined): ReadRecord {
  const parsed = parseRecord(bytes);
  const isReadable = id !== undefined && parsed.value !== undefined;
  const view = isReadable ? schemaOf({ id }).view(parsed.value) : { turns: [], problems: [] };
  return { key: 0, bytes, parsed, view, problems: [...parsed.problems, ...view.problems] };
}

function run(text: string | Buffer, change: Exclude<BulkChange, { kind: 'correct' }>, id: string | undefined = 'alpaca'): string | undefined {
  const bytes = Buffer.from(text);
  const changed = changeOf(
    read(bytes, id),
    bytes,
    compileBulkChange(change),
    id === undefined ? undefined : schemaOf({ id }),
  );
  return changed && Buffer.from(changed).toString();
}

function replace(text: string, query: Partial<FindQuery> & { text: string }, replacement: string, id?: string) {
  const whole = { regex: false, matchCase: true, wholeWord: false, field: '', ...query };
  return run(text, { kind: 'replace', query: whole, replacement }, id);
}

function preview(text: string, query: Partial<FindQuery> & { text: string }, replacement: string, id = 'alpaca') {
  const whole = { regex: false, matchCase: true, wholeWord: false, field: '', ...query };
  const change = compileBulkChange({ kind: 'replace', query: whole, replacement });
  if (change.kind !== 'replace') throw new Error('not a replacement');
  return replacePreview(read(Buffer.from(text), id), change);
}

describe('a replacement', () => {
  const record =
    '{"id": 12345678901234567890, "instruction": "a cat", "input": "caf\\u00e9 cat", "output": "Cat \\/ cat"}';

  it('changes all turns, those of one side, or a field, and leaves the rest as it is spelled', () => {
    expect(replace(record, { text: 'cat' }, 'dog')).toBe(
      '{"id": 12345678901234567890, "instruction": "a dog", "input": "caf\\u00e9 dog", "output": "Cat \\/ dog"}',
    );
    expect(replace(record, { text: 'cat', field: 'instruction' }, 'é')).toBe(
      '{"id": 12345678901234567890, "instruction": "a \\u00e9", "input": "caf\\u00e9 \\u00e9", "output": "Cat \\/ cat"}',
    );
    expect(replace(record, { text: 'cat', field: 'response', matchCase: false }, 'dog')).toBe(
      '{"id": 12345678901234567890, "instruction": "a cat", "input": "caf\\u00e9 cat", "output": "dog \\/ dog"}',
    );
    expect(replace(record, { text: 'cat', field: 'input' }, 'x')).toBe(
      '{"id": 12345678901234567890, "instruction": "a cat", "input": "caf\\u00e9 x", "output": "Cat \\/ cat"}',
    );
  });

  it('changes whole words only where asked', () => {
    expect(replace('{"instruction": "cat catalogue", "output": ""}', { text: 'cat', wholeWord: true }, 'dog')).toBe(
      '{"instruction": "dog catalogue", "output": ""}',
    );
  });

  it('changes strings in lists and objects of a field, and no keys or numbers', () => {
    expect(
      replace(
        '{"instruction": "a", "output": "a", "meta": {"a": ["a", {"x": "ba"}], "n": 1}}',
        { text: 'a', field: 'meta' },
        'c',
      ),
    ).toBe('{"instruction": "a", "output": "a", "meta": {"a": ["c", {"x": "bc"}], "n": 1}}');
  });

  it('changes all strings of records without a schema', () => {
    const bytes = Buffer.from('{"x": "a", "y": ["a"]}');
    const change: Exclude<BulkChange, { kind: 'correct' }> = {
      kind: 'replace',
      query: { text: 'a', regex: false, matchCase: true, wholeWord: false, field: '' },
      replacement: 'b',
    };
    expect(changeOf(read(bytes, undefined), bytes, compileBulkChange(change), undefined)!.toString()).toBe(
      '{"x": "b", "y": ["b"]}',
    );
  });

  it('changes turns that lie in one text, and not their markers', () => {
    const text = '{"text": "### Human: Human 1 ### Assistant: Human 2 ### Human: 3"}';
    expect(replace(text, { text: 'Human' }, 'Person', 'guanaco')).toBe(
      '{"text": "### Human: Person 1 ### Assistant: Person 2 ### Human: 3"}',
    );
  });

  it('leaves a record as it is where it would make other turns of its text', () => {
    expect(
      replace('{"text": "### Human: a ### Assistant: b"}', { text: 'a' }, '### Human: x', 'guanaco'),
    ).toBeUndefined();
  });

  it('changes nothing where nothing matches, nothing would change, or the record is not JSON', () => {
    expect(replace(record, { text: 'mouse' }, 'dog')).toBeUndefined();
    expect(replace(record, { text: 'cat' }, 'cat')).toBeUndefined();
    expect(replace(record, { text: '' }, 'cat')).toBeUndefined();
    expect(replace('{"instruction": "cat', { text: 'cat' }, 'dog')).toBeUndefined();
    expect(replace('["cat"', { text: 'cat' }, 'dog')).toBeUndefined();
    expect(replace('"cat"', { text: 'cat' }, 'dog')).toBeUndefined();
  });

  it('takes dollars as they stand unless the query is a regular expression', () => {
    expect(replace('{"instruction": "a", "output": ""}', { text: 'a' }, '$& $1')).toBe(
      '{"instruction": "$& $1", "output": ""}',
    );
    expect(replace('{"instruction": "ab", "output": ""}', { text: '(a)(?<n>b)', regex: true }, '$2$1$<n>$$')).toBe(
      '{"instruction": "bab$", "output": ""}',
    );
  });

  it('replaces as JavaScript does, also where an expression matches the empty string', () => {
    const expressions = [
      'a',
      '',
      'x*',
      '^',
      '$',
      '(a)|(b)',
      '(?<first>a)(b)?',
      '\\b',
      '(?<=a)b',
      '.',
      '[^]',
      'a(?=b)',
      '😀',
      '()',
    ];
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', 'é'), maxLength: 12 });
    const replacement = fc.string({
      unit: fc.constantFrom('$', '1', '2', '0', '&', '`', "'", '<first>', '<', '>', 'x'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.constantFrom(...expressions), text, replacement, (expression, output, inserted) => {
        const before = JSON.stringify({ instruction: 'q', output });
        const after = replace(before, { text: expression, regex: true, field: 'response' }, inserted);
        const expected = expression === '' ? output : output.replace(new RegExp(expression, 'gu'), inserted);
        expect(after).toBe(expected === output ? undefined : JSON.stringify({ instruction: 'q', output: expected }));
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes very many places of a long text', () => {
    const words = 'caf\\u00e9 x '.repeat(100_000);
    const record = (text: string) => `{"instruction": "", "output": "${text}"}`;
    expect(replace(record(words), { text: 'x' }, 'é') === record('caf\\u00e9 \\u00e9 '.repeat(100_000))).toBe(true);
  });

  it('says what is wrong with an expression', () => {
    const change: Exclude<BulkChange, { kind: 'correct' }> = {
      kind: 'replace',
      query: { text: '(', regex: true, matchCase: true, wholeWord: false, field: '' },
      replacement: '',
    };
    expect(() => compileBulkChange(change)).toThrow('Invalid regular expression');
  });
});

describe('the preview of a replacement', () => {
  it('shows each place with the text around it', () => {
    const long = 'x'.repeat(100);
    expect(preview(`{"instruction": "a cat!", "output": "${long}cat${long}"}`, { text: 'cat' }, 'dog')).toEqual({
      changes: [
        { where: 'Instruction', before: 'a ', removed: 'cat', inserted: 'dog', after: '!' },
        {
          where: 'Response',
          before: `…${'x'.repeat(40)}`,
          removed: 'cat',
          inserted: 'dog',
          after: `${'x'.repeat(40)}…`,
        },
      ],
      more: 0,
    });
  });

  it('shows the first five places and counts the others', () => {
    const { changes, more } = preview('{"instruction": "aaaa", "output": "aaaa"}', { text: 'a' }, 'b');
    expect(changes.map(({ where }) => where)).toEqual([...Array<string>(4).fill('Instruction'), 'Response']);
    expect(more).toBe(3);
  });

  it('names the field, cuts what is long and leaves out what stays', () => {
    const text = `{"instruction": "", "output": "", "meta": ["b", "a${'😀'.repeat(150)}"]}`;
    const { changes, more } = preview(text, { text: '^[^]*$', regex: true, field: 'meta' }, 'b');
    expect(changes).toEqual([{ where: 'meta', before: '', removed: `a${'😀'.repeat(99)}…`, inserted: 'b', after: '' }]);
    expect(more).toBe(0);
  });

  it('shows a place for each change that is made', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '$'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, fc.constantFrom('a', 'b', 'ab', 'a*', '^'), (instruction, replacement, query) => {
        const record = JSON.stringify({ instruction, output: '' });
        const isChanged = replace(record, { text: query, regex: true }, replacement) !== undefined;
        expect(preview(record, { text: query, regex: true }, replacement).changes.length > 0).toBe(isChanged);
      }),
    );
  });
});

describe('setting a field', () => {
  it('sets it or adds it', () => {
    expect(run('{"output":"a","lang":1.0}', { kind: 'setField', key: 'lang', json: '"de"' })).toBe(
      '{"output":"a","lang":"de"}',
    );
    expect(run('{"output":"a"}', { kind: 'setField', key: 'lang', json: '1e400' })).toBe('{"output":"a","lang":1e400}');
  });

  it('says what is wrong with a value before any record is changed', () => {
    expect(() => compileBulkChange({ kind: 'setField', key: 'a', json: 'NaN' })).toThrow(
      'The value is not JSON: NaN is',
    );
    expect(() => compileBulkChange({ kind: 'setField', key: 'a', json: ' ' })).toThrow('The value is empty');
  });

  it('changes nothing where it is so already, or the record has no fields', () => {
    expect(run('{"lang": "de"}', { kind: 'setField', key: 'lang', json: '"de"' })).toBeUndefined();
    expect(run('[1]', { kind: 'setField', key: 'lang', json: '"de"' })).toBeUndefined();
    expect(run('{"a": ', { kind: 'setField', key: 'lang', json: '"de"' })).toBeUndefined();
  });
});
