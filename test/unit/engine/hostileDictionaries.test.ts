import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Dictionaries } from '../../../src/engine/dictionaries';
import { DictionaryHost } from '../../../src/engine/dictionaryHost';
import { OpenDictionary } from '../../../src/engine/openDictionary';

const programs = resolve('dist');
const folder = mkdtempSync(join(tmpdir(), 'paddock-hostile-'));
const limits = { openSeconds: 20, lookUpSeconds: 3, suggestSeconds: 3 };
afterAll(async () => {
  await dictionaries.close();
  rmSync(folder, { recursive: true, force: true });
});

const UTF_8 = 'SET UTF-8\n';
const affixes = (name: string) => join(folder, `${name}.aff`);

/** Written before any is looked for. */
const hostile: Readonly<Record<string, { readonly aff: string | Uint8Array; readonly dic: string | Uint8Array }>> = {
  // Every way to divide the word into words of one and two letters is tried.
  xh: { aff: `${UTF_8}COMPOUNDMIN 1\nCOMPOUNDRULE 1\nCOMPOUNDRULE ${'A*'.repeat(40)}B\n`, dic: '3\na/A\naa/A\nb/B\n' },
  zu: { aff: Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7919) % 256), dic: Uint8Array.of(1, 0, 2) },
  sn: { aff: UTF_8, dic: 'no number\nof words\n' },
  st: { aff: `SET EBCDIC-37\n`, dic: '1\nword\n' },
  tn: { aff: UTF_8, dic: '999999999999\nword\n' },
  ts: { aff: `${UTF_8}SFX A Y 2000000000\nSFX A 0 x .\n`, dic: '1\nword/A\n' },
  ss: { aff: `${UTF_8}AF 2000000000\nAF A\nSFX A Y 1\nSFX A 0 x .\n`, dic: '1\nword/1\n' },
  ve: { aff: `${UTF_8}REP 2000000000\nMAP 2000000000\n`, dic: '1\nword\n' },
  nr: { aff: `${UTF_8}MAXNGRAMSUGS 100\nMAP 1\nMAP abcdefghijklm\n${'TRY abc\n'.repeat(9)}`, dic: `1\nword\n${'ab\nabab\n'.repeat(9)}` },
  rw: { aff: UTF_8, dic: '' },
};
for (const [name, { aff, dic }] of Object.entries(hostile)) {
  writeFileSync(affixes(name), aff);
  writeFileSync(join(folder, `${name}.dic`), dic);
}
writeFileSync(affixes('so'), UTF_8);
const huge = openSync(join(folder, 'so.dic'), 'w');
writeSync(huge, '1\nword\n');
ftruncateSync(huge, 3 * 2 ** 30);
closeSync(huge);

const dictionaries = new Dictionaries({ programs, folders: { user: [folder], workspace: [] }, variants: {}, system: [], limits });

describe('a dictionary that is broken, huge or hostile', () => {
  it('is stopped when words take too long, and others go on meanwhile and afterwards', async () => {
    const word = `${'a'.repeat(90)}c`;
    const [hanging, other] = await Promise.all([dictionaries.lookUp('xh', `b\n${word}`), dictionaries.lookUp('de', 'Haus\nHauss')]);
    expect(other).toEqual(Uint8Array.of(1, 0));
    expect(hanging).toEqual({
      reason: 'broken',
      message: `The dictionary ${affixes('xh')} cannot be used: looking words up took longer than 3 seconds.`,
    });
    expect(await dictionaries.lookUp('de', 'Donaudampfschifffahrt')).toEqual(Uint8Array.of(1));
    // It is not tried again.
    expect(await dictionaries.lookUp('xh', 'b')).toEqual(hanging);
  });

  it('does not take those with it that share its thread', async () => {
    const host = new DictionaryHost(programs);
    const opened = (affixes: string, words: string) =>
      new OpenDictionary(host, { language: 'de', affixes, words: [words], engine: 'hunspell' }, limits);
    const german = opened(join(programs, 'dictionaries/de/index.aff'), join(programs, 'dictionaries/de/index.dic'));
    const hanging = opened(affixes('xh'), join(folder, 'xh.dic'));
    const before = german.lookUp('Haus');
    const hung = hanging.lookUp(`${'a'.repeat(90)}c`);
    const behind = german.lookUp('Haus\nHauss');
    await expect(hung).rejects.toThrow('longer than 3 seconds');
    expect(await before).toEqual(Uint8Array.of(1));
    expect(await behind).toEqual(Uint8Array.of(1, 0));
    await german.close();
    await expect(german.lookUp('Haus')).rejects.toThrow('closed');
  });

  it.each([
    ['zu', 'it is not a text.'],
    ['sn', 'its .dic file does not begin with the number of words.'],
    ['st', 'its encoding, EBCDIC-37, is not known.'],
    ['tn', 'it knows none of its own words.'],
    ['rw', 'its .dic file does not begin with the number of words.'],
    ['so', `${join(folder, 'so.dic')} is larger than 64 MB.`],
  ])('is named with what is wrong: %s', async (language, reason) => {
    const message = `The dictionary ${affixes(language)} cannot be used: ${reason}`;
    expect(await dictionaries.whyNotSpelled(language)).toEqual({ reason: 'broken', message });
  });

  it.each(['ts', 'ss', 've'])('that announces more than it has is held to its limits: %s', async (language) => {
    const answer = await dictionaries.lookUp(language, 'word\nwrod');
    if (answer instanceof Uint8Array) expect(answer).toEqual(Uint8Array.of(1, 0));
    else expect(answer.reason === 'broken' && answer.message).toContain(affixes(language));
  });

  it('does not find suggestions for ever', async () => {
    const suggestions = await dictionaries.suggestions('nr', `${'ab'.repeat(40)}c`);
    expect(suggestions.length).toBeLessThanOrEqual(5);
    expect(await dictionaries.lookUp('nr', 'word')).toEqual(Uint8Array.of(1));
  });
});
