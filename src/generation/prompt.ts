/** What a model is asked, as it is sent. */
export type Prompt =
  /** Sent raw. Has no token for the beginning of a text: the backend adds it where the model wants one. */
  | { readonly kind: 'text'; readonly text: string; readonly stop: readonly string[] }
  /** Put together by the server with the model's own chat template, where it cannot be read from here. */
  | { readonly kind: 'messages'; readonly messages: readonly ChatMessage[]; readonly stop: readonly string[] };

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}
