import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameLanguage } from '../../../src/schema/fileNameLanguage';
import { parseLanguage } from '../../../src/schema/languageTag';

describe('fileNameLanguage', () => {
  it.each([
    ['bn.json', 'bn'],
    ['de.jsonl', 'de'],
    ['DE.jsonl', 'de'],
    ['it.jsonl', 'it'],
    ['hi.json', 'hi'],
    ['no.jsonl', 'no'],
    ['deu_Latn.jsonl', 'de'],
    ['zh-Hant.jsonl', 'zh-Hant'],
    ['pt-BR.jsonl', 'pt-BR'],
    ['german.jsonl', 'de'],
    ['ar.jsonl.gz', 'ar'],
    ['de-00000-of-00001.jsonl', 'de'],
    ['alpaca.de.jsonl', 'de'],
    ['alpaca-FR.jsonl', 'fr'],
    ['alpaca_it.jsonl', 'it'],
    ['alpaca_german.jsonl', 'de'],
    ['alpaca.en-US.jsonl', 'en-US'],
    ['alpaca_data_zh.json', 'zh'],
    ['zh_alpaca_data.json', 'zh'],
    ['alpaca_de_cleaned.jsonl', 'de'],
    ['train_fr.jsonl', 'fr'],
    ['train_tr.jsonl', 'tr'],
    ['merged.as.jsonl', 'as'],
    ['qa.ml.jsonl', 'ml'],
    ['ml.jsonl', 'ml'],
    ['or.json', 'or'],
    ['alpaca_ory_Orya.jsonl', 'or'],
    ['train_hi.jsonl', 'hi'],
    ['alpaca-fi.jsonl', 'fi'],
    ['bactrian-x_pt.json', 'pt'],
    ['oasst_pt-BR.jsonl', 'pt-BR'],
    ['my_own_notes_de.jsonl', 'de'],
    ['data/de/train.jsonl', 'de'],
    ['C:\\data\\fr\\train.ndjson', 'fr'],
    ['/x/deu_Latn/0001.jsonl', 'de'],
    ['/data/it/train.jsonl', 'it'],
    ['xP3/fr/train/0001.jsonl', 'fr'],
    ['en/fr/train.jsonl', 'fr'],
    ['de/alpaca.fr.jsonl', 'fr'],
  ])('%s is in %s', (path, language) => {
    expect(fileNameLanguage(path)).toEqual({ language });
  });

  it.each([
    ['fr_de-es.jsonl', 'fr', 'es'],
    ['en-fi.jsonl', 'en', 'fi'],
    ['en_fi.jsonl', 'en', 'fi'],
    ['en2de.jsonl', 'en', 'de'],
    ['wmt19.de-en.jsonl', 'de', 'en'],
    ['opus_de-en.jsonl', 'de', 'en'],
    ['opus.de_en.jsonl', 'de', 'en'],
    ['english-german.jsonl', 'en', 'de'],
    ['translate_en_to_fr.jsonl', 'en', 'fr'],
    ['ja-en_qa.jsonl', 'ja', 'en'],
    ['en-fi/train.jsonl', 'en', 'fi'],
    ['xp3_facebook_flores_spa_Latn-eng_Latn.jsonl', 'es', 'en'],
  ])('%s asks in %s and answers in %s', (path, language, responseLanguage) => {
    expect(fileNameLanguage(path)).toEqual({ language, responseLanguage });
  });

  it.each([
    '',
    '.jsonl',
    '/',
    'test.jsonl',
    'train.jsonl',
    'dev.jsonl',
    'data.jsonl',
    'train-00000-of-00005.jsonl',
    'lcb-command-r-base.jsonl',
    'lcb-llama-2-instruct.jsonl',
    'fix_it.jsonl',
    'what_is.jsonl',
    'say_hi.json',
    'hi-res.jsonl',
    'my_data.jsonl',
    'data_in.jsonl',
    'in.jsonl',
    'to-do.jsonl',
    'to.jsonl',
    'log-in.jsonl',
    'no_robots.jsonl',
    'say-no.jsonl',
    'either_or.jsonl',
    'use_as.jsonl',
    'news_uk.jsonl',
    'non-en.jsonl',
    'non_english.jsonl',
    'de_novo.jsonl',
    'tour_de_france.jsonl',
    'french_cuisine.jsonl',
    'polish_data.jsonl',
    'cat.jsonl',
    'data.new.jsonl',
    'foo_Data.jsonl',
    'opus-de-en.jsonl',
    'train_en_fi.jsonl',
    'en-en.jsonl',
    '/home/it/train.jsonl',
    '/home/user/projects/de/my_notes.jsonl',
    '/usr/bin/data.jsonl',
    'README.jsonl',
    'self-instruct-seed.jsonl',
    'gpt-4o-mini.jsonl',
    'machine_mt.jsonl',
    'reward_rm.jsonl',
    'the_id.jsonl',
    'he-said.jsonl',
    'we.are.so.jsonl',
    'Is.jsonl',
    'merged_as.jsonl',
    'prompts_ml.jsonl',
    'sft_or_dpo.jsonl',
    'train-or-test.jsonl',
    'eval-be.jsonl',
    'data-v3-id.jsonl',
    'lo-fi.jsonl',
    'sci_fi.jsonl',
    'train_sci-fi.jsonl',
    'records_no.jsonl',
  ])('%s says nothing', (path) => {
    expect(fileNameLanguage(path)).toEqual({});
  });

  it('never throws, and states canonical tags only', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^([a-z]{1,4}[-_./]){0,4}[a-z]{2}\.jsonl$/)), (path) => {
        for (const tag of Object.values(fileNameLanguage(path))) expect(parseLanguage(tag)).toBe(tag);
      }),
      { numRuns: 1_000 },
    );
  });
});
