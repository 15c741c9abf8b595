import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import type { WantedModel } from '../../engine/languageModels';
import type { CommandSession } from '../commandSession';
import { readPositive, readThreads } from '../commonOptions';
import { EXIT_ERROR } from '../exitCodes';
import { identify } from '../identifyCommand';
import { languagesOption, modelOption } from '../modelOptions';

interface IdentifyFlags extends WantedModel {
  readonly top: number;
  readonly bcp47?: boolean;
  readonly threads: number;
}

export function identifyCommand(session: CommandSession): Command {
  return new Command('identify')
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
}
