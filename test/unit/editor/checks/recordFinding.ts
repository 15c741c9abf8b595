import type { Finding } from '../../../../src/checks/finding';

/** What is found of a record that cannot be read. */
export function recordFinding(key: number): Finding {
  return {
    key,
    line: key + 1,
    check: 'record',
    problem: { code: 'not-json', message: 'Not JSON', severity: 'error' },
    message: 'Not JSON',
  };
}
