import { GenerationError, type GenerationErrorKind } from '../backend';

/** What a server was asked about, for messages. */
export interface Asked {
  /** "Ollama at 127.0.0.1:11434" */
  readonly server: string;
  readonly model?: string;
  /** What to do where a model is missing: "See `ollama list`." */
  readonly missing?: string;
}

/** What servers say when they cannot, from their sources and from what they were seen to answer. */
const TEXTS: readonly (readonly [pattern: RegExp, kind: GenerationErrorKind])[] = [
  [/out of memory|outofmemory|cudaMalloc failed|more system memory|memory layout cannot be allocated/i, 'outOfMemory'],
  [/(?:failed|unable) to (?:allocate|commit)|no available memory|available (?:KV )?cache memory/i, 'outOfMemory'],
  [/exceeds? the (?:available |maximum )?context|maximum context length|exceed_context_size/i, 'contextTooSmall'],
  [/context (?:length|size|window) (?:of|is|exceeded)|longer than the maximum model length/i, 'contextTooSmall'],
  [/\blora|\badapter/i, 'adapterMismatch'],
];

const ADVICE: Partial<Record<GenerationErrorKind, string>> = {
  outOfMemory: 'Unload other models, or take a smaller one, a smaller quantisation or a shorter context.',
  contextTooSmall: "Raise the model's context length, or lower the longest response.",
  adapterMismatch: 'Take the adapter with the base model that it was trained on.',
};

/**
 * Why a server refused or failed.
 * @param status of HTTP; 500 for what it says in the middle of a stream
 * @param body as it came: JSON with the message in it, or plain text
 */
export function serverError(asked: Asked, status: number, body: string): GenerationError {
  const said = messageIn(body);
  const about = asked.model === undefined ? asked.server : `${asked.server}, model "${asked.model}"`;
  if (status === 404 && asked.model !== undefined && /model/i.test(said)) {
    return missingModel(asked);
  }
  if (status === 404) {
    return new GenerationError('failed', sentence(`${asked.server} does not know what it is asked; is its address right?`, said));
  }
  if (status === 401 || status === 403) {
    return new GenerationError('failed', sentence(`${asked.server} refuses the request, ${keyAdvice(status)}`, said));
  }
  if (status >= 300 && status < 400) {
    return new GenerationError('failed', `${asked.server} sends requests elsewhere; set the address that it names: ${said}`);
  }
  const kind = TEXTS.find(([pattern]) => pattern.test(said))?.[1] ?? 'failed';
  const words = sentence(`${about}: ${WHAT[kind] ?? 'the server could not answer'}`, said || `HTTP status ${status}`);
  return new GenerationError(kind, ADVICE[kind] === undefined ? words : `${words} ${ADVICE[kind]}`);
}

const WHAT: Partial<Record<GenerationErrorKind, string>> = {
  outOfMemory: 'there is not enough memory for it',
  contextTooSmall: 'the prompt does not fit into the context',
  adapterMismatch: 'the adapter cannot be used with this base model',
};

export function missingModel({ server, model, missing }: Asked): GenerationError {
  const advice = missing === undefined ? '' : ` ${missing}`;
  const place = server.replace(/^The /, 'the ');
  return new GenerationError('modelMissing', `There is no model "${model}" at ${place}.${advice}`);
}

/** Why a server could not be talked to. @param error of Node's */
export function connectionError({ server }: Asked, error: unknown): GenerationError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return new GenerationError('streamCut', `${server} closed the connection before it answered.`, { cause: error });
  }
  const why = REASONS[code ?? ''] ?? message;
  return new GenerationError('unreachable', `${server} does not answer: ${why}.`, { cause: error });
}

const REASONS: Record<string, string | undefined> = {
  ECONNREFUSED: 'nothing listens there; start the server, or set its address',
  ENOTFOUND: 'there is no machine of that name',
  EAI_AGAIN: 'its name could not be looked up',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that network',
  EPROTO: 'it does not speak https; try http',
};

/** The stream ended before the response did. */
export function streamCut({ server }: Asked, why: string, cause?: unknown): GenerationError {
  return new GenerationError('streamCut', `${server} ended the stream before the response was whole: ${why}.`, { cause });
}

export function badAnswer({ server }: Asked, what: string, cause?: unknown): GenerationError {
  return new GenerationError('badAnswer', `${server} sent what cannot be read: ${what}.`, { cause });
}

export function tooLongPrompt({ model }: Asked, tokens: number, context: number): GenerationError {
  return new GenerationError(
    'contextTooSmall',
    `The prompt has ${tokens} tokens, and "${model}" has a context of ${context} for prompt and response. ` +
      ADVICE.contextTooSmall!,
  );
}

const LONGEST_SAID = 400;

/** The message within JSON such as `{"error": "…"}` and `{"error": {"message": "…"}}`, else the text itself. */
export function messageIn(body: string): string {
  let found: unknown = body;
  try {
    const { error, message, detail } = JSON.parse(body) as Record<string, unknown>;
    found = (error as { message?: unknown } | undefined)?.message ?? error ?? message ?? detail ?? body;
  } catch {
    // it is no JSON
  }
  const text = (typeof found === 'string' ? found : JSON.stringify(found)).replace(/\s+/g, ' ').trim();
  return text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID)} …` : text;
}

function keyAdvice(status: number): string {
  return status === 401 ? 'it wants a key, or another one' : 'the key may not do this';
}

function sentence(words: string, said: string): string {
  const whole = /[.?!]$/.test(words) ? words : `${words}.`;
  return said === '' ? whole : `${whole} It says: "${said}"`;
}
