import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AcceptedWords } from '../../../src/checks/verdicts/acceptedWords';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../src/checks/language/defaultLanguageOptions';
import type { SpellingOptions } from '../../../src/checks/spelling/spellingOptions';
import { acceptWords } from '../../../src/checks/verdicts/judgedRecords';
import { VerdictStore } from '../../../src/checks/verdicts/verdictStore';
import { DatasetSession } from '../../../src/engine/datasetSession';
import { Dictionaries } from '../../../src/engine/dictionaries';
import { judgeCandidate } from '../../../src/engine/judgeCandidate';
import { judgeEdited, judgeSpelling } from '../../../src/engine/judgeSpelling';

const programs = resolve('dist');
const spelling: SpellingOptions = { variants: {}, alsoAllowed: [], personal: { accepted: [], forbidden: [] } };
const request = { language: DEFAULT_LANGUAGE_OPTIONS, spelling, locale: 'en' };
let folder: string;
let dictionaries: Dictionaries;
const sessions: DatasetSession[] = [];

beforeAll(() => {
  dictionaries = new Dictionaries({ programs, folders: { user: [], workspace: [] }, variants: {}, system: [] });
});
afterAll(() => dictionaries.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-'));
});
afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
  rmSync(folder, { recursive: true });
});

const instruction = 'Erkläre in einem Satz, warum die Sonne im Osten aufgeht.';
const good = 'Die Sonne geht im Osten auf und im Westen unter, weil sich die Erde um ihre eigene Achse dreht.';
const english = 'The sun rises in the east because the earth turns around its own axis, which takes a day.';

async function open(records: readonly unknown[], name: string): Promise<DatasetSession> {
  const path = join(folder, name);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const session = new DatasetSession({ kind: 'file', path }, { programs, threads: 1 });
  sessions.push(session);
  session.useDictionaries(dictionaries);
  await session.indexed;
  const { detections } = await session.sampleSchemas();
  await session.useSchema(detections[0]?.choice);
  await session.useLanguageOptions(DEFAULT_LANGUAGE_OPTIONS, spelling);
  return session;
}

async function checked(session: DatasetSession): Promise<VerdictStore> {
  const store = new VerdictStore();
  await session.check({ ...request, findings: () => 'none', onBatch: (batch) => store.add(batch) });
  await judgeSpelling(store, undefined, session);
  return store;
}

const conversation = {
  messages: [
    { role: 'system', content: 'Antworte immer auf Deutsch.' },
    { role: 'user', content: instruction },
    { role: 'assistant', content: good },
    { role: 'user', content: 'Und warum geht sie im Westen unter? Nenne auch ein Beispiel.' },
    { role: 'assistant', content: english },
    { role: 'user', content: 'Danke. Please answer in English from now on.' },
    { role: 'assistant', content: english },
  ],
};

describe('a candidate', () => {
  const texts = [
    good,
    english,
    '',
    '42',
    good.replace('eigene', 'eigenne'),
    good.replace('eigene', 'eigenne').replace('Westen', 'Westten').replace('dreht', 'drehht'),
    `${good} The sun rises in the east because the earth turns around its own axis.`,
    `${good} Das das steht hier zweimal.`,
    `${good}\n\`\`\`\nx = 1`,
    '太陽は東から昇ります。地球が自転しているからです。',
    good.normalize('NFD'),
    'a\ud83d',
  ];

  test('is judged as the record would be that had it', async () => {
    const others = Array.from({ length: 20 }, () => ({ instruction, output: good }));
    const before = await open([...texts.map(() => ({ instruction, output: english })), ...others], 'before.jsonl');
    const after = await open([...texts.map((output) => ({ instruction, output })), ...others], 'after.jsonl');
    const store = await checked(before);
    for (const [key, text] of texts.entries()) {
      const judged = await judgeCandidate(before, store, { key, turn: 1, text, isWhole: true, locale: 'en' });
      const { turns } = await after.record({ key, judge: true, locale: 'en' });
      expect(judged.verdict).toEqual(turns[1].verdict);
      expect(judged.spelling).toEqual(turns[1].spelling);
      expect(judged.message).toBe(turns[1].message);
      // Judging leaves the record and the store as they were.
      expect((await before.record({ key, judge: true, locale: 'en' })).turns[1].text).toBe(english);
      expect(store.flagged(key)).toBe(true);
      await after.checkAmong([Uint32Array.of(key)], 1, { ...request, findings: () => 'none' }, ({ keys, batch }) => store.replaceAll(keys, batch));
      await judgeEdited(store, after, [key]);
      expect(judged.isFlagged).toBe(store.flagged(key));
    }
    const flagged = texts.map((_, key) => store.flagged(key));
    expect(new Set(flagged)).toEqual(new Set([true, false]));
  });

  test('is judged in its own place of a conversation', async () => {
    const session = await open([conversation], 'data.jsonl');
    const { turns } = await session.record({ key: 0, judge: true, locale: 'en' });
    for (const turn of [2, 4, 6]) {
      const { text } = turns[turn];
      const judged = await judgeCandidate(session, undefined, { key: 0, turn, text, isWhole: true, locale: 'en' });
      expect(judged.verdict).toEqual(turns[turn].verdict);
      expect(judged.spelling).toEqual(turns[turn].spelling);
    }
    const other = await judgeCandidate(session, undefined, { key: 0, turn: 4, text: good, isWhole: true, locale: 'en' });
    expect(other).toMatchObject({ verdict: { turn: 4, verdict: 'requested' }, isFlagged: false });
  });

  test('is no record’s where the turn is no response', async () => {
    const session = await open([conversation], 'data.jsonl');
    for (const turn of [0, 1, 99]) {
      const judging = judgeCandidate(session, undefined, { key: 0, turn, text: good, isWhole: true, locale: 'en' });
      await expect(judging).rejects.toThrow('no response');
    }
  });

  test('can be judged at every character on its way, and is not blamed for how it goes on', async () => {
    const session = await open([{ instruction, output: english }, { instruction, output: good }], 'data.jsonl');
    const store = await checked(session);
    const judge = (text: string, isWhole: boolean) =>
      judgeCandidate(session, store, { key: 0, turn: 1, text, isWhole, locale: 'en' });
    for (let end = 0; end <= good.length; end++) {
      const { spelling, verdict } = await judge(good.slice(0, end), false);
      expect(spelling?.unknown).toEqual([]);
      expect(spelling?.problems).toEqual([]);
      expect(verdict.verdict).not.toBe('mismatch');
    }
    const thai = 'ดวงอาทิตย์ขึ้นทางทิศตะวันออก 🌞👩‍👩‍👧 เพราะโลกหมุนรอบตัวเอง';
    for (let end = 0; end <= thai.length; end++) await judge(thai.slice(0, end), false);
    const ending = good.replace('dreht.', 'drehht');
    expect((await judge(ending, false)).spelling?.unknown).toEqual([]);
    expect((await judge(ending, true)).spelling?.unknown.map(({ word }) => word)).toEqual(['drehht']);
  });

  test('is not flagged for words that are accepted', async () => {
    const session = await open(Array.from({ length: 6 }, () => ({ instruction, output: good })), 'data.jsonl');
    const store = await checked(session);
    const text = good.replace('eigene', 'eigenne').replace('Westen', 'Westten');
    const wanted = { key: 0, turn: 1, text, isWhole: true, locale: 'en' };
    expect((await judgeCandidate(session, store, wanted)).isFlagged).toBe(true);
    acceptWords(store, new AcceptedWords([{ word: 'eigenne' }, { word: 'Westten', language: 'de' }]));
    const judged = await judgeCandidate(session, store, wanted);
    expect(judged.isFlagged).toBe(false);
    expect(judged.spelling?.unknown).toEqual([]);
  });
});

describe('records', () => {
  test('are found again by what they hold, wherever they stand now', async () => {
    const record = (n: number) => ({ instruction: `Frage ${n}`, output: `Antwort ${n}` });
    const before = await open([record(0), record(1), record(1), record(2), record(3)], 'before.jsonl');
    const hashes = await before.contentHashes(Uint32Array.of(0, 1, 2, 3, 4));
    expect(hashes[1]).toBe(hashes[2]);
    const wanted = { hashes: [...hashes].map((hash) => [7, hash]), keys: Uint32Array.of(0, 1, 2, 3, 4) };
    expect([...(await before.findContents(wanted))]).toEqual([0, 1, 2, 3, 4]);
    const after = await open([record(9), record(3), record(0), record(1), record(8), record(1)], 'after.jsonl');
    expect([...(await after.findContents(wanted))]).toEqual([2, 3, 5, -1, 1]);
    const fewer = await open([record(3), record(1)], 'fewer.jsonl');
    expect([...(await fewer.findContents(wanted))]).toEqual([-1, 1, 1, -1, 0]);
    const empty = await open([], 'empty.jsonl');
    expect([...(await empty.findContents(wanted))]).toEqual([-1, -1, -1, -1, -1]);
  });
});
