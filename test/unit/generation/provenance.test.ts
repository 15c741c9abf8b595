import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';
import { provenanceField, provenanceOf } from '../../../src/generation/provenance';
import { appendProvenance, provenancePath, readProvenance } from '../../../src/generation/provenanceFile';
import { changeRecord } from '../../../src/schema/changeRecord';
import { schemaOf } from '../../../src/schema/schemas';

const choice: ModelChoice = {
  name: 'Mine',
  backend: 'embedded',
  model: 'base.gguf',
  adapters: [{ adapter: 'lora.gguf', scale: 0.5 }],
  template: 'alpaca',
  parameters: DEFAULT_PARAMETERS,
};

function accepted(text: string, record: unknown = { id: 'a-1', instruction: 'Ask', input: '', output: 'Old' }) {
  const view = schemaOf({ id: 'alpaca' }).view(record);
  const turn = view.turns.findLastIndex(({ role }) => role === 'response');
  return provenanceOf({ view, turn, text, choice, seed: 7, time: Date.UTC(2026, 10, 21, 12) });
}

describe('provenanceOf', () => {
  test('says what a response was made with, and finds it by its text', () => {
    expect(accepted('Schön 😊')).toEqual({
      record: 'a-1',
      response: createHash('sha256').update('Schön 😊').digest('hex'),
      turn: 1,
      backend: 'embedded',
      model: 'base.gguf',
      adapters: [{ adapter: 'lora.gguf', scale: 0.5 }],
      template: 'alpaca',
      parameters: { temperature: 0.7, topP: 0.9, maxTokens: 1_024, repeatPenalty: 1 },
      seed: 7,
      time: '2026-11-21T12:00:00.000Z',
      edited: false,
    });
  });

  test('counts responses', () => {
    expect(accepted('x', { history: [['1?', '1']], instruction: '2?', input: '', output: '2' })).toMatchObject({ turn: 2 });
  });
});

describe('a field of the record', () => {
  const write = (json: string) => {
    const bytes = Buffer.from(json);
    const change = provenanceField(JSON.parse(json), 'provenance', accepted('New'));
    return Buffer.from(changeRecord(bytes, schemaOf({ id: 'alpaca' }), change)).toString();
  };

  test('is added, and keeps what was said of other responses', () => {
    const entry = JSON.stringify(accepted('New'));
    expect(write('{"instruction": "Ask"}')).toBe(`{"instruction": "Ask", "provenance": [${entry}]}`);
    expect(write('{"instruction": "Ask", "provenance": [{"turn": 2},{"turn":1}]}')).toBe(
      `{"instruction": "Ask", "provenance": [{"turn":2},${entry}]}`,
    );
  });

  test('that holds something else stays', () => {
    expect(() => write('{"instruction": "Ask", "provenance": "the web"}')).toThrow('holds something else');
    expect(() => write('{"instruction": "Ask", "provenance": ["the web"]}')).toThrow('holds something else');
  });
});

describe('the file beside the dataset', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'paddock-test-'));
    path = provenancePath(join(folder, 'data.jsonl'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('has the dataset’s name', () => {
    expect(provenancePath('/a/data.jsonl')).toBe('/a/data.provenance.jsonl');
    expect(provenancePath('/a/data.v1.JSON')).toBe('/a/data.v1.provenance.jsonl');
    expect(provenancePath('/a/data.v1')).toBe('/a/data.v1.provenance.jsonl');
  });

  test('grows by lines and is read again', async () => {
    await appendProvenance(path, [accepted('1'), accepted('2')]);
    await appendProvenance(path, []);
    await appendProvenance(path, [accepted('3')]);
    expect(await readProvenance(path)).toEqual({ entries: ['1', '2', '3'].map((text) => accepted(text)), problems: [] });
  });

  test('keeps every byte that others have written, a line cut off too', async () => {
    const before = '{"others": "line"}\r\n\n{"response":"00", "cut';
    writeFileSync(path, before);
    await appendProvenance(path, [accepted('1')]);
    expect(readFileSync(path, 'utf8')).toBe(`${before}\n${JSON.stringify(accepted('1'))}\n`);
    expect(await readProvenance(path)).toEqual({
      entries: [accepted('1')],
      problems: [
        'data.provenance.jsonl, line 1 is passed over: its response is missing or wrong.',
        'data.provenance.jsonl, line 3 is passed over: it is no JSON object.',
      ],
    });
  });

  test('takes lines of several writers at once', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `${index}`);
    await Promise.all(texts.map((text) => appendProvenance(path, [accepted(text)])));
    const { entries, problems } = await readProvenance(path);
    expect(problems).toEqual([]);
    expect(entries.map(({ response }) => response).sort()).toEqual(texts.map((text) => accepted(text).response).sort());
  });

  test('may be absent', async () => {
    expect(await readProvenance(path)).toEqual({ entries: [], problems: [] });
    appendFileSync(path, '');
    expect(await readProvenance(path)).toEqual({ entries: [], problems: [] });
  });

  test('that cannot be written says so', async () => {
    await expect(appendProvenance(join(folder, 'none', 'x'), [accepted('1')])).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
