import { LanguageCheck } from '../../src/checks/language/checkLanguage';
import { Equivalence } from '../../src/checks/language/equivalence';
import type { LanguageIdentifier } from '../../src/checks/language/fasttext/languageIdentifier';
import type { LanguageOptions } from '../../src/checks/language/languageOptions';
import { fromModelLabel } from '../../src/schema/languageTag';
import type { LanguageTag, RecordView } from '../../src/schema/schema';
import { randomFrom } from './random';

/** A text whose language is known. */
export interface LabelledText {
  readonly text: string;
  readonly language: LanguageTag;
}

/** An instruction and a response, each in a language that is known. */
export interface LabelledPair {
  readonly instruction: LabelledText;
  readonly response: LabelledText;
}

export const BANDS = ['under 5 words', '5 to 19 words', '20 words or more'] as const;
export type Band = (typeof BANDS)[number];

/** How mismatch verdicts compare with the truth. */
export class Score {
  rightlyFlagged = 0;
  wronglyFlagged = 0;
  missed = 0;
  undetermined = 0;
  pairs = 0;

  add(isMismatch: boolean, verdict: 'flagged' | 'passed' | 'undetermined'): void {
    this.pairs++;
    if (verdict === 'undetermined') this.undetermined++;
    if (verdict !== 'flagged') this.missed += isMismatch ? 1 : 0;
    else if (isMismatch) this.rightlyFlagged++;
    else this.wronglyFlagged++;
  }

  get precision(): number {
    return this.rightlyFlagged / (this.rightlyFlagged + this.wronglyFlagged);
  }

  /** Of the mismatching pairs, how many are flagged: undetermined ones count as missed. */
  get recall(): number {
    return this.rightlyFlagged / (this.rightlyFlagged + this.missed);
  }
}

export interface Evaluation {
  readonly check: Map<string, Score>;
  readonly peer: Map<string, Score>;
  /** What the check got wrong, for reading. */
  readonly wrong: readonly { readonly pair: LabelledPair; readonly verdict: string }[];
}

/**
 * Judges labelled pairs by the check and by its plain peer, the script that people write first: the top labels of both
 * texts, both at 0.5 or more, are compared. With `stated`, the record states the instruction's language as its own, which
 * the peer cannot read. Scores are kept by band, and by band and the response's language.
 */
export function evaluate(
  identifier: LanguageIdentifier,
  options: LanguageOptions,
  pairs: readonly LabelledPair[],
  { stated = false } = {},
): Evaluation {
  const check = new LanguageCheck(identifier, options);
  const equivalence = new Equivalence(options.equivalent);
  const result = { check: new Map<string, Score>(), peer: new Map<string, Score>(), wrong: [] as Evaluation['wrong'][number][] };
  for (const pair of pairs) {
    const { instruction, response } = pair;
    const isMismatch = !equivalence.same(instruction.language, response.language);
    const [{ verdict }] = check.check(
      recordOf(instruction.text, response.text, stated ? instruction.language : undefined),
    );
    const said = verdict === 'mismatch' ? 'flagged' : verdict === 'undetermined' ? 'undetermined' : 'passed';
    if ((said === 'flagged') !== isMismatch) result.wrong.push({ pair, verdict });
    const byPeer = peerVerdict(identifier, instruction.text, response.text);
    const band = bandOf(response.text);
    for (const key of [band, `${band} ${response.language}`]) {
      scoreOf(result.check, key).add(isMismatch, said);
      scoreOf(result.peer, key).add(isMismatch, byPeer);
    }
  }
  return result;
}

function peerVerdict(identifier: LanguageIdentifier, a: string, b: string): 'flagged' | 'passed' | 'undetermined' {
  const [first] = identifier.predict(a, 1);
  const [second] = identifier.predict(b, 1);
  if (!first || !second || first.probability < 0.5 || second.probability < 0.5) return 'undetermined';
  return fromModelLabel(first.label) === fromModelLabel(second.label) ? 'passed' : 'flagged';
}

/** Share of the records, 0 to 1, whose expected language is inferred as their dataset states it. */
export function inferenceRate(
  identifier: LanguageIdentifier,
  options: LanguageOptions,
  records: readonly { readonly instruction: string; readonly response: string; readonly language: LanguageTag }[],
): number {
  const check = new LanguageCheck(identifier, options);
  const equivalence = new Equivalence(options.equivalent);
  const right = records.filter(({ instruction, response, language }) => {
    const [{ expected }] = check.check(recordOf(instruction, response));
    return expected !== undefined && equivalence.same(expected, language);
  });
  return right.length / records.length;
}

/**
 * One matching and one mismatching pair for each response. The same pairs every time for the same seed.
 *
 * @param instructions texts to answer; a response never answers itself or the text that it is the beginning of.
 */
export function pairUp(
  instructions: readonly LabelledText[],
  responses: readonly LabelledText[],
  seed: number,
): LabelledPair[] {
  const random = randomFrom(seed);
  const byLanguage = groupedByLanguage(instructions);
  const languages = [...byLanguage.keys()];
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  return responses.flatMap((response) => {
    const others = byLanguage.get(response.language)!.filter(({ text }) => !text.startsWith(response.text));
    const foreign = pick(byLanguage.get(pick(languages.filter((language) => language !== response.language)))!);
    const matching = others.length ? [{ instruction: pick(others), response }] : [];
    return [...matching, { instruction: foreign, response }];
  });
}

export function groupedByLanguage(texts: readonly LabelledText[]): Map<LanguageTag, LabelledText[]> {
  const byLanguage = new Map<LanguageTag, LabelledText[]>();
  for (const labelled of texts) {
    const group = byLanguage.get(labelled.language);
    if (group) group.push(labelled);
    else byLanguage.set(labelled.language, [labelled]);
  }
  return byLanguage;
}

/** The texts, and their beginnings of 3 and of 10 words. */
export function withBeginnings(texts: readonly LabelledText[]): LabelledText[] {
  return texts.flatMap((labelled) => [
    labelled,
    ...[3, 10]
      .map((words) => ({ ...labelled, text: beginning(labelled.text, words) }))
      .filter(({ text }) => text.length < labelled.text.length),
  ]);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function beginning(text: string, words: number): string {
  let count = 0;
  for (const { index, segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike && ++count === words) return text.slice(0, index + segment.length);
  }
  return text;
}

export function bandOf(text: string): Band {
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text.slice(0, 500))) if (isWordLike) words++;
  return words < 5 ? BANDS[0] : words < 20 ? BANDS[1] : BANDS[2];
}

export function recordOf(instruction: string, response: string, language?: LanguageTag): RecordView {
  return {
    turns: [
      { role: 'instruction', text: instruction, path: ['instruction'] },
      { role: 'response', text: response, path: ['output'] },
    ],
    language,
    problems: [],
  };
}

function scoreOf(scores: Map<string, Score>, key: string): Score {
  let score = scores.get(key);
  if (!score) scores.set(key, (score = new Score()));
  return score;
}
