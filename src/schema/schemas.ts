import { affixed } from './formats/affixed';
import { capybara, lima, messages, shareGpt, ultraChat } from './formats/conversations';
import { customSchema } from './formats/custom';
import { schemaOfFormat, type SchemaFormat } from './formats/format';
import { completions, selfInstruct } from './formats/instances';
import { oasstMessage, oasstTree } from './formats/oasst';
import {
  alpaca,
  bactrianX,
  camel,
  dolly,
  inputOutput,
  inputsTargets,
  instructionResponse,
  kto,
  promptCompletion,
  queryResponse,
  questionAnswer,
} from './formats/pairs';
import { preference } from './formats/preference';
import { guanaco, hhRlhf } from './formats/transcript';
import { isObject } from './json';
import type { Schema, SchemaChoice, SchemaDetection } from './schema';

const FORMATS: readonly SchemaFormat[] = [
  alpaca,
  bactrianX,
  dolly,
  instructionResponse,
  promptCompletion,
  questionAnswer,
  queryResponse,
  inputsTargets,
  inputOutput,
  shareGpt,
  messages,
  lima,
  ultraChat,
  capybara,
  oasstTree,
  oasstMessage,
  guanaco,
  hhRlhf,
  preference,
  kto,
  completions,
  selfInstruct,
  camel,
  affixed,
];

/** The schemas there are, apart from custom mappings. */
export const SCHEMAS: readonly { readonly id: string; readonly name: string; readonly description: string }[] =
  FORMATS.map(({ id, name, description }) => ({ id, name, description }));

/** @throws Error for an unknown id or a mapping that cannot be read, saying why. */
export function schemaOf(choice: SchemaChoice): Schema {
  if ('mapping' in choice) return customSchema(choice.mapping);
  const format = FORMATS.find(({ id }) => id === choice.id);
  if (!format) {
    throw new Error(`There is no schema "${choice.id}": use ${FORMATS.map(({ id }) => id).join(', ')}.`);
  }
  return schemaOfFormat(format);
}

/** A schema is worth offering when at least this share of the records has its structure. */
const SMALLEST_FIT = 0.1;

/** Schemas whose fit is as close as this to the best one's are named with it. */
const NEARLY_AS_GOOD = 0.15;

/** The schemas that fit these records' structure, best first; empty when none does. */
export function detectSchema(samples: readonly unknown[]): SchemaDetection[] {
  const records = samples.filter(isObject);
  if (records.length === 0) return [];
  const fits = FORMATS.map((format) => {
    const scores = records.map((record) => format.score(record)).filter((score) => score > 0);
    const fit = scores.reduce((sum, score) => sum + score, 0) / records.length;
    return { format, fit, fitting: scores.length };
  })
    .filter(({ fitting }) => fitting / records.length >= SMALLEST_FIT)
    .sort((a, b) => b.fit - a.fit);

  const count = (n: number) => n.toLocaleString('en');
  return fits.map(({ format, fit, fitting }) => {
    const schema = schemaOfFormat(format);
    const read = records.filter((record) => schema.view(record).problems.every(({ severity }) => severity !== 'error'));
    const others = fits.filter((other) => other.format !== format && Math.abs(other.fit - fit) <= NEARLY_AS_GOOD);
    const also = others.length ? `; ${others.map((other) => other.format.name).join(', ')} would fit too` : '';
    const verb = fitting === 1 ? 'has' : 'have';
    const noun = records.length === 1 ? 'record' : 'records';
    return {
      choice: { id: format.id },
      name: format.name,
      share: read.length / records.length,
      reason: `${count(fitting)} of ${count(records.length)} sampled ${noun} ${verb} ${format.evidence}${also}`,
    };
  });
}
