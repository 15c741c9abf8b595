import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../../src/checks/language/languageVerdict';
import { RECORD_PROBLEM_CODES } from '../../../src/dataset/recordProblem';
import type { Row } from '../../../src/protocol/toWebview';
import { createFormat } from '../../../webview/format';
import { rowLanguages, rowLanguagesInFull, rowSign, rowSignInFull, VERDICT_SIGNS } from '../../../webview/words';

const format = createFormat('en');
const row: Row = { key: 0, position: 0, instruction: 'a', response: 'b' };
const french = { language: 'fr', confidence: 0.99 };
const english = { language: 'en', confidence: 0.97 };

describe('rowSign', () => {
  it('has a word and an icon for every verdict and problem', () => {
    for (const verdict of VERDICTS) expect(rowSign({ ...row, verdict })).toBe(VERDICT_SIGNS[verdict]);
    for (const code of RECORD_PROBLEM_CODES) {
      const sign = rowSign({ ...row, problem: { code, severity: 'error', message: 'why' } });
      expect(sign?.word).toMatch(/\S/);
      expect(sign?.icon).toBe('error');
    }
  });

  it('puts an error before every verdict, and a warning before all but a flagged one', () => {
    const problem = { code: 'invalid-utf8', message: 'why' } as const;
    expect(rowSign({ ...row, verdict: 'match', problem: { ...problem, severity: 'error' } })?.word).toBe('invalid UTF-8');
    for (const verdict of VERDICTS) {
      const sign = rowSign({ ...row, verdict, problem: { ...problem, severity: 'warning' } });
      expect(sign?.word).toBe(verdict === 'mismatch' || verdict === 'mixed' ? verdict : 'invalid UTF-8');
    }
    expect(rowSign({ ...row, problem: { ...problem, severity: 'warning' } })?.tone).toBe('warning');
    expect(rowSign(row)).toBeUndefined();
  });

  it('leaves nothing unsaid', () => {
    const problem = { code: 'invalid-utf8', message: 'Byte 3 is no UTF-8.', severity: 'warning' } as const;
    expect(rowSignInFull({ ...row, verdict: 'match', problem })).toBe('Byte 3 is no UTF-8.\nVerdict: match');
    expect(rowSignInFull({ ...row, problem })).toBe('Byte 3 is no UTF-8.');
    expect(rowSignInFull({ ...row, verdict: 'match' })).toBe('');
  });
});

describe('rowLanguages', () => {
  it('says from which language to which', () => {
    expect(rowLanguages({ ...row, instructionLanguage: french, found: english }, format)).toBe('fr → en 0.97');
    expect(rowLanguages({ ...row, instructionLanguage: french, verdict: 'undetermined' }, format)).toBe('fr → ?');
    expect(rowLanguages({ ...row, found: english, verdict: 'mismatch' }, format)).toBe('? → en 0.97');
    expect(rowLanguages(row, format)).toBe('');
  });

  it('says it in full on request', () => {
    expect(rowLanguagesInFull({ ...row, instructionLanguage: french, found: english, expected: 'fr' }, format)).toBe(
      'Instruction: French (0.99)\nResponse: English (0.97)\nExpected: French',
    );
  });
});
