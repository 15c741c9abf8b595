import { createContext, runInContext } from 'node:vm';
import { Template } from '@huggingface/jinja';
import { type ModelDetails, GenerationError } from '../backend';
import type { ChatMessage, PromptStretch, TextPrompt } from '../prompt';
import type { PromptTurn } from '../promptTurns';

export type ChatTemplate = NonNullable<ModelDetails['chatTemplate']>;

/** A template comes with a model, whoever made it: one that takes longer is given up. */
const MOST_MILLISECONDS = 1_000;
/** In characters; the longest in use have some 20,000. */
const LONGEST_TEMPLATE = 500_000;
/** What a template may add to what it is given, in characters. */
const MOST_ADDED = 1_000_000;

/**
 * The prompt as a model's own chat template makes it, without the token that begins a text. A system text that the
 * template does not take goes before the first message of the user.
 * @throws GenerationError when the template is broken, refuses the messages or takes too long.
 */
export function fillChatTemplate(
  chatTemplate: ChatTemplate,
  turns: readonly PromptTurn[],
  system?: string,
): TextPrompt {
  const messages = messagesOf(turns, system);
  const { bos, eos } = chatTemplate;
  const stop = eos === '' ? [] : [eos];
  const rendered = limited(() => render(chatTemplate, messages));
  const bosLength = bos !== '' && rendered.text.startsWith(bos) ? bos.length : 0;
  const literal = rendered.literal.map(({ start, end }) => ({ start: start - bosLength, end: end - bosLength }));
  return { kind: 'text', text: rendered.text.slice(bosLength), literal, stop };
}

export interface TemplateMessage {
  readonly role: ChatMessage['role'] | 'tool';
  readonly content: string;
}

/** Turns as messages, with what is given beside an instruction after a blank line. */
export function messagesOf(turns: readonly PromptTurn[], system?: string): TemplateMessage[] {
  const messages = turns.map(({ role, text, input }) => ({ role, content: input ? `${text}\n\n${input}` : text }));
  return system && messages[0]?.role !== 'system' ? [{ role: 'system', content: system }, ...messages] : messages;
}

interface Rendered {
  readonly text: string;
  readonly literal: readonly PromptStretch[];
}

function render(chatTemplate: ChatTemplate, messages: readonly TemplateMessage[]): Rendered {
  const { source } = chatTemplate;
  if (source.length > LONGEST_TEMPLATE) throw new Error(`it has ${source.length} characters`);
  const template = new Template(source);
  const longest = messages.reduce((sum, { content }) => sum + content.length, MOST_ADDED);
  const renderOnce = (given: readonly TemplateMessage[]) => {
    const text = template.render({
      messages: given,
      add_generation_prompt: true,
      // Models that think before they answer would write their thoughts into the dataset.
      enable_thinking: false,
      bos_token: chatTemplate.bos,
      eos_token: chatTemplate.eos,
    });
    if (text.length > longest) throw new Error('it makes too long a prompt');
    return text;
  };
  try {
    return withLiteral(messages, renderOnce);
  } catch (error) {
    const inUser = withoutSystem(messages);
    if (!inUser) throw error;
    return withLiteral(inUser, renderOnce);
  }
}

/** Gemma's template, for one, has no system messages. */
function withoutSystem([first, second, ...rest]: readonly TemplateMessage[]): TemplateMessage[] | undefined {
  if (first?.role !== 'system' || second?.role !== 'user') return undefined;
  return [{ role: 'user', content: `${first.content}\n\n${second.content}` }, ...rest];
}

/**
 * Renders messages, and once more with marks around their texts to find them again. Templates often trim texts, so if
 * the marks have changed anything they are set around the trimmed texts; if they still do, a text is looked for.
 */
function withLiteral(
  messages: readonly TemplateMessage[],
  renderOnce: (messages: readonly TemplateMessage[]) => string,
): Rendered {
  const text = renderOnce(messages);
  const mark = unusedCharacter(text + messages.map(({ content }) => content).join(''));
  for (const spelled of [(content: string) => content, (content: string) => content.trim()]) {
    const marked = renderOnce(
      messages.map(({ role, content }) => ({ role, content: `${mark}${spelled(content)}${mark}` })),
    ).split(mark);
    if (marked.join('') === text && marked.length % 2 === 1) return { text, literal: everySecond(marked) };
  }
  return { text, literal: lookedFor(messages, text) };
}

/** One of the private use area, which no template takes for white space. */
function unusedCharacter(text: string): string {
  for (let code = 0xe000; code <= 0xf8ff; code++) {
    const character = String.fromCharCode(code);
    if (!text.includes(character)) return character;
  }
  throw new Error('the messages have all characters there are');
}

function everySecond(parts: readonly string[]): PromptStretch[] {
  const stretches: PromptStretch[] = [];
  let at = 0;
  parts.forEach((part, index) => {
    if (index % 2 === 1 && part !== '') stretches.push({ start: at, end: at + part.length });
    at += part.length;
  });
  return stretches;
}

function lookedFor(messages: readonly TemplateMessage[], text: string): PromptStretch[] {
  const stretches: PromptStretch[] = [];
  let from = 0;
  for (const { content } of messages) {
    const looked = content.trim();
    const start = looked === '' ? -1 : text.indexOf(looked, from);
    if (start < 0) continue;
    from = start + looked.length;
    stretches.push({ start, end: from });
  }
  return stretches;
}

/** Runs something that is given up after a time, which only `vm` can do without a thread. */
function limited<T>(work: () => T): T {
  try {
    return runInContext('work()', createContext({ work }), { timeout: MOST_MILLISECONDS }) as T;
  } catch (error) {
    // What `vm` throws is no Error of ours.
    const { code, message: reason } = error as NodeJS.ErrnoException;
    const why = code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'it takes longer than a second' : reason;
    const message = `The model’s own chat template cannot be used: ${why}. Choose another template.`;
    throw new GenerationError('failed', message, { cause: error });
  }
}
