import type { DictionaryFiles } from './dictionary';

/** Hunspell itself, compiled to WebAssembly, or its imitation in JavaScript. */
export type Engine = 'hunspell' | 'nspell';

/**
 * Of the dictionaries that come with Paddock, those with which nspell gives Hunspell's verdicts and costs less:
 * docs/spelling.md has the measurements.
 */
const BY_NSPELL = new Set(['vi']);

/** Dictionaries from elsewhere may use anything of Hunspell's, so that only Hunspell can be trusted with them. */
export function engineOf({ origin, variant }: Pick<DictionaryFiles, 'origin' | 'variant'>): Engine {
  return origin === 'built-in' && BY_NSPELL.has(variant) ? 'nspell' : 'hunspell';
}
