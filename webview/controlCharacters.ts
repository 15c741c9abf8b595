/** Characters that show nothing, or turn the text around them: an eye can be deceived by them, a model is taught them. */
export interface ControlCharacter {
  readonly character: string;
  /** As Unicode abbreviates it: "NUL", "RLO". */
  readonly label: string;
  /** "U+202E right-to-left override" */
  readonly name: string;
}

const C0 =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US';
const C0_LABELS = C0.split(' ');

const FORMAT_CHARACTERS: Readonly<Record<string, readonly [label: string, name: string]>> = {
  '\u200b': ['ZWSP', 'zero width space'],
  '\u202a': ['LRE', 'left-to-right embedding'],
  '\u202b': ['RLE', 'right-to-left embedding'],
  '\u202c': ['PDF', 'pop directional formatting'],
  '\u202d': ['LRO', 'left-to-right override'],
  '\u202e': ['RLO', 'right-to-left override'],
  '\u2066': ['LRI', 'left-to-right isolate'],
  '\u2067': ['RLI', 'right-to-left isolate'],
  '\u2068': ['FSI', 'first strong isolate'],
  '\u2069': ['PDI', 'pop directional isolate'],
  '\ufeff': ['BOM', 'byte order mark'],
};

/**
 * All but tab and line ends. Scripts that put no spaces between words are written with zero width spaces there, as
 * Hindi, Persian and emoji are with joiners: those belong to the text.
 */
const CONTROL =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]|(?<![\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Tibetan}])\u200b/gu;

/** Cuts a text at its control characters. The parts joined are the text. */
export function splitAtControls(text: string): (string | ControlCharacter)[] {
  const parts: (string | ControlCharacter)[] = [];
  let end = 0;
  for (const { 0: character, index } of text.matchAll(CONTROL)) {
    if (index > end) parts.push(text.slice(end, index));
    parts.push(describe(character));
    end = index + 1;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** The text with a picture for each control character, for lines too short for labels. Its length stays. */
export function withControlPictures(text: string): string {
  return text.replace(CONTROL, pictureOf);
}

function describe(character: string): ControlCharacter {
  const code = character.charCodeAt(0);
  const codePoint = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const known = FORMAT_CHARACTERS[character];
  if (known) return { character, label: known[0], name: `${codePoint} ${known[1]}` };
  const label = C0_LABELS[code] ?? (code === 0x7f ? 'DEL' : codePoint);
  return { character, label, name: `${codePoint} control character` };
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '·';
}
