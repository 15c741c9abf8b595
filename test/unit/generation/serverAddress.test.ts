import { describe, expect, test } from 'vitest';
import { ollamaAddress } from '../../../src/generation/ollama/address';
import { openAiAddress } from '../../../src/generation/openai/address';

describe('where the Ollama server is', () => {
  test.each([
    [undefined, 'http://127.0.0.1:11434'],
    ['', 'http://127.0.0.1:11434'],
    ['  ', 'http://127.0.0.1:11434'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['0.0.0.0:8000', 'http://127.0.0.1:8000'],
    ['http://0.0.0.0:11434/', 'http://127.0.0.1:11434'],
    ['[::]:11434', 'http://[::1]:11434'],
    ['::', 'http://[::1]:11434'],
    ['::1', 'http://[::1]:11434'],
    ['[fe80::1]', 'http://[fe80::1]:11434'],
    [':1234', 'http://127.0.0.1:1234'],
    ['gpu', 'http://gpu:11434'],
    ['gpu:80', 'http://gpu'],
    ['gpu:1234', 'http://gpu:1234'],
    ['gpu.example/ollama/', 'http://gpu.example:11434/ollama'],
    ['"gpu:1234"', 'http://gpu:1234'],
    ['http://gpu', 'http://gpu'],
    ['https://gpu', 'https://gpu'],
    ['https://gpu:1234/ollama', 'https://gpu:1234/ollama'],
    ['HTTPS://GPU/?a=b#c', 'https://gpu'],
  ])('OLLAMA_HOST=%s', (host, address) => {
    expect(ollamaAddress(undefined, { OLLAMA_HOST: host })).toBe(address);
    expect(ollamaAddress(host, {})).toBe(address);
  });

  test('the setting goes before the environment', () => {
    expect(ollamaAddress('one:1', { OLLAMA_HOST: 'two:2' })).toBe('http://one:1');
    expect(ollamaAddress(' ', { OLLAMA_HOST: 'two:2' })).toBe('http://two:2');
  });

  test.each(['ftp://gpu', 'file:///etc/passwd', 'http://', 'a b', 'gpu:99999', 'javascript://x'])('%s is none', (host) => {
    expect(() => ollamaAddress(host, {})).toThrow('is no address of an Ollama server');
  });
});

describe('where an OpenAI-compatible server is', () => {
  test.each([
    ['http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000/v1'],
    ['http://127.0.0.1:8000/v1/', 'http://127.0.0.1:8000/v1'],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
    ['https://gpu.example/team/v1?x=1', 'https://gpu.example/team/v1'],
    ['https://gpu.example/openai', 'https://gpu.example/openai'],
  ])('%s', (text, address) => {
    expect(openAiAddress(text)).toBe(address);
  });

  test.each(['', 'gpu', 'gpu:8000', 'ftp://gpu/v1'])('%s is none', (text) => {
    expect(() => openAiAddress(text)).toThrow("is no server's address");
  });
});
