import { Command } from 'commander';
import type { LanguageOptions } from '../../checks/language/languageOptions';
import type { WantedModel } from '../../engine/languageModels';
import type { CommandSession } from '../commandSession';
import { expectedOption, SCHEMA_OPTION, THREADS_OPTION } from '../commonOptions';
import { EXIT_ERROR } from '../exitCodes';
import { languagesOption, modelOption } from '../modelOptions';
import { readSchemaOption } from '../schemaOption';
import { alsoAllowedOption, checksOption, dictionariesOption, variantOption, type WantedSpelling, wordsOption } from '../spellingOptions';
import { stats } from '../statsCommand';

interface StatsFlags extends WantedModel, WantedSpelling {
  readonly lcb?: true;
  readonly source: string | false;
  readonly json?: boolean;
  readonly expected: LanguageOptions['expected'];
  readonly schema?: string;
  readonly threads: number;
}

export function statsCommand(session: CommandSession): Command {
  return new Command('stats')
    .summary('print how often responses are in the right language')
    .description(
      'Prints for each expected language how many responses are in it, with the 95 % interval (Wilson), what share of them\n' +
        'is uncertain, and which languages answer which.',
    )
    .argument('<file...>', 'datasets; - reads standard input')
    .option('--lcb', 'the line and word pass rates of the Language Confusion Benchmark instead')
    .option('--source <field>', 'with --lcb, the field of records that says their source', 'source')
    .option('--no-source', 'with --lcb, figures of all records alike, whatever their source')
    .option('--json', 'one JSON object a line for each file')
    .addOption(checksOption())
    .addOption(expectedOption())
    .addOption(modelOption())
    .addOption(languagesOption())
    .option(...SCHEMA_OPTION)
    .addOption(dictionariesOption())
    .addOption(variantOption())
    .addOption(alsoAllowedOption())
    .addOption(wordsOption())
    .option(...THREADS_OPTION)
    .addHelpText(
      'after',
      `
Spelling correctness (--checks spelling): share of words that a dictionary knows, with the 95 % interval over records.

Line pass rate: share of the responses whose every line of five words or more is in the expected language.
Word pass rate, for ar, hi, ja, ko, ru and zh: share of those that pass by lines and have no English word in them.
Both are counted as github.com/for-ai/language-confusion does (Marchisio et al. 2024, arXiv 2406.20052): a language's
figure is the mean over the sources of its records, the overall figure the mean over languages. The paper's model is
lid.176.bin, which --model takes; its smaller form lid.176.ftz is the default, and differs in few lines.

Examples:
  $ paddock stats data.jsonl                             a table for people
  $ paddock stats --json data.jsonl | jq .overall        figures for other programs
  $ paddock stats --checks spelling data.jsonl           how well responses are spelled
  $ paddock stats --lcb --model lid.176.bin data.jsonl   figures that compare with the paper's`,
    )
    .action(async (files: string[], { source, ...flags }: StatsFlags) => {
      const schema = flags.schema === undefined ? undefined : readSchemaOption(flags.schema);
      const { lcb = false, json = false } = flags;
      const options = { ...session, ...flags, schema, lcb, json, sourceField: source === false ? undefined : source };
      process.exitCode = (await stats(files, options)) ? EXIT_ERROR : 0;
    });
}
