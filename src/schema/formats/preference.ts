import { isObject, type JsonObject } from '../json';
import type { RecordReader, SchemaFormat } from './format';
import { addContent, addMessage, addMessages, isMessages } from './messages';
import { roleOf } from './roles';
import { isTranscript } from './transcript';

const PROMPT_KEYS = ['prompt', 'question', 'instruction', 'query', 'conversations', 'messages', 'input'];

/** Pairs for DPO and its kin: texts, messages or lists of them (UltraFeedback), the prompt apart or in them. */
export const preference: SchemaFormat = {
  id: 'preference',
  name: 'Preference pairs',
  description: 'prompt, chosen and rejected (texts or messages)',
  evidence: 'chosen and rejected',
  score: (record) => {
    if (record.chosen === undefined || record.rejected === undefined) return 0;
    if (promptKey(record) || isMessages(record.chosen)) return 0.95;
    return isTranscript(record.chosen) || !isText(record) ? 0 : 0.5;
  },
  read: (record, reader) => {
    for (const key of ['system', 'system_prompt']) reader.optional('system', record[key], [key]);
    const key = promptKey(record);
    if (key) addContent('instruction', record[key], [key], reader);
    if (key !== 'input') reader.optional('input', record.input, ['input']);
    const withPrompt = key !== undefined && reader.has('instruction');
    addCandidate('chosen', record.chosen, !withPrompt, reader);
    addCandidate('rejected', record.rejected, false, reader);
    if (!reader.has('instruction') && !key) reader.missing('instruction', undefined, ['prompt']);
  },
};

/** Lists of messages repeat the prompt: of those, only the last response is the candidate. */
function addCandidate(name: 'chosen' | 'rejected', value: unknown, withPrompt: boolean, reader: RecordReader): void {
  if (!isMessages(value)) {
    addContent('response', value, [name], reader, { name });
    return;
  }
  const last = value.findLastIndex(
    (message) => isObject(message) && roleOf(message.role ?? message.from) === 'response',
  );
  if (withPrompt) addMessages(last < 0 ? value : value.slice(0, last), [name], reader);
  if (last >= 0) addMessage(value[last], [name, last], reader, { name });
  else reader.problem('response-missing', `No response among the messages of ${name}`);
}

function promptKey(record: JsonObject): string | undefined {
  return PROMPT_KEYS.find((key) => typeof record[key] === 'string' || isMessages(record[key]));
}

function isText({ chosen, rejected }: JsonObject): boolean {
  return typeof chosen === 'string' && typeof rejected === 'string';
}
