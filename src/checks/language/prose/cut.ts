import { EMOJI, KIND_OF_UNIT, LETTER, PROPERTIES_OF_KIND, SPACE } from '../characters';
import { MARK_OF_KIND } from './marks';

/** A stretch of prose, in UTF-16 units of the text. */
export interface ProseSegment {
  readonly start: number;
  readonly end: number;
}

/** Instead of the kind of a unit that has been cut out. It has no properties. */
export const CUT = 0;

/** For the kinds of one text at a time: to get memory for each takes longer than to look through a short text. */
const scratch = new Uint8Array(0x10000);

/** What has been cut out of a text so far. Only one is in use at a time. */
export class Cut {
  /** Of each unit: its kind, or that it has been cut out, as it is of the unit behind the text's last one. */
  readonly kinds: Uint8Array;
  /** The marks that the text had at first: most texts have few, and most of what could be cut needs some. */
  private readonly marks: number;
  private hasChanged = false;
  private blanked: string;

  constructor(readonly text: string) {
    const kinds = text.length < scratch.length ? scratch : new Uint8Array(text.length + 1);
    let marks = 0;
    for (let i = 0; i < text.length; i++) {
      const kind = KIND_OF_UNIT[text.charCodeAt(i)];
      kinds[i] = kind;
      marks |= MARK_OF_KIND[kind];
    }
    kinds[text.length] = CUT;
    this.kinds = kinds;
    this.marks = marks;
    this.blanked = text;
  }

  /** Whether the text has any of these marks. */
  has(marks: number): boolean {
    return (this.marks & marks) !== 0;
  }

  /** The next place of a character that has not been cut out; -1 when there is none. */
  find(character: string, from: number): number {
    let place = this.text.indexOf(character, from);
    while (place >= 0 && this.kinds[place] === CUT) place = this.text.indexOf(character, place + 1);
    return place;
  }

  add(start: number, end: number): void {
    const { kinds } = this;
    for (let i = start; i < end; i++) kinds[i] = CUT;
    this.hasChanged = true;
  }

  /** The text with a space for each unit that has been cut, so that later steps do not see what lies there. */
  get rest(): string {
    if (this.hasChanged) {
      this.hasChanged = false;
      const { kinds, text } = this;
      const parts: string[] = [];
      for (let start = 0, end = 0; start < text.length; start = end) {
        const isCut = kinds[start] === CUT;
        while (end < text.length && (kinds[end] === CUT) === isCut) end++;
        parts.push(isCut ? blanks(end - start) : text.slice(start, end));
      }
      this.blanked = parts.join('');
    }
    return this.blanked;
  }

  /** What is left: stretches with a letter in them and no white space at their ends. */
  segments(): ProseSegment[] {
    const { kinds } = this;
    const { length } = this.text;
    const segments: ProseSegment[] = [];
    for (let i = 0; i < length;) {
      let start = i;
      let properties = 0;
      for (let kind; i < length && (kind = kinds[i]) !== CUT; i++) properties |= PROPERTIES_OF_KIND[kind];
      let end = i;
      while (i < length && kinds[i] === CUT) i++;
      if (!(properties & LETTER) && !(properties & EMOJI && /\p{L}/u.test(this.text.slice(start, end)))) continue;
      while (PROPERTIES_OF_KIND[kinds[start]] & SPACE) start++;
      while (PROPERTIES_OF_KIND[kinds[end - 1]] & SPACE) end--;
      segments.push({ start, end });
    }
    return segments;
  }
}

const BLANKS = ' '.repeat(0x1000);

function blanks(count: number): string {
  return count <= BLANKS.length ? BLANKS.slice(0, count) : ' '.repeat(count);
}
