import type { PromptStretch, TextPrompt } from '../prompt';

/** Of a model's vocabulary, what makes tokens of a prompt. */
export interface Vocabulary<Token extends number> {
  /** Tokens that stand for no text but control the model, by what they are written as. */
  readonly controlTokens: ReadonlyMap<string, ControlToken<Token>>;
  /** The token that begins every text, where the model wants one. */
  readonly beginning: Token | undefined;
  /** Of plain text: what looks like a control token in it is none. */
  tokenize(text: string): readonly Token[];
}

export interface ControlToken<Token extends number> {
  readonly token: Token;
  /** Whether white space before or after it is no part of the text, as the model was trained. */
  readonly trimsBefore: boolean;
  readonly trimsAfter: boolean;
}

/**
 * Makes tokens of prompts. Control tokens are those that the template has written; where a record's own words read like
 * one, they stay words. Exactly one token begins the text, where the model wants one.
 */
export class PromptTokenizer<Token extends number> {
  private readonly controlToken: RegExp | undefined;

  constructor(private readonly vocabulary: Vocabulary<Token>) {
    // The longest first, as llama.cpp looks for them.
    const texts = [...vocabulary.controlTokens.keys()].filter((text) => text !== '').sort((a, b) => b.length - a.length);
    this.controlToken = texts.length > 0 ? new RegExp(texts.map(escapePattern).join('|'), 'g') : undefined;
  }

  tokens({ text, literal }: TextPrompt): Token[] {
    const { controlTokens, beginning } = this.vocabulary;
    const tokens: Token[] = [];
    let plainFrom = 0;
    let trimStart = false;
    const addPlain = (end: number, trimEnd: boolean) => {
      let plain = text.slice(plainFrom, end);
      if (trimStart) plain = plain.trimStart();
      if (trimEnd) plain = plain.trimEnd();
      for (const token of plain === '' ? [] : this.vocabulary.tokenize(plain)) tokens.push(token);
    };
    for (const { start, end } of this.controlTokensIn(text, literal)) {
      const { token, trimsBefore, trimsAfter } = controlTokens.get(text.slice(start, end))!;
      addPlain(start, trimsBefore);
      tokens.push(token);
      plainFrom = end;
      trimStart = trimsAfter;
    }
    addPlain(text.length, false);
    if (beginning !== undefined && tokens[0] !== beginning) tokens.unshift(beginning);
    return tokens;
  }

  /** Those that lie outside of the record's words, with their ends, too: a record cannot finish what a template begins. */
  private *controlTokensIn(text: string, literal: readonly PromptStretch[]): Generator<PromptStretch> {
    if (!this.controlToken) return;
    const pattern = new RegExp(this.controlToken);
    let next = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const start = match.index;
      const end = start + match[0].length;
      while (next < literal.length && literal[next].end <= start) next++;
      const stretch = literal[next];
      if (stretch && stretch.start < end) pattern.lastIndex = start + 1;
      else yield { start, end };
    }
  }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
