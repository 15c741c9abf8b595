import type { RecordView } from '../../schema/schema';
import { turnsBefore } from '../language/turnsBefore';
import { asLookedUp } from './words';
import type { WordToLookUp } from './wordToLookUp';

/**
 * What makes a word right in a response that no dictionary knows: it stands in what the response answers, is a name,
 * an abbreviation, a unit, or no word of its own. Looked at for unknown words alone, which are few.
 */
export class Exemptions {
  private heardText: string | undefined;
  /** How often a word has been looked for in it. */
  private searches = 0;
  private heardBeginnings: ReadonlySet<string> | undefined;

  /** @param turn the response's place in the record's turns. */
  constructor(
    private readonly view: RecordView,
    private readonly turn: number,
    /** By the first letters of words that stand capitalised inside a sentence. */
    private readonly names: ReadonlySet<string>,
  ) {}

  has(unknown: WordToLookUp): boolean {
    return (
      this.isHeard(unknown.word) ||
      this.names.has(unknown.word) ||
      this.isAbbreviation(unknown) ||
      this.isNoWordOfItsOwn(unknown) ||
      this.isCited(unknown) ||
      this.isClipped(unknown) ||
      this.isCutOff(unknown)
    );
  }

  /** Whether a stretch stands behind a mark that may open a quotation, or is a line among others. */
  isSetApart(start: number, end: number): boolean {
    const { text } = this;
    const before = text.slice(Math.max(0, start - SET_APART_WITHIN), start);
    const after = text.slice(end, end + SET_APART_WITHIN);
    if (OPENS.test(before)) return true;
    const beginsLine = before.includes('\n') || start <= SET_APART_WITHIN;
    const endsLine = after.includes('\n') || end + SET_APART_WITHIN >= text.length;
    return beginsLine && endsLine && (before.includes('\n') || after.includes('\n'));
  }

  private get text(): string {
    return this.view.turns[this.turn].text;
  }

  /** What was said before the response, in small letters. */
  private get heard(): string {
    this.heardText ??= asLookedUp(turnsBefore(this.view.turns, this.turn).map(({ text }) => text).join('\n')).toLowerCase();
    return this.heardText;
  }

  /** Whether what the response answers has the word, or one that begins as it does, with another ending. */
  private isHeard(word: string): boolean {
    const beginning = word.toLowerCase().slice(0, Math.max(SHORTEST_BEGINNING, word.length - LONGEST_ENDING));
    const wanted = beginning.slice(0, LONGEST_BEGINNING);
    // To search all that was heard for each of many words would take as long as both are long.
    if (this.heardBeginnings === undefined && ++this.searches <= MOST_SEARCHES) return hasBeginning(this.heard, wanted);
    this.heardBeginnings ??= new Set(beginningsIn(this.heard));
    return this.heardBeginnings.has(wanted);
  }

  /** "Abb. 3", "ca. zwei": a short word before a full stop that ends no sentence. */
  private isAbbreviation({ start, end }: WordToLookUp): boolean {
    const { text } = this;
    if (text[end] !== '.' || end - start > LONGEST_ABBREVIATION) return false;
    return GOES_ON.test(text.slice(end + 1, end + 4));
  }

  /** A word on its own between quotation marks or brackets, or in italics: a term, a word of another language. */
  private isCited({ start, end }: WordToLookUp): boolean {
    const { text } = this;
    const opening = OPENING.indexOf(text.charAt(start - 1));
    return start > 0 && end < text.length && opening >= 0 && CLOSING[opening].includes(text[end]);
  }

  /** A word that an apostrophe has taken its beginning or its end from: 'tis, 'cause, goin', ol'. */
  private isClipped({ start, end, language }: WordToLookUp): boolean {
    if (language !== 'en') return false;
    const { text } = this;
    const before = APOSTROPHE.test(text.charAt(start - 1)) && !PART_OF_WORD.test(text.charAt(start - 2));
    const behind = APOSTROPHE.test(text.charAt(end)) && !PART_OF_WORD.test(text.charAt(end + 1));
    const word = text.slice(start, end);
    if (before && !behind) return CLIPPED_BEFORE.test(word);
    return behind && !before && CLIPPED_BEHIND.test(word);
  }

  /** The last word of a response that ends in the middle: models stop at a number of tokens. */
  private isCutOff({ end }: WordToLookUp): boolean {
    const rest = this.text.slice(end, end + MOST_BEHIND_CUT);
    return rest.length < MOST_BEHIND_CUT && rest.trim() === '' && SHORTEST_CUT_OFF < this.text.length;
  }

  /** A unit or an ending behind a number, half of a word that markup, a hyphen or a lost character divides. */
  private isNoWordOfItsOwn({ start, end }: WordToLookUp): boolean {
    const before = this.text.slice(Math.max(0, start - 6), start);
    const after = this.text.slice(end, end + 6);
    const isUnit = end - start <= LONGEST_UNIT && UNIT_BEHIND.test(before);
    return isUnit || ROMAN_NUMERAL.test(this.text.slice(start, end)) || DIVIDED_BEFORE.test(before) || DIVIDED_AFTER.test(after);
  }
}

/** UTF-16 units from the beginning of a quotation to its first unknown word. */
const SET_APART_WITHIN = 30;
const OPENS = /["“”„«»‘「『(（[*_:：–—][^.!?\n]*$|(?:^|[\s])'[^.!?\n]*$/;

const OPENING = '"\'“„«‘‹「『(（*_»”';
const APOSTROPHE = /['’‘]/;
/** English words that are written so, behind an apostrophe and before one. */
const CLIPPED_BEFORE = /^(?:tis|twas|twere|twill|twould|tisn|twasn|cause|cuz|bout|round|neath|gainst|til|till|em|er|nother|nuff|fraid|mongst|tween)$/i;
const CLIPPED_BEHIND = /^(?:\p{L}{2,}in|ol|an|th|thro|tho|altho|wi|o|lil|mo|po)$/iu;
/** The marks that close what the one at the same place opens. */
const CLOSING = ['"', "'", '”“', '“”', '»', '’', '›', '」', '』', ')', '）', '*', '_', '«', '”'];
/** White space behind the word that a response is cut off in. */
const MOST_BEHIND_CUT = 3;
/** UTF-16 units of a response that may have been cut off. */
const SHORTEST_CUT_OFF = 200;
const SHORTEST_BEGINNING = 4;
const LONGEST_ENDING = 3;
const LONGEST_BEGINNING = 32;
const WORD = /[\p{L}\p{M}\p{N}\u200c\u200d]+(?:['-][\p{L}\p{M}\p{N}\u200c\u200d]+)*/gu;

const MOST_SEARCHES = 8;
const PART_OF_WORD = /[\p{L}\p{M}\p{N}\u200c\u200d]/u;

/** Whether a word of the text, or a part of a compound, begins so; where that is short, whether it is one. */
function hasBeginning(text: string, beginning: string): boolean {
  const { length } = beginning;
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    const isBeginning = at === 0 || !PART_OF_WORD.test(text.charAt(at - 1));
    const isLongEnough = length >= SHORTEST_BEGINNING || !PART_OF_WORD.test(text.charAt(at + length));
    if (isBeginning && isLongEnough) return true;
  }
  return false;
}

/** Of words and of the parts of compounds. @param text in small letters. */
function beginningsIn(text: string): string[] {
  const beginnings: string[] = [];
  for (const [word] of text.matchAll(WORD)) {
    const parts = /['-]/.test(word) ? [word, ...word.split(/['-]/)] : [word];
    for (const part of parts) {
      const longest = Math.min(part.length, LONGEST_BEGINNING);
      for (let end = Math.min(SHORTEST_BEGINNING, longest); end <= longest; end++) beginnings.push(part.slice(0, end));
    }
  }
  return beginnings;
}

const LONGEST_ABBREVIATION = 6;
/** A small letter, a number or a mark behind an abbreviation. */
const GOES_ON = /^(?:[,;:)\-–]|\s?[\p{Ll}\p{N}(])/u;
const LONGEST_UNIT = 4;
const UNIT_BEHIND = /[\p{N}%°][\s\u00a0\u202f/²³]?$/u;
const ROMAN_NUMERAL = /^M{0,4}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})$/;
const DIVIDED_BEFORE = /[\p{L}\p{N}][*_~`]{1,3}$|[\p{L}\p{N}]:$|[\p{N})\]`*_"”][’']$|\p{N}[-\u2010\u2011–]?$|(?:^|\s)[-–]$|[@#=&$^\\+<>/\ufffd\p{Cs}]$/u;
const DIVIDED_AFTER = /^[*_~`]{1,3}[\p{L}\p{N}]|^[-\u2010\u2011](?:[\s,;)/]|$)|^[@#=&$^\\+<>/\ufffd\p{Cs}]/u;
