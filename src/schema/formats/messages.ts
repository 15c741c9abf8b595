import { isObject, kindOf } from '../json';
import { recordLanguage } from '../recordLanguage';
import type { JsonPath, TurnRole } from '../schema';
import type { RecordReader, TurnOptions } from './format';
import { roleOf } from './roles';
import { addTranscript, isTranscript } from './transcript';

/** A list of messages as in OpenAI's `messages` (`role`, `content`) or ShareGPT's `conversations` (`from`, `value`). */
export function isMessages(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.some(isMessage);
}

export function isMessage(value: unknown): boolean {
  return isObject(value) && speakerOf(value) !== undefined && contentKeyOf(value) !== undefined;
}

export function addMessages(messages: readonly unknown[], path: JsonPath, reader: RecordReader): void {
  messages.forEach((message, index) => addMessage(message, [...path, index], reader));
}

export function addMessage(message: unknown, path: JsonPath, reader: RecordReader, options: TurnOptions = {}): void {
  if (!isObject(message)) {
    reader.problem('schema-mismatch', `Message ${path.join('.')} is ${kindOf(message)}`);
    return;
  }
  const speaker = speakerOf(message);
  const role = roleOf(speaker);
  const name = options.name ?? nameOf(role, speaker);
  const language = options.language ?? recordLanguage(message);
  if (speaker === undefined) {
    reader.problem('schema-mismatch', `Message ${path.join('.')} does not say who speaks`);
  } else if (!role) {
    reader.problem('schema-mismatch', `Message ${path.join('.')} is by an unknown role "${speaker.slice(0, 40)}"`);
  }
  // Whatever an unknown speaker says is shown, but judged as neither instruction nor response.
  const key = contentKeyOf(message) ?? 'content';
  const calls = addCalls(message, path, reader);
  const { refusal } = message;
  if (message[key] === null && typeof refusal === 'string') {
    reader.add(role ?? 'tool', refusal, [...path, 'refusal'], { language, name: 'refusal' });
  } else if (!(calls && (message[key] === null || message[key] === undefined))) {
    addText(role ?? 'tool', message[key], [...path, key], reader, { name, language });
  }
}

/** A field that holds text, a message or a list of messages, as prompts and completions do. */
export function addContent(
  role: TurnRole,
  content: unknown,
  path: JsonPath,
  reader: RecordReader,
  options: TurnOptions = {},
): void {
  if (isMessages(content)) addMessages(content, path, reader);
  else if (isMessage(content)) addMessage(content, path, reader, options);
  else addText(role, content, path, reader, options);
}

/** A string or a list of parts: `{ type: 'text', text }`; images and the like are left out. */
function addText(role: TurnRole, content: unknown, path: JsonPath, reader: RecordReader, options: TurnOptions): void {
  if (typeof content === 'string') {
    if (role === 'instruction' && isTranscript(content)) addTranscript(content, path, reader);
    else reader.add(role, content, path, options);
  } else if (Array.isArray(content) && content.some(isPart)) {
    content.forEach((part: unknown, index) => {
      if (isTextPart(part)) reader.add(role, part.text, [...path, index, 'text'], options);
    });
  } else if (role === 'instruction' || role === 'response') {
    reader.missing(role, content, path);
  }
}

function isTextPart(part: unknown): part is { readonly text: string } {
  if (!isObject(part) || typeof part.text !== 'string') return false;
  return typeof part.type !== 'string' || /^(input_|output_)?text$/.test(part.type);
}

function isPart(part: unknown): boolean {
  return isTextPart(part) || (isObject(part) && typeof part.type === 'string');
}

/** The arguments of an assistant's calls of tools: turns to be seen, not prose. */
function addCalls(message: Readonly<Record<string, unknown>>, path: JsonPath, reader: RecordReader): boolean {
  const { tool_calls: calls, function_call: call } = message;
  const addArguments = (called: unknown, calledPath: JsonPath) => {
    if (isObject(called))
      reader.optional('tool', called.arguments, [...calledPath, 'arguments'], { name: 'function_call' });
  };
  if (Array.isArray(calls)) {
    calls.forEach((item: unknown, index) => {
      if (isObject(item)) addArguments(item.function, [...path, 'tool_calls', index, 'function']);
    });
  }
  addArguments(call, [...path, 'function_call']);
  return (Array.isArray(calls) && calls.length > 0) || isObject(call);
}

function speakerOf(message: Readonly<Record<string, unknown>>): string | undefined {
  const speaker = message.role ?? message.from ?? message.user;
  return typeof speaker === 'string' ? speaker : undefined;
}

const CONTENT_KEYS = ['content', 'value', 'text'];

function contentKeyOf(message: Readonly<Record<string, unknown>>): string | undefined {
  const key = CONTENT_KEYS.find((candidate) => message[candidate] !== undefined);
  // A message that only calls tools may leave its content out.
  return key ?? (Array.isArray(message.tool_calls) || isObject(message.function_call) ? 'content' : undefined);
}

/** What the dataset calls a turn, where the role alone does not say it. */
function nameOf(role: TurnRole | undefined, speaker: string | undefined): string | undefined {
  return role === undefined || (role === 'tool' && speaker !== 'tool') ? speaker : undefined;
}
