import { describe, expect, it } from 'vitest';
import { jsonProblem } from '../../../webview/jsonProblem';

describe('jsonProblem', () => {
  it.each(['1', '1e400', '"a"', 'null', ' [1] ', '{"a": {}}'])('has nothing to say of %s', (text) => {
    expect(jsonProblem(text)).toBeUndefined();
  });

  it.each(['', 'a', '[1', '{"a"}', '1 2'])('says why %j is no JSON', (text) => {
    expect(jsonProblem(text)).toMatch(/^Not JSON: \S/);
  });
});
