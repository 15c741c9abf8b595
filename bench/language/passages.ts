import { LanguageCheck } from '../../src/checks/language/checkLanguage';
import { Equivalence } from '../../src/checks/language/equivalence';
import type { LanguageIdentifier } from '../../src/checks/language/fasttext/languageIdentifier';
import type { LanguageOptions } from '../../src/checks/language/languageOptions';
import type { LanguageVerdict, Span } from '../../src/checks/language/languageVerdict';
import type { LanguageTag } from '../../src/schema/schema';
import { groupedByLanguage, type LabelledText, recordOf } from './evaluate';
import { randomFrom } from './random';

export const PLACES = ['start', 'middle', 'end'] as const;
export const FORMS = ['line of its own', 'within a line'] as const;
/** Lengths of passages, in UTF-16 units; cut at a word's end, they are at most so long. */
export const LENGTHS = [20, 40, 80, 160] as const;

/** A response, and the passage of another language in it. */
export interface PassageCase {
  readonly instruction: LabelledText;
  readonly response: LabelledText;
  /** Absent where the response is in one language. */
  readonly passage?: Span & { readonly language: LanguageTag };
  /** The place, form and length, for reports. */
  readonly condition: string;
}

/**
 * For each language and condition `rounds` responses of three texts with a passage between, before or behind them; as
 * many passages are English as are in any of the other languages. And the same responses without.
 *
 * @param texts of at least two sentences or a long one each, four or more of a language, else it is left out
 */
export function passageCases(texts: readonly LabelledText[], rounds: number, seed: number): PassageCase[] {
  const random = randomFrom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  const byLanguage = groupedByLanguage(texts);
  const cases: PassageCase[] = [];
  for (const [language, own] of byLanguage) {
    if (own.length < TEXTS_OF_A_CASE) continue;
    const others = [...byLanguage.keys()].filter((other) => other !== language);
    for (let round = 0; round < rounds; round++) {
      for (const form of FORMS) {
        for (const place of PLACES) {
          const [question, ...parts] = shuffled(own, random).slice(0, TEXTS_OF_A_CASE);
          const instruction = { language, text: beginning(question.text, LONGEST_QUESTION) };
          const separator = form === 'within a line' ? ' ' : '\n';
          const clean = { language, text: parts.map(({ text }) => text).join(separator) };
          cases.push({ instruction, response: clean, condition: `none, ${form}` });
          for (const length of LENGTHS) {
            const foreign = random() < 0.5 && language !== 'en' ? 'en' : pick(others);
            const text = beginning(pick(byLanguage.get(foreign)!).text, length);
            const before = parts.slice(0, place === 'start' ? 0 : place === 'end' ? parts.length : 1 + Math.floor(random() * 2));
            const head = before.map((part) => part.text + separator).join('');
            const tail = parts.slice(before.length).map((part) => separator + part.text).join('');
            const passage = { start: head.length, end: head.length + text.length, language: foreign };
            cases.push({
              instruction,
              response: { language, text: head + text + tail },
              passage,
              condition: `${form}, ${place}, ${length}`,
            });
          }
        }
      }
    }
  }
  return cases;
}

/** A question and three parts of a response. */
const TEXTS_OF_A_CASE = 4;
const LONGEST_QUESTION = 120;

/** How passages are found. Of responses without one, `mixed` says how many are wrongly said to be. */
export class PassageScore {
  cases = 0;
  /** Verdict mixed. */
  mixed = 0;
  /** Verdict mismatch: all of it flagged. */
  mismatch = 0;
  /** Some span covers at least half of the passage and is to at least half in it. */
  located = 0;
  /** And has the passage's language. */
  named = 0;

  add({ verdict, spans }: LanguageVerdict, { passage }: PassageCase, equivalence: Equivalence): void {
    this.cases++;
    if (verdict === 'mismatch') this.mismatch++;
    if (verdict !== 'mixed') return;
    this.mixed++;
    if (!passage) return;
    const span = spans.find((candidate) => isAt(candidate, passage));
    if (span) this.located++;
    if (span && equivalence.same(span.language, passage.language)) this.named++;
  }
}

function isAt(span: Span, passage: Span): boolean {
  const common = Math.min(span.end, passage.end) - Math.max(span.start, passage.start);
  return common >= (passage.end - passage.start) / 2 && common >= (span.end - span.start) / 2;
}

/** Scores by condition, and by the response's language: `en, clean` and `en, passage`. */
export function evaluatePassages(
  identifier: LanguageIdentifier,
  options: LanguageOptions,
  cases: readonly PassageCase[],
): { scores: Map<string, PassageScore>; wrong: { case: PassageCase; verdict: LanguageVerdict }[] } {
  const check = new LanguageCheck(identifier, options);
  const equivalence = new Equivalence(options.equivalent);
  const scores = new Map<string, PassageScore>();
  const wrong: { case: PassageCase; verdict: LanguageVerdict }[] = [];
  for (const one of cases) {
    const { instruction, response, passage, condition } = one;
    if (passage && equivalence.same(passage.language, response.language)) continue;
    const [verdict] = check.check(recordOf(instruction.text, response.text));
    for (const key of [condition, `${response.language}, ${passage ? 'passage' : 'clean'}`]) {
      let score = scores.get(key);
      if (!score) scores.set(key, (score = new PassageScore()));
      score.add(verdict, one, equivalence);
    }
    if ((verdict.verdict === 'mixed') !== (passage !== undefined)) wrong.push({ case: one, verdict });
  }
  return { scores, wrong };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items.map((item) => ({ item, order: random() })).sort((a, b) => a.order - b.order).map(({ item }) => item);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** As many whole words of a text's beginning as fit, at least one. */
function beginning(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = 0;
  for (const { index, segment, isWordLike } of segmenter.segment(text)) {
    if (index + segment.length > length && end > 0) break;
    if (isWordLike) end = index + segment.length;
  }
  return text.slice(0, end);
}
