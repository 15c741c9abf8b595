import { roleOf } from './roles';
import type { RecordReader, SchemaFormat, TurnOptions } from './format';
import type { JsonPath, TurnRole } from '../schema';

/** One turn of several in one string, without the name of the speaker and white space around it. */
interface TranscriptTurn {
  readonly role: TurnRole;
  readonly part: { readonly start: number; readonly end: number };
}

/** `### Human: … ### Assistant: …`, often without white space before (openassistant-guanaco). */
const HASHED = /(?<!#)###[ \t]*(Human|User|Assistant|System)[ \t]*:/g;

/** Alpaca's prompt filled in. Not mixed with the former: "### Input:" may be a heading in an assistant's response. */
const TEMPLATE = /^###[ \t]*(Instruction|Input|Response|Output|System)[ \t]*:/gm;

/** `\n\nHuman: … \n\nAssistant: …` (HH-RLHF). */
const NAMED = /(?:^|\n\n)[ \t]*(Human|Assistant|System):/g;

export const guanaco: SchemaFormat = {
  id: 'guanaco',
  name: 'Guanaco',
  description: 'text with "### Human:" and "### Assistant:"',
  evidence: 'text with "### Human:" and "### Assistant:"',
  // Beside an instruction of its own, as in Alpaca as published, the text is only the prompt filled in.
  score: ({ text, instruction }) =>
    typeof text === 'string' && hashedTurnsOf(text).length > 0 ? (instruction === undefined ? 0.9 : 0.5) : 0,
  read: ({ text }, reader) => {
    if (typeof text !== 'string') {
      reader.missing('response', text, ['text']);
      return;
    }
    const turns = hashedTurnsOf(text);
    if (turns.length === 0) reader.problem('schema-mismatch', 'The text has no "### Human:" and "### Assistant:"');
    addAll(turns, text, ['text'], reader);
    if (turns.length === 0) return;
    if (!reader.has('instruction')) reader.problem('instruction-missing', 'The text has no "### Human:"');
    if (!reader.has('response')) reader.problem('response-missing', 'The text has no "### Assistant:"');
  },
};

export const hhRlhf: SchemaFormat = {
  id: 'hh-rlhf',
  name: 'HH-RLHF',
  description: 'chosen and rejected, each a transcript of "Human:" and "Assistant:"',
  evidence: 'transcripts in chosen and rejected',
  score: ({ chosen, rejected, prompt }) =>
    prompt === undefined && isTranscript(chosen) && rejected !== undefined ? 0.97 : 0,
  read: ({ chosen, rejected }, reader) => {
    if (isTranscript(chosen)) addAll(turnsOf(chosen, NAMED), chosen, ['chosen'], reader, { name: 'chosen' });
    else reader.missing('response', chosen, ['chosen']);
    // What was said before is the same in both.
    const answer = isTranscript(rejected)
      ? turnsOf(rejected, NAMED).findLast(({ role }) => role === 'response')
      : undefined;
    if (answer) reader.add('response', rejected as string, ['rejected'], { name: 'rejected', part: answer.part });
    else reader.missing('response', rejected, ['rejected']);
  },
};

function hashedTurnsOf(text: string): TranscriptTurn[] {
  const turns = turnsOf(text, HASHED);
  return turns.length > 0 ? turns : turnsOf(text, TEMPLATE);
}

export function isTranscript(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^(\n\n)?[ \t]*(Human|Assistant|System):/.test(value) &&
    /(^|\n\n)[ \t]*Human:/.test(value)
  );
}

/** Adds the turns of a transcript that is a prompt: a final "Assistant:" without text is no turn. */
export function addTranscript(text: string, path: JsonPath, reader: RecordReader): void {
  const turns = turnsOf(text, NAMED).filter(
    ({ role, part }, index, all) => index < all.length - 1 || role !== 'response' || part.end > part.start,
  );
  addAll(turns, text, path, reader);
}

/** @param last for the last turn, where it is a response. */
function addAll(
  turns: readonly TranscriptTurn[],
  text: string,
  path: JsonPath,
  reader: RecordReader,
  last: TurnOptions = {},
): void {
  turns.forEach(({ role, part }, index) => {
    const options = role === 'response' && index === turns.length - 1 ? { ...last, part } : { part };
    reader.add(role, text, path, options);
  });
}

/** `speakers` finds the names of speakers. Empty when there is none. */
function turnsOf(text: string, speakers: RegExp): TranscriptTurn[] {
  const found = [...text.matchAll(speakers)];
  if (found.length === 0) return [];
  const turns: TranscriptTurn[] = [];
  const preamble = trimmed(text, 0, found[0].index);
  if (preamble.end > preamble.start) turns.push({ role: 'system', part: preamble });
  found.forEach((match, index) => {
    const part = trimmed(text, match.index + match[0].length, found[index + 1]?.index ?? text.length);
    const role = roleOf(match[1]) ?? 'instruction';
    if (role !== 'input' || part.end > part.start) turns.push({ role, part });
  });
  return turns;
}

/** Where nothing is said, what is said first will stand after the marker's space or line break, and before the next. */
function trimmed(text: string, from: number, to: number): { start: number; end: number } {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  if (start < end) return { start, end };
  const at = to - from > 1 || text[from] === ' ' ? Math.min(from + 1, to) : from;
  return { start: at, end: at };
}
