import { describe, expect, it } from 'vitest';
import { NdjsonReport } from '../../../src/cli/reports/ndjsonReport';
import { file, mismatch, notJson, undetermined } from './findings';

describe('NdjsonReport', () => {
  it('writes a finding of the language check with all its keys, in their order', () => {
    const report = new NdjsonReport(false);
    report.beginFile(file);
    expect(report.finding(mismatch)).toBe(
      '{"line":1,"id":"de-001","turn":1,"check":"language","verdict":"mismatch","expected":"de",' +
        '"reason":"instruction","quote":null,"found":"en","confidence":0.9713,"spans":[],' +
        '"message":"Response is English (0.97); expected German, the language of the instruction"}\n',
    );
  });

  it('writes null for what is not known, so that the keys stay', () => {
    const keys = (text: string) => Object.keys(JSON.parse(text) as object);
    const report = new NdjsonReport(false);
    report.beginFile(file);
    const known = report.finding(mismatch);
    const unknown = report.finding(undetermined);
    expect(keys(unknown)).toEqual(keys(known));
    expect(JSON.parse(unknown)).toMatchObject({ id: null, turn: 2, expected: null, reason: null, found: null, confidence: null });
  });

  it('names the file when there are several', () => {
    const report = new NdjsonReport(true);
    report.beginFile(file);
    expect(JSON.parse(report.finding(mismatch))).toHaveProperty('file', 'data/de.jsonl');
  });

  it('writes what is wrong with a record as a finding of its own', () => {
    const report = new NdjsonReport(false);
    report.beginFile(file);
    expect(JSON.parse(report.finding(notJson))).toEqual({
      line: 3,
      id: null,
      check: 'record',
      code: 'not-json',
      severity: 'error',
      message: 'Not JSON: the record is cut off',
    });
  });

  it('keeps one finding on one line whatever an id holds', () => {
    const report = new NdjsonReport(false);
    report.beginFile(file);
    expect(report.finding({ ...mismatch, id: 'a\nb' }).split('\n')).toHaveLength(2);
  });
});
