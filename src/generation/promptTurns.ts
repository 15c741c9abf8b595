import type { RecordView, Turn } from '../schema/schema';

/** What is said before a response, as templates take it: `user` and `assistant` by turns, a `system` turn first. */
export interface PromptTurn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly text: string;
  /** What a user gives beside the instruction, for templates that have a place for it. */
  readonly input?: string;
}

/**
 * What is asked where a record has a response: the turns before it that lead to it. Other responses to the same
 * question (rejected ones, completions, other branches of a tree, other languages) are none of them.
 * @param turn index of the response among the record's turns.
 */
export function promptTurns({ turns }: RecordView, turn: number): PromptTurn[] {
  const response = turns[turn];
  const before = turns.slice(0, turn).filter((other) => leadsTo(other, response, turns));
  while (before.length > 0 && isAlternative(before[before.length - 1], response)) before.pop();
  return joined(before);
}

/** Conversations are lists or transcripts; elsewhere two responses in a row answer the same. */
function isAlternative(other: Turn, response: Turn): boolean {
  return other.role === 'response' && typeof other.path[partingOf(other, response)] === 'string';
}

/** Index of the first key in which two paths differ. */
function partingOf(a: Turn, b: Turn): number {
  let depth = 0;
  while (depth < a.path.length && a.path[depth] === b.path[depth]) depth++;
  return depth;
}

function leadsTo(other: Turn, response: Turn, turns: readonly Turn[]): boolean {
  const depth = partingOf(other, response);
  if (typeof other.path[depth] === 'number' && typeof response.path[depth] === 'number') {
    return isConversation(response.path.slice(0, depth), turns);
  }
  return depth > 0 || !isOfOtherLanguage(other, response, turns);
}

/** Of a list without questions (`completions`, `instances`) or of `replies`, each element is a way to go on. */
function isConversation(list: Turn['path'], turns: readonly Turn[]): boolean {
  if (list.at(-1) === 'replies') return false;
  return turns.some(({ role, path }) => role === 'instruction' && list.every((key, depth) => path[depth] === key));
}

/** `instruction_en` does not lead to `output_de` where there is an `instruction_de`. */
function isOfOtherLanguage(other: Turn, response: Turn, turns: readonly Turn[]): boolean {
  const { language } = response;
  if (language === undefined || other.language === undefined || other.language === language) return false;
  return turns.some((turn) => turn.role === 'instruction' && turn.path.length === 1 && turn.language === language);
}

const BLANK_LINE = '\n\n';

/** Turns of one speaker in a row become one: models are trained on speakers that take turns. */
function joined(turns: readonly Turn[]): PromptTurn[] {
  const systems = turns.filter(({ role }) => role === 'system').map(({ text }) => text);
  const result: { role: PromptTurn['role']; texts: string[]; inputs: string[] }[] = [];
  for (const turn of turns) {
    const role = speakerOf(turn);
    if (role === 'system') continue;
    if (result.at(-1)?.role !== role) result.push({ role, texts: [], inputs: [] });
    const { texts, inputs } = result[result.length - 1];
    (turn.role === 'input' ? inputs : texts).push(turn.text);
  }
  const said = result.map(({ role, texts, inputs }): PromptTurn => {
    // Where nothing else is asked, what is given is what is asked.
    const [asked, given] = texts.length > 0 ? [texts, inputs] : [inputs, []];
    const text = asked.join(BLANK_LINE);
    return given.length > 0 ? { role, text, input: given.join(BLANK_LINE) } : { role, text };
  });
  return systems.length > 0 ? [{ role: 'system', text: systems.join(BLANK_LINE) }, ...said] : said;
}

/** Calls of tools are the assistant's own words. */
const CALLS = new Set(['function_call', 'tool_call']);

function speakerOf({ role, name }: Turn): PromptTurn['role'] {
  switch (role) {
    case 'system':
      return 'system';
    case 'instruction':
    case 'input':
      return 'user';
    case 'response':
      return 'assistant';
    case 'tool':
      return name !== undefined && CALLS.has(name) ? 'assistant' : 'tool';
  }
}
