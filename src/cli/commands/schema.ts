import { Command } from 'commander';
import type { CommandSession } from '../commandSession';
import { EXIT_ERROR } from '../exitCodes';
import { detect } from '../schemaCommand';

interface SchemaFlags {
  readonly json?: boolean;
}

export function schemaCommand(session: CommandSession): Command {
  return new Command('schema')
    .summary('print what is detected about datasets')
    .description('Prints what is detected about datasets: container, schema and why, languages that are stated, fields.')
    .argument('<file...>', 'datasets; - reads standard input')
    .option('--json', 'one JSON object a line for each file')
    .addHelpText(
      'after',
      `
Examples:
  $ paddock schema data.jsonl
  $ paddock schema --json *.jsonl | jq -r '[.file, .schemas[0].id] | @tsv'`,
    )
    .action(async (files: string[], { json = false }: SchemaFlags) => {
      process.exitCode = (await detect(files, { ...session, threads: 1, json })) ? EXIT_ERROR : 0;
    });
}
