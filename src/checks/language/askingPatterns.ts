import type { LanguageTag } from '../../schema/schema';
import { withRanges } from './letterRanges';

/**
 * How one language asks for an answer in a language. Sources of regular expressions, matched against one sentence that
 * `normaliseForAsking` has gone over (lower case, one spelling). `@` stands for a language's name with its ending,
 * `#` for the name without its ending.
 */
export interface AskingPatterns {
  readonly language: LanguageTag;
  /** Locales whose names for languages are looked for, where not only `language`. */
  readonly locales?: readonly string[];
  /** What to cut from a name to get at what all its forms share: an expression that ends at the name's end. */
  readonly cut?: RegExp;
  /** The endings that `@` allows; none unless given. */
  readonly ending?: string;
  /** A name may follow other letters: languages without spaces, or with prefixed prepositions. */
  readonly inside?: true;
  /** Names besides those of `Intl.DisplayNames`, by what `cut` leaves of them. */
  readonly names?: Readonly<Record<string, LanguageTag>>;
  /** "in French": a request when the sentence is one. */
  readonly in: string;
  /** "into French": a request to translate. */
  readonly into?: string;
  /** "from French": the language of what is to be translated. */
  readonly from?: string;
  /** What makes a sentence a request: answer, write, translate … */
  readonly verbs: string;
  /** What makes the language a topic: "the word for bread in French". */
  readonly topic?: string;
  /** A question that is a request nevertheless: "could you …?" */
  readonly polite?: string;
  /** A question without a question mark. */
  readonly question?: string;
  /** What stands before "in French" when it is not wanted. */
  readonly not?: string;
  /** What follows "in French" when it is not wanted. */
  readonly notAfter?: string;
  /** What stands before "in French" when that is how something else is written: "if I ask in French". */
  readonly condition?: string;
}

/** The languages of Bactrian-X, and some neighbours that cost a line. */
export const ASKING_PATTERNS: readonly AskingPatterns[] = [
  {
    language: 'en',
    names: { hinglish: 'hi-Latn', 'roman hindi': 'hi-Latn', 'roman urdu': 'ur-Latn', banglish: 'bn-Latn', tanglish: 'ta-Latn', romaji: 'ja-Latn', pinyin: 'zh-Latn', arabizi: 'ar-Latn', 'serbian latin': 'sr-Latn', 'serbian (latin)': 'sr-Latn', 'latin serbian': 'sr-Latn', 'serbian cyrillic': 'sr', 'serbian (cyrillic)': 'sr', 'cyrillic serbian': 'sr', cantonese: 'yue', 'simplified chinese': 'zh-Hans', 'traditional chinese': 'zh-Hant',
      mandarin: 'zh', 'mandarin chinese': 'zh', 'standard chinese': 'zh', farsi: 'fa', bahasa: 'id',
      'bahasa indonesia': 'id', 'bahasa melayu': 'ms', castilian: 'es', flemish: 'nl', tagalog: 'tl', filipino: 'tl',
      pilipino: 'tl', bengali: 'bn', bangla: 'bn', burmese: 'my', myanmar: 'my', sinhala: 'si', sinhalese: 'si',
      pashto: 'ps', pushto: 'ps', isixhosa: 'xh', isizulu: 'zu', kiswahili: 'sw', cambodian: 'km', kurdish: 'ku',
      'brazilian portuguese': 'pt', 'latin american spanish': 'es', norwegian: 'no', azeri: 'az', azerbaijani: 'az',
      'chinese (simplified)': 'zh-Hans', 'chinese (traditional)': 'zh-Hant', 'chinese simplified': 'zh-Hans',
      'chinese traditional': 'zh-Hant', odia: 'or', oriya: 'or', 'scots gaelic': 'gd', 'serbo-croatian': 'sh',
    },
    in:
      '(?:in|using|use|speak) (?:the |a |only |simple |plain |easy |basic |modern |standard |formal |informal |fluent ' +
      '|natural |native |proper |correct |good |perfect |clear |everyday |colloquial |idiomatic |brazilian |european ' +
      '|british |american |mexican |canadian |swiss |austrian |latin american |pure |romani[sz]ed |transliterated |both )*["\'“*_]*@["\'”*_]*(?: language)?' +
      '(?= *$| *[,.;:!?()\\[\\]"\'”*_/–—-]| (?:language|only|please|about|on|of|for|to|that|which|who|how|why|what|when|where' +
      '|whether|if|and|or|but|so|as|with|without|at|by|from|in|into|instead|too|also|now|then|first|rather|because|since' +
      '|using|based|regarding|between|among|against|under|over|within|containing|the|a|an|this|these|your|my|our|its|their' +
      '|all|any|each|one|two|three|four|five|ten|\\d+|it|not|no|even|exclusively|throughout|below|above|here|translation' +
      '|give|write|explain|describe|tell|list|name|create|generate|suggest|find|[a-z]{3,}ing)(?![\\p{L}]))|(?:answer|response|reply|output|target|response|desired)(?: language)? ?(?:is|=|:) ?@' +
      '|(?:always|only|must|should) (?:speaks?|writes?|answers?|responds?|repl(?:y|ies)|talks?) (?:only )?(?:in )?@|only @(?= *$| *[,.;!])|[(\\[](?:in )?@ only[)\\]]' +
      '|(?<![\\p{L}])language ?(?:is|=|:) ?@|@ (?:version|translation|language)(?: only)?,? please|(?<!\\p{L})@(?:,)? please' +
      '|(?:answers?|responses?|reply|replies) (?:must|should|has to|have to|needs? to) be (?:entirely |only |all )?@(?= *$|[,.;!])' +
      '|(?:provide|give|write|create|make|produce|generate|need|want) (?:me |us )?(?:a|an|the|your) @ (?:translation|version|response|answer|reply)' +
      '|(?:provide|give|write|create|make|produce|generate|compose|draft) (?:me |us )?(?:an?|one|two|three|some|\\d+) (?:short |long |brief |simple |funny |formal |new )*' +
      '@ (?:paragraph|sentence|text|essay|poem|story|stories|letter|e-?mail|article|summary|dialogue|conversation|speech|blog post)s?(?![\\p{L}])' +
      '|(?:the|a) @ (?:translation|equivalent) (?:of|for)|stop (?:speaking|using|writing) @' +
      '|(?<!(?:my|your|his|her|their|our|whose) )@ (?:is|would be) (?:fine|ok|okay|enough|better)(?= *$|[,.;!]| (?:again|now|for me|from))' +
      '|(?<=you are [^.]{0,60}(?:who|that) (?:only |always |fluently )?)speaks? @|(?<=-)@ (?:translator|interpreter)',
    into:
      'back to @(?= *$|[,.;!]| (?:now|again|please|for|from))|into (?:the |simple |simplified |plain |modern |standard |formal |fluent |natural |proper |correct |good |brazilian ' +
      '|european |british |american |mexican |canadian |idiomatic |both )*["\'“*_]*@' +
      '|(?:translat|convert|render|localis|localiz|chang|switch|turn)[^.!?]*? (?:to|→|->|>) (?:the )?(?:simple |plain |modern |standard ' +
      '|formal |fluent |natural |brazilian |european |british |american |both )*["\'“*_]*@|(?:→|->|=>) ?@|^(?:from )?(?:[^ ]+ )?to @(?= *[:.]| *$)' +
      '|translate (?:this |it |that |the following )?(?:as )?@:',
    from: 'from (?:the )?(?:original )?@|@(?: ?(?:→|->|=>|-to-| to (?!\\p{L}+ing)))',
    verbs:
      '(?<!\\p{L})(?:write|writing in|answer|answers|reply|replies|respond|responds|response|translate|translation|explain|describe|give|provide|generate|create|compose' +
      '|summari[sz]e|draft|produce|tell|make|use|say|state|list|name|speak|talk|express|rewrite|paraphrase|convert|render|return|output' +
      '|present|formulate|continue|complete|finish|discuss|outline|come up|show|craft|prepare|develop|design|suggest|identify|find' +
      '|classify|compare|define|do|put|turn|repeat|help|let|recite|narrate|report|print|phrase|communicate|converse|chat|text' +
      '|go back|is fine|is ok|is okay|is enough|is better|should|must|shall|needs? to|need|has to|have to|ought to|want|would like|i\'d like|make sure|ensure|please|only|always|ask|act|be|switch)(?!\\p{L})|->|→|=>' +
      '|^(?:(?:please|now|then|and|also|next|kindly)[, ]+)?(?:stop|sing|greet|introduce|correct|solve|teach|elaborate|expand|shorten|simplify' +
      '|analy[sz]e|evaluate|extract|propose|brainstorm|enumerate|mention|reword|edit|comment|construct|invent|add|fill|pick|choose)(?!\\p{L})' +
      '|^(?:an?|one|two|three|five|ten|\\d+) (?:[\\p{L}\\d-]+ ){0,3}(?:essay|poem|story|stories|article|letter|e-?mail|summary' +
      '|recipe|joke|song|speech|translation|review|report|paragraph|list|dialogue|description|answer|haiku|post|text)s?(?!\\p{L})',
    topic:
      '(?:word order|words? for|teach (?:me|us) [^.]{0,40}(?:phrases|words|expressions|greetings|sentences|vocabulary)|verbs?|nouns?|adjectives?|pronouns?|grammar|tenses?|vowels?|consonants?|alphabet|syntax' +
      '|subjunctive|imperfect|datives?|accusatives?|genitives?|plurals?|genders?|prepositions?|conjunctions?|adverbs?|honorifics?|conjugations?' +
      '|declensions?|suffixes|prefixes|infinitives?|participles?|particles?|differences? between (?:["\'“«‘][^.]{0,30}|(?:the )?\\p{L}{1,6} and \\p{L}{1,6})' +
      '|pronounced?|pronunciation|spoken|called|spelled|is said|mean)(?!\\p{L})[^.]{0,60}in (?:the )?#',
    polite: '(?<!\\p{L})(?:can|could|would|will|may|shall) (?:you|i (?:have|get)|we)|please',
    condition: '(?<!\\p{L})(?:if|when|whenever|though|although|unless|while) (?:[\\p{L}\']+ ){0,5}(?:writes?|asks?|speaks?|talks?|says?|is|are|wrote|asked|written|texts?) (?:[\\p{L}\']+ ){0,3}$',
    question: '^(?:what|who|whom|whose|which|when|where|why|how|is|are|was|were|does|did|has)(?!\\p{L})',
    not: '(?<!\\p{L})(?:not|don\'t|dont|never|without|avoid|instead of|rather than|no longer|n\'t|nor|refrain from|stop|quit)(?!\\p{L}| forget)|(?<!\\p{L})no $' +
      '|(?<!you are [^.]{0,40})(?:who|whom|that|which) (?:\\p{L}+ ){0,2}(?:speak|spoke|talk|sing|sang|pray|think|dream|swear|count|writ|wrote)\\p{L}* (?:only |fluently )?(?:in )?$',
  },
  {
    language: 'de',
    ending: '(?:e[nrms]?)?',
    names: { chinesisch: 'zh', mandarin: 'zh', farsi: 'fa', holländisch: 'nl', norwegisch: 'no', filipino: 'tl' },
    in: '(?:auf|in|benutze|verwende|nutze) (?:einfache[mr] |gute[mr] |korrekte[mr] |das |dem )?#(?!\\p{L})|in (?:der |die )?@ (?:sprache|fassung|übersetzung)|(?:sprich|sprichst du|sprechen sie|sprechen wir|rede|unterhalte dich)[^.]{0,40}@|(?:verwend|benutz|nutz)\\p{L}*[^.]{0,40} @(?= *$|[,.;!])',
    into: '(?:ins|in das) @|(?:nach|zu) #(?!\\p{L})|in die @ sprache|übersetz[^.]* (?:in|auf) @',
    from: '(?:aus dem|vom|von|aus der|des) @',
    verbs: 'übersetz|antwort|schreib|formulier|erklär|beschreib|verfass|erstell|fass|gib|gebe|nenn|generier|sag|sprich|erzähl|bitte|soll|muss|lass|mach|verwend|benutz|nutze|sprech|rede|stell|berichte|liste|übertrag|dicht',
    polite: 'kannst du|können wir|könnten wir|können sie|könntest|könnten sie|würdest|würden sie|bitte',
    condition: '(?<!\\p{L})(?:wenn|falls|obwohl|sofern) (?:ich|du|er|sie|man|jemand|der|die|das|eine?|mein|meine) (?:\\p{L}+ ){0,4}$',
    question: '^(?:was|wer|wie|wo|wann|warum|welche[rsnm]?|wieso|weshalb) ',
    not: 'nicht|kein|nie |niemals|statt|ohne',
  },
  {
    language: 'nl',
    ending: 'e?',
    names: { mandarijn: 'zh', farsi: 'fa', vlaams: 'nl', noors: 'no', filipijns: 'tl', bengalees: 'bn' },
    in: '(?:in het|in|gebruik) (?:eenvoudig |correct )?#(?!\\p{L})|in de @ taal|(?:spreek|praat|spreken|praten) (?:\\p{L}+ ){0,5}@',
    into: '(?:naar|tot) (?:het )?#(?!\\p{L})|(?:naar|in) de @ taal|vertaal[^.]* in (?:het )?@',
    from: '(?:uit|van|vanuit) (?:het |de )?@',
    verbs: 'vertaal|vertal|antwoord|schrijf|beschrijf|leg |geef|maak|noem|vertel|zeg|genereer|reageer|formuleer|spreek|gebruik|moet|vat |samenvat|samen|leg uit|uitleg|praat|som |graag|stel|schets|bedenk|bespreek',
    polite: 'kun je|kunnen we|zullen we|kunt u|zou je|zou u|alsjeblieft|alstublieft|zou jij|kan je|kan jij|wil je|wilt u|graag',
    question: '^(?:wat|wie|hoe|waar|wanneer|waarom|welke?) ',
    not: 'niet|geen|nooit|zonder|in plaats van',
  },
  {
    language: 'af',
    ending: 'e?',
    names: { sjinees: 'zh', mandaryns: 'zh', japannees: 'ja', japanees: 'ja', noorweegs: 'no' },
    in: '(?:in|gebruik) #(?!\\p{L})|in (?:die )?@ taal|praat (?:\\p{L}+ ){0,4}@',
    into: '(?:na|tot) #(?!\\p{L})|na die @ taal|vertaal[^.]* in @',
    from: '(?:uit|van|vanuit) (?:die )?@',
    verbs: 'vertaal|antwoord|skryf|beskryf|verduidelik|gee|maak|noem|vertel|sê|genereer|reageer|gebruik|moet|skep|som |opsom|praat|bespreek|vat ',
    polite: 'kan jy|kan u|sal jy|asseblief',
    question: '^(?:wat|wie|hoe|waar|wanneer|waarom|hoekom|watter) ',
    not: 'nie |geen|nooit|sonder|in plaas van|moenie|moet nie',
  },
  ...(['sv', 'nb', 'da'] as const).map((language): AskingPatterns => ({
    language,
    locales: language === 'nb' ? ['nb', 'no', 'nn'] : undefined,
    ending: '(?:e|t)?',
    names: { norsk: 'no', bokmål: 'nb', nynorsk: 'nn', norska: 'no', kinesiska: 'zh', kinesisk: 'zh', mandarin: 'zh' },
    in: '(?:på|använd|bruk|brug) (?:enkel |enkelt )?@|i #(?= *$|[,.;:!?])|på (?:det )?@ (?:språk|sprog)(?:et)?|(?:prata|tala|snakk|snak|tal) (?:\\p{L}+ ){0,3}@',
    into: '(?:till|til) @|(?:översätt|oversett|oversæt)[^.]* (?:på|i) @',
    from: '(?:från|fra|av|af) @',
    verbs: 'översätt|oversett|oversæt|svar|skriv|beskriv|förklara|forklar|ge |gi |giv|skapa|lag |lav|nämn|nevn|nævn|berätta|fortell|fortæl|säg|si |sig|generera|generer|formuler|använd|bruk|brug|ska|skal|måste|må|prata|tala|snak|sammanfatta|sammenfat|oppsummer|opsummer|återge|gengiv|gjengi|redogör|redegør|dikt',
    polite: 'kan du|kan ni|kan de|kunne du|kunde du|skulle du|vil du|vill du|snälla|vennligst|venligst|snäll|vær så snill|vær venlig|tack',
    question: '^(?:vad|hva|hvad|vem|hvem|hur|hvordan|var|hvor|när|når|hvornår|varför|hvorfor|vilk\\p{L}*|hvilk\\p{L}*) ',
    not: 'inte|ikke|aldrig|aldri|utan|uten|uden|i stället för|i stedet for',
  })),
  {
    language: 'fr',
    cut: /(?:e)$/,
    ending: '(?:n?e|n?es|s)?',
    names: { chinois: 'zh', mandarin: 'zh', farsi: 'fa', persan: 'fa', birman: 'my', cinghalais: 'si', castillan: 'es', norvégien: 'no', tagalog: 'tl', bengali: 'bn', ourdou: 'ur', pachto: 'ps', pachtou: 'ps', anglais: 'en', français: 'fr' },
    in: '(?:en|dans|utilise[zr]?) (?:la langue |langue |l\'|le |la )?(?:bon |simple )?@|en utilisant (?:le |l\'|la langue )@|(?:traduction|version) @',
    into: '(?:vers|dans) (?:le |l\'|la langue |la )@|tradu[^.]* (?:en|au|à l\') ?@',
    from: '(?:du|de l\'|depuis le|depuis l\'|à partir du|à partir de l\'|d\') ?@',
    verbs: 'récit|tradui|traduc|répon|écri|rédige|expliqu|décri|donn|crée|génère|fai[st]|résum|nomm|dis |dites|parle|formul|réécri|racont|compos|doit|devez|dois|veuillez|prépar|propos|list|utilis|redige|rédig|présent|convert|reformul|adress|continu|discut|détaill|aide|montr|réd|poème|communiq|réponse|dire|traduire|écrire|expliquer|met[sz]|passe',
    polite: 'peux-tu|peut-on|on peut|pouvons-nous|pourrions-nous|pouvez-vous|pourriez-vous|pourrais-tu|s\'il (?:te|vous) plaît|merci de|veuillez|peux tu|pouvez vous|veux-tu|voulez-vous|pourrait-on|j\'aimerais|je voudrais',
    condition: '(?<!\\p{L})(?:si|s\'il|quand|lorsque) (?:[\\p{L}\']+ ){0,4}(?:écri\\p{L}*|parle\\p{L}*|pose\\p{L}*|demande\\p{L}*|adresse\\p{L}*|est) (?:\\p{L}+ ){0,3}$',
    question: '^(?:que |qu\'|qui|quel|comment|pourquoi|où|quand|combien|est-ce)',
    not: 'pas|jamais|sans|au lieu|plutôt que|ni ',
  },
  ...(['es', 'gl', 'ca'] as const).map((language): AskingPatterns => ({
    language,
    cut: /o$/,
    ending: '(?:a|o)?',
    names: { eusker: 'eu', euskera: 'eu', euskara: 'eu', éuscar: 'eu', vasc: 'eu', catalán: 'ca', gallego: 'gl', galeg: 'gl', ucranian: 'uk', polac: 'pl', checo: 'cs', neerlandés: 'nl', holandés: 'nl', rumano: 'ro', suahili: 'sw', castellano: 'es', castelán: 'es', castellà: 'es', mandarín: 'zh', mandarí: 'zh', farsi: 'fa', noruego: 'no', noruec: 'no', norueguès: 'no', español: 'es', ingles: 'en', frances: 'fr', aleman: 'de', portugues: 'pt', japones: 'ja', tagalo: 'tl', bengalí: 'bn' },
    in: '(?:en|usando|usa|utilizando|utiliza) (?:el |la |l\')?(?:idioma |lengua |lingua |llengua |buen )?@|(?:traducción|traducció|tradución|versión|versió) @',
    into: '(?:al|ao|hacia el|a la lengua|al idioma|a l\') ?@|tradu[^.]* (?:a|en|ao?|al) @',
    from: '(?:del|do|de l\'|desde el|de la lengua|del idioma|de) ?@',
    verbs: 'recit|tradu|respond|respon|contest|escrib|escriu|escrev|explic|describ|descriu|redact|gener|crea|dame|da |haz|nombra|resum|di |cuent|habl|parla|enumer|proporcion|elabor|debe|debes|utiliz|usa|hábl|contéstame|respónd|escríb|expón|prepar|traslad|convierte|diga|cóntame|fale|fala|dime|ofrec|describ|hazme|haz|decir|traducir|escribir|contestar|responder|explicar|hacer|pasa|pon |dicir|facer|respuesta|resposta|necesito|cuént|conta |conte ',
    polite: 'puede|podemos|podríamos|podría|podrías|puedes|pots|podeu|podes|podes|por favor|si us plau|poder[íi]a|puede usted|quería|quiero|vols|pot ',
    condition: '(?<!\\p{L})(?:si|cuando|aunque) (?:\\p{L}+ ){0,4}(?:escrib\\p{L}*|pregunt\\p{L}*|habl\\p{L}*|está|esté) (?:\\p{L}+ ){0,3}$',
    question: '^¿?(?:qué|quién|cómo|cuál|cuándo|dónde|por qué|cuánt|que |quen|como |cal |què|qui |com |quin)',
    not: '(?<!\\p{L})(?:no|non|nunca|mai|sin|sense|sen|en vez|en lugar|en lloc)(?!\\p{L})',
  })),
  {
    language: 'pt',
    cut: /o$/,
    ending: '(?:a|o)?',
    names: { mandarim: 'zh', farsi: 'fa', castelhano: 'es', norueguês: 'no', ingles: 'en', frances: 'fr', japones: 'ja', alemao: 'de', português: 'pt', bengalês: 'bn', bengali: 'bn', tagalo: 'tl', persa: 'fa', polaco: 'pl', checo: 'cs', tcheco: 'cs', vietnamita: 'vi', árabe: 'ar', estônio: 'et', estónio: 'et' },
    in: '(?:em|no|na|usando|use|utilizando|utilize) (?:o |a )?(?:idioma |língua )?@|(?:tradução|versão) @',
    into: '(?:para o|para a língua|para o idioma|para|ao) @',
    from: '(?:do|da língua|do idioma|a partir do|de) @',
    verbs: 'recit|tradu|respond|escrev|expli|descrev|redij|ger[ae]|cri[ea]|dê|dá |faç|fale|resum|diga|cont[ea]|list|elabor|deve|utiliz|usa|use|forneç|nome|redação|fal[ae]|redig|escreva|convert|apresent|prepar|descrev|discut|narr|conte|compon|reescrev|traduz|resposta|dizer|traduzir|responder|escrever|passe |ponha',
    polite: 'pode|podemos|poderia|poderíamos|podes|consegue|por favor|poderias|consegues|gostaria|quero|você pode|será que',
    condition: '(?<!\\p{L})(?:se|quando|que) (?:\\p{L}+ ){0,4}(?:escrev\\p{L}*|pergunt\\p{L}*|fal\\p{L}*|está|esteja) (?:\\p{L}+ ){0,3}$',
    question: '^(?:o que|que|quem|como|qual|quais|quando|onde|por que|porque|quant)',
    not: '(?<!\\p{L})(?:não|nunca|sem|em vez|ao invés)(?!\\p{L})',
  },
  {
    language: 'it',
    cut: /[oe]$/,
    ending: '[aoei]?',
    names: { mandarin: 'zh', farsi: 'fa', 'persian': 'fa', norveges: 'no', castiglian: 'es', bengales: 'bn' },
    in: '(?:in|usando|usa|utilizzando|utilizza) (?:lingua |l\'|il |la lingua |un buon )?@|(?:traduzione|versione) @',
    into: '(?:all\'|al |allo |nella lingua |verso l\'|verso il )@|tradu[^.]* (?:in|a) (?:lingua )?@',
    from: '(?:dall\'|dal |dallo |dalla lingua |da )@',
    verbs: 'recit|tradu|rispond|scriv|spiega|descriv|redig|genera|crea|dammi|dai |fai |fa |elenc|riassum|dimmi|parla|formul|compon|deve|racconta|fornis|utilizz|usa|nomina|produ|parlami|descriv|riscriv|conver|presenta|illustra|prepar|componi|discuti|scrivimi|raccontami|narra|rispost|dire|tradurre|scrivere|rispondere|mett[ei]',
    polite: 'puoi|possiamo|potremmo|può|potresti|potrebbe|per favore|per piacere|puoi|riesci|vorrei|sapresti|ti va di',
    condition: '(?<!\\p{L})(?:se|quando) (?:\\p{L}+ ){0,4}(?:scriv\\p{L}*|chied\\p{L}*|parl\\p{L}*|è|sia) (?:\\p{L}+ ){0,3}$',
    question: '^(?:che |cosa|chi |come |qual|quando|dove|perché|quant)',
    not: '(?<!\\p{L})(?:non|mai|senza|invece)(?!\\p{L})',
  },
  {
    language: 'ro',
    cut: /ă$/,
    ending: '(?:ă|a|e|ei)?',
    names: { chinez: 'zh', mandarin: 'zh', norvegian: 'no', farsi: 'fa', persan: 'fa', bengalez: 'bn' },
    in: '(?:în|in|folosind|folosește) (?:limba )?@',
    into: '(?:în limba|în|la) @',
    from: '(?:din|din limba|de la) @',
    verbs: 'tradu|răspun|scri|explic|descri|gener|crea|creează|dă |dați|oferă|fă |enumer|rezum|spune|formul|compun|trebuie|vorb|redact|povest|realiz|elabor|vorbește|discută|prezint|convers|rescri|transform|poveste|răspunsul|spui|traduce|scrie|pune|povestește',
    polite: 'poți|putem|puteți|ai putea|ați putea|te rog|vă rog',
    question: '^(?:ce |cine|cum|care|când|unde|de ce|cât)',
    not: '(?<!\\p{L})(?:nu|niciodată|fără|în loc)(?!\\p{L})',
  },
  {
    language: 'pl',
    cut: /(?:i|y)$/,
    ending: '(?:i|iego|iemu|im|u|y|ego|ym|ie)?',
    names: { norwesk: 'no', mandaryńsk: 'zh', farsi: 'fa', persk: 'fa', bengalsk: 'bn' },
    in: '(?:po|w języku|w|używając języka|użyj języka) @(?: języku)?|w @ języku',
    into: 'na język @|(?:na|do) @(?<!m)',
    from: '(?:z języka|z) @',
    verbs: 'przetłumacz|tłumacz|odpowie|odpisz|napisz|opisz|wyjaśnij|stwórz|utwórz|podaj|wymień|streść|powiedz|wygeneruj|sformułuj|opowiedz|zrób|przygotuj|należy|mów|pisz|przedstaw|proszę|podsumuj|wyjaśni|napisa|opisa|streści|stworzy|wymieni|poda|rozmawia|porozmawia|mówi|odpowiad|przekład|przełóż|przetłumacz|zredaguj|przedstawi|opracuj|ułóż|skomponuj|poda',
    polite: 'czy możesz|czy możemy|możemy|czy mógł|czy mogł|możesz|proszę|czy mog|mógłbyś|mogłabyś|mógłby|czy potrafi|zechcia',
    question: '^(?:co |kto|jak |gdzie|kiedy|dlaczego|który|która|które|ile)',
    not: '(?<!\\p{L})(?:nie|nigdy|bez|zamiast)(?!\\p{L})',
  },
  {
    language: 'cs',
    // angličtina, anglicky, anglický: what they share is cut back to, the rest is ending.
    cut: /(?:č|š|z)?tina$|ina$/,
    ending: '(?:č?tin\\p{L}{0,3}|c?k\\p{L}{1,4}|štin\\p{L}{0,3}|tin\\p{L}{0,3}|s?k\\p{L}{1,4}|čtin\\p{L}{0,3}|in\\p{L}{0,2}|eck\\p{L}{1,4})',
    names: { rušt: 'ru', řeč: 'el', turečt: 'tr', polšt: 'pl', češt: 'cs', slovinšt: 'sl', slovinš: 'sl', chorvatš: 'hr', chorvat: 'hr', srbš: 'sr', srb: 'sr', bulharš: 'bg', bulhar: 'bg', nizozemš: 'nl', nizozem: 'nl', holandš: 'nl', švédš: 'sv', švéd: 'sv', finš: 'fi', fin: 'fi', latinš: 'la', rumunš: 'ro', rumun: 'ro', arabšt: 'ar', japonšt: 'ja', korejšt: 'ko', hebrejš: 'he', hebrej: 'he', řečt: 'el', němč: 'de', něm: 'de', norš: 'no', nors: 'no', čínš: 'zh', čín: 'zh', angli: 'en', fran: 'fr', francouz: 'fr', španěl: 'es', špan: 'es', rus: 'ru', če: 'cs', čes: 'cs', sloven: 'sk', pol: 'pl', ital: 'it', japon: 'ja', arab: 'ar', ture: 'tr', portugal: 'pt', maďar: 'hu', ukrajin: 'uk', hind: 'hi', korej: 'ko', vietnam: 'vi', perš: 'fa', pers: 'fa' },
    in: '(?:v|ve|použij|použijte) #\\p{L}{0,4}in\\p{L}{0,2}(?!\\p{L})|(?<!\\p{L})#\\p{L}{0,6}(?:ky|inou)(?!\\p{L})(?: jazy\\p{L}+)?|v @ jazy\\p{L}+|v jazyce @',
    into: '(?:do|na) (?:#\\p{L}{0,4}in\\p{L}{0,2}(?!\\p{L})|@ jazyka)',
    from: '(?:z|ze) @',
    verbs: 'přelož|překlad|odpově|odpovíd|napiš|popiš|vysvětl|vytvoř|uveď|vyjmenuj|shrň|řekni|vygeneruj|formuluj|sepiš|piš|prosím|mluv|musí|má být|vypracuj|vysvětli|napsat|odpovídej|popsat|přelož|shrnout|překlád|řekn|vyprávěj|převeď|mluvi|konverzuj|zodpov',
    polite: 'můžeš|můžete|mohl|mohla|prosím',
    question: '^(?:co |kdo|jak |kde|kdy|proč|který|která|které|kolik)',
    not: '(?<!\\p{L})(?:ne|nikdy|bez|místo|neodpovíd\\p{L}*|nepiš\\p{L}*|nepouží\\p{L}*)(?!\\p{L})|(?<!\\p{L})(?:proč|že) (?:\\p{L}+ ){1,8}$',
  },
  {
    language: 'sk',
    cut: /(?:č|š)?tina$|čina$|ina$/,
    ending: '(?:č?tin\\p{L}{0,3}|c?k\\p{L}{1,4}|čin\\p{L}{0,3}|štin\\p{L}{0,3}|s?k\\p{L}{1,4}|in\\p{L}{0,2}|eck\\p{L}{1,4})',
    names: { nem: 'de', nemč: 'de', nór: 'no', čín: 'zh', angli: 'en', francúz: 'fr', francú: 'fr', španiel: 'es', rus: 'ru', ru: 'ru', če: 'cs', čes: 'cs', sloven: 'sk', poľ: 'pl', taliansk: 'it', talian: 'it', japon: 'ja', arab: 'ar', ture: 'tr', maďar: 'hu', ukrajin: 'uk', hind: 'hi' },
    in: '(?:v|vo|použi|použite) #\\p{L}{0,4}in\\p{L}{0,2}(?!\\p{L})|(?:v|vo) @ jazyku|po @',
    into: '(?:do|na) (?:#\\p{L}{0,4}in\\p{L}{0,2}(?!\\p{L})|@ jazyka)',
    from: '(?:z|zo) @',
    verbs: 'prelož|preklad|odpove|napíš|opíš|vysvetl|vytvor|uveď|vymenuj|zhrň|povedz|vygeneruj|formuluj|píš|prosím|hovor|musí|má byť|vysvetli|napísa|odpovedaj|preložiť|zhrnúť|rozprávaj|hovorte',
    polite: 'môžeš|môžete|mohol|mohli|prosím',
    question: '^(?:čo |kto|ako |kde|kedy|prečo|ktor|koľko)',
    not: '(?<!\\p{L})(?:nie|nikdy|bez|namiesto|neodpoved\\p{L}*|nepíš\\p{L}*)(?!\\p{L})',
  },
  {
    language: 'sl',
    cut: /(?:šč|č|š)?ina$/,
    ending: '(?:ščin\\p{L}{0,3}|šk\\p{L}{1,4}|čin\\p{L}{0,3}|sk\\p{L}{1,4}|čk\\p{L}{1,4}|in\\p{L}{0,2})',
    names: { rušč: 'ru', turšč: 'tr', polj: 'pl', polšč: 'pl', češč: 'cs', francošč: 'fr', italijanšč: 'it', španšč: 'es', nemšč: 'de', japonšč: 'ja', kitajšč: 'zh', angl: 'en', arabšč: 'ar', hrvašč: 'hr', madžaršč: 'hu', madžar: 'hu', korejšč: 'ko', korej: 'ko', ukrajinšč: 'uk', ukrajin: 'uk', portugalšč: 'pt', portugal: 'pt', švedšč: 'sv', šved: 'sv', hebrejšč: 'he', srb: 'sr', srbšč: 'sr', slovašč: 'sk', slovaš: 'sk', bolgaršč: 'bg', finšč: 'fi', nizozemšč: 'nl', nizozem: 'nl', perzijšč: 'fa', hindijšč: 'hi', latinšč: 'la', gršč: 'el', turš: 'tr', ruš: 'ru', vietnamšč: 'vi', vietnam: 'vi', angle: 'en', nem: 'de', franco: 'fr', špan: 'es', rus: 'ru', slove: 'sl', sloven: 'sl', kitaj: 'zh', japon: 'ja', italijan: 'it', hrva: 'hr', hrvaš: 'hr', tur: 'tr', arab: 'ar', norve: 'no' },
    in: '(?:v|uporabi) #\\p{L}{0,4}in\\p{L}{0,3}(?!\\p{L})|v @ jeziku|po (?:\\p{L}+ )?#\\p{L}{1,4}',
    into: 'v (?:#\\p{L}{0,4}in\\p{L}{0,3}(?!\\p{L})|@ jezik)|na @',
    from: '(?:iz|z|s) @',
    verbs: 'preved|prevod|odgovor|napiš|opiš|razlož|pojasni|ustvari|navedi|povej|naštej|povzemi|generiraj|sestavi|piši|prosim|mora|govori|razloži|napisa|odgovarjaj|pogovarjaj|pojasni|prevesti|opisat|navest|povzet',
    polite: 'lahko|ali bi|prosim',
    question: '^(?:kaj|kdo|kako|kje|kdaj|zakaj|kater|koliko)',
    not: '(?<!\\p{L})(?:ne|nikoli|brez|namesto)(?!\\p{L})',
  },
  {
    language: 'hr',
    locales: ['hr', 'bs', 'sr-Latn'],
    cut: /i(?: \(latinica\))?$/,
    ending: '(?:i|om|oga|og|omu|ome|im|ome|u|a)?',
    names: { srpsk: 'sr', bosansk: 'bs', hrvatsk: 'hr', crnogorsk: 'cnr', norvešk: 'no', kinesk: 'zh', njemačk: 'de', nemačk: 'de', španjolsk: 'es', perzijsk: 'fa', persijsk: 'fa' },
    in: '(?:na|koristeći|koristi) @(?: jezik\\p{L}*)?|na jeziku @|(?:odgov\\p{L}*|piši\\p{L}*|govori\\p{L}*|pričaj\\p{L}*|prevedi|prevedite) @',
    into: '(?:na|u) @(?: jezik)?',
    from: '(?:s|sa|iz) @(?: jezik\\p{L}*)?(?= )',
    verbs: 'preved|prevest|prijevod|prevod|odgovor|napiš|opiš|objasni|stvori|napravi|navedi|nabroji|sažmi|reci|generiraj|generiši|sastavi|piši|molim|mora|treba|kreiraj|odgovaraj|objasniti|razgovaraj|pričaj|prevodi|prevodite|napisati|opisati|sročite|sažeti|ispričaj|kaži|daj',
    polite: 'možeš li|možete li|biste li|bi li|molim|možeš|možete|biste|bi li|mogli|mogao|mogla',
    question: '^(?:što|šta|tko|ko |kako|gdje|gde|kada|zašto|koj[aei]|koliko)',
    not: '(?<!\\p{L})(?:ne|nemoj\\p{L}*|nikad\\p{L}*|bez|umjesto|umesto)(?!\\p{L})',
  },
  ...(['sr', 'mk', 'bg'] as const).map((language): AskingPatterns => ({
    language,
    cut: /(?:и|о)(?: \(.*\))?$/,
    ending: '(?:и|ия|иот|ом|ог|ога|о|у|а|им)?',
    names: { норвешк: 'no', норвежк: 'no', норвешки: 'no', кинеск: 'zh', китайск: 'zh', персийск: 'fa', персиск: 'fa', шпанск: 'es' },
    in: '(?:на|користећи|используй) @(?: (?:језик|јазик|език)\\p{L}*)?',
    into: '(?:на|у) @(?: (?:језик|јазик|език)\\p{L}*)?',
    from: '(?:од|са|с|из|от) @(?: (?:језик|јазик|език)\\p{L}*)?(?= )',
    verbs: 'превед|превест|превод|одговор|отговор|напиш|опиш|објасн|обясн|створи|создај|създай|направ|наведи|наброј|изброй|сажми|обобщи|кажи|реци|генерирај|генерирай|състав|састав|пиши|моля|молим|мора|трябва|треба|дай|дај|посоч|одговар|отговар|зборувај|разговар|говор|молам|објасни|обясни|преведи|напиша|опише|раскажи|разкажи|прочитај|резимир|сумира|даде|искам|сакам',
    polite: 'можеш|можете|бихте|моля|молим|дали|можеш|може ли|бихте|би ли|бисте|молам',
    question: '^(?:шта|ко |како|где|кад|зашто|кој|што|кој|каде|кога|зошто|какво|кой|как|къде|защо|колко)',
    not: '(?<!\\p{L})(?:не|немој\\p{L}*|никад\\p{L}*|никога|без|уместо|наместо|вместо)(?!\\p{L})',
  })),
  ...(['ru', 'uk', 'be'] as const).map((language): AskingPatterns => ({
    language,
    cut: /(?:ский|цкий|ская|ська|цька|ская|цкая|ий|ый|ая|а)$/,
    // A name that was cut needs an ending: `китай` alone is the country.
    ending: '(?:(?:ск|цк|ськ|цьк)?(?:и|ий|ый|им|ым|ом|ого|ому|ой|ою|а|у|ая|ую|ай|і|ій|е|аю)|(?<=[иуіыт]))',
    names: { норвеж: 'no', норвез: 'no', китай: 'zh', мандарин: 'zh', фарси: 'fa', персид: 'fa', англий: 'en', англій: 'en', рус: 'ru', росій: 'ru', немец: 'de', німец: 'de', украин: 'uk', україн: 'uk', фран: 'fr', испан: 'es', іспан: 'es' },
    // "на английской ферме", "в русской литературе" are about something English, something Russian.
    in: '(?:на|используя|использу\\p{L}+|использ\\p{L}+) @(?:(?<!(?:ой|ою|[іi]й))| (?:язык|мов)\\p{L}*)|по-@|(?<!\\p{L})@ (?:языком|мовою|мовай)|(?<!\\p{L})#(?:ськ|цьк)?ою(?!\\p{L})',
    into: '(?:на|в) @(?:(?<!(?:ой|ою|ом|[іi]й))| (?:язык|мову))',
    from: '(?:с|со|з|із|зі) @(?: (?:язык|мов)\\p{L}*)?',
    verbs: 'перевед|перевод|ответ|отвеч|напиш|опиш|объясн|создай|состав|сочин|приведи|перечисл|сгенерир|скажи|расскаж|сделай|пиши|напис|назов|дай|долж|нужно|говори|пожалуйст|подготов|переклад|відпов|поясни|створ|склад|наведи|назв|розкаж|дайте|сформул|будь ласка|адкаж|апіш|растлумач|пераклад|излож|резюмир|предостав|розмовля|спілку|разговарива|общайся|пиши|переводи|объясни|рассказ|поясн|кратко|изложи|отвеч|озвуч|сформулиру|подай|подавай|стисло|перескаж|переказ|резюму|підсумуй|узагальн|опублік|дайте|хочу|прошу|перевес|перевест|перекла|переклас|сказать|напишіть|скажіть|дать',
    polite: 'можешь|можем|давай|можемо|можете|мог бы|могли бы|не могли|пожалуйста|чи можеш|чи може|чи не могли|міг би|будь ласка|можно|могла бы|могли бы|будьте добры|можна|могла б|міг би|прошу',
    question: '^(?:что|кто|как |где|когда|почему|какой|какая|какие|какое|сколько|що |хто|як |де |коли|чому|яки|яка|яке)',
    not: '(?<!\\p{L})(?:не(?! могли| мог)|никогда|ніколи|без|вместо|замість)(?!\\p{L})',
  })),
  {
    language: 'lt',
    cut: /i?ų$/,
    ending: '(?:i?ų|išk\\p{L}{1,5}|iškai)',
    names: { vok: 'de', vokieč: 'de', lietuv: 'lt', rus: 'ru', pranc: 'fr', prancūz: 'fr', ispan: 'es', kin: 'zh', norveg: 'no', hindi: 'hi' },
    in: '(?:naudojant|naudok|naudokite)? ?@ kalb(?:a|oje|ą)(?!\\p{L})|#(?:i)?(?:š|išk)kai|#iškai',
    into: '(?:į) @(?: kalbą)?',
    from: '(?:iš) @(?: kalbos)?',
    verbs: 'išversk|versk|vertim|atsak|parašyk|rašyk|apraš|paaiškin|sukurk|pateik|išvardy|apibendr|pasak|sugeneruok|papasak|prašau|turi|paaiškint|atsaky|parašy|išvers|verskite|kalbėk|kalbėkite|papasako|apibūdin|parenk|sukur|surašy|reikia',
    polite: 'ar gal|galėtum|prašau|galėtum|gali |galite|prašyčiau|ar ',
    question: '^(?:kas|kaip|kur|kada|kodėl|kok|kiek)',
    not: '(?<!\\p{L})(?:ne\\p{L}*|be|vietoj)(?!\\p{L})',
  },
  {
    language: 'lv',
    cut: /u$/,
    ending: '(?:u|isk\\p{L}{1,4})',
    names: { igaun: 'et', lietuv: 'lt', latv: 'lv', pol: 'pl', spān: 'es', itāl: 'it', itāliet: 'it', krievisk: 'ru', somu: 'fi', som: 'fi', zviedr: 'sv', japān: 'ja', arāb: 'ar', turc: 'tr', ukraiņ: 'uk', ukrain: 'uk', norvēģ: 'no', vāc: 'de', angļ: 'en', angl: 'en', franc: 'fr', franč: 'fr', ķīnieš: 'zh', ķīn: 'zh', hindi: 'hi' },
    in: '@ valodā|#iski|izmantojot @ valodu',
    into: '(?:uz) @(?: valodu)?',
    from: '(?:no) @(?: valodas)?',
    verbs: 'tulko|tulkojum|atbild|uzrakst|rakst|aprakst|paskaidro|izskaidro|izveido|sniedz|nosauc|apkopo|pasaki|ģenerē|pastāsti|lūdzu|jābūt|paskaidrot|izskaidrot|runā|uzraksti|pārtulko|tulkot|atbildēt|sagatavo|apraksti|apkopo|vajag|stāsti|rezumē',
    polite: 'vai vari|vai varat|vai jūs|lūdzu|vai tu|vai jūs|varētu|vari|varat|lūgtu',
    question: '^(?:kas|kā |kur|kad|kāpēc|kād|cik)',
    not: '(?<!\\p{L})(?:ne\\p{L}*|bez|nevis)(?!\\p{L})',
  },
  {
    language: 'et',
    names: { norra: 'no', vene: 'ru', saksa: 'de' },
    in: '@ (?:keeles|keelne)|kasuta @ keelt|#keel(?:ne|set?|seid|sed) (?:\\p{L}+ )?(?:kokkuvõte|kokkuvõtet|vastus|vastust|luuletus|luuletust|essee|lugu|kiri|kirja|tekst|teksti|artikkel|artiklit|tõlge|tõlget)',
    into: '@ keel(?:de|ele)',
    from: '@ keelest',
    verbs: 'tõlgi|tõlkige|tõlge|vasta|kirjuta|kirjelda|selgita|loo|anna|nimeta|ütle|koosta|genereeri|tee |palun|peab|räägi|esita|too |võta|selgitada|vastata|kirjutada|tõlkida|räägime|soovin|palun|koosta|tõlgi|jutusta|kirjelda',
    polite: 'kas sa|kas te|palun|saaksid|saaksite|kas sa|kas saa|kas või|võiksid|võiksite|palun',
    question: '^(?:mis|kes|kuidas|kus|millal|miks|milli|mitu)',
    not: '(?<!\\p{L})(?:ära|ärge|mitte|ilma)(?!\\p{L})',
  },
  {
    language: 'fi',
    cut: /(?:ti|nti)$/,
    ending: '\\p{L}{0,8}',
    names: { norja: 'no', englan: 'en', mandariini: 'zh', kiina: 'zh', saksa: 'de', suome: 'fi', arabia: 'ar', bengali: 'bn', persia: 'fa', hindi: 'hi' },
    in: '#\\p{L}{0,3}ksi|#\\p{L}{0,3}n kielellä|käytä(?:en)? #\\p{L}*|puhu(?:taan|kaa|it)?[^.]{0,30} #\\p{L}{0,4}|#\\p{L}{0,3}nkieli(?:nen|sen|stä|set|siä) (?:\\p{L}+ )?(?:tiivistelmä|yhteenveto|vasta|runo|essee|tarina|teksti|kirje|artikkeli|käännö)',
    into: '#\\p{L}{0,3}n kielelle|(?:kään|suomen)\\p{L}*[^.]* #\\p{L}{0,3}ksi',
    from: '#\\p{L}{0,3}(?:sta|stä)|#\\p{L}{0,3}n kielestä',
    verbs: 'käänn|käännä|käännös|vasta|kirjoita|kuvaile|selitä|luo |anna|nimeä|kerro|sano|laadi|tee |tiivistä|generoi|esitä|ole hyvä|pitää|tulee|luettele|keksi|selit|vastat|kirjoit|kääntä|puhu|tiivist|kuvail|laati|laadi|runo|kertoa|esittä|referoi|keskustele',
    polite: 'voitko|voisitko|voitteko|voisitteko|kiitos|ole hyvä',
    question: '^(?:mikä|mitä|mitkä|kuka|miten|missä|milloin|miksi|kuinka|onko)',
    not: '(?<!\\p{L})(?:älä|älkää|ei|ilman)(?!\\p{L})',
  },
  {
    language: 'hu',
    names: { kínai: 'zh', mandarin: 'zh', norvég: 'no', perzsa: 'fa', fárszi: 'fa', hindi: 'hi' },
    in: '#(?:ul|ül)(?!\\p{L})|# nyelven|(?:használd|használja) (?:a |az )?# nyelvet',
    into: '#(?:ra|re)(?!\\p{L})|# nyelvre',
    from: '#(?:ról|ről|ből|ból)(?!\\p{L})|# nyelvről',
    verbs: 'fordít|válasz|felel|írj|írd|írja|ír |magyaráz|készíts|adj|add |sorol|foglal|mond|generál|fogalmaz|alkoss|kérlek|kell|nevez|hozz|beszél|mesél|jellemezd|fordíts|írj|írni|beszélj|elmagyaráz|megmagyaráz|fogalmaz|leírni|válaszol|összefoglal|írjon|írd|készít|szeretnék|szeretném',
    polite: 'tudnál|tudnád|tudna|lefordítanád|kérlek|meg tudnád|tudnál|tudná|tudod|tudna|lennél szíves|kérem|kérlek',
    question: '^(?:mi |mit|ki |hogyan|hol|mikor|miért|mely|milyen|hány)',
    not: '(?<!\\p{L})(?:ne|nem|soha|helyett|nélkül)(?!\\p{L})',
  },
  {
    language: 'tr',
    names: { azerice: 'az', azericesi: 'az', kürtçe: 'ku', yunanca: 'el', rumca: 'el', felemenkçe: 'nl', flemenkçe: 'nl', hollandaca: 'nl', lehçe: 'pl', macarca: 'hu', acemce: 'fa', endonezyaca: 'id', malayca: 'ms', tagalogca: 'tl', gürcüce: 'ka', arnavutça: 'sq', boşnakça: 'bs', sırpça: 'sr', hırvatça: 'hr', ibranice: 'he', svahili: 'sw', korece: 'ko', ingilizce: 'en', çince: 'zh', mandarin: 'zh', farsça: 'fa', norveççe: 'no', hintçe: 'hi', ispanyolca: 'es' },
    in: '#(?: olarak| dilinde| olsun| kullan\\p{L}*| dilini kullan\\p{L}*|\'?de)(?!\\p{L})|(?<!\\p{L})#(?= (?:yaz|cevap|yanıt|açıkla|anlat|konuş|özet|bir |bana|söyle|ver))',
    into: '#\'?(?:ye|ya|e|a)(?!\\p{L})|# diline',
    from: '#\'?(?:den|dan|ten|tan)(?!\\p{L})|# dilinden',
    verbs: 'çevir|tercüme|cevap|yanıt|yaz|açıkla|anlat|oluştur|ver|söyle|listele|özetle|konuş|hazırla|üret|yap|lütfen|olmalı|tanımla|kullan|sohbet|yorumla|aktar|ifade|sun|tamamla|hikaye|anlatır|çevirir|betimle|say |tartış',
    polite: 'misin|mısın|misiniz|mısınız|lütfen|bilir m[iı]|r m[ıi]s[ıi]n|lütfen|rica',
    question: '^(?:ne |kim|nasıl|nerede|neden|niçin|hangi|kaç)|nedir|ne demek|nasıl den',
    notAfter: '(?<!\\p{L})(?:(?:yaz|cevapla|yanıtla|ver|çevir|kullan|konuş|anlat|açıkla)m[ae](?:yin|yın|yiniz|yınız)?(?!\\p{L})|değil)',
  },
  {
    language: 'az',
    names: { çin: 'zh', norveç: 'no', hind: 'hi', fars: 'fa' },
    in: '# dilində|#c[əa](?!\\p{L})|# dilindən istifadə',
    into: '# dilinə|#cəyə|#caya',
    from: '# dilindən(?! istifadə)|#cədən|#cadan',
    verbs: 'tərcümə|çevir|cavab|yaz|izah|təsvir|yarat|ver|söylə|sadala|ümumiləşdir|danış|hazırla|et |edin|zəhmət|olmalı|danışaq|açıqla|anlat|təqdim|yekunlaş|xülasə|qısalt|sual',
    polite: 'bilərsən|bilərsiniz|zəhmət olmasa|bilər|zəhmət|xahiş|olarmı|mümkün',
    question: '^(?:nə |kim|necə|harada|niyə|hansı|neçə)|nədir|necə deyilir',
    notAfter: '(?<!\\p{L})(?:(?:yaz|ver|et|çevir|danış|istifadə et)m[əa](?:yin|yın)?(?!\\p{L})|deyil)',
  },
  {
    language: 'kk',
    locales: ['kk', 'ky'],
    cut: /(?: тілі|ча|че|чо|чө)$/,
    names: { норвег: 'no', қытай: 'zh', парсы: 'fa', ағылшын: 'en' },
    in: '# тілінде|#(?:ша|ше)(?!\\p{L})|# тилинде|#(?:ча|че|чо|чө)(?!\\p{L})',
    into: '# тіліне(?!\\p{L})|#(?:шаға|шеге)(?!\\p{L})|# тилине(?!\\p{L})',
    from: '# тілінен|#(?:шадан|шеден)(?!\\p{L})|# тилинен',
    verbs: 'аудар|жауап|жаз|түсіндір|сипатта|жаса|құрастыр|бер|айт|тізім|атаңыз|қорыт|сөйле|дайында|өтін|керек|котор|түзүңүз|түсіндір|баянда|аңгіме|әңгіме|шығар|келтір|мазмұн',
    polite: 'аласыз ба|аласың ба|өтінемін|аласыз|аласың|өтінемін|бересіз|бересің|мүмкін|болады',
    question: '^(?:не |кім|қалай|қайда|неге|қандай|қанша)|деген не|қалай айт',
    notAfter: '(?<!\\p{L})(?:(?:жазба|берме|қолданба|аударма(?=ңыз|й))(?:ңыз|ңіз|й)?(?!\\p{L})|емес)',
  },
  {
    language: 'mn',
    names: { хятад: 'zh', норвег: 'no', перс: 'fa' },
    in: '# хэл(?:ээр|энд|ээрээ)(?!\\p{L})|#(?:аар|ээр|оор|өөр)(?!\\p{L})',
    into: '# хэл ?(?:рүү|руу|энд)(?!\\p{L})|# (?:руу|рүү)',
    from: '# хэлнээс|#(?:аас|ээс|оос|өөс)(?!\\p{L})',
    verbs: 'орчуул|хариул|бич|тайлбарла|тодорхойл|үүсгэ|өг|хэл|жагсаа|дүгнэ|гарга|зохио|ярь|ёстой|нэрл|ярилц|орчуулаарай|хариулаарай|хураангуйл|дүрсэл|туслаач|хүсч',
    polite: 'чадах уу|болох уу|боломжтой|чадах|чадна|болох|уу$|үү$',
    question: '^(?:юу|хэн|яаж|хэрхэн|хаана|яагаад|аль|хэдэн)|юу вэ|гэж юу|яаж хэл',
    notAfter: '(?<!\\p{L})(?:бүү|битгий|биш)',
    not: '(?<!\\p{L})(?:бүү|битгий)(?!\\p{L})',
  },
  {
    language: 'ka',
    cut: /ი$/,
    ending: 'ი?',
    names: { ჩინურ: 'zh', ნორვეგიულ: 'no', სპარსულ: 'fa', ჰინდ: 'hi' },
    in: '#ად|#(?:ი|ს)? ენაზე',
    into: '#(?:ზე|ი ენაზე| ენაზე)',
    from: '#(?:იდან|ი ენიდან| ენიდან)',
    verbs: 'თარგმ|უპასუხ|დაწერ|აღწერ|ახსენ|შექმენ|მოგვეც|მომეც|თქვი|ჩამოთვალ|შეაჯამ|დაასახელ|მოიყვან|გთხოვ|უნდა|შეადგინ|წარმოადგინ|ამიხსნ|ხსნა|მიპასუხ|პასუხ|მითარგმ|მესაუბრ|ილაპარაკ|ისაუბრ|მითხარ|გადათარგმ|აღმიწერ|მომიყევ',
    polite: 'შეგიძლია|შეგიძლიათ|გთხოვ|შეგიძლ|შეძლებ|გთხოვ|თუ შეიძლება',
    question: '^(?:რა |ვინ|როგორ|სად|როდის|რატომ|რომელ|რამდენ)',
    not: '(?<!\\p{L})(?:არ|ნუ|არასოდეს|ნაცვლად)(?!\\p{L})',
  },
  {
    language: 'el',
    ending: '',
    names: { κινεζικα: 'zh', κινέζικα: 'zh', περσικά: 'fa', νορβηγικά: 'no' },
    in: '(?:στα|στη γλώσσα|σε|χρησιμοποίησε) @',
    into: '(?:στα|προς τα) @',
    from: '(?:από τα|απ\' τα|από) @',
    verbs: 'μετάφρ|μεταφρ|απάντ|απαντ|γράψ|εξήγ|εξηγ|περίγρ|περιγρ|δημιούρ|δημιουρ|δώσ|πες|πείτε|ανάφερ|παρακαλ|πρέπει|μίλ|εξηγήσ|γράψε|συνόψι|περίληψ|μίλα|μιλή|πείτε|πες|διατύπ|απαντή|μεταφράσ|θέλω',
    polite: 'μπορείς|μπορείτε|θα μπορούσ|παρακαλώ|μπορε|θα μπορ|θα ήθελα',
    question: '^(?:τι |ποιος|ποια|ποιο|πώς|πως|πού|πότε|γιατί|πόσ)',
    not: '(?<!\\p{L})(?:μη|μην|δεν|όχι|χωρίς|αντί)(?!\\p{L})',
  },
  {
    language: 'ar',
    inside: true,
    cut: /^ال/,
    ending: '(?:ه|ة)?',
    names: { 'انجليزية': 'en', 'انكليزية': 'en', 'صينية': 'zh', 'فارسية': 'fa', 'هندية': 'hi', 'نرويجية': 'no', 'اردية': 'ur', 'اوردو': 'ur', 'بشتو': 'ps', 'عبرية': 'he', 'بنغالية': 'bn', 'اندونيسية': 'id', 'سواحيلية': 'sw', 'تركية': 'tr' },
    in: '(?:باللغة ال|بال|باللغه ال|بلغة |باستخدام اللغة ال|مستخدما اللغة ال|استخدم اللغة ال|استخدم ال)@',
    into: '(?:الى ال|الى اللغة ال|(?<!\\p{L})للغة ال|(?<!\\p{L})لل|الى اللغه ال)@',
    from: '(?:من ال|من اللغة ال|عن ال)@',
    verbs: 'ترجم|ترجمة|اجب|اجاب|جاوب|رد |اكتب|كتاب|اشرح|صف|انشئ|انشاء|قدم|اعط|اذكر|لخص|قل|عدد|وضح|الف|صغ|يرجى|من فضلك|يجب|تحدث|استخدم|حول|شرح|كتب|اريد|تكلم|حدث|اخبر|قصيد|مقال|رسال|ساعد|صغ|ناقش|ابدا|حل |اعد|استعمل',
    polite: 'هل يمكنك|هل تستطيع|هل بامكانك|من فضلك|يرجى|ممكن|هل يمكن|هل بوسع|هل لك|لو سمحت|اود',
    question: '^(?:ما |ماذا|من هو|من هي|كيف|اين|متى|لماذا|كم |هل )',
    not: '(?<!\\p{L})(?:لا|ليس|لم|بدون|بدلا|ابدا)(?!\\p{L})',
  },
  {
    language: 'fa',
    names: { 'چینی': 'zh', 'ترکی': 'tr', 'ترکی استانبولی': 'tr', 'فارسی': 'fa', 'دری': 'prs', 'پارسی': 'fa', 'انگليسی': 'en', 'نروژی': 'no', 'پشتو': 'ps', 'هندی': 'hi' },
    in: '(?:به زبان|به|با زبان|با استفاده از زبان|در زبان) @|(?:من|ما|هم) @ (?:صحبت|حرف|گفتگو)',
    into: '(?:به زبان|به) @',
    from: '(?:از زبان|از) @',
    verbs: 'ترجمه|پاسخ|جواب|بنویس|توضیح|شرح|ایجاد|ارائه|بده|بدهید|بگو|فهرست|خلاصه|نام ببر|لطفا|باید|بساز|تهیه|توصیف|برگردان|صحبت|نوش|بنویس|حرف|گفتگو|شرح|بیان|می ?خواه|تکمیل|شعر|داستان|معرفی|پاسخ',
    polite: 'می توانی|میتوانی|می توانید|میتوانید|لطفا|ممکن است|می ?توان|می ?شود|لطف|ممکن|خواهش',
    question: '^(?:چه |چی|کی|چگونه|چطور|کجا|چرا|کدام|چند)|چیست|چه می شود|چه میشود|یعنی چه',
    not: '(?<!\\p{L})(?:نه|نباید|بدون|به جای)(?!\\p{L})',
    notAfter: '(?<!\\p{L})(?:ننویس|نده|نکن|نگو)',
  },
  {
    language: 'ur',
    names: { 'چینی': 'zh', 'اردو': 'ur', 'فارسی': 'fa', 'انگلش': 'en', 'پشتو': 'ps', 'ہندی': 'hi' },
    in: '@ (?:زبان )?(?:میں|مین)|@ (?:زبان )?کا استعمال',
    into: '@ (?:زبان )?میں',
    from: '@ (?:زبان )?سے',
    verbs: 'ترجمہ|جواب|لکھ|وضاحت|بیان|بنا|دیں|دو|بتا|خلاصہ|فہرست|تیار|کریں|کرو|کیجئے|کیجیے|براہ کرم|پیش|چاہیے|سمجھا|سمجھا|بات|سنا|لکھو|لکھئے|ترجمہ|چاہتا|چاہتی|مختصر|تحریر|جواب',
    polite: 'کیا آپ|سکتے ہیں|براہ کرم|برائے مہربانی|سکتے|سکتی|سکتا|کیا آپ|کیا تم|مہربانی',
    question: '^(?:کیا (?!آپ)|کون|کیسے|کہاں|کب|کیوں|کتن)|کیا ہے|کہتے ہیں|کیا کہ|کیا مطلب',
    notAfter: '(?<!\\p{L})(?:نہیں|مت|نہ)(?!\\p{L})',
  },
  {
    language: 'ps',
    names: { 'پښتو': 'ps', 'انګلیسی': 'en', 'انگلیسی': 'en', 'انګریزی': 'en', 'چینایی': 'zh', 'جرمنی': 'de', 'المانی': 'de', 'فارسی': 'fa', 'دری': 'prs', 'اردو': 'ur', 'ترکی': 'tr' },
    in: '(?:په|پر) @(?: ژبه| ژبې| کې|(?! \\p{L}+ کې))',
    into: '@ (?:ژبې )?ته|په @(?! \\p{L}+ کې)',
    from: '(?:له|د) @(?: ژبې)? (?:څخه|نه)',
    verbs: 'ژباړ|ترجمه|ځواب|ولیک|لیک|تشریح|بیان|جوړ|راکړ|ووای|وواي|لنډیز|نوم|مهربانی|باید|وړاند|توضیح|خبرې|خبرې|خبري|ځوابونه|کړئ|کړه|ولیکه|وليکئ|ترجمه|لیکنه',
    polite: 'کولی شئ|کولای شئ|مهربانی',
    question: '^(?:څه|څوک|څنګه|چیرته|چېرته|کله|ولې|کوم|څو)',
    not: '(?<!\\p{L})(?:مه|نه)(?!\\p{L})',
    notAfter: '(?:مه|نه) ',
  },
  {
    language: 'he',
    inside: true,
    names: { 'אנגלית': 'en', 'סינית': 'zh', 'מנדרינית': 'zh', 'פרסית': 'fa', 'הינדית': 'hi', 'נורווגית': 'no' },
    in: '(?<!\\p{L})ב(?:שפה ה)?@|בשפת ה@|תוך שימוש ב@|השתמש ב@',
    into: '(?<!\\p{L})ל(?:שפה ה)?@|לשפה ה@',
    from: '(?<!\\p{L})מ(?:שפה ה|ה)?@',
    verbs: 'תרגם|תרגמ|תרגום|ענה|עני|ענו|השב|כתוב|כתבי|כתבו|הסבר|הסבירו|תאר|צור|צרו|תן |תני|תנו|אמור|רשום|סכם|סכמו|נא |בבקשה|חייב|צריך|דבר|חבר|נסח|להסביר|הסביר|לכתוב|לענות|לתרגם|לסכם|תכתב|תענ|תסביר|תתרגם|ספר |ספרי|תספר|דברי|נדבר|הציגו|הצג|רוצה|אנא|תשיב|לקבל|תיתן|תני|תגיד|לומר|לספר|תרגום|תכתבי|לדבר',
    polite: 'האם תוכל|האם אתה יכול|תוכל|אפשר|בבקשה|תוכל|תוכלי|תוכלו|יכול|יכולה|אפשר|בבקשה|אנא|נא ',
    question: '^(?:מה |מי |איך|כיצד|איפה|היכן|מתי|למה|מדוע|איזה|איזו|כמה)',
    not: '(?<!\\p{L})(?:לא|אל|בלי|ללא|במקום)(?!\\p{L})',
  },
  ...(
    [
      ['hi', 'में|मे', 'से', '(?:भाषा )?', { बांग्ला: 'bn', बंगाली: 'bn', बंगला: 'bn', तेलुगु: 'te', तेलगू: 'te', तमिल: 'ta', जापानी: 'ja', कोरियाई: 'ko', रूसी: 'ru', अरबी: 'ar', पर्शियन: 'fa', फ़ारसी: 'fa', फ्रांसीसी: 'fr', फ्रेंच: 'fr', स्पैनिश: 'es', चीनी: 'zh', पश्तो: 'ps', नेपाली: 'ne', इतालवी: 'it', इटालियन: 'it', सिंहली: 'si', यूनानी: 'el', ग्रीक: 'el', हिब्रू: 'he', कन्नड़: 'kn', मलयालम: 'ml', ओड़िया: 'or', पुर्तगाली: 'pt', बर्मी: 'my', तगालोग: 'tl', स्वाहिली: 'sw',  अंग्रेजी: 'en', इंग्लिश: 'en', हिंदी: 'hi', हिन्दी: 'hi', मैंडरिन: 'zh', उर्दू: 'ur' }],
      ['ne', 'मा', 'बाट', '(?:भाषा)?', { बंगाली: 'bn', बङ्गाली: 'bn', बंगला: 'bn', नेपाली: 'ne', उर्दू: 'ur', उर्दु: 'ur', जापानी: 'ja', कोरियाली: 'ko', कोरियन: 'ko', रुसी: 'ru', रूसी: 'ru', अरबी: 'ar', इटालियन: 'it', इटालेली: 'it', मैथिली: 'mai', तमिल: 'ta', पोर्तुगाली: 'pt',  अंग्रेजी: 'en', अङ्ग्रेजी: 'en', इङ्ग्लिस: 'en', हिन्दी: 'hi', हिंदी: 'hi', फ्रेन्च: 'fr', फ्रान्सेली: 'fr', जर्मन: 'de', स्पेनिश: 'es', स्पेनिस: 'es', चिनियाँ: 'zh', चिनी: 'zh' }],
      ['mr', 'त|मध्ये|मधून|मधे', 'तून|मधून|हून', '(?:ी)?', { बंगाली: 'bn', बांगला: 'bn', बंगाल: 'bn', चिनी: 'zh', चीनी: 'zh', फ्रेंच: 'fr', उर्दू: 'ur', जपानी: 'ja', रशियन: 'ru', अरबी: 'ar', कानडी: 'kn', कन्नड: 'kn', तमिळ: 'ta', तामिळ: 'ta', तेलुगू: 'te', गुजराती: 'gu', पंजाबी: 'pa', इटालियन: 'it', कोरियन: 'ko', पोर्तुगीज: 'pt', पर्शियन: 'fa',  इंग्रजी: 'en', इंग्लिश: 'en', हिंदी: 'hi', मराठी: 'mr', स्पॅनिश: 'es', जर्मन: 'de' }],
    ] as const
  ).map(([language, into, from, between, names]): AskingPatterns => ({
    language,
    names,
    in: `# ?${between} ?(?:${into})(?![\\p{L}\\p{M}])|# (?:भाषेत|भाषामा|भाषेमध्ये|भाषा में)|@ (?:भाषा )?का (?:उपयोग|प्रयोग|इस्तेमाल)`,
    into: `# ?${between} ?(?:${into}|ला)(?![\\p{L}\\p{M}])|# (?:भाषेत|भाषामा|भाषेमध्ये|भाषा में)`,
    from: `# ?(?:भाषा )?(?:${from})(?![\\p{L}\\p{M}])`,
    verbs: 'अनुवाद|भाषांतर|उत्तर|जवाब|लिख|लिह|समझा|स्पष्ट|वर्णन|बना|दें|दीजिए|दे |द्या|दिनु|बता|सांग|भन|सूची|सारांश|तयार|तैयार|कर|गर|कृपया|पेश|चाहिए|प्रस्तुत|सृजना|बोल|लेख|जवाफ|बात|बुझा|बदल|निबंध|कविता|कहानी|अनुवाद|समजाव|वर्णन|दे|लेखन|सुना|पाठव',
    polite: 'क्या आप|क्या तुम|सकते|सकती|सकता|सक्नु|सक्छ|शकता|शकते|शकतो|शकाल|कृपया',
    question: '^(?:क्या (?!आप)|कौन|कैसे|कहाँ|कब|क्यों|कितन|काय|कोण|कसे|कुठे|के हो|को हो|कसरी|किन)|क्या है|क्या कहते|कहते हैं|क्या होता|म्हणतात|भनिन्छ|मतलब',
    notAfter: '(?<![\\p{L}\\p{M}])(?:नहीं|मत|न |ना |नका|नको|नाही|नगर|होइन|न[दलगभबउ][\\p{L}\\p{M}]*(?:नुहोस्|नुस्|नु|ऊ)(?![\\p{L}\\p{M}])|(?:उत्तर|जवाब) देऊ नका)',
  })),
  ...(
    [
{
        language: 'bn',
        in: 'তে|ে|য়|এ|ভাষায়| ভাষায়|ায়|য়',
        into: 'তে|ে|য়|এ|ভাষায়| ভাষায়|ায়|য়',
        from: 'থেকে',
        names: { চীনে: 'zh', চিনা: 'zh', ম্যান্ডারিন: 'zh', ইতালীয়: 'it', ইতালিয়ান: 'it', কোরিয়ান: 'ko', কোরীয়: 'ko', পর্তুগিজ: 'pt', ফারসি: 'fa', ফার্সি: 'fa', তামিল: 'ta', তেলুগু: 'te', নেপালি: 'ne', পাঞ্জাবি: 'pa', মারাঠি: 'mr', গুজরাটি: 'gu', তুর্কি: 'tr', বর্মি: 'my', থাই: 'th', ইংরেজি: 'en', ইংরেজী: 'en', ইংলিশ: 'en', বাংলা: 'bn', চীনা: 'zh', চাইনিজ: 'zh', জার্মান: 'de', ফরাসি: 'fr', ফরাসী: 'fr', ফ্রেঞ্চ: 'fr', স্প্যানিশ: 'es', হিন্দি: 'hi', আরবি: 'ar', উর্দু: 'ur', জাপানি: 'ja', রুশ: 'ru', রাশিয়ান: 'ru' },
        verbs: 'অনুবাদ|উত্তর|জবাব|লিখ|লেখ|ব্যাখ্যা|বর্ণনা|তৈরি|দিন|দাও|বল|তালিকা|সারাংশ|কর|রচনা|অনুগ্রহ|দয়া|বোঝা|বুঝ|সংক্ষেপ|কথা|শোনা|প্রবন্ধ|দেবে|দিও',
        notAfter: 'না(?![\\p{L}\\p{M}])|নয়',
        question: 'কি |কী |কে |কিভাবে|কীভাবে|কোথায়|কখন|কেন|কত',
        topic: 'কি বলে|কী বলে|মানে কি|অর্থ',
        polite: 'পার(?:ো|েন|বে|বেন|বেন কি|ি)|পারো|দয়া|অনুগ্রহ',
      },
      {
        language: 'gu',
        in: 'માં|મા| ભાષામાં',
        into: 'માં|મા| ભાષામાં|નું',
        from: 'થી|માંથી',
        names: { બંગાળી: 'bn', બાંગ્લા: 'bn', ઉર્દૂ: 'ur', અરબી: 'ar', જાપાની: 'ja', જાપાનીઝ: 'ja', રશિયન: 'ru', તમિલ: 'ta', તેલુગુ: 'te', પંજાબી: 'pa', ઇટાલિયન: 'it', કોરિયન: 'ko', પોર્ટુગીઝ: 'pt', ફારસી: 'fa', સંસ્કૃત: 'sa', અંગ્રેજી: 'en', ઇંગ્લિશ: 'en', ગુજરાતી: 'gu', હિન્દી: 'hi', હિંદી: 'hi', ચાઇનીઝ: 'zh', ચીની: 'zh', સ્પેનિશ: 'es', સ્પેનીશ: 'es', ફ્રેન્ચ: 'fr', જર્મન: 'de', મરાઠી: 'mr' },
        verbs: 'અનુવાદ|ભાષાંતર|જવાબ|ઉત્તર|લખ|સમજાવ|વર્ણન|બનાવ|આપ|કહો|યાદી|સારાંશ|કરો|કૃપા|તૈયાર|રજૂ|બોલ|વાત|નિબંધ|કવિતા|લખો|ટૂંક',
        notAfter: 'નહીં|નહિ|ના |ન ',
        question: 'શું|કોણ|કેવી|ક્યાં|ક્યારે|કેમ|કેટલ',
        topic: 'શું કહેવાય|અર્થ',
        polite: 'શકો|શકશો|કૃપા|મહેરબાની',
      },
      {
        language: 'pa',
        in: ' ਵਿੱਚ| ਵਿਚ',
        into: ' ਵਿੱਚ| ਵਿਚ',
        from: ' ਤੋਂ',
        names: { ਅੰਗਰੇਜ਼ੀ: 'en', ਅੰਗਰੇਜੀ: 'en', ਪੰਜਾਬੀ: 'pa', ਹਿੰਦੀ: 'hi' },
        verbs: 'ਅਨੁਵਾਦ|ਜਵਾਬ|ਲਿਖ|ਸਮਝਾ|ਦਿਓ|ਦੱਸ|ਬਣਾ|ਕਰੋ|ਬੋਲ|ਗੱਲ|ਕਰ|ਲੇਖ',
        notAfter: 'ਨਹੀਂ|ਨਾ ',
        question: 'ਕੀ |ਕੌਣ|ਕਿਵੇਂ|ਕਿੱਥੇ',
        topic: 'ਕੀ ਕਹਿੰਦੇ',
        polite: 'ਸਕਦੇ|ਸਕਦੀ|ਕਿਰਪਾ',
      },
      {
        language: 'ta',
        in: 'ில்|த்தில்|்தில்|மொழியில்| மொழியில்',
        into: 'ில்|த்தில்|்தில்|மொழியில்| மொழியில்|திற்கு|த்திற்கு|ுக்கு|க்கு|ிற்கு|வில்|யில்',
        from: 'ிலிருந்து|த்திலிருந்து|திலிருந்து',
        names: { ஆங்கில: 'en', தமிழ: 'ta', தமிழ்: 'ta', இந்தி: 'hi', ஹிந்தி: 'hi', சீன: 'zh', ஜெர்மன: 'de', பிரெஞ்சு: 'fr', பிரெஞ்ச: 'fr', ஸ்பானிஷ: 'es', ஜப்பானிய: 'ja', அரபு: 'ar' },
        verbs: 'மொழிபெயர்|பதில|எழுது|எழுத|விளக்க|விவரி|உருவாக்க|கொடு|வழங்க|சொல்|கூறு|பட்டியல|சுருக்க|தயவு|செய்|பேசு|கதை|கவிதை|கட்டுரை|அளி|சுருக்|எழுதி|பதிலளி',
        notAfter: 'வேண்டாம்|கூடாது|இல்லை',
        question: 'என்ன|யார்|எப்படி|எங்கே|எப்போது|ஏன்|எத்தனை',
        topic: 'என்றால் என்ன|எப்படி சொல்',
        polite: 'முடியுமா|முடியும்|இயலுமா|வீர்களா|தயவு',
      },
      {
        language: 'te',
        in: 'లో|ంలో|ులో|ీలో| భాషలో|‌లో',
        into: 'లో|ంలో|ులో|ీలో| భాషలో|లోకి|ంలోకి|ులోకి| భాషలోకి|కి|కు',
        from: 'నుండి| నుండి| నుంచి|లో నుండి|ం నుండి',
        names: { ఇంగ్లీష్: 'en', ఇంగ్లీషు: 'en', ఇంగ్లీష: 'en', ఆంగ్ల: 'en', ఆంగ్లం: 'en', తెలుగు: 'te', హిందీ: 'hi', హింది: 'hi', చైనీస్: 'zh', జర్మన్: 'de', ఫ్రెంచ్: 'fr', స్పానిష్: 'es' },
        verbs: 'అనువ|సమాధాన|జవాబు|రాయ|వ్రాయ|వివరి|సృష్టి|ఇవ్వ|చెప్ప|జాబితా|సంగ్రహ|దయచేసి|చేయ|మార్చ|మాట్లాడ|వ్యాసం|కథ|కవిత|వివర|అనువద|తెలియజే',
        notAfter: 'వద్దు|కాదు|లేదు',
        question: 'ఏమి|ఎవరు|ఎలా|ఎక్కడ|ఎప్పుడు|ఎందుకు|ఎన్ని',
        topic: 'అంటే ఏమిటి|ఏమంటారు|ఎలా చెప్',
        polite: 'గలరా|గలవా|గలరు|గలవు|దయచేసి',
      },
      {
        language: 'kn',
        in: 'ನಲ್ಲಿ|ದಲ್ಲಿ|ಿನಲ್ಲಿ|ಯಲ್ಲಿ| ಭಾಷೆಯಲ್ಲಿ|ಗೆ|ಕ್ಕೆ',
        into: 'ನಲ್ಲಿ|ದಲ್ಲಿ|ಿನಲ್ಲಿ|ಯಲ್ಲಿ| ಭಾಷೆಯಲ್ಲಿ|ಗೆ|ಕ್ಕೆ',
        from: 'ನಿಂದ|ದಿಂದ|ಯಿಂದ',
        names: { ಇಂಗ್ಲಿಷ್: 'en', ಇಂಗ್ಲೀಷ್: 'en', ಆಂಗ್ಲ: 'en', ಕನ್ನಡ: 'kn', ಹಿಂದಿ: 'hi' },
        verbs: 'ಅನುವಾದ|ಉತ್ತರ|ಬರೆ|ವಿವರಿ|ರಚಿಸ|ನೀಡ|ಹೇಳ|ಕೊಡ|ದಯವಿಟ್ಟು|ಮಾತನಾಡ|ಸಾರಾಂಶ|ಭಾಷಾಂತರ',
        notAfter: 'ಬೇಡ|ಅಲ್ಲ',
        question: 'ಏನು|ಯಾರು|ಹೇಗೆ|ಎಲ್ಲಿ|ಯಾವಾಗ|ಏಕೆ',
        topic: 'ಎಂದರೇನು',
        polite: 'ಬಹುದೇ|ಸಾಧ್ಯವೇ|ದಯವಿಟ್ಟು',
      },
      {
        language: 'ml',
        in: 'ിൽ(?! നിന്ന്)|ത്തിൽ(?! നിന്ന്)|ല്‍|ില്‍|ൽ(?! നിന്ന്)| ഭാഷയിൽ(?! നിന്ന്)|യിൽ(?! നിന്ന്)',
        into: 'ിലേക്ക്|ത്തിലേക്ക്|ലേക്ക്|യിലേക്ക്| ഭാഷയിലേക്ക്',
        from: 'ിൽ നിന്ന്|ത്തിൽ നിന്ന്|യിൽ നിന്ന്',
        names: { ഇംഗ്ലീഷ: 'en', ഇംഗ്ലീഷ്: 'en', ആംഗലേയ: 'en', മലയാള: 'ml', ഹിന്ദി: 'hi', ചൈനീസ: 'zh', ജർമ്മൻ: 'de', ജർമ്മന: 'de', ഫ്രഞ്ച: 'fr', സ്പാനിഷ: 'es', തമിഴ: 'ta', അറബി: 'ar' },
        verbs: 'വിവർത്തന|പരിഭാഷ|മറുപടി|ഉത്തര|എഴുത|വിശദീകരി|വിവരി|സൃഷ്ടി|നൽക|പറയ|പട്ടിക|സംഗ്രഹ|ദയവായി|ചെയ്യ|തയ്യാറാക്ക|മാറ്റ|സംസാരി|ഉപന്യാസ|കഥ|കവിത|ലേഖന|വിശദ|തർജ്ജമ|തർജമ',
        notAfter: 'അരുത്|വേണ്ട|അല്ല|രുത്',
        question: 'എന്ത്|ആര്|എങ്ങനെ|എവിടെ|എപ്പോൾ|എന്തുകൊണ്ട്|എത്ര',
        topic: 'എന്താണ് അർത്ഥം|എങ്ങനെ പറയ',
        polite: 'ാമോ|കഴിയുമോ|പറ്റുമോ|ദയവായി|ദയവ',
      },
      {
        language: 'si',
        in: ' භාෂාවෙන්(?! [^ ]+ (?:භාෂාවට|බසට))|යෙන්|ෙන්| බසින්|වලින්',
        into: ' භාෂාවට|යට|ට|වලට| බසට',
        from: ' භාෂාවෙන් සිට| සිට',
        names: { ඉංග්‍රීසි: 'en', ඉංගිරිසි: 'en', සිංහල: 'si', සිංහලය: 'si', දෙමළ: 'ta', හින්දි: 'hi', චීන: 'zh', ජර්මන්: 'de', ජර්මානු: 'de', ප්රංශ: 'fr', ස්පාඤ්ඤ: 'es', ජපන්: 'ja' },
        verbs: 'පරිවර්තන|පිළිතුර|ලියන්|ලියා|පැහැදිලි|විස්තර|සාදන්|දෙන්න|කියන්|ලැයිස්තු|සාරාංශ|කරන්න|කරුණාකර|ලබා|කතා|රචනා|ලියන|පහද|කෙටි|සාරාංශ|නම්',
        notAfter: 'එපා|නොව',
        question: 'මොකක්ද|කවුද|කොහොමද|කොහේද|ඇයි|කීයද|කුමක්ද',
        topic: 'කුමක්ද|කියන්නේ කොහොමද',
        polite: 'පුළුවන්ද|හැකිද|කරුණාකර',
      },
    ] as const
  ).map(({ language, names, verbs, polite, ...row }): AskingPatterns => ({
    language,
    cut: /(?:ம்|ம|ு|ం|ം|్|ು|్|്)$/,
    names,
    in: `#[\\u0c00-\\u0d7f\\u0b80-\\u0bff]{0,3}(?:${row.in})(?![\\p{L}\\p{M}])|#(?:${row.in})(?![\\p{L}\\p{M}])`,
    into: `#[\\u0c00-\\u0d7f\\u0b80-\\u0bff]{0,3}(?:${row.into})(?![\\p{L}\\p{M}])`,
    from: `#[\\p{L}\\p{M}]{0,3} ?(?:${row.from})(?![\\p{L}\\p{M}])`,
    verbs,
    polite,
    question: `^(?:${row.question})|${row.topic}`,
    // The negation is the verb's ending in some.
    notAfter: `(?<![\\p{L}\\p{M}])(?:${row.notAfter})|[\\p{L}\\p{M}](?:వద్దు|వకండి|యకండి|దకండి|డకండి|ಬೇಡ|ಬಾರದು|രുത്)`,
  })),
  {
    language: 'th',
    inside: true,
    names: { จีน: 'zh', แมนดาริน: 'zh', ฮินดี: 'hi', พม่า: 'my', เขมร: 'km', ตากาล็อก: 'tl' },
    in: '(?:เป็น|ใช้|ด้วย|ใน|แบบ)(?:ภาษา)?#|(?:ตอบ|เขียน|อธิบาย)ภาษา#',
    into: '(?:แปล[^ ]* ?(?:เป็น|ให้เป็น|ไปเป็น|ไปยัง)|เป็น|สู่)ภาษา#',
    from: 'จากภาษา#',
    verbs: 'แปล|ตอบ|เขียน|อธิบาย|บรรยาย|สร้าง|ให้|บอก|สรุป|ระบุ|กรุณา|โปรด|พูด|แต่ง|จง|ช่วย|ใช้|คุย|เล่า|ขอ|อยาก|สนทนา|ต้อง',
    question: 'อะไร|ใคร|อย่างไร|ที่ไหน|เมื่อไร|ทำไม|กี่(?!ยว)|พูดว่า',
    not: '(?:อย่า|ไม่|ห้าม|แทน)[^ ]{0,12}$',
    polite: 'ได้ไหม|ได้มั้ย|ช่วย|กรุณา|โปรด|หน่อย|(?:^| )(?:จง|ให้)?(?:ตอบ|เขียน|อธิบาย|สรุป|แปล|บอก)[^ ]*',
  },
  {
    language: 'lo',
    inside: true,
    in: '(?:ເປັນ|ໃຊ້|ດ້ວຍ)(?:ພາສາ)?#',
    from: 'ຈາກພາສາ#',
    verbs: 'ແປ|ຕອບ|ຂຽນ|ອະທິບາຍ|ສ້າງ|ໃຫ້|ບອກ',
    not: '(?:ຢ່າ|ຫ້າມ|ບໍ່)[^ ]{0,12}$',
  },
  {
    language: 'km',
    inside: true,
    names: { អង់គ្លេស: 'en', ចិន: 'zh', ខ្មែរ: 'km', បារាំង: 'fr', ជប៉ុន: 'ja', អាល្លឺម៉ង់: 'de', ថៃ: 'th', វៀតណាម: 'vi' },
    in: '(?:ជា|ដោយប្រើ|ប្រើ|ជាមួយ|ដោយ) ?(?:ភាសា)?#|(?<!នៃ ?)ភាសា#$|និយាយ ?ភាសា#',
    into: '(?:ទៅជា|ទៅ|មក|ជា) ?ភាសា#',
    from: 'ពី ?ភាសា#',
    verbs: 'បកប្រែ|ឆ្លើយ|សរសេរ|ពន្យល់|ពិពណ៌នា|បង្កើត|ផ្តល់|ប្រាប់|សង្ខេប|និយាយ|សូម|រៀបរាប់',
    question: 'អ្វី|នរណា|យ៉ាងណា|ដូចម្តេច|ឯណា|ហេតុអ្វី|ប៉ុន្មាន',
    not: '(?:កុំ|មិន)',
    polite: 'អាច|សូម|បានទេ',
  },
  {
    language: 'my',
    inside: true,
    names: { အင်္ဂလိပ်: 'en', မြန်မာ: 'my', ဗမာ: 'my', တရုတ်: 'zh', ဂျပန်: 'ja', ပြင်သစ်: 'fr', ဂျာမန်: 'de', ထိုင်း: 'th' },
    in: '# ?(?:ဘာသာ(?:စကား)?|စကား)?(?:ဖြင့်|နဲ့|နှင့်|လို|ဖြင်.)|#လို',
    into: '# ?(?:ဘာသာ(?:စကား)?|စကား)?(?:သို့|သို|ကို)',
    from: '# ?(?:ဘာသာ(?:စကား)?|စကား)?(?:မှ)',
    verbs: 'ဘာသာပြန်|ပြန်ဆို|ဖြေ|ရေး|ရှင်းပြ|ဖော်ပြ|ဖန်တီး|ပေး|ပြော|စာရင်း|အကျဉ်း|ကျေးဇူးပြု|လုပ်',
    question: 'ဘာလဲ|ဘယ်သူ|ဘယ်လို|ဘယ်မှာ|ဘာကြောင့်|ဘယ်နှ',
    notAfter: 'မ[^ ]{0,8}နှင့်|မ[^ ]{0,8}နဲ့$',
    polite: 'နိုင်မလား|ပေးပါ|ကျေးဇူး|ပါ။|ပါ$',
  },
  {
    language: 'vi',
    names: { 'tiếng hoa': 'zh', 'tiếng trung quốc': 'zh', 'tiếng trung': 'zh', 'tiếng quan thoại': 'zh', 'tiếng ba tư': 'fa', 'tiếng hàn': 'ko', 'tiếng hàn quốc': 'ko', 'tiếng ả rập': 'ar', 'tiếng na uy': 'no', 'tiếng anh': 'en' },
    in: '(?:bằng|dùng|sử dụng|theo|trong) (?:ngôn ngữ )?@',
    into: '(?:sang|qua|ra|thành) @|dịch[^.]* (?:bằng|về|tới) @',
    from: '(?:từ) @',
    verbs: 'dịch|trả lời|viết|giải thích|mô tả|tạo|đưa|cho|kể|nói|liệt kê|tóm tắt|nêu|hãy|vui lòng|xin|phải|soạn|trình bày|sử dụng|dùng|nói chuyện|trò chuyện|hoàn thành|diễn đạt|giúp|dịch|làm|muốn|cần',
    polite: 'bạn có thể|có thể|vui lòng|làm ơn|bạn có|có thể|được không|giúp',
    question: '^(?:ai |cái gì|làm thế nào|ở đâu|khi nào|tại sao|vì sao)|là gì|thế nào|nói thế nào|nghĩa là',
    not: '(?<!\\p{L})(?:không|đừng|chớ|thay vì)(?!\\p{L})',
  },
  {
    language: 'id',
    locales: ['id', 'ms'],
    names: { thailand: 'th', mongolia: 'mn', laos: 'lo', nepal: 'ne', swahili: 'sw', tamil: 'ta', korea: 'ko', turki: 'tr', vietnam: 'vi', jepang: 'ja', jepun: 'ja', yunani: 'el', ibrani: 'he', polandia: 'pl', ukraina: 'uk', hindi: 'hi', cina: 'zh', mandarin: 'zh', tiongkok: 'zh', tionghoa: 'zh', inggris: 'en', inggeris: 'en', prancis: 'fr', perancis: 'fr', melayu: 'ms', malaysia: 'ms', indonesia: 'id', persia: 'fa', parsi: 'fa', farsi: 'fa', norwegia: 'no', finlandia: 'fi', arab: 'ar', spanyol: 'es', sepanyol: 'es', portugis: 'pt', belanda: 'nl', jerman: 'de', rusia: 'ru', tagalog: 'tl' },
    in: '(?:dalam|dengan|pakai|menggunakan|gunakan|guna) bahasa @|(?:balas|jawab|tulis)\\p{L}* bahasa @|dalam @(?= *$|[.,;:!])|berbahasa @',
    into: '(?:ke dalam|ke|kepada|menjadi) bahasa @|terjemah[^.]* ke (?:dalam )?@',
    from: '(?:dari|daripada) (?:bahasa )?@',
    verbs: 'terjemah|jawab|balas|tulis|jelaskan|terangkan|gambarkan|buat|berikan|beri |sebutkan|ceritakan|katakan|ringkas|rangkum|hasilkan|susun|tolong|sila|harus|mesti|bicara|gunakan|cipta|deskripsi|uraikan|kemukakan|bicaralah|bercakap|ngobrol|tulislah|jawablah|terjemah|ingin|mau|mohon|balas|jelas|menjelas|menulis|menjawab|menerjemah|membuat|ikhtisar|ubah|cerit',
    polite: 'bisakah|dapatkah|bolehkah|tolong|sila|apakah anda (?:bisa|dapat)|boleh',
    question: '^(?:apa|siapa|bagaimana|di mana|dimana|kapan|bila|mengapa|kenapa|berapa)',
    not: '(?<!\\p{L})(?:jangan|tidak|tanpa|bukan|alih-alih)(?!\\p{L})',
  },
  {
    language: 'tl',
    locales: ['fil', 'en'],
    names: { ingles: 'en', tagalog: 'tl', filipino: 'tl', pilipino: 'tl', espanyol: 'es', kastila: 'es', hapon: 'ja', nihonggo: 'ja', tsino: 'zh', intsik: 'zh', mandarin: 'zh', aleman: 'de', pranses: 'fr', arabe: 'ar', ruso: 'ru', koreano: 'ko', arabo: 'ar', bisaya: 'ceb', ilokano: 'ilo' },
    in: '(?:sa|gamit ang|gamitin ang|nasa|gamit) (?:wikang |salitang )?@',
    into: '(?:sa|patungong|tungo sa|papuntang) (?:wikang |salitang )?@',
    from: '(?:mula sa|galing sa|buhat sa) (?:wikang )?@',
    verbs: 'isalin|salin|sagot|sumagot|tumugon|isulat|sumulat|magsulat|ipaliwanag|ilarawan|gumawa|magbigay|ibigay|sabihin|ilista|ibuod|lumikha|pakiusap|paki|dapat|bumuo|gamitin|sagutin|isalaysay|magsalita|makipag-usap|ikuwento|talakayin|sumagot|isulat|gusto|nais|kausapin|magkuwento|kuwentu|kwento|ikwento|awit|bigyan|sabih',
    polite: 'maaari|pwede|puwede|pakiusap|paki',
    question: '^(?:ano|sino|paano|saan|kailan|bakit|alin|ilan)',
    not: '(?<!\\p{L})(?:huwag|hindi|wag|imbes)(?!\\p{L})',
  },
  {
    language: 'sw',
    inside: true,
    names: { kiingereza: 'en', kichina: 'zh', kimandarini: 'zh', kiajemi: 'fa', kifarsi: 'fa', kiswahili: 'sw' },
    in: '(?:kwa|kutumia|tumia) (?:lugha ya )?@|kwa lugha ya @',
    into: '(?:kwa|kwenda|katika|hadi|kuwa) (?:lugha ya )?@',
    from: '(?:kutoka|toka) (?:kwa )?(?:lugha ya )?@',
    verbs: 'tafsiri|jibu|andika|eleza|elezea|tengeneza|toa|nipe|taja|sema|orodhesha|fupisha|zalisha|tunga|tafadhali|lazima|unda|simulia|ongea|zungumza|kueleza|kuandika|kujibu|kutafsiri|muhtasari|hadithi|naomba|nataka|ningependa',
    polite: 'unaweza|tafadhali|naomba',
    question: '^(?:nini|nani|vipi|wapi|lini|kwa nini|kwanini|gani|je,)',
    not: '(?<!\\p{L})(?:usi\\p{L}*|si|bila|badala)(?!\\p{L})',
  },
  {
    language: 'xh',
    inside: true,
    cut: /^isi-?/,
    names: { xhos: 'xh', zul: 'zu', sotho: 'st', suthu: 'st', swahili: 'sw', arab: 'ar', arabhu: 'ar', russia: 'ru', rashiya: 'ru', talian: 'it', taliyane: 'it', phuthukezi: 'pt', dutch: 'nl', japan: 'ja', japhani: 'ja', ngesi: 'en', jamani: 'de', frentshi: 'fr', french: 'fr', xhosa: 'xh', zulu: 'zu', bhulu: 'af', tshayina: 'zh', mandarin: 'zh', spanish: 'es', panish: 'es', speyini: 'es' },
    in: '(?<!\\p{L})nges[iy]-?@|(?<!\\p{L})(?:nge|ngo)#\\p{L}{0,6}',
    into: '(?<!\\p{L})(?<!suka |sukela |suka e|sukela e)(?:kwisi|esi|ngesi|kwi-?si)-?#(?:ni|eni|weni)?(?!\\p{L})',
    from: '(?<!\\p{L})(?:ukusuka|ukusukela|esuka|suka) (?:kwisi|esi)-?@',
    verbs: 'guqulel|tolik|phendul|bhal|chaz|cacis|yenza|nika|xela|dwelis|shwankath|thetha|nceda|yila|qamb|uphendul|ukuphendul|cela|xoxa|chaza|ndifuna|sebenzisa|shwankathela|ndixelel|ndiphendul|balisa',
    question: '^(?:yintoni|ngubani|njani|phi|nini|ngoba|kutheni)',
    not: '(?<!\\p{L})(?:musa|ungaphenduli|endaweni)(?!\\p{L})',
  },
  {
    language: 'ko',
    inside: true,
    names: { 영어: 'en', 영문: 'en', 국문: 'ko', 한국말: 'ko', 한글: 'ko', 일어: 'ja', 불어: 'fr', 독어: 'de', 스페인어: 'es', 노어: 'ru', 터키어: 'tr', 한국어: 'ko', 우리말: 'ko', 노르웨이어: 'no', 페르시아어: 'fa', 베트남어: 'vi', 중국어: 'zh', 만다린: 'zh', 인도네시아어: 'id', 힌디어: 'hi', 벵골어: 'bn', 타갈로그어: 'tl', 필리핀어: 'tl', 버마어: 'my', 미얀마어: 'my' },
    in: '#(?:로만|로)(?!부터)|#(?:를|을) (?:사용|이용)',
    into: '#(?:로)(?!부터)',
    from: '#(?:에서|로부터|를 [^.]{0,12}로)',
    verbs: '번역|답|대답|응답|작성|쓰|써|설명|묘사|생성|만들|제공|알려|말해|말하|나열|요약|주세요|하세요|하시오|해라|해줘|해 줘|바꿔|옮기|옮겨|표현|통역|기술|이야기|부탁|이야기|대화|바꿔|작문|답변|회신|적어|서술|정리|소개|풀어|써|말씀|원해|싶',
    question: '무엇|누구|어떻게|어디|언제|왜|몇|뭐',
    notAfter: '하지 ?마|지 ?마|말고|아닌|않',
    polite: '수 있|줄래|주실|주시겠|줄 수|부탁|주세요|해줘|해 줘',
  },
  {
    language: 'ja',
    inside: true,
    cut: /語$/,
    names: { 英: 'en', 和: 'ja', 邦: 'ja', 日本: 'ja', 独: 'de', 仏: 'fr', 中国: 'zh', 露: 'ru', 韓国: 'ko', ペルシャ: 'fa', ペルシア: 'fa', ノルウェー: 'no', マンダリン: 'zh', ヒンディー: 'hi', ヒンドゥー: 'hi', インドネシア: 'id', タガログ: 'tl', フィリピン: 'tl', スペイン: 'es', ビルマ: 'my', ミャンマー: 'my' },
    in: '#(?:語|文)(?:で|のみで|だけで|を使)',
    into: '#(?:語|文)?(?:に|へ)(?:翻訳|訳|変換|直|して|。|$)|#訳|#語版',
    from: '#(?:語|文)(?:から|の(?:文|文章|テキスト)を|を)',
    verbs: '翻訳|訳|答え|回答|返答|返事|書い|書き|書け|書く|説明|記述|作成|生成|教え|述べ|まとめ|要約|挙げ|話し|作っ|考え|ください|なさい|せよ|してくだ|お願い|出力|使っ|会話|話そう|要約|書い|描い|示し|伝え|訳し|表現|紹介|つくっ|ほしい|欲しい',
    question: '何(?!か)|誰|どう|どこ|いつ|なぜ|いくつ|という意味',
    polite: 'もらえ|くれ|いただけ|お願い|できますか|ください|下さい',
    notAfter: 'ない|ではなく|でなく|じゃなく|せず',
  },
  {
    language: 'zh',
    locales: ['zh', 'zh-Hant'],
    inside: true,
    cut: /[语語文]$/,
    names: { 英: 'en', 中: 'zh', 汉: 'zh', 漢: 'zh', 普通: 'zh', 国: 'zh', 國: 'zh', 华: 'zh', 華: 'zh', 简体中: 'zh-Hans', 简体字: 'zh-Hans', 繁体中: 'zh-Hant', 繁體中: 'zh-Hant', 簡體中: 'zh-Hans', 日: 'ja', 德: 'de', 法: 'fr', 俄: 'ru', 韩: 'ko', 韓: 'ko', 韩国: 'ko', 韓國: 'ko', 朝鲜: 'ko', 西班牙: 'es', 西: 'es', 葡: 'pt', 葡萄牙: 'pt', 意: 'it', 意大利: 'it', 義大利: 'it', 阿拉伯: 'ar', 印地: 'hi', 粤: 'yue', 粵: 'yue', 泰: 'th', 越南: 'vi', 越: 'vi', 印尼: 'id', 马来: 'ms', 波斯: 'fa', 挪威: 'no', 白: 'zh', 拉丁: 'la', 希腊: 'el', 土耳其: 'tr', 孟加拉: 'bn', 乌尔都: 'ur', 日本: 'ja' },
    in:
      '(?:用|以|使用|采用|採用)(?:简单的|流利的|标准的?)?#[语語文话話]' +
      '|(?:写|寫|作|答|回复|回答|撰写)(?:一[篇个首份段])?#[语語文]' +
      '|(?:答案|回答|回复|回覆|输出|輸出|答复)(?:应该?|應該?|必须|必須|都)?(?:要|需要)?(?:是|为|為|用|使用)#[语語文]',
    into: '(?:成|译|譯|译作)(?:简单的|标准的?)?#[语語文话話]|(?:翻译|翻譯|译|譯|转换|改写)[^，。]*(?:为|為|到|至)#[语語文话話]',
    from: '(?:从|從|由|将|將|把)(?:以下|下列|这[段句]|下面的)?#[语語文]',
    verbs: '翻译|翻譯|译|譯|回答|答|写|寫|解释|解釋|说明|說明|描述|生成|创建|創建|创作|創作|给|給|列出|总结|總結|告诉|告訴|讲|講|请|請|提供|撰写|撰寫|回复|回覆|介绍|介紹|作文|编写|編寫|表达|改写|概括|说|說',
    polite: '能不能|可以|能否|可否|请|請|你能|能用|帮我|幫我|麻烦',
    question: '什么|什麼|谁|誰|怎么说|怎麼說|怎么|怎麼|哪里|哪裡|哪个|为什么|為什麼|何时|多少|怎样|如何说',
    not: '(?:不要|别|別|不用|不得|勿|不是|不能|而不|不以|禁止|切勿|避免)(?:再|使)?(?:用|以|使用)?$',
  },
  {
    language: 'sq',
    cut: /$/,
    in: '(?:në|duke përdorur|përdor) (?:gjuhën )?@|#(?=[.,!]|$)',
    into: 'në @',
    from: 'nga @',
    verbs: 'përkthe|përgjigj|shkruaj|shpjego|përshkruaj|krijo|jep|thuaj|listo|përmblidh|gjenero',
    not: '(?<!\\p{L})(?:mos|jo|pa)(?!\\p{L})',
  },
  {
    language: 'is',
    cut: /a$/,
    ending: '(?:a|u|ur)?',
    in: '(?:á|notaðu) @',
    into: '(?:á|yfir á) @',
    from: '(?:úr|af) @',
    verbs: 'þýð|svar|skrif|útskýr|lýs|búð|búa|gef|nefn|seg',
    not: '(?<!\\p{L})(?:ekki|aldrei)(?!\\p{L})',
  },
  {
    language: 'hy',
    in: '@(?:ով)?(?!\\p{L})|#ով',
    from: '#ից',
    verbs: 'թարգման|պատասխան|գրիր|գրեք|բացատր|նկարագր|ստեղծ|տուր|տվեք|ասա',
    not: '(?<!\\p{L})(?:մի|ոչ)(?!\\p{L})',
  },
];

const COURTESY =
  "please|pls|plz|bitte|danke|graag|alsjeblieft|alstublieft|asseblief|tack|takk|tak|kiitos|palun|por favor|per favore|s'il (?:te|vous) (?:plaît|plait)|svp|stp|te rog|vă rog|" +
  'prosím|prosim|proszę|molim|lütfen|xahiş edirəm|prašau|lūdzu|kérlek|kérem|пожалуйста|будь ласка|моля|молим|те молам|παρακαλώ|من فضلك|لطفا|בבקשה|कृपया|tolong|makasih';

/** "Deutsch bitte.": a sentence of a name and a courtesy, in any language. */
export const NAME_WITH_COURTESY = new RegExp(
  withRanges(
    `^["'(\\[*]*(?:${COURTESY}),? @\\p{L}{0,4}["')\\]*]*$|^["'(\\[*]*@\\p{L}{0,4},? (?:${COURTESY})["')\\]*]*$`.replaceAll('@', '\uFFFC'),
  ),
);

/** "X and Y": what stands between two languages that are asked for together. */
export const BETWEEN_LANGUAGES = new RegExp(
  withRanges(`^[\\s"'“”*_)]*(?:(?:language|sprache|keel\\p{L}*|valod\\p{L}*|kalb\\p{L}*)\\s*)?(?:[,/&+、،・和与與及و]|(?<!\\p{L})(?:and|or|und|oder|en|of|et|ou|y|e|o|i|lub|oraz|a|nebo|ali|ili|и|или|і|й|або|та|ja|tai|és|vagy|ve|veya|və|va|och|eller|og|și|sau|dan|atau|at|và|hoặc|na|או|او|اور|و|और|या|ও|અને|மற்றும்|మరియు|と|や|または|및|또는|와|과|或|及其|then)(?!\\p{L})|,\\s*(?:and|or|then)|\\s*(?:and|then)\\s*(?:then|also)?\\s*(?:in|into|to)(?!\\p{L}))[\\s"'“”*_(]*(?:(?:the|in|into|to|auf|ins|en|in|al|em|på|na|w|по|на)\\s+)?$`),
);

/** Translate, in all asking languages; matched against text in lower case. */
export const TRANSLATE =
  /translat|übersetz|vertaal|översätt|oversett|oversæt|tradui|traduc|traduz|tłumacz|přelož|prelož|preved|prevest|перевед|переклад|преведи|išversk|tulko|tõlgi|käänn|fordít|çevir|tərcüm|аудар|орчуул|თარგმნ|μετάφρα|ترجم|ژباړ|תרגמ?ם?|अनुवाद|भाषांतर|অনুবাদ|અનુવાદ|மொழிபெயர்|అనువ|വിവർത്തന|පරිවර්තන|แปล|បកប្រែ|ဘာသာပြန်|dịch (?!vụ|bệnh|chuyển)|terjemah|isalin|tafsiri|guqul|翻译|翻譯|訳|번역/;

/** The word for "language" as a label has it: "Language: French". */
const LANGUAGE_WORD =
  '(?:lang|language|sprache|taal|språk|sprog|langue|idioma|lengua|lingua|língua|limba|limbă|język|jazyk|jezik|језик|јазик|език|язык|мова|' +
  'kalba|valoda|keel|kieli|nyelv|dil|dili|тіл|тілі|хэл|ენა|γλώσσα|اللغة|لغة|زبان|ژبه|שפה|भाषा|ভাষা|ભાષા|மொழி|భాష|ಭಾಷೆ|ഭാഷ|භාෂාව|' +
  'ภาษา|ភាសា|ဘာသာစကား|ngôn ngữ|bahasa|wika|lugha|ulwimi|언어|言語|语言|語言)';

const SOURCE_WORD = '(source|input|from|original|native|text|quell\\p{L}*|ausgangs|bron|fuente|origen|origine|исходн\\p{L}*|源|原)';

/** What stands before a language's name where a label says which is wanted; its first group where it is that of a source. */
export const LANGUAGE_LABEL = new RegExp(
  withRanges(`(?:^|[[(<{*"'|,–—-]) ?(?:(?:\\p{L}+[ -])?${SOURCE_WORD}[ _-]?|(?:\\p{L}+[ _-]){0,2}?)${LANGUAGE_WORD}["'*_ ]{0,3}[:=：]["'*_ ([<]{0,3}$`),
);

/** A label with a code: "[lang=fr]". Groups: the word for a source, the code. */
export const LABELLED_CODE = new RegExp(
  withRanges(
    `(?<!<[^>\\n]{0,80})(?<!\\p{L})(?:${SOURCE_WORD}[ _-]?)?${LANGUAGE_WORD}(?:[ _-]?code)?["'*_ ]{0,3}[:=：] ?["'\`([]?([a-z]{2,3})(?:[-_][a-z]{2,4})?(?![\\p{L}\\d_-])`,
  ),
);
