import { type JsonObject } from '../json';
import type { RecordReader, SchemaFormat } from './format';
import { addContent } from './messages';

/** One instruction and one response, each in a field of its own. Of several keys the first present is read. */
interface PairFormat {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly score: number;
  readonly instruction: readonly string[];
  readonly input?: readonly string[];
  readonly response: readonly string[];
  /** Fields that tell the format from others like it. */
  readonly besides?: (record: JsonObject) => boolean;
  readonly evidence?: string;
}

const SYSTEM_KEYS = ['system', 'system_prompt'];

function pair(format: PairFormat): SchemaFormat {
  const { instruction, input = [], response, besides = () => true } = format;
  return {
    id: format.id,
    name: format.name,
    description: format.description,
    evidence: format.evidence ?? `${instruction[0]} and ${response[0]}`,
    score: (record) => (has(record, instruction) && has(record, response) && besides(record) ? format.score : 0),
    read: (record, reader) => {
      for (const key of SYSTEM_KEYS) reader.optional('system', record[key], [key]);
      readHistory(record.history, reader);
      const asked = present(record, instruction);
      addContent('instruction', record[asked], [asked], reader);
      const given = input.find((key) => key !== asked && record[key] !== undefined);
      if (given) reader.optional('input', record[given], [given]);
      const answered = present(record, response);
      addContent('response', record[answered], [answered], reader);
    },
  };
}

/** Alpaca's earlier rounds: pairs of instruction and response. */
function readHistory(history: unknown, reader: RecordReader): void {
  if (!Array.isArray(history)) return;
  history.forEach((round: unknown, index) => {
    if (!Array.isArray(round)) return;
    reader.optional('instruction', round[0], ['history', index, 0]);
    reader.optional('response', round[1], ['history', index, 1]);
  });
}

function has(record: JsonObject, keys: readonly string[]): boolean {
  return keys.some((key) => record[key] !== undefined);
}

function present(record: JsonObject, keys: readonly string[]): string {
  return keys.find((key) => record[key] !== undefined) ?? keys[0];
}

const BACTRIAN_KEYS = new Set(['id', 'instruction', 'input', 'output']);

export const bactrianX = pair({
  id: 'bactrian-x',
  name: 'Bactrian-X',
  description: 'id, instruction, input, output',
  score: 0.85,
  instruction: ['instruction'],
  input: ['input'],
  response: ['output'],
  evidence: 'id, instruction, input and output and nothing else',
  besides: (record) =>
    record.id !== undefined && record.input !== undefined && Object.keys(record).every((key) => BACTRIAN_KEYS.has(key)),
});

export const alpaca = pair({
  id: 'alpaca',
  name: 'Alpaca',
  description: 'instruction, input, output; optionally system and history',
  score: 0.8,
  instruction: ['instruction'],
  input: ['input'],
  response: ['output'],
});

export const dolly = pair({
  id: 'dolly',
  name: 'Dolly',
  description: 'instruction, context, response, category',
  score: 0.85,
  instruction: ['instruction'],
  input: ['context'],
  response: ['response'],
  evidence: 'instruction, context or category, and response',
  besides: ({ context, category }) => context !== undefined || category !== undefined,
});

export const instructionResponse = pair({
  id: 'instruction-response',
  name: 'Instruction and response',
  description: 'instruction and response, completion or answer',
  score: 0.7,
  instruction: ['instruction'],
  input: ['input', 'context'],
  response: ['response', 'completion', 'answer', 'target'],
});

export const promptCompletion = pair({
  id: 'prompt-completion',
  name: 'Prompt and completion',
  description: 'prompt and completion, response, output or answer',
  score: 0.75,
  instruction: ['prompt'],
  input: ['input', 'context'],
  response: ['completion', 'response', 'output', 'answer', 'generation'],
});

export const questionAnswer = pair({
  id: 'question-answer',
  name: 'Question and answer',
  description: 'question and answer or response; optionally context and system_prompt',
  score: 0.75,
  instruction: ['question'],
  input: ['context', 'input'],
  response: ['answer', 'response', 'output'],
});

export const queryResponse = pair({
  id: 'query-response',
  name: 'Query and response',
  description: 'query and response, answer or output',
  score: 0.75,
  instruction: ['query'],
  input: ['context', 'input'],
  response: ['response', 'answer', 'output'],
});

export const inputsTargets = pair({
  id: 'inputs-targets',
  name: 'Inputs and targets',
  description: 'inputs and targets (Aya, xP3, FLAN)',
  score: 0.8,
  instruction: ['inputs'],
  response: ['targets'],
});

export const inputOutput = pair({
  id: 'input-output',
  name: 'Input and output',
  description: 'input and output, target or response (MURI)',
  score: 0.6,
  instruction: ['input'],
  response: ['output', 'target', 'response'],
  besides: (record) => record.instruction === undefined,
});

export const camel = pair({
  id: 'camel',
  name: 'CAMEL',
  description: 'message_1 and message_2',
  score: 0.75,
  instruction: ['message_1'],
  response: ['message_2'],
});

export const kto = pair({
  id: 'kto',
  name: 'KTO',
  description: 'prompt, completion and label (true or false)',
  score: 0.95,
  instruction: ['prompt'],
  response: ['completion'],
  evidence: 'prompt, completion and a label that is true or false',
  besides: ({ label }) => typeof label === 'boolean',
});
