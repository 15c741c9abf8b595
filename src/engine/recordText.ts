import type { LanguageCheck } from '../checks/language/checkLanguage';
import { describeVerdict } from '../checks/language/describeVerdict';
import type { RecordKey } from '../dataset/edits/recordKey';
import { fieldsOf } from '../schema/fieldsOf';
import type { Turn, TurnRole } from '../schema/schema';
import { turnActions } from '../schema/turnActions';
import type { DatasetReader } from './datasetReader';
import type { RecordText } from './shownRecord';

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
  key: RecordKey,
  check: LanguageCheck | undefined,
  locale: string,
): RecordText {
  const { bytes, parsed, view, problems } = reader.read(key);
  const verdicts = check?.check(view) ?? [];
  const actions = turnActions(parsed.value, view, reader.schema);
  return {
    id: view.id,
    bytes: bytes.length,
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
        actions: actions[at],
        message: verdict && describeVerdict(verdict, locale),
      };
    }),
    fields: fieldsOf(parsed.value, view, parsed.text),
    raw: view.turns.length === 0 ? parsed.text.slice(0, SHOWN_LENGTH) : undefined,
  };
}

/** "Response", or "Response 2" where the record has several. */
export function labelOf(turns: readonly Turn[], at: number): string {
  const { role } = turns[at];
  const alike = turns.filter((turn) => turn.role === role);
  return alike.length > 1 ? `${ROLE_NAMES[role]} ${alike.indexOf(turns[at]) + 1}` : ROLE_NAMES[role];
}
