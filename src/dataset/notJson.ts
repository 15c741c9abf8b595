import { printParseErrorCode, visit } from 'jsonc-parser';

/** Why a text is not JSON, in words for people, and where, in UTF-16 units. */
export interface NotJson {
  readonly reason: string;
  readonly offset: number;
}

/** What other languages write where JSON has another word. */
const FOREIGN_WORDS = new Map([
  ['NaN', 'NaN is not JSON (Python writes it); use null or a string'],
  ['Infinity', 'Infinity is not JSON (Python writes it); use null or a string'],
  ['-Infinity', '-Infinity is not JSON (Python writes it); use null or a string'],
  ['None', 'None is not JSON (Python writes it); use null'],
  ['True', 'True is not JSON (Python writes it); use true'],
  ['False', 'False is not JSON (Python writes it); use false'],
  ['undefined', 'undefined is not JSON (JavaScript writes it); use null'],
]);

/** Errors that the parser places at the beginning of the string. */
const IN_STRINGS = new Set(['InvalidCharacter', 'InvalidEscapeCharacter', 'InvalidUnicode']);

const CUT_OFF = 'the record is cut off';

/**
 * Says why a text is not JSON. The reason does not depend on the version of V8, as `JSON.parse`'s own does.
 * @returns undefined when no reason is found: the text is JSON, or is nested too deeply to be read.
 */
export function explainNotJson(text: string): NotJson | undefined {
  const piece = pieceOfSpreadJson(text);
  if (piece) return piece;
  const error = firstError(text);
  if (!error) return undefined;
  if (IN_STRINGS.has(error.code)) return wrongInString(text, error.offset);
  return { reason: reasonOf(text, error), offset: error.offset };
}

/** "column 17", counted from 1 in UTF-16 units as in the editor; with the line where the text has several. */
export function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const column = `column ${offset - lineStart + 1}`;
  return lineStart === 0 ? column : `line ${before.split('\n').length} of the record, ${column}`;
}

/** A line of JSON that was written for people, with its brackets and members on lines of their own. */
function pieceOfSpreadJson(text: string): NotJson | undefined {
  const isPiece = /^\s*(?:[{[]|[}\]]+,?|"(?:[^"\\]|\\.){0,200}"\s*:.*[{[,"\d\w])\s*$/.test(text);
  if (!isPiece) return undefined;
  return {
    reason: 'the line is a piece of JSON that is spread over several lines; a record must stand on one line',
    offset: text.search(/\S/),
  };
}

interface ParseError {
  readonly code: string;
  readonly offset: number;
  readonly length: number;
}

class Found extends Error {
  constructor(readonly parseError: ParseError) {
    super();
  }
}

/** The scanner goes on after an error; throwing is its only way out. */
function firstError(text: string): ParseError | undefined {
  try {
    visit(
      text,
      {
        onError: (code, offset, length) => {
          throw new Found({ code: printParseErrorCode(code), offset, length });
        },
      },
      { disallowComments: true },
    );
  } catch (error) {
    if (error instanceof Found) return error.parseError;
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

function reasonOf(text: string, { code, offset, length }: ParseError): string {
  const at = placeOf(text, offset);
  const token = text.slice(offset, offset + length);
  const isLast = isSpace(text.slice(offset + length));

  switch (code) {
    case 'UnexpectedEndOfString':
      return isLast
        ? `the string that begins at ${at} does not end: ${CUT_OFF}`
        : `a line break stands in the string that begins at ${at}; write it as \\n`;
    case 'UnexpectedEndOfNumber':
      return `the number at ${at} does not end${isLast ? `: ${CUT_OFF}` : ''}`;
    case 'InvalidCommentToken':
      return `a comment begins at ${at}; JSON has none`;
  }
  if (isSpace(text.slice(offset))) return `the record is cut off at ${at}`;
  if (isLast && code === 'InvalidSymbol' && /^(?:-|t|tr|tru|f|fa|fal|fals|n|nu|nul)$/.test(token)) {
    return `the word at ${at} does not end: ${CUT_OFF}`;
  }

  const before = text.slice(Math.max(0, offset - 100), offset).trimEnd().at(-1);
  const next = text[offset];
  if (code === 'InvalidSymbol') return badSymbol(text, offset, token, before);
  if (before === ',' && (next === '}' || next === ']')) {
    return `a comma stands before the closing ${next} at ${at}; JSON has no trailing commas`;
  }
  switch (code) {
    case 'EndOfFileExpected':
      if (next === '{' || next === '[') return `a second value begins at ${at}; each record needs a line of its own`;
      if (next === ',' && isLast) return `a comma follows the record at ${at}; JSONL has none between records`;
      return `${shown(next)} at ${at} follows after the end of the record`;
    case 'CommaExpected':
      if (before === '0' && /\d/.test(next)) return `a number begins with 0 before ${at}`;
      return next === '}' || next === ']'
        ? `the ${next} at ${at} closes a bracket of the other kind`
        : `a comma is missing before ${shown(next)} at ${at}`;
    case 'ColonExpected':
      return `a colon is missing before ${shown(next)} at ${at}`;
    case 'PropertyNameExpected':
      return `a key in double quotes is missing before ${shown(next)} at ${at}`;
    default:
      return `a value is missing before ${shown(next)} at ${at}`;
  }
}

function badSymbol(text: string, offset: number, token: string, before: string | undefined): string {
  const at = placeOf(text, offset);
  const word = token === '-' && text.startsWith('-Infinity', offset) ? '-Infinity' : token;
  const foreign = FOREIGN_WORDS.get(word);
  if (foreign) return `${foreign} (${at})`;
  if (token.startsWith("'")) {
    return `strings need double quotes, not single ones (Python writes those; use json.dumps), at ${at}`;
  }
  if (before === '"') return `${shown(token)} at ${at} follows a string that has ended; is a " in it not written as \\"?`;
  if (/^\s*:/.test(text.slice(offset + token.length, offset + token.length + 100))) {
    return `the key ${shown(token)} at ${at} needs double quotes`;
  }
  // Quoted, since what people write instead of JSON may read as a part of the sentence: "not".
  const seen = shown(token);
  return `${seen === token ? `“${token}”` : seen} at ${at} is not JSON`;
}

/** The first thing that is wrong inside the string that begins at `start`. */
function wrongInString(text: string, start: number): NotJson {
  let offset = start + 1;
  for (; offset < text.length; offset++) {
    if (text[offset] < ' ') break;
    if (text[offset] !== '\\') continue;
    if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(offset, offset + 6))) break;
    offset++;
  }
  const at = placeOf(text, offset);
  const character = text.charAt(offset);
  if (character !== '\\') {
    const written = JSON.stringify(character).slice(1, -1);
    const reason = `the control character ${shown(character)} stands in a string at ${at}; write it as ${written}`;
    return { reason, offset };
  }
  const letter = text.charAt(offset + 1);
  const reason =
    letter === 'u'
      ? `the escape \\u at ${at} needs four hexadecimal digits`
      : `\\${shown(letter)} at ${at} is not an escape that JSON has; write a backslash as \\\\`;
  return { reason, offset };
}

function isSpace(text: string): boolean {
  return /^[ \t\r\n]*$/.test(text);
}

/** A piece of a record as it can stand in a message: short, and with characters that cannot be seen as U+0000. */
function shown(piece: string): string {
  const short = piece.length > 20 ? `${piece.slice(0, 20)}…` : piece;
  return short.replace(/[\p{C}\p{Z}]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return code === 'FEFF' ? 'U+FEFF (a byte order mark)' : `U+${code}`;
  });
}
