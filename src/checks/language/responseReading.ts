import { KIND_OF_UNIT, SCRIPT_OF_KIND } from './characters';
import type { TextStretches } from './fasttext/textStretches';
import type { ProseUnit } from './prose/sentences';
import { type Script, SCRIPTS } from './scriptBlocks';

/** Words, and weight of their letters, from which a part is long enough to say something. */
const WORDS_OF_A_PART = 5;
const WEIGHT_OF_A_PART = 24;
/** A longer text has longer parts, not more of them. */
const MOST_PARTS = 4_000;

/**
 * A response's prose read once, in parts of a few words: what any run of parts says comes from there. A part lies
 * within one unit of the prose, a sentence or line, and within one script. For one response at a time.
 */
export class ResponseReading {
  prose = '';
  isShouted = false;
  /** How many parts there are. */
  count = 0;
  /** By part: where it begins and ends in the prose, in UTF-16 units, the weight of its letters, its prose unit. */
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  weights = new Int32Array(256);
  units = new Int32Array(256);
  /** The place in `SCRIPTS` of its script; Han goes with kana. */
  scripts = new Int32Array(256);

  constructor(readonly stretches: TextStretches) {}

  /** @param isShouted whether the prose is to be read in small letters: models have learnt little from text in capitals */
  read(prose: string, units: readonly ProseUnit[], isShouted = false): void {
    this.prose = prose;
    this.isShouted = isShouted;
    this.count = 0;
    this.stretches.begin(isShouted ? inSmallLetters(prose) : prose);
    const times = Math.ceil(prose.length / (WEIGHT_OF_A_PART * MOST_PARTS));
    for (let unit = 0; unit < units.length; unit++) {
      this.readUnit(units[unit], unit, WORDS_OF_A_PART * times, WEIGHT_OF_A_PART * times);
    }
  }

  /** Weight of parts `from` to `to`. */
  weight(from: number, to: number): number {
    let weight = 0;
    for (let part = from; part < to; part++) weight += this.weights[part];
    return weight;
  }

  /** The text of parts `from` to `to`. */
  textOf(from: number, to: number): string {
    return to > from ? this.prose.slice(this.starts[from], this.ends[to - 1]) : '';
  }

  /** Whether no word or sign between parts `from` and `to` is cut or left out: they are of one unit and one script. */
  hasWholeWords(from: number, to: number): boolean {
    const { units, scripts } = this;
    for (let part = from + 1; part < to; part++) if (scripts[part] !== scripts[from]) return false;
    return from < to && units[from] === units[to - 1];
  }

  private readUnit({ proseStart, proseEnd }: ProseUnit, unit: number, mostWords: number, mostWeight: number): void {
    const { prose } = this;
    let start = proseStart;
    let script = 0;
    let weight = 0;
    let words = 0;
    let wordStart = proseStart;
    for (let at = proseStart; at < proseEnd; at++) {
      const code = prose.charCodeAt(at);
      if (code <= SPACE) {
        wordStart = at + 1;
        continue;
      }
      const kind = KIND_OF_UNIT[code];
      const ownScript = PART_SCRIPT[kind];
      if (ownScript === 0) continue;
      const isOther = script !== 0 && ownScript !== script;
      const isFirst = wordStart >= 0;
      if (isOther || (isFirst && words >= mostWords && weight >= mostWeight)) {
        // Signs in front of a word belong to it.
        const end = isFirst ? wordStart : at;
        this.add(start, end, weight, unit, script);
        start = end;
        weight = 0;
        words = 0;
      }
      script = ownScript;
      weight += WEIGHT[kind];
      if (isFirst || isOther) words++;
      wordStart = WITHIN;
    }
    if (weight > 0) this.add(start, proseEnd, weight, unit, script);
  }

  private add(start: number, end: number, weight: number, unit: number, script: number): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.weights[this.count] = weight;
    this.units[this.count] = unit;
    this.scripts[this.count] = script;
    this.stretches.add(start, end);
    this.count++;
  }

  private grow(): void {
    for (const column of ['starts', 'ends', 'weights', 'units', 'scripts'] as const) {
      const grown = new Int32Array(this[column].length * 2);
      grown.set(this[column]);
      this[column] = grown;
    }
  }
}

/** Of the same length. */
function inSmallLetters(prose: string): string {
  // The only letter that takes another length in small letters.
  return prose.replaceAll('İ', 'i').toLowerCase();
}

const SPACE = 0x20;
/** A letter of the word has been seen. */
const WITHIN = -1;

const TOGETHER: Readonly<Partial<Record<Script, Script>>> = { Kana: 'Hani' };
/** By kind of unit: the script that parts are of, 0 for what is no letter. Japanese is written in two. */
const PART_SCRIPT = SCRIPT_OF_KIND.map((script) => SCRIPTS.indexOf(TOGETHER[SCRIPTS[script]] ?? SCRIPTS[script]));
const SYLLABIC: readonly Script[] = ['Hani', 'Kana', 'Hang'];
/** By kind of unit: Han, kana and Hangul say as much as three letters of an alphabet. */
const WEIGHT = SCRIPT_OF_KIND.map((script) => (script === 0 ? 0 : SYLLABIC.includes(SCRIPTS[script]) ? 3 : 1));
