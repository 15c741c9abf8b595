import { describe, expect, it } from 'vitest';
import { languageChoices } from '../../../src/commands/languageChoices';

const BACTRIAN_X = (
  'af ar az bn cs de en es et fa fi fr gl gu he hi hr id it ja ka kk km ko lt lv mk ml mn mr my ne nl pl ps pt ro ru ' +
  'si sl sv sw ta te th tl tr uk ur vi xh zh'
).split(' ');

describe('the languages to choose from', () => {
  it('are all that are known, before anything has been checked', () => {
    const { present, others } = languageChoices([], '', 'en');
    expect(present).toEqual([]);
    expect(others.map(({ tag }) => tag)).toEqual(expect.arrayContaining(BACTRIAN_X));
    expect(others).toContainEqual({ tag: 'de', label: 'German', description: 'de · Deutsch' });
    expect(others[0].label < others[100].label).toBe(true);
  });

  it('have those of the dataset first, once', () => {
    const { present, others } = languageChoices(['sw', 'pt-BR'], '', 'en');
    expect(present.map(({ label }) => label)).toEqual(['Swahili', 'Portuguese (Brazil)']);
    expect(others.some(({ tag }) => tag === 'sw')).toBe(false);
    expect(others.some(({ tag }) => tag === 'pt')).toBe(true);
  });

  it.each([
    ['de', 'de'],
    ['deu_Latn', 'de'],
    ['ger', 'de'],
    [' fin ', 'fi'],
    ['pt-br', 'pt-BR'],
    ['zh-TW', 'zh-Hant'],
  ])('are named %j where that code is typed', (typed, tag) => {
    const { present, others } = languageChoices(['en'], typed, 'en');
    const named = [...present, ...others].filter(({ label }) => label === typed.trim());
    expect(named.map((each) => each.tag)).toEqual([tag]);
  });

  it('have also those of a region that is typed, by any name', () => {
    const { others } = languageChoices([], 'Brazilian Portuguese', 'en');
    expect(others).toContainEqual({ tag: 'pt-BR', label: 'Portuguese (Brazil)', description: 'pt-BR' });
  });
});
