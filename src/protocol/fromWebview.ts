import * as v from 'valibot';
import { VERDICTS } from '../checks/language/languageVerdict';
import { TEXT_PROBLEMS } from '../checks/spelling/spellingVerdict';
import type { FindQuery } from '../dataset/findQuery';
import { CANDIDATE_STATES } from '../generation/candidate';
import type { RecordChange } from '../schema/recordChange';

/** What the page may say to the editor. The page is not trusted: every message goes through `parseFromWebview`. */

const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/**
 * What the editor calls a record: a number that stays the record's own while others are added, deleted and moved, so
 * that a message on its way means the record that was shown. To the page it says nothing.
 */
const recordKey = position;
const language = v.pipe(v.string(), v.maxLength(35));

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const words = v.pipe(v.array(v.object({ language, word })), v.maxLength(10_000));

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
  /** A response in one of some languages to an instruction in one of others; `und` where one cannot be told. */
  v.object({ kind: v.literal('languages'), instruction: v.array(language), found: v.array(language) }),
  /** A response is misspelled: more of its words are unknown than its language's baseline explains. */
  v.object({ kind: v.literal('misspelled') }),
  /** A response has this word, which no dictionary of the language knows. */
  v.object({ kind: v.literal('unknownWord'), language, word }),
  v.object({ kind: v.literal('textProblem'), problems: v.array(v.picklist(TEXT_PROBLEMS)) }),
  /** Records that cannot be read: not JSON, a response missing … */
  v.object({ kind: v.literal('problem') }),
  /** A response has been generated for the record, or is going to be, and stands at one of these. */
  v.object({ kind: v.literal('candidate'), states: v.array(v.picklist(CANDIDATE_STATES)) }),
  v.object({ kind: v.literal('text'), query: findQuery }),
]);
export type Filter = v.InferOutput<typeof filter>;

const request = position;

/** Longer texts cannot be shown, nor written by hand; in UTF-16 units. */
const text = v.pipe(v.string(), v.maxLength(64 * 2 ** 20));
const name = v.pipe(v.string(), v.maxLength(10_000));

/** See `Candidate.id`. */
const candidate = position;

const recordChange: v.GenericSchema<RecordChange> = v.variant('kind', [
  v.object({ kind: v.literal('turnText'), turn: position, text }),
  v.object({ kind: v.literal('splitTurn'), turn: position, offset: position }),
  v.object({ kind: v.literal('mergeTurn'), turn: position }),
  v.object({ kind: v.literal('insertTurn'), turn: position }),
  v.object({ kind: v.literal('removeTurn'), turn: position }),
  v.object({ kind: v.literal('turnRole'), turn: position, role: name }),
  v.object({ kind: v.literal('fieldText'), key: name, text }),
  v.object({ kind: v.literal('fieldJson'), key: name, json: text }),
  v.object({ kind: v.literal('raw'), text }),
]);

/** Plain text lists of words that people have decided about: the user's, the workspace's, and one for the file. */
export const WORD_LISTS = ['user', 'workspace', 'file'] as const;
export type WordListName = (typeof WORD_LISTS)[number];

/** Commands that the page's buttons, menus and keys run; all are in the palette too. They act on the selection. */
export const PAGE_COMMANDS = [
  'checkLanguage',
  'checkSpelling',
  'checkEverything',
  'forbidWord',
  'openUserDictionary',
  'openWorkspaceDictionary',
  'openFileDictionary',
  'selectSchema',
  'setExpectedLanguage',
  'goToRecord',
  'openAsText',
  'addRecord',
  'duplicateRecords',
  'copyRecords',
  'pasteRecords',
  'deleteRecords',
  'moveRecordsUp',
  'moveRecordsDown',
  'setField',
  'replace',
  'keepShown',
  'exportRecords',
  'regenerate',
  'regenerateAgain',
  'regenerateFlagged',
  'showCandidates',
  'acceptCandidateAndNext',
  'rejectCandidateAndNext',
  'compareAdapters',
  'selectModel',
] as const;
export type PageCommand = (typeof PAGE_COMMANDS)[number];

const fromWebview = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  /** Rows of the list as filtered now, by their place in it. */
  v.object({
    type: v.literal('rows'),
    request,
    start: position,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  }),
  v.object({ type: v.literal('record'), request, key: recordKey }),
  /** A turn's whole text, where `record` brought only its beginning. */
  v.object({ type: v.literal('turnText'), request, key: recordKey, turn: position }),
  v.object({ type: v.literal('rawText'), request, key: recordKey }),
  /**
   * `only` selects one record; `toggle` adds it to the selection or takes it away; `range` selects all that are listed
   * from the record selected last with `only` or `toggle` up to this one.
   */
  v.object({ type: v.literal('select'), key: recordKey, how: v.picklist(['only', 'toggle', 'range']) }),
  /** Selects a record by its place in the dataset and reveals it, as after the page has been made anew. */
  v.object({ type: v.literal('goTo'), position }),
  /** Selects every record in the list. */
  v.object({ type: v.literal('selectAll') }),
  /**
   * Changes a record. Changes of one `draft` (a number that no other typing of this page has) are one edit, which the
   * next one of the same draft goes on with, as long as nothing else has been edited or undone.
   */
  v.object({ type: v.literal('change'), key: recordKey, change: recordChange, draft: v.optional(request) }),
  /** Takes back what a draft has changed. */
  v.object({ type: v.literal('revertDraft'), draft: request }),
  /** What would be wrong with a record of this text. */
  v.object({ type: v.literal('examine'), request, text }),
  /** Looks for what a replacement would change; the answer comes with `state.replace`. */
  v.object({ type: v.literal('previewReplace'), query: findQuery, replacement: text, scope: v.picklist(['all', 'shown', 'selected']) }),
  /** Changes of the preview, by their place in it. */
  v.object({
    type: v.literal('replaceRows'),
    request,
    start: position,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  }),
  /** Leaves a change of the preview out, or takes it in again; all of them when `row` is absent. */
  v.object({ type: v.literal('includeReplace'), row: v.optional(position), included: v.boolean() }),
  v.object({ type: v.literal('applyReplace') }),
  v.object({ type: v.literal('closeReplace') }),
  /** Filters hold together: a record is shown when all of them hold. */
  v.object({ type: v.literal('filter'), filters: v.pipe(v.array(filter), v.maxLength(50)) }),
  /** `null` ends the search. */
  v.object({ type: v.literal('find'), query: v.nullable(findQuery) }),
  /** From now on this file's responses are expected in the language, and are checked again. */
  v.object({ type: v.literal('expectLanguage'), language }),
  /** What a misspelled word may have been meant to be. */
  v.object({ type: v.literal('suggestions'), request, language, word }),
  /**
   * Words are right from now on: in the user's or the workspace's dictionary, in this file's, or until the editor is
   * closed (`ignored`).
   */
  v.object({
    type: v.literal('acceptWords'),
    words,
    where: v.picklist([...WORD_LISTS, 'ignored']),
  }),
  /** Words are wrong from now on, whatever dictionaries say. */
  v.object({ type: v.literal('forbidWords'), words, where: v.picklist(WORD_LISTS) }),
  /**
   * Looks for what would change if words were corrected wherever they are unknown in responses; the answer comes with
   * `state.replace`, as to `previewReplace`.
   */
  v.object({
    type: v.literal('previewCorrections'),
    corrections: v.pipe(v.array(v.object({ language, word, correction: word })), v.minLength(1), v.maxLength(1_000)),
  }),
  /**
   * Unknown words of the dataset, most frequent first; of one language, or of all; those that contain a text, whatever
   * their case, or all.
   */
  v.object({
    type: v.literal('unknownWords'),
    request,
    language: v.optional(language),
    contains: v.optional(word),
    start: position,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  }),
  /** Generates a candidate for a response with the model in force; the answer comes with `candidate`. */
  v.object({ type: v.literal('regenerate'), key: recordKey, turn: position }),
  /** Generates another candidate like one, with another seed; one that has failed makes room for it. */
  v.object({ type: v.literal('againCandidate'), candidate }),
  /** Stops generating a candidate; what has come of it is dropped. */
  v.object({ type: v.literal('cancelCandidate'), candidate }),
  /** Puts a candidate in the place of the response, with `text` instead of its own where the user has changed it. */
  v.object({ type: v.literal('acceptCandidate'), candidate, text: v.optional(text) }),
  /** What the user makes of a candidate, as it is typed, so that commands accept it so too; absent when it is taken back. */
  v.object({ type: v.literal('editCandidate'), candidate, text: v.optional(text) }),
  v.object({ type: v.literal('rejectCandidate'), candidate }),
  /** What would be sent to the model in force for a response, or was sent for a candidate of it. */
  v.object({ type: v.literal('prompt'), request, key: recordKey, turn: position, candidate: v.optional(candidate) }),
  /** Candidates that wait to be generated: not now, now, or never. */
  v.object({ type: v.literal('queue'), action: v.picklist(['pause', 'resume', 'cancel']) }),
  /** Records of the comparison, in the order of the sample. */
  v.object({
    type: v.literal('comparisonRows'),
    request,
    start: position,
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  }),
  /** Generates what a comparison still lacks. */
  v.object({ type: v.literal('continueComparison') }),
  /** Selects a record of the comparison, by its row, and shows it in full. */
  v.object({ type: v.literal('showCompared'), row: position }),
  /** Makes a response of the comparison a candidate of its record. @see ComparisonRow */
  v.object({ type: v.literal('takeCompared'), row: position, model: position }),
  /** Makes a model of the comparison, by its column, the one in force. */
  v.object({ type: v.literal('useCompared'), model: position }),
  v.object({ type: v.literal('exportComparison'), what: v.picklist(['figures', 'responses', 'all']) }),
  v.object({ type: v.literal('closeComparison') }),
  v.object({
    type: v.literal('step'),
    to: v.picklist(['flagged', 'match', 'candidate']),
    direction: v.picklist([1, -1]),
  }),
  v.object({
    type: v.literal('cancel'),
    task: v.picklist(['index', 'check', 'find', 'replace', 'save', 'generate', 'compare']),
  }),
  v.object({
    type: v.literal('command'),
    command: v.picklist(PAGE_COMMANDS),
  }),
]);
export type FromWebview = v.InferOutput<typeof fromWebview>;

/** @returns `undefined` for anything that is not exactly one of the messages above. */
export function parseFromWebview(message: unknown): FromWebview | undefined {
  const parsed = v.safeParse(fromWebview, message);
  return parsed.success ? parsed.output : undefined;
}
