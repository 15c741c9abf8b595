import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { baseLanguage } from '../../../src/checks/language/equivalence';
import { objectsOf, type Outcome, paddock, root, sample } from './program';

// Each test starts programs, which a busy machine makes wait.
/** What media/sample/key.json says about a response, or about a record that cannot be read. */
interface KeyEntry {
  readonly line: number;
  readonly id?: string;
  readonly response?: number;
  readonly verdict?: string | readonly string[];
  readonly expected?: string;
  readonly reason?: string;
  readonly found?: string;
  readonly planted?: string;
  readonly hard?: boolean;
  readonly problem?: string;
}

const key = JSON.parse(readFileSync(join(sample, 'key.json'), 'utf8')) as { files: Record<string, KeyEntry[]> };
const names = Object.keys(key.files);
const pathOf = (name: string) => relative(root, join(sample, name));

describe('the sample, checked from the command line', () => {
  let outcome: Outcome;
  let findings: Record<string, unknown>[];

  beforeAll(async () => {
    outcome = await paddock(['check', '--all', '--json', ...names.map(pathOf)]);
    findings = objectsOf(outcome.output);
  });

  it('is flagged, without an error', () => {
    expect(outcome.complaints).toBe('');
    expect(outcome.code).toBe(1);
  });

  describe.each(names)('%s', (name) => {
    const entries = key.files[name];

    it('gives every response the verdict that the key gives', () => {
      const judged = findings.filter(({ file, check }) => file === pathOf(name) && check === 'language');
      const wrong: unknown[] = [];
      for (const entry of entries.filter(({ verdict, hard }) => verdict !== undefined && !hard)) {
        const finding = judged.find(({ line, turn }) => line === entry.line && turn === entry.response);
        if (!finding || !agrees(finding, entry)) wrong.push({ entry, finding });
      }
      expect(wrong).toEqual([]);
    });

    it('names every record with something wrong, and no other', () => {
      const problems = findings.filter(({ file, check }) => file === pathOf(name) && check === 'record');
      const expected = entries.filter(({ problem }) => problem !== undefined);
      expect(problems.map(({ line, code }) => ({ line, code }))).toEqual(
        expected.map(({ line, problem }) => ({ line, code: problem })),
      );
    });

    it('knows records by their ids', () => {
      for (const { line, id } of entries.filter(({ id }) => id !== undefined)) {
        const ids = findings.filter((finding) => finding.file === pathOf(name) && finding.line === line);
        expect(ids.map((finding) => finding.id)).toContain(id);
      }
    });
  });
});

function agrees(finding: Record<string, unknown>, { verdict, expected, reason, found }: KeyEntry): boolean {
  const language = (tag: unknown) => (typeof tag === 'string' ? baseLanguage(tag) : tag);
  return (
    [verdict].flat().includes(finding.verdict as string) &&
    (expected === undefined || language(finding.expected) === expected) &&
    (reason === undefined || finding.reason === reason) &&
    (found === undefined || language(finding.found) === found)
  );
}
