import { parseLanguage } from '../languageTag';
import { type JsonObject } from '../json';
import type { LanguageTag, TurnRole } from '../schema';
import type { SchemaFormat } from './format';

/** Fields of translated datasets that bear their language: `instruction_en`, `de_output`, `question-pt-BR`. */
export const affixed: SchemaFormat = {
  id: 'language-affixed',
  name: 'Fields by language',
  description: 'instruction_en, output_de …: fields whose names state their language',
  evidence: 'fields whose names state a language',
  score: (record) => {
    const fields = fieldsByLanguage(record);
    const asks = fields.some(({ role }) => role === 'instruction');
    const answers = fields.some(({ role }) => role === 'response');
    const answersIn = fields.some(({ role, language }) => role === 'response' && language !== undefined);
    const asksIn = fields.some(({ role, language }) => role === 'instruction' && language !== undefined);
    if (!asks || !answers) return 0;
    return answersIn && asksIn ? 0.9 : answersIn ? 0.88 : asksIn ? 0.65 : 0;
  },
  read: (record, reader) => {
    const fields = fieldsByLanguage(record);
    for (const { key, role, language } of fields) {
      if (role === 'instruction' || role === 'response') reader.require(role, record[key], [key], { language });
      else reader.optional(role, record[key], [key], { language });
    }
    if (!fields.some(({ role }) => role === 'instruction')) reader.missing('instruction', undefined, ['instruction_…']);
    if (!fields.some(({ role }) => role === 'response')) reader.missing('response', undefined, ['output_…']);
  },
};

interface AffixedField {
  readonly key: string;
  readonly role: TurnRole;
  readonly language?: LanguageTag;
}

const ROLE_OF_WORD: Readonly<Record<string, TurnRole>> = {
  system: 'system',
  system_prompt: 'system',
  instruction: 'instruction',
  instructions: 'instruction',
  prompt: 'instruction',
  question: 'instruction',
  query: 'instruction',
  inputs: 'instruction',
  input: 'input',
  context: 'input',
  output: 'response',
  outputs: 'response',
  response: 'response',
  answer: 'response',
  completion: 'response',
  target: 'response',
  targets: 'response',
};

const ORDER: readonly TurnRole[] = ['system', 'instruction', 'input', 'response', 'tool'];
const WORDS = Object.keys(ROLE_OF_WORD).join('|');
const SUFFIXED = new RegExp(`^(${WORDS})(?:[_.-](.+))?$`, 'i');
const PREFIXED = new RegExp(`^(.+?)[_.-](${WORDS})$`, 'i');

/** Records of a file have the same keys: what they mean is found once. */
const known = new Map<string, AffixedField | undefined>();
const REMEMBERED = 5_000;

/** In the order in which they are spoken: language by language, those with an instruction first. */
function fieldsByLanguage(record: JsonObject): AffixedField[] {
  const fields: AffixedField[] = [];
  for (const key of Object.keys(record)) {
    const field = fieldOf(key);
    if (field && !isIdentifier(field, record[key])) fields.push(field);
  }
  if (fields.every(({ role }) => role !== 'instruction')) {
    // `input_en` and `output_de` without any instruction: then the input is what is asked.
    fields.forEach((field, index) => {
      if (field.role === 'input') fields[index] = { ...field, role: 'instruction' };
    });
  }
  const languages: (LanguageTag | undefined)[] = [];
  for (const role of ['instruction', 'input', 'response']) {
    for (const field of fields) {
      if (field.role === role && !languages.includes(field.language)) languages.push(field.language);
    }
  }
  const place = ({ role, language }: AffixedField) => languages.indexOf(language) * ORDER.length + ORDER.indexOf(role);
  return fields.sort((a, b) => place(a) - place(b));
}

function fieldOf(key: string): AffixedField | undefined {
  if (known.has(key)) return known.get(key);
  const field = readKey(key);
  if (known.size < REMEMBERED) known.set(key, field);
  return field;
}

function readKey(key: string): AffixedField | undefined {
  const [, word, suffix] = SUFFIXED.exec(key) ?? [];
  if (word) {
    const role = ROLE_OF_WORD[word.toLowerCase()];
    if (suffix === undefined) return { key, role };
    const language = languageOfAffix(suffix);
    if (language) return { key, role, language };
  }
  const [, prefix, last] = PREFIXED.exec(key) ?? [];
  const language = prefix ? languageOfAffix(prefix) : undefined;
  return language === undefined ? undefined : { key, role: ROLE_OF_WORD[last.toLowerCase()], language };
}

/** Words that are added to such names for other reasons: `output_new`, `prompt_raw`, `response_non`. */
const NOT_LANGUAGES = new Set([
  'new',
  'non',
  'run',
  'max',
  'min',
  'per',
  'log',
  'map',
  'cat',
  'fin',
  'bin',
  'sum',
  'in',
  'to',
]);

function languageOfAffix(affix: string): LanguageTag | undefined {
  return NOT_LANGUAGES.has(affix.toLowerCase()) ? undefined : parseLanguage(affix);
}

/** `prompt_id` names a record, `question_no` counts it, unless they hold Indonesian or Norwegian: several words. */
function isIdentifier({ key, language }: AffixedField, value: unknown): boolean {
  return (
    language !== undefined && /[_.-](id|no)$/i.test(key) && !(typeof value === 'string' && /\s/.test(value.trim()))
  );
}
