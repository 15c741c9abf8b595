import type { PromptTemplate } from './promptTemplate';

/**
 * Stanford Alpaca (github.com/tatsu-lab/stanford_alpaca, train.py, `PROMPT_DICT`). A system text stands in place of the
 * first sentences, and rounds follow one another with a blank line between, as in LLaMA-Factory.
 */
const alpaca: PromptTemplate = {
  name: 'Alpaca',
  system: '{system}\n\n',
  defaultSystem:
    'Below is an instruction that describes a task. Write a response that appropriately completes the request.',
  defaultSystemWithInput:
    'Below is an instruction that describes a task, paired with an input that provides further context. ' +
    'Write a response that appropriately completes the request.',
  instruction: '### Instruction:\n{instruction}\n\n',
  input: '{instruction}\n\n### Input:\n{input}',
  response: '### Response:\n{response}\n\n',
  stop: ['\n### Instruction:', '\n### Input:', '\n### Response:'],
};

/** Bactrian-X (github.com/mbzuai-nlp/bactrian-x, templates/bactrian.json). */
const bactrianX: PromptTemplate = {
  name: 'Bactrian-X',
  instruction: '### Input:\n{instruction}\n\n',
  input: '{instruction}\n\n{input}',
  response: '### Output:\n{response}\n\n',
  stop: ['\n### Input:', '\n### Output:'],
};

/** Vicuna v1.1 and later (github.com/lm-sys/FastChat, fastchat/conversation.py, `vicuna_v1.1`). */
const vicuna: PromptTemplate = {
  name: 'Vicuna',
  system: '{system} ',
  defaultSystem:
    'A chat between a curious user and an artificial intelligence assistant. ' +
    "The assistant gives helpful, detailed, and polite answers to the user's questions.",
  instruction: 'USER: {instruction} ',
  response: 'ASSISTANT: {response}</s>',
  stop: ['</s>', '\nUSER:'],
};

/** Guanaco as its data is written (huggingface.co/datasets/timdettmers/openassistant-guanaco). */
const guanaco: PromptTemplate = {
  name: 'Guanaco',
  system: '{system}\n',
  instruction: '### Human: {instruction}',
  response: '### Assistant: {response}',
  stop: ['### Human:', '### Assistant:'],
};

/** ChatML (github.com/openai/openai-python/blob/v0.27.6/chatml.md). */
const chatMl: PromptTemplate = {
  name: 'ChatML',
  system: '<|im_start|>system\n{system}<|im_end|>\n',
  instruction: '<|im_start|>user\n{instruction}<|im_end|>\n',
  response: '<|im_start|>assistant\n{response}<|im_end|>\n',
  stop: ['<|im_end|>', '<|im_start|>'],
};

/** Llama 2 Chat (github.com/meta-llama/llama, llama/generation.py, `chat_completion`), which strips texts, too. */
const llama2: PromptTemplate = {
  name: 'Llama 2',
  system: '[INST] <<SYS>>\n{system}\n<</SYS>>\n\n{instruction} [/INST]',
  instruction: '[INST] {instruction} [/INST]',
  response: ' {response} </s><s>',
  stop: ['</s>', '[INST]'],
  trim: true,
};

/** For instructions that are whole prompts already. */
const none: PromptTemplate = {
  name: 'None (the text as it is)',
  instruction: '{instruction}',
  response: '{response}\n\n',
};

/** The built-in templates by their ids. */
export const BUILT_IN_TEMPLATES: Readonly<Record<string, PromptTemplate>> = {
  alpaca,
  'bactrian-x': bactrianX,
  vicuna,
  guanaco,
  chatml: chatMl,
  'llama-2': llama2,
  none,
};
