import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../src/schema/fieldsOf';
import type { JsonPath, RecordView } from '../../../src/schema/schema';
import { detectSchema, schemaOf, SCHEMAS } from '../../../src/schema/schemas';
import { writtenId } from '../../../src/schema/writtenId';
import { RECORDS } from './records';

const CUSTOM = {
  id: 'custom',
  mapping: {
    turns: [
      { role: 'instruction', path: 'rounds[].ask' },
      { role: 'response', path: 'rounds[].say', language: 'rounds[].in' },
    ],
  },
} as const;

const schemas = [...SCHEMAS.map(({ id }) => schemaOf({ id })), schemaOf(CUSTOM)];

function at(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);
}

function expectSound(value: unknown, view: RecordView): void {
  const misplaced = view.turns.filter(({ text, path, part }) => {
    const found = at(value, path);
    return typeof found !== 'string' || (part ? found.slice(part.start, part.end) : found) !== text;
  });
  expect(misplaced).toEqual([]);
  expect(view.problems.filter(({ message }) => message === '')).toEqual([]);
}

function turns(id: string, value: unknown): string[] {
  return schemaOf({ id })
    .view(value)
    .turns.map(({ role, text, name }) => `${role}${name ? `(${name})` : ''}: ${text}`);
}

function problems(id: string, value: unknown): string[] {
  return schemaOf({ id })
    .view(value)
    .problems.map(({ code, severity }) => `${severity} ${code}`);
}

describe('every schema', () => {
  it('has records to be tested with', () => {
    expect(Object.keys(RECORDS).sort()).toEqual(SCHEMAS.map(({ id }) => id).sort());
  });

  it('finds every turn where it says that it lies, in its own and all other records', () => {
    for (const schema of schemas) {
      for (const record of Object.values(RECORDS).flat()) expectSound(record, schema.view(record));
    }
  });

  it('reads the first record of its own without a problem, with an instruction and a response', () => {
    for (const [id, [record]] of Object.entries(RECORDS)) {
      const view = schemaOf({ id }).view(record);
      expect([id, view.problems]).toEqual([id, []]);
      if (id !== 'oasst-message') {
        const roles = view.turns.map(({ role }) => role);
        expect([id, roles.includes('instruction'), roles.includes('response')]).toEqual([id, true, true]);
      }
    }
  });

  it('reads any JSON value without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const schema of schemas) expectSound(value, schema.view(value));
        detectSchema([value]);
      }),
    );
  });

  it('reads records with anything in any of their places without throwing', () => {
    const places = Object.values(RECORDS)
      .flat()
      .flatMap((record) => pathsOf(record).map((path) => ({ record, path })));
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), ({ record, path }, junk) => {
        const value = replaced(record, path, junk);
        for (const schema of schemas) {
          const view = schema.view(value);
          expectSound(value, view);
          fieldsOf(value, view, JSON.stringify(value));
        }
        detectSchema([value]);
      }),
      { numRuns: 500 },
    );
  });

  it('says what a value is that is no object', () => {
    for (const value of [null, [], 'text', 3, true]) {
      expect(schemaOf({ id: 'alpaca' }).view(value).problems).toMatchObject([
        { code: 'not-an-object', severity: 'error' },
      ]);
    }
  });
});

describe('detection', () => {
  it('tells every schema from all others, by many records and by one', () => {
    for (const [id, records] of Object.entries(RECORDS)) {
      expect([id, detectSchema(records)[0]?.choice.id]).toEqual([id, id]);
      expect([id, detectSchema(records.slice(0, 1))[0]?.choice.id]).toEqual([id, id]);
    }
  });

  it('holds with broken and foreign records in the file', () => {
    const junk = [null, 'text', [], {}, { a: 1 }, { output: 'lost' }];
    for (const [id, records] of Object.entries(RECORDS)) {
      expect([id, detectSchema([...junk, ...records])[0]?.choice.id]).toEqual([id, id]);
    }
  });

  it('finds nothing where nothing fits', () => {
    expect(detectSchema([])).toEqual([]);
    expect(detectSchema([null, [], 'text'])).toEqual([]);
    expect(
      detectSchema([
        { name: 'Ada', born: 1815 },
        { title: 'x', body: 'y' },
      ]),
    ).toEqual([]);
    expect(detectSchema([{ text: 'plain text of a corpus' }])).toEqual([]);
  });

  it('gives the share of records that can be read, and says why', () => {
    const [best] = detectSchema([
      { instruction: 'a', input: '', output: 'b' },
      { instruction: 'a', input: '', output: null },
      'not an object',
    ]);
    expect(best).toMatchObject({ name: 'Alpaca', share: 0.5 });
    expect(best.reason).toBe('2 of 2 sampled records have instruction and output');
  });

  it('names what else would fit', () => {
    const [best] = detectSchema([{ instruction: 'a', input: '', id: 'alpaca-1', output: 'b' }]);
    expect(best.reason).toContain('Alpaca would fit too');
  });

  it('is not led astray by names that only look like languages', () => {
    const record = { question_id: 'q1', question_no: 3, question: 'Why?', answer: 'So.', answer_type: 'short' };
    expect(detectSchema([record]).map(({ choice }) => choice.id)).toEqual(['question-answer']);
    const dolly = {
      instruction: 'a',
      context: '',
      response: 'b',
      instruction_original_en: 'c',
      response_original_en: 'd',
    };
    expect(detectSchema([dolly])[0].choice.id).toBe('dolly');
  });

  it('lists both parts of a file that is mixed', () => {
    const found = detectSchema([...RECORDS.alpaca, ...RECORDS.messages]).map(({ choice }) => choice.id);
    expect(found).toEqual(expect.arrayContaining(['alpaca', 'messages']));
  });
});

describe('turns', () => {
  it('come in the order in which they are spoken', () => {
    const record = { output: 'd', input: 'c', instruction: 'b', system: 's', history: [['h1', 'h2']] };
    expect(turns('alpaca', record)).toEqual([
      'system: s',
      'instruction: h1',
      'response: h2',
      'instruction: b',
      'input: c',
      'response: d',
    ]);
    expect(turns('alpaca', { instruction: 'a', input: '', output: '' })).toEqual(['instruction: a', 'response: ']);
  });

  it('of ShareGPT keep calls of functions apart from prose', () => {
    expect(turns('sharegpt', RECORDS.sharegpt[1])).toEqual([
      'system: You call functions.',
      'instruction: What is the weather?',
      'tool(function_call): {"name": "weather"}',
      'tool(observation): {"sun": true}',
      'response: Sunny.',
    ]);
  });

  it('of OpenAI messages come from parts and calls; content that is null with a call is no problem', () => {
    expect(turns('messages', RECORDS.messages[1])).toEqual([
      'system: You are terse.',
      'instruction: What is this?',
      'tool(function_call): {"at": 1}',
      'tool: a cat',
      'response: A cat.',
    ]);
    expect(problems('messages', RECORDS.messages[1])).toEqual([]);
  });

  it('of messages have the language that each states (WildChat)', () => {
    const conversation = [
      { role: 'user', content: 'Привет', language: 'Russian' },
      { role: 'assistant', content: 'Hello', language: 'English' },
    ];
    const found = schemaOf({ id: 'sharegpt' }).view({ conversation, language: 'Russian' }).turns;
    expect(found.map(({ language }) => language)).toEqual(['ru', 'en']);
  });

  it('of OASST trees come depth first, with their languages', () => {
    const { turns: found, id } = schemaOf({ id: 'oasst-tree' }).view(RECORDS['oasst-tree'][0]);
    expect(found.map(({ role, text, language }) => [role, text, language])).toEqual([
      ['instruction', '¿Qué es la fotosíntesis?', 'es'],
      ['response', 'Es un proceso …', 'es'],
      ['instruction', '¿Y en inglés?', 'es'],
      ['response', 'Photosynthesis', 'en'],
      ['response', 'Las plantas …', 'es'],
    ]);
    expect(found[3].path).toEqual(['prompt', 'replies', 0, 'replies', 0, 'replies', 0, 'text']);
    expect(id).toBe('t-1');
  });

  it('of deep OASST trees exhaust neither stack nor memory', () => {
    let message: unknown = { text: 'end', role: 'assistant' };
    for (let depth = 0; depth < 100_000; depth++) message = { text: 'x', role: 'prompter', replies: [message] };
    const view = schemaOf({ id: 'oasst-tree' }).view({ prompt: message });
    expect(view.turns).toHaveLength(1_001);
    expect(view.problems[0].message).toBe('Replies deeper than 1000 levels are not read');
  });

  it('of messages in messages in messages do not exhaust the stack', () => {
    let content: unknown = 'end';
    for (let depth = 0; depth < 100_000; depth++) content = [{ role: 'user', content }];
    for (const schema of schemas) {
      expectSound(null, { ...schema.view({ messages: content, conversations: content, prompt: content }), turns: [] });
    }
    expect(problems('messages', { messages: content })).toEqual(['error schema-mismatch']);
  });

  it('of Guanaco are parts of one string', () => {
    const { turns: found } = schemaOf({ id: 'guanaco' }).view(RECORDS.guanaco[1]);
    expect(found.map(({ role, text }) => [role, text])).toEqual([
      ['instruction', 'Hola'],
      ['response', '¡Hola!'],
      ['instruction', '¿Y?'],
      ['response', 'Nada.'],
    ]);
    expect(turns('guanaco', RECORDS.guanaco[0])).toEqual([
      'instruction: ¿Qué es un sismo?',
      'response: Un movimiento.',
    ]);
    expect(turns('guanaco', RECORDS.guanaco[2])).toEqual([
      'system: Below is an instruction.',
      'instruction: Name a fruit.',
      'response: Pear.',
    ]);
    const heading = '### Human: Show it\n### Assistant: So:\n### Input:\n1\n#### Output: 2';
    expect(turns('guanaco', { text: heading })).toEqual([
      'instruction: Show it',
      'response: So:\n### Input:\n1\n#### Output: 2',
    ]);
  });

  it('of HH-RLHF hold what both say once, then the chosen and the rejected response', () => {
    expect(turns('hh-rlhf', RECORDS['hh-rlhf'][0])).toEqual([
      'instruction: What is tea?',
      'response: A drink.',
      'instruction: Hot?',
      'response(chosen): Often.',
      'response(rejected): No idea.',
    ]);
  });

  it('of preference pairs do not repeat the prompt', () => {
    const expected = ['instruction: Hi', 'response(chosen): Hello!', 'response(rejected): Go away.'];
    expect(turns('preference', RECORDS.preference[1])).toEqual(expected);
    expect(turns('preference', RECORDS.preference[3])).toEqual([
      'instruction: Hi',
      'response(chosen): Hello',
      'response(rejected): No',
    ]);
    expect(turns('preference', RECORDS.preference[4])).toEqual([
      'instruction: Hi',
      'response(chosen): Hello!',
      'response(rejected): No.',
    ]);
    expect(turns('preference', RECORDS.preference[6])).toEqual([
      'instruction: a',
      'response: b',
      'instruction: c',
      'response(chosen):  d',
      'response(rejected):  e',
    ]);
  });

  it('of Self-Instruct seeds are one instruction and all instances', () => {
    expect(turns('self-instruct', RECORDS['self-instruct'][1])).toEqual([
      'instruction: Antonym.',
      'input: hot',
      'response: cold',
      'input: up',
      'response: down',
    ]);
  });

  it('of fields by language state theirs', () => {
    const view = (index: number) =>
      schemaOf({ id: 'language-affixed' })
        .view(RECORDS['language-affixed'][index])
        .turns.map(({ role, text, language }) => [role, text, language]);
    expect(view(0)).toEqual([
      ['instruction', 'Say hi', 'en'],
      ['response', 'Hi', 'en'],
      ['instruction', 'Sag hallo', 'de'],
      ['response', 'Hallo', 'de'],
    ]);
    expect(view(1)).toEqual([
      ['instruction', 'Name a colour', 'en'],
      ['response', 'Punainen', 'fi'],
    ]);
    expect(view(2)).toEqual([
      ['instruction', 'a', undefined],
      ['response', 'b', undefined],
      ['instruction', 'c', 'fr'],
      ['input', 'd', 'fr'],
      ['response', 'e', 'fr'],
    ]);
  });
});

describe('problems', () => {
  it('say what a response is that is no text', () => {
    const view = schemaOf({ id: 'alpaca' }).view({ instruction: 'a', input: '', output: ['b'] });
    expect(view.problems).toEqual([
      { code: 'response-not-text', message: 'No text for the response: output is a list', severity: 'error' },
    ]);
  });

  it('are errors where no response is left, else warnings', () => {
    expect(problems('alpaca', { instruction: 'a', output: null })).toEqual(['error response-missing']);
    expect(problems('alpaca', { instruction: 'a', output: 3 })).toEqual(['error response-not-text']);
    expect(problems('alpaca', { instruction: null, output: 'b' })).toEqual(['warning instruction-missing']);
    expect(problems('preference', { prompt: 'a', chosen: 'b', rejected: null })).toEqual(['warning response-missing']);
    expect(problems('messages', { messages: [{ role: 'user', content: 'x' }] })).toEqual(['error response-missing']);
    expect(problems('lima', { conversations: ['x'] })).toEqual(['error response-missing']);
  });

  it('name another structure where there is no text at all', () => {
    expect(problems('alpaca', { messages: [] })).toEqual(['error schema-mismatch']);
    expect(problems('messages', { instruction: 'a', output: 'b' })).toEqual(['error schema-mismatch']);
    expect(problems('guanaco', { text: 'plain' })).toEqual(['error schema-mismatch']);
  });

  it('do not include a response that is empty', () => {
    expect(problems('alpaca', { instruction: 'a', output: '' })).toEqual([]);
  });
});

describe('what records state', () => {
  const view = (record: object) => schemaOf({ id: 'alpaca' }).view({ instruction: 'a', output: 'b', ...record });

  it('is their language, in any spelling, codes before names', () => {
    expect(view({ lang: 'de' }).language).toBe('de');
    expect(view({ language: 'German' }).language).toBe('de');
    expect(view({ language: 'Chinese', language_code: 'zho', script: 'Hant' }).language).toBe('zh-Hant');
    expect(view({ language: 'Standard Arabic', language_code: 'arb' }).language).toBe('ar');
    expect(view({ metadata: { language: 'fr' } }).language).toBe('fr');
    expect(view({ language: ['it'] }).language).toBe('it');
    expect(view({ language: 'python' }).language).toBeUndefined();
    expect(view({ language: 'python', lang: 'ja' }).language).toBe('ja');
    expect(view({ source_lang: 'de' }).language).toBeUndefined();
  });

  it("is their responses' language", () => {
    expect(view({ source_lang: 'de', target_lang: 'fr' })).toMatchObject({ responseLanguage: 'fr' });
    expect(view({ output_language: 'Hindi' }).responseLanguage).toBe('hi');
    expect(view({ tgt_lang: 'fin_Latn' }).responseLanguage).toBe('fi');
  });

  it('is their id', () => {
    expect(view({ id: 'x-1' }).id).toBe('x-1');
    expect(view({ id: 0 }).id).toBe('0');
    expect(view({ id: null, uuid: 'u' }).id).toBe('u');
    expect(view({}).id).toBeUndefined();
  });
});

describe('a custom mapping', () => {
  it('reads lists element by element, with the languages beside them', () => {
    const record = {
      rounds: [
        { ask: 'a', say: 'b', in: 'German' },
        { ask: 'c', say: 'd', in: 'fr' },
      ],
    };
    const found = schemaOf(CUSTOM).view(record).turns;
    expect(found.map(({ role, text, language }) => [role, text, language])).toEqual([
      ['instruction', 'a', undefined],
      ['response', 'b', 'de'],
      ['instruction', 'c', undefined],
      ['response', 'd', 'fr'],
    ]);
    expect(found[3].path).toEqual(['rounds', 1, 'say']);
  });

  it('reads ids, languages, indices and nested fields', () => {
    const schema = schemaOf({
      id: 'custom',
      mapping: {
        name: 'Ours',
        id: 'meta.key',
        language: 'meta.language',
        responseLanguage: 'meta.into',
        turns: [
          { role: 'instruction', path: 'q.text' },
          { role: 'response', path: 'choices[0].text', language: 'pt' },
        ],
      },
    });
    expect(schema.name).toBe('Ours');
    expect(
      schema.view({ q: { text: 'a' }, choices: [{ text: 'b' }], meta: { key: 7, language: 'en', into: 'fr' } }),
    ).toEqual({
      id: '7',
      language: 'en',
      responseLanguage: 'fr',
      turns: [
        { role: 'instruction', text: 'a', path: ['q', 'text'] },
        { role: 'response', text: 'b', path: ['choices', 0, 'text'], language: 'pt' },
      ],
      problems: [],
    });
    expect(schema.view({ q: { text: 'a' } }).problems).toMatchObject([{ code: 'response-missing', severity: 'error' }]);
  });

  it('is refused with the reason', () => {
    const of = (mapping: unknown) => () => schemaOf({ id: 'custom', mapping } as never);
    expect(of({ turns: [] })).toThrow('names no turns');
    expect(of(null)).toThrow('names no turns');
    expect(of({ turns: [{ role: 'instruction', path: 'a' }] })).toThrow('names no response');
    expect(of({ turns: [{ role: 'speaker', path: 'a' }] })).toThrow('unknown role "speaker"');
    expect(of({ turns: [{ role: 'response', path: '' }] })).toThrow('empty path');
    expect(of({ turns: [{ role: 'response', path: 'a[x]' }] })).toThrow('"a[x]" cannot be read');
    expect(() => schemaOf({ id: 'nonsense' })).toThrow('no schema "nonsense"');
  });
});

describe('fieldsOf', () => {
  const fields = (text: string, id = 'alpaca') => {
    const value: unknown = JSON.parse(text);
    return fieldsOf(value, schemaOf({ id }).view(value), text);
  };

  it('gives what no turn covers', () => {
    expect(fields('{"id":3,"instruction":"a","input":"","output":"b","meta": {"score" :1}}')).toEqual([
      { key: 'id', json: '3' },
      { key: 'input', text: '', json: '""' },
      { key: 'meta', json: '{"score" :1}' },
    ]);
    expect(fields('"text"')).toEqual([]);
  });

  it('spells values as the record does, of keys that occur twice the last', () => {
    const members = [
      '"instruction":"a"',
      '"output":"b"',
      '"x":1e400',
      '"id":12345678901234567890',
      '"n":1.0',
      '"x":2e400',
    ];
    const text = `{${members.join(',')},"s":"\\u00e9"}`;
    expect(fields(text)).toEqual([
      { key: 'x', json: '2e400' },
      { key: 'id', json: '12345678901234567890' },
      { key: 'n', json: '1.0' },
      { key: 's', text: 'é', json: '"\\u00e9"' },
    ]);
  });

  it('gives what keeps turns from being read, and what is missing, to be set right', () => {
    expect(fields('{"instruction": "a", "output": null}')).toEqual([{ key: 'output', json: 'null' }]);
    expect(fields('{"instruction": "a"}')).toEqual([{ key: 'output', text: '', json: '' }]);
    const messages = '[{"role": "user", "content": "a"}, {"role": "assistant", "content": null}]';
    expect(fields(`{"messages": ${messages}}`, 'messages')).toEqual([{ key: 'messages', json: messages }]);
  });

  it('shows lists however deep they are nested', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(fields(`{"instruction": "a", "output": "b", "deep": ${deep}}`)).toEqual([{ key: 'deep', json: deep }]);
  });
});

describe('writtenId', () => {
  it.each([
    ['{"id": 12345678901234567890, "instruction": "a"}', '12345678901234567890'],
    ['{"x": "\\"id\\": 12345678901234567891", "id" :-12345678901234567890}', '-12345678901234567890'],
    ['{"id": 12345678901234567890, "id": 12345678901234567891}', '12345678901234567891'],
    ['{"id": 1e400}', '1e400'],
    ['{"id": 7, "uuid": 12345678901234567890}', '7'],
    ['{"id": "12345678901234567891"}', '12345678901234567891'],
    ['{"instruction": "a"}', undefined],
  ])('of %s is %s', (text, id) => {
    const value: unknown = JSON.parse(text);
    expect(writtenId(value, schemaOf({ id: 'alpaca' }).view(value), text)).toBe(id);
  });
});

function pathsOf(value: unknown): JsonPath[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [[], ...keys.flatMap((key) => pathsOf(at(value, [key])).map((path) => [key, ...path]))];
}

function replaced(value: unknown, path: JsonPath, by: unknown): unknown {
  if (path.length === 0) return by;
  const copy = structuredClone(value);
  (at(copy, path.slice(0, -1)) as Record<string | number, unknown>)[path[path.length - 1]] = by;
  return copy;
}
