import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolvePath } from '../../../src/editor/settingPath';

const folder = resolve('some folder');

describe('the path of a model in the settings', () => {
  it.each([
    ['~/models/lid.bin', join(homedir(), 'models/lid.bin')],
    ['~', homedir()],
    ['${workspaceFolder}/lid.bin', join(folder, 'lid.bin')],
    ['models/lid.bin', join(folder, 'models/lid.bin')],
    [` ${resolve('/models/lid.bin')} `, resolve('/models/lid.bin')],
    ['~other/lid.bin', join(folder, '~other/lid.bin')],
  ])('%s', (named, path) => expect(resolvePath(named, folder)).toBe(path));

  it('takes a folder’s name as it is', () => {
    const odd = resolve('$& ${workspaceFolder} $1');
    expect(resolvePath('${workspaceFolder}/lid.bin', resolve('$& $1'))).toBe(resolve('$& $1', 'lid.bin'));
    expect(resolvePath(join(odd, 'lid.bin'), undefined)).toBe(join(odd, 'lid.bin'));
  });

  it('is left as it is where no folder is open', () => {
    expect(resolvePath('${workspaceFolder}/lid.bin', undefined)).toBe('${workspaceFolder}/lid.bin');
  });
});
