import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/checks/finding';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../src/checks/language/defaultLanguageOptions';
import { BATCH_RECORDS } from '../../../src/checks/verdicts/verdictBatch';
import { VerdictStore } from '../../../src/checks/verdicts/verdictStore';
import type { FindQuery } from '../../../src/dataset/findQuery';
import type { SourceLocation } from '../../../src/dataset/source';
import { DatasetSession } from '../../../src/engine/datasetSession';
import { isAbortError } from '../../../src/threads/rpc';

const programs = resolve('dist');
let folder: string;
const sessions: DatasetSession[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-'));
});
afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
  rmSync(folder, { recursive: true });
});

async function open(content: string | Uint8Array, name = 'records.jsonl'): Promise<DatasetSession> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return openAt({ kind: 'file', path });
}

async function openAt(location: SourceLocation): Promise<DatasetSession> {
  const session = new DatasetSession(location, { programs, threads: 2 });
  sessions.push(session);
  await session.indexed;
  const { detections } = await session.sampleSchemas();
  await session.useSchema(detections[0]?.choice);
  return session;
}

async function check(session: DatasetSession, signal?: AbortSignal, onBatch = () => {}) {
  const verdicts = new VerdictStore();
  const findings: Finding[] = [];
  await session.check({
    language: DEFAULT_LANGUAGE_OPTIONS,
    findings: () => 'flagged',
    locale: 'en',
    signal,
    onBatch: (batch, found) => {
      verdicts.add(batch);
      findings.push(...found);
      onBatch();
    },
  });
  return { verdicts, findings };
}

async function find(session: DatasetSession, query: Partial<FindQuery>): Promise<number[]> {
  const positions: number[] = [];
  const search = session.search({ ...LITERAL, ...query });
  await search.run((found) => positions.push(...found)).finally(() => search.end());
  return positions;
}

const LITERAL: FindQuery = { text: '', regex: false, matchCase: false, wholeWord: false, field: '' };
const jsonl = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const german = {
  instruction: 'Erkläre, warum der Himmel blau ist, und nenne zwei Beispiele aus dem Alltag.',
  output: 'Das Licht der Sonne wird in der Luft gestreut, und das blaue Licht wird dabei am stärksten abgelenkt.',
};
const englishAnswer = {
  instruction: german.instruction,
  output: 'The light of the sun is scattered in the air, and blue light is scattered more than the other colours.',
};

describe('a dataset opened', () => {
  test('shows its records as instruction and response', async () => {
    const session = await open(jsonl([{ id: 7, ...german }, englishAnswer]));
    expect(session.index.count).toBe(2);
    const [first, second] = await session.rows([{ key: 0 }, { key: 1 }]);
    expect(first).toMatchObject({ id: '7', instruction: german.instruction, response: german.output });
    expect(second).toMatchObject({ response: englishAnswer.output });
  });

  test('checks, and says which responses are in the wrong language and why', async () => {
    const session = await open(jsonl([german, { id: 'b', ...englishAnswer }]));
    const { verdicts, findings } = await check(session);
    expect(verdicts.verdict(0)).toMatchObject({ verdict: 'match', expected: 'de', reason: 'instruction' });
    expect(verdicts.verdict(1)).toMatchObject({ verdict: 'mismatch', expected: 'de', found: { language: 'en' } });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ check: 'language', line: 2, id: 'b', response: 1 });
    expect(findings[0].message).toContain('English');
    const text = await session.rawText(1);
    expect(text.slice(findings[0].span!.start, findings[0].span!.end)).toBe(JSON.stringify(englishAnswer.output));
    const detail = await session.record({ key: 1, judge: true, locale: 'en' });
    const response = detail.turns.find(({ role }) => role === 'response');
    expect(response).toMatchObject({ label: 'Response', verdict: { verdict: 'mismatch' } });
    expect(response!.verdict!.spans.length).toBeGreaterThan(0);
  });

  test('shows broken records as what they are and goes on with the rest', async () => {
    const good = JSON.stringify(german);
    const lines = [good, '', good.slice(0, 60), '{"instruction": NaN}', '[1]', '{"instruction": "Warum?", "output": ["a"]}', good];
    const session = await open(Buffer.concat([Buffer.from('\uFEFF'), Buffer.from(lines.join('\r\n'))]));
    expect(session.index.count).toBe(lines.length);
    const rows = await session.rows(lines.map((_, key) => ({ key })));
    expect(rows.map(({ problem }) => problem?.code)).toEqual([
      undefined,
      'blank',
      'not-json',
      'not-json',
      'not-an-object',
      'response-not-text',
      undefined,
    ]);
    const { verdicts, findings } = await check(session);
    expect(verdicts.counts.problems).toBe(5);
    expect(findings.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
    expect(findings.every(({ message }) => message.length > 10)).toBe(true);
    expect(verdicts.verdict(6)).toMatchObject({ verdict: 'match' });
  });

  test('takes an array of records with their lines', async () => {
    const session = await open(JSON.stringify([german, englishAnswer], null, 2), 'records.json');
    expect(session.index.container).toBe('array');
    const { findings } = await check(session);
    expect(findings).toMatchObject([{ key: 1, line: 6 }]);
  });

  test('reads what has no path from memory', async () => {
    const bytes = Buffer.from(jsonl([german, englishAnswer]));
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    const session = await openAt({ kind: 'memory', bytes: shared });
    expect((await check(session)).verdicts.counts.flagged).toBe(1);
  });

  test('is empty when the file is', async () => {
    const session = await open('');
    expect(session.index.count).toBe(0);
    expect((await check(session)).verdicts.counts.records).toBe(0);
    expect(await find(session, { text: 'x' })).toEqual([]);
  });

  test('says why a file is no text', async () => {
    const session = await open(Buffer.from('1f8b0800000000000003', 'hex'));
    expect(session.problem).toMatch(/gzip/i);
    expect(session.index.count).toBe(0);
  });

  test('cannot be opened when it is not there', () => {
    expect(() => new DatasetSession({ kind: 'file', path: join(folder, 'no.jsonl') }, { programs, threads: 1 })).toThrow(
      /ENOENT/,
    );
  });
});

describe('over many batches', () => {
  const many = jsonl(Array.from({ length: 3 * BATCH_RECORDS + 5 }, (_, n) => (n % 100 ? german : englishAnswer)));

  test('gives batches in the file’s order and misses none', async () => {
    const session = await open(many);
    const firsts: number[] = [];
    await session.check({
      language: DEFAULT_LANGUAGE_OPTIONS,
      findings: () => 'none',
      locale: 'en',
      onBatch: (batch, findings, { done, of }) => {
        firsts.push(batch.first);
        expect(findings).toEqual([]);
        expect(done).toBe(batch.first + batch.problems.length);
        expect(of).toBe(3 * BATCH_RECORDS + 5);
      },
    });
    expect(firsts).toEqual([0, 1, 2, 3].map((batch) => batch * BATCH_RECORDS));
  });

  test('stops when cancelled and can be checked again', async () => {
    const session = await open(many);
    const controller = new AbortController();
    let batches = 0;
    const cancelled = check(session, controller.signal, () => {
      batches++;
      controller.abort();
    });
    await expect(cancelled).rejects.toSatisfy(isAbortError);
    expect(batches).toBe(1);
    expect((await check(session)).verdicts.counts.flagged).toBe(31);
  });

  test('stops when cancelled while a batch waits for one before it', async () => {
    const long = { ...german, output: `${german.output} `.repeat(40) };
    const session = await open(jsonl(Array.from({ length: BATCH_RECORDS + 1 }, (_, n) => (n < BATCH_RECORDS ? long : german))));
    const controller = new AbortController();
    const cancelled = check(session, controller.signal, () => controller.abort());
    await expect(cancelled).rejects.toSatisfy(isAbortError);
  });
});

describe('finding', () => {
  const records = [
    { id: 'a', instruction: 'Wer schrieb „Faust“?', output: 'Goethe.' },
    { id: 'b', instruction: 'Was ist Goethe nicht?', output: 'Ein Goethes-Biograph.' },
    { id: 'c', instruction: '日本の首都は?', output: '東京です。' },
  ];

  test('looks at all fields, one side or one field', async () => {
    const session = await open(`${jsonl(records)}not JSON, but Goethe\n`);
    expect(await find(session, { text: 'goethe' })).toEqual([0, 1, 3]);
    expect(await find(session, { text: 'goethe', matchCase: true })).toEqual([]);
    expect(await find(session, { text: 'Goethe', wholeWord: true, field: 'response' })).toEqual([0]);
    expect(await find(session, { text: 'Goethe', field: 'instruction' })).toEqual([1]);
    expect(await find(session, { text: '^[ab]$', regex: true, field: 'id' })).toEqual([0, 1]);
    expect(await find(session, { text: '東京' })).toEqual([2]);
  });

  test('says what is wrong with a regular expression', async () => {
    const session = await open(jsonl(records));
    await expect(find(session, { text: '(', regex: true })).rejects.toThrow(/regular expression/i);
  });

  test('tells where the turns of a record match', async () => {
    const session = await open(jsonl(records));
    const of = async (query: Partial<FindQuery>) => {
      const search = session.search({ ...LITERAL, ...query });
      await search.run(() => undefined);
      return search.matches(1, 5_000).finally(() => search.end());
    };
    expect(await of({ text: 'Goethe' })).toEqual([[{ start: 8, end: 14 }], [{ start: 4, end: 10 }]]);
    expect(await of({ text: 'Goethe', field: 'response' })).toEqual([[], [{ start: 4, end: 10 }]]);
    expect(await of({ text: 'Goethe', field: 'instruction' })).toEqual([[{ start: 8, end: 14 }], []]);
    expect(await of({ text: 'Goethe', field: 'id' })).toEqual([[], []]);
  });

  test('ends when it is ended, and holds up nothing else, however long the expression would run', async () => {
    const session = await open(jsonl([{ instruction: 'x', output: `${'a'.repeat(40)}!` }]));
    const search = session.search({ ...LITERAL, text: '^(a+)+$', regex: true, matchCase: true });
    const running = search.run(() => undefined);
    running.catch(() => undefined);
    const [row] = await session.rows([{ key: 0 }]);
    expect(row.instruction).toBe('x');
    expect(await search.matches(0, 100)).toEqual([]);
    expect((await check(session)).verdicts.counts.records).toBe(1);
    search.end();
    await expect(running).rejects.toThrow('The worker thread ended');
  });
});
