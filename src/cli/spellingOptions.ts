import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_ALSO_ALLOWED, type PersonalWords, type SpellingOptions } from '../checks/spelling/spellingOptions';
import { parseWordList } from '../checks/spelling/wordList';
import { Dictionaries } from '../engine/dictionaries';
import { parseLanguage } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';
import { Failure, reasonOf } from './failure';
import { readLanguages } from './modelOptions';

/** What records are checked for. */
export const CHECKS = ['language', 'spelling'] as const;
export type CheckName = (typeof CHECKS)[number];

/** How the user wants datasets to be spelled. */
export interface WantedSpelling {
  readonly checks: readonly CheckName[];
  /** Folders of dictionaries that go before others. */
  readonly dictionaries: readonly string[];
  readonly variant: Readonly<Record<LanguageTag, string>>;
  /** Languages whose words are right in every response. */
  readonly alsoAllowed: readonly LanguageTag[];
  /** Files with words that are right, or wrong. */
  readonly words: readonly string[];
}

/** The spelling check made ready. */
export interface PreparedSpelling {
  readonly options: SpellingOptions;
  readonly dictionaries: Dictionaries;
}

/**
 * @param programs the folder of the built programs.
 * @returns undefined where spelling is not wanted.
 * @throws Failure when a list of words cannot be read.
 */
export function prepareSpelling(programs: string, wanted: WantedSpelling): PreparedSpelling | undefined {
  if (!wanted.checks.includes('spelling')) return undefined;
  const { variant: variants, alsoAllowed, dictionaries, words } = wanted;
  return {
    options: { variants, alsoAllowed, personal: readWords(words) },
    dictionaries: new Dictionaries({ programs, folders: { user: dictionaries, workspace: [] }, variants }),
  };
}

function readWords(paths: readonly string[]): PersonalWords {
  const lists = paths.map((path) => {
    try {
      return parseWordList(readFileSync(path, 'utf8'));
    } catch (error) {
      throw new Failure(`${path}: ${reasonOf(error)}`);
    }
  });
  return {
    accepted: lists.flatMap(({ accepted }) => accepted),
    forbidden: lists.flatMap(({ forbidden }) => forbidden),
  };
}

export function checksOption(): Option {
  return new Option('--checks <list>', 'what to check: language, spelling, language,spelling or all')
    .default(['language'], 'language')
    .argParser(readChecks);
}

export function dictionariesOption(): Option {
  return new Option('--dictionaries <folder>', 'a folder of Hunspell dictionaries that go before others; can be repeated')
    .default([], 'none')
    .argParser(readFolder);
}

export function variantOption(): Option {
  return new Option('--variant <language=tag>', 'the variant to spell a language by, such as en=en-GB; can be repeated')
    .default({}, 'any of those there are')
    .argParser(readVariant);
}

export function alsoAllowedOption(): Option {
  return new Option('--also-allowed <list>', 'languages whose words are right in every response, such as en,fr; or none')
    .default(DEFAULT_ALSO_ALLOWED, DEFAULT_ALSO_ALLOWED.join(','))
    .argParser((list: string) => (list === 'none' ? [] : readLanguages(list)));
}

export function wordsOption(): Option {
  return new Option('--words <file>', 'words that are right, one a line, those with * before them wrong; can be repeated')
    .default([], 'none')
    .argParser((path: string, before: readonly string[]) => [...before, resolve(path)]);
}

function readFolder(path: string, before: readonly string[]): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new InvalidArgumentError('There is no such folder.');
  return [...before, resolve(path)];
}

function readChecks(list: string): CheckName[] {
  if (list === 'all') return [...CHECKS];
  return list.split(',').map((name) => {
    const check = CHECKS.find((known) => known === name.trim());
    if (check === undefined) throw new InvalidArgumentError(`“${name}” is none of ${CHECKS.join(', ')}, all.`);
    return check;
  });
}

function readVariant(
  value: string,
  before: Readonly<Record<LanguageTag, string>>,
): Record<LanguageTag, string> {
  const [name, variant, ...rest] = value.split('=');
  const language = parseLanguage(name);
  if (language === undefined || !variant || rest.length > 0 || parseLanguage(variant) === undefined) {
    throw new InvalidArgumentError('Not a language and a variant of it, such as en=en-GB.');
  }
  return { ...before, [language]: variant };
}
