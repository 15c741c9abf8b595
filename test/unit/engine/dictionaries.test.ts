import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Dictionaries } from '../../../src/engine/dictionaries';

const programs = resolve('dist');
const folders = { user: [], workspace: [] };

describe('the dictionaries that come with Paddock', () => {
  const dictionaries = new Dictionaries({ programs, folders, variants: {}, system: [] });
  afterAll(() => dictionaries.close());

  it.each([
    ['de', 'Donaudampfschifffahrt', 'Donaudampfschiffart'],
    ['en', 'colour', 'collour'],
    ['hu', 'legmegszentségteleníthetetlenebb', 'legmegszentségtelenithetetlenebb'],
    ['pt', 'ação', 'asão'],
    ['pt-PT', 'facto', 'factoo'],
    ['sr', 'здраво', 'здравоо'],
    ['sr-Latn', 'zdravo', 'zdravoo'],
    ['no', 'hverandre', 'hverandere'],
    ['sw', 'mwanga', 'mwangha'],
  ])('know words of %s', async (language, right, wrong) => {
    expect(await dictionaries.lookUp(language, `${right}\n${wrong}`)).toEqual(Uint8Array.of(1, 0));
  });

  // Fetched by the build, where there is a network.
  it.skipIf(!existsSync(join(programs, 'dictionaries/ar'))).each([
    ['af', 'môreoggend', 'môreoggennd'],
    ['ar', 'والمدرسة', 'والمدررسة'],
    ['hi', 'विद्यालय', 'विद्याालय'],
    ['id', 'mempertanggungjawabkan', 'mempertangungjawabkan'],
    ['tl', 'kalayaan', 'kalayyaan'],
  ])('know words of %s, which npm has no dictionary for', async (language, right, wrong) => {
    expect(await dictionaries.lookUp(language, `${right}\n${wrong}`)).toEqual(Uint8Array.of(1, 0));
  });

  it('know of languages whose words they lack many of which ones a slip makes right, and no more', async () => {
    const answers = await dictionaries.isNearKnown('tr', 'gerekiyorr\nsunlumaktadır\nazaltilması\nMüzekart\ngexekiyor');
    expect(answers).toEqual(Uint8Array.of(1, 1, 1, 0, 0));
  });

  it('suggest the right word first', async () => {
    expect((await dictionaries.suggestions('de', 'Rechtschreibug'))[0]).toBe('Rechtschreibung');
  });

  it('suggest words of each variant', async () => {
    // Bokmål, and Nynorsk.
    const suggestions = await dictionaries.suggestions('no', 'ikkje1');
    const [nb, nn] = await Promise.all(['nb', 'nn'].map((variant) => dictionaries.suggestions(variant, 'ikkje1')));
    expect(suggestions).toHaveLength(new Set(suggestions).size);
    expect(suggestions.length).toBeLessThanOrEqual(5);
    for (const first of [nb[0], nn[0]]) expect(suggestions).toContain(first);
    expect(nb[0]).not.toBe(nn[0]);
  });

  it('know which words one edit makes right', async () => {
    const answers = await dictionaries.isNearKnown('de', 'nichst\nWestten\nXqzvwkj');
    expect(answers).toEqual(Uint8Array.of(1, 1, 0));
    expect(await dictionaries.isNearKnown('de', 'Xqzvwkj\nnichst')).toEqual(Uint8Array.of(0, 1));
    expect(await dictionaries.isNearKnown('xh', 'nichst')).toEqual(Uint8Array.of(0));
    await expect(dictionaries.isNearKnown('de', 'Spracche', AbortSignal.abort())).rejects.toThrow('abort');
  });

  it('say where there is none', async () => {
    expect(await dictionaries.whyNotSpelled('de')).toBeUndefined();
    expect(await dictionaries.whyNotSpelled('ja')).toEqual({ reason: 'no spelling' });
    expect(await dictionaries.whyNotSpelled('xh')).toEqual({ reason: 'no dictionary' });
  });
});

describe('a dictionary whose files begin with a byte order mark', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-'));
  writeFileSync(join(folder, 'kk_KZ.aff'), '\ufeffSET UTF-8\n');
  writeFileSync(join(folder, 'kk_KZ.dic'), '\ufeff2\nқазақ\nтілі\n');
  const dictionaries = new Dictionaries({ programs, folders: { user: [folder], workspace: [] }, variants: {}, system: [] });
  afterAll(async () => {
    await dictionaries.close();
    rmSync(folder, { recursive: true });
  });

  it('is read in the encoding that its first line names', async () => {
    expect(await dictionaries.whyNotSpelled('kk')).toBeUndefined();
    expect(await dictionaries.lookUp('kk', 'қазақ\nқазах')).toEqual(Uint8Array.of(1, 0));
  });
});
