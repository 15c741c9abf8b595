const LONE_SURROGATES = 0x800;

/** All characters of the Basic Multilingual Plane, of which surrogates are none. */
const ALL_UNITS = Array.from({ length: 0x10000 - LONE_SURROGATES }, (_, at) =>
  String.fromCharCode(at < 0xd800 ? at : at + LONE_SURROGATES),
).join('');

/**
 * A property's ranges as they stand in a class; what is not assigned belongs to what is around it. The characters stand
 * for themselves: there are hundreds of patterns with these ranges, which would take megabytes with escapes.
 */
function rangesOf(property: string): string {
  const runs = ALL_UNITS.matchAll(new RegExp(`[${property}](?:[${property}\\p{Cn}]*[${property}])?`, 'gu'));
  return Array.from(runs, ({ 0: run }) => (run.length === 1 ? run : `${run[0]}-${run[run.length - 1]}`)).join('');
}

const RANGES: Readonly<Record<string, string>> = { L: rangesOf('\\p{L}'), M: rangesOf('\\p{M}') };

/**
 * A pattern with `\p{L}` and `\p{M}` written as ranges of the Basic Multilingual Plane, to be used without the flag `u`:
 * with all the letters beyond it, an engine takes five times as long to prepare a pattern, and twice as long to run it.
 */
export function withRanges(pattern: string): string {
  let written = '';
  let isInClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const property = /^\\p\{([LM])\}/.exec(pattern.slice(at, at + 5))?.[1];
    if (property !== undefined) {
      written += isInClass ? RANGES[property] : `[${RANGES[property]}]`;
      at += 4;
    } else if (pattern[at] === '\\') {
      written += pattern.slice(at, at + 2);
      at++;
    } else {
      if (pattern[at] === '[') isInClass = true;
      else if (pattern[at] === ']') isInClass = false;
      written += pattern[at];
    }
  }
  return written;
}
