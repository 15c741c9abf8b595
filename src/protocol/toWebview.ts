import type { FoundLanguage, LanguageVerdict, Span, Verdict } from '../checks/language/languageVerdict';
import type { CrossLingual } from '../checks/language/crossLingual';
import type { SpellingVerdict, TextProblemKind } from '../checks/spelling/spellingVerdict';
import type { FindQuery } from '../dataset/findQuery';
import type { RecordText, ReplacedPlaces, RowText, TurnText, WordExample } from '../engine/shownRecord';
import type { RecordProblem } from '../dataset/recordProblem';
import type { CandidateState } from '../generation/candidate';
import type { GenerationEnd } from '../generation/backend';
import type { Prompt } from '../generation/prompt';
import type { ComparedResponse, ComparisonDifference, ComparisonFigures } from '../metrics/comparison';
import type { LanguageAgreement } from '../metrics/languageAgreement';
import type { LanguageMatrix } from '../metrics/languageMatrix';
import type { SpellingFigures } from '../metrics/spellingCorrectness';
import type { LanguageTag } from '../schema/schema';
import type { Filter, WordListName } from './fromWebview';

export type { RequestSpan } from '../engine/shownRecord';

/** See `recordKey` in fromWebview: a number that stays the record's own; it says nothing to the page. */
export type RecordKey = number;

/** What the editor says to the page. Texts are texts, never markup. */
export type ToWebview =
  /** All that the page shows besides rows and the record; sent whole whenever any of it changes. */
  | { readonly type: 'state'; readonly state: EditorState }
  | { readonly type: 'rows'; readonly request: number; readonly start: number; readonly rows: readonly Row[] }
  | { readonly type: 'record'; readonly request: number; readonly record: RecordDetail }
  | { readonly type: 'turnText' | 'rawText'; readonly request: number; readonly text: string }
  | { readonly type: 'examined'; readonly request: number; readonly problems: readonly RecordProblem[] }
  | { readonly type: 'replaceRows'; readonly request: number; readonly start: number; readonly rows: readonly ReplaceRow[] }
  /** Best first, at most five. */
  | { readonly type: 'suggestions'; readonly request: number; readonly suggestions: readonly string[] }
  | { readonly type: 'unknownWords'; readonly request: number; readonly start: number; readonly total: number; readonly words: readonly UnknownWordRow[] }
  /** A candidate of a record's response has come, gone on or been decided; sent at most ten times a second for each. */
  | { readonly type: 'candidate'; readonly key: RecordKey; readonly turn: number; readonly candidate: CandidateDetail }
  | { readonly type: 'prompt'; readonly request: number; readonly prompt: Prompt; readonly tokens?: number; readonly contextTokens?: number }
  | { readonly type: 'comparisonRows'; readonly request: number; readonly start: number; readonly rows: readonly ComparisonRow[] }
  /** What the draft changed is no longer the last edit (it has been undone, or another has come after it): its text box shows the record's text again; further typing begins another draft. */
  | { readonly type: 'draftEnded'; readonly draft: number }
  /** A change could not be made, and the record is as it was; `message` is for people. */
  | { readonly type: 'changeFailed'; readonly draft?: number; readonly message: string }
  /** The request cannot be answered; `message` is for people. */
  | { readonly type: 'failed'; readonly request: number; readonly message: string }
  /** Rows and record may have changed: ask again for what is on the screen. */
  | { readonly type: 'changed' }
  /** Select this record and scroll to it; `row` is its place in the list as filtered, -1 when the filters hide it. */
  | { readonly type: 'reveal'; readonly key: RecordKey; readonly row: number }
  | { readonly type: 'focus'; readonly target: 'find' | 'records' | 'record' | 'replace' | 'words' | 'candidate' | 'comparison' }
  /** Said aloud by screen readers, shown in the status line. */
  | { readonly type: 'announce'; readonly message: string };

export interface EditorState {
  readonly fileName: string;
  /** False for an array of records in one JSON document: its records do not lie one to a line. */
  readonly lineByLine: boolean;
  /** Records known so far: grows while indexing. */
  readonly total: number;
  /** Records in the list: those that pass the filters. */
  readonly shown: number;
  readonly schema: { readonly name: string; readonly reason: string; readonly fields: readonly string[] };
  readonly filters: readonly Filter[];
  /** What can be filtered by, with how many records have it; absent before a check. */
  readonly facets?: Facets;
  /** Absent when nothing is searched for. */
  readonly find?: FindState;
  /** Absent before the first check. */
  readonly summary?: Summary;
  /** Absent before the first check. */
  readonly check?: CheckState;
  readonly selection: Selection;
  /** Why the file itself cannot be written to, in one sentence: edits can then be saved under another name only. */
  readonly readOnly?: string;
  /** While a replacement is prepared or looked at. */
  readonly replace?: ReplaceState;
  readonly generation: GenerationState;
  /** While adapters are compared or the comparison is looked at. */
  readonly comparison?: ComparisonState;
  /** The lists that words can be added to: there is no workspace's where no folder is open. */
  readonly wordLists: readonly WordListName[];
  /** Work under way. */
  readonly progress: readonly Progress[];
  /** The dataset as a whole cannot be shown, or only in part; one sentence. */
  readonly error?: string;
  /** BCP 47, for names of languages and for numbers. */
  readonly locale: string;
}

/** The selected records, of those in the list. */
export interface Selection {
  readonly count: number;
  /** The record shown in full, which keys and steps start from; absent when there are no records. */
  readonly key?: RecordKey;
  /** Places in the list, ascending, both ends included. */
  readonly rows: readonly (readonly [first: number, last: number])[];
}

/** A replacement that has not been made yet. */
export interface ReplaceState {
  readonly query: FindQuery;
  readonly replacement: string;
  /** Of unknown words, instead of what the query finds; query and replacement are then those of the first. */
  readonly corrections?: readonly Correction[];
  readonly scope: 'all' | 'shown' | 'selected';
  /** Records that would change, so far. */
  readonly records: number;
  readonly excluded: number;
  readonly done: boolean;
  /** It cannot be run, or has failed. */
  readonly error?: string;
}

export interface Correction {
  readonly language: LanguageTag;
  readonly word: string;
  readonly correction: string;
}

/** A record that a replacement would change. */
export interface ReplaceRow extends ReplacedPlaces {
  readonly key: RecordKey;
  readonly position: number;
  readonly included: boolean;
}

export interface Facets {
  readonly flagged: number;
  readonly problems: number;
  readonly verdicts: readonly { readonly verdict: Verdict; readonly count: number }[];
  readonly found: readonly { readonly language: LanguageTag; readonly count: number }[];
  readonly expected: readonly { readonly language: LanguageTag; readonly count: number }[];
  /** Absent before a spelling check. */
  readonly misspelled?: number;
  readonly textProblems?: readonly { readonly problem: TextProblemKind; readonly count: number }[];
}

/** An unknown word of the dataset. */
export interface UnknownWordRow {
  readonly word: string;
  readonly language: LanguageTag;
  readonly occurrences: number;
  /** How many records have it. */
  readonly records: number;
  /** Text around its first occurrence. */
  readonly example?: WordExample;
}

export interface FindState {
  readonly query: FindQuery;
  /** Records with a match so far. */
  readonly records: number;
  /** Which of them is selected, from 1; 0 when none is. */
  readonly current: number;
  readonly done: boolean;
  /** The query cannot be run: "Invalid regular expression: …". */
  readonly error?: string;
}

export interface Progress {
  readonly task: 'index' | 'check' | 'find' | 'replace' | 'save' | 'generate' | 'compare';
  /** "Indexing", "Checking language", "Finding", "Replacing", "Saving", "Regenerating", "Comparing". */
  readonly label: string;
  /** 0 to 1; absent where it cannot be told. */
  readonly done?: number;
  /** "12,000 of 67,000 records, 23,000 a second, 2 s left". */
  readonly detail: string;
}

/** The language check over the file, by expected language, most responses first. */
export interface Summary {
  readonly languages: readonly LanguageAgreement[];
  readonly all: LanguageAgreement;
  readonly matrix: LanguageMatrix;
  /** Offered as the expected language of the file's responses. */
  readonly crossLingual?: CrossLingual;
  /** Records that could not be read. */
  readonly problems: number;
  /** Absent before a spelling check. */
  readonly spelling?: SpellingFigures;
  /** False while a check is under way or after one was cancelled. */
  readonly complete: boolean;
}

/** The check that the verdicts are of. */
export interface CheckState {
  /** When it ended, in milliseconds since 1970; absent while it is under way. */
  readonly time?: number;
  /** Records that have no verdict, and are not being checked. */
  readonly unchecked: number;
  /** Whether it went through all records: those that have no verdict have come, or changed, since then. */
  readonly wasComplete: boolean;
}

/** One line of the list: its texts, and what the check has found. */
export interface Row extends RowText {
  readonly key: RecordKey;
  readonly position: number;
  /** The record's verdict, its worst where it has several responses; absent before a check. */
  readonly verdict?: Verdict;
  /** How many words are unknown in a record that is flagged as misspelled. */
  readonly misspelled?: number;
  /** What is wrong with the text of a record that is flagged for it. */
  readonly textProblem?: TextProblemKind;
  readonly found?: FoundLanguage;
  readonly instructionLanguage?: FoundLanguage;
  readonly expected?: LanguageTag;
  /** Not as in the file: edited, or added. */
  readonly edited?: 'changed' | 'added';
  /** Of the record's candidates that are not decided, what the user has to know first: ready, failed, generating, waiting. */
  readonly candidate?: CandidateState;
}

/** A record in full. */
export interface RecordDetail extends RecordText {
  readonly key: RecordKey;
  readonly position: number;
  /** Of the file, from 1; absent for a record that is not in the file yet. */
  readonly line?: number;
  /** Its place in the list as filtered; -1 when the filters hide it. */
  readonly row: number;
  /** Not as in the file: edited, or added. */
  readonly edited?: 'changed' | 'added';
  readonly turns: readonly TurnDetail[];
}

export interface TurnDetail extends TurnText {
  /** Where the text matches what is searched for. */
  readonly matches: readonly Span[];
  /** Generated in place of this response and not decided yet, oldest first. */
  readonly candidates: readonly CandidateDetail[];
}

/** Whether responses can be generated, and how far that is. */
export interface GenerationState {
  /** The model in force; absent until the user has chosen one. */
  readonly model?: { readonly name: string; readonly template: string; readonly adapters: readonly string[] };
  /** Why nothing can be generated, in one sentence: the workspace is not trusted. */
  readonly unavailable?: string;
  /** Candidates of this dataset; absent while there are none. */
  readonly queue?: QueueState;
}

export interface QueueState {
  readonly waiting: number;
  readonly generating: number;
  /** To be accepted or rejected. */
  readonly ready: number;
  readonly failed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly isPaused: boolean;
  /** Why it has paused by itself; one sentence. */
  readonly problem?: string;
}

/** A candidate as the page shows it, with what the checks say of it as far as it has come. */
export interface CandidateDetail {
  readonly id: number;
  readonly state: CandidateState;
  readonly text: string;
  /** What the user has made of the text and not accepted yet. */
  readonly typed?: string;
  /** Name of the model choice. */
  readonly model: string;
  readonly template: string;
  readonly seed: number;
  readonly end?: GenerationEnd;
  readonly error?: string;
  readonly language?: FoundLanguage;
  readonly verdict?: LanguageVerdict;
  readonly spelling?: SpellingVerdict;
  /** The verdict in words. */
  readonly message?: string;
  /** Whether the checks would flag it as it is now. */
  readonly isFlagged: boolean;
  /** The record is not as it was when the model was asked. */
  readonly isOutdated?: boolean;
}

/** Responses of several models to a sample of the dataset, side by side. */
export interface ComparisonState {
  /** When it was begun, in milliseconds since 1970: no two comparisons of a dataset share it. */
  readonly time: number;
  /** Names of the model choices, in the order of the columns. */
  readonly models: readonly string[];
  readonly seed: number;
  readonly perLanguage: number;
  /** Records of the sample. */
  readonly records: number;
  /** Responses generated so far, of how many; failed ones count. */
  readonly done: number;
  readonly of: number;
  readonly isRunning: boolean;
  /** Models that could not respond at all when they were asked last, and why. */
  readonly failures: readonly { readonly model: string; readonly message: string }[];
  readonly figures: readonly ComparisonFigures[];
  /** Of every two models; empty while responses are generated. */
  readonly differences: readonly ComparisonDifference[];
}

/** One record of the sample, with a response of each model. */
export interface ComparisonRow {
  /** Place in the dataset when the sample was drawn. */
  readonly position: number;
  readonly id?: string;
  readonly language: LanguageTag;
  /** Texts are cut to what a row can show, but not where one row alone is asked for. */
  readonly instruction: string;
  /** In the order of the models; absent while it is not there. */
  readonly responses: readonly (ComparedResponse | undefined)[];
}
