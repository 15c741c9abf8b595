import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { languageModel, ModelError, modelKey, modelName } from '../../../src/engine/languageModels';
import { MODEL_PATH, nativeUnavailable, trainModel } from '../checks/fasttext/native';
import { SENTENCES } from '../checks/fasttext/texts';

const programs = resolve('dist');
const folder = mkdtempSync(join(tmpdir(), 'paddock-models-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a model for all threads of a process', () => {
  it('is read once, however many ask for it at once and later', async () => {
    const [one, other] = await Promise.all([languageModel(programs, {}), languageModel(programs, {})]);
    // Compared here: to say how large models differ would take long.
    expect(other === one).toBe(true);
    expect((await languageModel(programs, { languages: ['de', 'fr'] })) === one).toBe(true);
    expect(one.input.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(one.vocabulary.labels).toHaveLength(176);
  });

  it('is another one when the file has changed', async () => {
    const model = join(folder, 'changing.ftz');
    copyFileSync(MODEL_PATH, model);
    const before = await languageModel(programs, { model });
    expect((await languageModel(programs, { model })) === before).toBe(true);
    const key = await modelKey(model);
    utimesSync(model, new Date(), new Date(Date.now() + 10_000));
    expect(await modelKey(model)).not.toBe(key);
    expect((await languageModel(programs, { model })) === before).toBe(false);
  });

  it('goes on being read for the others when one does not want it any more', async () => {
    const model = join(folder, 'wanted.ftz');
    copyFileSync(MODEL_PATH, model);
    const controller = new AbortController();
    const unwanted = languageModel(programs, { model }, controller.signal);
    const wanted = languageModel(programs, { model });
    controller.abort();
    await expect(unwanted).rejects.toMatchObject({ name: 'AbortError' });
    expect((await wanted).vocabulary.labels).toHaveLength(176);
  });

  it('is read while this thread is free', async () => {
    const model = join(folder, 'free.ftz');
    copyFileSync(MODEL_PATH, model);
    const reading = languageModel(programs, { model });
    let turns = 0;
    let isRead = false;
    void reading.then(() => (isRead = true));
    while (!isRead) {
      turns++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(turns).toBeGreaterThan(10);
  });

  it('says what is wrong with one', async () => {
    const broken = join(folder, 'broken.bin');
    writeFileSync(broken, readFileSync(MODEL_PATH).subarray(0, 10_000));
    for (const path of [broken, join(folder, 'absent.bin'), folder]) {
      await expect(languageModel(programs, { model: path })).rejects.toThrow(ModelError);
      await expect(languageModel(programs, { model: path })).rejects.toThrow(`The language model ${path} cannot be used: `);
    }
    await expect(languageModel(programs, { languages: ['tlh'] })).rejects.toThrow('it knows none of the languages');
  });

  it.skipIf(nativeUnavailable)(`can be one of few languages${nativeUnavailable ? `: ${nativeUnavailable}` : ''}`, async () => {
    const model = trainModel(folder, 'few', { deu_Latn: [SENTENCES[1]], und_Latn: ['qqq www zzz'] });
    expect((await languageModel(programs, { model })).vocabulary.labels).toHaveLength(2);
    await expect(languageModel(programs, { model, languages: ['fr'] })).rejects.toThrow('few.bin cannot be used');
  });

  it('has a name where it is not the built-in one', () => {
    expect(modelName({})).toBeUndefined();
    expect(modelName({ model: join(folder, 'glotlid.bin') })).toBe('glotlid.bin');
  });
});
