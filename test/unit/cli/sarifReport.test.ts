import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/checks/finding';
import type { FileInForce } from '../../../src/cli/reports/report';
import { SarifReport } from '../../../src/cli/reports/sarifReport';
import { file, mismatch, notJson, undetermined } from './findings';

const folder = resolve('/datasets');

function logOf(inForce: FileInForce, findings: readonly Finding[], errors: readonly string[] = []): Log {
  const report = new SarifReport('1.2.3', folder);
  const text = [
    report.begin(),
    report.beginFile(inForce),
    ...findings.map((finding) => report.finding(finding)),
    report.endFile(),
    report.end(errors),
  ].join('');
  return JSON.parse(text) as Log;
}

const below = { ...file, name: resolve(folder, 'data/größe 1.jsonl') };

describe('SarifReport', () => {
  it('is JSON with no finding, one and several', () => {
    for (const findings of [[], [mismatch], [mismatch, undetermined, notJson]]) {
      expect(logOf(below, findings).runs[0].results).toHaveLength(findings.length);
    }
  });

  it('names version, tool and a rule for every result', () => {
    const { version, runs } = logOf(below, [mismatch, undetermined, notJson]);
    const { driver } = runs[0].tool;
    expect(version).toBe('2.1.0');
    expect(driver).toMatchObject({ name: 'Paddock', version: '1.2.3' });
    for (const { ruleId, ruleIndex } of runs[0].results ?? []) expect(driver.rules?.[ruleIndex ?? -1].id).toBe(ruleId);
    expect(runs[0].results?.map(({ ruleId }) => ruleId)).toEqual([
      'language/mismatch',
      'language/undetermined',
      'record/not-json',
    ]);
  });

  it('gives a level to what is flagged only', () => {
    const results = logOf(below, [mismatch, undetermined, notJson]).runs[0].results;
    expect(results?.map(({ kind, level }) => [kind, level])).toEqual([
      ['fail', 'warning'],
      ['open', 'none'],
      ['fail', 'error'],
    ]);
  });

  it('places a finding on its line, with columns counted from 1', () => {
    const region = (inForce: FileInForce, finding: Finding) =>
      logOf(inForce, [finding]).runs[0].results?.[0].locations?.[0].physicalLocation?.region;
    expect(region(below, mismatch)).toEqual({ startLine: 1, startColumn: 41, endColumn: 91 });
    expect(region(below, undetermined)).toEqual({ startLine: 2 });
    expect(region({ ...below, container: 'array' }, mismatch)).toEqual({ startLine: 1 });
  });

  it('names files below the folder relative to it, others in full, and never with ..', () => {
    const artifact = (name: string) =>
      logOf({ ...file, name }, [mismatch]).runs[0].results?.[0].locations?.[0].physicalLocation?.artifactLocation;
    expect(artifact(below.name)).toEqual({ uri: 'data/gr%C3%B6%C3%9Fe%201.jsonl', uriBaseId: 'FOLDER' });
    const elsewhere = resolve('/elsewhere/a.jsonl');
    expect(artifact(elsewhere)).toEqual({ uri: pathToFileURL(elsewhere).href });
    expect(artifact('-')).toMatchObject({ uri: 'stdin' });
    expect(logOf(below, []).runs[0].originalUriBaseIds?.FOLDER.uri).toMatch(/^file:\/\/.*\/$/);
  });

  it('says why files could not be read', () => {
    expect(logOf(below, []).runs[0].invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
    expect(logOf(below, [], ['a.jsonl: no such file']).runs[0].invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'a.jsonl: no such file' } }],
      },
    ]);
  });
});
