import { usesScript } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import { baseLanguage } from './equivalence';

/** Scripts by their ISO 15924 codes. `Kana` is hiragana and katakana. */
export const SCRIPTS = [
  'Zyyy', 'Latn', 'Grek', 'Cyrl', 'Armn', 'Hebr', 'Arab', 'Syrc', 'Thaa', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml',
  'Telu', 'Knda', 'Mlym', 'Sinh', 'Thai', 'Laoo', 'Tibt', 'Mymr', 'Geor', 'Ethi', 'Khmr', 'Mong', 'Hang', 'Kana', 'Hani',
] as const;
export type Script = (typeof SCRIPTS)[number];

/** Blocks of the Basic Multilingual Plane that hold a script's letters; Han beyond it is known by its surrogates. */
const BLOCKS: readonly (readonly [Script, from: number, to: number])[] = [
  ['Latn', 0x41, 0x5a], ['Latn', 0x61, 0x7a], ['Latn', 0xc0, 0x24f], ['Latn', 0x250, 0x2af], ['Latn', 0x1e00, 0x1eff],
  ['Latn', 0xff21, 0xff3a], ['Latn', 0xff41, 0xff5a], ['Grek', 0x370, 0x3ff], ['Grek', 0x1f00, 0x1fff],
  ['Cyrl', 0x400, 0x52f], ['Cyrl', 0x1c80, 0x1c8f], ['Armn', 0x531, 0x587], ['Hebr', 0x5d0, 0x5ea], ['Arab', 0x620, 0x64a],
  ['Arab', 0x66e, 0x6d3], ['Arab', 0x6d5, 0x6d5], ['Arab', 0x6ee, 0x6fc], ['Arab', 0x750, 0x77f], ['Arab', 0xfb50, 0xfdff],
  ['Arab', 0xfe70, 0xfeff], ['Syrc', 0x710, 0x74f], ['Thaa', 0x780, 0x7b1], ['Deva', 0x900, 0x963], ['Deva', 0x970, 0x97f],
  ['Beng', 0x980, 0x9e3], ['Beng', 0x9f0, 0x9fe], ['Guru', 0xa00, 0xa65], ['Guru', 0xa70, 0xa7f], ['Gujr', 0xa80, 0xae3],
  ['Gujr', 0xaf0, 0xaff], ['Orya', 0xb00, 0xb63], ['Taml', 0xb80, 0xbe5], ['Telu', 0xc00, 0xc63], ['Knda', 0xc80, 0xce3],
  ['Mlym', 0xd00, 0xd63], ['Mlym', 0xd7a, 0xd7f], ['Sinh', 0xd80, 0xde5], ['Thai', 0xe01, 0xe4e], ['Laoo', 0xe80, 0xecf],
  ['Laoo', 0xedc, 0xedf], ['Tibt', 0xf00, 0xfff], ['Mymr', 0x1000, 0x103f], ['Mymr', 0x1050, 0x109f], ['Mymr', 0xaa60, 0xaa7f],
  ['Geor', 0x10a0, 0x10ff], ['Geor', 0x1c90, 0x1cbf], ['Ethi', 0x1200, 0x139f], ['Khmr', 0x1780, 0x17d3], ['Mong', 0x1820, 0x18aa],
  ['Hang', 0x1100, 0x11ff], ['Hang', 0x3130, 0x318f], ['Hang', 0xac00, 0xd7a3], ['Kana', 0x3041, 0x30ff], ['Kana', 0x31f0, 0x31ff],
  ['Kana', 0xff66, 0xff9d], ['Hani', 0x3400, 0x4dbf], ['Hani', 0x4e00, 0x9fff], ['Hani', 0xf900, 0xfaff], ['Hani', 0xd840, 0xd88d],
];

const SCRIPT_OF_UNIT = new Uint8Array(0x10000);
for (const [script, from, to] of BLOCKS) SCRIPT_OF_UNIT.fill(SCRIPTS.indexOf(script), from, to + 1);
for (const notLetter of [0xd7, 0xf7, 0x3fb, 0x30a0]) SCRIPT_OF_UNIT[notLetter] = 0;

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
}

const HAN = SCRIPTS.indexOf('Hani');
const KANA = SCRIPTS.indexOf('Kana');
const HANGUL = SCRIPTS.indexOf('Hang');
const SYLLABIC: readonly Script[] = ['Hani', 'Kana', 'Hang'];
const SYLLABIC_WEIGHT = 3;
/** Japanese prose has kana between its Han; a Chinese one has none but in names. */
const FEWEST_KANA = 0.1;

export function writingOf(text: string): Writing {
  const counts = new Uint32Array(SCRIPTS.length);
  for (let i = 0; i < text.length; i++) counts[SCRIPT_OF_UNIT[text.charCodeAt(i)]]++;
  counts[0] = 0;
  const letters = counts.reduce((sum, count) => sum + count, 0);
  let main = 0;
  const weightIn = (script: number) => counts[script] * (SYLLABIC.includes(SCRIPTS[script]) ? SYLLABIC_WEIGHT : 1);
  for (let script = 1; script < counts.length; script++) if (weightIn(script) > weightIn(main)) main = script;
  let inMain = counts[main];
  const han = counts[HAN];
  if ((main === HAN || main === KANA) && counts[KANA] >= FEWEST_KANA * (han + counts[KANA])) {
    main = KANA;
    inMain = han + counts[KANA];
  } else if (main === HANGUL) {
    inMain += han;
  }
  let weight = 0;
  for (let script = 1; script < counts.length; script++) weight += weightIn(script);
  const mainWeight = SYLLABIC.includes(SCRIPTS[main]) ? inMain * SYLLABIC_WEIGHT : inMain;
  return { letters, weight, main: SCRIPTS[main], share: weight ? mainWeight / weight : 0, hasKana: counts[KANA] > 0 };
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

const scriptsOfLanguage = new Map<LanguageTag, readonly Script[]>();

/** The scripts that a language may be written in; empty where they are not known. */
export function scriptsOf(tag: LanguageTag): readonly Script[] {
  const language = baseLanguage(tag);
  let scripts = scriptsOfLanguage.get(language);
  if (!scripts) {
    const code = usesScript(language);
    const usual = code === undefined ? [] : (SCRIPTS_OF_CODE[code] ?? SCRIPTS.filter((script) => script === code));
    scripts = [...new Set([...usual, ...(ALSO_WRITTEN_IN[language] ?? [])])];
    scriptsOfLanguage.set(language, scripts);
  }
  return scripts;
}

/** Scripts that one language alone is written in, as far as datasets go. */
const OF_ONE_LANGUAGE: ReadonlySet<Script> = new Set(['Grek', 'Armn', 'Thaa', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Thai', 'Laoo', 'Khmr', 'Geor', 'Hang', 'Kana', 'Mymr']);

export function isOnlyLanguageOf(script: Script): boolean {
  return OF_ONE_LANGUAGE.has(script);
}
