import type { FindQuery } from './findQuery';

/** Where a text may stand in a block of a dataset's bytes. */
export interface LiteralFilter {
  /**
   * @returns a function that gives the offset of the next place from an offset on, or -1. A record matches only if it
   * has such a place; whether it does must be seen in the record, since the place may be in a key, for instance.
   */
  in(block: Buffer): (from: number) => number;
}

/**
 * Finds records that may have a literal without parsing the others: by its characters as they stand in UTF-8 and, where
 * there are such escapes, in each way that JSON can spell them (RFC 8259, section 7).
 * @returns undefined when bytes cannot tell: for regular expressions, and for halves of characters.
 */
export function literalFilter({ text, regex, matchCase }: Pick<FindQuery, 'text' | 'regex' | 'matchCase'>): LiteralFilter | undefined {
  // Halves of characters have no UTF-8; and what is not UTF-8 becomes U+FFFD only when it is decoded.
  if (regex || text === '' || Buffer.from(text).toString().includes('\ufffd')) return undefined;
  const numbers = mayBeOfNumber(text, matchCase) ? `|${ODD_NUMBER}` : '';
  const variants = Array.from(text, (character) => (matchCase ? [character] : variantsOf(character)));
  const expression = (withEscapes: boolean) =>
    byExpression(new RegExp(variants.map((of) => spellingsOf(of, withEscapes)).join('') + numbers, 'g'));
  const escaped = expression(true);
  // A text of several slashes, each of which may be escaped, has too many spellings to look for each.
  const isPlain = numbers === '' && variants.every((of) => of.length === 1) && text.split('/').length <= 2;
  const unescaped = isPlain ? firstOf(plainSpellingsOf(text).map(byBytes)) : expression(false);
  return { in: (block) => (block.includes(UNICODE_ESCAPE) ? escaped : unescaped).in(block) };
}

const UNICODE_ESCAPE = Buffer.from('\\u');
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  ...{ '"': '"', '\\': '\\', '/': '/', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' },
};

/** Numbers that JavaScript may write in other digits than JSON has: with exponents, very long or very small. */
const ODD_NUMBER = '[0-9][eE]|[0-9.]{16}|\\.0{6}';

function mayBeOfNumber(text: string, matchCase: boolean): boolean {
  const [sought, infinity] = matchCase ? [text, '-Infinity'] : [text.toLowerCase(), '-infinity'];
  return /^[-+.0-9e]*$/.test(sought) || infinity.includes(sought);
}

/** As in a record that is not JSON, and as in JSON without `\u`. */
function plainSpellingsOf(text: string): Buffer[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  return Array.from(new Set([text, inJson, inJson.replace('/', '\\/')]), (spelling) => Buffer.from(spelling));
}

/** A pattern for bytes, one character each, of all that one of some characters can be spelled as. */
function spellingsOf(characters: readonly string[], withEscapes: boolean): string {
  const spellings = characters.flatMap((character) => {
    const raw = quoted(Buffer.from(character).toString('latin1'));
    const short = SHORT_ESCAPES[character];
    const escapes = short === undefined ? [raw] : [raw, `\\\\${quoted(short)}`];
    return withEscapes ? [...escapes, unicodeEscapes(character)] : escapes;
  });
  return spellings.length === 1 ? spellings[0] : `(?:${spellings.join('|')})`;
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** `\u00e9` with any case of its digits, twice where UTF-16 has two units. */
function unicodeEscapes(character: string): string {
  return character
    .split('')
    .map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
    .map((digits) => `\\\\u${digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`)
    .join('');
}

let casedCharacters: string | undefined;

/** The characters that are the same as this one without regard to case, as regular expressions have it. */
function variantsOf(character: string): string[] {
  casedCharacters ??= Array.from({ length: 0x1ffff }, (_, code) => String.fromCodePoint(code))
    .filter((cased) => /[\p{Changes_When_Casemapped}\p{Changes_When_Casefolded}]/u.test(cased))
    .join('');
  const variants: string[] = casedCharacters.match(new RegExp(quoted(character), 'giu')) ?? [];
  return variants.includes(character) ? variants : [...variants, character];
}

function byExpression(expression: RegExp): LiteralFilter {
  return {
    in(block) {
      // Latin-1 makes one character of every byte, and bytes are what the expression is about.
      const text = block.toString('latin1');
      return (from) => {
        expression.lastIndex = from;
        return expression.exec(text)?.index ?? -1;
      };
    },
  };
}

/** Looks for the part that begins with the byte that is rarest here: far quicker than from a frequent byte on. */
function byBytes(bytes: Buffer): LiteralFilter {
  let rarest: number | undefined;
  return {
    in(block) {
      rarest ??= rarestOf(bytes, block);
      const before = rarest;
      const rest = bytes.subarray(before);
      return (from) => {
        let at = block.indexOf(rest, from + before);
        while (at !== -1 && bytes.compare(block, at - before, at + rest.length) !== 0) at = block.indexOf(rest, at + 1);
        return at === -1 ? -1 : at - before;
      };
    },
  };
}

/** The places of all of them. */
function firstOf(filters: readonly LiteralFilter[]): LiteralFilter {
  if (filters.length === 1) return filters[0];
  return {
    in(block) {
      // Each is asked again only when its last place is behind: one that finds nothing reads the block once.
      const ways = filters.map((filter) => ({ next: filter.in(block), place: -1 }));
      return (from) => {
        for (const way of ways) {
          if (way.place >= from) continue;
          const place = way.next(from);
          way.place = place === -1 ? Infinity : place;
        }
        const first = Math.min(...ways.map(({ place }) => place));
        return first === Infinity ? -1 : first;
      };
    },
  };
}

function rarestOf(bytes: Buffer, sample: Buffer): number {
  const counts = new Uint32Array(256);
  for (const byte of sample) counts[byte]++;
  let rarest = 0;
  bytes.forEach((byte, place) => {
    if (counts[byte] < counts[bytes[rarest]]) rarest = place;
  });
  return rarest;
}
