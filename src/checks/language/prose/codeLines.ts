import { KIND_OF_UNIT, PROPERTIES_OF_KIND, SPACE } from '../characters';
import type { Cut } from './cut';
import { linesOf } from './lines';
import { marks } from './marks';

/** Lines that nobody writes but in a program. Each pattern is anchored and holds no nested repetition. */
export const STRONG_CODE = new RegExp(
  [
    String.raw`^\s*(?:async )?def \w+\s*\(.*`,
    String.raw`^\s*class \w+\s*(?:\([\w., ]*\))?\s*:\s*$`,
    String.raw`^\s*(?:export |public |abstract |final )*(?:class|interface|struct|enum) \w+[^.]*\{\s*$`,
    String.raw`^\s*from [\w.]+ import [\w., *()]+$`,
    String.raw`^\s*import [\w.]+(?: as \w+)?(?:, ?[\w.]+(?: as \w+)?){0,20};?\s*$`,
    String.raw`^\s*import .{1,200} from ['"][^'"]+['"];?\s*$`,
    String.raw`^\s*(?:#include\s*[<"]|#define \w|#!\/|<\?php|using [\w.:]+( [\w:.]+)?;|package [\w.]+;)`,
    String.raw`^\s*(?:export |async |default )*function\*? ?\w*\s*\(.*\{`,
    String.raw`^\s*(?:export )?(?:const|let|var) [\w${'$'}{}\[\], ]+(?:: ?[\w<>\[\]]+)? ?=`,
    String.raw`^\s*(?:public|private|protected|static)\s[\w\s<>\[\],]*\w\s*[({=;]`,
    String.raw`^\s*(?:if|for|while|switch|catch|foreach)\s*\(.*\)\s*\{?\s*$`,
    String.raw`^\s*(?:elif|if|while) [^:]*(?:==|!=|<=|>=|[<>]|\w\(|\bnot in\b|\bis None\b)[^:]*:\s*$`,
    String.raw`^\s*for \w+(?:, ?\w+)? in [\w.]+(?:\([^:]*\)|\[[^:]*\])?:\s*$`,
    String.raw`^\s*(?:else|try|finally|except(?: \w+(?: as \w+)?)?):\s*$`,
    String.raw`^\s*\}?\s*(?:else|try|finally|do)?\s*\{\s*$`,
    String.raw`^\s*(?:return|throw|raise|yield)\b[^.]*;\s*$`,
    String.raw`^\s*[\w.${'$'}:>\[\]"'-]+\(.*\);?\s*$`,
    String.raw`^\s*[\w.<>\[\]*& ${'$'}]+ [+*/-]?= ?[^=].*;\s*$`,
    String.raw`^\s*(?:SELECT [\w*, .()]+ FROM|INSERT INTO \w+|CREATE TABLE|UPDATE \w+ SET|DELETE FROM) ?`,
    String.raw`^\s*@\w+(?:\(.*\))?\s*$`,
    String.raw`^\s*(?:>>>|\.\.\.|\$) [\w.(]`,
  ].join('|'),
);

/** Lines that are code beside other code only. */
export const WEAK_CODE = new RegExp(
  [
    String.raw`^\s*[\])}]+[;,]?\s*$`,
    String.raw`^\s*(?:\/\/|#(?!#| .*[.!?]$)|\/\*|\*\/|--)`,
    String.raw`^\s*[A-Za-z_][\w.\[\]'"]*\s*(?:[+*/-]|:)?=[^=]`,
    String.raw`^\s*(?:return|yield|raise|break|continue|pass|end|else)\b[^.!?]*$`,
    String.raw`^\s*["'\w]+\s*:\s*["'\d\[{].*,?\s*$`,
    String.raw`^\s*(?:FROM|WHERE|JOIN|VALUES|ORDER BY|GROUP BY|LIMIT|SET)\b`,
    String.raw`[;{]\s*$`,
  ].join('|'),
);

/** Longer lines are not looked at: nobody writes such a line of code, and minified code has no prose around it. */
const LONGEST_CODE_LINE = 1000;

/** What a line of strong code begins with, unless it ends as below. Most lines are told from code by this. */
const STRONG_BEGINNING =
  /[#<@>.$]|(?:async|def|class|from|import|using|package|function|export|default|const|let|var|public|private|protected|static|SELECT|INSERT|CREATE|UPDATE|DELETE)\b/y;
const STRONG_ENDING = '){;:';

const MARKS_OF_CODE = marks('(={;@:');

/** Program code without a fence: lines that are plainly code, and doubtful ones next to them. */
export function cutCodeLines(cut: Cut): void {
  if (!cut.has(MARKS_OF_CODE) && !cut.text.includes('import')) return;
  const { rest } = cut;
  if (!hasStrongCode(rest) || !/[(={;@]|import|:\s*$/m.test(rest)) return;
  const lines = linesOf(rest);
  const kinds = lines.map(({ start, end }) => {
    if (end - start > LONGEST_CODE_LINE) return 'prose';
    const line = rest.slice(start, end);
    if (line.trim() === '') return 'blank';
    if (STRONG_CODE.test(line)) return 'strong';
    return WEAK_CODE.test(line) ? 'weak' : 'prose';
  });
  for (let i = 0; i < lines.length;) {
    let end = i;
    let hasStrong = false;
    for (; end < lines.length && kinds[end] !== 'prose'; end++) hasStrong ||= kinds[end] === 'strong';
    if (hasStrong) cut.add(lines[i].start, lines[end - 1].end);
    i = Math.max(end, i + 1);
  }
}

function hasStrongCode(text: string): boolean {
  for (let start = 0, end: number; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    if (end - start <= LONGEST_CODE_LINE && mayBeStrong(text, start, end) && STRONG_CODE.test(text.slice(start, end))) {
      return true;
    }
  }
  return false;
}

function mayBeStrong(text: string, lineStart: number, lineEnd: number): boolean {
  let start = lineStart;
  let end = lineEnd;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (start < end && isSpace(text.charCodeAt(end - 1))) end--;
  if (start === end) return false;
  if (STRONG_ENDING.includes(text[end - 1])) return true;
  STRONG_BEGINNING.lastIndex = start;
  return STRONG_BEGINNING.test(text);
}

function isSpace(unit: number): boolean {
  return (PROPERTIES_OF_KIND[KIND_OF_UNIT[unit]] & SPACE) !== 0;
}
