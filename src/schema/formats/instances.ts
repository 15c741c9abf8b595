import { isObject, kindOf } from '../json';
import type { SchemaFormat } from './format';

/** Self-Instruct's seed tasks: one instruction with several instances of input and output. */
export const selfInstruct: SchemaFormat = {
  id: 'self-instruct',
  name: 'Self-Instruct seeds',
  description: 'instruction with instances of input and output',
  evidence: 'instruction and instances',
  score: ({ instruction, instances }) => (instruction !== undefined && Array.isArray(instances) ? 0.95 : 0),
  read: ({ instruction, instances }, reader) => {
    reader.require('instruction', instruction, ['instruction']);
    if (!Array.isArray(instances) || instances.length === 0) {
      reader.missing('response', Array.isArray(instances) ? undefined : instances, ['instances']);
      return;
    }
    instances.forEach((instance: unknown, index) => {
      if (!isObject(instance)) {
        reader.problem('schema-mismatch', `Instance ${index} is ${kindOf(instance)}`);
        return;
      }
      reader.optional('input', instance.input, ['instances', index, 'input']);
      reader.require('response', instance.output, ['instances', index, 'output']);
    });
  },
};

/** UltraFeedback before it was made into pairs: one instruction with the responses of several models. */
export const completions: SchemaFormat = {
  id: 'completions',
  name: 'UltraFeedback completions',
  description: 'instruction with completions of model and response',
  evidence: 'instruction and a list of completions',
  score: ({ instruction, completions: list }) =>
    instruction !== undefined && Array.isArray(list) && list.some((item) => isObject(item) && 'response' in item)
      ? 0.95
      : 0,
  read: ({ instruction, completions: list }, reader) => {
    reader.require('instruction', instruction, ['instruction']);
    if (!Array.isArray(list) || list.length === 0) {
      reader.missing('response', Array.isArray(list) ? undefined : list, ['completions']);
      return;
    }
    list.forEach((completion: unknown, index) => {
      const { response, model } = isObject(completion) ? completion : {};
      const name = typeof model === 'string' ? model : undefined;
      reader.require('response', response, ['completions', index, 'response'], { name });
    });
  },
};
