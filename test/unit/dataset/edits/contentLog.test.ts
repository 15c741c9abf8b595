import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContentLog, Contents, SegmentWriter } from '../../../../src/dataset/edits/contentLog';
import { Overlay } from '../../../../src/dataset/edits/overlay';
import type { WhatWasRead } from './readingThread';
import { buildProgram, temporaryFolder } from './support';

const folder = temporaryFolder();
const content = fc.uint8Array({ maxLength: 200 });

function write(log: ContentLog, contents: readonly Uint8Array[]) {
  const writer = new SegmentWriter(log.newSegmentPath());
  contents.forEach((bytes, at) => expect(writer.add(bytes)).toBe(at));
  return writer.close();
}

describe('ContentLog', () => {
  test('gives back every content by its number, in this thread and to whoever adopts it', () => {
    const step = fc.oneof(fc.record({ one: content }), fc.record({ segment: fc.array(content, { maxLength: 20 }) }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const log = new ContentLog(join(folder, 'log'));
        const follower = Contents.fromShared(log.share());
        const expected: Uint8Array[] = [];
        for (const step of steps) {
          if ('one' in step) {
            expect(log.append(step.one)).toBe(expected.length + 1);
            expected.push(step.one);
          } else {
            expect(log.adoptSegment(write(log, step.segment))).toBe(expected.length + 1);
            expected.push(...step.segment);
          }
        }
        follower.adopt(log.share());
        for (const contents of [log, follower, Contents.fromShared(log.share())]) {
          expected.forEach((bytes, at) => {
            expect(Buffer.from(contents.read(at + 1)).equals(bytes)).toBe(true);
            expect(contents.length(at + 1)).toBe(bytes.length);
          });
          expect(contents.has(0)).toBe(false);
          expect(contents.has(expected.length + 1)).toBe(false);
          expect(() => contents.read(expected.length + 1)).toThrow(RangeError);
          contents.close();
        }
      }),
      { numRuns: 50 },
    );
  });

  test('numbers on over many chunks, and can be read before a follower is told of the next one', () => {
    const log = new ContentLog(join(folder, 'many'));
    const follower = Contents.fromShared(log.share());
    const many = Array.from({ length: 10_000 }, (_, n) => Buffer.from(`content ${n}`));
    log.append(many[0]);
    const version = log.version;
    const first = log.adoptSegment(write(log, many));
    expect(log.version).toBeGreaterThan(version);
    expect(Buffer.from(follower.read(1)).toString()).toBe('content 0');
    // Its segment is not known there yet.
    expect(follower.has(first)).toBe(false);
    follower.adopt(log.share());
    for (const n of [0, 4_094, 4_095, 4_096, 9_999]) {
      expect(Buffer.from(follower.read(first + n)).toString()).toBe(`content ${n}`);
    }
    // To the end of a chunk of the table, and beyond it without telling.
    while (log.append(many[0]) % 4_096 !== 4_095) follower.adopt(log.share());
    const next = log.append(many[1]);
    expect(Buffer.from(follower.read(next)).toString()).toBe('content 1');
    follower.close();
    log.close();
  });

  test('keeps contents larger than the buffer of a segment among small ones', () => {
    const log = new ContentLog(join(folder, 'large'));
    const contents = [10, 3 << 20, 0, (1 << 20) - 5, 10, 1 << 20].map((length, n) => Buffer.alloc(length, n));
    const first = log.adoptSegment(write(log, contents));
    contents.forEach((bytes, at) => expect(Buffer.compare(log.read(first + at), bytes)).toBe(0));
    log.close();
  });

  test('makes nothing before something is logged, goes on after it was closed, and leaves nothing of a segment that is discarded', async () => {
    const home = join(folder, 'empty');
    const log = new ContentLog(home);
    await log.flush();
    expect(existsSync(home)).toBe(false);
    const writer = new SegmentWriter(log.newSegmentPath());
    writer.add(Buffer.alloc(2 << 20));
    writer.discard();
    expect(readdirSync(home)).toEqual([]);
    expect(log.append(Buffer.from('one'))).toBe(1);
    await log.flush();
    log.close();
    expect(log.append(Buffer.from('another'))).toBe(2);
    expect(Buffer.from(log.read(1)).toString()).toBe('one');
    expect(Buffer.from(log.read(2)).toString()).toBe('another');
    log.close();
  });

  test('says so when a segment has been cut', () => {
    const log = new ContentLog(join(folder, 'cut'));
    const segment = write(log, [Buffer.from('12345'), Buffer.from('67890')]);
    const first = log.adoptSegment(segment);
    truncateSync(segment.path, 7);
    expect(Buffer.from(log.read(first)).toString()).toBe('12345');
    expect(() => log.read(first + 1)).toThrow(/has been cut/);
    const version = log.version;
    expect(() => log.adoptSegment(segment)).toThrow(/has been cut/);
    expect(log.version).toBe(version);
    expect(log.append(Buffer.from('on'))).toBe(first + 2);
    log.close();
  });

  test('gives no content that has been damaged', () => {
    const log = new ContentLog(join(folder, 'damaged'));
    log.append(Buffer.from('one'));
    log.append(Buffer.from('two'));
    writeFileSync(log.place(1).path, 'onetwi');
    expect(Buffer.from(log.read(1)).toString()).toBe('one');
    expect(() => log.read(2)).toThrow(/is damaged/);
    log.close();
  });

  test.skipIf(process.platform === 'win32')('throws when nothing more can be written, and goes on after', async () => {
    const program = await buildProgram('fillingProcess', folder);
    const limited = 'ulimit -f 64; exec "$0" "$1" "$2"';
    const args = ['-c', limited, process.execPath, program, join(folder, 'full')];
    const { stdout } = spawnSync('sh', args, { encoding: 'utf8' });
    expect(stdout).toBe('EFBIG\ntrue\n');
  });

  test('is read by other threads while it is written', async () => {
    const keys = 3_000;
    const log = new ContentLog(join(folder, 'threads'));
    const overlay = new Overlay();
    const edit = (key: number, filling: number) => {
      const rest = 'x'.repeat(filling);
      const length = `${key}  ${rest}`.length;
      const digits = String(length + String(length).length).length;
      overlay.set(key, log.append(Buffer.from(`${key} ${length + digits} ${rest}`)));
    };
    for (let key = 0; key < keys; key++) edit(key, 1);
    const stop = new SharedArrayBuffer(4);
    const workerData = { contents: log.share(), overlay: overlay.share(), keys, stop };
    const worker = new Worker(await buildProgram('readingThread', folder), { workerData });
    await once(worker, 'message');
    for (let n = 0; n < 30_000; n++) edit((n * 7) % keys, n % 100);
    Atomics.store(new Int32Array(stop), 0, 1);
    const [{ read, unknown, wrong }] = (await once(worker, 'message')) as [WhatWasRead];
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(0);
    // It has not been told of the later chunks.
    expect(unknown).toBeGreaterThan(0);
    log.close();
  });
});
