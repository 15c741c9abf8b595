/** Of the `.aff` or the `.dic` file, in bytes; the largest that are known have 20 MB. */
export const LARGEST_FILE = 64 << 20;

/** A dictionary's files, in UTF-8. */
export interface DictionaryText {
  readonly affixes: Uint8Array;
  readonly words: Uint8Array;
}

/** Hunspell's names of encodings that the Encoding Standard has under another one. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'microsoft-cp1251': 'windows-1251',
  'tis620-2533': 'windows-874',
};
/** Hunspell's, where the `.aff` file names none. */
const DEFAULT_ENCODING = 'ISO8859-1';

/**
 * Makes UTF-8 of a dictionary's files, whatever they are in: neither engine reads anything else from words.
 * @throws Error where they are not what they are called; its message goes on from "cannot be used: ".
 */
export function readDictionary(affixFile: Uint8Array, wordFile: Uint8Array): DictionaryText {
  const affixes = withoutMark(affixFile);
  const words = withoutMark(wordFile);
  if (affixes.includes(0) || words.includes(0)) throw new Error('it is not a text.');
  const encoding = optionIn(affixes, 'SET') ?? DEFAULT_ENCODING;
  const count = /^\s*(\d+)/.exec(latin1(words.subarray(0, 100)));
  if (!count) throw new Error('its .dic file does not begin with the number of words.');
  if (/^utf-?8$/i.test(encoding)) return { affixes, words };
  const decoder = decoderOf(encoding);
  // In 8-bit encodings a flag is a byte, in UTF-8 a character: without saying so, it would be a byte of it.
  const flags = optionIn(affixes, 'FLAG') === undefined ? 'FLAG UTF-8\n' : '';
  const text = decoder.decode(affixes).replace(/^\s*SET[ \t].*$/m, '');
  const encoder = new TextEncoder();
  return { affixes: encoder.encode(`SET UTF-8\n${flags}${text}`), words: encoder.encode(decoder.decode(words)) };
}

/**
 * What one of an `.aff` file's options is set to. Does not make a text of all of the file, which may have 11 MB.
 * @param affixes in an encoding that has ASCII's characters in ASCII.
 */
export function optionIn(affixes: Uint8Array, name: string): string | undefined {
  const file = Buffer.from(affixes.buffer, affixes.byteOffset, affixes.byteLength);
  for (let at = file.indexOf(name); at >= 0; at = file.indexOf(name, at + name.length)) {
    let start = at;
    while (start > 0 && (file[start - 1] === SPACE || file[start - 1] === TAB)) start--;
    const isBehind = file[at + name.length] === SPACE || file[at + name.length] === TAB;
    if (!isBehind || (start > 0 && file[start - 1] !== LINE_FEED)) continue;
    const end = file.indexOf(LINE_FEED, at);
    const [, value] = /^\s*(\S+)/.exec(file.toString('utf8', at + name.length, end < 0 ? file.length : end)) ?? [];
    if (value !== undefined) return value;
  }
  return undefined;
}

const TAB = 0x09;
const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** Some files in UTF-8 begin with a byte order mark, which would hide their first line. */
function withoutMark(file: Uint8Array): Uint8Array {
  return file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? file.subarray(3) : file;
}

function decoderOf(encoding: string) {
  const name = encoding.toLowerCase();
  try {
    return new TextDecoder(ENCODINGS[name] ?? name.replace(/^iso(\d)/, 'iso-$1'));
  } catch {
    throw new Error(`its encoding, ${encoding}, is not known.`);
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
