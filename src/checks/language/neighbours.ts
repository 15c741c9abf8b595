import type { LanguageTag } from '../../schema/schema';
import { baseLanguage } from './equivalence';

/** Languages so close that a model mixes them up. */
const NEIGHBOURS: readonly ReadonlySet<LanguageTag>[] = [
  ['pt', 'gl', 'es', 'ca', 'ast', 'an', 'oc'],
  ['da', 'no', 'nb', 'nn', 'sv'],
  ['cs', 'sk'],
  ['sl', 'hr', 'sr', 'bs', 'sh'],
  ['hi', 'mr', 'ne', 'sa', 'mai', 'bh', 'gom', 'new', 'dty'],
  ['ru', 'uk', 'be', 'bg', 'mk', 'sr', 'rue'],
  ['nl', 'af', 'li', 'vls', 'nds'],
  ['id', 'ms', 'jv', 'su', 'min'],
  ['ar', 'arz', 'fa', 'ur', 'ps', 'ckb', 'azb', 'sd', 'pnb', 'ug', 'mzn'],
  ['tr', 'az', 'tk', 'uz', 'crh'],
  ['kk', 'ky', 'tt', 'ba'],
  ['et', 'fi'],
  ['lt', 'lv'],
  ['xh', 'zu'],
  ['de', 'gsw', 'bar', 'nds', 'lb'],
  ['it', 'scn', 'vec', 'lmo', 'pms', 'co'],
  ['tl', 'ceb', 'ilo', 'war', 'pam', 'bcl'],
].map((languages) => new Set(languages));

export function areNeighbours(a: LanguageTag, b: LanguageTag): boolean {
  const [first, second] = [baseLanguage(a), baseLanguage(b)];
  return NEIGHBOURS.some((languages) => languages.has(first) && languages.has(second));
}
