import type { LanguageFinding, RecordFinding } from '../../../src/checks/finding';
import type { FileInForce } from '../../../src/cli/reports/report';

/** What reports are tested on. */
export const file: FileInForce = {
  name: 'data/de.jsonl',
  container: 'lines',
  records: 2,
  schema: 'Alpaca: 2 of 2 sampled records have instruction and output',
};

export const mismatch: LanguageFinding = {
  key: 0,
  line: 1,
  id: 'de-001',
  check: 'language',
  response: 1,
  verdict: {
    turn: 2,
    verdict: 'mismatch',
    expected: 'de',
    reason: 'instruction',
    found: { language: 'en', confidence: 0.97126 },
    spans: [],
  },
  message: 'Response is English (0.97); expected German, the language of the instruction',
  span: { start: 40, end: 90 },
};

export const undetermined: LanguageFinding = {
  key: 1,
  line: 2,
  check: 'language',
  response: 2,
  verdict: { turn: 3, verdict: 'undetermined', spans: [] },
  message: 'Language cannot be told',
};

export const notJson: RecordFinding = {
  key: 2,
  line: 3,
  check: 'record',
  problem: { code: 'not-json', severity: 'error', message: 'Not JSON: the record is cut off', offset: 7 },
  message: 'Not JSON: the record is cut off',
  span: { start: 7, end: 8 },
};
