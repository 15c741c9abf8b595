import { KIND_OF_UNIT, SCRIPT_OF_KIND } from './characters';
import type { TextStretches } from './fasttext/textStretches';
import type { Span } from './languageVerdict';

/** Words on each side of a place that are read together: one by itself says too little. */
const WORDS = 3;
/** More words are not looked at one by one. */
const MOST_WORDS = 60;
/** Keeps logarithms finite. */
const LEAST = 1e-4;
/** What no word at all on a side counts for, where the sentence goes on. */
const NOTHING = 0.6;
/** Probability from which words at the beginning or end of a sentence are in another language than its rest. */
const SURE = 0.5;
/** What a sign between two words counts for, in logarithms of probability, where one language ends and another begins. */
const SIGN = 1;

/** Finds the word at which a passage begins or ends within a sentence. */
export class PassageEdges {
  /** Where words begin, and where the last one ends. */
  private readonly places: number[] = [];

  constructor(private readonly stretches: TextStretches) {}

  /**
   * The place between two words from `start` to `end` at which one language most probably gives way to another.
   * @param before labels of the language that is spoken first. @param after of the other.
   * @param isSentence whether what lies from `start` to `end` is at the beginning, or at the end, of a sentence.
   * @returns in UTF-16 units of the text; `start` or `end` where all is in one language.
   */
  between(
    text: string,
    { start, end }: Span,
    before: Uint16Array,
    after: Uint16Array,
    isSentence: { readonly start?: boolean; readonly end?: boolean },
  ): number {
    this.readWords(text, start, end);
    const { places, stretches } = this;
    const count = places.length - 1;
    let best = -Infinity;
    let bestPlace = 0;
    for (let place = 0; place <= count; place++) {
      const isEdge = (place === 0 && isSentence.start) || (place === count && isSentence.end);
      const nothing = isEdge ? 1 : NOTHING;
      const first = place === 0 ? nothing : stretches.probabilityOf(Math.max(0, place - WORDS), place, before);
      const second = place === count ? nothing : stretches.probabilityOf(place, Math.min(count, place + WORDS), after);
      const isAtSign = place > 0 && place < count && hasSign(text, places[place]);
      const total = Math.log(first + LEAST) + Math.log(second + LEAST) + (isAtSign || isEdge ? SIGN : 0);
      if (total <= best) continue;
      best = total;
      bestPlace = place;
    }
    // The rest of a whole sentence goes with it unless it is surely in the other language.
    if (isSentence.start && bestPlace > 0 && stretches.probabilityOf(0, bestPlace, before) < SURE) return start;
    if (isSentence.end && bestPlace < count && stretches.probabilityOf(bestPlace, count, after) < SURE) return end;
    return bestPlace === count ? end : places[bestPlace];
  }

  private readWords(text: string, start: number, end: number): void {
    const { places, stretches } = this;
    places.length = 0;
    // Only what lies there: a response of megabytes has thousands of passages.
    stretches.begin(text.slice(start, end));
    let isInWord = false;
    for (let at = start; at < end && places.length < MOST_WORDS; at++) {
      const isSpace = text.charCodeAt(at) <= 0x20;
      if (!isInWord && !isSpace) places.push(at);
      isInWord = !isSpace;
    }
    places.push(end);
    for (let word = 1; word < places.length; word++) stretches.add(places[word - 1] - start, places[word] - start);
  }
}

/** Whether something that is no letter stands before the word at `place` or at its beginning. */
function hasSign(text: string, place: number): boolean {
  return isSign(text.charCodeAt(place)) || isSign(text.charCodeAt(place - 2));
}

function isSign(unit: number): boolean {
  return unit > 0x20 && SCRIPT_OF_KIND[KIND_OF_UNIT[unit]] === 0;
}
