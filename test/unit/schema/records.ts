/** Records as the public datasets write them, by the schema that should be detected for them. Some of each are broken. */
export const RECORDS: Readonly<Record<string, readonly unknown[]>> = {
  alpaca: [
    { instruction: 'Nommez trois couleurs.', input: '', output: 'Rouge, vert et bleu.' },
    // As published: the prompt filled in stands beside its parts.
    {
      instruction: 'Name a colour.',
      input: '',
      output: 'Red.',
      text: 'Below is an instruction.\n\n### Instruction:\nName a colour.\n\n### Response:\nRed.',
    },
    {
      instruction: 'Übersetze ins Englische.',
      input: 'Guten Tag',
      output: 'Good day',
      system: 'Du bist ein Übersetzer.',
    },
    {
      instruction: 'And in winter?',
      input: '',
      output: 'Then it is cold.',
      history: [
        ['How is the weather?', 'It is warm.'],
        ['Really?', 'Yes.'],
      ],
    },
    { id: 'okapi-ar-0', instruction: 'اشرح', input: '', output: 'نعم', language: 'ar', task: 'monolingual' },
    { instruction: 'No input here', output: 'Fine.' },
    { instruction: 'Broken', input: '', output: null },
    { instruction: 'Broken', input: '', output: ['a', 'b'] },
    { instruction: 'Empty response', input: '', output: '' },
    { instruction: 42, input: '', output: 'forty-two' },
  ],
  'bactrian-x': [
    { instruction: 'Wat is de hoofdstad van Peru?', input: '', id: 'alpaca-77', output: 'Lima.' },
    { instruction: '总结这段文字。', input: '很久以前……', id: 'dolly-1', output: '故事。' },
    { instruction: 'x', input: '', id: 'alpaca-3', output: 17 },
  ],
  dolly: [
    { instruction: 'Who wrote Faust?', context: '', response: 'Goethe.', category: 'open_qa' },
    { instruction: 'When?', context: 'Published in 1808.', response: 'In 1808.', category: 'closed_qa' },
    { instruction: 'Broken', context: '', category: 'open_qa', response: { text: 'no' } },
  ],
  'instruction-response': [
    { instruction: 'Say hello.', response: 'Hello.' },
    { instruction: 'Add.', input: '1 and 2', answer: '3', difficulty: 'easy' },
    { instruction: 'Broken', response: false },
  ],
  'prompt-completion': [
    { prompt: 'The sky is', completion: ' blue.' },
    { prompt: [{ role: 'user', content: 'Hi' }], completion: [{ role: 'assistant', content: 'Hello' }] },
    { prompt: 'Once', response: 'upon a time', prompt_id: 'a3f' },
    { prompt: null, completion: 'orphan' },
  ],
  'question-answer': [
    { question: 'Why is the sky blue?', answer: 'Rayleigh scattering.' },
    { id: 'flan.1', system_prompt: 'You are a tutor.', question: '2 + 2?', response: '4' },
    { question: 'Where?', context: 'In Rome.', answer: null },
  ],
  'query-response': [
    { query: 'Solve x + 1 = 2.', response: 'x = 1', type: 'MATH_Rephrased', original_question: 'x + 1 = 2?' },
    { query: 'Wie spät ist es?', answer: 'Zwölf.' },
    { query: ['a'], response: 'b' },
  ],
  'inputs-targets': [
    {
      inputs: 'Kedu?',
      targets: 'Ọ dị mma.',
      language: 'Igbo',
      language_code: 'ibo',
      annotation_type: 'original-annotations',
    },
    { inputs: 'Translate to Yoruba: yes', targets: 'Bẹẹni', lang: 'yo' },
    { inputs: 'نعم', targets: 'x', language: 'Standard Arabic', language_code: 'arb', script: 'Arab' },
    { inputs: 'Broken', targets: 3.5, language: 'python' },
  ],
  'input-output': [
    { input: 'Skriv et dikt.', output: 'Roser er røde …', language: 'Norwegian Bokmål', split: 'train' },
    { input: 'x', output: 'y' },
    { input: 'x', output: {} },
  ],
  sharegpt: [
    {
      id: 'QWJhYvA_0',
      conversations: [
        { from: 'human', value: 'Bonjour' },
        { from: 'gpt', value: 'Bonjour ! Comment puis-je vous aider ?' },
      ],
    },
    {
      conversations: [
        { from: 'system', value: 'You call functions.' },
        { from: 'human', value: 'What is the weather?' },
        { from: 'function_call', value: '{"name": "weather"}' },
        { from: 'observation', value: '{"sun": true}' },
        { from: 'gpt', value: 'Sunny.' },
      ],
      tools: '[]',
    },
    {
      conversation: [
        { user: 'user', text: 'Hi' },
        { user: 'assistant', text: 'Hello' },
      ],
      system: 'Be kind.',
    },
    {
      conversations: [
        { role: 'user', content: 'Hallo' },
        { role: 'assistant', content: 'Guten Tag' },
      ],
    },
    {
      conversations: [
        { from: 'human', value: 'x' },
        { from: 'gpt', value: null },
      ],
    },
    { conversations: [{ from: 'human', value: 'x' }, 'stray', { from: 'martian', value: 'y' }] },
    // Magpie
    {
      uuid: 'u-1',
      instruction: 'Hi',
      response: 'Hello',
      conversations: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello' },
      ],
      language: 'EN',
    },
  ],
  messages: [
    {
      messages: [
        { role: 'user', content: 'Hej' },
        { role: 'assistant', content: 'Hej hej' },
      ],
    },
    {
      messages: [
        { role: 'system', content: 'You are terse.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: 'x' } },
          ],
        },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at": 1}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'a cat' },
        { role: 'assistant', content: 'A cat.' },
      ],
    },
    // no_robots
    {
      prompt: 'Write a poem.',
      prompt_id: 'f0e37e9f',
      messages: [
        { role: 'user', content: 'Write a poem.' },
        { role: 'assistant', content: 'Roses …' },
      ],
      category: 'Generation',
    },
    {
      messages: [
        { role: 'user', content: 'x' },
        { role: 'assistant', content: null },
      ],
    },
    {
      messages: [
        { role: 'user', content: 'x' },
        { role: 'assistant', content: 7 },
      ],
    },
    { messages: [] },
    { messages: null },
  ],
  lima: [
    { conversations: ['Can brain cells move?', 'The question is relatively broad …'], source: 'stackexchange' },
    { conversations: ['a', 'b', 'c', 'd'], source: 'multi_turn' },
    { conversations: ['a', null], source: 'x' },
    { conversations: ['only a prompt'], source: 'x' },
  ],
  ultrachat: [
    { id: '0', data: ['How can cross training help?', 'It helps in many ways.', 'Thanks', 'You are welcome'] },
    { id: '1', data: ['q', 'a'] },
    { id: '2', data: ['q', { text: 'a' }] },
  ],
  capybara: [
    {
      source: 'Airoboros',
      conversation: [
        { input: 'Recommend a book.', output: 'Dune.' },
        { input: 'More', output: 'Emma.' },
      ],
    },
    { source: 'x', conversation: [{ input: 'a', output: 'b' }] },
    { source: 'x', conversation: [{ input: 'a', output: null }] },
  ],
  'oasst-tree': [
    {
      message_tree_id: 't-1',
      tree_state: 'ready_for_export',
      prompt: {
        message_id: 'm-1',
        text: '¿Qué es la fotosíntesis?',
        role: 'prompter',
        lang: 'es',
        replies: [
          {
            message_id: 'm-2',
            text: 'Es un proceso …',
            role: 'assistant',
            lang: 'es',
            replies: [
              {
                text: '¿Y en inglés?',
                role: 'prompter',
                lang: 'es',
                replies: [{ text: 'Photosynthesis', role: 'assistant', lang: 'en' }],
              },
            ],
          },
          { message_id: 'm-5', text: 'Las plantas …', role: 'assistant', lang: 'es', replies: [] },
        ],
      },
    },
    { message_tree_id: 't-2', prompt: { text: 'Hi', role: 'prompter', lang: 'en', replies: [] } },
    {
      message_tree_id: 't-3',
      prompt: { text: 'Hi', role: 'prompter', replies: [null, { text: 5, role: 'assistant' }] },
    },
  ],
  'oasst-message': [
    { message_id: 'm-1', parent_id: null, text: 'Привет', role: 'prompter', lang: 'ru' },
    { message_id: 'm-2', parent_id: 'm-1', text: 'Здравствуйте!', role: 'assistant', lang: 'ru' },
    { message_id: 'm-3', parent_id: 'm-1', text: null, role: 'assistant', lang: 'pt-BR' },
  ],
  guanaco: [
    { text: '### Human: ¿Qué es un sismo?### Assistant: Un movimiento.' },
    { text: '### Human: Hola ### Assistant: ¡Hola! ### Human: ¿Y? ### Assistant: Nada.' },
    { text: 'Below is an instruction.\n\n### Instruction:\nName a fruit.\n\n### Response:\nPear.' },
    { text: '### Human: only this' },
    { text: 'plain text' },
  ],
  'hh-rlhf': [
    {
      chosen: '\n\nHuman: What is tea?\n\nAssistant: A drink.\n\nHuman: Hot?\n\nAssistant: Often.',
      rejected: '\n\nHuman: What is tea?\n\nAssistant: A drink.\n\nHuman: Hot?\n\nAssistant: No idea.',
    },
    { chosen: '\n\nHuman: a\n\nAssistant: b', rejected: '\n\nHuman: a\n\nAssistant:' },
    { chosen: '\n\nHuman: a\n\nAssistant: b', rejected: null },
  ],
  preference: [
    { prompt: 'Name a river.', chosen: 'The Nile.', rejected: 'Mount Everest.' },
    {
      prompt: 'Hi',
      chosen: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello!' },
      ],
      rejected: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Go away.' },
      ],
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello!' },
      ],
      score_chosen: 8,
      score_rejected: 2,
    },
    { system: 'Be brief.', question: '1 + 1?', chosen: '2', rejected: '3' },
    {
      conversations: [{ from: 'human', value: 'Hi' }],
      chosen: { from: 'gpt', value: 'Hello' },
      rejected: { from: 'gpt', value: 'No' },
    },
    {
      chosen: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello!' },
      ],
      rejected: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'No.' },
      ],
    },
    { prompt: 'x', chosen: 'y', rejected: null },
    { prompt: '\n\nHuman: a\n\nAssistant: b\n\nHuman: c\n\nAssistant:', chosen: ' d', rejected: ' e' },
  ],
  kto: [
    { prompt: 'Hi', completion: 'Hello', label: true },
    { prompt: [{ role: 'user', content: 'Hi' }], completion: [{ role: 'assistant', content: 'No' }], label: false },
    { prompt: 'Hi', completion: 5, label: false },
  ],
  completions: [
    {
      source: 'evol',
      instruction: 'Write.',
      models: ['a'],
      completions: [
        { model: 'a', response: 'Ok.' },
        { model: 'b', response: 'Hm.' },
      ],
    },
    { instruction: 'x', completions: [{ model: 'a', response: 'y' }] },
    { instruction: 'x', completions: [{ model: 'a', response: null }] },
  ],
  'self-instruct': [
    {
      id: 'seed_task_0',
      name: 'breakfast',
      instruction: 'Suggest.',
      instances: [{ input: '', output: 'Eggs.' }],
      is_classification: false,
    },
    {
      id: 'seed_task_1',
      instruction: 'Antonym.',
      instances: [
        { input: 'hot', output: 'cold' },
        { input: 'up', output: 'down' },
      ],
    },
    { id: 'seed_task_2', instruction: 'x', instances: [] },
    { id: 'seed_task_3', instruction: 'x', instances: [null, { input: 1, output: 2 }] },
  ],
  camel: [
    { role_1: 'Chemist', topic: 't', message_1: 'Explain acids.', message_2: 'Acids are …' },
    { message_1: 'a', message_2: 'b' },
    { message_1: 'a', message_2: [] },
  ],
  'language-affixed': [
    { id: 1, instruction_en: 'Say hi', instruction_de: 'Sag hallo', output_en: 'Hi', output_de: 'Hallo' },
    { instruction_en: 'Name a colour', output_fi: 'Punainen', prompt_id: '9f' },
    { instruction: 'a', input: '', output: 'b', instruction_fr: 'c', input_fr: 'd', output_fr: 'e' },
    { deu_Latn_prompt: 'Hallo', deu_Latn_response: 'Ja' },
    { question_german: 'Wo?', answer_german: null },
  ],
};
