import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import type { CommandSession } from './commandSession';
import { checkCommand } from './commands/check';
import { generateCommand } from './commands/generate';
import { identifyCommand } from './commands/identify';
import { schemaCommand } from './commands/schema';
import { spellCommand } from './commands/spell';
import { statsCommand } from './commands/stats';
import { processConsole } from './console';
import { EXIT_ERROR, EXIT_INTERRUPTED, EXIT_TERMINATED } from './exitCodes';
import { Failure, reasonOf } from './failure';

const console = processConsole(EXIT_ERROR);
const interruption = new AbortController();
const session: CommandSession = { console, programs: __dirname, signal: interruption.signal };

const program = new Command('paddock')
  .description('Checks datasets of instructions and responses. Nothing leaves the machine.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(paddock --help says more)')
  .addHelpText(
    'after',
    `
Examples:
  $ paddock check data.jsonl               which responses are in the wrong language
  $ paddock check --checks all data.jsonl  which are misspelled, too
  $ paddock schema data.jsonl              what Paddock takes the records for
  $ paddock stats data.jsonl               how often responses are in the right language
  $ paddock generate data.jsonl --model m  responses generated anew
  $ paddock identify texts.txt             which language each line of a text is in
  $ paddock spell --language de words.txt  which words of a list are misspelled
  $ paddock check --help                   what else the check can do`,
  );

for (const command of [checkCommand, statsCommand, schemaCommand, generateCommand, identifyCommand, spellCommand]) {
  program.addCommand(command(session).copyInheritedSettings(program));
}

void run();

async function run(): Promise<void> {
  for (const [signal, exitCode] of [['SIGINT', EXIT_INTERRUPTED], ['SIGTERM', EXIT_TERMINATED]] as const) {
    process.once(signal, () => {
      process.exitCode = exitCode;
      interruption.abort();
    });
  }
  try {
    await program.parseAsync();
  } catch (error) {
    // When interrupted, the signal's exit code is set, and what has been cut short needs no words.
    if (!interruption.signal.aborted) process.exitCode = exitCodeOf(error);
  } finally {
    // A standard input that nobody read to its end would keep the process.
    process.stdin.destroy();
  }
}

function exitCodeOf(error: unknown): number {
  // Commander has already said what is wrong, or printed the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_ERROR;
  console.complain(error instanceof Failure ? error.message : reasonOf(error));
  return EXIT_ERROR;
}
