import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { paddock as run, root } from './program';

const folder = mkdtempSync(join(tmpdir(), 'paddock-spell-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** By the built-in dictionaries alone, whatever the machine has. */
const nowhere = { HOME: folder, DICPATH: '', XDG_DATA_DIRS: '' };
const paddock = (args: readonly string[], input = '') => run(args, { input, environment: nowhere });

describe('paddock spell', () => {
  it('prints the misspelled words as they are written, in their order, each as often as it occurs', async () => {
    const words = ['Haus', 'Hauss', ' Donaudampfschifffahrt ', '', 'Übung'.normalize('NFD'), "geht's", 'geht’s', 'Hauss', 'hauß'];
    const { code, output, complaints } = await paddock(['spell', '--language', 'German'], words.join('\n'));
    expect({ code, output, complaints }).toEqual({ code: 0, output: 'Hauss\nHauss\nhauß\n', complaints: '' });
  });

  it('takes Vietnamese words with their tone marks by either rule', async () => {
    const { output } = await paddock(['spell', '--language', 'vi'], 'hòa\nhoà\ntòa\nthủy\nthuỷ\nqúy\nquý\nhòaa\n');
    expect(output).toBe('qúy\nhòaa\n');
  });

  it('spells by any variant, or by the one that is named', async () => {
    const words = 'colour\ncolor\ncolr\n';
    expect((await paddock(['spell', '--language', 'en'], words)).output).toBe('colr\n');
    expect((await paddock(['spell', '--language', 'en', '--variant', 'en-US'], words)).output).toBe('colour\ncolr\n');
    expect((await paddock(['spell', '--language', 'en', '--variant', 'en-GB'], words)).output).toBe('color\ncolr\n');
    const unknown = await paddock(['spell', '--language', 'de', '--variant', 'de-LI'], words);
    expect(unknown).toMatchObject({ code: 2, output: '' });
    expect(unknown.complaints).toMatch(/^paddock: there is no dictionary for de-LI, only de, de-AT, de-CH\n$/);
  });

  it('takes dictionaries from folders, also such as are not in UTF-8', async () => {
    file('own/xh_ZA.aff', 'SET UTF-8\nSFX A Y 1\nSFX A 0 ni .\n');
    file('own/xh_ZA.dic', '1\nindlu/A\n');
    const { code, output } = await paddock(['spell', '--language', 'xh', '--dictionaries', join(folder, 'own')], 'indlu\nindluni\nindlux\n');
    expect({ code, output }).toEqual({ code: 0, output: 'indlux\n' });

    mkdirSync(join(folder, 'eight'));
    // ß, flagged with a byte that is a letter of the encoding, too.
    writeFileSync(join(folder, 'eight/xh.aff'), Buffer.from('SET ISO8859-1\nSFX é Y 1\nSFX é 0 ü .\n', 'latin1'));
    writeFileSync(join(folder, 'eight/xh.dic'), Buffer.from('1\nstraße/é\n', 'latin1'));
    const eight = await paddock(['spell', '--language', 'xh', '--dictionaries', join(folder, 'eight')], 'straße\nstraßeü\nstrasse\n');
    expect(eight.output).toBe('strasse\n');
  });

  it('goes on with the other files when one is not there', async () => {
    const { code, output, complaints } = await paddock([
      'spell', '--language', 'en', join(folder, 'absent.txt'), file('words.txt', 'word\nwrod\n'),
    ]);
    expect({ code, output }).toEqual({ code: 2, output: 'wrod\n' });
    expect(complaints).toBe(`paddock: ${join(folder, 'absent.txt')}: no such file\n`);
  });

  it.each([
    [['--language', 'ja'], 'paddock: Japanese (ja) is written without spaces between words, which have no spelling to check\n'],
    [['--language', 'qu'], 'paddock: there is no dictionary for Quechua (qu); --dictionaries names a folder that has one\n'],
  ])('says why words cannot be spelled: %s', async (flags, complaint) => {
    expect(await paddock(['spell', ...flags], 'word\n')).toEqual({ code: 2, output: '', complaints: complaint });
  });

  it.each([[[]], [['--language', 'nonsense']]])('wants a language: %s', async (flags) => {
    const { code, output } = await paddock(['spell', ...flags]);
    expect({ code, output }).toEqual({ code: 2, output: '' });
  });

  it('wants folders of dictionaries to be there', async () => {
    const { code, complaints } = await paddock(['spell', '--language', 'de', '--dictionaries', '/no/such/folder']);
    expect({ code }).toEqual({ code: 2 });
    expect(complaints).toContain("argument '/no/such/folder' is invalid. There is no such folder.");
  });

  it('names the file of a dictionary that cannot be used', async () => {
    const affixes = file('half/xh.aff', 'SET UTF-8\n');
    const half = await paddock(['spell', '--language', 'xh', '--dictionaries', join(folder, 'half')]);
    expect(half).toMatchObject({ code: 2, complaints: `paddock: The dictionary ${affixes} cannot be used: there is no xh.dic beside it.\n` });

    const rubbish = file('rubbish/xh.aff', 'SET UTF-8\n');
    copyFileSync(join(root, 'media/icon.png'), join(folder, 'rubbish/xh.dic'));
    const { complaints } = await paddock(['spell', '--language', 'xh', '--dictionaries', join(folder, 'rubbish')]);
    expect(complaints).toBe(`paddock: The dictionary ${rubbish} cannot be used: it is not a text.\n`);
  });
});
