import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { WantedModel } from '../engine/languageModels';
import { BACKENDS, DEFAULT_PARAMETERS } from '../generation/modelChoice';
import { openBackend } from '../generation/openBackend';
import { templateNames } from '../generation/templates/renderPrompt';
import { parseLanguage } from '../schema/languageTag';
import type { LanguageTag } from '../schema/schema';
import { SCHEMAS } from '../schema/schemas';
import { check } from './checkCommand';
import { processConsole } from './console';
import { Failure, reasonOf } from './failure';
import { modelChoiceOf, type ModelFlags, readAdapter, readNumber } from './generate/generationOptions';
import { readRecords, type WantedRecords } from './generate/wantedRecords';
import { generate, PROVENANCE_PLACES, type ProvenancePlace } from './generateCommand';
import { identify } from './identifyCommand';
import { LOCALE } from './locale';
import { languagesOption, modelOption } from './modelOptions';
import { NdjsonReport } from './reports/ndjsonReport';
import type { Report } from './reports/report';
import { SarifReport } from './reports/sarifReport';
import { TableReport } from './reports/tableReport';
import { detect } from './schemaCommand';
import { readSchemaOption } from './schemaOption';
import { spell } from './spellCommand';
import { alsoAllowedOption, checksOption, dictionariesOption, variantOption, wordsOption, type WantedSpelling } from './spellingOptions';
import { stats } from './statsCommand';

const EXIT_FLAGGED = 1;
const EXIT_ERROR = 2;
/** 128 + the number of the signal, as shells count. */
const EXIT_INTERRUPTED = 130;
const EXIT_TERMINATED = 143;

const MOST_THREADS = 64;

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

interface IdentifyFlags extends WantedModel {
  readonly top: number;
  readonly bcp47?: boolean;
  readonly threads: number;
}

interface SpellFlags {
  readonly language: LanguageTag;
  readonly variant?: string;
  readonly dictionaries: readonly string[];
}

interface StatsFlags extends WantedModel, WantedSpelling {
  readonly lcb?: true;
  readonly source: string | false;
  readonly json?: boolean;
  readonly expected: LanguageOptions['expected'];
  readonly schema?: string;
  readonly threads: number;
}

interface GenerateFlags extends ModelFlags {
  readonly keyVariable?: string;
  readonly gpu: 'auto' | 'off';
  readonly records: WantedRecords;
  readonly seed: number;
  readonly parallel: number;
  readonly out?: string;
  readonly only?: true;
  readonly provenance: ProvenancePlace;
  readonly expected: LanguageOptions['expected'];
  readonly schema?: string;
}

interface SchemaFlags {
  readonly json?: boolean;
}

const SCHEMA_OPTION = [
  '--schema <id>',
  'the schema of the records, or a JSON file with a mapping of your own (default: detected)',
] as const;
const THREADS_OPTION = ['--threads <count>', 'how many threads check at once', readThreads, availableParallelism()] as const;

const console = processConsole();
const interruption = new AbortController();
/** What every command that opens datasets needs. */
const session = { console, programs: __dirname, signal: interruption.signal };

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

program
  .command('check')
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

program
  .command('stats')
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

program
  .command('schema')
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

program
  .command('generate')
  .summary('generate responses anew with a model of your own')
  .description(
    'Generates responses of a dataset anew with a model that runs on this machine or on a server that you name, and ' +
      'writes the dataset with them to another file. A run that was stopped goes on when the same command is given again.',
  )
  .argument('<file>', 'a dataset; - reads standard input')
  .requiredOption('--model <name>', 'the model: its name on the server, or the path of a GGUF file')
  .addOption(
    new Option('--adapter <path[:scale]>', 'a LoRA adapter: a GGUF file, or its id on llama-server; can be repeated')
      .default([], 'none')
      .argParser(readAdapter),
  )
  .addOption(
    new Option('--backend <name>', 'what runs the model (default: embedded for a GGUF file, else ollama)').choices(BACKENDS),
  )
  .option('--host <address>', 'where the server is (default for ollama: OLLAMA_HOST, else 127.0.0.1:11434)')
  .option('--key-variable <name>', 'the environment variable with the key that the server wants')
  .addOption(
    new Option('--gpu <use>', 'whether a GGUF file runs on a GPU where there is one').choices(['auto', 'off']).default('auto'),
  )
  .option('--template <id>', 'how a record becomes a prompt: an id, or a JSON file with a template of your own', 'model')
  .option('--system <text>', 'in place of what the template says first, where a record has no system text')
  .option('--records <list>', 'all, flagged (by the language check), or numbers such as 1-10,15', readRecords, 'all' as const)
  .option('--temperature <number>', '0 takes the likeliest token', readNumber(0, 5), DEFAULT_PARAMETERS.temperature)
  .option('--top-p <number>', 'the probability of the tokens drawn from', readNumber(1e-6, 1), DEFAULT_PARAMETERS.topP)
  .option('--max-tokens <count>', 'the longest response', readPositive, DEFAULT_PARAMETERS.maxTokens)
  .option('--repeat-penalty <number>', '1 is none', readNumber(0.01, 5), DEFAULT_PARAMETERS.repeatPenalty)
  .option('--context <count>', "tokens of prompt and response together (default: the backend's own)", readPositive)
  .option('--seed <number>', 'what the seed of each response is derived from', readCount, 0)
  .option('--parallel <count>', 'how many responses are generated at once, for servers that can', readThreads, 1)
  .option('--out <file>', 'the file to write (default: data.generated.jsonl for data.jsonl)')
  .option('--only', 'write only the records with new responses, one to a line')
  .addOption(
    new Option('--provenance <place>', 'where it is kept what responses were made with: in a file beside, or a field')
      .choices(PROVENANCE_PLACES)
      .default('sidecar'),
  )
  .addOption(expectedOption())
  .option(...SCHEMA_OPTION)
  .option('--threads <count>', 'how many threads check, and run a model that is not on a GPU', readThreads)
  .addHelpText(
    'after',
    () => `
Templates: ${templateNames().map(({ id }) => id).join(', ')} (the default, model, is the model's own)

Of a record with several responses the last one is generated anew, with --records flagged those that are flagged.
Records that fail stay as they were; the reason is said, and the same command tries them again.

Exit status: 0 all generated, 2 an error.

Examples:
  $ paddock generate data.jsonl --model my-model --records flagged --out better.jsonl
  $ paddock generate data.jsonl --model base.gguf --adapter lora.gguf:0.8 --template alpaca
  $ paddock generate data.jsonl --backend openai --host http://cluster:8000/v1 --model my-lora --parallel 16`,
  )
  .action(async (file: string, flags: GenerateFlags) => {
    const { schema, host, keyVariable, gpu, threads = availableParallelism() } = flags;
    const { choice, templates } = modelChoiceOf(flags);
    const key = keyVariable === undefined ? undefined : process.env[keyVariable];
    const backend = openBackend(choice.backend, { host, key, programs: __dirname, gpu });
    try {
      const failed = await generate(file, {
        ...session,
        ...flags,
        threads,
        schema: schema === undefined ? undefined : readSchemaOption(schema),
        backend,
        choice,
        templates,
        only: flags.only ?? false,
      });
      process.exitCode = failed ? EXIT_ERROR : 0;
    } finally {
      await backend.close();
    }
  });

program
  .command('identify')
  .summary('print the language of each line of text')
  .description(
    'Prints for each line of text the most probable labels of a fastText model with their probabilities, as\n' +
      '`fasttext predict-prob` does. Lines are UTF-8; `</s>` and `__label__` in them mean nothing.',
  )
  .argument('[file...]', 'texts; - reads standard input, as no file does')
  .addOption(modelOption())
  .addOption(languagesOption())
  .option('--top <count>', 'how many labels of each line', readPositive, 1)
  .option('--bcp47', 'language tags, such as de or zh-Hant, in place of the labels of the model')
  .option('--threads <count>', 'how many threads identify at once', readThreads, availableParallelism())
  .addHelpText(
    'after',
    `
Examples:
  $ paddock identify texts.txt                            __label__de 0.998321
  $ jq -r '.output | gsub("\\n"; " ")' data.jsonl | paddock identify --bcp47 | sort | uniq -c
  $ paddock identify --model glotlid.bin --languages de,nds,lb --top 3 texts.txt`,
  )
  .action(async (files: string[], { bcp47 = false, ...flags }: IdentifyFlags) => {
    const failed = await identify(files.length > 0 ? files : ['-'], { ...session, ...flags, tags: bcp47 });
    process.exitCode = failed ? EXIT_ERROR : 0;
  });

program
  .command('spell')
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

function reportOf({ json, sarif, show }: CheckFlags, files: number): Report {
  if (json) return new NdjsonReport(files > 1);
  if (sarif) return new SarifReport(version, process.cwd());
  return new TableReport({ shown: show, locale: LOCALE });
}

function expectedOption(): Option {
  return new Option(
    '--expected <language>',
    'auto: what fields, file name and instruction say; instruction: only what it asks for, or its own language; ' +
      'or a language, such as de or German, for all responses that are not asked for in another one',
  )
    .default('auto')
    .argParser(readExpected);
}

function readExpected(value: string): LanguageOptions['expected'] {
  if (value === 'auto' || value === 'instruction') return value;
  const language = parseLanguage(value);
  if (language === undefined) throw new InvalidArgumentError('Neither auto, nor instruction, nor a language.');
  return language;
}

function readLanguage(value: string): LanguageTag {
  const language = parseLanguage(value);
  if (language === undefined) throw new InvalidArgumentError('Not a language.');
  return language;
}


function readCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Not a whole number.');
  return Number(value);
}

function readPositive(value: string): number {
  const count = readCount(value);
  if (count < 1) throw new InvalidArgumentError('Not a number from 1.');
  return count;
}

function readThreads(value: string): number {
  const threads = readCount(value);
  if (threads < 1 || threads > MOST_THREADS) throw new InvalidArgumentError(`Not from 1 to ${MOST_THREADS}.`);
  return threads;
}
