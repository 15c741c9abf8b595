import type { Cut } from './cut';
import { marks } from './marks';

interface Pattern {
  /** The pattern cannot match a text that has none of these marks: most texts have little to cut. */
  readonly needs?: number;
  /** Nor a text without this. */
  readonly needsAlso?: RegExp;
  readonly pattern: RegExp;
  readonly accepts?: (found: string, match: RegExpExecArray) => boolean;
}

/** What an address is made of; not the letters of scripts in which text may follow it without a space. */
const ADDRESS = String.raw`[\w\-.~:/?#\[\]@!$&'()*+,;=%\u00c0-\u052f]`;
const ADDRESS_END = String.raw`[\w\-~/#@$&*+=%\u00c0-\u052f]`;

/**
 * Tried in this order, each on what the ones before have left. All take linear time: a repetition is over a class
 * that excludes what may begin the next match, or is bounded, or can begin at the start of a run only.
 */
const PATTERNS: readonly Pattern[] = [
  { pattern: /^[ \t]{0,40}(?:#{1,6}[ \t]|>[ \t]?|[-+•●▪◦‣·–—][ \t]|\(?\p{N}{1,3}[.):][ \t]?|\(?[A-Za-z][.)][ \t])/gmu },
  { needs: marks('('), needsAlso: /\]\(/, pattern: /\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s{1,5}"[^"\n]{0,200}")?\)/g },
  { needs: marks('/'), needsAlso: /:\/\//, pattern: new RegExp(`[A-Za-z][A-Za-z0-9+.-]{1,20}://${ADDRESS}*${ADDRESS_END}`, 'g') },
  { needs: marks('@'), pattern: /(?<![\w.%+-])(?:mailto:)?[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g },
  {
    needs: marks('.'),
    needsAlso: /\.[a-z]/,
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}@._-])(?:www\.[a-z0-9-]{1,63}|[A-Za-z0-9-]{1,63})(?:\.[a-z0-9-]{1,63}){0,5}\.` +
        String.raw`(?:(?:com|org|net|edu|gov|io|info|biz|dev|app|ai|co\.uk|ru|de|fr|it|es|nl|pl|jp|cn|br)(?![\p{L}\p{N}_])` +
        `(?:/${ADDRESS}{0,2000}${ADDRESS_END}|/)?|[a-z]{2,10}/${ADDRESS}{0,2000}${ADDRESS_END})`,
      'gu',
    ),
  },
  {
    needs: marks('$'),
    pattern: /(?<![\\\p{L}])\$(?!\s)([^$\n]{0,299}[^$\s\\])\$(?!\d)/gu,
    accepts: (_, match) => isFormula(match[1]),
  },
  { needs: marks('\\'), pattern: /\\(?:begin|end)\{[A-Za-z*]{1,30}\}/g },
  {
    needs: marks('\\'),
    pattern:
      /\\(?:[A-Za-z]{2,30}(?=[{[])|(?:alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|sigma|phi|omega|sum|int|prod|lim|infty|cdots?|ldots|times|div|pm|leq?|geq?|neq?|approx|equiv|left|right|quad|to|rightarrow|Rightarrow|in|forall|exists)(?![A-Za-z]))/g,
  },
  { needs: marks('<'), pattern: /<\|[^<>|\s]{1,40}\|>|<(?:!|\?)[A-Za-z][^<>]{0,1000}>/g },
  { needs: marks('<'), pattern: /<\/?[A-Za-z][\w:.-]{0,60}(?:\s[^<>=]{0,1000}=[^<>]{0,5000}|\s{0,20}\/?)>/g },
  { needs: marks('&'), pattern: /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g },
  {
    needs: marks('/'),
    pattern:
      /(?<![\w/.~:-])(?:[A-Za-z]:|~|\.{1,2})?\/(?:[\w.-]{1,255}\/)+[\w.-]{0,255}|(?<![\w/.-])[\w-]{1,64}(?:\/[\w.-]{1,64}){1,30}\.\w{1,5}(?!\w)/g,
  },
  { needs: marks('\\'), pattern: /(?<!\w)[A-Za-z]:\\(?:[\w. -]{1,255}\\){0,50}[\w.-]{0,255}/g },
  {
    needs: marks('.'),
    needsAlso: /\.[a-z]/,
    pattern:
      /(?<![\w.-])[\w-]{1,64}\.(?:py|js|ts|tsx|jsx|json|jsonl|csv|txt|md|html?|css|xml|ya?ml|java|cpp|hpp|cs|go|rs|rb|php|sh|bat|sql|pdf|docx?|xlsx?|pptx?|zip|exe|png|jpe?g|gif|svg|mp[34])(?![\w])/g,
  },
  { needs: marks('@'), pattern: /(?<![\p{L}\p{N}_])@\w[\w.]{0,49}/gu },
  { needs: marks('#'), pattern: /(?<![\p{L}\p{N}_&#])#[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]{0,39}(?![\p{L}\p{M}\p{N}_])/gu },
  { needs: marks('-'), needsAlso: /[\da-fA-F]{4}-/, pattern: /(?<!\w)[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}(?!\w)/g },
  { needs: marks('0'), pattern: /(?<![\w+/-])[\w+/-]{16,}={0,2}/g, accepts: isEncoded },
  { needs: marks('0'), pattern: /\p{Nd}{6,}/gu },
  {
    needs: marks('0'),
    pattern:
      /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_])\p{Nd}(?:[\p{Nd}.,:/×°%'’-]{0,30}[\p{Nd}%°])?(?![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}_])/gu,
  },
  {
    needs: marks('☺'),
    pattern:
      /(?:\p{Regional_Indicator}|\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f\u20e3]*(?:\u200d\p{Extended_Pictographic}[\p{Emoji_Modifier}\ufe0f]*)*)/gu,
  },
  { needs: marks('*|~-=#+_'), pattern: /\*+|\|+|~~+|[-=#+]{3,}|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu },
];

/** Addresses, markup, paths, names, numbers, emoji: what a regular expression can tell. */
export function cutPatterns(cut: Cut): void {
  for (const { needs, needsAlso, pattern, accepts } of PATTERNS) {
    if (needs && !cut.has(needs)) continue;
    if (needsAlso && cut.rest.search(needsAlso) < 0) continue;
    for (const match of cut.rest.matchAll(pattern)) {
      if (!accepts || accepts(match[0], match)) cut.add(match.index, match.index + match[0].length);
    }
  }
}

/** Whether what stands between two dollars is mathematics, not two prices and the words between them. */
function isFormula(content: string): boolean {
  if (/[\\^_={}]/.test(content)) return true;
  if (/^[\d.,\s]+$/.test(content)) return !/\s/.test(content);
  return /^[A-Za-z0-9()+\-*/<>|,.' ]+$/.test(content) && !/[A-Za-z]{3}/.test(content) && !/^\d[\d.,]*\s/.test(content);
}

/** Whether a run is hexadecimal or base64 rather than a long word. */
function isEncoded(run: string): boolean {
  if (/^(?:0x)?[\da-fA-F]+$/.test(run)) return /\d/.test(run);
  return run.length >= 32 && /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) && !run.includes('-');
}
