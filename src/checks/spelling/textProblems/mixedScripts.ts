import { SCRIPTS, scriptOfUnit } from '../../language/scripts';
import type { SpelledLanguage } from '../spelledLanguage';
import type { TextProblem } from '../spellingVerdict';
import { MIXES_SCRIPTS, type Words } from '../words';

/** Letters that look alike, Cyrillic and Greek ones with the Latin one each is taken for. */
const ALIKE: readonly (readonly [others: string, latin: string])[] = [
  ['АВЕКМНОРСТХІЈЅаеорсухіјѕһԁԛԝЀЁЍЇѐёѝї', 'ABEKMHOPCTXIJSaeopcyxijshdqwÈËÌÏèëìï'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο', 'ABEZHIKMNOPTYXo'],
];

const LATIN = SCRIPTS.indexOf('Latn');
const CYRILLIC = SCRIPTS.indexOf('Cyrl');
const GREEK = SCRIPTS.indexOf('Grek');

const toLatin = new Map<string, string>();
/** By the place of a script in `SCRIPTS`. */
const fromLatin = new Map<number, Map<string, string>>([[CYRILLIC, new Map()], [GREEK, new Map()]]);
for (const [others, latin] of ALIKE) {
  for (let at = 0; at < others.length; at++) {
    toLatin.set(others[at], latin[at]);
    const own = fromLatin.get(scriptOfUnit(others.charCodeAt(at)))!;
    if (!own.has(latin[at])) own.set(latin[at], others[at]);
  }
}

const BETWEEN_PARTS = /[-\u2010\u2011'’]/;

/**
 * Words with letters that only look like those of the others: a Cyrillic а in a Latin word.
 * @param language of the text, where it is known: its words are meant to be in its script.
 */
export function mixedScripts(text: string, words: Words, language: SpelledLanguage | undefined): TextProblem[] {
  const problems: TextProblem[] = [];
  for (let place = 0; place < words.count; place++) {
    if ((words.flags[place] & MIXES_SCRIPTS) === 0) continue;
    let start = words.starts[place];
    // Of compounds, each part is a word: "USB-разъём".
    for (const part of text.slice(start, words.ends[place]).split(BETWEEN_PARTS)) {
      const fix = inOneScript(part, language);
      const end = start + part.length;
      if (fix !== undefined) problems.push({ kind: 'mixedScript', start, end, fix });
      start = end + 1;
    }
  }
  return problems;
}

/** @returns `undefined` where letters of one script do not all look like those of the other. */
function inOneScript(word: string, language: SpelledLanguage | undefined): string | undefined {
  let latin = 0;
  let other = 0;
  let otherLetters = 0;
  for (let at = 0; at < word.length; at++) {
    const script = scriptOfUnit(word.charCodeAt(at));
    if (script === LATIN) latin++;
    else if (script === CYRILLIC || script === GREEK) {
      if (other !== 0 && other !== script) return undefined;
      other = script;
      otherLetters++;
    } else if (script !== 0) return undefined;
  }
  if (latin === 0 || otherLetters === 0) return undefined;
  const asLatin = replaced(word, toLatin, other);
  const asOther = replaced(word, fromLatin.get(other), LATIN);
  const isOwn = (script: number) => language?.tagOfScript[script] !== undefined;
  if (isOwn(LATIN) !== isOwn(other)) {
    // A word in another script than the text's needs more letters of it than have been mixed in.
    if (isOwn(LATIN)) return asLatin ?? (otherLetters > latin ? asOther : undefined);
    return asOther ?? (latin > otherLetters ? asLatin : undefined);
  }
  if (asLatin !== undefined && (latin >= otherLetters || asOther === undefined)) return asLatin;
  return asOther;
}

/** @returns `undefined` where a letter of `script` has none that looks like it. */
function replaced(word: string, letters: ReadonlyMap<string, string> | undefined, script: number): string | undefined {
  let written = '';
  for (let at = 0; at < word.length; at++) {
    const isForeign = scriptOfUnit(word.charCodeAt(at)) === script;
    const letter: string | undefined = isForeign ? letters?.get(word[at]) : word[at];
    if (letter === undefined) return undefined;
    written += letter;
  }
  return written;
}
