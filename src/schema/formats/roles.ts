import type { TurnRole } from '../schema';

const ROLES = new Map<string, TurnRole>(
  Object.entries({
    system: ['system', 'developer'],
    instruction: ['human', 'user', 'prompter', 'instruction', 'prompt', 'question'],
    input: ['input', 'context'],
    response: [
      'gpt',
      'assistant',
      'model',
      'bot',
      'chatbot',
      'ai',
      'chatgpt',
      'bing',
      'bard',
      'response',
      'output',
      'answer',
    ],
    tool: [
      'tool',
      'observation',
      'function',
      'function_call',
      'function_response',
      'tool_call',
      'tool_response',
      'ipython',
    ],
  } satisfies Record<TurnRole, string[]>).flatMap(([role, names]) =>
    names.map((name) => [name, role as TurnRole] as const),
  ),
);

/** The role of a speaker, whatever the dataset calls it: `human`, `gpt`, `prompter`, `observation` … */
export function roleOf(speaker: unknown): TurnRole | undefined {
  return typeof speaker === 'string' ? (ROLES.get(speaker) ?? ROLES.get(speaker.trim().toLowerCase())) : undefined;
}
