import type { LanguageTag } from '../../schema/schema';

/**
 * What a language's name tells the language of: "an English poem", "câu tiếng Anh", "einen englischen Satz". Sources of
 * regular expressions by the language that is written, against text that is folded; stems, for what has endings. Words
 * that the country's name goes with as well (history, culture, dishes) are not among them.
 */

/** Texts, and who teaches or translates the language, in languages that put its name in front of them. */
const BEHIND_THE_NAME: Readonly<Record<LanguageTag, string>> = {
  en: 'sentences?|poems?|texts?|letters?|e-?mails?|slogans?|taglines?|essays?|stor(?:y|ies)|songs?|lyrics|paragraphs?|words?|examples?|phrases?|expressions?|cv|resume|titles?|captions?|tweets?|prompts?|proverbs?|idioms?|sayings?|haikus?|dialogues?|conversations?|speech|greetings?|messages?|quotes?|jokes?|riddles?|names?|tutor|teacher|translator|interpreter|coach|conversation partner|penpal|pen pal',
  de: 'satz|sätz|gedicht|text|brief|briefe|e-?mail|mail|slogan|aufsatz|aufsätz|essay|songtext|absatz|absätz|wort|wörter|beispiel|ausdruck|ausdrück|lebenslauf|titel|tweet|prompt|sprichwort|sprichwört|redewendung|dialog|spruch|sprüche|nachricht|witz|bewerbung|anschreiben|überschrift|zitat|lehrer|übersetzer',
  nl: 'zin|zinnen|gedicht|tekst|brief|e-?mail|mail|slogan|essay|opstel|alinea|woord|voorbeeld|uitdrukking|cv|titel|tweet|prompt|spreekwoord|dialoog|bericht|grap|raadsel|leraar|docent|vertaler',
  af: 'sin|sinne|gedig|teks|brief|e-pos|slagspreuk|opstel|storie|paragraaf|woord|voorbeeld|titel|spreekwoord|onderwyser|vertaler',
  sv: 'mening|dikt|text|brev|mejl|mail|e-post|slogan|uppsats|essä|stycke|ord|exempel|uttryck|cv|titel|prompt|ordspråk|dialog|meddelande|skämt|lärare|översättare',
  nb: 'setning|dikt|tekst|brev|mail|e-post|slagord|slogan|stil|essay|avsnitt|ord|eksempel|uttrykk|cv|tittel|prompt|ordtak|dialog|melding|vits|lærer|oversetter',
  da: 'sætning|digt|tekst|brev|mail|slogan|stil|essay|afsnit|ord|eksempel|eksempler|udtryk|cv|titel|prompt|ordsprog|dialog|besked|vittighed|lærer|oversætter',
  hu: 'mondat|vers|szöveg|level|szlogen|esszé|dalszöveg|bekezdés|szó|szav|péld|kifejezés|közmondás|párbeszéd|üzenet|tanár|fordító',
  et: 'lause|luuletus|teks|kirja|kiri|loosung|essee|lõik|lõigu|sõna|näite|näide|väljend|pealkir|vanasõna|dialoog|sõnum|õpetaja|tõlk',
  fi: 'lause|runo|teksti|kirje|sähköposti|iskulause|essee|kappale|sana|esimerk|ilmau|otsik|sananlasku|dialog|viesti|opettaja|kääntäjä',
  lt: 'sakin|eilėrašt|tekst|laišk|šūki|rašin|pastraip|žod|pavyzd|posak|antrašt|patarl|dialog|žinut|mokytoj|vertėj',
  lv: 'teikum|dzejol|tekst|vēstul|saukl|sacerējum|esej|rindkop|vārd|piemēr|izteic|virsrakst|sakāmvārd|dialog|ziņ|skolotāj|tulk',
  cs: 'vět|básn|báseň|text|dopis|e-?mail|slogan|esej|odstav|slov|příklad|výraz|životopis|titul|název|přísloví|dialog|zpráv|vtip|učitel|překladatel',
  sk: 'viet|vet|básn|báseň|text|list|e-?mail|slogan|esej|odsek|slov|príklad|výraz|životopis|názov|príslov|dialóg|správ|vtip|učiteľ|prekladateľ',
  pl: 'zdani|zdań|wiersz|tekst|list|e-?mail|mail|slogan|esej|wypracowani|akapit|słow|słów|przykład|wyrażeni|cv|tytuł|przysłowi|dialog|wiadomoś|żart|nauczyciel|tłumacz',
  sl: 'stav|pesem|pesm|besedil|pism|e-?pošt|mail|slogan|esej|odstav|besed|primer|izraz|življenjepis|naslov|pregovor|dialog|sporočil|šal|učitelj|prevajalec',
  hr: 'rečenic|pjesm|pesm|tekst|pism|e-?mail|mail|slogan|esej|odlom|riječ|reč|primjer|primer|izraz|životopis|naslov|poslovic|dijalog|poruk|vic|učitelj|prevoditelj',
  sr: 'реченици|реченица|реченицу|песм|текст|писм|мејл|слоган|есеј|пасус|реч|пример|израз|наслов|пословиц|дијалог|порук|виц|учитељ|преводилац',
  mk: 'реченици|реченица|песн|текст|писм|мејл|слоган|есеј|пасус|збор|пример|израз|наслов|поговорк|дијалог|порак|виц|учител|преведувач',
  bg: 'изречени|стихотворени|текст|писм|имейл|слоган|есе|абзац|параграф|дум|пример|израз|заглави|поговорк|диалог|съобщени|виц|учител|преводач',
  ru: 'предложени|стих|текст|письм|слоган|эссе|сочинени|абзац|слов|пример|выражени|резюме|заголов|пословиц|диалог|сообщени|фраз|объявлени|учител|преподавател|переводчик',
  uk: 'речен|вірш|текст|лист|слоган|есе|твір|твор|абзац|слов|приклад|вираз|резюме|заголов|прислів|діалог|повідомлен|фраз|оголошен|вчител|перекладач',
  be: 'сказ|верш|тэкст|ліст|слоган|эсэ|абзац|слов|прыклад|выраз|дыялог|паведамлен|фраз|настаўнік|перакладчык',
  tr: 'cümle|şiir|metin|metni|mektup|mektub|e-?posta|mail|slogan|kompozisyon|şarkı söz|paragraf|kelime|sözcük|örnek|örneğ|deyim|özgeçmiş|cv|başlık|başlığ|atasöz|diyalog|mesaj|fıkra|öğretmen|çevirmen',
  az: 'cümlə|şeir|mətn|məktub|şüar|esse|abzas|söz|nümunə|misal|ifadə|başlıq|atalar söz|dialoq|mesaj|müəllim|tərcüməçi',
  kk: 'сөйлем|өлең|мәтін|хат|ұран|эссе|сөз|мысал|тіркес|тақырып|мақал|диалог|хабарлама|мұғалім|аудармашы|сүйлөм|ыр|кат',
  mn: 'өгүүлбэр|шүлэг|бичвэр|текст|захидал|захиа|уриа|эссэ|догол|үг|жишээ|хэллэг|гарчиг|зүйр|харилцан яриа|багш|орчуулагч',
  ka: 'წინადადებ|ლექს|ტექსტ|წერილ|სლოგან|ესე|აბზაც|სიტყვ|მაგალით|გამოთქმ|სათაურ|ანდაზ|დიალოგ|მასწავლებ|თარჯიმ',
  ur: 'جمل|نظم|متن|خط|ای میل|نعر|مضمون|پیراگراف|لفظ|الفاظ|مثال|محاور|عنوان|کہاوت|مکالم|پیغام|استاد|مترجم',
  ps: 'جمل|شعر|متن|لیک|شعار|مقال|پاراګراف|کلم|لغت|مثال|متل|ښوونکی|ژباړونک',
  hi: 'वाक्य|कविता|पाठ|पत्र|ईमेल|नारा|निबंध|निबन्ध|अनुच्छेद|पैराग्राफ|शब्द|उदाहरण|मुहावर|शीर्षक|कहावत|संवाद|संदेश|शिक्षक|अनुवादक',
  ne: 'वाक्य|कविता|पाठ|पत्र|इमेल|नारा|निबन्ध|अनुच्छेद|शब्द|उदाहरण|शीर्षक|उखान|संवाद|सन्देश|शिक्षक|अनुवादक',
  mr: 'वाक्य|कविता|मजकूर|पत्र|ईमेल|घोषवाक्य|निबंध|परिच्छेद|शब्द|उदाहरण|शीर्षक|म्हण|संवाद|संदेश|शिक्षक|अनुवादक',
  bn: 'বাক্য|কবিতা|লেখা|চিঠি|ইমেল|ইমেইল|স্লোগান|রচনা|প্রবন্ধ|অনুচ্ছেদ|শব্দ|উদাহরণ|বাগধারা|শিরোনাম|প্রবাদ|সংলাপ|বার্তা|শিক্ষক|অনুবাদক',
  gu: 'વાક્ય|કવિતા|લખાણ|પત્ર|ઇમેઇલ|સૂત્ર|નિબંધ|ફકર|શબ્દ|ઉદાહરણ|કહેવત|શીર્ષક|સંવાદ|સંદેશ|શિક્ષક|અનુવાદક',
  pa: 'ਵਾਕ|ਕਵਿਤਾ|ਚਿੱਠੀ|ਲੇਖ|ਸ਼ਬਦ|ਉਦਾਹਰਨ|ਅਧਿਆਪਕ',
  ta: 'வாக்கிய|கவிதை|உரை|கடித|மின்னஞ்சல்|கட்டுரை|பத்தி|சொல்|சொற்|எடுத்துக்காட்ட|உதாரண|தலைப்ப|பழமொழி|ஆசிரிய',
  te: 'వాక్య|కవిత|పాఠ్య|లేఖ|ఇమెయిల్|నినాద|వ్యాస|పేరా|పద|ఉదాహరణ|శీర్షిక|సామెత|సంభాషణ|ఉపాధ్యాయ|అనువాదకు',
  kn: 'ವಾಕ್ಯ|ಕವಿತೆ|ಪತ್ರ|ಪ್ರಬಂಧ|ಪದ|ಉದಾಹರಣೆ',
  ml: 'വാക്യ|കവിത|കത്ത|ഇമെയിൽ|മുദ്രാവാക്യ|ഉപന്യാസ|ഖണ്ഡിക|വാക്ക|ഉദാഹരണ|തലക്കെട്ട|പഴഞ്ചൊല്ല|സംഭാഷണ|അധ്യാപ',
  si: 'වාක්ය|කවි|ලිපි|රචනා|වචන|උදාහරණ|ප්රස්ථා|ගුරු|පරිවර්තක',
  my: 'ဝါကျ|ကဗျာ|စာ|အီးမေးလ်|စကားလုံး|ဥပမာ|စကားပုံ|ဆရာ',
  tl: 'pangungusap|tula|teksto|liham|e-?mail|islogan|sanaysay|talata|salita|halimbawa|kasabihan|pamagat|usapan|guro|tagasalin',
  ko: '문장|시(?![가-힣])|시를|글|편지|이메일|메일|슬로건|에세이|문단|단어|예문|예시|표현|이력서|제목|속담|대화|메시지|자기소개서|가사|작문|선생|번역가|통역',
  ja: '文(?!学|化|法|明)|詩|手紙|メール|スローガン|作文|エッセイ|歌詞|段落|単語|表現|履歴書|題名|タイトル|ことわざ|会話|メッセージ|日記|キャッチコピー|先生|教師|翻訳者|通訳',
  zh: '句|诗|詩|短文|文章|信|邮件|郵件|口号|口號|作文|歌词|歌詞|段落|单词|單詞|词|詞|例|表达|表達|简历|簡歷|标题|標題|谚语|諺語|对话|對話|消息|日记|日記|演讲|演講|自我介绍|自我介紹|文案|老师|老師|翻译员',
};

/** The same in languages that put the name behind. */
const BEFORE_THE_NAME: Readonly<Record<LanguageTag, string>> = {
  fr: 'phrase|poème|texte|lettre|mail|courriel|slogan|essai|dissertation|chanson|paroles|paragraphe|mot|exemple|expression|cv|titre|tweet|prompt|proverbe|dialogue|discours|message|blague|dicton|professeur|prof|tuteur|traducteur',
  es: 'frase|oracion|oración|poema|texto|carta|correo|mail|eslogan|slogan|ensayo|canción|canciones|párrafo|palabra|ejemplo|expresión|expresiones|currículum|título|tweet|prompt|proverbio|refrán|diálogo|discurso|mensaje|chiste|profesor|tutor|traductor',
  gl: 'frase|oración|poema|texto|carta|correo|slogan|ensaio|canción|parágrafo|palabra|exemplo|expresión|título|proverbio|refrán|diálogo|discurso|mensaxe|chiste|profesor|tradutor',
  ca: 'frase|oració|poema|text|carta|correu|eslògan|assaig|cançó|paràgraf|paraul|exemple|expressi|títol|proverbi|refrany|diàleg|discurs|missatge|acudit|professor|traductor',
  pt: 'frase|oração|poema|texto|carta|e-?mail|slogan|redação|ensaio|canção|música|parágrafo|palavra|exemplo|expressão|expressões|currículo|título|tweet|prompt|provérbio|diálogo|discurso|mensagem|piada|professor|tutor|tradutor',
  it: 'fras[ei]|poesi|testo|testi|letter|mail|slogan|saggi|canzon|paragraf|parol|esempi|espression|curriculum|titol|tweet|prompt|proverbi|dialog|discors|messaggi|barzellett|insegnante|professor|tutor|traduttore',
  ro: 'propoziți|fraz|poezi|poem|text|scrisoare|mail|slogan|eseu|cântec|paragraf|cuvânt|cuvint|exempl|expresi|cv|titlu|proverb|dialog|discurs|mesaj|glum|profesor|traducător',
  vi: 'câu|bài thơ|thơ|đoạn văn|văn bản|thư|e-?mail|khẩu hiệu|bài luận|bài văn|bài viết|lời bài hát|từ|ví dụ|thành ngữ|cv|tiêu đề|tục ngữ|hội thoại|tin nhắn|giáo viên|gia sư',
  id: 'kalimat|puisi|teks|surat|e-?mail|slogan|esai|karangan|lirik|paragraf|kata|contoh|ungkapan|ayat|judul|peribahasa|pantun|dialog|percakapan|pesan|guru|penerjemah',
  sw: 'sentensi|shairi|maandishi|barua|kaulimbiu|insha|aya|neno|maneno|mfano|mifano|methali|kichwa|mazungumzo|ujumbe|mwalimu|mtafsiri',
  tl: 'pangungusap|tula|teksto|liham|e-?mail|islogan|sanaysay|talata|salita|halimbawa|kasabihan|pamagat|usapan|guro|tagasalin',
  xh: 'isivakalisi|izivakalisi|umbongo|ileta|isincoko|igama|umzekelo|utitshala',
  ar: 'جمل|قصید|نص|رسال|برید|شعار|مقال|فقر|كلم|مثال|امثل|عبار|سیر|عنوان|حوار|نكت|معلم|مدرس|مترجم',
  he: 'משפט|שיר|טקסט|מכתב|מייל|סלוגן|סיסמ|חיבור|פסק|מיל|דוגמ|ביטוי|כותרת|פתגם|דיאלוג|הודע|מורה|מתרגם',
  fa: 'جمل|شعر|متن|نام|ایمیل|شعار|مقاله|انشا|پاراگراف|کلم|واژ|مثال|عبارت|عنوان|ضرب المثل|گفتگو|پیام|معلم|مترجم',
  th: 'ประโยค|กลอน|บทกวี|ข้อความ|จดหมาย|อีเมล|สโลแกน|เรียงความ|เนื้อเพลง|ย่อหน้า|คำ|ตัวอย่าง|สำนวน|หัวข้อ|ชื่อเรื่อง|สุภาษิต|บทสนทนา|ครู',
  km: 'ប្រយោគ|កំណាព្យ|អត្ថបទ|សំបុត្រ|អ៊ីមែល|ពាក្យ|ឧទាហរណ៍|គ្រូ',
};

const WORD = '[\\p{L}\\p{M}\\d]+';
const WITHOUT_SPACES: ReadonlySet<LanguageTag> = new Set(['ja', 'zh', 'ko', 'my', 'th', 'km']);
const UNSPACED_LETTERS = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Mymr}\\p{sc=Thai}\\p{sc=Khmr}]';
/** What stands between a text and the name behind it: "kalimat bahasa Inggris", "sentensi ya Kiingereza". */
const LINK = '(?:bahasa |ngôn ngữ |(?:ya|za|la|cha|wa) |sa |na |en |in |esi)?';

/**
 * The source of an expression for texts in a language, with `#` for its name without its ending; none where the asking
 * language has none.
 */
export function namedTexts(asking: LanguageTag): string | undefined {
  const behind = BEHIND_THE_NAME[asking];
  const before = BEFORE_THE_NAME[asking];
  const isSpaced = !WITHOUT_SPACES.has(asking);
  const sources: string[] = [];
  if (behind && isSpaced) sources.push(`#[\\p{L}\\p{M}]{0,8}(?: ${WORD}){0,2}[ -](?:${behind})`);
  if (behind && !isSpaced) sources.push(`#${UNSPACED_LETTERS}{0,4}? ?(?:${behind})`);
  if (before && isSpaced) sources.push(`(?:${before})[\\p{L}\\p{M}]{0,6}(?: ${WORD})? ${LINK}#`);
  if (before && !isSpaced) sources.push(`(?:${before})${UNSPACED_LETTERS}{0,8}? ?(?:ภาษา|ភាសា)#`);
  return sources.length > 0 ? sources.join('|') : undefined;
}
