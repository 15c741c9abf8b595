import type { LanguageTag } from '../../schema/schema';

/** The language of a tag, without script and region: `zh` of `zh-Hant`. */
export function baseLanguage(tag: LanguageTag): LanguageTag {
  const dash = tag.indexOf('-');
  return dash < 0 ? tag : tag.slice(0, dash);
}

/**
 * Which languages count as one another. A tag stands for itself and for all that is more exact:
 * with `zh` in a group, `zh-Hant` is in it too, and `zh` and `zh-Hant` count as one another in any case.
 */
export class Equivalence {
  private readonly groupOf = new Map<LanguageTag, LanguageTag>();

  /** @param groups a language in several groups joins them. */
  constructor(groups: readonly (readonly LanguageTag[])[]) {
    for (const group of groups) {
      const known = new Set(group.map((tag) => this.representative(tag)));
      const [first] = known;
      if (first === undefined) continue;
      for (const [tag, representative] of this.groupOf) {
        if (known.has(representative)) this.groupOf.set(tag, first);
      }
      for (const tag of group) this.groupOf.set(baseLanguage(tag), first);
    }
  }

  /** The same for all languages that count as one another. */
  representative(tag: LanguageTag): LanguageTag {
    const base = baseLanguage(tag);
    return this.groupOf.get(base) ?? base;
  }

  same(a: LanguageTag, b: LanguageTag): boolean {
    return this.representative(a) === this.representative(b);
  }
}
