import type { LanguageTag } from '../../schema/schema';
import { baseLanguage } from './equivalence';
import type { LanguageIdentifier } from './fasttext/languageIdentifier';

/** Languages of which a model's word is worth less. */
export interface ModelWeaknesses {
  /** Whether the model often takes texts in this language for others. */
  isHardlyKnown(language: LanguageTag): boolean;
  /** Whether the model often takes short texts in others for this language. */
  isSeldomAnsweredIn(language: LanguageTag): boolean;
}

export function weaknessesOf(identifier: LanguageIdentifier): ModelWeaknesses {
  return isLid176(identifier) ? LID_176 : OTHERS;
}

/** See docs/language-check.md for how often. */
const HARDLY_KNOWN: ReadonlySet<LanguageTag> = new Set(['qu', 'gd']);

/** Labels that lid.176 gives to short texts of other languages more often than to their own. */
const SELDOM_ANSWERED_IN: ReadonlySet<LanguageTag> = new Set(
  'eo ia ie io vo jbo la an ast bar nds vls li frr lmo pms scn vec nap rm wa co pam war ilo bcl min diq krc mhr'.split(' '),
);

/** Of the languages with codes of three letters only, those that models are often asked to answer in. */
const OFTEN_ANSWERED_IN: ReadonlySet<LanguageTag> = new Set('yue wuu arz ary apc ars ckb fil ceb prs azb pnb'.split(' '));

const LID_176: ModelWeaknesses = {
  isHardlyKnown: (language) => HARDLY_KNOWN.has(baseLanguage(language)),
  isSeldomAnsweredIn: (language) => SELDOM_ANSWERED_IN.has(language),
};

/**
 * Nothing has been measured of the model. One of thousands of languages gives short texts to rare ones as well, which
 * have no code of two letters.
 */
const OTHERS: ModelWeaknesses = {
  isHardlyKnown: () => false,
  isSeldomAnsweredIn(language) {
    const base = baseLanguage(language);
    return SELDOM_ANSWERED_IN.has(base) || (base.length > 2 && !OFTEN_ANSWERED_IN.has(base));
  },
};

/** Also as lid.176.bin, and with only some of its languages. Its labels are codes without script. */
export function isLid176(identifier: LanguageIdentifier): boolean {
  const { labels } = identifier.share().vocabulary;
  return labels.length === 176 && labels.every((label) => /^__label__[a-z]{2,3}$/.test(label));
}
