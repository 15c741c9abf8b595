import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../src/checks/language/defaultLanguageOptions';
import { VerdictStore } from '../../../src/checks/verdicts/verdictStore';
import { ContentLog } from '../../../src/dataset/edits/contentLog';
import { EditedDataset } from '../../../src/dataset/edits/editedDataset';
import { DatasetEdits } from '../../../src/engine/datasetEdits';
import { compareAdapters } from '../../../src/engine/comparison/compareAdapters';
import { Comparison } from '../../../src/engine/comparison/comparison';
import { DatasetSession } from '../../../src/engine/datasetSession';
import { drawSample } from '../../../src/engine/comparison/drawSample';
import { respondToRecord } from '../../../src/engine/comparison/respondToRecord';
import { findSampled } from '../../../src/engine/comparison/sampledRecord';
import { EmbeddedBackend } from '../../../src/generation/embedded/embeddedBackend';
import { DEFAULT_PARAMETERS, type ModelChoice } from '../../../src/generation/modelChoice';
import { tinyLoraRows } from '../../fixtures/tinyLoraRows';

const programs = resolve('dist');
const fixtures = resolve('test/fixtures/tiny-lora');
const base: ModelChoice = {
  name: 'base',
  backend: 'embedded',
  model: join(fixtures, 'tiny-base.q8_0.gguf'),
  adapters: [],
  template: 'alpaca',
  parameters: { ...DEFAULT_PARAMETERS, temperature: 0, threads: 1 },
};
const adapted: ModelChoice = { ...base, name: 'adapted', adapters: [{ adapter: join(fixtures, 'tiny-lora.f16.gguf'), scale: 1 }] };

const rows = tinyLoraRows;

/** An optional dependency: not on every system. */
const isInstalled = existsSync(join(programs, 'llama/node_modules/node-llama-cpp'));

describe.skipIf(!isInstalled)('base and adapter compared on the fixture’s prompts', () => {
  const never = new AbortController().signal;
  let folder: string;
  let session: DatasetSession;
  let edits: DatasetEdits;
  let log: ContentLog;
  let backend: EmbeddedBackend;
  const verdicts = new VerdictStore();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'paddock-compare-'));
    const path = join(folder, 'data.jsonl');
    const records = rows.map(({ id, lang, output_lora: output, ...asked }) => ({ ...asked, id: `${id}-${lang}`, output }));
    const unasked = { instruction: '', input: '', output: 'Nichts gefragt, und doch auf Deutsch geantwortet.' };
    writeFileSync(path, [...records, unasked].map((record) => `${JSON.stringify(record)}\n`).join(''));
    session = new DatasetSession({ kind: 'file', path }, { programs, threads: 1 });
    await session.indexed;
    await session.useSchema((await session.sampleSchemas()).detections[0]?.choice);
    log = new ContentLog(join(folder, 'edits'));
    edits = new DatasetEdits(session, new EditedDataset(session.index.count, log));
    await session.useLanguageOptions(DEFAULT_LANGUAGE_OPTIONS);
    await session.check({ language: DEFAULT_LANGUAGE_OPTIONS, findings: () => 'none', locale: 'en', onBatch: (batch) => verdicts.add(batch) });
    backend = new EmbeddedBackend({ programs, gpu: 'off' });
  });
  afterAll(async () => {
    await backend.close();
    session.close();
    log.close();
    rmSync(folder, { recursive: true });
  });
  const draw = (perLanguage: number, seed = 7) => drawSample({ session, order: edits.dataset.order, verdicts }, { perLanguage, seed }, never);

  it('has the base answer in English, and the adapter in the language that is asked in, each exactly as known', async () => {
    const sample = await draw(14);
    const comparison = new Comparison({ choices: [base, adapted], perLanguage: 14, seed: 7, time: 0, sample });
    const respond = respondToRecord({
      session,
      order: edits.dataset.order,
      verdicts,
      models: { backendOf: () => backend, templates: {} },
      locale: 'en',
    });
    expect(await compareAdapters(comparison, respond, never, () => undefined)).toEqual([]);
    for (const { id, responses } of comparison.records()) {
      const row = rows.find(({ id: name, lang }) => `${name}-${lang}` === id)!;
      expect(responses.map((response) => response?.error ?? response?.text)).toEqual([row.output_base, row.output_lora]);
    }
    const rate = (model: string, language?: string) =>
      comparison.figures.find((own) => own.model === model && own.language === language)?.languageCorrectness?.rate;
    for (const language of ['de', 'fr']) {
      expect(rate('base', language)).toBe(0);
      expect(rate('adapted', language)).toBe(1);
    }
    expect(rate('base', 'en')).toBe(1);
    const [{ language }] = comparison.differences;
    expect(language.onlyFirst).toBe(0);
    expect(language.onlySecond).toBeGreaterThan(10);
    expect(language.p).toBeLessThan(0.001);
  });

  it('draws as many of each language, the same with the same seed, and nothing that asks nothing', async () => {
    const sample = await draw(5);
    const languages = sample.map(({ language }) => language);
    for (const language of ['de', 'en', 'fr']) expect(languages.filter((own) => own === language)).toHaveLength(5);
    expect(await draw(5)).toEqual(sample);
    expect(await draw(5, 8)).not.toEqual(sample);
    const all = await draw(1000);
    expect(all.every(({ instruction }) => instruction !== '')).toBe(true);
  });

  it('finds a record of the sample where it has gone, and says where it is no more', async () => {
    const [record] = await draw(5);
    const find = () => findSampled(session, edits.dataset.order, record);
    expect(await find()).toMatchObject({ key: record.key, record: record.hash });
    // As the sample would have it after records before it have been deleted and the dataset saved.
    const moved = { ...record, key: (record.key + 1) % rows.length };
    expect(await findSampled(session, edits.dataset.order, moved)).toMatchObject({ key: record.key });
    expect(await findSampled(session, edits.dataset.order, { ...moved, hash: 1 })).toBeUndefined();
    await edits.change(record.key, { kind: 'turnText', turn: record.turn, text: 'Anders.' }, 'Edit');
    expect(await find()).toMatchObject({ key: record.key, response: 'Anders.' });
    await edits.remove(Uint32Array.of(record.key));
    expect(await find()).toBeUndefined();
  });
});
