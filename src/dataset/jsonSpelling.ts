/**
 * How the strings of a record are spelled, so that what is written anew looks as the record's own writer would have
 * written it. Raw texts are bytes read as Latin-1: one character a byte.
 */
export class JsonSpelling {
  private ownHabits: Habits | undefined;
  /** Of the string that was last written in: many pieces of one may be. */
  private besideHabits: Habits | undefined;
  private lastBeside = '';

  /** @param record the whole record, raw. */
  constructor(private readonly record: string) {}

  /**
   * A text as it stands between the quotes of a JSON string. Lone surrogates are always escaped.
   * @param beside the raw inside of the string that the text becomes part of; its habits count before the record's.
   */
  spell(text: string, beside = ''): string {
    if (PLAIN.test(text) && !beside.includes('\\') && !this.record.includes('\\')) return text;
    if (beside !== this.lastBeside) this.besideHabits = habitsOf(beside);
    this.lastBeside = beside;
    this.ownHabits ??= habitsOf(this.record);
    const habits = beside !== '' && this.besideHabits ? [this.besideHabits, this.ownHabits] : [this.ownHabits];
    const known = new Map<string, string>();
    let spelled = '';
    for (const character of text) {
      let spelling = known.get(character);
      if (spelling === undefined) known.set(character, (spelling = spellCharacter(character, habits)));
      spelled += spelling;
    }
    return spelled;
  }

  /** JSON text with its characters beyond ASCII escaped where the record writes none; they stand in strings only. */
  spellJson(json: string): string {
    this.ownHabits ??= habitsOf(this.record);
    const habits = [this.ownHabits];
    return json.replace(/[^\0-\x7f]/gu, (character) => spellCharacter(character, habits));
  }
}

/** What needs no escape in any style. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** How a record, or one of its strings, writes what can be written in several ways. */
interface Habits {
  /** All of it but the escapes. */
  readonly raw: string;
  /** Escapes by the character that they stand for. */
  readonly escapes: ReadonlyMap<string, string>;
  /** Characters beyond ASCII; absent where there are none. */
  readonly beyondAscii?: 'raw' | 'escaped';
  /** Absent where no escape has a letter among its digits. */
  readonly upperCase?: boolean;
}

function habitsOf(raw: string): Habits {
  const escapes = new Map<string, string>();
  let escaped = false;
  let upperCase: boolean | undefined;
  if (raw.includes('\\')) {
    for (const [escape, pair, unit, short] of raw.matchAll(ESCAPES)) {
      const digits = pair ?? unit ?? '';
      const letter = /[a-f]/i.exec(digits.replaceAll('\\u', ''))?.[0];
      if (letter !== undefined) upperCase ??= letter < 'a';
      if (pair !== undefined) {
        escaped = true;
        continue;
      }
      const character = unit === undefined ? (SHORT.get(short) ?? short) : String.fromCharCode(parseInt(unit, 16));
      if (!escapes.has(character)) escapes.set(character, escape);
      // Writers for web pages escape these two whatever else they do, and half a character can only be escaped.
      if (character > '\x7f' && !/[\u2028\u2029\ud800-\udfff]/.test(character)) escaped = true;
    }
  }
  const beyondAscii = /[\x80-\xff]/.test(raw) ? 'raw' : escaped ? 'escaped' : undefined;
  return { raw: raw.includes('\\') ? raw.replace(ESCAPES, '') : raw, escapes, beyondAscii, upperCase };
}

/** Pairs of surrogates, other code units, short escapes. */
const ESCAPES = /\\(?:u([dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]))/g;

const SHORT = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function spellCharacter(character: string, levels: readonly Habits[]): string {
  const upperCase = levels.find((level) => level.upperCase !== undefined)?.upperCase ?? false;
  const isHalf = character.length === 1 && character >= '\ud800' && character <= '\udfff';
  if (isHalf) return unicodeEscape(character, upperCase);
  if (character < ' ' || character === '"' || character === '\\') {
    const own = levels.find(({ escapes }) => escapes.has(character))?.escapes.get(character);
    return own ?? shortEscape(character) ?? unicodeEscape(character, upperCase);
  }
  const isAscii = character < '\x80';
  for (const { raw, escapes, beyondAscii } of levels) {
    if (isAscii || character === '\u2028' || character === '\u2029') {
      if (raw.includes(isAscii ? character : Buffer.from(character).toString('latin1'))) return character;
      const own = escapes.get(character);
      if (own !== undefined) return own;
    }
    if (!isAscii && beyondAscii) return beyondAscii === 'raw' ? character : unicodeEscape(character, upperCase);
  }
  return character;
}

function shortEscape(character: string): string | undefined {
  const written = JSON.stringify(character).slice(1, -1);
  return written.length === 2 ? written : undefined;
}

function unicodeEscape(character: string, upperCase: boolean): string {
  let escape = '';
  for (let unit = 0; unit < character.length; unit++) {
    const digits = character.charCodeAt(unit).toString(16).padStart(4, '0');
    escape += `\\u${upperCase ? digits.toUpperCase() : digits}`;
  }
  return escape;
}
