import type { LanguageSpan } from '../languageVerdict';
import type { ProseSegment } from '../prose';
import { isCited, isEquated } from './citations';
import { BORROWED_PHRASES, COMMANDS, JOINING_WORDS, ORDINARY_WORDS, SENTENCE_WORDS } from './englishWords';
import { LATIN_LETTER, NATIVE } from './unitKinds';

/** Share of such words that are switches of language in real responses: see docs/language-check.md. */
const SENTENCE_CONFIDENCE = 0.95;
const WORD_CONFIDENCE = 0.8;

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** English words in a response whose language has another script than Latin. */
export class EnglishWords {
  private answered: Set<string> | undefined;
  private counts: Map<string, number> | undefined;

  constructor(
    private readonly text: string,
    private readonly segments: readonly ProseSegment[],
    private readonly kinds: Uint8Array,
    private readonly context: () => string,
  ) {}

  spans(): LanguageSpan[] {
    const spans: LanguageSpan[] = [];
    for (const segment of this.segments) {
      for (let i = segment.start; i < segment.end; i++) {
        if (this.kinds[this.text.charCodeAt(i)] !== LATIN_LETTER) continue;
        const run = this.runFrom(i, segment.end);
        const last = run[run.length - 1];
        i = last.end;
        const confidence = this.judge(run);
        if (confidence > 0) spans.push({ start: run[0].start, end: last.end, language: 'en', confidence, kind: 'words' });
      }
    }
    return spans;
  }

  /** Words with nothing but single spaces between them. */
  private runFrom(start: number, most: number): Word[] {
    const { text, kinds } = this;
    const words: Word[] = [];
    for (let from = start; ; ) {
      let to = from;
      while (to < most && (kinds[text.charCodeAt(to)] === LATIN_LETTER || IN_WORD.has(text[to]))) to++;
      // A sign at the end is none of the word's.
      let end = to;
      while (end > from && kinds[text.charCodeAt(end - 1)] !== LATIN_LETTER && !IS_DIGIT.test(text[end - 1])) end--;
      words.push({ start: from, end, text: text.slice(from, end).replace('’', "'") });
      const goesOn = end === to && text[to] === ' ' && to + 1 < most && kinds[text.charCodeAt(to + 1)] === LATIN_LETTER;
      if (!goesOn) return words;
      from = to + 1;
    }
  }

  /** How sure it is that a run is English prose, 0 to 1; 0 where it may be names or terms. */
  private judge(run: readonly Word[]): number {
    let sentence = 0;
    let joining = 0;
    let ordinary = 0;
    let commands = 0;
    let small = 0;
    run.forEach(({ text }, at) => {
      const word = at === 0 && CAPITALISED.test(text) && run.length > 1 ? text.toLowerCase() : text;
      if (SENTENCE_WORDS.has(word)) sentence++;
      else if (JOINING_WORDS.has(word)) joining++;
      else if (ORDINARY_WORDS.has(word) && (at > 0 || word === text)) {
        ordinary++;
        if (COMMANDS.has(word)) commands++;
      }
      if (SMALL.test(word)) small++;
    });
    if (sentence + ordinary === 0) return 0;
    const known = sentence + joining + ordinary;
    if (known < KNOWN_SHARE * run.length || small < SMALL_SHARE * run.length) return 0;
    const start = run[0].start;
    const { end } = run[run.length - 1];
    if (isCited(this.text, start, end) || isBorrowed(this.text.slice(start, end))) return 0;
    if (sentence > 0 && (known >= 3 || ordinary > 0)) return SENTENCE_CONFIDENCE;
    if (ordinary === commands || isEquated(this.text, start, end) || this.isTerm(run)) return 0;
    if (ordinary - commands >= 2 || joining > 0) return WORD_CONFIDENCE;
    return ordinary === 1 && run.length === 1 && this.isLoneWord(run[0]) ? WORD_CONFIDENCE : 0;
  }

  /** Whether a word stands alone in native prose: where there are other Latin letters, it may be one of several terms. */
  private isLoneWord({ start, end, text }: Word): boolean {
    if (text.length < SHORTEST_ALONE) return false;
    if (BESIDE_A_NAME.test(this.text.slice(Math.max(0, start - 2), start)) || /^\s?[\p{Nd}@#$\\_+~^-]/u.test(this.text.slice(end, end + 2))) {
      return false;
    }
    const isLatin = (at: number) => this.kinds[this.text.charCodeAt(at)] === LATIN_LETTER;
    for (let i = start - 1; i >= 0 && start - i < LONELY && this.text[i] !== '\n'; i--) if (isLatin(i)) return false;
    for (let i = end; i < this.text.length && i - end < LONELY && this.text[i] !== '\n'; i++) if (isLatin(i)) return false;
    return true;
  }

  /** Whether a run without words of sentences is the instruction's, or all its words come again and again. */
  private isTerm(run: readonly Word[]): boolean {
    return run.every(({ text }) => !ORDINARY_WORDS.has(text) || this.isAnswered(text) || this.timesSeen(text) >= OFTEN);
  }

  /** Whether the instruction speaks of a word: where it is in English as a whole, only in quotation marks. */
  private isAnswered(word: string): boolean {
    this.answered ??= this.wordsSpokenOf(this.context());
    return this.answered.has(word);
  }

  private wordsSpokenOf(context: string): Set<string> {
    let isNative = false;
    for (let i = 0; i < context.length && !isNative; i++) isNative = this.kinds[context.charCodeAt(i)] === NATIVE;
    const said = isNative ? context : (context.match(QUOTED) ?? []).join(' ');
    return new Set(said.toLowerCase().match(/[a-z]+/g));
  }

  private timesSeen(word: string): number {
    if (!this.counts) {
      this.counts = new Map();
      for (const [seen] of this.text.toLowerCase().matchAll(/[a-z]+/g)) this.counts.set(seen, (this.counts.get(seen) ?? 0) + 1);
    }
    return this.counts.get(word) ?? 0;
  }
}

/** Whether words are borrowed as a phrase, but for one of them at most. */
function isBorrowed(phrase: string): boolean {
  const rest = phrase.replaceAll(BORROWED_PHRASES, '').trim();
  return rest.length < phrase.length && !rest.includes(' ');
}

/** What may stand inside a word, a name or an identifier. */
const IN_WORD = new Set("'’-_.&+/@#0123456789");
/** What is before a word that is part of an amount, an address or an identifier. */
const BESIDE_A_NAME = /[\p{Nd}.@#$/\\_+~^-]\s?$/u;
const QUOTED = /["“„«‹「『‘'][^"”“»›」』’'\n]{1,100}["”“»›」』’']/g;
const IS_DIGIT = /\d/;
const CAPITALISED = /^[A-Z][a-z']*$/;
const SMALL = /^[a-z']+$/;
/** Share of a run's words that must be known as English: romanised words are a few of them by chance. */
const KNOWN_SHARE = 0.4;
const SMALL_SHARE = 0.6;
const SHORTEST_ALONE = 4;
/** UTF-16 units of the line, to both sides, without another Latin letter. */
const LONELY = 80;
/** A word that comes so often is a term of the text. */
const OFTEN = 2;
