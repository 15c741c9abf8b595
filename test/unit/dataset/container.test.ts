import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { detectContainer } from '../../../src/dataset/container';
import { sourceOf } from './support';

function detect(content: Uint8Array | string) {
  return detectContainer(sourceOf(content));
}

const longRecord = JSON.stringify([{ a: 'x'.repeat(200_000) }]);

describe('detectContainer', () => {
  it.each([
    ['objects', '{"a": 1}\n{"a": 2}\n'],
    ['an object', '{"a": 1}'],
    ['lists, each on a line', '["a", "b"]\n["c", "d"]\n'],
    ['long lists, each on a line', `${longRecord}\n${longRecord}\n`],
    ['lists after blank lines', '\n\n["a"]\r\n\r\n["b"]'],
    ['nothing', ''],
    ['blanks', ' \n \n'],
    ['text that is not JSON', 'hello\n'],
  ])('takes %s for lines', (_name, content) => {
    expect(detect(content)).toEqual({ container: 'lines', bomLength: 0 });
    expect(detect(`\ufeff${content}`)).toEqual({ container: 'lines', bomLength: 3 });
  });

  it.each([
    ['an array on one line', '[{"a": 1}, {"a": 2}]'],
    ['an array on one line with blanks after it', '[{"a": 1}]\n\n  \n'],
    ['a long array on one line', longRecord],
    ['an array with an element on each line', '[{"a": 1},\n{"a": 2}]'],
    ['an indented array', '\r\n [\n  {\n    "a": 1\n  }\n]\n'],
    ['an empty array', '[]'],
    ['an array that is cut off', '[{"a": 1}, {"a"'],
    ['an array whose first line is broken', '[{"a": NaN},\n{"a": 2}]'],
  ])('takes %s for an array', (_name, content) => {
    expect(detect(content)).toEqual({ container: 'array', bomLength: 0 });
    expect(detect(`\ufeff${content}`)).toEqual({ container: 'array', bomLength: 3 });
  });

  const json = '{"instruction": "Sag hallo", "output": "hallo"}\n';
  it.each([
    ['gzip', gzipSync(json), /gzip/],
    ['Zstandard', Buffer.from('28b52ffd0458', 'hex'), /Zstandard/],
    ['zip', Buffer.from('504b030414000000', 'hex'), /zip archive/],
    ['xz', Buffer.from('fd377a585a000004', 'hex'), /xz/],
    ['Parquet', Buffer.from('PAR1\x15\x04'), /Parquet.*JSONL/],
    ['UTF-16 with byte order mark', Buffer.from(`\ufeff${json}`, 'utf16le'), /UTF-16.*UTF-8/],
    ['big-endian UTF-16', Buffer.from(`\ufeff${json}`, 'utf16le').swap16(), /UTF-16/],
    ['UTF-16 without byte order mark', Buffer.from(json, 'utf16le'), /UTF-16/],
    ['big-endian UTF-16 without byte order mark', Buffer.from(json, 'utf16le').swap16(), /UTF-16/],
    ['UTF-32', Buffer.from('fffe00007b000000', 'hex'), /UTF-32/],
    ['NUL bytes', Buffer.alloc(1000), /NUL bytes/],
    ['a Git LFS pointer', Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), /git lfs pull/],
  ])('says that %s cannot be read as text', (_name, content, message) => {
    expect(detect(content).problem).toMatch(message);
  });

  it('reads text with a few NUL bytes in it', () => {
    expect(detect(`${json.repeat(20)}${'\0'.repeat(20)}\n`).problem).toBeUndefined();
  });
});
