import { fromModelLabel, isNoLanguage } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import type { Equivalence } from './equivalence';
import type { LanguageIdentifier } from './fasttext/languageIdentifier';
import type { TextStretches } from './fasttext/textStretches';
import type { FoundLanguage } from './languageVerdict';
import { isLid176, type ModelWeaknesses, weaknessesOf } from './modelWeaknesses';
import { areNeighbours } from './neighbours';
import type { ResponseReading } from './responseReading';
import { isOnlyLanguageOf, onlyLanguageOf, type Script, scriptsOf, type Writing, writingOf } from './scripts';
import { SecondOpinion } from './trigrams/secondOpinion';

/** What a text says about its language. */
export interface LanguageEvidence {
  readonly writing: Writing;
  /** The most probable group of languages that the script allows, by its most probable language; absent when there is none. */
  readonly found?: FoundLanguage;
  /** Probability, 0 to 1, of the languages that count as this one. */
  probabilityOf(language: LanguageTag): number;
  /** The languages that the text may be in, each by one of those that count as it, with its probability. */
  likely(): readonly FoundLanguage[];
}

/** What a neighbour's label is worth beside the language's own: the model mixes them up. */
const NEIGHBOUR_SHARE = 0.2;

/** Probability, 0 to 1, that two texts are in the same language, in so far as they can be told apart. */
export function agreementOf(a: LanguageEvidence, b: LanguageEvidence): number {
  let agreement = 0;
  for (const one of a.likely()) {
    for (const other of b.likely()) {
      const isSame = one.language === other.language;
      const share = isSame ? 1 : areNeighbours(one.language, other.language) ? NEIGHBOUR_SHARE : 0;
      agreement += share * one.confidence * other.confidence;
    }
  }
  return agreement;
}

/** Probability of a label under which it need not be known. */
const LEAST = 5e-4;
/** Probability of the labels that a script allows from which the others do not matter. */
const MOST_OF_IT = 0.9;
/** Probability under which none of the rules asks how low it is. */
const NEGLIGIBLE = 1e-6;
/** Probability from which a language counts among the likely ones. */
const LIKELY = 0.01;

/** Probability from which a text's language is told. */
const SURE_ENOUGH_TO_TELL = 0.5;

/** The text's language, where it is sure enough to be told. */
export function surelyFound({ found, writing }: LanguageEvidence): FoundLanguage | undefined {
  return found && (found.confidence >= SURE_ENOUGH_TO_TELL || isOnlyLanguageOf(writing.main)) ? found : undefined;
}

/** Pieces of this length are taken from a longer text, evenly: more text does not make the language clearer. */
const PIECE = 800;
const PIECES = 4;
const LONGEST_READ_WHOLE = PIECE * PIECES;

/** Letters that one language's alphabet has and its neighbours' have not. */
const PECULIAR_LETTERS: readonly (readonly [LanguageTag, RegExp])[] = [
  ['ps', /[ټډړښځڅېۍګڼ]/g],
  ['ur', /[ٹڈڑے]/g],
  ['uk', /[єґї]/g],
  ['kk', /[ұғқәң]/g],
  ['mk', /[ѓќѕ]/g],
];
/** Share of the letters that must be peculiar for the alphabet to decide. */
const PECULIAR_SHARE = 0.02;
const FEWEST_PECULIAR = 3;

/** Reads the evidence: the identifier's probabilities, among the languages that the text's script allows. */
export class EvidenceReader {
  private readonly tags: readonly LanguageTag[];
  /** By label: the place of its group in `groups`. */
  private readonly groupOfLabel: Uint16Array;
  private readonly groups: LanguageTag[] = [];
  private readonly placeOfGroup = new Map<LanguageTag, number>();
  private readonly labelsOfLanguage = new Map<LanguageTag, Uint16Array>();
  /** By label, of the text that is read. */
  private readonly probabilities: Float32Array;
  /** By group, of the text that is read: in proportion to their probability. */
  private readonly masses: Float32Array;
  private readonly alphabets: readonly { readonly group: number; readonly letters: RegExp; readonly scripts: readonly Script[] }[];
  private readonly stretches: TextStretches;
  readonly weaknesses: ModelWeaknesses;
  /** For the model that it is made and measured for. */
  private readonly secondOpinion: SecondOpinion | undefined;
  /** By script: the labels whose languages may be written in it. */
  private readonly labelsAllowed = new Map<string, Uint16Array>();

  constructor(
    identifier: LanguageIdentifier,
    private readonly equivalence: Equivalence,
  ) {
    this.weaknesses = weaknessesOf(identifier);
    this.tags = identifier.labels.map(fromModelLabel);
    this.probabilities = new Float32Array(this.tags.length);
    this.stretches = identifier.stretches();
    this.groupOfLabel = Uint16Array.from(this.tags, (tag) => this.addGroup(tag));
    if (isLid176(identifier)) {
      const tellsAll = identifier.labels.length === identifier.share().vocabulary.labels.length;
      if (tellsAll) SecondOpinion.languages().forEach((language) => this.addGroup(language));
      this.secondOpinion = new SecondOpinion(this.groups.length, this.placeOf);
    }
    this.masses = new Float32Array(this.groups.length);
    this.alphabets = PECULIAR_LETTERS.flatMap(([language, letters]) => {
      const group = this.placeOf(language);
      return group === undefined ? [] : [{ group, letters, scripts: scriptsOf(language) }];
    });
  }

  private addGroup(tag: LanguageTag): number {
    const group = this.equivalence.representative(tag);
    let place = this.placeOfGroup.get(group);
    if (place === undefined) {
      place = this.groups.push(group) - 1;
      this.placeOfGroup.set(group, place);
    }
    return place;
  }

  /** Whether the language, or one that counts as it, can be found. */
  knows(language: LanguageTag): boolean {
    return this.placeOf(language) !== undefined;
  }

  /** The place of a language's group. */
  private readonly placeOf = (language: LanguageTag): number | undefined =>
    this.placeOfGroup.get(this.equivalence.representative(language));

  /** The labels of the languages that count as this one. */
  labelsOf(language: LanguageTag): Uint16Array {
    let labels = this.labelsOfLanguage.get(language);
    if (!labels) {
      const group = this.placeOf(language);
      labels = Uint16Array.from(this.tags.keys()).filter((label) => this.groupOfLabel[label] === group);
      this.labelsOfLanguage.set(language, labels);
    }
    return labels;
  }

  read(prose: string, writing = writingOf(prose)): LanguageEvidence {
    // The model has learnt little from text in capitals.
    const sample = writing.isShouted ? sampleOf(prose).toLowerCase() : sampleOf(prose);
    this.stretches.begin(sample);
    this.stretches.add(0, sample.length);
    return this.evidenceOf(prose, writing, this.stretches, 0, 1);
  }

  /** The label that the model gives parts `from` to `to` of a response, whatever they are written in. */
  likeliestLabel({ stretches }: ResponseReading, from: number, to: number): { label: number; probability: number } {
    const { probabilities } = this;
    if (!stretches.probabilities(from, to, probabilities, LEAST)) return { label: -1, probability: 0 };
    let label = 0;
    for (let other = 1; other < probabilities.length; other++) if (probabilities[other] > probabilities[label]) label = other;
    return { label, probability: probabilities[label] };
  }

  /** What parts `from` to `to` of a response say. */
  readParts(reading: ResponseReading, from: number, to: number, writing?: Writing): LanguageEvidence {
    const prose = reading.textOf(from, to);
    return this.evidenceOf(prose, writing ?? writingOf(prose), reading.stretches, from, to);
  }

  /** What a run of parts says as a text by itself. Its words are not read again where they would be the same. */
  readRun(reading: ResponseReading, from: number, to: number): LanguageEvidence {
    const prose = reading.textOf(from, to);
    const writing = writingOf(prose);
    const isReadSo = writing.isShouted === reading.isShouted && prose.length <= LONGEST_READ_WHOLE && reading.hasWholeWords(from, to);
    return isReadSo ? this.evidenceOf(prose, writing, reading.stretches, from, to) : this.read(prose, writing);
  }

  private evidenceOf(
    prose: string,
    writing: Writing,
    stretches: TextStretches,
    from: number,
    to: number,
  ): LanguageEvidence {
    const { probabilities, masses } = this;
    const allowed = this.allowedLabels(writing);
    masses.fill(0);
    if (!stretches.probabilities(from, to, probabilities, LEAST)) probabilities.fill(0);
    let total = this.addUp(probabilities, allowed, masses);
    // What the script leaves is made up to 1, and has to be exact for that.
    if (total > 0 && total < MOST_OF_IT) {
      stretches.probabilities(from, to, probabilities);
      total = this.addUp(probabilities, allowed, masses.fill(0));
    }
    const only = total === 0 ? onlyLanguageOf(writing.main) : undefined;
    const place = only === undefined ? undefined : this.placeOf(only);
    // The model may know no part of a short text, but its script says enough.
    if (place !== undefined) {
      masses[place] = 1;
      total = 1;
    }
    this.decideByAlphabet(prose, writing, masses, total);
    if (this.secondOpinion) total = this.secondOpinion.revise(prose, writing, masses, total);
    const found = total > 0 ? this.mostProbable(masses, allowed, total, writing.main) : undefined;
    return new GroupedEvidence(writing, found, this.groups, masses, total, this.placeOf);
  }

  /** Adds up the probabilities of labels that are allowed by their groups. @returns the sum of all */
  private addUp(probabilities: Float32Array, allowed: Uint16Array, masses: Float32Array): number {
    let total = 0;
    for (const label of allowed) {
      const probability = probabilities[label];
      if (probability === 0) continue;
      masses[this.groupOfLabel[label]] += probability;
      total += probability;
    }
    return total;
  }

  /** `undefined` where that is what the model says of texts without a language. */
  private mostProbable(masses: Float32Array, allowed: Uint16Array, total: number, script: Script): FoundLanguage | undefined {
    let best = 0;
    for (let group = 1; group < masses.length; group++) if (masses[group] > masses[best]) best = group;
    const language = this.groups[best];
    if (isNoLanguage(language)) return undefined;
    const { probabilities } = this;
    let label = -1;
    for (const other of this.labelsOf(language)) {
      const isBetter = label < 0 || probabilities[other] > probabilities[label];
      if (isBetter && allowed.includes(other)) label = other;
    }
    const unlabelled = script === 'Latn' && !scriptsOf(language).includes(script) ? `${language}-Latn` : language;
    return { language: label < 0 ? unlabelled : this.tags[label], confidence: Math.min(1, masses[best] / total) };
  }

  /** Letters that only one alphabet has outweigh a model that has seen little of the language. */
  private decideByAlphabet(prose: string, writing: Writing, masses: Float32Array, total: number): void {
    for (const { group, letters, scripts } of this.alphabets) {
      if (!scripts.includes(writing.main)) continue;
      const count = prose.match(letters)?.length ?? 0;
      if (count < FEWEST_PECULIAR || count < PECULIAR_SHARE * writing.letters) continue;
      const others = total - masses[group];
      masses.forEach((mass, place) => (masses[place] = place === group ? mass + others * 0.8 : mass * 0.2));
      return;
    }
  }

  /** The labels whose languages may be written so; all where no label's may. */
  private allowedLabels(writing: Writing): Uint16Array {
    const key = isHanProse(writing) ? 'Han prose' : writing.main;
    let allowed = this.labelsAllowed.get(key);
    if (!allowed) {
      const labels = Uint16Array.from(this.tags.keys());
      allowed = labels.filter((label) => mayBeWritten(this.tags[label], writing));
      if (writing.main === 'Zyyy' || allowed.length === 0) allowed = labels;
      this.labelsAllowed.set(key, allowed);
    }
    return allowed;
  }
}

/** The evidence of one text, kept apart from the arrays that are used again for the next. */
class GroupedEvidence implements LanguageEvidence {
  /** The groups that count, and their probabilities. Few do: to keep all takes as long as to find them. */
  private readonly places: number[] = [];
  private readonly shares: number[] = [];

  constructor(
    readonly writing: Writing,
    readonly found: FoundLanguage | undefined,
    private readonly groups: readonly LanguageTag[],
    masses: Float32Array,
    total: number,
    private readonly placeOf: (language: LanguageTag) => number | undefined,
  ) {
    const least = NEGLIGIBLE * total;
    for (let place = 0; place < masses.length; place++) {
      if (masses[place] <= least) continue;
      this.places.push(place);
      this.shares.push(masses[place] / total);
    }
  }

  probabilityOf(language: LanguageTag): number {
    const place = this.placeOf(language);
    const at = place === undefined ? -1 : this.places.indexOf(place);
    return at < 0 ? 0 : Math.min(1, this.shares[at]);
  }

  likely(): readonly FoundLanguage[] {
    const likely: FoundLanguage[] = [];
    this.shares.forEach((confidence, at) => {
      if (confidence >= LIKELY) likely.push({ language: this.groups[this.places[at]], confidence });
    });
    return likely;
  }
}

/** Whether a language's texts may look like this, as far as scripts go. */
export function mayBeWritten(language: LanguageTag, writing: Writing): boolean {
  const scripts = scriptsOf(language);
  if (scripts.length === 0 || writing.main === 'Zyyy') return true;
  if (isHanProse(writing) && (scripts.includes('Kana') || scripts.includes('Hang'))) return false;
  return scripts.includes(writing.main);
}

/** Han from which on there would be kana, were it Japanese: names and titles are shorter. */
const HAN_OF_A_SENTENCE = 6;

function isHanProse({ main, letters, hasKana }: Writing): boolean {
  return main === 'Hani' && letters >= HAN_OF_A_SENTENCE && !hasKana;
}

function sampleOf(prose: string): string {
  if (prose.length <= LONGEST_READ_WHOLE) return prose;
  const step = (prose.length - PIECE) / (PIECES - 1);
  const pieces = Array.from({ length: PIECES }, (_, at) => {
    const start = Math.floor(at * step);
    return prose.slice(start, start + PIECE);
  });
  return pieces.join(' ');
}
