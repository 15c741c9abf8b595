import { parseLanguage } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import { ASKING_PATTERNS, type AskingPatterns } from './askingPatterns';
import { fold, type FoldedText, unifySpelling } from './foldedText';
import { withRanges } from './letterRanges';
import { namedTexts } from './namedTexts';
import { UnitTree } from './unitTree';

/** The languages whose names are known in every asking language: those of lid.176 that people ask for. */
const NAMED_LANGUAGES = (
  'af sq am ar hy as az eu be bn bs br bg my ca ceb zh zh-Hans zh-Hant yue hr cs da nl en eo et fi fr gl ka de el gu ' +
  'ht he hi hu is id ga it ja jv kn kk km ko ku ky lo la lv lt lb mk mg ms ml mt mr mn ne no nb nn oc or ps fa pl pt pa ' +
  'qu ro ru sa gd sr sd si sk sl so es su sw sv tl tg ta tt te th bo tr tk uk ur ug uz vi cy xh yi yo zu ha ig'
).split(' ');

export function isNamedLanguage(tag: string): boolean {
  return NAMED_LANGUAGES.includes(tag);
}

/** How one language asks, ready to use. */
export interface AskingExpressions {
  readonly in: RegExp;
  readonly into?: RegExp;
  readonly from?: RegExp;
  readonly verbs: RegExp;
  readonly topic?: RegExp;
  readonly polite?: RegExp;
  readonly question?: RegExp;
  readonly not?: RegExp;
  readonly notAfter?: RegExp;
  readonly condition?: RegExp;
  /** "an English poem" */
  readonly texts?: RegExp;
}

/** A language in which people ask. */
export class Asking {
  readonly language: LanguageTag;
  /** A name may follow other letters. */
  readonly inside: boolean;
  private compiled: AskingExpressions | undefined;

  constructor(private readonly patterns: AskingPatterns) {
    this.language = patterns.language;
    this.inside = patterns.inside ?? false;
  }

  /** Prepared when a text first has one of its names: all languages' together take tens of milliseconds. */
  get expressions(): AskingExpressions {
    return (this.compiled ??= compile(this.patterns));
  }
}

/** A language's name in one asking language. */
export interface LanguageName {
  readonly form: string;
  readonly language: LanguageTag;
  readonly asking: Asking;
}

/** Stands in a sentence for the name that is looked at. */
export const NAME = '\uFFFC';

/** All names that may begin at a place of a folded text, the longest first. */
export class LanguageNames {
  private static instance: LanguageNames | undefined;
  /** Names by their units, one after another: nearly every word of a text leaves it after two or three. */
  private readonly tree = new UnitTree();
  /** By the tree's node: the names that end there. */
  private readonly namesAt: (LanguageName[] | undefined)[] = [];
  /** 1 for the hashes of the first three units of names, and of the first unit of shorter ones: few words pass. */
  private readonly beginnings = new Uint8Array(0x10000);

  /** Takes some tens of milliseconds the first time. */
  static get(): LanguageNames {
    return (this.instance ??= new LanguageNames());
  }

  private constructor() {
    for (const patterns of ASKING_PATTERNS) {
      const asking = new Asking(patterns);
      for (const [form, tag] of namesIn(patterns)) this.add({ form, language: parseLanguage(tag) ?? tag, asking });
    }
  }

  /** @param atWordStart whether no letter stands before the place. */
  at({ units, length }: FoldedText, place: number, atWordStart: boolean): readonly LanguageName[] {
    const isLikely = this.beginnings[units[place]] | this.beginnings[hash(units[place], units[place + 1], units[place + 2])];
    if (isLikely === 0) return NO_NAMES;
    let found = NO_NAMES;
    let node = 0;
    for (let at = place; at < length && (node = this.tree.next(node, units[at])) > 0; at++) {
      const all = this.namesAt[node];
      if (!all) continue;
      const names = atWordStart ? all : all.filter(({ asking }) => asking.inside);
      found = found.length === 0 ? names : [...names, ...found];
    }
    return found;
  }

  private add(name: LanguageName): void {
    const units = Array.from({ length: 3 }, (_, at) => name.form.charCodeAt(at));
    this.beginnings[name.form.length < 3 ? units[0] : hash(units[0], units[1], units[2])] = 1;
    const node = this.tree.add(name.form);
    (this.namesAt[node] ??= []).push(name);
  }
}

const NO_NAMES: readonly LanguageName[] = [];

function hash(first: number, second: number, third: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35)) >>> 16;
}

function namesIn({ language, locales, cut, names = {} }: AskingPatterns): Map<string, LanguageTag> {
  const forms = new Map<string, LanguageTag>();
  for (const locale of locales ?? [language]) {
    const displayNames = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });
    for (const tag of NAMED_LANGUAGES) {
      const name = displayNames.of(tag);
      if (name === undefined) continue;
      const form = fold(name);
      const stem = cut ? form.replace(cut, '') : form;
      // What is cut down to two letters of an alphabet would be found everywhere.
      forms.set(stem.length > 2 || !/[a-zа-я]/u.test(stem) ? stem : form, tag);
    }
  }
  if (language === 'en') {
    for (const tag of NAMED_LANGUAGES) {
      const ownName = new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }).of(tag);
      if (ownName !== undefined) forms.set(fold(ownName), tag);
    }
  }
  for (const [form, tag] of Object.entries(names)) forms.set(fold(form), tag);
  return forms;
}

function compile(patterns: AskingPatterns): AskingExpressions {
  const start = patterns.inside ? '' : '(?<![\\p{L}\\p{M}])';
  const naming = (source: string) =>
    new RegExp(
      withRanges(
        `${start}(?:${unifySpelling(source)
          .replaceAll('@', `${NAME}${patterns.ending ?? ''}(?![\\p{L}\\p{M}])`)
          .replaceAll('#', NAME)})`,
      ),
    );
  const texts = namedTexts(patterns.language);
  const plain = (source: string) => new RegExp(withRanges(unifySpelling(source)));
  return {
    in: naming(patterns.in),
    into: patterns.into === undefined ? undefined : naming(patterns.into),
    from: patterns.from === undefined ? undefined : naming(patterns.from),
    topic: patterns.topic === undefined ? undefined : naming(patterns.topic),
    verbs: plain(patterns.verbs),
    polite: patterns.polite === undefined ? undefined : plain(patterns.polite),
    question: patterns.question === undefined ? undefined : plain(patterns.question),
    not: patterns.not === undefined ? undefined : plain(patterns.not),
    notAfter: patterns.notAfter === undefined ? undefined : plain(patterns.notAfter),
    condition: patterns.condition === undefined ? undefined : plain(patterns.condition),
    texts: texts === undefined ? undefined : naming(texts),
  };
}
