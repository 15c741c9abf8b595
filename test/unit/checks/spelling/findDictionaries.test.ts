import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dictionariesFor } from '../../../../src/checks/spelling/dictionaries/dictionariesFor';
import { parseDictionaryName } from '../../../../src/checks/spelling/dictionaries/dictionaryName';
import { findDictionaries } from '../../../../src/checks/spelling/dictionaries/findDictionaries';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'paddock-find-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function dictionary(folder: string, name: string, ...endings: string[]): void {
  mkdirSync(join(root, folder), { recursive: true });
  for (const ending of endings) writeFileSync(join(root, folder, name + ending), '');
}

describe('names of dictionaries', () => {
  it.each([
    ['de_AT_frami', 'de-AT', 'de'],
    ['sr-Latn', 'sr-Latn', 'sr'],
    ['sr_RS-Latn', 'sr-Latn-RS', 'sr'],
    ['en_GB', 'en-GB', 'en'],
    ['en_GB-large', 'en-GB', 'en'],
    ['dictionary-pt-pt', 'pt-PT', 'pt'],
    ['ca-valencia', 'ca-valencia', 'ca'],
    ['sr-latn', 'sr-Latn', 'sr'],
    ['be-official', 'be', 'be'],
    ['hu_HU', 'hu-HU', 'hu'],
  ])('%s is of %s', (name, variant, language) => expect(parseDictionaryName(name)).toEqual({ variant, language }));

  it.each(['hyph_de_DE', 'index', 'words', '', '__proto__'])('“%s” is none', (name) =>
    expect(parseDictionaryName(name)).toBeUndefined(),
  );
});

describe('dictionaries in folders', () => {
  dictionary('user', 'de_AT_frami', '.aff', '.dic');
  dictionary('user', 'fr', '.aff');
  dictionary('workspace/dictionary-he', 'index', '.aff', '.dic');
  dictionary('system/hunspell', 'de_DE', '.aff', '.dic');
  for (const ending of ['.aff', '.dic']) symlinkSync(`de_DE${ending}`, join(root, `system/hunspell/de_BE${ending}`));
  symlinkSync('nowhere', join(root, 'system/hunspell/nl_NL.aff'));
  symlinkSync('.', join(root, 'system/hunspell/circle'));
  dictionary('programs/dictionaries/de', 'index', '.aff', '.dic');
  dictionary('programs/dictionaries/sr-latn', 'index', '.aff', '.dic');
  dictionary('programs/dictionaries/sr', 'index', '.aff', '.dic');
  const found = findDictionaries(
    { user: [join(root, 'user'), join(root, 'absent')], workspace: [join(root, 'workspace')] },
    join(root, 'programs'),
    [join(root, 'system/hunspell')],
  );
  const pathsFor = async (language: string, variants = {}) =>
    dictionariesFor(language, (await found).dictionaries, variants).map(({ affixes }) => affixes.slice(root.length + 1));

  it("go in the order of user, workspace, system, built-in, the usual variant's first, each file once", async () => {
    expect(await pathsFor('de')).toEqual(['system/hunspell/de_DE.aff', 'user/de_AT_frami.aff']);
    expect(await pathsFor('he')).toEqual(['workspace/dictionary-he/index.aff']);
  });

  it('are chosen by variant and by script', async () => {
    expect(await pathsFor('de', { de: 'de-AT' })).toEqual(['user/de_AT_frami.aff']);
    expect(await pathsFor('de-BE')).toEqual(['system/hunspell/de_DE.aff']);
    expect(await pathsFor('sr')).toEqual(['programs/dictionaries/sr/index.aff']);
    expect(await pathsFor('sr-Latn')).toEqual(['programs/dictionaries/sr-latn/index.aff']);
    expect(await pathsFor('hr')).toEqual([]);
  });

  it('are said to be halves where one of their files is not there', async () => {
    expect((await found).halves.map(({ message }) => message)).toEqual([
      `The dictionary ${join(root, 'user/fr.aff')} cannot be used: there is no fr.dic beside it.`,
      `The dictionary ${join(root, 'system/hunspell/nl_NL.aff')} cannot be used: there is no nl_NL.dic beside it.`,
    ]);
  });
});
