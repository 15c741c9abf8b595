import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TinyLoraRow, tinyLoraRows } from '../../fixtures/tinyLoraRows';
import { ended, objectsOf, paddock, root, start } from './program';

// Each test starts programs, which a busy machine makes wait.
const fixture = join(root, 'test/fixtures/tiny-lora');
const BASE = join(fixture, 'tiny-base.q8_0.gguf');
const ADAPTER = join(fixture, 'tiny-lora.f16.gguf');
/** What the fixture answers, exactly. */
const EXACT = ['--temperature', '0', '--threads', '1', '--gpu', 'off', '--max-tokens', '200'];
const MODEL = ['--model', BASE, '--adapter', ADAPTER, '--template', 'alpaca', ...EXACT];

const rows = tinyLoraRows;
const lineOf = ({ id, lang, instruction, input }: TinyLoraRow, output: string) =>
  `${JSON.stringify({ id: `${id}-${lang}`, instruction, input, output })}\n`;

const parent = mkdtempSync(join(tmpdir(), 'paddock-test-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));
let folder: string;
let data: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(parent, 'run-'));
  data = join(folder, 'data.jsonl');
  out = join(folder, 'out.jsonl');
  // Answered in English, whatever the language of the question.
  writeFileSync(data, rows.map((row) => lineOf(row, row.output_base)).join(''));
});

const read = (path: string) => readFileSync(path, 'utf8');

describe('paddock generate', () => {
  it('generates every response with the adapter, and says where it comes from', async () => {
    const before = read(data);
    const { code, complaints } = await paddock(['generate', data, ...MODEL, '--seed', '7', '--out', out]);
    expect(complaints).toBe('');
    expect(code).toBe(0);
    expect(read(out)).toBe(rows.map((row) => lineOf(row, row.output_lora)).join(''));
    expect(read(data)).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['data.jsonl', 'out.jsonl', 'out.provenance.jsonl']);

    const entries = objectsOf(read(join(folder, 'out.provenance.jsonl')));
    expect(entries.map(({ response }) => response)).toEqual(
      rows.map(({ output_lora: text }) => createHash('sha256').update(text).digest('hex')),
    );
    expect(entries[1]).toMatchObject({
      record: 't-1-de',
      turn: 1,
      backend: 'embedded',
      model: BASE,
      adapters: [{ adapter: ADAPTER, scale: 1 }],
      template: 'alpaca',
      parameters: { temperature: 0, topP: 0.9, maxTokens: 200, repeatPenalty: 1 },
      edited: false,
    });
    expect(new Set(entries.map(({ seed }) => seed)).size).toBe(rows.length);
  });

  it('makes those anew that are flagged, and no others', async () => {
    const wanted = ['generate', data, ...MODEL, '--records', 'flagged', '--out', out];
    expect((await paddock(wanted)).code).toBe(0);
    const flagged = new Set(objectsOf((await paddock(['check', '--json', data])).output).map(({ line }) => line));
    expect(flagged.size).toBeGreaterThan(60);
    const changed = read(out).split('\n').flatMap((line, index) => (line === read(data).split('\n')[index] ? [] : [index + 1]));
    expect(changed).toEqual([...flagged]);
    // The identifier takes “Leonardo da Vinci malte die Mona Lisa.” for Italian.
    expect(objectsOf((await paddock(['check', '--json', out])).output).map(({ id }) => id)).toEqual(['t-25-de']);
  });

  it('makes those anew that are flagged by the checks that are wanted: by their spelling, too', async () => {
    // Nothing of the machine's own dictionaries.
    const environment = { HOME: folder, DICPATH: '', XDG_DATA_DIRS: '' };
    const misspelled = 'Die Hauptstadtt von Frankkreich ist Parris.';
    const line = (output: string) => lineOf({ ...rows[1], lang: 'de' }, output);
    const lines = [line(rows[1].output_lora), line(misspelled), line(rows[1].output_base), line(rows[1].output_lora)];
    const changedBy = async (checks: string) => {
      writeFileSync(data, lines.join(''));
      const to = join(folder, `${checks}.jsonl`);
      const args = ['generate', data, ...MODEL, '--records', 'flagged', '--checks', checks, '--out', to];
      const { code, complaints } = await paddock(args, { environment });
      expect([code, complaints]).toEqual([0, '']);
      return read(to).split('\n').flatMap((now, at) => (now === (lines[at] ?? '').trimEnd() ? [] : [at + 1]));
    };
    expect(await changedBy('language')).toEqual([3]);
    expect(await changedBy('spelling')).toEqual([2]);
    expect(await changedBy('language,spelling')).toEqual([2, 3]);
  });

  it('runs the llama.cpp of a folder that is named', async () => {
    const args = ['generate', data, ...MODEL, '--records', '2', '--out', out, '--llama-folder'];
    const none = await paddock([...args, folder]);
    expect(none.complaints).toContain(`There is no llama.cpp in ${folder}`);
    expect(none.code).toBe(2);
    expect(await paddock([...args, join(root, 'dist/llama')])).toEqual({ code: 0, output: '', complaints: '' });
    expect(objectsOf(read(out))[1]).toMatchObject({ output: rows[1].output_lora });
  });

  it('keeps every byte that is not a new response, and goes on after records that fail', async () => {
    const lines = [
      '{"instruction":"Was ist die Hauptstadt von Frankreich?","input":"", "output" : "Old",  "n": 1.0, "é":"\\u00e9"}\r\n',
      'no JSON\n',
      `{"instruction":"${'long '.repeat(300)}","input":"","output":"Old"}\n`,
      '{"instruction":"","input":"","output":"Old"}\n',
      '{"instruction":"Was ist Photosynthese?","input":"","output":"Old"}',
    ];
    writeFileSync(data, `\ufeff${lines.join('')}`);
    const { code, complaints } = await paddock(['generate', data, ...MODEL, '--schema', 'alpaca', '--out', out]);
    expect(code).toBe(2);
    const said = complaints.split('\n');
    expect(said[0]).toMatch(/^paddock: .*data\.jsonl, line 2: Not JSON: /);
    expect(said[1]).toMatch(/line 3: The prompt has [\d,]+ tokens.* context is 512\b/);
    expect(said[2]).toMatch(/line 4: Nothing is asked/);
    expect(said[3]).toMatch(/3 of 5 responses failed; the same command tries them again$/);
    const expected = [...lines];
    expected[0] = lines[0].replace('"Old"', '"Die Hauptstadt von Frankreich ist Paris."');
    expected[4] = lines[4].replace('"Old"', JSON.stringify(answerTo('Was ist Photosynthese?')));
    expect(read(out)).toBe(`\ufeff${expected.join('')}`);

    // Again: what there is stays, and is not written down twice.
    expect((await paddock(['generate', data, ...MODEL, '--schema', 'alpaca', '--out', out])).code).toBe(2);
    expect(read(out)).toBe(`\ufeff${expected.join('')}`);
    expect(objectsOf(read(join(folder, 'out.provenance.jsonl')))).toHaveLength(2);
  });

  it('goes on where it was killed, with a line half written', async () => {
    const args = ['generate', data, ...MODEL, '--records', '1-60', '--out', out];
    const partial = `${out}.partial`;
    const child = start(args);
    const end = ended(child);
    await vi.waitUntil(() => existsSync(partial) && read(partial).split('\n').length > 5, { timeout: 60_000, interval: 5 });
    child.kill('SIGKILL');
    await end;
    expect(existsSync(out)).toBe(false);
    truncateSync(partial, statSync(partial).size - 10);
    appendFileSync(partial, Buffer.from('é').subarray(0, 1));
    const [, ...kept] = objectsOf(read(partial).slice(0, read(partial).lastIndexOf('\n')));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(60);

    const other = await paddock([...args, '--temperature', '0.5']);
    expect(other.code).toBe(2);
    expect(other.complaints).toMatch(/begun with other parameters: parameters\.temperature was 0, now it is 0\.5\./);

    expect(await paddock(args)).toEqual({ code: 0, output: '', complaints: '' });
    expect(read(out)).toBe(rows.map((row, index) => lineOf(row, index < 60 ? row.output_lora : row.output_base)).join(''));
    // What was generated before it was killed has not been generated again.
    const times = objectsOf(read(join(folder, 'out.provenance.jsonl'))).map(({ time }) => Date.parse(time as string));
    expect(times.slice(0, kept.length)).toEqual(kept.map(({ time }) => time));
    expect(existsSync(partial)).toBe(false);
  });

  it('goes on where it was interrupted, but not with another dataset', async () => {
    const args = ['generate', data, ...MODEL, '--out', out];
    const partial = `${out}.partial`;
    const child = start(args);
    const end = ended(child);
    await vi.waitUntil(() => existsSync(partial) && read(partial).split('\n').length > 3, { timeout: 60_000, interval: 5 });
    child.kill('SIGINT');
    const { code, complaints } = await end;
    expect(code).toBe(130);
    expect(complaints).toMatch(/stopped: what has been generated is in .*out\.jsonl\.partial; the same command goes on/);
    expect(existsSync(out)).toBe(false);

    writeFileSync(data, read(data).replace('What is the capital of France?', 'What is the capital of Italy?'));
    const other = await paddock(args);
    expect(other.code).toBe(2);
    expect(other.complaints).toMatch(/the dataset has been changed since .* was begun/);
  });

  it('writes only new records where that is wanted, with where they come from in a field', async () => {
    const args = ['generate', data, ...MODEL, '--records', '2,126', '--only', '--provenance', 'field', '--out', out];
    expect((await paddock(args)).code).toBe(0);
    const [first, second, ...others] = objectsOf(read(out));
    expect(others).toEqual([]);
    expect(first).toMatchObject({ id: 't-1-de', output: rows[1].output_lora, provenance: [{ turn: 1, template: 'alpaca' }] });
    expect(second).toMatchObject({ output: rows[125].output_lora });
    expect(readdirSync(folder).sort()).toEqual(['data.jsonl', 'out.jsonl']);
  });

  it('takes a template of one’s own, and leaves out what was cut off', async () => {
    const template = join(folder, 'mine.json');
    const mine = { instruction: '### Input:\n{instruction}\n\n', response: '### Output:\n{response}\n\n', stop: ['.'] };
    writeFileSync(template, JSON.stringify(mine));
    const wanted = ['generate', data, '--model', BASE, '--template', template, ...EXACT, '--records', '2'];
    expect((await paddock([...wanted, '--out', out])).code).toBe(0);
    expect(objectsOf(read(out))[1]).toMatchObject({ output: 'The capital of France is Paris' });

    const short = await paddock([...wanted, '--max-tokens', '3']);
    expect(short.code).toBe(2);
    expect(short.complaints).toMatch(/line 2: the response did not end within 3 tokens .* is left out/);
    expect(read(join(folder, 'data.generated.jsonl'))).toBe(read(data));
  });

  it.each([
    ['the dataset itself', () => ['--out', data], 'is the dataset itself'],
    ['a file that is there', () => (writeFileSync(out, 'mine'), ['--out', out]), 'is there already'],
    ['no such template', () => ['--template', 'nope', '--out', out], 'There is no template “nope”. There are: model, alpaca'],
    ['no such model', () => ['--model', join(folder, 'nope.gguf'), '--out', out], 'There is no model'],
    ['a model as adapter', () => ['--adapter', BASE, '--out', out], 'The file is a model, not an adapter'],
    ['no server', () => ['--backend', 'openai', '--out', out], 'Say where the server is with --host'],
    ['a server that is not there', () => ['--backend', 'openai', '--host', 'http://127.0.0.1:9', '--out', out], '127.0.0.1:9'],
    ['records that are none', () => ['--records', '3-1', '--out', out], 'such as 1-10,15'],
  ])('refuses %s, and leaves nothing behind', async (_, args, reason) => {
    const more = args();
    const before = readdirSync(folder);
    const { code, complaints } = await paddock(['generate', data, ...MODEL, ...more]);
    expect(complaints).toContain(reason);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(before);
    if (existsSync(out)) expect(read(out)).toBe('mine');
  });
});

function answerTo(question: string): string {
  return rows.find(({ instruction }) => instruction === question)!.output_lora;
}
