import { resolve } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { parseLanguage } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';

/** The options that say which model identifies languages, as `WantedModel` has them. */

export function modelOption(): Option {
  return new Option(
    '--model <file>',
    "a fastText model, .ftz or .bin, such as OpenLID, GlotLID or NLLB's (default: lid.176.ftz)",
  ).argParser((path: string) => resolve(path));
}

export function languagesOption(): Option {
  return new Option('--languages <list>', 'the only languages that it may answer, such as de,fr,zh-Hant').argParser(readLanguages);
}

/** @throws InvalidArgumentError */
export function readLanguages(list: string): LanguageTag[] {
  return list.split(',').map((name) => {
    const language = parseLanguage(name);
    if (language === undefined) throw new InvalidArgumentError(`“${name}” is no language.`);
    return language;
  });
}
