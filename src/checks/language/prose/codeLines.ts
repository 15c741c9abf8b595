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

const MARKS_OF_CODE = marks('(={;@:');

/** Program code without a fence: lines that are plainly code, and doubtful ones next to them. */
export function cutCodeLines(cut: Cut): void {
  if (!cut.has(MARKS_OF_CODE) && !cut.text.includes('import')) return;
  const { rest } = cut;
  if (!/[(={;@]|import|:\s*$/m.test(rest)) return;
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
