import { resolve } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Dictionaries } from '../../../src/engine/dictionaries';

vi.setConfig({ testTimeout: 60_000 });

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
  ])('know words of %s', async (language, right, wrong) => {
    expect(await dictionaries.lookUp(language, `${right}\n${wrong}`)).toEqual(Uint8Array.of(1, 0));
  });

  it('suggest the right word first', async () => {
    expect((await dictionaries.suggestions('de', 'Rechtschreibug'))[0]).toBe('Rechtschreibung');
  });

  it('say where there is none', async () => {
    expect(await dictionaries.whyNotSpelled('de')).toBeUndefined();
    expect(await dictionaries.whyNotSpelled('ja')).toEqual({ reason: 'no spelling' });
    expect(await dictionaries.whyNotSpelled('xh')).toEqual({ reason: 'no dictionary' });
  });
});
