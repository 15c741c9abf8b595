import type { RecordProblem } from '../src/dataset/recordProblem';
import type { FromWebview } from '../src/protocol/fromWebview';
import type { RecordKey, ToWebview, UnknownWordRow } from '../src/protocol/toWebview';
import type { LanguageTag } from '../src/schema/schema';
import type { SavedState } from './savedState';

declare function acquireVsCodeApi(): {
  postMessage(message: FromWebview): void;
  getState(): SavedState | undefined;
  setState(state: SavedState): void;
};

const api = acquireVsCodeApi();
let lastRequest = 0;
/** Requests that one caller waits for the answer of. */
const awaited = new Map<number, { resolve(answer: never): void; reject(error: Error): void }>();

/** Says something to the editor. */
export function post(message: FromWebview): void {
  api.postMessage(message);
}

/** A number for a request that no other request of this page has. */
export function nextRequest(): number {
  return ++lastRequest;
}

/** The number of the request made last. */
export function latestRequest(): number {
  return lastRequest;
}

type TextRequest =
  | { readonly type: 'turnText'; readonly key: RecordKey; readonly turn: number }
  | { readonly type: 'rawText'; readonly key: RecordKey };

/** Asks for a text that the record came without. @throws with a message for people when it cannot be had. */
export function requestText(message: TextRequest): Promise<string> {
  return ask((request) => ({ ...message, request }));
}

/** Asks what would be wrong with a record of this text. @throws with a message for people. */
export function requestProblems(text: string): Promise<readonly RecordProblem[]> {
  return ask((request) => ({ type: 'examine', request, text }));
}

/** Asks what a misspelled word may have been meant to be, best first. @throws with a message for people. */
export function requestSuggestions(language: LanguageTag, word: string): Promise<readonly string[]> {
  return ask((request) => ({ type: 'suggestions', request, language, word }));
}

/** Asks for words that no dictionary knows, by their place in the list. @throws with a message for people. */
export function requestUnknownWords(
  asked: { readonly language?: LanguageTag; readonly contains?: string },
  start: number,
  count: number,
): Promise<readonly UnknownWordRow[]> {
  return ask((request) => ({ type: 'unknownWords', request, ...asked, start, count }));
}

export type SentPrompt = Pick<Extract<ToWebview, { type: 'prompt' }>, 'prompt' | 'tokens' | 'contextTokens'>;

/**
 * Asks what was sent to a model for a candidate, or would be sent now for a response.
 * @throws with a message for people.
 */
export function requestPrompt(key: RecordKey, turn: number, candidate: number | undefined): Promise<SentPrompt> {
  return ask((request) => ({ type: 'prompt', request, key, turn, ...(candidate !== undefined && { candidate }) }));
}

type Answer = string | SentPrompt | readonly (RecordProblem | string | UnknownWordRow)[];

/** Passes an answer on to whoever asked. @returns whether somebody waits for it. */
export function receiveAnswer(message: ToWebview): boolean {
  if (!('request' in message)) return false;
  const answer = answerIn(message);
  if (answer === undefined) return false;
  awaited.get(message.request)?.resolve(answer as never);
  return awaited.delete(message.request);
}

function answerIn(message: ToWebview): Answer | undefined {
  switch (message.type) {
    case 'turnText':
    case 'rawText':
      return message.text;
    case 'examined':
      return message.problems;
    case 'suggestions':
      return message.suggestions;
    case 'unknownWords':
      return message.words;
    case 'prompt':
      return message;
    default:
      return undefined;
  }
}

/** @returns whether somebody waits for the request. */
export function failAnswer(request: number, message: string): boolean {
  awaited.get(request)?.reject(new Error(message));
  return awaited.delete(request);
}

function ask<A extends Answer>(messageOf: (request: number) => FromWebview): Promise<A> {
  const request = nextRequest();
  return new Promise((resolve, reject) => {
    awaited.set(request, { resolve, reject });
    post(messageOf(request));
  });
}

export function loadState(): SavedState {
  return api.getState() ?? {};
}

let saving: ReturnType<typeof setTimeout> | undefined;

/** Remembers how the page looks, soon: it is called for every row that scrolls by. */
export function saveState(state: SavedState): void {
  clearTimeout(saving);
  saving = setTimeout(() => api.setState(state), 100);
}
