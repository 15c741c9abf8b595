// Hindi as it is written in Latin letters in chats: without marks for long vowels, and without the vowel that is not spoken.
const CONSONANTS = {
  क: 'k', ख: 'kh', ग: 'g', घ: 'gh', ङ: 'n', च: 'ch', छ: 'chh', ज: 'j', झ: 'jh', ञ: 'n', ट: 't', ठ: 'th', ड: 'd', ढ: 'dh', ण: 'n',
  त: 't', थ: 'th', द: 'd', ध: 'dh', न: 'n', प: 'p', फ: 'ph', ब: 'b', भ: 'bh', म: 'm', य: 'y', र: 'r', ल: 'l', व: 'v', श: 'sh',
  ष: 'sh', स: 's', ह: 'h', ळ: 'l',
};
const WITH_DOT = { क: 'q', ख: 'kh', ग: 'gh', ज: 'z', ड: 'd', ढ: 'dh', फ: 'f' };
const VOWELS = { अ: 'a', आ: 'aa', इ: 'i', ई: 'i', उ: 'u', ऊ: 'u', ऋ: 'ri', ए: 'e', ऐ: 'ai', ओ: 'o', औ: 'au', ऑ: 'o' };
const SIGNS = { 'ा': 'a', 'ि': 'i', 'ी': 'i', 'ु': 'u', 'ू': 'u', 'ृ': 'ri', 'े': 'e', 'ै': 'ai', 'ो': 'o', 'ौ': 'au', 'ॉ': 'o' };
const NASAL = /[ंँ]/;
/** What is written otherwise than it would be by its letters. */
const WORDS = { में: 'mein', मैं: 'main', हैं: 'hain', नहीं: 'nahi', यह: 'yeh', वह: 'woh', ये: 'ye', वे: 've', कि: 'ki', क्या: 'kya', हम: 'hum' };

export function romaniseHindi(text) {
  return text.normalize('NFD').replace(/[\u0900-\u0963\u0971-\u097f]+/g, (word) => WORDS[word] ?? romaniseWord(word));
}

function romaniseWord(word) {
  const syllables = [];
  for (let at = 0; at < word.length; at++) {
    const letter = word[at];
    if (letter in CONSONANTS) {
      const hasDot = word[at + 1] === '़';
      if (hasDot) at++;
      syllables.push({ consonant: (hasDot && WITH_DOT[letter]) || CONSONANTS[letter], vowel: 'a', isSpoken: false, nasal: '' });
    } else if (letter in VOWELS) {
      syllables.push({ consonant: '', vowel: VOWELS[letter], isSpoken: true, nasal: '' });
    } else {
      const last = syllables.at(-1);
      if (!last) continue;
      if (letter in SIGNS) Object.assign(last, { vowel: SIGNS[letter], isSpoken: true });
      else if (letter === '्') Object.assign(last, { vowel: '', isSpoken: true });
      else if (NASAL.test(letter)) Object.assign(last, { nasal: 'n', isSpoken: true });
    }
  }
  syllables.forEach((syllable, at) => {
    const isLast = at === syllables.length - 1;
    const isBetween = at > 0 && !isLast && syllables[at - 1].vowel !== '' && syllables[at + 1].isSpoken && syllables[at + 1].vowel !== '';
    if (!syllable.isSpoken && syllables.length > 1 && (isLast || isBetween)) syllable.vowel = '';
  });
  return syllables.map(({ consonant, vowel, nasal }) => consonant + vowel + nasal).join('');
}
