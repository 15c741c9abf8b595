/**
 * What a match is replaced by, as `String.prototype.replace` says (ECMA-262, GetSubstitution): `$&` is the match,
 * `$1` to `$99` and `$<name>` are its groups, `` $` `` and `$'` what is before and after it, `$$` is a dollar.
 */
export function expandReplacement(replacement: string, match: RegExpExecArray): string {
  if (!replacement.includes('$')) return replacement;
  const pattern = match.groups ? /\$(?:[$&`']|\d\d?|<[^>]*>)/g : /\$(?:[$&`']|\d\d?)/g;
  return replacement.replace(pattern, (symbol) => {
    switch (symbol[1]) {
      case '$':
        return '$';
      case '&':
        return match[0];
      case '`':
        return match.input.slice(0, match.index);
      case "'":
        return match.input.slice(match.index + match[0].length);
      case '<':
        return match.groups?.[symbol.slice(2, -1)] ?? '';
      default:
        return groupOf(symbol, match);
    }
  });
}

/** `$12` is the twelfth group where there are as many, else the first and a 2; what is no group stays as it is. */
function groupOf(symbol: string, match: RegExpExecArray): string {
  const groups = match.length - 1;
  for (let digits = symbol.length - 1; digits > 0; digits--) {
    const group = Number(symbol.slice(1, 1 + digits));
    if (group >= 1 && group <= groups) return (match[group] ?? '') + symbol.slice(1 + digits);
  }
  return symbol;
}
