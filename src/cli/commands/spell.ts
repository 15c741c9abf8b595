import { Command, Option } from 'commander';
import type { LanguageTag } from '../../schema/schema';
import type { CommandSession } from '../commandSession';
import { readLanguage } from '../commonOptions';
import { EXIT_ERROR } from '../exitCodes';
import { spell } from '../spellCommand';
import { dictionariesOption } from '../spellingOptions';

interface SpellFlags {
  readonly language: LanguageTag;
  readonly variant?: string;
  readonly dictionaries: readonly string[];
}

export function spellCommand(session: CommandSession): Command {
  return new Command('spell')
    .summary('print the misspelled words of a list')
    .description(
      'Prints those words that no dictionary of the language knows, as `hunspell -l` does. Words are one a line, in UTF-8.',
    )
    .argument('[file...]', 'lists of words; - reads standard input, as no file does')
    .addOption(new Option('--language <language>', 'of the words, such as de or German').argParser(readLanguage).makeOptionMandatory())
    .option('--variant <tag>', 'the variant to spell by, such as en-GB or de-AT (default: a word is right in any)')
    .addOption(dictionariesOption())
    .addHelpText(
      'after',
      `
Dictionaries are looked for in --dictionaries, in the folders of the system's Hunspell and of LibreOffice, and among those
that come with Paddock.

Examples:
  $ paddock spell --language de words.txt
  $ jq -r .output data.jsonl | grep -oE "[[:alpha:]']+" | sort -u | paddock spell --language en --variant en-GB`,
    )
    .action(async (files: string[], flags: SpellFlags) => {
      process.exitCode = (await spell(files.length > 0 ? files : ['-'], { ...session, ...flags })) ? EXIT_ERROR : 0;
    });
}
