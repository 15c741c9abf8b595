import type { LanguageTag } from '../../../schema/schema';
import { baseLanguage } from '../../language/equivalence';
import { capitalisesNouns } from '../spelledLanguage';
import { isCapitalised } from '../words';

/** Letters that what stands behind a combining form has at least, for forms of three letters and for longer ones. */
const SHORTEST_BEHIND_SHORT = 5;
const SHORTEST_BEHIND = 4;
const SHORT = 3;
/** In UTF-16 units: of longer words, there are too many ways to divide them. */
const LONGEST = 48;

/**
 * Forms that words of many languages begin with, mostly Greek and Latin ones ("international scientific vocabulary"),
 * which dictionaries have in some words only: `cryptocurrency`, `Kryptowährung`, `criptomoeda`, `криптовалюта`.
 */
const FORMS: Readonly<Record<string, string>> = {
  Latn: `aero agro anti astro audio auto biblio bio cardio kardio ciber cyber kiber kyber küber siber ziber contra kontra counter cripto crypto krypto kripto krüpto
    derm eco eko öko ecto electro elektro elettro eletro entero etno ethno euro extra ekstra filo fito phyto fono phono foto photo fysio fisio
    physio gastro geo giga hetero hidro hydro idro hiper hyper iper homo infra inter intra kilo macro makro mega meta micro mikro mili milli mini mono
    multi nano neo neuro nevro omni orto ortho paleo petro poli poly post pre proto pseudo psico psycho psyko psiko quasi kvasi radio retro
    semi sozio socio sosio sub super supra tecno techno tekno tele termo thermo tetra trans turbo ultra vice video vídeo xeno zoo`,
  Cyrl: `авиа авіа авто агро аеро анти аудио аудіо аэро био біо веб вело вело видео відео взаимо газо гастро гео гидро гідро гипер гіпер
    евро евро экзо эко еко электро електро энерго енерго этно зоо интер інтер инфра інфра квази кибер кібер кино кіно контр крипто макро
    мега меж между мета микро мікро мини міні много моно мото мульти нано нарко нейро нео онко орто остео палео пневмо поли
    полі пост псевдо психо радио радіо ретро само сверх соцо социо соціо спец стерео супер суб теле тепло термо техно транс трёх турбо ультра
    фито фіто фото экс`,
  Grek: `αερο αντι αυτο βιο γεω εθνο ευρω ηλεκτρο ημι θερμο κρυπτο κυβερνο μακρο μεγα μετα μικρο μονο μυο νανο νεο νευρο οικο ορθο παλαιο παν πολυ
    προ ραδιο τηλε τριτο υδρο υπερ υπο φωτο χημειο ψευδο ψυχο`,
};

/** What else words of a language begin with: what says no, and the first parts of verbs. */
const OWN_FORMS: Readonly<Record<LanguageTag, string>> = {
  es: 'ex re des auto',
  pt: 'ex re des auto',
  gl: 'ex re des auto',
  ca: 'ex re des auto',
  cs: 'ne',
  sk: 'ne',
  lv: 'ne',
  lt: 'ne',
  de: `durch entgegen entlang fort gegenüber heran herab heraus herauf herbei herein herum herunter hervor hinab hinauf hinaus hinein hinunter
    hinweg hinzu nach nieder über umher voran voraus vorbei vorher weiter wieder zurück zusammen`,
};

/** Adjectives with *не*, which verbs are written apart from. */
const NEGATED = /^не(\p{L}{3,}(?:[ыиі]й|ой|ая|яя|ое|ее|[ыи][ехя]|[оеа]го|[оеа]му|ага|ы[мх]|ую|юю|[ыи]ми|ымі|ост[ьи]|остью|ість|ості|істю|асц[ьі]))$/u;
const NEGATES_WITH_NE = new Set(['ru', 'uk', 'be']);

/** Languages that write compounds as one word, with what may stand at the seam. */
const SEAMS: Readonly<Record<LanguageTag, readonly string[]>> = {
  de: ['', 's', 'n', 'es', 'en', 'er', 'e'],
  lb: ['', 's', 'n', 'en'],
  nl: ['', 's', 'en', 'n'],
  af: ['', 's', 'e'],
  sv: ['', 's'],
  da: ['', 's', 'e'],
  nb: ['', 's', 'e'],
  nn: ['', 's', 'e'],
  no: ['', 's', 'e'],
  is: ['', 's', 'ar', 'a'],
  fi: [''],
  et: [''],
};
/** Devanagari's nasals before a consonant of their own row, which may as well be written as a dot above. */
const NASALS = /ङ्(?=[कखगघ])|ञ्(?=[चछजझ])|ण्(?=[टठडढ])|न्(?=[तथदध])|म्(?=[पफबभ])/g;
const SHORTEST_FIRST = 4;
const SHORTEST_SECOND = 5;
/** Of nouns with a capital, of which fewer come about by chance. */
const SHORTEST_SECOND_NOUN = 4;

/**
 * Words that a dictionary lacks and that are made by rule of ones that it has: with a combining form, or as a compound.
 * Of a language.
 */
export class DerivedWords {
  private readonly forms: readonly string[];
  private readonly seams: readonly string[];
  private readonly capitalisesNouns: boolean;
  private readonly negates: boolean;
  private readonly writesCircumflex: boolean;
  private readonly writesDevanagari: boolean;

  /** @param isCorrect whether the dictionary has a word. */
  constructor(
    language: LanguageTag,
    private readonly isCorrect: (word: string) => boolean,
  ) {
    const base = baseLanguage(language);
    this.forms = [...Object.values(FORMS), OWN_FORMS[base] ?? ''].flatMap((forms) => forms.split(/\s+/).filter((form) => form !== ''));
    this.seams = SEAMS[base] ?? [];
    this.capitalisesNouns = capitalisesNouns(base);
    this.negates = NEGATES_WITH_NE.has(base);
    this.writesCircumflex = base === 'tr';
    this.writesDevanagari = base === 'hi';
  }

  has(word: string): boolean {
    if (word.length > LONGEST) return false;
    if (this.writesDevanagari) return this.isSpelledOtherwise(word);
    return /^\p{L}+$/u.test(word) && (this.hasForm(word) || this.isCompound(word) || this.isNegated(word) || this.isCircumflexed(word));
  }

  /** Hindi *स्वतन्त्र* for *स्वतंत्र*, *हँसी* for *हंसी*, and *क़ानून* with a dot below that few writers set. */
  private isSpelledOtherwise(word: string): boolean {
    const usual = word.replace(NASALS, 'ं').replaceAll('ँ', 'ं').replaceAll('\u093c', '');
    return usual !== word && this.isCorrect(usual);
  }

  /** Turkish *kâğıt*, *zekâ*: the circumflex is right, and dictionaries have most words without it. */
  private isCircumflexed(word: string): boolean {
    if (!this.writesCircumflex || !/[âîûÂÎÛ]/.test(word)) return false;
    return this.isCorrect(word.replace(/[âîûÂÎÛ]/g, (letter) => letter.normalize('NFD').charAt(0)).replaceAll('I', 'İ'));
  }

  private isNegated(word: string): boolean {
    const [, rest] = (this.negates && NEGATED.exec(word.toLowerCase())) || [];
    return rest !== undefined && this.isCorrect(rest);
  }

  private hasForm(word: string): boolean {
    const small = word.toLowerCase();
    return this.forms.some((form) => {
      if (!small.startsWith(form)) return false;
      const rest = small.slice(form.length);
      if (rest.length < (form.length <= SHORT ? SHORTEST_BEHIND_SHORT : SHORTEST_BEHIND)) return false;
      // Between vowels, Spanish, Portuguese and Italian write s and r twice that are one at a word's beginning.
      return this.isCorrect(rest) || this.isNoun(rest) || (/^(rr|ss)/.test(rest) && this.isCorrect(rest.slice(1))) || this.isParted(rest);
    });
  }

  /** What follows a German verb's first part: *hinaus-zu-treten*. */
  private isParted(rest: string): boolean {
    return this.capitalisesNouns && rest.startsWith('zu') && rest.length >= 2 + SHORTEST_BEHIND && this.isCorrect(rest.slice(2));
  }

  private isCompound(word: string): boolean {
    if (this.seams.length === 0) return false;
    const isNoun = this.capitalisesNouns && isCapitalised(word);
    const shortest = isNoun ? SHORTEST_SECOND_NOUN : SHORTEST_SECOND;
    for (let second = SHORTEST_FIRST; second <= word.length - shortest; second++) {
      const last = word.slice(second);
      if (!(isNoun ? this.isNoun(last) : this.isCorrect(last))) continue;
      const first = word.slice(0, second);
      if (this.seams.some((seam) => first.endsWith(seam) && this.isFirst(first.slice(0, first.length - seam.length)))) return true;
    }
    return false;
  }

  private isFirst(part: string): boolean {
    if (part.length < SHORTEST_FIRST) return false;
    const small = part.toLowerCase();
    return this.capitalisesNouns ? this.isNoun(small) || (part.length > SHORTEST_FIRST && this.isCorrect(small)) : this.isCorrect(small);
  }

  /** A word that is right with a capital only: any other is right with one, too. @param small in small letters. */
  private isNoun(small: string): boolean {
    return this.capitalisesNouns && this.isCorrect(small[0].toUpperCase() + small.slice(1)) && !this.isCorrect(small);
  }
}
