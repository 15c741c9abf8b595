import { GenerationError } from '../../generation/backend';
import { OllamaBackend } from '../../generation/ollama/ollamaBackend';
import { OpenAiBackend } from '../../generation/openai/openAiBackend';
import type { BackendMakers } from './modelShelf';

export function backendMakers(): BackendMakers {
  return {
    ollama: (host) => OllamaBackend.at(host),
    openai: (server, key) => new OpenAiBackend({ server, key }),
    embedded: () => {
      throw new GenerationError('notInstalled', 'llama.cpp does not come with this build.');
    },
  };
}
