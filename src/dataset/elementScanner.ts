import type { RecordIndexWriter } from './recordIndex';
import type { ByteSource } from './source';

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Deeper elements are taken as broken. */
const MAX_DEPTH = 1 << 20;
const TRIM_WINDOW = 4096;

type State =
  /** Before the array's opening bracket. */
  | 'before'
  /** Between elements. */
  | 'between'
  /** In an object or list, between its tokens. */
  | 'inside'
  | 'string'
  /** In a number, a literal or what stands in such a place, in an object or list. */
  | 'bare'
  /** The same as an element of its own. */
  | 'bareElement'
  /** In an element that is not JSON: looking for where the next one begins. */
  | 'recovering';

type Expected = 'key' | 'colon' | 'value' | 'next';

/**
 * Finds the elements of a JSON array that comes in blocks, in time and memory independent of its depth and size.
 *
 * It reads only as much grammar as shows early that an element is broken (a string that runs over the line's end, a
 * bracket that closes nothing, a word where a comma belongs). Then the next element is looked for: where a line begins
 * as the broken element's line did, or, for elements that do not begin a line, after the next `},{`. All that lies
 * before belongs to the broken element, so that no text is lost but whitespace, commas and brackets between elements.
 */
export class ElementScanner {
  private state: State = 'before';
  private expected: Expected = 'value';
  /** In a string: whether a backslash stands before the block. */
  private escaped = false;
  /** In the block, as far as it is known. */
  private nextNewline = -1;
  /** The brackets that are open; it doubles when the element is deeper. */
  private stack = new Uint8Array(64);
  private depth = 0;

  private line = 1;
  /** Whitespace bytes before this one on its line; -1 when something else has stood there. */
  private indent = 0;

  private elementStart = 0;
  private elementLine = 0;
  private elementIndent = -1;
  private elementOpen = 0;
  private bareEnd = 0;

  private commaNeeded = false;
  private closed = false;
  /** While recovering: whether the last bytes were an element's close, or that and a comma. */
  private gap: 'none' | 'close' | 'comma' = 'none';

  constructor(
    private readonly index: RecordIndexWriter,
    private readonly source: ByteSource,
  ) {}

  /** @param base offset of the block's first byte. Blocks follow one another without gaps. */
  scan(block: Buffer, base: number): void {
    const length = block.length;
    this.nextNewline = -1;
    for (let i = 0; i < length; i++) {
      let byte = block[i];
      switch (this.state) {
        case 'string':
          i = this.scanString(block, i);
          if (i === length) return;
          byte = block[i]!;
          if (byte === QUOTE) this.endString(base + i);
          else this.recover();
          break;
        case 'inside':
          this.scanInside(byte, base + i);
          break;
        case 'bare':
          if (isSpace(byte) || isStructural(byte)) {
            this.state = 'inside';
            this.scanInside(byte, base + i);
          }
          break;
        case 'between':
          this.scanBetween(byte, base + i);
          break;
        case 'bareElement':
          this.scanBareElement(byte, base + i);
          break;
        case 'before':
          if (byte === OPEN_BRACKET) this.state = 'between';
          break;
      }
      // Not a case of the switch: what is found broken above is looked at again from the byte that showed it.
      if (this.state === 'recovering') this.scanRecovering(byte, base + i);
      this.countIndent(byte);
    }
  }

  /** @param size where the source ends. */
  end(size: number): void {
    if (this.state === 'recovering') this.endBrokenArray(size);
    else if (this.state === 'bareElement') this.addElement(this.bareEnd);
    else if (this.state !== 'between' && this.state !== 'before') this.addElement(this.trim(size, isSpace));
    if (!this.closed) this.index.report('The array is not closed: the file may have been cut off');
  }

  /**
   * Most bytes of a dataset lie in its strings: these are passed over by native searches.
   * @returns where the string ends, or a line's end in it; the block's length when neither is in the block.
   */
  private scanString(block: Buffer, from: number): number {
    let i = from;
    if (this.escaped) {
      this.escaped = false;
      if (block[i] === NEWLINE) return i;
      i++;
    }
    if (this.nextNewline < i) this.nextNewline = indexOrEnd(block, NEWLINE, i);
    for (;;) {
      const quote = indexOrEnd(block, QUOTE, i);
      if (this.nextNewline < quote) return this.nextNewline;
      let unescaped = quote;
      while (unescaped > i && block[unescaped - 1] === BACKSLASH) unescaped--;
      const isEscaped = (quote - unescaped) % 2 === 1;
      if (quote === block.length) {
        this.escaped = isEscaped;
        return quote;
      }
      if (!isEscaped) return quote;
      i = quote + 1;
    }
  }

  private endString(at: number): void {
    if (this.depth === 0) {
      this.addElement(at + 1);
      return;
    }
    this.state = 'inside';
    this.expected = this.expected === 'key' ? 'colon' : 'next';
  }

  private scanInside(byte: number, at: number): void {
    if (isSpace(byte)) return;
    const { expected } = this;
    if (byte === QUOTE) {
      if (expected === 'key' || expected === 'value') this.state = 'string';
      else this.recover();
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (expected === 'value') this.push(byte);
      else if (expected === 'key' && byte === this.elementOpen) this.breakElement(at);
      else this.recover();
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (this.stack[this.depth - 1] === byte - 2) this.pop(at);
      else this.recover();
    } else if (byte === COMMA) {
      this.expected = this.stack[this.depth - 1] === OPEN_BRACE ? 'key' : 'value';
    } else if (byte === COLON) {
      if (expected === 'colon') this.expected = 'value';
      else this.recover();
    } else if (expected === 'key' || expected === 'value') {
      this.expected = expected === 'key' ? 'colon' : 'next';
      this.state = 'bare';
    } else {
      this.recover();
    }
  }

  private push(open: number): void {
    if (this.depth === MAX_DEPTH) {
      this.recover();
      return;
    }
    if (this.depth === this.stack.length) {
      const shallower = this.stack;
      this.stack = new Uint8Array(2 * shallower.length);
      this.stack.set(shallower);
    }
    this.stack[this.depth++] = open;
    this.expected = open === OPEN_BRACE ? 'key' : 'value';
  }

  private pop(at: number): void {
    this.depth--;
    if (this.depth === 0) this.addElement(at + 1);
    else this.expected = 'next';
  }

  private scanBetween(byte: number, at: number): void {
    if (isSpace(byte)) return;
    if (byte === COMMA) this.commaNeeded = false;
    else if (byte === CLOSE_BRACKET) this.closed = true;
    else {
      if (this.closed) this.index.report(`Line ${this.line}: more follows after the end of the array`);
      else if (this.commaNeeded) this.index.report(`Line ${this.line}: a comma is missing between two records`);
      this.beginElement(byte, at);
    }
  }

  private beginElement(byte: number, at: number): void {
    this.elementStart = at;
    this.elementLine = this.line;
    this.elementIndent = this.indent;
    this.elementOpen = byte;
    this.depth = 0;
    if (byte === QUOTE) {
      this.state = 'string';
      this.escaped = false;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      this.state = 'inside';
      this.push(byte);
    } else {
      this.state = 'bareElement';
      this.bareEnd = at + 1;
    }
  }

  private addElement(end: number): void {
    this.index.addElement(this.elementStart, end, this.elementLine);
    this.state = 'between';
    this.commaNeeded = true;
  }

  private scanBareElement(byte: number, at: number): void {
    if (byte === COMMA || byte === NEWLINE || byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === CLOSE_BRACKET) {
      this.addElement(this.bareEnd);
      this.scanBetween(byte, at);
    } else if (!isSpace(byte)) {
      this.bareEnd = at + 1;
    }
  }

  private recover(): void {
    this.state = 'recovering';
    this.gap = 'none';
  }

  private scanRecovering(byte: number, at: number): void {
    if (isSpace(byte)) return;
    const beginsNext = this.elementIndent === -1 ? this.gap === 'comma' : this.indent === this.elementIndent;
    if (byte === this.elementOpen && beginsNext) this.breakElement(at);
    else if (byte === closeOf(this.elementOpen)) this.gap = 'close';
    else this.gap = byte === COMMA && this.gap === 'close' ? 'comma' : 'none';
  }

  /** Ends a broken element where the next one begins. */
  private breakElement(at: number): void {
    this.addElement(this.trim(at, isBetweenElements));
    this.beginElement(this.elementOpen, at);
  }

  /** A broken element goes on to the file's end: the array's own closing bracket is likely the last one. */
  private endBrokenArray(size: number): void {
    const end = this.trim(size, isSpace);
    if (this.source.read(end - 1, end)[0] === CLOSE_BRACKET) {
      this.closed = true;
      this.addElement(this.trim(end - 1, isBetweenElements));
    } else {
      this.addElement(this.trim(size, isBetweenElements));
    }
  }

  /** Where the element's text ends that lies before `end`: without the bytes of a kind that follow it. */
  private trim(end: number, ofKind: (byte: number) => boolean): number {
    while (end > this.elementStart + 1) {
      const from = Math.max(this.elementStart + 1, end - TRIM_WINDOW);
      const window = this.source.read(from, end);
      for (let i = window.length - 1; i >= 0; i--) {
        if (!ofKind(window[i])) return from + i + 1;
      }
      end = from;
    }
    return end;
  }

  private countIndent(byte: number): void {
    if (byte === NEWLINE) {
      this.line++;
      this.indent = 0;
    } else if (this.indent !== -1) {
      this.indent = isSpace(byte) ? this.indent + 1 : -1;
    }
  }
}

function indexOrEnd(block: Buffer, byte: number, from: number): number {
  const found = block.indexOf(byte, from);
  return found === -1 ? block.length : found;
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === NEWLINE || byte === RETURN || byte === TAB;
}

function isStructural(byte: number): boolean {
  return (
    byte === QUOTE ||
    byte === COMMA ||
    byte === COLON ||
    byte === OPEN_BRACE ||
    byte === CLOSE_BRACE ||
    byte === OPEN_BRACKET ||
    byte === CLOSE_BRACKET
  );
}

function isBetweenElements(byte: number): boolean {
  return byte === COMMA || isSpace(byte);
}

function closeOf(open: number): number {
  return open === QUOTE ? QUOTE : open + 2;
}
