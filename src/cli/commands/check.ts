import { Command, Option } from 'commander';
import { version } from '../../../package.json';
import type { LanguageOptions } from '../../checks/language/languageOptions';
import type { WantedModel } from '../../engine/languageModels';
import { SCHEMAS } from '../../schema/schemas';
import { check } from '../checkCommand';
import type { CommandSession } from '../commandSession';
import { expectedOption, readCount, SCHEMA_OPTION, THREADS_OPTION } from '../commonOptions';
import { EXIT_ERROR, EXIT_FLAGGED } from '../exitCodes';
import { LOCALE } from '../locale';
import { languagesOption, modelOption } from '../modelOptions';
import { NdjsonReport } from '../reports/ndjsonReport';
import type { Report } from '../reports/report';
import { SarifReport } from '../reports/sarifReport';
import { TableReport } from '../reports/tableReport';
import { readSchemaOption } from '../schemaOption';
import { alsoAllowedOption, checksOption, dictionariesOption, variantOption, type WantedSpelling, wordsOption } from '../spellingOptions';

interface CheckFlags extends WantedModel, WantedSpelling {
  readonly suggestions: number;
  readonly json?: boolean;
  readonly sarif?: true;
  readonly all?: true;
  readonly expected: LanguageOptions['expected'];
  readonly schema?: string;
  readonly show: number;
  readonly threads: number;
}

export function checkCommand(session: CommandSession): Command {
  return new Command('check')
    .summary('find responses that are in the wrong language or misspelled')
    .description(
      'Finds responses that are in another language than they should be or, with --checks, misspelled, and records that\n' +
        'cannot be read. Reads JSONL and JSON arrays of any size.',
    )
    .argument('<file...>', 'datasets; - reads standard input')
    .addOption(checksOption())
    .addOption(new Option('--json', 'one JSON object a line for each finding').conflicts('sarif'))
    .addOption(new Option('--sarif', 'a SARIF 2.1.0 log, for code hosts and editors'))
    .option('--all', 'report every response, not only what is flagged')
    .addOption(expectedOption())
    .addOption(modelOption())
    .addOption(languagesOption())
    .option(...SCHEMA_OPTION)
    .addOption(dictionariesOption())
    .addOption(variantOption())
    .addOption(alsoAllowedOption())
    .addOption(wordsOption())
    .option('--suggestions <count>', 'how many suggestions for a misspelled word --json gives; 0 for none', readCount, 5)
    .option('--show <count>', 'how many findings of each file the table lists', readCount, 10)
    .option(...THREADS_OPTION)
    .addHelpText(
      'after',
      () => `
Schemas: ${SCHEMAS.map(({ id }) => id).join(', ')}

Exit status: 0 nothing flagged, 1 something flagged, 2 an error.

Examples:
  $ paddock check data.jsonl                             a table for people
  $ paddock check --json *.jsonl | jq -r .verdict        findings for other programs
  $ zcat data.jsonl.gz | paddock check -                 standard input
  $ paddock check --checks all data.jsonl                languages and spelling
  $ paddock check --checks spelling --variant en=en-GB --words terms.txt data.jsonl
  $ paddock check --expected fi cross-lingual.jsonl      English instructions, Finnish responses
  $ paddock check --sarif data.jsonl > data.sarif        findings for a code host
  $ paddock check --schema mapping.json data.jsonl       fields that no known schema has:
      {"turns": [{"role": "instruction", "path": "ask"}, {"role": "response", "path": "replies[].text"}]}`,
    )
    .action(async (files: string[], flags: CheckFlags) => {
      const schema = flags.schema === undefined ? undefined : readSchemaOption(flags.schema);
      const report = reportOf(flags, files.length);
      const suggestions = flags.json ? flags.suggestions : 0;
      const options = { ...session, ...flags, report, schema, all: flags.all ?? false, suggestions };
      const { flagged, failed } = await check(files, options);
      process.exitCode = failed ? EXIT_ERROR : flagged ? EXIT_FLAGGED : 0;
    });
}

function reportOf({ json, sarif, show }: CheckFlags, files: number): Report {
  if (json) return new NdjsonReport(files > 1);
  if (sarif) return new SarifReport(version, process.cwd());
  return new TableReport({ shown: show, locale: LOCALE });
}
