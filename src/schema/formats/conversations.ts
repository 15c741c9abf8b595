import { isObject, kindOf, type JsonObject } from '../json';
import type { RecordReader, SchemaFormat } from './format';
import { addMessages, isMessages } from './messages';

/** ShareGPT and what takes after it: `conversation` or `chat`; `role`/`content` or `user`/`text` for `from`/`value`. */
export const shareGpt: SchemaFormat = {
  id: 'sharegpt',
  name: 'ShareGPT',
  description: 'conversations of from (human, gpt, system, tool, function_call, observation) and value',
  evidence: 'conversations of messages',
  score: (record) => (isMessages(record[conversationKey(record)]) ? 0.9 : 0),
  read: (record, reader) => readConversation(record, conversationKey(record), reader),
};

export const messages: SchemaFormat = {
  id: 'messages',
  name: 'OpenAI messages',
  description: 'messages of role (system, user, assistant, tool) and content (text or parts)',
  evidence: 'messages of role and content',
  score: (record) => (isMessages(record.messages) ? 0.9 : 0),
  read: (record, reader) => readConversation(record, 'messages', reader),
};

/** Lists of strings, by user and assistant in turn. */
export const lima = alternating(
  'lima',
  'LIMA',
  'conversations',
  'conversations of strings, instruction and response in turn',
);
export const ultraChat = alternating(
  'ultrachat',
  'UltraChat',
  'data',
  'data of strings, instruction and response in turn',
);

/** Capybara: `conversation` of `input` and `output`. */
export const capybara: SchemaFormat = {
  id: 'capybara',
  name: 'Capybara',
  description: 'conversation of input and output',
  evidence: 'a conversation of input and output',
  score: (record) => {
    const list = record[conversationKey(record)];
    return Array.isArray(list) && list.some((item) => isObject(item) && 'input' in item && 'output' in item) ? 0.9 : 0;
  },
  read: (record, reader) => {
    const key = conversationKey(record);
    const list = listOf(record, key, reader);
    addSystem(record, reader);
    list?.forEach((item, index) => {
      const { input, output } = isObject(item) ? item : {};
      reader.require('instruction', input, [key, index, 'input']);
      reader.require('response', output, [key, index, 'output']);
    });
  },
};

function alternating(id: string, name: string, key: string, description: string): SchemaFormat {
  return {
    id,
    name,
    description,
    evidence: `${key} of strings`,
    score: (record) => {
      const list = record[key];
      // A list with other things among its strings is a broken record of this structure, not of another.
      return Array.isArray(list) && typeof list[0] === 'string' && !isMessages(list) ? 0.9 : 0;
    },
    read: (record, reader) => {
      const list = listOf(record, key, reader);
      list?.forEach((text, index) => reader.require(index % 2 === 0 ? 'instruction' : 'response', text, [key, index]));
      if (list?.length === 1) reader.problem('response-missing', `${key} ends with the instruction`);
    },
  };
}

function readConversation(record: JsonObject, key: string, reader: RecordReader): void {
  const list = listOf(record, key, reader);
  if (!list) return;
  addSystem(record, reader);
  addMessages(list, [key], reader);
  if (reader.problems.some(({ code }) => code.startsWith('response-'))) return;
  if (!reader.has('response')) reader.problem('response-missing', `No response among the ${list.length} messages`);
  else if (!reader.has('instruction')) reader.problem('instruction-missing', 'No message by the user');
}

function addSystem(record: JsonObject, reader: RecordReader): void {
  for (const key of ['system', 'system_prompt']) reader.optional('system', record[key], [key]);
}

function listOf(record: JsonObject, key: string, reader: RecordReader): readonly unknown[] | undefined {
  const list = record[key];
  if (Array.isArray(list)) {
    if (list.length === 0) reader.problem('response-missing', `${key} is empty`);
    return list as readonly unknown[];
  }
  const why = list === undefined ? `There is no ${key}` : `${key} is ${kindOf(list)}, not a list`;
  reader.problem('schema-mismatch', why);
  return undefined;
}

const CONVERSATION_KEYS = ['conversations', 'conversation', 'dialogue', 'dialog', 'chat'];

function conversationKey(record: JsonObject): string {
  return CONVERSATION_KEYS.find((key) => record[key] !== undefined) ?? CONVERSATION_KEYS[0];
}
