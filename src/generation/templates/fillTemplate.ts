import type { PromptTurn } from '../promptTurns';
import type { PromptStretch, TextPrompt } from '../prompt';
import type { PromptTemplate } from './promptTemplate';

/** A piece of a prompt: the template's words, or the record's. */
interface Piece {
  readonly text: string;
  readonly isLiteral: boolean;
}

type Values = Readonly<Record<string, readonly Piece[]>>;

const BLANK_LINE = '\n\n';

/**
 * A conversation's prompt, which ends where the next response begins. What tools say is written as the user's words.
 * @param system in place of the template's own first words, where the turns have no system text; none when it is empty.
 */
export function fillTemplate(template: PromptTemplate, turns: readonly PromptTurn[], system?: string): TextPrompt {
  const { instruction, input = `{instruction}${BLANK_LINE}{input}`, response, stop = [] } = template;
  const literal = (text: string): Piece[] => [{ text: template.trim ? text.trim() : text, isLiteral: true }];
  const prompt: Piece[] = [];

  const begun = systemPieces(template, turns, system);
  const opening = template.system ?? `{system}${BLANK_LINE}`;
  const isOpeningApart = !opening.includes('{instruction}');
  if (begun && isOpeningApart) prompt.push(...fill(opening, { system: begun }));

  let isBegun = !begun || isOpeningApart;
  for (const turn of turns) {
    if (turn.role === 'system') continue;
    if (turn.role === 'assistant') {
      prompt.push(...fill(response, { response: literal(turn.text) }));
      continue;
    }
    const asked = literal(turn.text);
    const both = turn.input ? fill(input, { instruction: asked, input: literal(turn.input) }) : asked;
    const values = { instruction: both };
    prompt.push(...(isBegun ? fill(instruction, values) : fill(opening, { ...values, system: begun! })));
    isBegun = true;
  }
  prompt.push({ text: response.slice(0, response.indexOf('{response}')).replace(/ +$/, ''), isLiteral: false });
  return textPrompt(prompt, stop);
}

function systemPieces(
  { defaultSystem, defaultSystemWithInput = defaultSystem, trim }: PromptTemplate,
  turns: readonly PromptTurn[],
  system: string | undefined,
): Piece[] | undefined {
  const [first] = turns;
  if (first?.role === 'system') return [{ text: trim ? first.text.trim() : first.text, isLiteral: true }];
  const text = system ?? (turns.some(({ input }) => input) ? defaultSystemWithInput : defaultSystem);
  return text ? [{ text, isLiteral: false }] : undefined;
}

/** Puts pieces where a pattern names them. */
function fill(pattern: string, values: Values): Piece[] {
  return pattern.split(/\{(\w+)\}/).flatMap((part, index): readonly Piece[] => {
    if (index % 2 === 0) return [{ text: part, isLiteral: false }];
    return values[part] ?? [{ text: `{${part}}`, isLiteral: false }];
  });
}

function textPrompt(pieces: readonly Piece[], stop: readonly string[]): TextPrompt {
  const literal: PromptStretch[] = [];
  let at = 0;
  for (const { text, isLiteral } of pieces) {
    if (isLiteral && text !== '') literal.push({ start: at, end: at + text.length });
    at += text.length;
  }
  return { kind: 'text', text: pieces.map(({ text }) => text).join(''), literal, stop };
}
