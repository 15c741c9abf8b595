import type { TextProblem } from '../spellingVerdict';
import { characterOf } from './windows1252';

/** Commands to a terminal (ECMA-48), then single characters. */
const CONTROLS = /\u001b\[[0-9;?]{0,20}[A-Za-z]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g;
const BIDI = /[\u202a-\u202e\u2066-\u2069]|\n/g;
const OPENS = '\u202a\u202b\u202d\u202e\u2066\u2067\u2068';
const CLOSES_EMBEDDING = '\u202c';
const CLOSES_ISOLATE = '\u2069';

/** Characters that no text has: control characters, a byte order mark, bidirectional controls without their counterparts. */
export function controlCharacters(text: string): TextProblem[] {
  const controls = Array.from(text.matchAll(CONTROLS), ({ 0: control, index }): TextProblem => {
    const code = control.charCodeAt(0);
    const meant = code >= 0x80 && code < 0xa0 ? characterOf(code) : '';
    return { kind: 'controlCharacter', start: index, end: index + control.length, fix: meant };
  });
  return [...controls, ...unpairedBidi(text)];
}

/** By UAX #9 a paragraph's end closes what is open: those that are open there do no harm and are let be. */
function unpairedBidi(text: string): TextProblem[] {
  const problems: TextProblem[] = [];
  let embeddings = 0;
  let isolates = 0;
  for (const { 0: control, index } of text.matchAll(BIDI)) {
    const opens = OPENS.indexOf(control);
    if (control === '\n') embeddings = isolates = 0;
    else if (opens >= 4) isolates++;
    else if (opens >= 0) embeddings++;
    else if (control === CLOSES_EMBEDDING && embeddings > 0) embeddings--;
    else if (control === CLOSES_ISOLATE && isolates > 0) isolates--;
    else problems.push({ kind: 'controlCharacter', start: index, end: index + 1, fix: '' });
  }
  return problems;
}
