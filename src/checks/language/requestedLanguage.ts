import { parseLanguage } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import { BETWEEN_LANGUAGES } from './askingPatterns';
import { baseLanguage } from './equivalence';
import { type LanguageName, LanguageNames, NAME, normaliseForAsking } from './languageNames';
import { UnitTable } from './unitTable';

/** What an instruction says about the language of the answer. */
export interface LanguageRequest {
  /** The one language that is asked for. */
  readonly asked?: LanguageTag;
  /**
   * Languages that an answer may well be in: the one that is asked for, several that are asked for together, and
   * those of a question ("How do you say thank you in Japanese?"), whose answer may be in either language.
   */
  readonly possible: readonly LanguageTag[];
  /** Languages that something is to be translated from. */
  readonly from: readonly LanguageTag[];
  /** All languages whose names occur, however they are meant: "Italian dishes". */
  readonly named: readonly LanguageTag[];
  /** The request is about answers as such ("Answer in German."), not about one text ("an essay in German"). */
  readonly standing: boolean;
}

/** Only this much of a long instruction is looked at, at its beginning and at its end. */
const LONGEST_HALF = 3_000;
const MOST_MENTIONS = 60;
const LONGEST_CLAUSE = 180;

export const NO_REQUEST: LanguageRequest = { possible: [], from: [], named: [], standing: false };

/**
 * The language that an instruction asks the answer to be in: "Translate into French", "Antworte auf Deutsch".
 * The instruction may be in any of the languages of askingPatterns.ts.
 *
 * @param instructionLanguage decides between languages that write the same name.
 * @returns `undefined` when none is asked for, or several together.
 */
export function requestedLanguage(instruction: string, instructionLanguage?: LanguageTag): LanguageTag | undefined {
  return languageRequest(instruction, instructionLanguage).asked;
}

export function languageRequest(instruction: string, instructionLanguage?: LanguageTag): LanguageRequest {
  const text = normaliseForAsking(shorten(instruction));
  const pair = codedPair(instruction);
  if (pair) return { asked: pair[1], possible: [pair[1]], from: [pair[0]], named: pair, standing: false };
  const named = new Set<LanguageTag>();
  const mentions = findMentions(text, instructionLanguage, named);
  if (named.size === 0) return NO_REQUEST;
  joinListed(text, mentions);
  dropSources(mentions);

  const asked = tagsOf(mentions.filter(({ role }) => role === 'into' || role === 'in'));
  const possible = tagsOf(mentions.filter(({ role }) => role !== 'source'));
  const standing = mentions.some((mention) => mention.standing);
  const from = tagsOf(mentions.filter(({ role }) => role === 'source'));
  return { asked: asked.length === 1 ? asked[0] : undefined, possible, from, named: [...named], standing };
}

/** "EN -> DE: …" */
const CODED_PAIR = /^[^\S\n]*(?:\p{L}+:? )?[([]?([a-z]{2}) ?(?:->|→|=>|⇒|➔|➜) ?([a-z]{2})[)\]]? ?(?::|\n|$)/imu;

function codedPair(instruction: string): [LanguageTag, LanguageTag] | undefined {
  const [, from, to] = CODED_PAIR.exec(shorten(instruction)) ?? [];
  if (from === undefined) return undefined;
  const languages = [from, to].map((code) => parseLanguage(code.toLowerCase()));
  return languages[0] && languages[1] ? [languages[0], languages[1]] : undefined;
}

/** `in`, `into`: asked for. `possible`: an answer may be in it. `source`: what is to be translated is in it. */
type Role = 'in' | 'into' | 'possible' | 'source';

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly language: LanguageTag;
  role: Role;
  readonly standing: boolean;
}

function shorten(text: string): string {
  return text.length <= 2 * LONGEST_HALF ? text : `${text.slice(0, LONGEST_HALF)}\n${text.slice(-LONGEST_HALF)}`;
}

/** Every language's name that stands for more than itself, in the order of the text. */
function findMentions(
  text: string,
  instructionLanguage: LanguageTag | undefined,
  named: Set<LanguageTag>,
): Mention[] {
  const names = LanguageNames.get();
  const mentions: Mention[] = [];
  let quotes: readonly Quote[] | undefined;
  let tried = 0;
  let previousIsLetter = false;
  for (let place = 0; place < text.length && tried < MOST_MENTIONS; place++) {
    const isLetter = isLetterOrMark(text, place);
    const atWordStart = isLetter && !previousIsLetter;
    previousIsLetter = isLetter;
    if (!atWordStart && (!isLetter || text.charCodeAt(place) < FIRST_WITHOUT_SPACES) && !startsAfterPrefix(text, place)) {
      continue;
    }
    const candidates = names.at(text, place, atWordStart);
    if (candidates.length === 0) continue;
    tried++;
    named.add(candidates[0].language);
    quotes ??= findQuotes(text);
    const mention = readMention(text, place, inOrder(candidates, instructionLanguage), quotes, instructionLanguage);
    if (!mention) continue;
    mentions.push(mention);
    place = mention.end - 1;
    previousIsLetter = true;
  }
  return mentions;
}

/** 1 for letters and marks. */
const lettersAndMarks = new UnitTable((character) => (/[\p{L}\p{M}]/u.test(character) ? 1 : 0));

function isLetterOrMark(text: string, place: number): boolean {
  return lettersAndMarks.get(text.charCodeAt(place)) === 1;
}

/** Scripts from Hebrew on write prepositions onto names, or no spaces at all. */
const FIRST_WITHOUT_SPACES = 0x590;

/** isiXhosa writes its prepositions onto names: `ngesiNgesi`. */
function startsAfterPrefix(text: string, place: number): boolean {
  return text[place - 1] === 'i' && text[place - 2] === 's' && text[place - 3] !== ' ';
}

function inOrder(
  names: readonly LanguageName[],
  instructionLanguage: LanguageTag | undefined,
): readonly LanguageName[] {
  if (!instructionLanguage || names.length === 1) return names;
  const own = baseLanguage(instructionLanguage);
  return [...names.filter(({ asking }) => asking.language === own), ...names.filter(({ asking }) => asking.language !== own)];
}

function readMention(
  text: string,
  place: number,
  candidates: readonly LanguageName[],
  quotes: readonly Quote[],
  instructionLanguage: LanguageTag | undefined,
): Mention | undefined {
  let source: Mention | undefined;
  for (const name of candidates) {
    const end = place + name.form.length;
    if (quotes.some((quote) => quote.start < place && end < quote.end && quote.end - quote.start > end - place + 2)) {
      return undefined;
    }
    const sentence = sentenceAround(text, place, end, quotes);
    const role = roleOf(name, sentence, instructionLanguage);
    if (!role) continue;
    const standing = role === 'in' && STANDING.test(sentence.text);
    const mention = { start: place, end, language: name.language, role, standing };
    if (role !== 'source') return mention;
    source ??= mention;
  }
  return source;
}

interface Sentence {
  /** With NAME for the name; without what ends it. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  readonly isQuestion: boolean;
  /** "How do you say in Russian: …" */
  readonly saysWhat: boolean;
  /** "(in Spanish: …": how something is called in another language. */
  readonly isGloss: boolean;
  /** Nothing but this sentence stands on its side of the text. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

const SENTENCE_END = /[.!?。！？؟।॥;؛\n]/;

function sentenceAround(text: string, start: number, end: number, quotes: readonly Quote[]): Sentence {
  let from = start;
  while (from > 0 && start - from < LONGEST_CLAUSE && !endsSentence(text, from - 1, quotes)) from--;
  let to = end;
  while (to < text.length && to - end < LONGEST_CLAUSE && text[to] !== ':' && !endsSentence(text, to, quotes)) to++;
  const before = text.slice(from, start).trimStart();
  const after = text.slice(end, to).trimEnd();
  return {
    text: before + NAME + after,
    before,
    after,
    isQuestion: /[?？؟]/.test(text[to] ?? ''),
    saysWhat: text[to] === ':',
    isGloss: text[to] === ':' && /[(（[;]/.test(text[from - 1] + before),
    isFirst: !/\p{L}/u.test(text.slice(0, from)),
    isLast: !/\p{L}/u.test(text.slice(to)),
  };
}

function endsSentence(text: string, place: number, quotes: readonly Quote[]): boolean {
  if (!SENTENCE_END.test(text[place])) return false;
  // `How do you say "Where is it?" in Spanish?` is one sentence; what is quoted before the next one is not.
  if (quotes.some(({ start, end }) => start < place && place < end && /^ *[\p{Ll}:]/u.test(text.slice(end, end + 3)))) return false;
  return text[place] !== '.' || place + 1 >= text.length || /[\s"'”»)\]]/.test(text[place + 1]);
}

function roleOf(
  { asking }: LanguageName,
  sentence: Sentence,
  instructionLanguage: LanguageTag | undefined,
): Role | undefined {
  const into = asking.into?.exec(sentence.text);
  const request = into ?? asking.in.exec(sentence.text);
  if (sentence.isGloss) return undefined;
  if (!request) return asking.from?.test(sentence.text) ? 'source' : undefined;
  if (asking.not?.test(lastClause(sentence.before))) return 'source';
  if (asking.notAfter?.test(firstClause(sentence.after))) return 'source';

  const atEdge = sentence.isFirst || sentence.isLast;
  const isQuestion = sentence.isQuestion || (!sentence.saysWhat && asking.question?.test(sentence.text));
  if ((isQuestion && !asking.polite?.test(sentence.text)) || asking.topic?.test(sentence.text)) {
    return atEdge ? 'possible' : undefined;
  }
  const role = into ? 'into' : 'in';
  if (isBare(sentence.text, request)) return role;
  const verb = asking.verbs.exec(sentence.text);
  if (!verb) {
    const isOwn = !instructionLanguage || asking.language === baseLanguage(instructionLanguage);
    return atEdge && isOwn ? 'possible' : undefined;
  }
  const verbLeads = verb.index < VERB_NEAR_EDGE;
  const verbCloses = verb.index > sentence.text.length - VERB_NEAR_EDGE - verb[0].length;
  return atEdge || verbLeads || (asking.notAfter && verbCloses) ? role : undefined;
}

const VERB_NEAR_EDGE = 14;

/** Answering, speaking, always: what a request for all answers is made of, in the languages of askingPatterns.ts. */
const STANDING = new RegExp(
  'answer|repl(?:y|ies)|respon|speak|talk|always|from now|only|use |antwort|sprich|sprechen|immer|spreek|skryf altyd|svar|snakk|tala|tal |' +
    'répon|parle|toujours|contest|habla|siempre|fala|sempre|rispond|parla|răspun|vorb|odpowi|mów|zawsze|odpov|mluv|hovor|odgovor|govor|' +
    'отвеч|ответ|говори|всегда|відпов|одговор|отговор|atsak|kalbėk|atbild|runā|vasta|räägi|puhu|válasz|beszél|cevap|yanıt|konuş|cavab|danış|' +
    'жауап|сөйле|хариул|ярь|უპასუხ|ილაპარაკ|απάντ|μίλ|اجب|جاوب|تحدث|دائما|پاسخ|جواب|صحبت|ځواب|ענה|דבר|תמיד|उत्तर|जवाब|बोल|हमेशा|উত্তর|জবাব|' +
    'જવાબ|பதில|పమాధాన|సమాధాన|ಉತ್ತರ|മറുപടി|ഉത്തര|පිළිතුර|ตอบ|พูด|ឆ្លើយ|ဖြေ|trả lời|nói|jawab|balas|bicara|sagot|sumagot|tumugon|jibu|phendul|' +
    '回答|回复|回覆|交流|答え|返答|話し|답|말해|말하',
  'u',
);

/** The sentence says little but the request: "In German, please." */
function isBare(sentence: string, request: RegExpExecArray): boolean {
  const rest = sentence.slice(0, request.index) + sentence.slice(request.index + request[0].length);
  return (rest.match(/[\p{L}\p{M}]+/gu)?.length ?? 0) <= 2 && rest.length <= 16;
}

const CLAUSE = /[,、，،;—–]| (?:but|so|and|sondern|aber|und|mais|sino|pero|mas|ma|ale|lecz|но|а|але|але|ama|fakat|tetapi|tapi) /u;

function lastClause(text: string): string {
  return (text.split(CLAUSE).at(-1) ?? '').slice(-40);
}

function firstClause(text: string): string {
  return text.split(CLAUSE)[0].slice(0, 30);
}

/** "in English and French": the second is asked for like the first. */
function joinListed(text: string, mentions: Mention[]): void {
  const names = LanguageNames.get();
  for (let at = 0; at < mentions.length; at++) {
    const mention = mentions[at];
    if (mention.role === 'source') continue;
    for (let place = mention.end; place < Math.min(text.length, mention.end + 24); place++) {
      const atWordStart = isLetterOrMark(text, place) && !isLetterOrMark(text, place - 1);
      const name = names.at(text, place, atWordStart).find(({ form }) => form.length > 1);
      if (!name) continue;
      const between = text.slice(mention.end, place).replace(/^[\p{L}\p{M}]{0,4}(?=[\s,])/u, '');
      if (!BETWEEN_LANGUAGES.test(between)) continue;
      const listed = mentions.find(({ start }) => start === place);
      if (listed) listed.role = mention.role;
      else {
        mentions.splice(at + 1, 0, { start: place, end: place + name.form.length, language: name.language, role: mention.role, standing: mention.standing });
      }
      break;
    }
  }
}

/** "the text in German into English": what is right before the target is what is to be translated. */
function dropSources(mentions: Mention[]): void {
  mentions.forEach((mention, at) => {
    const next = mentions[at + 1];
    if (mention.role === 'in' && next?.role === 'into' && next.start - mention.end <= 12) mention.role = 'source';
  });
}

function tagsOf(mentions: readonly Mention[]): LanguageTag[] {
  return [...new Set(mentions.map(({ language }) => language))];
}

export interface Quote {
  readonly start: number;
  readonly end: number;
}

const QUOTES =
  /```[^]{1,2000}?(?:```|$)|`[^`\n]{1,400}`|"[^"\n]{1,400}"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”"\n]{1,400}[“”"]|「[^」\n]{1,400}」|『[^』\n]{1,400}』|《[^》\n]{1,400}》|(?<![\p{L}\p{N}])'[^'\n]{1,300}'(?![\p{L}\p{N}])/gu;

export function findQuotes(text: string): Quote[] {
  return Array.from(text.matchAll(QUOTES), ({ index, 0: quote }) => ({ start: index, end: index + quote.length }));
}
