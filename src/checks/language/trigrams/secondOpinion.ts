import type { LanguageTag } from '../../../schema/schema';
import { isRomanised, type Script, type Writing } from '../scripts';
import { TrigramClassifier } from './trigramClassifier';

/** Probability from which the model is believed without a second opinion, but of short texts. */
const SURE = 0.95;
/** Weight, in letters, of texts of which the model is at times sure and wrong. */
const SHORT = 40;
/** Powers of the model's probability and of the likelihoods: none of the evidence is independent of the rest. */
const WEIGHT_OF_MODEL = 0.7;
const WEIGHT_OF_TRIGRAMS = 0.1;
const WEIGHT_OF_WORDS = 0.25;
/** What the model's probability of a language counts at least: of some it knows little, of others nothing. */
const LEAST_PROBABILITY = 0.01;
const LEAST_WEIGHT = LEAST_PROBABILITY ** WEIGHT_OF_MODEL;
/** Nats by which a language without a profile is taken to fit less than the best, a trigram and a word. */
const UNFIT_TRIGRAM = 0.5;
const UNFIT_WORD = 1;
/** Words of a text from which it may be in letters that its language is seldom written in. */
const FEWEST_WORDS = 4;
/** The fit of a language without a profile. */
const NONE = -Infinity;

/**
 * Corrects the identifier by a second one, of character trigrams and frequent words, where it is unsure: lid.176 hardly
 * knows some of the languages, takes others for their neighbours, and has no label for Xhosa and Zulu. For that model
 * alone: the weights are measured with it, and others may know better.
 */
export class SecondOpinion {
  /** By script and language of its classifier: the place among the groups, or -1. */
  private readonly places = new Map<Script, Int32Array>();

  /** By group of languages: how well the text fits the best of them. */
  private readonly fits: Float64Array;

  /**
   * @param groups how many groups of languages there are
   * @param placeOf a language's place in the arrays given to `revise`; `undefined` where it is not to be considered
   */
  constructor(
    groups: number,
    private readonly placeOf: (language: LanguageTag) => number | undefined,
  ) {
    this.fits = new Float64Array(groups);
  }

  /** The languages that it knows. */
  static languages(): LanguageTag[] {
    return TrigramClassifier.languages();
  }

  /**
   * @param masses by group of languages, in proportion to their probability; changed in place
   * @param total of the masses
   * @returns the new total
   */
  revise(prose: string, { main, weight }: Writing, masses: Float32Array, total: number): number {
    if (total <= 0 || (weight >= SHORT && hasMore(masses, SURE * total))) return total;
    const classifier = TrigramClassifier.of(main);
    if (!classifier) return total;
    const { trigrams, words, counts } = classifier.fits(prose);
    const fits = this.fits.fill(NONE);
    const places = this.placesOf(main, classifier);
    for (let language = 0; language < places.length; language++) {
      const place = places[language];
      if (place < 0 || (counts.words < FEWEST_WORDS && isRomanised(classifier.languages[language]))) continue;
      const fit = WEIGHT_OF_TRIGRAMS * trigrams[language] + WEIGHT_OF_WORDS * words[language];
      if (fit > fits[place]) fits[place] = fit;
    }
    const unfit = Math.exp(-WEIGHT_OF_TRIGRAMS * UNFIT_TRIGRAM * counts.trigrams - WEIGHT_OF_WORDS * UNFIT_WORD * counts.words);
    let sum = 0;
    for (let place = 0; place < masses.length; place++) {
      const fit = fits[place];
      const mass = masses[place];
      // Most languages have neither.
      if (mass === 0 && fit === NONE) continue;
      const probability = mass / total;
      // Of most languages the model says next to nothing: raising to a power takes longest here.
      const weight = fit !== NONE && probability <= LEAST_PROBABILITY ? LEAST_WEIGHT : probability ** WEIGHT_OF_MODEL;
      masses[place] = weight * (fit === NONE ? unfit : Math.exp(fit));
      sum += masses[place];
    }
    return sum;
  }

  private placesOf(script: Script, { languages }: TrigramClassifier): Int32Array {
    let places = this.places.get(script);
    if (!places) this.places.set(script, (places = Int32Array.from(languages, (language) => this.placeOf(language) ?? -1)));
    return places;
  }
}

/** Whether one of the masses is so large. A loop, since most texts end here. */
function hasMore(masses: Float32Array, least: number): boolean {
  for (const mass of masses) if (mass >= least) return true;
  return false;
}
