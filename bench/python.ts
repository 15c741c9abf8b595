import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Python packages are installed; git ignores it. */
const FOLDER = resolve('.cache/python-fasttext');
/** The binding as built packages, for no compiler need be at hand; it wants an array library of before version 2. */
const PACKAGES = ['fasttext-wheel==0.9.2', 'numpy<2'];

/**
 * A Python that can import fastText's binding, installed on the first call.
 * @returns its path, or why there is none.
 */
export async function pythonWithFastText(): Promise<{ readonly python: string } | { readonly reason: string }> {
  const isWindows = process.platform === 'win32';
  const python = join(FOLDER, isWindows ? 'Scripts/python.exe' : 'bin/python');
  try {
    if (!existsSync(python)) await run(isWindows ? 'python' : 'python3', ['-m', 'venv', FOLDER]);
    const isThere = await run(python, ['-c', 'import fasttext']).then(() => true, () => false);
    if (!isThere) await run(python, ['-m', 'pip', 'install', '--quiet', '--only-binary=:all:', ...PACKAGES]);
    await run(python, ['-c', 'import fasttext']);
    return { python };
  } catch (error) {
    await rm(FOLDER, { recursive: true, force: true });
    return { reason: (error as Error).message.trim().split('\n').at(-1)! };
  }
}
