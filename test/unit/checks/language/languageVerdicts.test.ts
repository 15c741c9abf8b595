import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LanguageCheck } from '../../../../src/checks/language/checkLanguage';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { baseLanguage } from '../../../../src/checks/language/equivalence';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import type { TurnRole } from '../../../../src/schema/schema';
import { MODEL_PATH } from '../fasttext/native';

/** A record of our own, and for each of its responses the verdicts that are right, and the language that is expected where that is sure. */
interface Judged {
  readonly kind: string;
  readonly turns: readonly (readonly [role: TurnRole, text: string])[];
  readonly right: readonly { readonly verdicts: readonly string[]; readonly expected?: string }[];
}

const RECORDS = readFileSync('test/fixtures/languageVerdicts.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Judged);

const languageCheck = new LanguageCheck(LanguageIdentifier.read(readFileSync(MODEL_PATH)), DEFAULT_LANGUAGE_OPTIONS);

describe('records of many kinds', () => {
  it.each(RECORDS)('$kind: $turns', ({ turns, right }) => {
    const view = { turns: turns.map(([role, text], at) => ({ role, text, path: ['turns', at] })), problems: [] };
    const verdicts = languageCheck.check(view);
    expect(verdicts).toHaveLength(right.length);
    right.forEach(({ verdicts: allowed, expected }, at) => {
      expect(allowed).toContain(verdicts[at].verdict);
      if (expected) expect(baseLanguage(verdicts[at].expected ?? '')).toBe(baseLanguage(expected));
    });
  });
});
