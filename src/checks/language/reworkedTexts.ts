import { withRanges } from './letterRanges';

/**
 * What is done with a text whose outcome may stay in the text's language, whatever the task is written in: correct,
 * improve, complete, continue, reorder, reply to, give a title. Stems, against text in lower case.
 */
const REWORKING = new RegExp(
  withRanges(
    [
      '(?<!\\p{L})(?:correct|fix|proofread|rewrite|rewrit|rephras|reword|paraphras|punctuat|continue|complete|improve|polish|edit|shorten|simplif|expand|unscrambl|(?:re)?arrange|reorder|finish|fill in|reply|respond|headline|title|sound(?:s)? (?:better|more)|more (?:formal|polite|concise)|passive|active voice|tense|plural|extract|quote|repeat|spelling|grammar|typo|rhyme|synonym|antonym|opposite)',
      '(?<!\\p{L})(?:korrigier|verbesser|umformulier|formulier|überarbeit|umschreib|ergänz|vervollständig|fortsetz|kürz|vereinfach|passiv|plural|vergangenheit|überschrift|titel|gegenteil|ordne|verbeter|corrigeer|herschrijf|herformuleer|afmaken|invul|rätta|förbättra|skriv om|omformuler|rett|forbedre|ret fejl|fullför|fortsätt|fullfør|fortsett|fortsæt|rubrik|overskrift|verbeter|herskryf|korrigeer)',
      '(?<!\\p{L})(?:corrig|corrij|corregg|corect|réécri|reescr|riscriv|rescri|reformul|riformul|amélior|mejor|melhor|millor|miglior|îmbunătăț|complèt|complet|continu|termin|titre|título|titol|titlu|synonyme|sinónim|sinônim|sinonim|passif|pasiv|passiv|pluriel|raccour|acort|ordena|riordin|répond|responde a est|rispondi a quest)',
      '(?<!\\p{L})(?:poprav|isprav|oprav|popraw|prepiši|přepiš|prepíš|przepisz|přeformul|preformul|przeredag|preoblik|vylepš|poboljš|izboljš|doplň|dopln|dopoln|dopuni|dovrši|dokonč|dokończ|uzupełnij|pokračuj|kontynuuj|nastav|zkrať|skrať|skráť|skróć|skrati|skrajš|nadpis|naslov|nagłów|tytuł)',
      '(?<!\\p{L})(?:поправ|исправ|виправ|препиш|перепиш|преформул|перефраз|подобр|улучш|покращ|дополн|доповн|допълн|допиши|доврши|законч|закінч|продолж|продовж|продълж|сократ|скорот|скрат|съкрат|наслов|заглави|заголов|синоним|синонім|встав|түзет|қайта жаз|толықтыр|жалғастыр|тақырып|зас|дахин бич|нөхө|үргэлжлүүл|гарчиг)',
      '(?<!\\p{L})(?:ištaisy|pataisy|perrašy|perfrazuo|pagerin|užbaik|užpildyk|tęsk|antrašt|izlabo|labo|pārrakst|pārfrāz|uzlabo|pabeidz|aizpildi|turpini|virsrakst|paranda|sõnasta|täienda|lõpeta|jätka|pealkir|korjaa|muotoile|paranna|täydennä|jatka|otsik|javíts|írd át|fogalmazd|egészítsd|folytasd)',
      '(?<!\\p{L})(?:düzelt|düzəlt|yeniden yaz|yenidən yaz|düzenle|iyileştir|tamamla|devam et|davam et|kısalt|qısalt|başlık|başlıq|parafraz|sửa|viết lại|diễn đạt|cải thiện|hoàn thành|điền|viết tiếp|tiêu đề|perbaiki|betulkan|tulis ulang|parafrase|sempurnakan|lengkapi|lanjutkan|judul|tajuk|iwasto|ayusin|isulat muli|kumpletuhin|ipagpatuloy|pamagat|sahihisha|rekebisha|andika upya|kamilisha|endelea|kichwa|lungisa|bhala kwakhona|gqibezela)',
      'გაასწორ|გადაწერ|შეასწორ|დაასრულ|გააგრძელ|სათაურ|صحح|تصحیح|تصحيح|صياغ|أكمل|اكمل|عنوان|مرادف|اصلاح|بازنویسی|ویرایش|کامل کن|ادامه بده|تیتر|درست کر|دوبارہ لکھ|مکمل|سرخی|سمه? کړ|بیا ولیک|بشپړ|תקן|תקני|נסח|שכתב|שפר|השלם|המשך|כותרת',
      'सुधार|शुद्ध|ठीक कर|फिर से लिख|पूरा कर|पूर्ण कर|जारी रख|शीर्षक|सच्या|दुरुस्त|पुन्हा लिह|সংশোধন|শুদ্ধ|ঠিক কর|পুনরায়|আবার লিখ|সম্পূর্ণ|শিরোনাম|સુધાર|ફરીથી લખ|પૂર્ણ|શીર્ષક|திருத்|மீண்டும் எழுத|நிறைவு|தலைப்ப|సరిదిద్ద|సరిచేయ|తిరిగి రాయ|పూర్తి|శీర్షిక|തിരുത്ത|മാറ്റിയെഴുത|പൂർത്തി|തലക്കെട്ട|නිවැරදි|නැවත ලිය|සම්පූර්ණ',
      'แก้|เขียนใหม่|ปรับ|เรียบเรียง|เติม|พาดหัว|កែ|ឡើងវិញ|បំពេញ|ပြင်|ပြန်ရေး|ဖြည့်|고쳐|교정|수정|다듬|다시 써|바꿔 써|완성|채우|제목|동의어|直して|校正|添削|書き換え|言い換え|修正|完成|埋め|続き|並べ替え|並び替え|タイトル|見出し|改正|修改|改写|改寫|续写|續寫|改为|改為|改成|润色|潤色|纠正|校对|完善|补全|填空|重写|重新|排列|标题|標題|同义词|仿写|扩写|缩写',
    ].join('|'),
  ),
);

const LONGEST_TASK = 400;

/** Whether an instruction asks for something to be done with a text that may leave it in its language. */
export function asksToRework(instruction: string): boolean {
  return REWORKING.test(instruction.slice(0, LONGEST_TASK).toLowerCase());
}
