import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/checks/finding';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../src/checks/language/defaultLanguageOptions';
import type { SpellingOptions } from '../../../src/checks/spelling/spellingOptions';
import { BATCH_RECORDS } from '../../../src/checks/verdicts/verdictBatch';
import { VerdictStore } from '../../../src/checks/verdicts/verdictStore';
import { DatasetSession } from '../../../src/engine/datasetSession';
import { Dictionaries } from '../../../src/engine/dictionaries';
import { judgeEdited, judgeSpelling } from '../../../src/engine/judgeSpelling';
import { listedWords } from '../checks/verdicts/checkedRecords';

const programs = resolve('dist');
const spelling: SpellingOptions = { variants: {}, alsoAllowed: [], personal: { accepted: [], forbidden: [] } };
const request = { language: DEFAULT_LANGUAGE_OPTIONS, spelling, locale: 'en' };
let folder: string;
let session: DatasetSession;
let dictionaries: Dictionaries;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-'));
});
afterEach(async () => {
  session.close();
  await dictionaries.close();
  rmSync(folder, { recursive: true });
});

const instruction = 'Erkläre in einem Satz, warum die Sonne im Osten aufgeht.';
const good = 'Die Sonne geht im Osten auf und im Westen unter, weil sich die Erde um ihre eigene Achse dreht.';
const bad = 'Die Sonne geht im Osten auf und im Westten unter, weil sich die Erde um ihre eigenne Achse drehht.';

async function open(outputs: readonly string[], folders: readonly string[] = []): Promise<void> {
  const path = join(folder, 'data.jsonl');
  writeFileSync(path, outputs.map((output) => `${JSON.stringify({ instruction, output })}\n`).join(''));
  session = new DatasetSession({ kind: 'file', path }, { programs, threads: 2 });
  dictionaries = new Dictionaries({ programs, folders: { user: folders, workspace: [] }, variants: {}, system: [] });
  session.useDictionaries(dictionaries);
  await session.indexed;
  const { detections } = await session.sampleSchemas();
  await session.useSchema(detections[0]?.choice);
}

async function check(): Promise<VerdictStore> {
  const store = new VerdictStore();
  await session.check({ ...request, findings: () => 'flagged', onBatch: (batch) => store.add(batch) });
  await judgeSpelling(store, undefined, session);
  return store;
}

describe('spelling in a session', () => {
  test('is stored batch by batch, whoever has to wait for dictionaries, and flags what is worse than the rest', async () => {
    const count = 6 * BATCH_RECORDS + 3;
    const badAt = [7, 3 * BATCH_RECORDS, count - 1];
    await open(Array.from({ length: count }, (_, at) => (badAt.includes(at) ? bad : good)));
    const store = await check();
    expect(store.counts.records).toBe(count);
    expect(Array.from({ length: count }, (_, key) => key).filter((key) => store.flagged(key))).toEqual(badAt);
    expect(store.spelling.tallies.all.words).toBe(19 * count);
    const { total, words } = listedWords(store);
    expect(total).toBe(3);
    expect(words.map(({ word, records }) => [word, records])).toEqual([['Westten', 3], ['eigenne', 3], ['drehht', 3]]);
  });

  test('is found again in records that are named, with its place in the response and in the record', async () => {
    await open([good, `Sie sagt "ja".\n${bad}`, ...Array.from({ length: 30 }, () => good)]);
    const store = await check();
    const findings: Finding[] = [];
    await session.checkAmong([Uint32Array.of(0, 1)], 2, { ...request, findings: () => 'flagged' }, (checked) =>
      findings.push(...checked.findings),
    );
    const found = findings.filter((finding) => finding.check === 'spelling');
    expect(found.every((finding) => store.isReported(finding))).toBe(true);
    const raw = await session.rawText(1);
    expect(found.map(({ span }) => raw.slice(span!.start, span!.end))).toEqual(['Westten', 'eigenne', 'drehht']);
    expect(found[0]).toMatchObject({ key: 1, line: 2, response: 1, message: '“Westten” is not in the German dictionary' });
  });

  test('flags one misspelling in a few records, for the dictionary knows the word it should be', async () => {
    await open([good, good.replace('Osten', 'Südosten'), good, good.replace('eigene', 'eigenne')]);
    const store = await check();
    expect([0, 1, 2, 3].map((key) => store.flagged(key))).toEqual([false, false, false, true]);
  });

  test('flags a record that has been edited for a misspelling that was not there before', async () => {
    const typo = 'Das hat damit nichst zu tun, denn die Sonne steht im Verhältnis zu den Planeten still.';
    await open([good, typo]);
    const store = await check();
    const { spelling: before } = store;
    expect(before.misspelled).toBe(1);
    const edited = new VerdictStore();
    await session.checkAmong([Uint32Array.of(0)], 1, { ...request, findings: () => 'none' }, ({ keys, batch }) => edited.replaceAll(keys, batch));
    await judgeSpelling(edited);
    await session.checkAmong([Uint32Array.of(1)], 1, { ...request, findings: () => 'none' }, ({ keys, batch }) => edited.replaceAll(keys, batch));
    expect(edited.flagged(1)).toBe(false);
    expect(await judgeEdited(edited, session, [0])).toBe(false);
    expect(await judgeEdited(edited, session, [1])).toBe(true);
    expect(edited.flagged(1)).toBe(true);
    expect(edited.counts.flagged).toBe(1);
    expect(await judgeEdited(edited, session, [1])).toBe(false);
  });

  test('is told of the record that is shown', async () => {
    await open([bad]);
    await session.useLanguageOptions(DEFAULT_LANGUAGE_OPTIONS, spelling);
    const { turns } = await session.record({ key: 0, judge: true, locale: 'en' });
    expect(turns[0].spelling).toBeUndefined();
    expect(turns[1].spelling?.unknown.map(({ word }) => word)).toEqual(['Westten', 'eigenne', 'drehht']);
    expect(turns[1].spelling?.read).toEqual([{ language: 'de', words: 19, isChecked: true }]);
    await session.useLanguageOptions(DEFAULT_LANGUAGE_OPTIONS);
    const [, unspelled] = (await session.record({ key: 0, judge: true, locale: 'en' })).turns;
    expect(unspelled.spelling).toBeUndefined();
  });

  test('is not checked where no dictionary is to be had, which does not stop the languages', async () => {
    await open([bad, good]);
    session.useDictionaries({
      lookUp: () => Promise.resolve({ reason: 'broken', message: 'It is broken.' }),
      isNearKnown: (_, words) => Promise.resolve(new Uint8Array(words.split('\n').length)),
    });
    const store = await check();
    expect(store.verdict(0)).toMatchObject({ verdict: 'match', expected: 'de' });
    expect(store.spelling.notSpelled.get('de')).toEqual({ reason: 'broken', message: 'It is broken.' });
    expect(store.spelling.tallies.all).toMatchObject({ words: 0, notChecked: 38 });
    expect(listedWords(store).total).toBe(0);
  });
});
