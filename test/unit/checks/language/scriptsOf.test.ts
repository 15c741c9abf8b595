import { describe, expect, it } from 'vitest';
import { scriptsOf } from '../../../../src/checks/language/scripts';

describe('the scripts of a language', () => {
  it.each([
    ['de', ['Latn']],
    ['zh', ['Hani']],
    ['zh-Hant', ['Hani']],
    ['ja', ['Kana', 'Hani']],
    ['sr-Latn', ['Cyrl', 'Latn']],
    // Languages of models with thousands of them say their script.
    ['aai-Latn', ['Latn']],
    ['skr-Arab', ['Arab']],
    ['hi-Latn', ['Deva', 'Latn']],
    ['ace-Arab', ['Latn', 'Arab']],
    ['aai', []],
    ['aai-Zzzz', []],
  ])('%s', (tag, scripts) => expect(scriptsOf(tag)).toEqual(scripts));
});
