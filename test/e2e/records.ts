/** Records of our own making, whose languages are beyond doubt. */

interface Alpaca {
  readonly id: string;
  readonly instruction: string;
  readonly input: string;
  readonly output: string;
}

const GERMAN = {
  instruction: 'Erkläre in einfachen Worten, warum der Himmel am Tag blau aussieht.',
  output: 'Die Luft streut das blaue Licht der Sonne viel stärker als das rote, deshalb sehen wir überall am Himmel Blau.',
};
const FRENCH = {
  instruction: 'Expliquez en quelques mots pourquoi les feuilles tombent en automne.',
  output: "Quand les jours raccourcissent, l'arbre ne nourrit plus ses feuilles, qui sèchent et tombent avant l'hiver.",
};
const ENGLISH = {
  instruction: 'Explain in a few words why bread rises before it is baked.',
  output: 'Yeast eats the sugar in the dough and gives off gas, and the bubbles of that gas lift the dough slowly.',
};

/** Positions, from 1, of the wrong answers in `mixedRecords`. */
export const WRONG = [2, 5, 8];

/** Nine records in three languages: one in three answers in the wrong one. */
export const mixedRecords: readonly Alpaca[] = [
  { ...GERMAN },
  { ...GERMAN, output: ENGLISH.output },
  { ...FRENCH },
  { ...ENGLISH },
  { ...ENGLISH, output: FRENCH.output },
  { ...GERMAN },
  { ...FRENCH },
  { ...FRENCH, output: ENGLISH.output },
  { ...ENGLISH },
].map((record, index) => ({ id: `mixed-${index + 1}`, input: '', ...record }));

/** As many records as wanted, all different, every tenth of them answering in the wrong language. */
export function manyRecords(count: number): Alpaca[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `many-${index + 1}`,
    instruction: `${GERMAN.instruction} (${index + 1})`,
    input: '',
    output: `${index % 10 === 9 ? ENGLISH.output : GERMAN.output} ${index + 1}`,
  }));
}

/** The English sentence within a German response of `passageRecords`. */
export const PASSAGE = 'The sky looks blue because the air scatters the short waves of sunlight much more than the long ones.';
const EVENING = 'Am Abend ist der Weg des Lichts durch die Luft länger, und übrig bleibt nur noch das Rot.';
const PERSIAN = {
  instruction: 'به زبان ساده توضیح بده که چرا آسمان در روز آبی دیده می‌شود.',
  output: 'هوا نور آبی خورشید را بسیار بیشتر از نور قرمز پراکنده می‌کند و به همین دلیل همه جای آسمان را آبی می‌بینیم.',
};

const PERSIAN_EVENING =
  'هنگام غروب نور خورشید راه درازتری را در هوا می‌پیماید و از آن تنها رنگ سرخ باقی می‌ماند که ما در افق می‌بینیم.';

/** Responses in one language; the second and the fourth with a sentence in another, the third in English as asked for. */
export const passageRecords: readonly Alpaca[] = [
  { ...GERMAN },
  { ...GERMAN, output: `${GERMAN.output} ${PASSAGE} ${EVENING}` },
  { instruction: `${GERMAN.instruction} Antworte auf Englisch.`, output: PASSAGE },
  { ...PERSIAN, output: `${PERSIAN.output} ${PERSIAN_EVENING} ${PASSAGE}` },
  { ...GERMAN, output: ENGLISH.output },
  { ...PERSIAN },
].map((record, index) => ({ id: `passage-${index + 1}`, input: '', ...record }));

/** Three conversations of three rounds in German; the last answer of the second is in English. */
export const conversations = [GERMAN.output, ENGLISH.output, GERMAN.output].map((last, index) => ({
  id: `talk-${index + 1}`,
  conversations: [GERMAN.output, GERMAN.output, last].flatMap((output) => [
    { from: 'human', value: GERMAN.instruction },
    { from: 'gpt', value: output },
  ]),
}));

/**
 * Misspelled: `recieves`, `bubbels` and `the the` in the second response, `stärcker` in the fourth, `bubbels` in the fifth,
 * `خورشیید` in the sixth. There is no dictionary for the language of the seventh, Xhosa.
 */
export const spelledRecords: readonly Alpaca[] = [
  { ...ENGLISH },
  {
    ...ENGLISH,
    output: 'Yeast eats the sugar in the dough and recieves warmth, and the bubbels of that gas lift the the dough slowly.',
  },
  { ...GERMAN },
  {
    ...GERMAN,
    output: 'Die Luft streut das blaue Licht der Sonne viel stärcker als das rote, deshalb sehen wir am Himmel überall Blau.',
  },
  { ...ENGLISH, output: 'The yeast makes small bubbels in the dough, and so it slowly grows to twice its size before it is baked.' },
  {
    ...PERSIAN,
    output: 'هوا نور آبی خورشیید را بسیار بیشتر از نور قرمز پراکنده می‌کند و به همین دلیل همه جای آسمان را آبی می‌بینیم.',
  },
  {
    instruction: 'Chaza ngezivakalisi ezithathu indlela iinyosi ezenza ngayo ubusi.',
    output: 'Iinyosi ziqokelela incindi ezintyatyambeni zize ziyithwale ngesisu ziyise endlwini yazo. Apho ziyidlulisela kwezinye iinyosi.',
  },
].map((record, index) => ({ id: `spelled-${index + 1}`, input: '', ...record }));
