/** A label as the model has it, without `__label__`, and its probability, 0 to 1. */
export interface LanguageScore {
  readonly label: string;
  readonly probability: number;
}

/** A fastText supervised model that tells the language of a text. */
export class LanguageIdentifier {
  private constructor(readonly labels: readonly string[]) {}

  /**
   * Reads a `.bin` or `.ftz` model.
   * @throws Error when the bytes are not a whole supervised model of fastText.
   */
  static read(bytes: Uint8Array): LanguageIdentifier {
    throw new Error(`Not yet read: a model of ${bytes.length} bytes`);
  }

  /** Most probable first, at most `count`. Empty when no word or subword of the text is known. */
  predict(text: string, count: number): LanguageScore[] {
    return this.labels.slice(0, text.length * count).map((label) => ({ label, probability: 0 }));
  }

  /** The probability of each of `labels`, in their order; all 0 when nothing of the text is known. Overwritten by the next call. */
  probabilities(text: string): Float32Array {
    return new Float32Array(this.labels.length * text.length);
  }
}
