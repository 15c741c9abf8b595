import { type NewValue, removeAt, setValues } from '../dataset/jsonEdit';
import { parseRecord } from '../dataset/record';
import { isObject } from './json';
import { LANGUAGE_KEYS, RESPONSE_LANGUAGE_KEYS } from './recordLanguage';
import type { JsonPath, RecordView, Schema, Turn } from './schema';
import { valueAt } from './turnPlace';

/**
 * A record laid out and spaced like this one, to be filled in: one exchange of empty turns, and in other fields no
 * values but languages, true and false. Without a record that the schema reads, a plain one of the schema.
 */
export function emptyRecord(bytes: Uint8Array | undefined, schema: Schema | undefined): Uint8Array {
  const { value } = parseRecord(bytes ?? new Uint8Array());
  const view = schema?.view(value);
  if (!bytes || !isObject(value) || !view?.turns.some(({ role }) => role === 'response')) {
    return Buffer.from(schema?.plainRecord ?? PLAIN_RECORDS[schema?.id ?? ''] ?? PLAIN_RECORDS.alpaca);
  }
  const exchange = firstExchange(view);
  const covered = new Set(view.turns.map(({ path }) => path[0]));
  const others = Object.entries(value).filter(([key]) => !covered.has(key));
  const emptied = setValues(bytes, [
    ...emptyTurns(value, exchange),
    ...others.flatMap(([key, own]) => emptyField(key, own)),
  ]);
  return removeAt(emptied, surplus(value, view, exchange));
}

/** Of each field, the turns up to its first response; of what was said before, nothing. */
function firstExchange({ turns }: RecordView): Turn[] {
  const answered = new Set<string | number>(['history']);
  return turns.filter(({ role, path }) => {
    if (answered.has(path[0])) return false;
    if (role === 'response') answered.add(path[0]);
    return role !== 'tool';
  });
}

interface NewValueAt {
  readonly path: JsonPath;
  readonly value: NewValue;
}

function emptyTurns(value: unknown, exchange: readonly Turn[]): NewValueAt[] {
  const texts = new Map<string, NewValueAt>();
  for (const { path, part, name } of exchange) {
    // Of a message in parts, images and the like go too.
    const isPart =
      typeof path.at(-2) === 'number' && Array.isArray(valueAt(value, path.slice(0, -2))) && path.at(-3) === 'content';
    const textPath = isPart ? path.slice(0, -2) : path;
    // Of a rejected answer only the last turn is seen: what was said before is that of the chosen one.
    const like =
      part && name === 'rejected' ? exchange.find((turn) => turn.name === 'chosen' && turn.part)?.path : path;
    const text = part && like ? markersOf(valueAt(value, like) as string, exchange, like) : '';
    texts.set(JSON.stringify(textPath), { path: textPath, value: { text } });
  }
  return [...texts.values()];
}

/** A transcript without what is said in it. */
function markersOf(text: string, exchange: readonly Turn[], path: JsonPath): string {
  let markers = '';
  let end = 0;
  for (const turn of exchange) {
    if (!turn.part || JSON.stringify(turn.path) !== JSON.stringify(path)) continue;
    markers += text.slice(end, turn.part.start);
    end = turn.part.end;
  }
  return markers;
}

function emptyField(key: string, own: unknown): NewValueAt[] {
  // A record that is a message has its speaker beside the text.
  if (key === 'role' && typeof own === 'string') return [];
  if (LANGUAGE_KEYS.includes(key) || RESPONSE_LANGUAGE_KEYS.includes(key)) return [];
  if (typeof own === 'boolean' || own === null) return [];
  const json = typeof own === 'number' ? 'null' : Array.isArray(own) ? '[]' : typeof own === 'string' ? '""' : '{}';
  return [{ path: [key], value: { json } }];
}

/** The elements of lists with turns that hold none of the exchange, and what messages of the exchange have besides. */
function surplus(value: unknown, { turns }: RecordView, exchange: readonly Turn[]): JsonPath[] {
  const kept = new Set(exchange.map(({ path }) => elementOf(path)).map((path) => JSON.stringify(path)));
  const lists = new Map(
    turns.map(({ path }) => [JSON.stringify(elementOf(path)?.slice(0, -1)), elementOf(path)?.slice(0, -1)]),
  );
  const paths: JsonPath[] = [];
  for (const list of lists.values()) {
    const elements = list && valueAt(value, list);
    if (!list || !Array.isArray(elements)) continue;
    elements.forEach((element: unknown, index) => {
      const path = [...list, index];
      if (!kept.has(JSON.stringify(path))) paths.push(path);
      else if (isObject(element)) {
        const besides = Object.keys(element).filter((key) => BESIDES.has(key) || /(?:^|_)u?u?id$/.test(key));
        paths.push(...besides.map((key) => [...path, key]));
      }
    });
  }
  return paths;
}

const BESIDES: ReadonlySet<string> = new Set(['tool_calls', 'function_call', 'replies']);

/** The element of the outermost list that a turn lies in. */
function elementOf(path: JsonPath): JsonPath | undefined {
  const at = path.findIndex((segment) => typeof segment === 'number');
  return at < 0 ? undefined : path.slice(0, at + 1);
}

const pair = (instruction: string, response: string) => `{"${instruction}": "", "${response}": ""}`;
const transcript = String.raw`"\n\nHuman: \n\nAssistant: "`;

/** What a schema's first record looks like, by its id. */
export const PLAIN_RECORDS: Readonly<Record<string, string>> = {
  alpaca: '{"instruction": "", "input": "", "output": ""}',
  'bactrian-x': '{"instruction": "", "input": "", "id": "", "output": ""}',
  dolly: '{"instruction": "", "context": "", "response": "", "category": ""}',
  'instruction-response': pair('instruction', 'response'),
  'prompt-completion': pair('prompt', 'completion'),
  'question-answer': pair('question', 'answer'),
  'query-response': pair('query', 'response'),
  'inputs-targets': pair('inputs', 'targets'),
  'input-output': pair('input', 'output'),
  sharegpt: '{"conversations": [{"from": "human", "value": ""}, {"from": "gpt", "value": ""}]}',
  messages: '{"messages": [{"role": "user", "content": ""}, {"role": "assistant", "content": ""}]}',
  lima: '{"conversations": ["", ""]}',
  ultrachat: '{"data": ["", ""]}',
  capybara: '{"conversation": [{"input": "", "output": ""}]}',
  'oasst-tree':
    '{"prompt": {"text": "", "role": "prompter", "replies": [{"text": "", "role": "assistant", "replies": []}]}}',
  'oasst-message': '{"message_id": "", "parent_id": null, "text": "", "role": "prompter"}',
  guanaco: '{"text": "### Human: ### Assistant: "}',
  'hh-rlhf': `{"chosen": ${transcript}, "rejected": ${transcript}}`,
  preference: '{"prompt": "", "chosen": "", "rejected": ""}',
  kto: '{"prompt": "", "completion": "", "label": true}',
  completions: '{"instruction": "", "completions": [{"model": "", "response": ""}]}',
  'self-instruct': '{"instruction": "", "instances": [{"input": "", "output": ""}]}',
  camel: pair('message_1', 'message_2'),
  'language-affixed': pair('instruction_en', 'output_en'),
};
