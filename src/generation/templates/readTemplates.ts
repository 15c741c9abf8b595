import * as v from 'valibot';
import { BUILT_IN_TEMPLATES } from './builtInTemplates';
import type { PromptTemplate } from './promptTemplate';

/** The id of the model's own chat template. */
export const MODEL_TEMPLATE = 'model';

/** The user's own templates by their ids. */
export type UserTemplates = Readonly<Record<string, PromptTemplate>>;

export interface ReadTemplates {
  readonly templates: UserTemplates;
  /** What is wrong with others, one sentence for people each. */
  readonly problems: readonly string[];
}

const text = v.string('is not a text');

/** A text that names all of these in braces. */
function pattern(...names: string[]) {
  const lacking = (value: string) => names.find((name) => !value.includes(`{${name}}`));
  return v.pipe(
    text,
    v.check(
      (value) => lacking(value) === undefined,
      ({ input }) => `has no {${lacking(input)}}`,
    ),
  );
}

const TEMPLATE = v.strictObject(
  {
    name: v.optional(text),
    system: v.optional(pattern('system')),
    defaultSystem: v.optional(text),
    defaultSystemWithInput: v.optional(text),
    instruction: pattern('instruction'),
    input: v.optional(pattern('instruction', 'input')),
    response: v.pipe(
      pattern('response'),
      v.check((value) => value.split('{response}').length === 2, 'has {response} more than once'),
    ),
    stop: v.optional(v.array(v.pipe(text, v.nonEmpty('is empty')), 'is not a list')),
    trim: v.optional(v.boolean('is not true or false')),
  },
  ({ expected, received }) =>
    expected === 'never' ? 'is not known' : received === 'undefined' ? 'is missing' : 'is no object',
);

/** Reads the setting `paddock.generation.templates`, an object of templates by id; a broken one is left out. */
export function readTemplates(value: unknown): ReadTemplates {
  const templates: Record<string, PromptTemplate> = {};
  const problems: string[] = [];
  if (value === undefined || value === null) return { templates, problems };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { templates, problems: ['paddock.generation.templates is not an object of templates by their ids.'] };
  }
  for (const [id, given] of Object.entries(value)) {
    const read = v.safeParse(TEMPLATE, given);
    if (id === '' || isBuiltIn(id)) {
      const why = id === '' ? 'its id is empty' : 'a built-in template has this id';
      problems.push(`The template “${id}” cannot be used: ${why}.`);
    } else if (read.success) {
      templates[id] = { ...read.output, name: read.output.name ?? id };
    } else {
      const reasons = read.issues.map((issue) => {
        const path = v.getDotPath(issue);
        return path === null ? `it ${issue.message}` : `${path} ${issue.message}`;
      });
      problems.push(`The template “${id}” cannot be used: ${reasons.join('; ')}.`);
    }
  }
  return { templates, problems };
}

function isBuiltIn(id: string): boolean {
  return id === MODEL_TEMPLATE || Object.hasOwn(BUILT_IN_TEMPLATES, id);
}
