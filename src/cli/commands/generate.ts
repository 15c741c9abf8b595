import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { LanguageOptions } from '../../checks/language/languageOptions';
import { BACKENDS, DEFAULT_PARAMETERS } from '../../generation/modelChoice';
import { openBackend } from '../../generation/openBackend';
import { templateNames } from '../../generation/templates/renderPrompt';
import type { CommandSession } from '../commandSession';
import { expectedOption, readCount, readPositive, readThreads, SCHEMA_OPTION } from '../commonOptions';
import { EXIT_ERROR } from '../exitCodes';
import { modelChoiceOf, type ModelFlags, readAdapter, readNumber } from '../generate/generationOptions';
import { readRecords, type WantedRecords } from '../generate/wantedRecords';
import { generate, PROVENANCE_PLACES, type ProvenancePlace } from '../generateCommand';
import { readSchemaOption } from '../schemaOption';
import { alsoAllowedOption, checksOption, dictionariesOption, variantOption, type WantedSpelling, wordsOption } from '../spellingOptions';

interface GenerateFlags extends ModelFlags, WantedSpelling {
  readonly keyVariable?: string;
  readonly gpu: 'auto' | 'off';
  readonly llamaFolder?: string;
  readonly records: WantedRecords;
  readonly seed: number;
  readonly parallel: number;
  readonly out?: string;
  readonly only?: true;
  readonly provenance: ProvenancePlace;
  readonly expected: LanguageOptions['expected'];
  readonly schema?: string;
}

export function generateCommand(session: CommandSession): Command {
  return new Command('generate')
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
    .option(
      '--llama-folder <folder>',
      'a folder with a llama.cpp of your own, where you have run npm install node-llama-cpp (for CUDA)',
      (folder: string) => resolve(folder),
    )
    .option('--template <id>', 'how a record becomes a prompt: an id, or a JSON file with a template of your own', 'model')
    .option('--system <text>', 'in place of what the template says first, where a record has no system text')
    .option('--records <list>', 'all, flagged (by --checks), or numbers such as 1-10,15', readRecords, 'all' as const)
    .addOption(checksOption())
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
    .addOption(dictionariesOption())
    .addOption(variantOption())
    .addOption(alsoAllowedOption())
    .addOption(wordsOption())
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
  $ paddock generate data.jsonl --model my-model --records flagged --checks all
  $ paddock generate data.jsonl --model base.gguf --adapter lora.gguf:0.8 --template alpaca
  $ paddock generate data.jsonl --backend openai --host http://cluster:8000/v1 --model my-lora --parallel 16`,
    )
    .action(async (file: string, flags: GenerateFlags) => {
      const { schema, host, keyVariable, gpu, llamaFolder: llama, threads = availableParallelism() } = flags;
      const { choice, templates } = modelChoiceOf(flags);
      const key = keyVariable === undefined ? undefined : process.env[keyVariable];
      const backend = openBackend(choice.backend, { host, key, programs: session.programs, llama, gpu });
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
}
