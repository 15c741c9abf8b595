import { existsSync, readFileSync } from 'node:fs';

/** One sentence in each of many languages and scripts. */
export const SENTENCES: readonly string[] = [
  'The sky looks blue because air scatters short waves of light more than long ones.',
  'Der Himmel ist blau, weil die Luft kurzwelliges Licht stärker streut als langwelliges.',
  'Le ciel paraît bleu parce que l’air diffuse davantage la lumière de courte longueur d’onde.',
  'El cielo se ve azul porque el aire dispersa más la luz de onda corta.',
  'O céu parece azul porque o ar espalha mais a luz de ondas curtas.',
  'Il cielo appare blu perché l’aria diffonde di più la luce di onda corta.',
  'De lucht lijkt blauw omdat de atmosfeer kortgolvig licht sterker verstrooit.',
  'Niebo wydaje się niebieskie, ponieważ powietrze silniej rozprasza krótkie fale światła.',
  'Nebe se zdá modré, protože vzduch více rozptyluje krátké vlny světla.',
  'Az ég azért kék, mert a levegő jobban szórja a rövid hullámhosszú fényt.',
  'Taivas näyttää siniseltä, koska ilma sirottaa lyhytaaltoista valoa enemmän.',
  'Gökyüzü mavi görünür, çünkü hava kısa dalgalı ışığı daha çok saçar.',
  'Langit tampak biru karena udara lebih banyak menghamburkan cahaya bergelombang pendek.',
  'Bầu trời có màu xanh vì không khí tán xạ ánh sáng bước sóng ngắn nhiều hơn.',
  'Anga huonekana bluu kwa sababu hewa hutawanya zaidi mwanga wa mawimbi mafupi.',
  'Небо кажется голубым, потому что воздух сильнее рассеивает короткие волны света.',
  'Небо здається блакитним, бо повітря сильніше розсіює короткі хвилі світла.',
  'Ο ουρανός φαίνεται μπλε επειδή ο αέρας σκεδάζει περισσότερο το φως μικρού μήκους κύματος.',
  'تبدو السماء زرقاء لأن الهواء يبعثر الضوء قصير الموجة أكثر من غيره.',
  'آسمان آبی دیده می‌شود زیرا هوا نور با طول موج کوتاه را بیشتر پراکنده می‌کند.',
  'آسمان نیلا نظر آتا ہے کیونکہ ہوا چھوٹی لہروں والی روشنی کو زیادہ بکھیرتی ہے۔',
  'השמיים נראים כחולים כי האוויר מפזר יותר את האור בעל אורך הגל הקצר.',
  'आसमान नीला दिखता है क्योंकि हवा छोटी तरंगों वाले प्रकाश को अधिक बिखेरती है।',
  'আকাশ নীল দেখায় কারণ বাতাস ছোট তরঙ্গের আলো বেশি ছড়ায়।',
  'காற்று குறுகிய அலைநீள ஒளியை அதிகம் சிதறடிப்பதால் வானம் நீலமாகத் தெரிகிறது.',
  'గాలి చిన్న తరంగాల కాంతిని ఎక్కువగా వెదజల్లుతుంది కాబట్టి ఆకాశం నీలంగా కనిపిస్తుంది.',
  'ท้องฟ้าดูเป็นสีฟ้าเพราะอากาศกระเจิงแสงคลื่นสั้นได้มากกว่า',
  'လေထုက လှိုင်းတိုအလင်းကို ပိုမိုပျံ့နှံ့စေသောကြောင့် ကောင်းကင်ပြာသည်။',
  'មេឃមើលទៅពណ៌ខៀវ ព្រោះខ្យល់ពង្រាយពន្លឺរលកខ្លីច្រើនជាង។',
  '空が青く見えるのは、空気が波長の短い光をより強く散乱させるからです。',
  '天空看起来是蓝色的，因为空气对短波光的散射更强。',
  '天空看起來是藍色的，因為空氣對短波光的散射更強。',
  '하늘이 파랗게 보이는 이유는 공기가 짧은 파장의 빛을 더 많이 산란시키기 때문입니다.',
  'ცა ლურჯად გვეჩვენება, რადგან ჰაერი მოკლე ტალღის სინათლეს უფრო ძლიერ ფანტავს.',
  'Երկինքը կապույտ է թվում, քանի որ օդն ավելի շատ է ցրում կարճ ալիքի լույսը։',
];

/** Numbers from 0 to 1, the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ranges of code points that fuzzed words are drawn from: scripts, emoji, symbols, controls, lone surrogates. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x21, 0x7e],
  [0x61, 0x7a],
  [0xa0, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x3ff],
  [0x400, 0x52f],
  [0x530, 0x5ff],
  [0x600, 0x77f],
  [0x900, 0xdff],
  [0xe00, 0x139f],
  [0x1780, 0x18af],
  [0x2000, 0x206f],
  [0x3000, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xd800, 0xdfff],
  [0xfe00, 0xffff],
  [0x10000, 0x10ffff],
  [0x1f300, 0x1faff],
  [0x01, 0x1f],
];

/** Lines without newlines: real words, recombined and damaged, among runs of random characters of one script. */
export function fuzzedLines(count: number, seed: number): string[] {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  const words = SENTENCES.flatMap((sentence) => sentence.split(' '));
  const randomWord = () => {
    const [low, high] = pick(RANGES);
    const length = 1 + Math.floor(random() ** 3 * 40);
    return Array.from({ length }, () => String.fromCodePoint(low + Math.floor(random() * (high - low + 1)))).join('');
  };
  const damagedWord = () => {
    const word = pick(words);
    const at = Math.floor(random() * word.length);
    return word.slice(0, at) + randomWord().slice(0, 2) + word.slice(at + 1);
  };
  return Array.from({ length: count }, () => {
    const length = 1 + Math.floor(random() ** 4 * 200);
    const foreign = random();
    return Array.from({ length }, () =>
      random() > foreign ? pick(words) : random() > 0.5 ? damagedWord() : randomWord(),
    )
      .join(pick([' ', ' ', '\t', '  ', '\u00a0', '\0']))
      .replaceAll('\n', ' ');
  });
}

const sharedData = new URL('../../../../../shared/data/', import.meta.url);
const SHARED_FILES = ['lcb-command-r-base.jsonl', 'lcb-llama-2-instruct.jsonl'];

/** Real instructions and responses; undefined where they are not at hand. */
export function sharedTexts(): string[] | undefined {
  if (!SHARED_FILES.every((name) => existsSync(new URL(name, sharedData)))) return undefined;
  return SHARED_FILES.flatMap((name) => readFileSync(new URL(name, sharedData), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { instruction, output } = JSON.parse(line) as { instruction: string; output: string };
      return [instruction, output];
    });
}
