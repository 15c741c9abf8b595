import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Contents } from '../../../../src/dataset/edits/contentLog';
import { Overlay } from '../../../../src/dataset/edits/overlay';
import { indexRecords } from '../../../../src/dataset/indexRecords';
import { fingerprintOf } from '../../../../src/dataset/saving/fingerprint';
import { replaceFile, type ReplaceOptions, whyNotReplaceable } from '../../../../src/dataset/saving/replaceFile';
import { SaveError, type SaveErrorCode } from '../../../../src/dataset/saving/saveError';
import { writeDataset } from '../../../../src/dataset/saving/writeDataset';
import { openSource } from '../../../../src/dataset/source';
import { breathe } from '../support';
import { buildSavingProcess, temporaryFolder } from './support';

const folder = temporaryFolder();
let home: string;
let path: string;
let homes = 0;
beforeEach(() => {
  home = join(folder, String(homes++));
  mkdirSync(home);
  path = join(home, 'dataset.jsonl');
  writeFileSync(path, 'old');
});

const isRoot = process.getuid?.() === 0;
/** "nobody" almost everywhere. */
const NOBODY = 65_534;

async function write(descriptor: number): Promise<string> {
  writeSync(descriptor, 'new');
  return 'result';
}

const save = (target = path, options: ReplaceOptions = {}) => replaceFile(target, write, options);

/** A save that must fail: it names the file, keeps it, and leaves nothing else. */
async function refused(saving: Promise<unknown>, code: SaveErrorCode, reason: RegExp, kept: string | null = 'old') {
  const before = readdirSync(home).filter((name) => !name.endsWith('.paddock-save'));
  const error: unknown = await saving.then(() => undefined, (error: unknown) => error);
  expect(error).toBeInstanceOf(SaveError);
  expect((error as SaveError).code).toBe(code);
  expect((error as SaveError).message).toMatch(reason);
  expect((error as SaveError).message).toMatch(/^dataset\.jsonl has not been saved: [^\n]+[^.]\.$/);
  if (kept !== null) expect(readFileSync(path, 'utf8')).toBe(kept);
  expect(readdirSync(home)).toEqual(before);
}

describe('replacing a file', () => {
  it('gives it new bytes, and tells what it is like from then on', async () => {
    const { result, fingerprint } = await save(path, { expect: fingerprintOf(path) });
    expect(result).toBe('result');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(fingerprint).toEqual(fingerprintOf(path));
    expect(readdirSync(home)).toEqual(['dataset.jsonl']);
    await save(path, { expect: fingerprint });
  });

  it('makes a file where there is none', async () => {
    await save(join(home, 'another.jsonl'));
    expect(readFileSync(join(home, 'another.jsonl'), 'utf8')).toBe('new');
  });

  it('has a name for its temporary file however long the name of the file is', async () => {
    for (const name of ['x'.repeat(255), '好'.repeat(85), '😀'.repeat(63)]) {
      await save(join(home, name));
      expect(readFileSync(join(home, name), 'utf8')).toBe('new');
    }
    expect(readdirSync(home)).toHaveLength(4);
  });

  it.skipIf(process.platform === 'win32')('keeps the mode', async () => {
    for (const mode of [0o640, 0o666, 0o755, 0o4750]) {
      chmodSync(path, mode);
      await save();
      expect(statSync(path).mode & 0o7777).toBe(mode);
    }
  });

  it.skipIf(!isRoot)('keeps the owner (root only may give files away)', async () => {
    chownSync(path, NOBODY, NOBODY);
    chmodSync(path, 0o4750);
    await save();
    const { uid, gid, mode } = statSync(path);
    expect([uid, gid, mode & 0o7777]).toEqual([NOBODY, NOBODY, 0o4750]);
  });

  it.skipIf(process.platform === 'win32')('follows symbolic links, which stay', async () => {
    mkdirSync(join(home, 'links'));
    const [first, second] = [join(home, 'links', 'first'), join(home, 'links', 'second')];
    symlinkSync('../dataset.jsonl', second);
    symlinkSync(second, first);
    await save(first, { expect: fingerprintOf(path) });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(lstatSync(first).isSymbolicLink() && lstatSync(second).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(home, 'links'))).toEqual(['first', 'second']);

    rmSync(path);
    await save(first);
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('removes what a killed save has left, once it cannot be a running one any more', async () => {
    const [stale, recent] = ['0123456789abcdef', 'fedcba9876543210'].map((id) => join(home, `.x.jsonl.${id}.paddock-save`));
    const unlike = join(home, '.x.jsonl.paddock-save');
    for (const left of [stale, recent, unlike]) writeFileSync(left, 'half');
    const hourAgo = Date.now() / 1000 - 3_700;
    for (const left of [stale, unlike]) utimesSync(left, hourAgo, hourAgo);
    await save();
    expect(readdirSync(home).map((name) => join(home, name))).toEqual([unlike, recent, path].sort());
  });
});

describe('a file that cannot be replaced', () => {
  it('is kept when the save is cancelled', async () => {
    const controller = new AbortController();
    const cancelled = async (descriptor: number) => {
      writeSync(descriptor, 'half');
      controller.abort();
      controller.signal.throwIfAborted();
    };
    await refused(replaceFile(path, cancelled, { signal: controller.signal }), 'cancelled', /cancelled/);
    const late = async (descriptor: number) => {
      writeSync(descriptor, 'all');
      controller.abort();
    };
    await refused(replaceFile(path, late, { signal: controller.signal }), 'cancelled', /cancelled/);
  });

  it('is kept when writing fails', async () => {
    const failing = (error: Error) => async (descriptor: number) => {
      writeSync(descriptor, 'half');
      throw error;
    };
    const broken = Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' });
    await refused(replaceFile(path, failing(broken)), 'failed', /: i\/o error\.$/);
    await refused(replaceFile(path, failing(new Error('Something is wrong.'))), 'failed', /: Something is wrong\.$/);
  });

  it('is kept when the temporary file is gone before it is renamed', async () => {
    const robbed = async () => {
      for (const name of readdirSync(home)) if (name.endsWith('.paddock-save')) rmSync(join(home, name));
    };
    await refused(replaceFile(path, robbed), 'failed', /no such file/);
  });

  it('is kept when it is not the file that was read', async () => {
    const expected = fingerprintOf(path);
    writeFileSync(path, 'OLD');
    utimesSync(path, 1, 1);
    await refused(save(path, { expect: expected }), 'changed', /changed by someone else/, 'OLD');
  });

  it('is kept when it changes during the save', async () => {
    const disturbed = async (descriptor: number) => {
      writeSync(descriptor, 'new');
      writeFileSync(path, 'theirs');
    };
    await refused(replaceFile(path, disturbed, { expect: fingerprintOf(path) }), 'changed', /changed by/, 'theirs');
  });

  it('is kept as it is when it is cut short while it is read', async () => {
    writeFileSync(path, '{}\n'.repeat(1_000));
    const source = openSource({ kind: 'file', path });
    const index = await indexRecords(source, { breathe });
    truncateSync(path, 300);
    const records = { source, index, contents: new Contents(), overlay: new Overlay() };
    const saving = replaceFile(path, (descriptor) => writeDataset(records, descriptor, { breathe }));
    await refused(saving, 'changed', /has been cut/, '{}\n'.repeat(100));
    source.close();
  });

  it('stays gone when it was deleted', async () => {
    const expected = fingerprintOf(path);
    rmSync(path);
    await refused(save(path, { expect: expected }), 'changed', /gone/, null);
    expect(readdirSync(home)).toEqual([]);
  });

  it('is kept when it is read-only, also from root', async () => {
    chmodSync(path, 0o444);
    expect(whyNotReplaceable(path)?.code).toBe('read-only');
    await refused(save(), 'read-only', /read-only/);
    chmodSync(path, 0o644);
    expect(whyNotReplaceable(path)).toBeUndefined();
  });

  it('may be a folder', async () => {
    rmSync(path);
    mkdirSync(path);
    await refused(save(), 'failed', /a folder of that name/, null);
  });

  it.skipIf(process.platform === 'win32')('may be a device, or links that lead round', async () => {
    await expect(save('/dev/null')).rejects.toMatchObject({ code: 'failed', message: /not a regular file/ });
    rmSync(path);
    symlinkSync('dataset.jsonl', path);
    await refused(save(), 'failed', /too many symbolic links/, null);
  });
});

describe('a file that the system does not let be replaced', () => {
  async function program(): Promise<string> {
    const built = await buildSavingProcess(folder);
    // Others must be able to run it.
    chmodSync(folder, 0o755);
    return built;
  }

  const CONTENT = '{"new": true}';
  const asNobody = { uid: NOBODY, gid: NOBODY };

  it.skipIf(!isRoot)('is kept in a folder that takes no new files (run as another user, by root only)', async () => {
    chmodSync(path, 0o666);
    const { stdout } = spawnSync(process.execPath, [await program(), path, '0', CONTENT], { ...asNobody, encoding: 'utf8' });
    expect(stdout).toBe(
      'ready\n{"code":"folder-read-only","message":"dataset.jsonl has not been saved: ' +
        'its folder does not allow new files to be made in it."}\n',
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(home)).toEqual(['dataset.jsonl']);
  });

  it.skipIf(!isRoot)('is kept when it cannot be renamed over (run as another user, by root only)', async () => {
    // In a sticky folder anyone may make files, but replace none of another's.
    chmodSync(path, 0o666);
    chmodSync(home, 0o1777);
    const { stdout } = spawnSync(process.execPath, [await program(), path, '0', CONTENT], { ...asNobody, encoding: 'utf8' });
    expect(stdout).toBe(
      'ready\n{"code":"failed","message":"dataset.jsonl has not been saved: operation not permitted."}\n',
    );
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(home)).toEqual(['dataset.jsonl']);
  });

  it('is kept when the disk is full', async (context) => {
    const unshare = isRoot ? ['--mount'] : ['--mount', '--user', '--map-root-user'];
    const inside = (script: string, ...args: string[]) =>
      spawnSync('unshare', [...unshare, 'sh', '-ec', script, 'sh', ...args], { encoding: 'utf8' });
    const disk = join(home, 'disk');
    mkdirSync(disk);
    const mount = 'mount -t tmpfs -o size=1m tmpfs "$1"';
    if (inside(mount, disk).status !== 0) context.skip('no small disk can be mounted here');

    writeFileSync(path, `${JSON.stringify({ text: 'x'.repeat(1_000) })}\n`.repeat(700));
    const { stdout, stderr, status } = inside(
      `${mount}; cp "$2" "$1"/; "$3" "$4" "$1"/dataset.jsonl 0 "$5"; cmp "$2" "$1"/dataset.jsonl; ls -A "$1"`,
      ...[disk, path, process.execPath, await program(), CONTENT],
    );
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toBe(
      'ready\n{"code":"disk-full","message":"dataset.jsonl has not been saved: the disk is full."}\ndataset.jsonl\n',
    );
  });
});
