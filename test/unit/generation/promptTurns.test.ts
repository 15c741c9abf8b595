import { describe, expect, test } from 'vitest';
import { promptTurns } from '../../../src/generation/promptTurns';
import { schemaOf } from '../../../src/schema/schemas';

/** What is asked where a record has a response, read with a schema. */
function asked(schema: string, record: unknown, response = -1) {
  const view = schemaOf({ id: schema }).view(record);
  const responses = view.turns.flatMap(({ role }, index) => (role === 'response' ? [index] : []));
  return promptTurns(view, responses.at(response)!);
}

const user = (text: string, input?: string) => ({ role: 'user', text, ...(input !== undefined && { input }) });
const assistant = (text: string) => ({ role: 'assistant', text });

describe('promptTurns', () => {
  test('instruction and input', () => {
    expect(asked('alpaca', { instruction: 'Ask', input: 'this', output: 'Old' })).toEqual([user('Ask', 'this')]);
    expect(asked('alpaca', { instruction: 'Ask', input: '', output: 'Old' })).toEqual([user('Ask')]);
  });

  test('earlier rounds and a system text', () => {
    const record = { system: 'Be kind.', history: [['One?', '1']], instruction: 'Two?', input: '', output: 'Old' };
    expect(asked('alpaca', record)).toEqual([
      { role: 'system', text: 'Be kind.' },
      user('One?'),
      assistant('1'),
      user('Two?'),
    ]);
    expect(asked('alpaca', record, 0)).toEqual([{ role: 'system', text: 'Be kind.' }, user('One?')]);
  });

  test('any response of a conversation, from the turns before it', () => {
    const messages = ['user', 'assistant', 'user', 'assistant', 'user'].map((role, index) => ({ role, content: `${index}` }));
    expect(asked('messages', { messages }, 0)).toEqual([user('0')]);
    expect(asked('messages', { messages }, 1)).toEqual([user('0'), assistant('1'), user('2')]);
  });

  test('turns of one speaker in a row are one', () => {
    const messages = ['user', 'user', 'assistant', 'assistant'].map((role, index) => ({ role, content: `${index}` }));
    expect(asked('messages', { messages })).toEqual([user('0\n\n1'), assistant('2')]);
  });

  test('tools: their calls are the assistant’s', () => {
    const conversations = [
      { from: 'human', value: 'Weather?' },
      { from: 'function_call', value: '{"name":"weather"}' },
      { from: 'observation', value: 'Sun' },
      { from: 'gpt', value: 'It is sunny.' },
    ];
    expect(asked('sharegpt', { conversations })).toEqual([
      user('Weather?'),
      assistant('{"name":"weather"}'),
      { role: 'tool', text: 'Sun' },
    ]);
  });

  test('the chosen response does not lead to the rejected one', () => {
    const record = { prompt: 'Ask', chosen: 'Good', rejected: 'Bad' };
    expect(asked('preference', record, 0)).toEqual([user('Ask')]);
    expect(asked('preference', record, 1)).toEqual([user('Ask')]);
  });

  test('preference pairs of messages and of transcripts', () => {
    const begun = [
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: '1' },
      { role: 'user', content: 'Two?' },
    ];
    const expected = [user('One?'), assistant('1'), user('Two?')];
    const answered = (content: string) => [...begun, { role: 'assistant', content }];
    expect(asked('preference', { chosen: answered('2'), rejected: answered('3') }, -1)).toEqual(expected);
    const transcript = '\n\nHuman: One?\n\nAssistant: 1\n\nHuman: Two?\n\nAssistant:';
    const record = { chosen: `${transcript} 2`, rejected: `${transcript} 3` };
    expect(asked('hh-rlhf', record, -2)).toEqual(expected);
    expect(asked('hh-rlhf', record, -1)).toEqual(expected);
  });

  test('a conversation in one string', () => {
    const text = '### Human: One?### Assistant: 1### Human: Two?### Assistant: 2';
    expect(asked('guanaco', { text })).toEqual([user('One?'), assistant('1'), user('Two?')]);
  });

  test('instances and completions are apart', () => {
    const instances = [
      { input: 'a', output: 'A' },
      { input: 'b', output: 'B' },
    ];
    expect(asked('self-instruct', { instruction: 'Write large', instances })).toEqual([user('Write large', 'b')]);
    const completions = [{ response: '1' }, { response: '2' }];
    expect(asked('completions', { instruction: 'Count', completions })).toEqual([user('Count')]);
  });

  test('of a tree, the branch', () => {
    const message = (role: string, text: string, replies: unknown[] = []) => ({ role, text, replies });
    const prompt = message('prompter', 'Q', [
      message('assistant', 'A1', [message('prompter', 'Q1', [message('assistant', 'A11')])]),
      message('assistant', 'A2', [
        message('prompter', 'Q2a', [message('assistant', 'A2a')]),
        message('prompter', 'Q2b', [message('assistant', 'A2b')]),
      ]),
    ]);
    expect(asked('oasst-tree', { prompt })).toEqual([user('Q'), assistant('A2'), user('Q2b')]);
    expect(asked('oasst-tree', { prompt }, 1)).toEqual([user('Q'), assistant('A1'), user('Q1')]);
  });

  test('fields by language: the same language’s instruction, or the only one', () => {
    const record = { instruction_en: 'Ask', output_en: 'Answer', instruction_de: 'Frage', output_de: 'Antwort' };
    expect(asked('language-affixed', record)).toEqual([user('Frage')]);
    expect(asked('language-affixed', { instruction_en: 'Ask', output_en: 'Answer', output_de: 'Antwort' })).toEqual([
      user('Ask'),
    ]);
  });

  test('nothing where nothing was said before', () => {
    expect(asked('oasst-message', { message_id: '1', parent_id: '0', role: 'assistant', text: 'Hi' })).toEqual([]);
  });
});
