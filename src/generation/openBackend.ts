import type { Backend } from './backend';
import { EmbeddedBackend } from './embedded/embeddedBackend';
import type { BackendName } from './modelChoice';
import { OllamaBackend } from './ollama/ollamaBackend';
import { OpenAiBackend } from './openai/openAiBackend';

export interface BackendOptions {
  /** Ollama: where its server is; absent: where OLLAMA_HOST says, else on this machine. OpenAI-compatible: its address. */
  readonly host?: string;
  /** OpenAI-compatible: the key that the server wants. */
  readonly key?: string;
  /** Embedded: the folder of the built programs. */
  readonly programs: string;
  /** Embedded: whose node_modules hold node-llama-cpp; absent for the one that comes with Paddock. */
  readonly llama?: string;
  /** Embedded: whether models run on a GPU where there is one. */
  readonly gpu?: 'auto' | 'off';
}

/** What runs models, ready to be asked. @throws GenerationError when an address is none. */
export function openBackend(name: BackendName, { host, key, programs, llama, gpu }: BackendOptions): Backend {
  switch (name) {
    case 'ollama':
      return OllamaBackend.at(host);
    case 'openai':
      return new OpenAiBackend({ server: host ?? '', key });
    case 'embedded':
      return new EmbeddedBackend({ programs, llama, gpu });
  }
}
