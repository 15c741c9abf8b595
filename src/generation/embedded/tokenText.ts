/** Of a model, what makes text of tokens. */
export interface Detokenizer<Token> {
  /** @param before tokens that come before these: whether a word begins with a space depends on them */
  detokenize(tokens: readonly Token[], before: readonly Token[]): string;
}

/**
 * A character has up to four bytes, each of which may be a token, and a token may end one and begin another; after so
 * many, what they make is broken for good.
 */
const MOST_PENDING = 16;
const REPLACEMENT = '\u{FFFD}';
/** As many as detokenizers look back. */
const BEFORE = 4;

/** Makes text of tokens as they come, in whole characters: tokens may be single bytes. */
export class TokenText<Token> {
  private before: readonly Token[];
  private pending: Token[] = [];

  constructor(
    private readonly model: Detokenizer<Token>,
    prompt: readonly Token[],
  ) {
    this.before = prompt.slice(-BEFORE);
  }

  /** @returns the text that is whole with it; none while a character is in the making */
  add(token: Token): string {
    this.pending.push(token);
    const text = this.model.detokenize(this.pending, this.before);
    if (text.endsWith(REPLACEMENT) && this.pending.length < MOST_PENDING) return '';
    this.before = [...this.before, ...this.pending].slice(-BEFORE);
    this.pending = [];
    return text;
  }

  /** What is whole of what is left, when no token comes any more. */
  finish(): string {
    return this.model.detokenize(this.pending, this.before).replace(/\u{FFFD}+$/u, '');
  }
}
