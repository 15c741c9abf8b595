import { GenerationError } from '../backend';
import type { ModelChoice } from '../modelChoice';
import type { ChatMessage, Prompt } from '../prompt';
import type { PromptTurn } from '../promptTurns';
import { BUILT_IN_TEMPLATES } from './builtInTemplates';
import { type ChatTemplate, fillChatTemplate, messagesOf, type TemplateMessage } from './chatTemplate';
import { fillTemplate } from './fillTemplate';
import { MODEL_TEMPLATE, type UserTemplates } from './readTemplates';

/** What a choice's template is looked for in. */
export interface TemplateSources {
  readonly templates?: UserTemplates;
  /** The model's own, where the backend can tell. Asked for only where `needsChatTemplate` says so. */
  readonly chatTemplate?: ChatTemplate;
}

/** A template as people choose it. */
export interface TemplateName {
  readonly id: string;
  readonly name: string;
}

/** All templates that can be chosen. */
export function templateNames(templates: UserTemplates = {}): TemplateName[] {
  return [
    { id: MODEL_TEMPLATE, name: 'The model’s own chat template' },
    ...Object.entries({ ...BUILT_IN_TEMPLATES, ...templates }).map(([id, { name }]) => ({ id, name })),
  ];
}

export function needsChatTemplate({ template }: Pick<ModelChoice, 'template'>): boolean {
  return template === MODEL_TEMPLATE;
}

/**
 * What a model is asked for the response that comes after `turns`. Record text is put in as it is, never interpreted.
 * @throws GenerationError when nothing is asked, there is no such template, or the model's own cannot be used.
 */
export function renderPrompt(
  { template, system }: Pick<ModelChoice, 'template' | 'system'>,
  turns: readonly PromptTurn[],
  { templates = {}, chatTemplate }: TemplateSources = {},
): Prompt {
  if (!turns.some(({ role, text, input = '' }) => role === 'user' && (text + input).trim() !== '')) {
    throw new GenerationError('failed', 'Nothing is asked: there is no instruction before this response.');
  }
  if (template === MODEL_TEMPLATE) {
    if (chatTemplate) return fillChatTemplate(chatTemplate, turns, system);
    return { kind: 'messages', messages: messagesOf(turns, system).map(chatMessage), stop: [] };
  }
  const found = templateOf(template, templates);
  if (!found) {
    const ids = templateNames(templates).map(({ id }) => id);
    throw new GenerationError('failed', `There is no template “${template}”. There are: ${ids.join(', ')}.`);
  }
  return fillTemplate(found, turns, system);
}

function templateOf(id: string, templates: UserTemplates) {
  return [BUILT_IN_TEMPLATES, templates].find((some) => Object.hasOwn(some, id))?.[id];
}

/** A server takes a tool's message only with the call that it answers, which datasets seldom have. */
function chatMessage({ role, content }: TemplateMessage): ChatMessage {
  return { role: role === 'tool' ? 'user' : role, content };
}
