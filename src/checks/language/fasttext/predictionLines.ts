import type { LanguageIdentifier } from './languageIdentifier';

const NEWLINE = 0x0a;

/** What to print for each line. */
export interface PredictionOptions {
  /** How many of the most probable labels. */
  readonly top: number;
  /** BCP 47 tags, of the labels of a language together, in place of the model's labels. */
  readonly tags: boolean;
}

/**
 * Answers a line of text as `fasttext predict-prob MODEL - K` prints it: labels and probabilities, the most probable
 * first, in one line; an empty one where the model says nothing. Other than there, `</s>` and `__label__x` in the text
 * mean nothing, and bytes that are no UTF-8 have been replaced by U+FFFD.
 */
export class PredictionLines {
  /** As in the model, by the label without `__label__`. */
  private readonly fullLabels: ReadonlyMap<string, string>;
  private readonly nothingKnown: string;

  constructor(
    private readonly identifier: LanguageIdentifier,
    private readonly options: PredictionOptions,
  ) {
    const { labels } = identifier.share().vocabulary;
    this.fullLabels = new Map(labels.map((label) => [label.replace(/^__label__/, ''), label]));
    this.nothingKnown = options.tags ? '' : this.lineOf(identifier.predictNothingKnown(options.top));
  }

  /** @param bytes whole lines of UTF-8, each with its newline. @returns the answers, each with a newline. */
  answerAll(bytes: Uint8Array): string {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let answers = '';
    for (let start = 0, end; (end = text.indexOf(NEWLINE, start)) >= 0; start = end + 1) {
      answers += `${this.answer(text.toString('utf8', start, end))}\n`;
    }
    return answers;
  }

  /** Without the newline. */
  answer(text: string): string {
    const { top, tags } = this.options;
    if (tags) {
      const found = this.identifier.predictLanguages(text, top);
      return found.map(({ language, probability }) => `${language} ${formatNumber(probability)}`).join(' ');
    }
    const scores = this.identifier.predict(text, top);
    return scores.length > 0 ? this.lineOf(scores) : this.nothingKnown;
  }

  private lineOf(scores: ReturnType<LanguageIdentifier['predict']>): string {
    return scores
      .map(({ label, probability }) => `${this.fullLabels.get(label) ?? label} ${formatNumber(probability)}`)
      .join(' ');
  }
}

/** As C++ prints a number, with six significant digits: `0.950145`, `1`, `9.58282e-05`. */
export function formatNumber(number: number): string {
  const rounded = Number(number.toPrecision(6));
  if (rounded !== 0 && Math.abs(rounded) < 1e-4) {
    return rounded.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return String(rounded);
}
