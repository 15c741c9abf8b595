import { describeVerdict } from '../checks/language/describeVerdict';
import type { LanguageVerdict } from '../checks/language/languageVerdict';
import type { RecordKey } from '../dataset/edits/recordKey';
import { fieldsOf } from '../schema/fieldsOf';
import type { Turn, TurnRole } from '../schema/schema';
import { turnActions } from '../schema/turnActions';
import type { DatasetReader } from './datasetReader';
import type { Checks } from './checkRecords';
import { modelName } from './languageModels';
import { HandedProse } from './handedProse';
import type { RecordText, RequestSpan } from './shownRecord';

/** How much of a text is shown at first, in UTF-16 units. */
export const SHOWN_LENGTH = 100_000;

const ROLE_NAMES: Readonly<Record<TurnRole, string>> = {
  system: 'System',
  instruction: 'Instruction',
  input: 'Input',
  response: 'Response',
  tool: 'Tool',
};

/** @param checks tell the turns' languages, and the responses' verdicts and spelling. */
export async function recordText(
  reader: DatasetReader,
  key: RecordKey,
  { language: check, spelling }: Partial<Checks>,
  locale: string,
): Promise<RecordText> {
  const { bytes, parsed, view, problems } = reader.read(key);
  const prose = new HandedProse();
  const verdicts = check?.check(view, { onProse: prose.take }) ?? [];
  const [spelled] = spelling ? await spelling.verdicts([spelling.read(view, verdicts, prose.byTurn)]) : [[]];
  const requests = requestsOf(view.turns, verdicts);
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
        verdict,
        spelling: spelled.find(({ turn }) => turn === at),
        requests: requests.get(at) ?? [],
        actions: actions[at],
        message: verdict && describeVerdict(verdict, locale, modelName(check!.options)),
      };
    }),
    fields: fieldsOf(parsed.value, view, parsed.text),
    raw: view.turns.length === 0 ? parsed.text.slice(0, SHOWN_LENGTH) : undefined,
  };
}

/** By turn: the words quoted by verdicts on responses after it. */
function requestsOf(turns: readonly Turn[], verdicts: readonly LanguageVerdict[]): ReadonlyMap<number, RequestSpan[]> {
  const requests = new Map<number, RequestSpan[]>();
  for (const { turn, quote, expected } of verdicts) {
    if (!quote || !expected) continue;
    for (let at = turn - 1; at >= 0; at--) {
      const start = turns[at].role === 'response' ? -1 : turns[at].text.lastIndexOf(quote);
      if (start < 0) continue;
      const known = requests.get(at) ?? [];
      // A request that holds for several responses is quoted by each.
      if (!known.some((other) => other.start === start)) {
        requests.set(at, [...known, { start, end: start + quote.length, language: expected }]);
      }
      break;
    }
  }
  return requests;
}

/** "Response", or "Response 2" where the record has several. */
export function labelOf(turns: readonly Turn[], at: number): string {
  const { role } = turns[at];
  const alike = turns.filter((turn) => turn.role === role);
  return alike.length > 1 ? `${ROLE_NAMES[role]} ${alike.indexOf(turns[at]) + 1}` : ROLE_NAMES[role];
}
