import { marksIn } from './marks';

/** A stretch of prose, in UTF-16 units of the text. */
export interface ProseSegment {
  readonly start: number;
  readonly end: number;
}

/** What has been cut out of a text so far. */
export class Cut {
  private readonly isCut: Uint8Array;
  private hasChanged = false;
  private blanked: string;
  private readonly marks: number;

  constructor(readonly text: string) {
    this.marks = marksIn(text);
    this.isCut = new Uint8Array(text.length);
    this.blanked = text;
  }

  /** Whether the text has any of these marks. */
  has(marks: number): boolean {
    return (this.marks & marks) !== 0;
  }

  add(start: number, end: number): void {
    this.isCut.fill(1, start, end);
    this.hasChanged = true;
  }

  /** The text with a space for each unit that has been cut, so that later steps do not see what lies there. */
  get rest(): string {
    if (this.hasChanged) {
      this.hasChanged = false;
      const parts: string[] = [];
      this.forEachRun((start, end, isCut) => parts.push(isCut ? ' '.repeat(end - start) : this.text.slice(start, end)));
      this.blanked = parts.join('');
    }
    return this.blanked;
  }

  segments(): ProseSegment[] {
    const segments: ProseSegment[] = [];
    this.forEachRun((start, end, isCut) => {
      if (isCut) return;
      const run = this.text.slice(start, end);
      if (!/\p{L}/u.test(run)) return;
      segments.push({ start: end - run.trimStart().length, end: start + run.trimEnd().length });
    });
    return segments;
  }

  private forEachRun(visit: (start: number, end: number, isCut: boolean) => void): void {
    const { isCut } = this;
    let start = 0;
    while (start < isCut.length) {
      const next = isCut.indexOf(1 - isCut[start], start);
      const end = next < 0 ? isCut.length : next;
      visit(start, end, isCut[start] === 1);
      start = end;
    }
  }
}
