/** UTF-16 units at the beginning of a text that are looked at. */
const READ = 2000;
/** Share of letters from which a text is right to left; that of words in Closure Library's `goog.i18n.bidi.estimateDirection`. */
const RIGHT_TO_LEFT = 0.4;

const LETTER = /\p{L}/gu;
const RIGHT_TO_LEFT_LETTER =
  /(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/gu;

/**
 * The direction that a text is laid out in. The browser's `auto` goes by the first letter alone: an Arabic answer that
 * begins with a name in Latin letters would be read from the wrong end. Letters are counted rather than words, as not
 * all scripts put spaces between those.
 */
export function directionOf(text: string): 'rtl' | 'auto' {
  const beginning = text.slice(0, READ);
  const rightToLeft = count(beginning, RIGHT_TO_LEFT_LETTER);
  return rightToLeft > 0 && rightToLeft >= RIGHT_TO_LEFT * count(beginning, LETTER) ? 'rtl' : 'auto';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
