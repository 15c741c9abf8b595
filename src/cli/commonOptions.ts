import { availableParallelism } from 'node:os';
import { InvalidArgumentError, Option } from 'commander';
import type { LanguageOptions } from '../checks/language/languageOptions';
import { parseLanguage } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';

/** Options of several commands, and what is read from the command line for them. */

const MOST_THREADS = 64;

export const SCHEMA_OPTION = [
  '--schema <id>',
  'the schema of the records, or a JSON file with a mapping of your own (default: detected)',
] as const;
export const THREADS_OPTION = ['--threads <count>', 'how many threads check at once', readThreads, availableParallelism()] as const;

export function expectedOption(): Option {
  return new Option(
    '--expected <language>',
    'auto: what fields, file name and instruction say; instruction: only what it asks for, or its own language; ' +
      'or a language, such as de or German, for all responses that are not asked for in another one',
  )
    .default('auto')
    .argParser(readExpected);
}

export function readLanguage(value: string): LanguageTag {
  const language = parseLanguage(value);
  if (language === undefined) throw new InvalidArgumentError('Not a language.');
  return language;
}

export function readCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Not a whole number.');
  return Number(value);
}

export function readPositive(value: string): number {
  const count = readCount(value);
  if (count < 1) throw new InvalidArgumentError('Not a number from 1.');
  return count;
}

export function readThreads(value: string): number {
  const threads = readCount(value);
  if (threads < 1 || threads > MOST_THREADS) throw new InvalidArgumentError(`Not from 1 to ${MOST_THREADS}.`);
  return threads;
}

function readExpected(value: string): LanguageOptions['expected'] {
  if (value === 'auto' || value === 'instruction') return value;
  const language = parseLanguage(value);
  if (language === undefined) throw new InvalidArgumentError('Neither auto, nor instruction, nor a language.');
  return language;
}
