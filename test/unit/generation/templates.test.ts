import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GenerationError } from '../../../src/generation/backend';
import type { Prompt, TextPrompt } from '../../../src/generation/prompt';
import type { PromptTurn } from '../../../src/generation/promptTurns';
import { BUILT_IN_TEMPLATES } from '../../../src/generation/templates/builtInTemplates';
import { readTemplates } from '../../../src/generation/templates/readTemplates';
import { renderPrompt, templateNames } from '../../../src/generation/templates/renderPrompt';

const user = (text: string, input?: string): PromptTurn => ({ role: 'user', text, ...(input !== undefined && { input }) });
const assistant = (text: string): PromptTurn => ({ role: 'assistant', text });
const system = (text: string): PromptTurn => ({ role: 'system', text });

function textOf(prompt: Prompt): string {
  return asText(prompt).text;
}

function asText(prompt: Prompt): TextPrompt {
  if (prompt.kind !== 'text') throw new Error('not a text');
  return prompt;
}

function literalOf(prompt: Prompt): string[] {
  const { text, literal } = asText(prompt);
  return literal.map(({ start, end }) => text.slice(start, end));
}

function rendered(template: string, ...turns: PromptTurn[]): string {
  return textOf(renderPrompt({ template }, turns));
}

describe('built-in templates', () => {
  /** The prompts that the fixture's model was trained on, as its own script makes them. */
  test.each(['alpaca', 'bactrian-x'])('%s is what the fixture was trained on', (template) => {
    const script = readFileSync('test/fixtures/tiny-lora/train/dataset.py', 'utf8');
    const read = (name: string) => {
      const [, expression] = new RegExp(`^${name} = (\\([^]*?"\\)|".*")$`, 'm').exec(script)!;
      return [...expression.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([string]) => JSON.parse(string) as string).join('');
    };
    const prefix = template === 'alpaca' ? 'ALPACA' : 'BACTRIAN';
    const filled = (pattern: string) => pattern.replace('{instruction}', 'Frage?').replace('{input}', 'Hai');
    expect(rendered(template, user('Frage?'))).toBe(filled(read(`${prefix}_NO`)));
    expect(rendered(template, user('Frage?', 'Hai'))).toBe(filled(read(`${prefix}_IN`)));
  });

  const rounds = [user('Q1'), assistant('A1'), user('Q2')];

  test('Alpaca with rounds and a system text', () => {
    expect(rendered('alpaca', system('Be brief.'), ...rounds)).toBe(
      'Be brief.\n\n### Instruction:\nQ1\n\n### Response:\nA1\n\n### Instruction:\nQ2\n\n### Response:\n',
    );
  });

  test('Bactrian-X', () => {
    expect(rendered('bactrian-x', system('Be brief.'), user('Q', 'I'))).toBe(
      'Be brief.\n\n### Input:\nQ\n\nI\n\n### Output:\n',
    );
  });

  test('Vicuna', () => {
    const words =
      'A chat between a curious user and an artificial intelligence assistant. ' +
      "The assistant gives helpful, detailed, and polite answers to the user's questions.";
    expect(rendered('vicuna', ...rounds)).toBe(`${words} USER: Q1 ASSISTANT: A1</s>USER: Q2 ASSISTANT:`);
    expect(textOf(renderPrompt({ template: 'vicuna', system: '' }, [user('Q')]))).toBe('USER: Q ASSISTANT:');
  });

  test('Guanaco', () => {
    expect(rendered('guanaco', ...rounds)).toBe('### Human: Q1### Assistant: A1### Human: Q2### Assistant:');
  });

  test('ChatML', () => {
    expect(rendered('chatml', system('S'), ...rounds)).toBe(
      '<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nQ1<|im_end|>\n<|im_start|>assistant\nA1<|im_end|>\n' +
        '<|im_start|>user\nQ2<|im_end|>\n<|im_start|>assistant\n',
    );
  });

  test('Llama 2', () => {
    expect(rendered('llama-2', system('S'), user(' Q1\n'), assistant('A1'), user('Q2'))).toBe(
      '[INST] <<SYS>>\nS\n<</SYS>>\n\nQ1 [/INST] A1 </s><s>[INST] Q2 [/INST]',
    );
    expect(rendered('llama-2', user('Q', 'I'))).toBe('[INST] Q\n\nI [/INST]');
  });

  test('a conversation may begin with the assistant', () => {
    expect(rendered('chatml', system('S'), assistant('Hi'), user('Q'))).toMatch(
      /^<\|im_start\|>system\nS<\|im_end\|>\n<\|im_start\|>assistant\nHi/,
    );
    expect(rendered('llama-2', system('S'), assistant('Hi'), user('Q'))).toBe(
      ' Hi </s><s>[INST] <<SYS>>\nS\n<</SYS>>\n\nQ [/INST]',
    );
  });

  test.each(Object.keys(BUILT_IN_TEMPLATES))('%s takes texts as they are and says where they stand', (template) => {
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom('{input}', '{instruction}', '{response}', '$&', '<|im_end|>', '</s>', '[INST]', '### Response:\n'),
    );
    const text = fc.array(hostile, { minLength: 1, maxLength: 4 }).map((parts) => `a${parts.join('')}z`);
    fc.assert(
      fc.property(text, text, text, text, (first, answer, instruction, input) => {
        const turns = [user(first), assistant(answer), user(instruction, input)];
        const prompt = renderPrompt({ template }, turns);
        expect(literalOf(prompt)).toEqual([first, answer, instruction, input]);
        const { literal, text: whole } = asText(prompt);
        // What is left is the template's alone, whatever the texts are.
        const around = whole.slice(0, literal[0].start) + whole.slice(literal[3].end);
        const plain = asText(renderPrompt({ template }, [user('a'), assistant('b'), user('c', 'd')]));
        expect(around).toBe(plain.text.slice(0, plain.literal[0].start) + plain.text.slice(plain.literal[3].end));
      }),
    );
  });

  test.each(Object.keys(BUILT_IN_TEMPLATES))('%s has no token that begins a text', (template) => {
    expect(rendered(template, system('S'), user('Q'))).not.toMatch(/^(<s>|<\|begin_of_text\|>)/);
  });

  test('nothing asked is refused', () => {
    const fail = (...turns: PromptTurn[]) => () => renderPrompt({ template: 'alpaca' }, turns);
    expect(fail()).toThrow(GenerationError);
    expect(fail(system('S'), assistant('Hi'))).toThrow('Nothing is asked');
    expect(fail(user(' \n'))).toThrow('Nothing is asked');
    expect(fail(user('', 'given'))).not.toThrow();
  });

  test('an unknown template is refused with those there are', () => {
    const fail = () => renderPrompt({ template: 'toString' }, [user('Q')]);
    expect(fail).toThrow('There is no template “toString”. There are: model, alpaca, bactrian-x');
  });
});

describe('the model’s own chat template', () => {
  const LLAMA_2 =
    "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}" +
    '{% else %}{% set loop_messages = messages %}{% set system_message = false %}{% endif %}{% for message in loop_messages %}' +
    "{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}" +
    "{% if loop.index0 == 0 and system_message != false %}{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}" +
    "{% else %}{% set content = message['content'] %}{% endif %}{% if message['role'] == 'user' %}" +
    "{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' '  + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}";
  const GEMMA =
    "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}" +
    "{% for message in messages %}{{ '<start_of_turn>' + ('model' if message['role'] == 'assistant' else message['role']) + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}{% endfor %}" +
    "{% if add_generation_prompt %}{{'<start_of_turn>model\\n'}}{% endif %}";
  const render = (source: string, turns: PromptTurn[], given?: string) =>
    renderPrompt({ template: 'model', system: given }, turns, { chatTemplate: { source, bos: '<s>', eos: '</s>' } });

  test('as Llama 2’s, which the built-in one agrees with', () => {
    const turns = [system('S'), user('Q1'), assistant('A1'), user(' Q2 ')];
    const prompt = asText(render(LLAMA_2, turns));
    expect(prompt.text).toBe(rendered('llama-2', ...turns));
    expect(prompt.stop).toEqual(['</s>']);
    expect(literalOf(prompt)).toEqual(['S', 'Q1', 'A1', 'Q2']);
  });

  test('a system text that it does not take goes before the first message', () => {
    const prompt = render(GEMMA, [user('user'), assistant('<end_of_turn>'), user('<s>{{ 7 * 7 }}', '<s>')], 'Be brief.');
    expect(textOf(prompt)).toBe(
      '<start_of_turn>user\nBe brief.\n\nuser<end_of_turn>\n<start_of_turn>model\n<end_of_turn><end_of_turn>\n' +
        '<start_of_turn>user\n<s>{{ 7 * 7 }}\n\n<s><end_of_turn>\n<start_of_turn>model\n',
    );
    expect(literalOf(prompt)).toEqual(['Be brief.\n\nuser', '<end_of_turn>', '<s>{{ 7 * 7 }}\n\n<s>']);
  });

  test('texts are found again where it changes them', () => {
    const prompt = render("{% for m in messages %}[{{ m.content.split('</think>')[-1] }}]{% endfor %}", [
      user('Q'),
      assistant('thought</think>said'),
      user('next'),
    ]);
    expect(textOf(prompt)).toBe('[Q][said][next]');
    expect(literalOf(prompt)).toContain('next');
  });

  test.each([
    ['never ends', '{% for i in range(1000000000) %}x{% endfor %}', 'takes longer than a second'],
    ['grows', "{% set ns = namespace(a='x') %}{% for i in range(40) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}", 'Invalid string length'],
    ['is deep', `{{ ${'('.repeat(50_000)}1${')'.repeat(50_000)} }}`, 'Maximum call stack'],
    ['is cut', '{% for message in messages %}', 'cannot be used'],
    ['is too long', 'x'.repeat(600_000), '600000 characters'],
    ['says too much', `{% for i in range(20000) %}${'x'.repeat(60)}{% endfor %}`, 'too long a prompt'],
    ['refuses', "{{ raise_exception('Roles must alternate') }}", 'Roles must alternate'],
  ])('one that %s is given up', (_, source, reason) => {
    const fail = () => render(source, [user('Q')]);
    expect(fail).toThrow(GenerationError);
    expect(fail).toThrow(reason);
  });

  test('messages for the server where it cannot be read', () => {
    expect(renderPrompt({ template: 'model', system: 'S' }, [user('Q', 'I'), assistant('A'), { role: 'tool', text: 'T' }])).toEqual({
      kind: 'messages',
      messages: [
        { role: 'system', content: 'S' },
        { role: 'user', content: 'Q\n\nI' },
        { role: 'assistant', content: 'A' },
        { role: 'user', content: 'T' },
      ],
      stop: [],
    });
  });
});

describe('readTemplates', () => {
  const mine = { instruction: 'Q: {instruction}\n', response: 'A: {response}\n', stop: ['\nQ:'] };

  test('templates of one’s own', () => {
    const { templates, problems } = readTemplates({ mine });
    expect(problems).toEqual([]);
    const prompt = renderPrompt({ template: 'mine', system: 'S' }, [user('1 {response}', 'x'), assistant('2'), user('3')], { templates });
    expect(prompt).toEqual({
      kind: 'text',
      text: 'S\n\nQ: 1 {response}\n\nx\nA: 2\nQ: 3\nA:',
      literal: [
        { start: 6, end: 18 },
        { start: 20, end: 21 },
        { start: 25, end: 26 },
        { start: 30, end: 31 },
      ],
      stop: ['\nQ:'],
    });
    expect(templateNames(templates)).toContainEqual({ id: 'mine', name: 'mine' });
  });

  test.each([
    [[], ['paddock.generation.templates is not an object of templates by their ids.']],
    [{ t: 7 }, ['The template “t” cannot be used: it is no object.']],
    [{ t: {} }, ['The template “t” cannot be used: instruction is missing; response is missing.']],
    [{ t: { ...mine, instruction: 'Q' } }, ['The template “t” cannot be used: instruction has no {instruction}.']],
    [{ t: { ...mine, response: '{response}{response}' } }, ['The template “t” cannot be used: response has {response} more than once.']],
    [{ t: { ...mine, sistem: '' } }, ['The template “t” cannot be used: sistem is not known.']],
    [{ t: { ...mine, stop: ['x', ''] } }, ['The template “t” cannot be used: stop.1 is empty.']],
    [{ t: { ...mine, stop: 'x' } }, ['The template “t” cannot be used: stop is not a list.']],
    [{ t: { ...mine, input: '{instruction}' } }, ['The template “t” cannot be used: input has no {input}.']],
    [{ alpaca: mine }, ['The template “alpaca” cannot be used: a built-in template has this id.']],
    [{ model: mine }, ['The template “model” cannot be used: a built-in template has this id.']],
  ])('what is wrong with %j', (value, expected) => {
    expect(readTemplates(value).problems).toEqual(expected);
  });

  test('one that is broken does not keep others from being read', () => {
    expect(Object.keys(readTemplates({ broken: 1, mine, __proto__: {} }).templates)).toEqual(['mine']);
    expect(readTemplates(undefined)).toEqual({ templates: {}, problems: [] });
  });
});
