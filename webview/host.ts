import type { FromWebview } from '../src/protocol/fromWebview';
import type { RecordKey } from '../src/protocol/toWebview';
import type { SavedState } from './savedState';

declare function acquireVsCodeApi(): {
  postMessage(message: FromWebview): void;
  getState(): SavedState | undefined;
  setState(state: SavedState): void;
};

const api = acquireVsCodeApi();
let lastRequest = 0;
const texts = new Map<number, { resolve(text: string): void; reject(error: Error): void }>();

/** Says something to the editor. */
export function post(message: FromWebview): void {
  api.postMessage(message);
}

/** A number for a request that no other request of this page has. */
export function nextRequest(): number {
  return ++lastRequest;
}

type TextRequest =
  | { readonly type: 'turnText'; readonly key: RecordKey; readonly turn: number }
  | { readonly type: 'rawText'; readonly key: RecordKey };

/** Asks for a text that the record came without. @throws with a message for people when it cannot be had. */
export function requestText(message: TextRequest): Promise<string> {
  const request = nextRequest();
  return new Promise((resolve, reject) => {
    texts.set(request, { resolve, reject });
    post({ ...message, request });
  });
}

/** Passes an answer on to whoever called `requestText`. */
export function receiveText(request: number, text: string): void {
  texts.get(request)?.resolve(text);
  texts.delete(request);
}

/** @returns whether the request was one for a text. */
export function failText(request: number, message: string): boolean {
  texts.get(request)?.reject(new Error(message));
  return texts.delete(request);
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
