import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepVerdicts, readKeptVerdicts } from '../../../src/checks/verdicts/keptVerdicts';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../src/checks/language/defaultLanguageOptions';
import { uncheckedKeys } from '../../../src/checks/verdicts/verdictsInOrder';
import { verdictsOfFile } from '../../../src/checks/verdicts/verdictsOfFile';
import { VerdictStore } from '../../../src/checks/verdicts/verdictStore';
import { RecordOrder } from '../../../src/dataset/edits/recordOrder';
import { fingerprintOf } from '../../../src/dataset/saving/fingerprint';
import { DatasetSession } from '../../../src/engine/datasetSession';

const programs = resolve('dist');
const german = 'Erkläre in einfachen Worten, warum der Himmel am Tag blau aussieht.';
const english = 'The air scatters the blue light of the sun far more than the red, so the sky looks blue.';
const record = (n: number, output = n % 5 ? `${german} ${n}` : `${english} ${n}`) =>
  JSON.stringify({ instruction: `${german} ${n}`, output });

let folder: string;
const sessions: DatasetSession[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-'));
});
afterEach(() => {
  for (const session of sessions.splice(0)) session.close();
  rmSync(folder, { recursive: true });
});

async function open(path: string): Promise<DatasetSession> {
  const session = new DatasetSession({ kind: 'file', path }, { programs, threads: 2 });
  sessions.push(session);
  await session.indexed;
  const { detections } = await session.sampleSchemas();
  await session.useSchema(detections[0]?.choice);
  return session;
}

async function check(session: DatasetSession): Promise<VerdictStore> {
  const verdicts = new VerdictStore();
  await session.check({
    language: DEFAULT_LANGUAGE_OPTIONS,
    findings: () => 'none',
    locale: 'en',
    onBatch: (batch) => verdicts.add(batch),
  });
  return verdicts;
}

function kept(path: string, verdicts: VerdictStore, records: number): SharedArrayBuffer {
  const header = { uri: path, base: fingerprintOf(path), records, conditions: '', complete: true, time: 0 };
  const bytes = Buffer.concat([...keepVerdicts(header, verdictsOfFile(verdicts, records, () => true))]);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}

describe('verdicts kept of a file that changes', () => {
  const asLines = (records: readonly string[]) => `${records.join('\n')}\n`;
  test.each([
    ['lines', asLines, asLines],
    ['lines that end in another way now', asLines, (records: readonly string[]) => `\ufeff${records.join('\r\n')}`],
    ['an array', (all: readonly string[]) => `[${all.join(',\n')}]`, (all: readonly string[]) => `[\n  ${all.join(',\n  ')}\n]\n`],
  ])('stay with their records: %s', async (_, writeBefore, writeNow) => {
    const path = join(folder, 'records.json');
    const before = Array.from({ length: 1_300 }, (_, n) => record(n));
    writeFileSync(path, writeBefore(before));
    const session = await open(path);
    const bytes = kept(path, await check(session), before.length);

    const now = [record(9_000), ...before.slice(100).reverse(), record(9_001)];
    now[7] = record(9_005);
    writeFileSync(path, writeNow(now));
    const again = await open(path);
    const seen: number[] = [];
    const carried = await again.carryKeptOver(bytes, fingerprintOf(path), { onProgress: ({ done }) => seen.push(done) });
    const { header, batches } = readKeptVerdicts(new Uint8Array(carried));
    expect(header).toMatchObject({ records: now.length, base: fingerprintOf(path) });
    expect(seen.at(-1)).toBe(now.length);
    const store = new VerdictStore();
    for (const { batch, checked } of batches) store.add(batch, checked);

    const order = new RecordOrder(now.length);
    const left = [...uncheckedKeys(store, order)].flatMap((keys) => [...keys]);
    expect(left).toEqual([0, 7, now.length - 1]);
    // Checking these makes of it what checking everything would.
    await again.checkAmong(
      uncheckedKeys(store, order),
      left.length,
      { language: DEFAULT_LANGUAGE_OPTIONS, findings: () => 'none', locale: 'en' },
      ({ keys, batch }) => store.replaceAll(keys, batch),
    );
    const whole = await check(again);
    expect(store.counts).toEqual(whole.counts);
    const verdictsOf = (of: VerdictStore) => now.map((_, key) => of.verdicts(key));
    expect(verdictsOf(store)).toEqual(verdictsOf(whole));
  });

  test('can be given up', async () => {
    const path = join(folder, 'records.jsonl');
    writeFileSync(path, asLines(Array.from({ length: 20_000 }, (_, n) => record(n))));
    const session = await open(path);
    const controller = new AbortController();
    const carried = session.carryKeptOver(kept(path, new VerdictStore(), 20_000), fingerprintOf(path), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(carried).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('are refused when damaged, by the name of the reason', async () => {
    const path = join(folder, 'records.jsonl');
    writeFileSync(path, asLines([record(1)]));
    const session = await open(path);
    const bytes = kept(path, await check(session), 1);
    new Uint8Array(bytes)[bytes.byteLength - 10] ^= 1;
    await expect(session.carryKeptOver(bytes, fingerprintOf(path), {})).rejects.toMatchObject({
      name: 'KeptVerdictsError',
    });
  });
});
