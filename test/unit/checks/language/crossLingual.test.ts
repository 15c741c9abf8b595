import { describe, expect, it } from 'vitest';
import { type LanguageCount, recogniseCrossLingual } from '../../../../src/checks/language/crossLingual';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { Equivalence } from '../../../../src/checks/language/equivalence';

const equivalence = new Equivalence(DEFAULT_LANGUAGE_OPTIONS.equivalent);
const recognise = (...counts: LanguageCount[]) => recogniseCrossLingual(counts, equivalence);
const counted = (instruction: string, found: string, count: number): LanguageCount => ({ instruction, found, count, reason: 'instruction' });

describe('a cross-lingual dataset', () => {
  it('answers in one language throughout what is asked in another', () => {
    expect(recognise(counted('en', 'fi', 98), counted('en', 'en', 2))).toEqual({
      instruction: 'en', response: 'fi', share: 0.98, responses: 100,
    });
  });

  it('is offered by the language that is really there, not by the one that stands for its group', () => {
    expect(recognise(counted('en', 'sr', 90), counted('en', 'hr', 10))?.response).toBe('sr');
  });

  it('is not what a model makes that falls back on English', () => {
    expect(recognise(counted('de', 'en', 1000))).toBeUndefined();
  });

  it('is not told from few, from mixed or from monolingual records', () => {
    expect(recognise(counted('en', 'fi', 49))).toBeUndefined();
    expect(recognise(counted('en', 'fi', 80), counted('en', 'en', 20))).toBeUndefined();
    expect(recognise(counted('en', 'fi', 50), counted('sv', 'fi', 50))).toBeUndefined();
    expect(recognise(counted('fi', 'fi', 100))).toBeUndefined();
    expect(recognise()).toBeUndefined();
  });

  it('does not count what states or asks for a language itself', () => {
    expect(recognise({ instruction: 'en', found: 'fi', reason: 'requested', count: 100 })).toBeUndefined();
    expect(recognise({ instruction: 'en', found: 'fi', reason: 'field', count: 100 })).toBeUndefined();
  });
});
