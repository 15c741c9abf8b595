import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../src/cli/failure';
import { Journal, type JournalEntry } from '../../../src/cli/generate/journal';
import { damage, damaged } from '../faults/damagedBytes';

const folder = mkdtempSync(join(tmpdir(), 'paddock-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'out.jsonl.partial');

const conditions = { model: 'mine', seed: 7 };
const entries = Array.from({ length: 5 }, (_, position): JournalEntry => {
  return { position, turn: 1, record: 100 + position, text: `Schöne Welt ${position}`, seed: position, time: 5 };
});

function write(): Buffer {
  rmSync(path, { force: true });
  const journal = Journal.open(path, conditions);
  for (const entry of entries) journal.add(entry);
  journal.close();
  return readFileSync(path);
}

function read(bytes: Uint8Array): Pick<Journal, 'entries' | 'problems'> {
  writeFileSync(path, bytes);
  const journal = Journal.open(path, conditions);
  journal.close();
  return journal;
}

describe('the journal of a run', () => {
  it('passes over damaged lines by their number, and has all others', () => {
    const lines = write().toString().split('\n');
    lines[2] = lines[2].replace('Welt', 'Wald');
    lines[4] = 'nonsense';
    const { entries: found, problems } = read(Buffer.from(lines.join('\n')));
    expect(found).toEqual([entries[0], entries[2], entries[4]]);
    expect(problems).toEqual([3, 5].map((line) => `${path}, line ${line} is damaged: its response is generated again.`));
  });

  it('that was written before lines had checksums is read as well', () => {
    const lines = [conditions, ...entries].map((line) => `${JSON.stringify(line)}\n`);
    expect(read(Buffer.from(lines.join('')))).toMatchObject({ entries, problems: [] });
  });

  it('goes on where its first line is damaged, or lost its checksum, since responses say what they are of', () => {
    const lines = write().toString().split('\n');
    for (const head of [lines[0].slice(0, 9), lines[0].replace('"crc"', '"crx"'), lines[0].replace('7', '8')]) {
      const { entries: found, problems } = read(Buffer.from([head, ...lines.slice(1)].join('\n')));
      expect(found).toEqual(entries);
      expect(problems).toEqual([expect.stringContaining(`${path}, line 1 is damaged: the run goes on`)]);
    }
    expect(read(Buffer.from(lines.slice(1).join('\n'))).entries).toEqual(entries);
  });

  it('does not go on where its first line is damaged and responses were generated otherwise, or do not say how', () => {
    const lines = write().toString().split('\n');
    writeFileSync(path, ['{', ...lines.slice(1)].join('\n'));
    const others = () => Journal.open(path, { ...conditions, seed: 8 });
    expect(others).toThrow('line 1 is damaged, and responses in it were generated with other parameters. Give the same to go on');
    for (const rest of [[], entries.map((entry) => JSON.stringify(entry))]) {
      expect(() => read(Buffer.from(['{', ...rest, ''].join('\n')))).toThrow(
        `${path}, line 1 is damaged, and nothing else says what its responses were generated with. Give another --out, or move the file away`,
      );
    }
    expect(readFileSync(path, 'utf8')).toContain('Schöne Welt');
  });

  it('never has a response that was not written, whatever becomes of its bytes', () => {
    const good = write();
    const known = new Set(entries.map((entry) => JSON.stringify(entry)));
    let found = 0;
    fc.assert(
      fc.property(damage, (each) => {
        try {
          for (const entry of read(each.reduce(damaged, good)).entries) {
            expect(known).toContain(JSON.stringify(entry));
            found++;
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          expect((error as Error).message).toContain(path);
        }
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(500);
  });
});
