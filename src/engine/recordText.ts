import type { LanguageCheck } from '../checks/language/checkLanguage';
import { describeVerdict } from '../checks/language/describeVerdict';
import type { FoundLanguage, LanguageVerdict } from '../checks/language/languageVerdict';
import type { RecordProblem } from '../dataset/recordProblem';
import { type Field, fieldsOf } from '../schema/fieldsOf';
import type { Turn, TurnRole } from '../schema/schema';
import type { DatasetReader } from './datasetReader';

/** A record in full, but for the rest of very long texts. */
export interface RecordText {
  readonly position: number;
  /** Of the file, from 1. */
  readonly line: number;
  readonly id?: string;
  /** Length in bytes. */
  readonly bytes: number;
  readonly problems: readonly RecordProblem[];
  readonly turns: readonly TurnText[];
  readonly fields: readonly Field[];
  /** The beginning of the record's text, when it has no turns. */
  readonly raw?: string;
}

export interface TurnText {
  readonly role: TurnRole;
  readonly label: string;
  readonly name?: string;
  readonly text: string;
  /** Length of the whole text in UTF-16 units, when `text` is only its beginning. */
  readonly fullLength?: number;
  readonly language?: FoundLanguage;
  readonly verdict?: LanguageVerdict;
  readonly message?: string;
}

/** How much of a text is shown at first, in UTF-16 units. */
export const SHOWN_LENGTH = 100_000;

const ROLE_NAMES: Readonly<Record<TurnRole, string>> = {
  system: 'System',
  instruction: 'Instruction',
  input: 'Input',
  response: 'Response',
  tool: 'Tool',
};

/** @param check tells the turns' languages and the responses' verdicts. */
export function recordText(
  reader: DatasetReader,
  position: number,
  check: LanguageCheck | undefined,
  locale: string,
): RecordText {
  const { bytes, parsed, view, problems } = reader.read(position);
  const verdicts = check?.check(view) ?? [];
  return {
    position,
    line: reader.index.line(position),
    id: view.id,
    bytes,
    problems,
    turns: view.turns.map((turn, at) => {
      const text = turn.text.slice(0, SHOWN_LENGTH);
      const verdict = verdicts.find(({ turn }) => turn === at);
      return {
        role: turn.role,
        label: labelOf(view.turns, at),
        name: turn.name,
        text,
        fullLength: text.length < turn.text.length ? turn.text.length : undefined,
        language: verdict ? verdict.found : check?.identify(turn.text),
        verdict: verdict && { ...verdict, spans: verdict.spans.filter(({ end }) => end <= text.length) },
        message: verdict && describeVerdict(verdict, locale),
      };
    }),
    fields: fieldsOf(parsed.value, view),
    raw: view.turns.length === 0 ? parsed.text.slice(0, SHOWN_LENGTH) : undefined,
  };
}

/** "Response", or "Response 2" where the record has several. */
function labelOf(turns: readonly Turn[], at: number): string {
  const { role } = turns[at];
  const alike = turns.filter((turn) => turn.role === role);
  return alike.length > 1 ? `${ROLE_NAMES[role]} ${alike.indexOf(turns[at]) + 1}` : ROLE_NAMES[role];
}
