import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { OllamaBackend } from '../../../src/generation/ollama/ollamaBackend';
import { type TinyLoraRow, tinyLoraRows } from '../../fixtures/tinyLoraRows';
import { createBase, ollamaMissing, OllamaTestServer } from '../generation/ollamaServer';
import { ended, objectsOf, paddock, root, start } from './program';

// Each test starts programs, which a busy machine makes wait.
const fixture = join(root, 'test/fixtures/tiny-lora');
const EXACT = ['--template', 'alpaca', '--temperature', '0', '--threads', '1', '--max-tokens', '200'];

const rows = tinyLoraRows.slice(0, 36);
const lineOf = ({ id, lang, instruction, input }: TinyLoraRow, output: string) =>
  `${JSON.stringify({ id: `${id}-${lang}`, instruction, input, output })}\n`;
const wanted = rows.map((row) => lineOf(row, row.output_lora)).join('');

describe.skipIf(ollamaMissing !== '')(`paddock generate on the real Ollama server${ollamaMissing}`, () => {
  let server: OllamaTestServer;
  let folder: string;
  let data: string;
  let out: string;
  beforeAll(async () => {
    server = await OllamaTestServer.start();
    await createBase(server.address);
    const backend = OllamaBackend.at(server.address);
    const adapter = join(fixture, 'tiny-lora.f16.gguf');
    const model = { name: 'tiny-lora', base: 'tiny-base', adapter, parameters: { threads: 1 } };
    await backend.createWithAdapter(model, () => undefined, new AbortController().signal);
    await backend.close();
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'paddock-test-'));
    data = join(folder, 'data.jsonl');
    out = join(folder, 'out.jsonl');
    writeFileSync(data, rows.map((row) => lineOf(row, row.output_base)).join(''));
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const read = (path: string) => readFileSync(path, 'utf8');
  /** Its own API where OLLAMA_HOST says it is, and its OpenAI-compatible one. */
  const ways = [
    { api: 'own', backend: 'ollama', place: () => ({ args: [], environment: { OLLAMA_HOST: server.address } }) },
    {
      api: 'OpenAI-compatible',
      backend: 'openai',
      place: () => ({ args: ['--backend', 'openai', '--host', `${server.address}/v1`], environment: {} }),
    },
  ];

  describe.each(ways)('by its $api API', ({ backend, place }) => {
    it('generates every response, several at once, and says where it comes from', async () => {
      const { args, environment } = place();
      const command = ['generate', data, '--model', 'tiny-lora', ...args, ...EXACT, '--parallel', '3', '--out', out];
      expect(await paddock(command, { environment })).toEqual({ code: 0, output: '', complaints: '' });
      expect(read(out)).toBe(wanted);
      const entries = objectsOf(read(join(folder, 'out.provenance.jsonl')));
      expect(entries).toHaveLength(rows.length);
      expect(entries[0]).toMatchObject({ record: 't-1-en', backend, model: 'tiny-lora', adapters: [], template: 'alpaca' });
    });

    it('goes on where it was killed', async () => {
      const { args, environment } = place();
      const command = ['generate', data, '--model', 'tiny-lora', ...args, ...EXACT, '--out', out];
      const partial = `${out}.partial`;
      const child = start(command, environment);
      const end = ended(child);
      await vi.waitUntil(() => existsSync(partial) && read(partial).split('\n').length > 3, { timeout: 60_000, interval: 5 });
      child.kill('SIGKILL');
      await end;
      expect(existsSync(out)).toBe(false);
      expect(await paddock(command, { environment })).toEqual({ code: 0, output: '', complaints: '' });
      expect(read(out)).toBe(wanted);
      expect(existsSync(partial)).toBe(false);
    });

    it('leaves a record whose prompt does not fit as it was, with the numbers', async () => {
      const long = { ...rows[0], instruction: 'long '.repeat(600) };
      writeFileSync(data, [lineOf(long, 'Old'), lineOf(rows[1], 'Old')].join(''));
      const { args, environment } = place();
      const command = ['generate', data, '--model', 'tiny-lora', ...args, ...EXACT, '--out', out];
      const { code, complaints } = await paddock(command, { environment });
      expect(complaints).toMatch(/line 1: The prompt has [\d,]+ tokens.* context .*\b512\b/);
      expect(code).toBe(2);
      expect(read(out)).toBe([lineOf(long, 'Old'), lineOf(rows[1], rows[1].output_lora)].join(''));
    });

    it('ends where the model is missing, and leaves nothing behind', async () => {
      const { args, environment } = place();
      const { code, complaints } = await paddock(['generate', data, '--model', 'absent', ...args, ...EXACT, '--out', out], { environment });
      expect(complaints).toContain('absent');
      expect(code).toBe(2);
      expect([existsSync(out), existsSync(`${out}.partial`)]).toEqual([false, false]);
    });
  });
});
