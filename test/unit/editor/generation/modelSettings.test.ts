import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readModelChoices, readOpenAiServers } from '../../../../src/editor/generation/modelSettings';
import { BACKENDS, DEFAULT_PARAMETERS } from '../../../../src/generation/modelChoice';

const read = (setting: unknown) => readModelChoices(setting, (path) => `/home/${path}`);

describe('models in the settings', () => {
  test('need no more than a name, a backend and a model', () => {
    expect(read([{ name: 'Plain', backend: 'ollama', model: 'llama3' }])).toEqual({
      entries: [
        { name: 'Plain', backend: 'ollama', model: 'llama3', adapters: [], template: 'model', parameters: DEFAULT_PARAMETERS },
      ],
      problems: [],
    });
  });

  test('have the paths of files resolved, and names on servers left alone', () => {
    const files = { name: 'Files', backend: 'embedded', model: 'base.gguf', adapters: [{ adapter: 'lora.gguf' }, { adapter: 'b.gguf', scale: 0.5 }] };
    const server = { name: 'vLLM', backend: 'openai', model: 'my-lora', server: 'http://127.0.0.1:8000/v1/', adapters: [{ adapter: '0' }] };
    const { entries, problems } = read([files, server]);
    expect(problems).toEqual([]);
    expect(entries[0]).toMatchObject({
      model: '/home/base.gguf',
      adapters: [{ adapter: '/home/lora.gguf', scale: 1 }, { adapter: '/home/b.gguf', scale: 0.5 }],
    });
    expect(entries[1]).toMatchObject({ model: 'my-lora', server: 'http://127.0.0.1:8000/v1', adapters: [{ adapter: '0', scale: 1 }] });
  });

  test('take over the parameters that are set, and the defaults for the others', () => {
    const [{ parameters }] = read([{ name: 'A', backend: 'ollama', model: 'm', parameters: { temperature: 0, seed: 7 } }]).entries;
    expect(parameters).toEqual({ ...DEFAULT_PARAMETERS, temperature: 0, seed: 7 });
  });

  test('are named where they are wrong, and do not stand in the way of the others', () => {
    const good = { name: 'Good', backend: 'embedded', model: 'm.gguf' };
    const { entries, problems } = read([
      { name: 'No model', backend: 'ollama' },
      { name: 'Other', backend: 'torch', model: 'm' },
      good,
      { ...good },
      7,
      { ...good, name: 'Hot', parameters: { temperature: 'hot' } },
      { ...good, name: 'Odd', lora: 'x' },
      { name: 'Split', backend: 'ollama', model: 'm', adapters: [{ adapter: 'a.gguf' }] },
      { name: 'Served', backend: 'ollama', model: 'm', server: 'http://there' },
    ]);
    expect(entries.map(({ name }) => name)).toEqual(['Good']);
    expect(problems).toEqual([
      '“No model” is left out: model is missing.',
      '“Other” is left out: backend is not ("ollama" | "embedded" | "openai").',
      '“Good” is left out: another model is called “Good”, too.',
      'Entry 5 is left out: it must be an object.',
      '“Hot” is left out: parameters.temperature is not number.',
      '“Odd” is left out: nothing is called lora.',
      '“Split” is left out: on Ollama adapters are part of the model: “Paddock: Add LoRA Adapter…” makes such a model.',
      '“Served” is left out: only OpenAI-compatible models have a server.',
    ]);
  });

  test('may be anything at all without an error thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (setting) => {
        for (const { entries } of [read(setting), readOpenAiServers(setting)]) expect(Array.isArray(entries)).toBe(true);
      }),
    );
  });

  test('are described in the manifest as they are read', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const { items } = contributes.configuration.properties['paddock.generation.models'];
    expect(items.properties.backend.enum).toEqual([...BACKENDS]);
    const { temperature, topP, maxTokens, repeatPenalty } = items.properties.parameters.properties;
    expect([temperature, topP, maxTokens, repeatPenalty].map((each) => each.default)).toEqual([
      DEFAULT_PARAMETERS.temperature,
      DEFAULT_PARAMETERS.topP,
      DEFAULT_PARAMETERS.maxTokens,
      DEFAULT_PARAMETERS.repeatPenalty,
    ]);
    const snippets = JSON.stringify(items.defaultSnippets).replace(/\$\{\d+:([^}]*)\}/g, '$1');
    for (const { body } of JSON.parse(snippets)) expect(read([body]).problems).toEqual([]);
  });
});

describe('servers in the settings', () => {
  test('are known by their address, and named by it where they have no name', () => {
    const { entries, problems } = readOpenAiServers([
      { url: 'https://cluster.example/v1/', keyVariable: 'CLUSTER_KEY' },
      { name: 'Here', url: 'http://127.0.0.1:8000/v1' },
      { url: 'ftp://there' },
      { url: 'http://127.0.0.1:8000/v1/' },
    ]);
    expect(entries).toEqual([
      { name: 'cluster.example/v1', url: 'https://cluster.example/v1', keyVariable: 'CLUSTER_KEY' },
      { name: 'Here', url: 'http://127.0.0.1:8000/v1' },
    ]);
    expect(problems).toEqual([
      'Entry 3 is left out: url: it must begin with http:// or https://.',
      'Entry 4 is left out: http://127.0.0.1:8000/v1 is there twice.',
    ]);
  });
});
