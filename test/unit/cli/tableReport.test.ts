import { describe, expect, it } from 'vitest';
import type { FileSummary } from '../../../src/cli/reports/report';
import { TableReport } from '../../../src/cli/reports/tableReport';
import { wilson } from '../../../src/metrics/wilson';
import { file, mismatch, notJson, undetermined } from './findings';

const de = {
  language: 'de',
  ...{ responses: 1200, agreeing: 1100, mismatch: 40, mixed: 10, undetermined: 45, empty: 5 },
  agreement: wilson(1100, 1150),
};
const untold = { responses: 3, agreeing: 0, mismatch: 0, mixed: 0, undetermined: 3, empty: 0 };
const all = { ...de, language: undefined, responses: 1203, undetermined: 48 };
const summary: FileSummary = { language: { languages: [de, untold], all }, problems: 0 };
const nothing: FileSummary = {
  language: {
    languages: [],
    all: { responses: 0, agreeing: 0, mismatch: 0, mixed: 0, undetermined: 0, empty: 0 },
  },
  problems: 0,
};

const report = (shown = 10) => new TableReport({ shown, locale: 'en' });

describe('TableReport', () => {
  it('lines up the numbers of each language and of all', () => {
    const table = report();
    table.beginFile(file);
    table.finding(mismatch);
    expect(table.endFile(summary)).toBe(
      [
        '',
        '  Expected        Responses  Agreement    95 % interval  Mismatch  Mixed  Uncertain',
        '  German              1,200     95.7 %  94.3 % – 96.7 %        40     10         50',
        '  Cannot be told          3          –                –         0      0          3',
        '  All                 1,203     95.7 %  94.3 % – 96.7 %        40     10         53',
        '',
        '  4.4 % of the responses are uncertain: 48 undetermined, 5 empty.',
        '',
        '  line 1  de-001  Response is English (0.97); expected German, the language of the instruction',
        '',
      ].join('\n'),
    );
  });

  it('lists as many findings as asked for, and says how many more there are', () => {
    const table = report(1);
    table.beginFile(file);
    for (const finding of [mismatch, undetermined, notJson]) table.finding(finding);
    const text = table.endFile(summary);
    expect(text).toContain('line 1  de-001');
    expect(text).not.toContain('line 2');
    expect(text).toContain('… and 2 more (--show 3 lists them all)');
  });

  it('leaves out the column of ids where no record has one', () => {
    const table = report();
    table.beginFile(file);
    table.finding({ ...mismatch, id: undefined });
    expect(table.endFile(nothing)).toMatch(/^\n {2}line 1 {2}Response/);
  });

  it('starts afresh with each file', () => {
    const table = report();
    expect(table.beginFile(file)).toMatch(/^data\/de\.jsonl\n {2}Schema {3}Alpaca: 2 of 2/);
    table.finding(mismatch);
    table.endFile(summary);
    expect(table.beginFile({ ...file, name: '-', schema: undefined })).toMatch(/^\nStandard input\n {2}Schema {3}none/);
    expect(table.endFile(nothing)).toBe('\n  Nothing found.\n');
  });

  it('lets no text of a dataset move the cursor or turn the line round', () => {
    const table = report();
    table.beginFile(file);
    table.finding({ ...mismatch, id: 'a\u001b[2Jb\u202ec\r\n' });
    const text = table.endFile(nothing);
    expect(text).toContain('a\\u001b[2Jb\\u202ec\\u000d\\u000a');
  });

  it('lines up what takes two cells', () => {
    const table = report();
    table.beginFile(file);
    table.finding({ ...mismatch, id: '記録' });
    table.finding({ ...mismatch, id: 'abcd' });
    const [, first, second] = table.endFile(nothing).split('\n');
    expect(first.indexOf('Response')).toBe(second.indexOf('Response') - 2);
  });

  it('offers the setting for a cross-lingual file', () => {
    const table = report();
    table.beginFile(file);
    const crossLingual = { instruction: 'en', response: 'fi', share: 0.98, responses: 100 };
    expect(table.endFile({ ...nothing, language: { ...nothing.language!, crossLingual } })).toContain(
      '98.0 % of the responses are Finnish while the instructions are English: if that is meant, use --expected fi.',
    );
  });

  it('counts records with problems', () => {
    const text = (problems: number) => {
      const table = report();
      table.beginFile(file);
      return table.endFile({ ...nothing, problems });
    };
    expect(text(1)).toContain('1 record has something wrong');
    expect(text(1234)).toContain('1,234 records have something wrong');
  });
});
