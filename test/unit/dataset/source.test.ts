import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSource } from '../../../src/dataset/source';
import { sourceOf } from './support';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddock-source-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileSource(content: string) {
  const path = join(folder, 'file.jsonl');
  writeFileSync(path, content);
  return { path, source: openSource({ kind: 'file', path }) };
}

describe.each([
  ['a file', (content: string) => fileSource(content).source],
  ['memory', (content: string) => sourceOf(content)],
])('a source in %s', (_name, open) => {
  it('reads what lies between two offsets, clamped to its size', () => {
    const source = open('0123456789');
    expect(source.size).toBe(10);
    expect(Buffer.from(source.read(2, 5)).toString()).toBe('234');
    expect(Buffer.from(source.read(8, 50)).toString()).toBe('89');
    expect(source.read(10, 20)).toHaveLength(0);
    expect(source.read(50, 60)).toHaveLength(0);
    source.close();
  });

  it('fills a buffer as far as it reaches', () => {
    const source = open('0123456789');
    const target = Buffer.alloc(4, '-');
    expect(source.readInto(target, 3)).toBe(4);
    expect(target.toString()).toBe('3456');
    expect(source.readInto(target, 8)).toBe(2);
    expect(target.toString()).toBe('8956');
    expect(source.readInto(target, 10)).toBe(0);
    expect(source.readInto(target, 50)).toBe(0);
    source.close();
  });
});

describe('a source in a file', () => {
  it('gives less than asked for when the file has been cut since', () => {
    const { path, source } = fileSource('0123456789');
    truncateSync(path, 4);
    expect(Buffer.from(source.read(2, 8)).toString()).toBe('23');
    source.close();
  });

  it('cannot be opened on a folder or on nothing', () => {
    expect(() => openSource({ kind: 'file', path: folder })).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    const missing = join(folder, 'missing');
    expect(() => openSource({ kind: 'file', path: missing })).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
