import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { replaceText } from '../../../../src/dataset/saving/replaceText';
import { temporaryFolder } from './support';

const folder = temporaryFolder();

test('a text file is made with its folders, and replaced with its mode and the link to it', async () => {
  const path = join(folder, 'new', 'deep', 'words.txt');
  await replaceText(path, 'one\n');
  expect(readFileSync(path, 'utf8')).toBe('one\n');
  chmodSync(path, 0o640);
  const link = join(folder, 'link.txt');
  symlinkSync(path, link);
  await replaceText(link, 'two\n');
  expect(readFileSync(path, 'utf8')).toBe('two\n');
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readdirSync(join(folder, 'new', 'deep'))).toEqual(['words.txt']);
});

test.skipIf(process.platform === 'win32')('a text that is larger than the system allows leaves the one before', async () => {
  const home = join(folder, 'limited');
  mkdirSync(home);
  const path = join(home, 'words.txt');
  writeFileSync(path, 'before\n');
  const program = join(folder, 'replace.mjs');
  const source = join(import.meta.dirname, '../../../../src/dataset/saving/replaceText');
  const contents = `import { replaceText } from ${JSON.stringify(source)};
    await replaceText(${JSON.stringify(path)}, 'x'.repeat(100_000)).catch((error) => console.log(error.message));`;
  const stdin = { contents, resolveDir: folder, loader: 'ts' as const };
  await build({ stdin, outfile: program, bundle: true, platform: 'node', target: 'node20', format: 'esm' });
  // In blocks of 512 or 1,024 bytes.
  const { stdout } = spawnSync('sh', ['-c', 'ulimit -f 8; exec "$0" "$1"', process.execPath, program], { encoding: 'utf8' });
  expect(stdout).toBe('words.txt has not been saved: the file would be larger than the disk allows.\n');
  expect(readFileSync(path, 'utf8')).toBe('before\n');
  expect(readdirSync(home)).toEqual(['words.txt']);
});
