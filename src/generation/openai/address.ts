import { GenerationError } from '../backend';

/**
 * The address of an OpenAI-compatible server, up to and with `/v1`, which is added where there is no path.
 * @returns it without a slash at its end
 * @throws GenerationError when it is no address of http or https
 */
export function openAiAddress(text: string): string {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw notAnAddress(text);
  }
  if (!/^https?:$/.test(url.protocol)) {
    throw notAnAddress(text);
  }
  if (url.pathname === '/') {
    url.pathname = '/v1';
  }
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/+$/, '');
}

function notAnAddress(text: string): GenerationError {
  return new GenerationError('unreachable', `"${text}" is no server's address; one is http://127.0.0.1:8000/v1.`);
}
