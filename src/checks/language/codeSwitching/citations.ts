/** How far a quotation or bracket may open before, or close behind, a word: in UTF-16 units of its line. */
const REACH = 160;

const CLOSER_OF = new Map([
  ['(', ')'], ['（', '）'], ['[', ']'], ['【', '】'], ['{', '}'], ['“', '”'], ['”', '“'], ['„', '“”'], ['«', '»'], ['»', '«'], ['「', '」'], ['『', '』'],
  ['《', '》'], ['〈', '〉'], ['‹', '›'], ['‘', '’'], ['‚', '‘’'], ['"', '"'], ['＂', '＂'], ['`', '`'], ['״', '״'], ['<', '>'],
]);
const OPENERS = new Set(CLOSER_OF.keys());
const CLOSERS = new Set([...CLOSER_OF.values()].join(''));

/**
 * Whether words are cited rather than used: in quotation marks or brackets, emphasised by themselves, or before a bracket
 * that explains them.
 */
export function isCited(text: string, start: number, end: number): boolean {
  return isEnclosed(text, start, end) || isEmphasised(text, start, end) || /^ ?[(（[【]/.test(text.slice(end, end + 2));
}

/** Whether words stand beside a sign that says what they are: `привет = hello`, `你好: hello`, `→ hello`. */
export function isEquated(text: string, start: number, end: number): boolean {
  return /[=:：→⇒|/–—-]["'“”*_]*\s*$/.test(text.slice(Math.max(0, start - 6), start)) || /^\s*["'“”*_]*[=:：→⇒|/–—-]/.test(text.slice(end, end + 6));
}

function isEnclosed(text: string, start: number, end: number): boolean {
  const open: string[] = [];
  for (let i = lineStart(text, start); i < start; i++) {
    const character = text[i];
    if (open.length > 0 && CLOSER_OF.get(open[open.length - 1])!.includes(character)) open.pop();
    else if (OPENERS.has(character)) open.push(character);
    else if (CLOSERS.has(character) && open.length > 1) {
      // What was opened last has no end, as an apostrophe has none: an earlier one ends here.
      const at = open.findLastIndex((opener) => CLOSER_OF.get(opener)!.includes(character));
      if (at >= 0) open.length = at;
    }
  }
  if (open.length === 0) return false;
  const closers = open.map((opener) => CLOSER_OF.get(opener)!).join('');
  for (let i = end; i < text.length && i < end + REACH && text[i] !== '\n'; i++) if (closers.includes(text[i])) return true;
  return false;
}

function lineStart(text: string, position: number): number {
  let start = position;
  while (start > 0 && position - start < REACH && text[start - 1] !== '\n') start--;
  return start;
}

function isEmphasised(text: string, start: number, end: number): boolean {
  const mark = text[start - 1];
  return (mark === '*' || mark === '_' || mark === "'" || mark === '’') && text[end] === mark;
}
