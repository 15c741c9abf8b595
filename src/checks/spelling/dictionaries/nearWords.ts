/** Letters from which on one edit of any kind makes one word another; shorter words are near to others by chance. */
const SHORTEST = 5;
/** In UTF-16 units: of longer words, there are too many to try. */
const LONGEST = 32;
/** The rarest letters of a language are in few words, and syllables are too many. */
const MOST_LETTERS = 48;
/** Words of a dictionary that its letters are counted in, from so many places spread over it. */
const SAMPLES = 64;
const SAMPLE_BYTES = 1 << 10;

/**
 * Whether a word that is not right becomes right by one edit (Damerau 1964): two letters that change places, one less,
 * another one, one more.
 * @param letters to be put in, the most frequent first.
 */
export function isNearKnown(word: string, letters: readonly string[], isCorrect: (word: string) => boolean): boolean {
  if (word.length < SHORTEST || word.length > LONGEST) return false;
  for (const other of oneEditAway(word, letters)) if (isCorrect(other)) return true;
  return false;
}

function* oneEditAway(word: string, letters: readonly string[]): Iterable<string> {
  for (let at = 0; at < word.length - 1; at++) {
    if (word[at] !== word[at + 1]) yield word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  }
  for (let at = 0; at < word.length; at++) {
    if (word[at] !== word[at - 1]) yield word.slice(0, at) + word.slice(at + 1);
  }
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at);
    for (const letter of letters) {
      if (letter === word[at]) continue;
      yield before + letter + word.slice(at);
      if (at < word.length) yield before + letter + word.slice(at + 1);
    }
  }
}

/**
 * The small letters of a dictionary's words, the most frequent first.
 * @param words the `.dic` file, in UTF-8.
 */
export function lettersOf(words: Uint8Array): string[] {
  const counts = new Map<string, number>();
  for (let sample = 0; sample < SAMPLES; sample++) {
    const start = Math.floor((words.length * sample) / SAMPLES);
    const lines = Buffer.from(words.buffer, words.byteOffset + start, Math.min(SAMPLE_BYTES, words.length - start)).toString().split('\n');
    // The first and the last may have been cut.
    for (const line of lines.slice(1, -1)) {
      for (const letter of line.split(/[/\s]/)[0].match(LETTER) ?? []) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
  }
  const byCount = [...counts].sort(([, one], [, other]) => other - one);
  return byCount.slice(0, MOST_LETTERS).map(([letter]) => letter);
}

const LETTER = /[\p{Ll}\p{Lo}\p{M}]/gu;
