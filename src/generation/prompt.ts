/** What a model is asked, as it is sent. */
export type Prompt =
  | TextPrompt
  /** Put together by the server with the model's own chat template, where it cannot be read from here. */
  | { readonly kind: 'messages'; readonly messages: readonly ChatMessage[]; readonly stop: readonly string[] };

/** Sent raw. Has no token for the beginning of a text: the backend adds it where the model wants one. */
export interface TextPrompt {
  readonly kind: 'text';
  readonly text: string;
  /**
   * Where in the text a record's own words stand, in order and without overlaps: there, `<|im_end|>` or `</s>` are no
   * control tokens. A backend that makes the tokens itself cuts the text at the control tokens that begin outside of
   * these stretches and takes everything between as plain text (not stretch by stretch: tokens may span their edges).
   */
  readonly literal: readonly PromptStretch[];
  readonly stop: readonly string[];
}

/** Offsets in UTF-16 units, `end` exclusive. */
export interface PromptStretch {
  readonly start: number;
  readonly end: number;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}
