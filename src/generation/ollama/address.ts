import { GenerationError } from '../backend';

const DEFAULT_PORT = '11434';

/**
 * Where the Ollama server is: as set, else as OLLAMA_HOST says, else on this machine. Both take the forms that Ollama
 * itself takes: `host`, `host:port`, `:port`, an address that stands for all of a machine's, `https://host/path`.
 * @returns the address without a slash at its end
 * @throws GenerationError when it is none
 */
export function ollamaAddress(setting: string | undefined, environment: NodeJS.ProcessEnv = process.env): string {
  const text = trimmed(setting) || trimmed(environment.OLLAMA_HOST) || '127.0.0.1';
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = parse(withScheme ? text : `http://${withHost(text)}`);
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new GenerationError('unreachable', `"${text}" is no address of an Ollama server; one is 127.0.0.1:11434.`);
  }
  if (url.port === '' && !withScheme && !hasPort(text)) {
    url.port = DEFAULT_PORT;
  }
  // A server listens on all addresses of its machine there; nothing can be connected to at them.
  if (url.hostname === '0.0.0.0') {
    url.hostname = '127.0.0.1';
  } else if (url.hostname === '[::]') {
    url.hostname = '[::1]';
  }
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/+$/, '');
}

/** As it is shown and written: quotes around it are not part of it. */
function trimmed(text: string | undefined): string {
  return (text ?? '').trim().replace(/^(["'])(.*)\1$/, '$2');
}

function withHost(text: string): string {
  if (/^:\d/.test(text)) {
    return `127.0.0.1${text}`;
  }
  // An IPv6 address without brackets has more than one colon.
  return /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(text) ? `[${text}]` : text;
}

/** `URL` drops port 80 as http's own. */
function hasPort(text: string): boolean {
  return /:80(?:\/|$)/.test(text);
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
