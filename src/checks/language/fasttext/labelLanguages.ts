import { fromModelLabel, isLanguageLabel, withoutRegion } from '../../../schema/languageTag';
import type { LanguageTag } from '../../../schema/schema';

/** The languages of a model's labels, each once, and which of them each label stands for: models may have several. */
export class LabelLanguages {
  /** BCP 47, with script where it is not the usual one, in the order of the labels. */
  readonly languages: readonly LanguageTag[];
  /** By label: its place in `languages`. */
  readonly places: Uint32Array;
  /** How many of the labels name a language: none of a model that tells something else from texts. */
  readonly known: number;

  constructor(labels: readonly string[]) {
    this.known = labels.filter(isLanguageLabel).length;
    const tags = labels.map(fromModelLabel);
    this.languages = [...new Set(tags)];
    const placeOf = new Map(this.languages.map((language, place) => [language, place]));
    this.places = Uint32Array.from(tags, (tag) => placeOf.get(tag)!);
  }

  /**
   * The labels of these languages. Where the model has none of a language in that script, as lid.176 has none of
   * `zh-Hant`, the language's others are taken.
   */
  labelsOf(wanted: readonly LanguageTag[]): number[] {
    const tags = wanted.map(withoutRegion);
    const unknown = tags.filter((tag) => !this.languages.includes(tag)).map(primaryOf);
    return [...this.places.keys()].filter((label) => {
      const language = this.languages[this.places[label]];
      return tags.includes(language) || unknown.includes(primaryOf(language));
    });
  }
}

function primaryOf(tag: LanguageTag): string {
  return tag.split('-')[0];
}
