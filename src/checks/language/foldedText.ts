import { UnitTable } from './unitTable';

/** Of a longer text only this much is looked at, half of it at the beginning and half at the end, in UTF-16 units. */
const LONGEST = 50_000;

const SPACE = 0x20;
const NEWLINE = 0x0a;

/**
 * A text in lower case, with one spelling for what is written in several ways: without marks that are written or left
 * out at will (nukta, harakat, joiners), one kind of apostrophe, single spaces. Knows where each unit comes from.
 *
 * Good until the next text is folded: all texts share their memory, which would cost more to get than to fill.
 */
export class FoldedText {
  /** UTF-16 units; the first `length` count. */
  readonly units: Uint16Array;
  readonly length: number;
  /** By unit: where it stands in the original. */
  private readonly places: Uint32Array;
  private string: string | undefined;

  constructor(readonly original: string) {
    const size = Math.min(original.length, LONGEST) + 1;
    if (size > sharedUnits.length) {
      sharedUnits = new Uint16Array(2 * size);
      sharedPlaces = new Uint32Array(2 * size);
    }
    const units = sharedUnits;
    const places = sharedPlaces;
    let length = 0;
    let previous = 0;
    for (let place = 0; place < original.length; place++) {
      if (place === LONGEST / 2 && original.length > LONGEST) {
        place = original.length - LONGEST / 2;
        places[length] = place;
        units[length++] = previous = NEWLINE;
      }
      const folded = FOLDED.get(original.charCodeAt(place));
      const unit = folded & 0xffff;
      if (folded & DROPPED || (unit === SPACE && previous === SPACE)) continue;
      const composed = folded & COMBINING ? composition(previous, unit) : 0;
      if (composed > 0) {
        units[length - 1] = previous = composed;
        continue;
      }
      places[length] = place;
      units[length++] = previous = unit;
    }
    this.units = units;
    this.places = places;
    this.length = length;
  }

  get text(): string {
    return (this.string ??= stringOf(this.units.subarray(0, this.length)));
  }

  /** What stands in the original between two places of the folded text. */
  quote(start: number, end: number): string {
    const to = end < this.length ? this.places[end] : this.original.length;
    return this.original.slice(this.places[start], to).trim();
  }
}

let sharedUnits = new Uint16Array(4_096);
let sharedPlaces = new Uint32Array(4_096);

/** Folded as `FoldedText` folds, without where it comes from. */
export function fold(text: string): string {
  return new FoldedText(text).text;
}

/** Most units of a call's arguments. */
const PIECE = 8_192;

function stringOf(units: Uint16Array): string {
  if (units.length <= PIECE) return String.fromCharCode.apply(null, units as unknown as number[]);
  let text = '';
  for (let from = 0; from < units.length; from += PIECE) {
    text += String.fromCharCode.apply(null, units.subarray(from, from + PIECE) as unknown as number[]);
  }
  return text;
}

/** Flags above a folded unit: left out; may become one unit with the one before it. */
const DROPPED = 0x10000;
const COMBINING = 0x20000;

const FOLDED = new UnitTable((character) => {
  const folded = foldCharacter(character);
  if (folded === '') return DROPPED;
  return folded.charCodeAt(0) | (/[\p{M}\u1161-\u11ff]/u.test(character) ? COMBINING : 0);
});

function foldCharacter(character: string): string {
  return unifySpelling(character.normalize('NFC').toLowerCase()).replace(/[^\S\n]/, ' ');
}

/** One letter for what is the same letter to most writers, without marks that are written at will; case stays. */
export function unifySpelling(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u0307\u093c\u09bc\u0a3c\u0640\u064b-\u0652\u00ad\u200b-\u200f\u2060\ufeff\ufffc]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[يى]/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/ς/g, 'σ')
    .replace(/[‘’ʼ´]/g, "'");
}

const compositions = new Map<number, number>();
const MOST_COMPOSITIONS = 10_000;

/** The one unit for a letter and a mark, é written as two, or for a syllable's letters; 0 where there is none. */
function composition(previous: number, unit: number): number {
  const key = previous * 0x10000 + unit;
  let composed = compositions.get(key);
  if (composed === undefined) {
    const one = String.fromCharCode(previous, unit).normalize('NFC');
    composed = one.length === 1 ? foldCharacter(one).charCodeAt(0) : 0;
    if (compositions.size < MOST_COMPOSITIONS) compositions.set(key, composed);
  }
  return composed;
}
