import { copyFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crcOf, fingerprintOf, isUntouched, sameContent } from '../../../../src/dataset/saving/fingerprint';
import { breathe, sourceOf } from '../support';
import { temporaryFolder } from './support';

const path = join(temporaryFolder(), 'file');

describe('a fingerprint', () => {
  it('tells a file that was written to, also within a millisecond', () => {
    writeFileSync(path, 'abc');
    const before = fingerprintOf(path);
    expect(isUntouched(before, fingerprintOf(path))).toBe(true);
    expect(sameContent(before, fingerprintOf(path))).toBe(true);
    expect(before.size).toBe(3);
    expect(before.modified).toBe(String(statSync(path, { bigint: true }).mtimeNs));
    const { atimeMs, mtimeMs } = statSync(path);
    utimesSync(path, atimeMs / 1000, Math.floor(mtimeMs) / 1000 + 0.000_5);
    expect(isUntouched(before, fingerprintOf(path))).toBe(false);
  });

  it('tells a file that has taken the place of another, and leaves it to the bytes whether it says the same', () => {
    writeFileSync(path, 'abc');
    const before = fingerprintOf(path);
    copyFileSync(path, `${path}2`);
    renameSync(`${path}2`, path);
    const now = fingerprintOf(path);
    expect(isUntouched(before, { ...now, modified: before.modified })).toBe(false);
    expect(sameContent(before, now)).toBeUndefined();
    expect(sameContent({ ...before, crc: 1 }, { ...now, crc: 1 })).toBe(true);
    expect(sameContent({ ...before, crc: 1 }, { ...now, crc: 2 })).toBe(false);
    expect(sameContent(before, { ...now, size: 4 })).toBe(false);
  });
});

describe('the CRC-32 of a source', () => {
  it('is that of all its bytes', async () => {
    // The check value of the algorithm as catalogued: https://reveng.sourceforge.io/crc-catalogue/17plus.htm
    expect(await crcOf(sourceOf('123456789'), { breathe })).toBe(0xcbf43926);
    expect(await crcOf(sourceOf(''), { breathe })).toBe(0);
    const long = Buffer.alloc(3 << 20, 'abcdefg');
    const whole = await crcOf(sourceOf(long), { breathe });
    long[long.length - 1] ^= 1;
    expect(await crcOf(sourceOf(long), { breathe })).not.toBe(whole);
  });

  it('tells progress, and stops when it is aborted', async () => {
    const controller = new AbortController();
    const seen: number[][] = [];
    const onProgress = (done: number, of: number) => {
      seen.push([done, of]);
      controller.abort();
    };
    const telling = crcOf(sourceOf(Buffer.alloc(3 << 20)), { breathe, onProgress, signal: controller.signal });
    await expect(telling).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual([[1 << 20, 3 << 20]]);
  });
});
