import { usesScript } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import { areShouted } from './capitals';
import { KIND_OF_UNIT, KINDS, LOWER, PROPERTIES_OF_KIND, SCRIPT_OF_KIND, UPPER } from './characters';
import { baseLanguage } from './equivalence';
import { type Script, SCRIPTS } from './scriptBlocks';

export { type Script, SCRIPTS };

/** The place in `SCRIPTS` of a UTF-16 unit's script; 0 for what is no letter. */
export function scriptOfUnit(unit: number): number {
  return SCRIPT_OF_KIND[KIND_OF_UNIT[unit]];
}

/** What a text is written in. */
export interface Writing {
  /** UTF-16 units of letters, and of vowel signs where a script has them. */
  readonly letters: number;
  /** Letters, with three for each Han, kana and Hangul character: each says as much as three of an alphabet. */
  readonly weight: number;
  /** The script of most weight; `Kana` for Japanese with its Han, `Zyyy` where there is no letter of a known script. */
  readonly main: Script;
  /** Share of the weight that is of `main`, 0 to 1. */
  readonly share: number;
  readonly hasKana: boolean;
  /** Whether it has some capitals, and more of them than small letters. */
  readonly isShouted: boolean;
}

const HAN = SCRIPTS.indexOf('Hani');
const KANA = SCRIPTS.indexOf('Kana');
const HANGUL = SCRIPTS.indexOf('Hang');
const SYLLABIC_WEIGHT = 3;
/** By script. */
const WEIGHTS = Uint8Array.from(SCRIPTS, (_, script) => ([HAN, KANA, HANGUL].includes(script) ? SYLLABIC_WEIGHT : 1));
WEIGHTS[0] = 0;
/** Japanese prose has kana between its Han; a Chinese one has none but in names. */
const FEWEST_KANA = 0.1;

/**
 * By kind: its units at even and at odd places of what is being looked at. Neighbours are mostly of one kind, and it
 * takes twice as long to add to one number again and again.
 */
const even = new Uint32Array(0x100);
const odd = new Uint32Array(0x100);

/** What a stretch of a text is written in: from `start` to before `end`, in UTF-16 units. */
export function writingOf(text: string, start = 0, end = text.length): Writing {
  let i = start;
  for (; i < end - 1; i += 2) {
    even[KIND_OF_UNIT[text.charCodeAt(i)]]++;
    odd[KIND_OF_UNIT[text.charCodeAt(i + 1)]]++;
  }
  if (i < end) even[KIND_OF_UNIT[text.charCodeAt(i)]]++;
  return writingOfCounted();
}

/**
 * What stretches of a text are written in together.
 * @param kinds of the text's units.
 */
export function writingOfKinds(kinds: Uint8Array, stretches: readonly { start: number; end: number }[]): Writing {
  for (const { start, end } of stretches) countKinds(kinds, start, end);
  return writingOfCounted();
}

function countKinds(kinds: Uint8Array, start: number, end: number): void {
  let i = start;
  for (; i < end - 1; i += 2) {
    even[kinds[i]]++;
    odd[kinds[i + 1]]++;
  }
  if (i < end) even[kinds[i]]++;
}

/** By script. */
const units = new Uint32Array(SCRIPTS.length);

/** Takes the counts, and makes them 0 for the next text. */
function writingOfCounted(): Writing {
  let letters = 0;
  let weight = 0;
  let upper = 0;
  let lower = 0;
  units.fill(0);
  for (let kind = 0; kind < KINDS; kind++) {
    const count = even[kind] + odd[kind];
    if (count === 0) continue;
    even[kind] = odd[kind] = 0;
    const script = SCRIPT_OF_KIND[kind];
    const properties = PROPERTIES_OF_KIND[kind];
    if (properties & UPPER) upper += count;
    else if (properties & LOWER) lower += count;
    if (script === 0) continue;
    units[script] += count;
    letters += count;
    weight += count * WEIGHTS[script];
  }
  let main = 0;
  let mainWeight = 0;
  for (let script = 1; script < units.length; script++) {
    if (units[script] * WEIGHTS[script] <= mainWeight) continue;
    main = script;
    mainWeight = units[script] * WEIGHTS[script];
  }
  const han = units[HAN];
  const kana = units[KANA];
  if ((main === HAN || main === KANA) && kana >= FEWEST_KANA * (han + kana)) {
    main = KANA;
    mainWeight = (han + kana) * SYLLABIC_WEIGHT;
  } else if (main === HANGUL) {
    mainWeight += han * SYLLABIC_WEIGHT;
  }
  const share = weight ? mainWeight / weight : 0;
  return { letters, weight, main: SCRIPTS[main], share, hasKana: kana > 0, isShouted: areShouted(upper, lower) };
}

const SCRIPTS_OF_CODE: Readonly<Record<string, readonly Script[]>> = {
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Kana', 'Hani'],
  Hira: ['Kana', 'Hani'],
  Kore: ['Hang', 'Hani'],
};

/** Scripts that a language is also written in, beside its usual one. */
const ALSO_WRITTEN_IN: Readonly<Record<string, readonly Script[]>> = {
  sr: ['Latn', 'Cyrl'], sh: ['Latn', 'Cyrl'], bs: ['Latn', 'Cyrl'], cnr: ['Latn', 'Cyrl'], hr: ['Latn'],
  az: ['Latn', 'Cyrl', 'Arab'], azb: ['Arab'], kk: ['Cyrl', 'Latn', 'Arab'], ky: ['Cyrl', 'Arab', 'Latn'],
  uz: ['Latn', 'Cyrl', 'Arab'], tg: ['Cyrl', 'Arab', 'Latn'], tk: ['Latn', 'Cyrl', 'Arab'], tt: ['Cyrl', 'Latn'],
  ug: ['Arab', 'Latn', 'Cyrl'], ku: ['Latn', 'Arab'], mn: ['Cyrl', 'Mong'], pa: ['Guru', 'Arab'], pnb: ['Arab', 'Guru'],
  sd: ['Arab', 'Deva'], ks: ['Arab', 'Deva'], ms: ['Latn', 'Arab'], ha: ['Latn', 'Arab'], be: ['Cyrl', 'Latn'],
  ro: ['Latn', 'Cyrl'], yi: ['Hebr'], crh: ['Latn', 'Cyrl'], sa: ['Deva'], kok: ['Deva', 'Latn'], gom: ['Deva', 'Latn'],
};

const scriptsOfTag = new Map<LanguageTag, readonly Script[]>();
/** Tags come from datasets, too. */
const REMEMBERED = 10_000;

/** The scripts that a language may be written in, that of its tag among them; empty where they are not known. */
export function scriptsOf(tag: LanguageTag): readonly Script[] {
  let scripts = scriptsOfTag.get(tag);
  if (!scripts) {
    const language = baseLanguage(tag);
    const codes = [usesScript(language), usesScript(tag)];
    scripts = [...new Set([...codes.flatMap(scriptsOfCode), ...(ALSO_WRITTEN_IN[language] ?? [])])];
    if (scriptsOfTag.size < REMEMBERED) scriptsOfTag.set(tag, scripts);
  }
  return scripts;
}

function scriptsOfCode(code: string | undefined): readonly Script[] {
  return code === undefined ? [] : (SCRIPTS_OF_CODE[code] ?? SCRIPTS.filter((script) => script === code));
}

/** Whether the tag asks for Latin letters of a language that is not written in them: nothing tells that from others. */
export function isRomanised(tag: LanguageTag): boolean {
  return tag.endsWith('-Latn') && !scriptsOf(baseLanguage(tag)).includes('Latn');
}

/** Scripts that one language alone is written in, as far as datasets go. */
const ONLY_LANGUAGE: ReadonlyMap<Script, LanguageTag> = new Map([
  ['Grek', 'el'], ['Armn', 'hy'], ['Thaa', 'dv'], ['Guru', 'pa'], ['Gujr', 'gu'], ['Orya', 'or'], ['Taml', 'ta'],
  ['Telu', 'te'], ['Knda', 'kn'], ['Mlym', 'ml'], ['Sinh', 'si'], ['Thai', 'th'], ['Laoo', 'lo'], ['Khmr', 'km'],
  ['Geor', 'ka'], ['Hang', 'ko'], ['Kana', 'ja'], ['Mymr', 'my'],
]);

export function onlyLanguageOf(script: Script): LanguageTag | undefined {
  return ONLY_LANGUAGE.get(script);
}

export function isOnlyLanguageOf(script: Script): boolean {
  return ONLY_LANGUAGE.has(script);
}
