import * as v from 'valibot';
import { VERDICTS } from '../checks/language/languageVerdict';
import type { FindQuery } from '../dataset/find';

/** What the page may say to the editor. The page is not trusted: every message goes through `parseFromWebview`. */

const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const language = v.pipe(v.string(), v.maxLength(35));

const findQuery: v.GenericSchema<FindQuery> = v.object({
  text: v.pipe(v.string(), v.maxLength(10_000)),
  regex: v.boolean(),
  matchCase: v.boolean(),
  wholeWord: v.boolean(),
  field: v.pipe(v.string(), v.maxLength(200)),
});

const filter = v.variant('kind', [
  /** Something for the user to look at: whatever the checks flag. */
  v.object({ kind: v.literal('flagged') }),
  v.object({ kind: v.literal('verdict'), verdicts: v.array(v.picklist(VERDICTS)) }),
  v.object({ kind: v.literal('found'), languages: v.array(language) }),
  v.object({ kind: v.literal('expected'), languages: v.array(language) }),
  /** Records that cannot be read: not JSON, a response missing … */
  v.object({ kind: v.literal('problem') }),
  v.object({ kind: v.literal('text'), query: findQuery }),
]);
export type Filter = v.InferOutput<typeof filter>;

const request = position;

const fromWebview = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Rows of the list as filtered now, by their place in it. */
  v.object({
    type: v.literal('rows'),
    request,
    start: position,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  }),
  v.object({ type: v.literal('record'), request, position }),
  /** A turn's whole text, where `record` brought only its beginning. */
  v.object({ type: v.literal('turnText'), request, position, turn: position }),
  v.object({ type: v.literal('rawText'), request, position }),
  v.object({ type: v.literal('select'), position }),
  /** Filters hold together: a record is shown when all of them hold. */
  v.object({ type: v.literal('filter'), filters: v.pipe(v.array(filter), v.maxLength(50)) }),
  /** `null` ends the search. */
  v.object({ type: v.literal('find'), query: v.nullable(findQuery) }),
  v.object({ type: v.literal('step'), to: v.picklist(['flagged', 'match']), direction: v.picklist([1, -1]) }),
  v.object({ type: v.literal('cancel'), task: v.picklist(['index', 'check', 'find']) }),
  v.object({
    type: v.literal('command'),
    command: v.picklist([
      'checkLanguage',
      'selectSchema',
      'setExpectedLanguage',
      'goToRecord',
      'openAsText',
    ]),
  }),
]);
export type FromWebview = v.InferOutput<typeof fromWebview>;

/** @returns `undefined` for anything that is not exactly one of the messages above. */
export function parseFromWebview(message: unknown): FromWebview | undefined {
  const parsed = v.safeParse(fromWebview, message);
  return parsed.success ? parsed.output : undefined;
}
