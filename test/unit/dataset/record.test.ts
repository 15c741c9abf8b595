import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_RECORD, parseRecord } from '../../../src/dataset/record';

function parse(text: string) {
  return parseRecord(Buffer.from(text));
}

/** The one problem of a record. */
function problemOf(record: string | Uint8Array) {
  const { problems } = parseRecord(typeof record === 'string' ? Buffer.from(record) : record);
  expect(problems).toHaveLength(1);
  return problems[0];
}

describe('parseRecord', () => {
  it('reads a record as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { value, text: decoded } = parse(text);
        expect(decoded).toBe(text);
        expect(value).toEqual(JSON.parse(text));
      }),
    );
    expect(parse('{"instruction": "Sag „hallo“ 😀", "output": ""}')).toEqual({
      text: '{"instruction": "Sag „hallo“ 😀", "output": ""}',
      value: { instruction: 'Sag „hallo“ 😀', output: '' },
      problems: [],
    });
  });

  it('never throws, and has a problem whenever JSON.parse fails', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', '"', ',', ':', '\\', '\\u', 'd83d', '\n', '\r', ' ', "'", '1', '-', '.', 'e', 'NaN', 'tru'],
      ...['\u0000', '\u2028', '\ufeff', '\u00a0', '/*', '//', '"a":', '"x"', '\xff'],
    );
    const bytes = fc.array(pieces).map((parts) => Buffer.from(parts.join(''), 'latin1'));
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array({ maxLength: 30 })), (record) => {
        const { text, value, problems } = parseRecord(record);
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(value !== undefined).toBe(isJson);
        expect(problems.some(({ code }) => code === 'not-json' || code === 'blank')).toBe(!isJson);
        for (const { offset, message } of problems) {
          expect(message).not.toMatch(/undefined at|[\n\u0000]/);
          if (offset !== undefined) expect(offset).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    // Cut off: what writing stopped in the middle of leaves.
    ['{"a": "b', 'the string that begins at column 7 does not end: the record is cut off', 6],
    ['{"a": "b", "c', 'the string that begins at column 12 does not end: the record is cut off', 11],
    ['{"a":', 'the record is cut off at column 6', 5],
    ['{"a": tru', 'the word at column 7 does not end: the record is cut off', 6],
    ['{"a": 1.', 'the number at column 7 does not end: the record is cut off', 6],
    ['{"a": [1, 2', 'the record is cut off at column 12', 11],
    // Other languages' JSON.
    ['{"a": NaN}', 'NaN is not JSON (Python writes it); use null or a string (column 7)', 6],
    ['{"a": -Infinity}', '-Infinity is not JSON (Python writes it); use null or a string (column 7)', 6],
    ['{"a": None}', 'None is not JSON (Python writes it); use null (column 7)', 6],
    ["{'a': 'b'}", /^strings need double quotes, not single ones \(Python writes those/, 1],
    ['{a: 1}', 'the key a at column 2 needs double quotes', 1],
    ['{"a": 1 /* one */}', 'a comment begins at column 9; JSON has none', 8],
    // Written by hand.
    ['{"a": 1,}', 'a comma stands before the closing } at column 9; JSON has no trailing commas', 8],
    ['{"a": [1,]}', 'a comma stands before the closing ] at column 10; JSON has no trailing commas', 9],
    ['{"a": 1 "b": 2}', 'a comma is missing before " at column 9', 8],
    ['{"a" 1}', 'a colon is missing before 1 at column 6', 5],
    ['{"a": , "b": 1}', 'a value is missing before , at column 7', 6],
    ['{"a": [1}', 'the } at column 9 closes a bracket of the other kind', 8],
    ['{"a": "he said "hi" to me"}', /^hi at column 17 follows a string that has ended; is a " in it not written/, 16],
    ['{"a": "C:\\qux"}', '\\q at column 10 is not an escape that JSON has; write a backslash as \\\\', 9],
    ['{"a": "\\u12"}', 'the escape \\u at column 8 needs four hexadecimal digits', 7],
    ['{"a": "x\ty"}', 'the control character U+0009 stands in a string at column 9; write it as \\t', 8],
    ['{"a": "x\ny"}', 'a line break stands in the string that begins at column 7; write it as \\n', 6],
    ['{"a": 01}', 'a number begins with 0 before column 8', 7],
    ['{"a": +1}', '“+1” at column 7 is not JSON', 6],
    // Lines that are no records.
    ['{"a": 1}{"b": 2}', 'a second value begins at column 9; each record needs a line of its own', 8],
    ['{"a": 1},', 'a comma follows the record at column 9; JSONL has none between records', 8],
    ['{"a": 1}}', '} at column 9 follows after the end of the record', 8],
    ['hello world', '“hello” at column 1 is not JSON', 0],
    ['\ufeff{"a": 1}', 'U+FEFF (a byte order mark) at column 1 is not JSON', 0],
    ['{\n  "a": 1,\n  "b" 2\n}', 'a colon is missing before 2 at line 3 of the record, column 7', 18],
  ])('explains why %j is not JSON', (text, reason, offset) => {
    const problem = problemOf(text);
    expect(problem).toMatchObject({ code: 'not-json', severity: 'error', offset });
    if (typeof reason === 'string') expect(problem.message).toBe(`Not JSON: ${reason}`);
    else expect(problem.message.replace('Not JSON: ', '')).toMatch(reason);
  });

  it.each(['{', '[', '}', '},', ']', '  "a": "b",', '"a": {', '  "a": 12'])(
    'says that %j is a piece of JSON spread over several lines',
    (text) => {
      expect(problemOf(text).message).toMatch(/spread over several lines; a record must stand on one line/);
    },
  );

  it.each(['', ' \t ', '\r'])('calls %j blank', (text) => {
    expect(problemOf(text)).toMatchObject({ code: 'blank', severity: 'error' });
    expect(parse(text).value).toBeUndefined();
  });

  it.each([
    ['[1]', 'a list'],
    ['"x"', 'a string'],
    ['12', 'a number'],
    ['true', 'a boolean'],
    ['null', 'null'],
  ])('says that %s is not an object', (text, kind) => {
    expect(problemOf(text)).toMatchObject({ code: 'not-an-object', severity: 'error' });
    expect(problemOf(text).message).toContain(`is ${kind},`);
    expect(parse(text).value).toEqual(JSON.parse(text));
  });

  it('reads what there is of a record that is not UTF-8, and says which byte is not', () => {
    const record = Buffer.from('{"é": "caf\xe9", "b": "\xff"}', 'latin1');
    const { text, value, problems } = parseRecord(record);
    expect(text).toBe('{"\ufffd": "caf\ufffd", "b": "\ufffd"}');
    expect(value).toEqual({ '\ufffd': 'caf\ufffd', b: '\ufffd' });
    expect(problems).toEqual([
      {
        code: 'invalid-utf8',
        message: 'Not UTF-8: byte 0xE9 at byte 3 of the record; is the file in another encoding?',
        severity: 'warning',
        offset: 2,
      },
    ]);
  });

  it('finds the first byte that is not UTF-8, whatever surrounds it', () => {
    const broken = fc.constantFrom('ff', 'c0af', 'ed a0 80', 'e282', 'f09f98', 'f8888080', 'efbf', '80').map((hex) =>
      Buffer.from(hex.replace(/ /g, ''), 'hex'),
    );
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '\ufffd', '\uffff', '😀', '\ufeff') });
    fc.assert(
      fc.property(text, broken, text, (before, bytes, after) => {
        const { problems } = parseRecord(Buffer.concat([Buffer.from(before), bytes, Buffer.from(`|${after}`)]));
        expect(problems[0]).toMatchObject({ code: 'invalid-utf8', offset: before.length });
        expect(problems[0].message).toContain(`at byte ${Buffer.byteLength(before) + 1} of`);
      }),
    );
  });

  it('takes U+FFFD that the file itself has for what it is', () => {
    expect(parse('{"a": "\ufffd"}').problems).toEqual([]);
  });

  it('warns of lone surrogates, and of no others', () => {
    expect(problemOf('{"a": "\\ud83d"}')).toMatchObject({ code: 'lone-surrogate', severity: 'warning', offset: 7 });
    expect(problemOf('{"a": "\\ud83d\\ude00 \\uDE00"}')).toMatchObject({ code: 'lone-surrogate', offset: 20 });
    expect(problemOf('{"a": "\\ud83d\\ud83d\\ude00"}')).toMatchObject({ code: 'lone-surrogate', offset: 7 });
    expect(problemOf('{"a": "\\uD83D x \\ude00"}')).toMatchObject({ code: 'lone-surrogate', offset: 7 });
    for (const text of ['"\\ud83d\\ude00"', '"\\\\ud83d"', '"\\ud7ff"', '"\\uDBFF\\uDFFF"']) {
      expect(parse(`{"a": ${text}}`).problems).toEqual([]);
    }
  });

  it('warns of a lone surrogate exactly when the value has one', () => {
    const unit = fc.constantFrom('\\ud83d', '\\ude00', '\\\\', '\\\\ud83d', 'x', '\\n', '😀', '\\u0041', '\\uDBff');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 8 }), (units) => {
        const { value, problems } = parse(`{"a": "${units.join('')}"}`);
        const isWellFormed = !/\p{Surrogate}/u.test((value as { a: string }).a);
        expect(problems.map(({ code }) => code)).toEqual(isWellFormed ? [] : ['lone-surrogate']);
      }),
    );
  });

  it.each([
    ['U+2028 and U+2029 in a string', '{"a": "x\u2028y\u2029"}'],
    ['numbers that JavaScript cannot hold', '{"a": 1e400, "b": 12345678901234567890, "c": 1.0}'],
    ['a number as id', '{"id": 7, "instruction": "x", "output": "y"}'],
    ['a key that occurs twice', '{"a": 1, "a": 2}'],
    ['a missing, a null and a list for text', '{"instruction": null, "output": ["x"]}'],
    ['a key that objects have of themselves', '{"__proto__": {"x": 1}, "constructor": 1}'],
    ['escaped NUL and noncharacters', '{"a": "\\u0000\\uffff\uffff"}'],
  ])('reads %s without complaint', (_name, text) => {
    expect(parse(text).problems).toEqual([]);
    expect(parse(text).value).toEqual(JSON.parse(text));
  });

  it('reads nesting of any depth, or says that it cannot', () => {
    const deep = parse(`{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
    expect(deep.value === undefined).toBe(deep.problems.length > 0);
    expect(problemOf('{"a":'.repeat(200_000)).code).toBe('not-json');
  });

  it('reads a record of 50 MB', () => {
    const output = 'ß'.repeat(25 << 20);
    expect((parse(JSON.stringify({ output })).value as { output: string }).output).toBe(output);
  });

  it('does not decode a record that is too large', () => {
    const { text, value, problems } = parseRecord(new Uint8Array(LARGEST_RECORD + 1));
    expect({ text, value }).toEqual({ text: '', value: undefined });
    expect(problems).toEqual([
      { code: 'too-large', message: 'The record has 257 MB: records over 256 MB are not read', severity: 'error' },
    ]);
  });

  it('reads views into larger buffers, as readRecords gives them', () => {
    const bytes = Buffer.from('xxx{"a":"\xe9"}xxx', 'latin1');
    const { text, problems } = parseRecord(bytes.subarray(3, bytes.length - 3));
    expect(text).toBe('{"a":"\ufffd"}');
    expect(problems[0]).toMatchObject({ code: 'invalid-utf8', offset: 6 });
  });
});
