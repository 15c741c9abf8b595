import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageRequest, requestedLanguage } from '../../../../src/checks/language/requestedLanguage';

// Strings of any characters take seconds to set up on a busy machine.
const REQUESTS: readonly [instruction: string, asked: string][] = [
  ['Write a short Finnish essay about reindeer.', 'fi'],
  ['Create a Marathi sentence that uses the word for rain.', 'mr'],
  ['Please give me the translation of "Are we there yet?" in Swedish.', 'sv'],
  ['EN -> DE: The shop closes at six.', 'de'],
  ['en→fr\nThe shop closes at six.', 'fr'],
  ['English -> Polish: The shop closes at six.', 'pl'],
  ['Wie sagt man auf Spanisch: "Der Laden ist zu"?', 'es'],
  ['Donne-moi la traduction coréenne de cette phrase.', 'ko'],
  ['Dame la traducción italiana de esta frase.', 'it'],
  ['Переклади німецькою: Сьогодні йде дощ.', 'de'],
  ['Translate into French', 'fr'],
  ['Answer in German', 'de'],
  ['Generate a blog post of at least 500 words about machine learning. Use German.', 'de'],
  ['Write an 1850-word horror story. Write in Hindi.', 'hi'],
  ['Respond in the Italian language', 'it'],
  ['Write a persuasive essay in Japanese about why the redistribution of wealth is necessary.', 'ja'],
  ['Reply only in Bahasa Indonesia', 'id'],
  ['How can I get up early? (Korean only)', 'ko'],
  ['How can I get up early? [in German only]', 'de'],
  ['Tell me a story in simplified Chinese.', 'zh'],
  ['Explain this in Traditional Chinese', 'zh-Hant'],
  ['Explain in French how the Gini index is calculated.', 'fr'],
  ['Write an article in 500 words in Arabic', 'ar'],
  ['Generate a blog post in Turkish of 500 words or less that discusses a chosen topic', 'tr'],
  ['Reply in Spanish. Create a recipe for a delicious and healthy vegan three-course meal.', 'es'],
  ['Translate from German to English: Der Hund schläft.', 'en'],
  ['Translate the following Spanish sentence into English: "El perro duerme."', 'en'],
  ['Translate the text in German into English.', 'en'],
  ['Summarize the following text using Hindi', 'hi'],
  ['Turn this sentence into a metaphor: "The night sky was a blanket of stars". Respond in Chinese.', 'zh'],
  ['Do not answer in English, answer in German.', 'de'],
  ['Write it in French, not in English.', 'fr'],
  ["Don't forget to reply in Korean.", 'ko'],
  ['What is the capital of France? In German, please.', 'de'],
  ['Could you write me a poem in Polish?', 'pl'],
  ['Your answer must be in Dutch.', 'nl'],
  ['The essay should be written in Brazilian Portuguese.', 'pt'],
  ['Please translate "Respond in French" to German', 'de'],
  ['English to Swahili: Where is the market?', 'sw'],
  ['Who was Ada Lovelace? Target language: Finnish', 'fi'],
  ['Write a short poem in Xhosa about rain', 'xh'],
  ['Give me the answer in Tagalog', 'tl'],
  ['translate to french: good morning', 'fr'],
  ['Convert this paragraph to Vietnamese.', 'vi'],
  ['Respond in Español', 'es'],
  ['Schreiben Sie ein Gedicht auf Deutsch', 'de'],
  ['Übersetze ins Französische: Guten Morgen', 'fr'],
  ['Übersetzen Sie den folgenden Text vom Englischen ins Spanische.', 'es'],
  ['Erkläre das in englischer Sprache.', 'en'],
  ['Kannst du das bitte auf Japanisch schreiben?', 'ja'],
  ['Vertaal de volgende zin naar het Engels', 'en'],
  ['Schrijf een verhaal in het Duits.', 'de'],
  ['Vertaal die volgende sin na Engels', 'en'],
  ['Översätt följande mening till engelska', 'en'],
  ['Svara på tyska.', 'de'],
  ['Traduis en anglais', 'en'],
  ['Traduisez la phrase suivante du français vers l’espagnol', 'es'],
  ['Rédige un poème en allemand sur la mer.', 'de'],
  ['traduce al inglés', 'en'],
  ['Responde en español', 'es'],
  ['Traduce del alemán al francés: Guten Tag', 'fr'],
  ['Escribe un cuento en italiano.', 'it'],
  ['Traducir la siguiente frase en inglés', 'en'],
  ['Traduce a seguinte frase ao inglés', 'en'],
  ['Traduza para o inglês: bom dia', 'en'],
  ['Responda em alemão.', 'de'],
  ['Escreva um texto em francês sobre o mar', 'fr'],
  ['Traduci in inglese la frase seguente', 'en'],
  ["Traduci dall'italiano al tedesco", 'de'],
  ['Rispondi in spagnolo.', 'es'],
  ['Traduceți următoarea propoziție în engleză', 'en'],
  ['Scrie o poveste în limba germană.', 'de'],
  ['Przetłumacz na angielski', 'en'],
  ['Odpowiedz po niemiecku.', 'de'],
  ['Napisz wiersz w języku francuskim.', 'fr'],
  ['Przetłumacz z polskiego na hiszpański', 'es'],
  ['Přeložte následující větu do angličtiny', 'en'],
  ['Odpověz německy.', 'de'],
  ['Napiš báseň v francouzštině.', 'fr'],
  ['Preložte do angličtiny', 'en'],
  ['Odpovedz po nemecky', 'de'],
  ['Prevedite v angleščino', 'en'],
  ['Odgovori v nemščini', 'de'],
  ['Prevedite sljedeću rečenicu na engleski', 'en'],
  ['Odgovori na njemačkom jeziku.', 'de'],
  ['Преведете на английски', 'en'],
  ['Преведи ја реченицата на англиски јазик', 'en'],
  ['Переведи на английский', 'en'],
  ['Напиши стихотворение на русском языке', 'ru'],
  ['Ответь по-немецки.', 'de'],
  ['Переведите с английского на французский язык', 'fr'],
  ['Перекладіть англійською мовою', 'en'],
  ['Перекладіть речення на німецьку', 'de'],
  ['Išversk į anglų kalbą', 'en'],
  ['Atsakyk vokiečių kalba.', 'de'],
  ['Parašyk eilėraštį angliškai', 'en'],
  ['Tulkojiet angļu valodā', 'en'],
  ['Atbildi vāciski.', 'de'],
  ['Tõlgi inglise keelde', 'en'],
  ['Vasta saksa keeles.', 'de'],
  ['Käännä englanniksi', 'en'],
  ['Vastaa ruotsiksi.', 'sv'],
  ['Kirjoita runo saksan kielellä', 'de'],
  ['Käännä seuraava lause suomesta espanjaksi', 'es'],
  ['Fordítsd le angolra', 'en'],
  ['Válaszolj németül.', 'de'],
  ['İngilizceye çevir', 'en'],
  ['Aşağıdaki cümleyi İngilizceye çevirin.', 'en'],
  ['Almanca olarak cevap ver.', 'de'],
  ['Bu cümleyi Türkçeden Fransızcaya çevir', 'fr'],
  ['İngilis dilinə tərcümə et', 'en'],
  ['Alman dilində cavab ver', 'de'],
  ['Ағылшын тіліне аударыңыз', 'en'],
  ['Неміс тілінде жауап бер', 'de'],
  ['Англи хэл рүү орчуул', 'en'],
  ['Герман хэлээр хариулна уу', 'de'],
  ['თარგმნე ინგლისურად', 'en'],
  ['უპასუხე გერმანულ ენაზე', 'de'],
  ['Μετάφρασε στα αγγλικά', 'en'],
  ['ترجم إلى الإنجليزية', 'en'],
  ['أجب بالعربية', 'ar'],
  ['اكتب قصة باللغة الفرنسية', 'fr'],
  ['ترجم الجملة التالية من الإنجليزية إلى الألمانية', 'de'],
  ['به انگلیسی ترجمه کن', 'en'],
  ['به زبان آلمانی پاسخ بده', 'de'],
  ['این جمله را از انگلیسی به فارسی ترجمه کنید', 'fa'],
  ['انگریزی میں ترجمہ کریں', 'en'],
  ['اردو میں جواب دیں', 'ur'],
  ['په پښتو ځواب راکړئ', 'ps'],
  ['دا جمله انګلیسي ته وژباړئ', 'en'],
  ['תרגם לאנגלית', 'en'],
  ['ענה בגרמנית', 'de'],
  ['तीन वाक्य हिंदी में लिखिए।', 'hi'],
  ['अंग्रेज़ी में अनुवाद करें', 'en'],
  ['निम्नलिखित वाक्य का हिंदी से अंग्रेजी में अनुवाद करें', 'en'],
  ['इंग्रजीत भाषांतर करा', 'en'],
  ['मराठीत उत्तर द्या', 'mr'],
  ['अंग्रेजीमा अनुवाद गर्नुहोस्', 'en'],
  ['ইংরেজিতে অনুবাদ করুন', 'en'],
  ['বাংলায় উত্তর দিন', 'bn'],
  ['અંગ્રેજીમાં અનુવાદ કરો', 'en'],
  ['ગુજરાતીમાં જવાબ આપો', 'gu'],
  ['ஆங்கிலத்தில் மொழிபெயர்க்கவும்', 'en'],
  ['தமிழில் பதில் அளிக்கவும்', 'ta'],
  ['ఆంగ్లంలోకి అనువదించండి', 'en'],
  ['తెలుగులో సమాధానం ఇవ్వండి', 'te'],
  ['ഇംഗ്ലീഷിലേക്ക് വിവർത്തനം ചെയ്യുക', 'en'],
  ['മലയാളത്തിൽ മറുപടി നൽകുക', 'ml'],
  ['ඉංග්‍රීසි භාෂාවට පරිවර්තනය කරන්න', 'en'],
  ['සිංහලෙන් පිළිතුරු දෙන්න', 'si'],
  ['แปลเป็นภาษาอังกฤษ', 'en'],
  ['ตอบเป็นภาษาไทย', 'th'],
  ['បកប្រែជាភាសាអង់គ្លេស', 'en'],
  ['ឆ្លើយជាភាសាខ្មែរ', 'km'],
  ['အင်္ဂလိပ်ဘာသာသို့ ဘာသာပြန်ပါ', 'en'],
  ['မြန်မာဘာသာဖြင့် ဖြေပါ', 'my'],
  ['dịch sang tiếng Anh', 'en'],
  ['Trả lời bằng tiếng Đức', 'de'],
  ['Viết một bài thơ bằng tiếng Pháp', 'fr'],
  ['Dịch câu sau từ tiếng Anh sang tiếng Việt', 'vi'],
  ['terjemahkan ke bahasa Inggris', 'en'],
  ['Jawab dalam bahasa Jerman', 'de'],
  ['Terjemahkan kalimat berikut dari bahasa Inggris ke dalam bahasa Indonesia', 'id'],
  ['Isalin sa Ingles ang pangungusap', 'en'],
  ['Sagutin sa wikang Filipino', 'tl'],
  ['Tafsiri kwa Kiingereza', 'en'],
  ['Jibu kwa lugha ya Kiswahili', 'sw'],
  ['Guqulela esiNgesini', 'en'],
  ['Phendula ngesiXhosa', 'xh'],
  ['翻译成英文', 'en'],
  ['把下面的句子翻译为法语', 'fr'],
  ['请用德语回答', 'de'],
  ['用日语回答', 'ja'],
  ['請用繁體中文回答', 'zh-Hant'],
  ['将以下英文翻译成简体中文', 'zh'],
  ['日本語で答えて', 'ja'],
  ['英語に翻訳', 'en'],
  ['次の文章を英語から日本語に翻訳してください', 'ja'],
  ['ドイツ語で回答してください。', 'de'],
  ['フランス語に訳してください', 'fr'],
  ['한국어로 답하세요', 'ko'],
  ['영어로 번역', 'en'],
  ['다음 문장을 독일어로 번역해 주세요', 'de'],
];

const NO_REQUEST: readonly string[] = [
  'Write a recipe for Greek salad.',
  'Teach me five useful phrases in Japanese.',
  'Describe a man who talks in Hungarian to his dog.',
  'What is the Swedish translation of "kitchen table"?',
  'Jak velké je území Německa?',
  'Input -> Output: the cat sleeps',
  'Who invented the French press?',
  'Explain German grammar',
  'What does this English word mean in Spanish culture',
  'How wide is the English Channel?',
  'Describe the geography of the English Channel.',
  'Translate this French text:',
  'How do you say thank you in Japanese?',
  'Write a function in Swift that sorts a list.',
  'Evaluate the expression in Polish notation.',
  'Write a program in Python',
  'Do not answer in English.',
  'Write the story in English and French.',
  'Answer in English or German',
  'Translate into French, German and Spanish: hello',
  'List five French cheeses',
  'What makes a good German shepherd?',
  'Help me to polish my essay',
  'Write about trends in Italian cuisine.',
  'Explain the role of women in Chinese history',
  'Who won the war in Latin America?',
  'Explain how word order works in German',
  'Which languages are spoken in Danish schools?',
  'Summarize: "He told her to answer in German."',
  'Erkläre die deutsche Grammatik',
  'Quel est le mot français pour chien ?',
  'Wer hat die Deutsche Bahn gegründet?',
  'Какая столица Германии?',
  '法语的用法是什么？',
  '为英语学习者写一篇文章',
  '用法说明怎么写？',
  '日本語の文法を説明してください',
  '한국어 문법을 설명하세요',
  'Was bedeutet Schadenfreude auf Englisch?',
  '',
  '    ',
];

describe('the language that an instruction asks for', () => {
  it.each(REQUESTS)('%s', (instruction, asked) => expect(requestedLanguage(instruction)).toBe(asked));
});

describe('an instruction that names a language, and asks for none', () => {
  it.each(NO_REQUEST)('%s', (instruction) => expect(requestedLanguage(instruction)).toBeUndefined());
});

/** Lines of the asking language, the language asked for or `-`, and the instruction, with `\\n` for a line break. */
const CORPUS = readFileSync('test/fixtures/languageRequests.tsv', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.replaceAll('\\n', '\n').split('\t') as [asking: string, asked: string, instruction: string]);

describe('requests in the languages of Bactrian-X', () => {
  it.each(CORPUS)('%s asks for %s: %s', (asking, asked, instruction) => {
    expect(requestedLanguage(instruction) ?? '-').toBe(asked);
    expect(requestedLanguage(instruction, asking) ?? '-').toBe(asked);
  });
});

describe('the words that ask', () => {
  it.each([
    ['Who built the pyramids? Respond in Korean.', 'Respond in Korean'],
    ['  ANSWER   in\tGerman, please!', 'ANSWER   in\tGerman'],
    ['Schreibe einen Aufsatz über das Meer, seine Fische und seine Stürme, und zwar auf Französisch.', 'auf Französisch'],
    ['Please translate "Respond in French" to German', 'Please translate "Respond in French" to German'],
    ['[lang=fr] What is the capital of Spain?', 'lang=fr'],
    ['EN -> DE: The shop closes at six.', 'EN -> DE'],
    ['次の文章を英語から日本語に翻訳してください', '日本語に翻訳'],
    ['Re\u0301ponds en franc\u0327ais.', 'Re\u0301ponds en franc\u0327ais'],
    ['अंग्रेज़ी में उत्तर दें।', 'अंग्रेज़ी में उत्तर'],
  ])('%s', (instruction, quote) => expect(languageRequest(instruction).asked?.quote).toBe(quote));

  it.each(CORPUS)('%s %s: stand in %s', (asking, _, instruction) => {
    for (const { quote } of languageRequest(instruction, asking).possible) {
      expect(quote).not.toBe('');
      expect(instruction).toContain(quote);
      expect(quote!.length).toBeLessThanOrEqual(80);
    }
  });

  it('stand in any text, however odd', () => {
    const words = fc.constantFrom('in', 'into', 'French', 'Hindi', ' ', '\n', '"', '(', '[lang=de]', '用', '日语', 'e\u0301', '\ud800', '->', 'ي', 'Answer', '.', '\u200b');
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { quote } of languageRequest(text).possible) {
          expect(text).toContain(quote);
          expect(quote!.length).toBeLessThanOrEqual(80);
        }
      }),
    );
  });

  it('are found in the middle and at both ends of a long prompt', () => {
    const filler = 'The council met on Monday and spoke about the new bridge. '.repeat(60);
    for (const text of [`Answer in Korean. ${filler}`, `${filler}\nAnswer in Korean.\n${filler}`, `${filler.repeat(20)}Answer in Korean.`]) {
      expect(languageRequest(text, 'en').asked).toEqual({ language: 'ko', quote: 'Answer in Korean' });
    }
  });
});

describe('a script that is asked for', () => {
  it.each([
    ['Answer in Hinglish.', 'hi-Latn'],
    ['Please reply in Roman Urdu.', 'ur-Latn'],
    ['Write this in romaji: おはよう', 'ja-Latn'],
    ['Reply in Hindi using the Latin script.', 'hi-Latn'],
    ['Answer in Serbian (Latin).', 'sr-Latn'],
    ['Answer in Serbian Cyrillic.', 'sr'],
    ['Answer in Traditional Chinese.', 'zh-Hant'],
    ['Answer in French using the Latin alphabet.', 'fr'],
    ['Write in Cyrillic.', undefined],
  ])('%s', (instruction, asked) => expect(requestedLanguage(instruction, 'en')).toBe(asked));
});

describe('a language that is refused', () => {
  it.each([
    ['Do not answer in English.', 'en'],
    ['Stop answering in German.', 'de'],
    ['Bitte nicht auf Englisch antworten.', 'en'],
    ['不要用英语回答。', 'en'],
  ])('%s', (instruction, refused) => expect(languageRequest(instruction).refused).toEqual([refused]));
});
