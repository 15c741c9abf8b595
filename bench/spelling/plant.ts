import { readProse } from '../../src/checks/language/prose';
import { CAPITALISED, HAS_APOSTROPHE, HAS_DIGIT, HAS_HYPHEN, INNER_CAPITAL, Words } from '../../src/checks/spelling/words';
import { scriptOfUnit } from '../../src/checks/language/scripts';

/** How people misspell. */
export const MISTAKES = ['swapped', 'missing', 'doubled', 'neighbour', 'singled', 'accent', 'confused'] as const;
export type Mistake = (typeof MISTAKES)[number];

/** A mistake put into a text. */
export interface Planted {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly mistake: Mistake;
}

/** Rows of keyboards: keys beside each other, and above one another, are taken for one another. */
const KEYBOARDS = [
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
  ['ضصثقفغعهخحجد', 'شسيبلاتنمكط', 'ئءؤرلاىةوزظ'],
  ['קראטוןםפ', 'שדגכעיחלךף', 'זסבהנמצתץ'],
  ['ςερτυθιοπ', 'ασδφγηξκλ', 'ζχψωβνμ'],
];

/** Letters that are written for one another since they sound or look alike. */
const CONFUSED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Latn: [
    ['ie', 'ei'], ['ei', 'ie'], ['e', 'a'], ['a', 'e'], ['s', 'z'], ['c', 's'], ['b', 'v'], ['v', 'b'], ['y', 'i'], ['i', 'y'],
    ['ß', 'ss'], ['ss', 'ß'], ['ph', 'f'], ['k', 'c'], ['c', 'k'], ['d', 't'], ['t', 'd'], ['ı', 'i'], ['i', 'ı'], ['h', ''], ['o', 'u'],
  ],
  Cyrl: [['о', 'а'], ['а', 'о'], ['е', 'и'], ['и', 'е'], ['тс', 'ц'], ['ш', 'щ'], ['б', 'п'], ['д', 'т'], ['г', 'в'], ['ь', '']],
  Arab: [['ة', 'ه'], ['ه', 'ة'], ['أ', 'ا'], ['إ', 'ا'], ['ى', 'ي'], ['ي', 'ى'], ['ض', 'ظ'], ['ذ', 'ز'], ['س', 'ص'], ['ت', 'ط']],
  Deva: [['ि', 'ी'], ['ी', 'ि'], ['ु', 'ू'], ['ू', 'ु'], ['श', 'स'], ['ष', 'श'], ['न', 'ण'], ['ं', ''], ['ब', 'व'], ['े', 'ै']],
  Beng: [['ি', 'ী'], ['ী', 'ি'], ['ু', 'ূ'], ['শ', 'স'], ['ন', 'ণ'], ['জ', 'য']],
  Hebr: [['ת', 'ט'], ['כ', 'ק'], ['א', 'ע'], ['ו', ''], ['י', '']],
  Hang: [['에', '애'], ['애', '에'], ['돼', '되'], ['되', '돼'], ['의', '에'], ['습', '읍']],
};

const SCRIPT_OF_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Latin}/u, 'Latn'], [/\p{Script=Cyrillic}/u, 'Cyrl'], [/\p{Script=Arabic}/u, 'Arab'], [/\p{Script=Devanagari}/u, 'Deva'],
  [/\p{Script=Bengali}/u, 'Beng'], [/\p{Script=Hebrew}/u, 'Hebr'], [/\p{Script=Hangul}/u, 'Hang'],
];

/** Letters of a word that has a mistake put into it; syllables of Korean say more each. */
const SHORTEST = 4;
const SHORTEST_KOREAN = 2;
/** Attempts to find a mistake that fits a word. */
const ATTEMPTS = 20;

/** A text with so many misspelled words, no two of them next to one another; fewer where it has too few words. */
export function plant(text: string, count: number, random: () => number): { text: string; planted: Planted[] } {
  const words = new Words();
  words.read(text, readProse(text).segments);
  const places: number[] = [];
  for (let place = 0; place < words.count; place++) {
    const { starts, ends, flags } = words;
    const isPlain = (flags[place] & (CAPITALISED | INNER_CAPITAL | HAS_DIGIT | HAS_APOSTROPHE | HAS_HYPHEN)) === 0;
    const isKorean = /\p{Script=Hangul}/u.test(text.slice(starts[place], ends[place]));
    if (isPlain && ends[place] - starts[place] >= (isKorean ? SHORTEST_KOREAN : SHORTEST)) places.push(place);
  }
  const chosen: number[] = [];
  for (let attempt = 0; chosen.length < count && attempt < count * ATTEMPTS && places.length > 0; attempt++) {
    const place = places[Math.floor(random() * places.length)];
    if (chosen.every((other) => Math.abs(other - place) > 1)) chosen.push(place);
  }
  const planted: Planted[] = [];
  let written = '';
  let from = 0;
  for (const place of chosen.sort((a, b) => a - b)) {
    const before = text.slice(words.starts[place], words.ends[place]);
    const found = misspelled(before, random);
    if (!found) continue;
    written += text.slice(from, words.starts[place]);
    planted.push({ start: written.length, end: written.length + found.after.length, before, ...found });
    written += found.after;
    from = words.ends[place];
  }
  return { text: written + text.slice(from), planted };
}

function misspelled(word: string, random: () => number): { after: string; mistake: Mistake } | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const mistake = MISTAKES[Math.floor(random() * MISTAKES.length)];
    const after = MAKE[mistake](word, random);
    if (after !== undefined && after !== word) return { after, mistake };
  }
  return undefined;
}

const MAKE: Readonly<Record<Mistake, (word: string, random: () => number) => string | undefined>> = {
  swapped(word, random) {
    const at = 1 + Math.floor(random() * (word.length - 2));
    if (!isLetter(word[at]) || !isLetter(word[at + 1])) return undefined;
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  },
  missing(word, random) {
    const at = 1 + Math.floor(random() * (word.length - 1));
    return word.slice(0, at) + word.slice(at + 1);
  },
  doubled(word, random) {
    const at = 1 + Math.floor(random() * (word.length - 1));
    if (!isLetter(word[at]) || word[at - 1] === word[at] || word[at + 1] === word[at]) return undefined;
    return word.slice(0, at) + word[at] + word.slice(at);
  },
  neighbour(word, random) {
    const at = Math.floor(random() * word.length);
    const keys = neighboursOf(word[at]);
    return keys && word.slice(0, at) + keys[Math.floor(random() * keys.length)] + word.slice(at + 1);
  },
  singled(word) {
    const double = /(\p{L})\1/u.exec(word);
    return double ? word.slice(0, double.index) + word.slice(double.index + 1) : undefined;
  },
  accent(word, random) {
    const places = Array.from(word, (letter, at) => (letter.normalize('NFD').length > 1 && !/\p{Script=Hangul}/u.test(letter) ? at : -1)).filter((at) => at >= 0);
    if (places.length === 0) return undefined;
    const at = places[Math.floor(random() * places.length)];
    return word.slice(0, at) + word[at].normalize('NFD')[0] + word.slice(at + 1);
  },
  confused(word, random) {
    const script = SCRIPT_OF_PAIRS.find(([pattern]) => pattern.test(word))?.[1];
    const pairs = (script ? CONFUSED[script] : []).filter(([from]) => word.includes(from, 1));
    if (pairs.length === 0) return undefined;
    const [from, to] = pairs[Math.floor(random() * pairs.length)];
    const at = word.indexOf(from, 1);
    return word.slice(0, at) + to + word.slice(at + from.length);
  },
};

function isLetter(character: string | undefined): boolean {
  return character !== undefined && scriptOfUnit(character.charCodeAt(0)) !== 0 && /\p{L}/u.test(character);
}

function neighboursOf(letter: string): string[] | undefined {
  for (const rows of KEYBOARDS) {
    for (let row = 0; row < rows.length; row++) {
      const at = rows[row].indexOf(letter);
      if (at < 0) continue;
      return [rows[row][at - 1], rows[row][at + 1], rows[row - 1]?.[at], rows[row + 1]?.[at]].filter((key) => key !== undefined);
    }
  }
  return undefined;
}
