import { parseLanguage, usesScript } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import { BETWEEN_LANGUAGES, LABELLED_CODE, LANGUAGE_LABEL, NAME_WITH_COURTESY, TRANSLATE } from './askingPatterns';
import { COMBINING, KIND_OF_UNIT, LETTER, PROPERTIES_OF_KIND } from './characters';
import { baseLanguage } from './equivalence';
import { FoldedText } from './foldedText';
import { type AskingExpressions, isNamedLanguage, type LanguageName, LanguageNames, NAME } from './languageNames';
import { withRanges } from './letterRanges';
import { areNeighbours } from './neighbours';
import { promptTag } from './promptTags';
import { UnitTable } from './unitTable';

/** A language that an answer may be in. */
export interface AskedLanguage {
  readonly language: LanguageTag;
  /** The words that ask for it, as they are written, at most `LONGEST_QUOTE` UTF-16 units. */
  readonly quote?: string;
}

/** What an instruction says about the language of the answer. */
export interface LanguageRequest {
  /** The one language that is asked for. */
  readonly asked?: AskedLanguage;
  /**
   * Languages that an answer may well be in: the one that is asked for, several that are asked for together, and
   * those of a question ("How do you say thank you in Japanese?"), whose answer may be in either language.
   */
  readonly possible: readonly AskedLanguage[];
  /** Languages that something is to be translated from. */
  readonly from: readonly LanguageTag[];
  /** Languages that an answer is not to be in: "Do not answer in English." */
  readonly refused: readonly LanguageTag[];
  /** All languages whose names occur, however they are meant: "Italian dishes". */
  readonly named: readonly LanguageTag[];
  /** The request is about answers as such ("Answer in German."), not about one text ("an essay in German"). */
  readonly standing: boolean;
}

const MOST_MENTIONS = 60;
const LONGEST_CLAUSE = 180;

export const NO_REQUEST: LanguageRequest = { possible: [], from: [], refused: [], named: [], standing: false };

/**
 * The language that an instruction asks the answer to be in: "Translate into French", "Antworte auf Deutsch".
 * The instruction may be in any of the languages of askingPatterns.ts.
 *
 * @param instructionLanguage decides between languages that write the same name.
 * @returns `undefined` when none is asked for, or several together.
 */
export function requestedLanguage(instruction: string, instructionLanguage?: LanguageTag): LanguageTag | undefined {
  return languageRequest(instruction, instructionLanguage).asked?.language;
}

export function languageRequest(instruction: string, instructionLanguage?: LanguageTag): LanguageRequest {
  const request = requestInWords(instruction, instructionLanguage);
  const tag = request.asked ? undefined : promptTag(instruction);
  if (!tag) return request;
  const { language, quote, isSure } = tag;
  return {
    ...request,
    asked: isSure && request.possible.length === 0 ? { language, quote } : undefined,
    possible: distinct([...request.possible, { language, quote }]),
    named: [...request.named, language],
  };
}

function requestInWords(instruction: string, instructionLanguage?: LanguageTag): LanguageRequest {
  const names = LanguageNames.get();
  const folded = new FoldedText(instruction);
  const { places, codes, hasArrow } = scan(folded, names);
  if (hasArrow) {
    const pair = codedPair(folded);
    if (pair) return pair;
  }
  for (const place of codes) {
    const coded = codedLanguage(folded, place);
    if (coded) return coded;
  }
  if (places.length === 0) return NO_REQUEST;
  const named = new Set<LanguageTag>();
  const mentions = readMentions(folded, places, instructionLanguage, named);
  joinListed(folded, mentions);
  dropSources(mentions);
  dropConditional(mentions);

  const asked = distinct(mentions.filter(({ role }) => isAsked(role)).map((mention) => askedBy(folded, mention)));
  const possible = mentions.filter(({ role }) => isAsked(role) || role === 'possible').map((mention) => askedBy(folded, mention));
  return {
    asked: asked.length === 1 ? asked[0] : undefined,
    possible: distinct(possible),
    from: languagesOf(mentions, 'source'),
    refused: languagesOf(mentions, 'refused'),
    named: [...named],
    standing: mentions.some((mention) => mention.standing),
  };
}

/** "in Hindi, in Latin letters" */
export const ROMANISED = new RegExp(
  withRanges(
    String.raw`(?<!\p{L})(?:(?:latin|roman|english) (?:script|letters?|alphabet|characters?)|romani[sz]|romaji|pinyin|transliterat|hinglish|lateinische[nr]? (?:schrift|buchstaben)|(?:caractères|lettres) latin|(?:alfabeto|letras|caracteres|caratteri|lettere) latin|latinic|латиниц|латиницей|латинськими|латинскими)|रोमन|رومن(?!\p{L})|罗马字|拼音|羅馬字|ローマ字|로마자`,
  ),
);

/** The tag with the Latin script, where that is asked for of a language usually written in another: `hi-Latn`. */
function inScriptAskedFor({ language, start, end }: Mention, text: string): LanguageTag {
  if (usesScript(language) === 'Latn' || !ROMANISED.test(text.slice(Math.max(0, start - FAR_AWAY), end + FAR_AWAY))) return language;
  return `${baseLanguage(language)}-Latn`;
}

const FAR_AWAY = 80;

/** "EN -> DE: …" */
const CODED_PAIR = /^ ?(?:\p{L}+:? )?[([]?([a-z]{2}) ?(?:->|→|=>|⇒|➔|➜) ?([a-z]{2})[)\]]? ?(?::|\n|$)/mu;

function codedPair(folded: FoldedText): LanguageRequest | undefined {
  const match = CODED_PAIR.exec(folded.text);
  if (!match) return undefined;
  const [from, language] = match.slice(1).map(parseLanguage);
  if (!from || !language) return undefined;
  const asked = { language, quote: folded.quote(match.index, match.index + match[0].length).replace(/\s*:$/, '') };
  return { asked, possible: [asked], from: [from], refused: [], named: [from, language], standing: false };
}

/** "[lang=fr]", "Output language: de", where a colon or equals sign stands before what may be a code. */
function codedLanguage(folded: FoldedText, place: number): LanguageRequest | undefined {
  const from = Math.max(0, place - LONGEST_LABEL);
  const match = LABELLED_CODE.exec(folded.text.slice(from, place + LONGEST_CODE));
  if (!match) return undefined;
  const [words, source, code] = match;
  const language = isNamedLanguage(code) ? parseLanguage(code) : undefined;
  const start = from + match.index;
  if (!language || source || findQuotes(folded.text).some((quote) => quote.start < start && start < quote.end)) return undefined;
  const asked = { language, quote: folded.quote(start, start + words.length).replace(EDGES, '') };
  return { asked, possible: [asked], from: [], refused: [], named: [language], standing: true };
}

const LONGEST_LABEL = 100;
const LONGEST_CODE = 16;

function languagesOf(mentions: readonly Mention[], wanted: Role): LanguageTag[] {
  return [...new Set(mentions.filter(({ role }) => role === wanted).map(({ language }) => language))];
}

/**
 * `in`, `into`: asked for. `possible`: an answer may be in it. `source`: what is to be translated is in it. `refused`:
 * an answer is not to be in it. `condition`: what is answered may be in it ("if I ask in French").
 */
type Role = 'in' | 'into' | 'possible' | 'source' | 'refused' | 'condition';

interface Mention {
  readonly start: number;
  readonly end: number;
  language: LanguageTag;
  role: Role;
  readonly standing: boolean;
  /** The words that ask. */
  readonly words: Stretch;
}

/** Places in the folded text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where a language is named, where a sign stands before what may be a code ("lang=fr"), whether an arrow occurs. */
function scan(folded: FoldedText, names: LanguageNames): { places: readonly NamedPlace[]; codes: readonly number[]; hasArrow: boolean } {
  const { units, length } = folded;
  const places: NamedPlace[] = [];
  let hasArrow = false;
  const codes: number[] = [];
  let previousIsLetter = false;
  for (let place = 0; place < length; place++) {
    const unit = units[place];
    const isLetter = isLetterOrMark(unit);
    const atWordStart = isLetter && !previousIsLetter;
    previousIsLetter = isLetter;
    if (!isLetter) {
      hasArrow ||= (unit === GREATER && place > 0 && (units[place - 1] === HYPHEN || units[place - 1] === EQUALS)) || isArrow(unit);
      if ((unit === COLON || unit === EQUALS || unit === WIDE_COLON) && isCodeAfter(folded, place)) codes.push(place);
    } else if (atWordStart || unit >= FIRST_WITHOUT_SPACES || startsAfterPrefix(folded, place)) {
      const candidates = names.at(folded, place, atWordStart);
      if (candidates.length > 0) places.push({ place, candidates });
    }
  }
  return { places, codes, hasArrow };
}

interface NamedPlace {
  readonly place: number;
  readonly candidates: readonly LanguageName[];
}

const HYPHEN = 0x2d;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const COLON = 0x3a;
const WIDE_COLON = 0xff1a;

function isArrow(unit: number): boolean {
  return unit === 0x2192 || unit === 0x21d2 || unit === 0x2794 || unit === 0x279c;
}

/** Two or three Latin letters, and no more, as in "language: fr". */
function isCodeAfter({ units, length }: FoldedText, place: number): boolean {
  let start = place + 1;
  while (start < length && start - place <= 3 && !isLetterOrMark(units[start])) start++;
  let end = start;
  while (end < length && units[end] >= SMALL_A && units[end] <= SMALL_Z && end - start < 4) end++;
  return end - start >= 2 && end - start <= 3 && (end === length || !isLetterOrMark(units[end]));
}

const SMALL_A = 0x61;
const SMALL_Z = 0x7a;

/** Every language's name that stands for more than itself, in the order of the text. */
function readMentions(
  folded: FoldedText,
  places: readonly NamedPlace[],
  instructionLanguage: LanguageTag | undefined,
  named: Set<LanguageTag>,
): Mention[] {
  const half = MOST_MENTIONS / 2;
  const read = places.length <= MOST_MENTIONS ? places : [...places.slice(0, half), ...places.slice(-half)];
  const quotes = findQuotes(folded.text);
  const mentions: Mention[] = [];
  for (const { place, candidates } of read) {
    if (place < (mentions.at(-1)?.end ?? 0)) continue;
    const name = candidates.find(({ asking }) => mayBeWrittenIn(asking.language, instructionLanguage));
    if (name) named.add(name.language);
    const mention = readMention(folded.text, place, inOrder(candidates, instructionLanguage), quotes, instructionLanguage);
    if (!mention) continue;
    if (isAsked(mention.role)) mention.language = inScriptAskedFor(mention, folded.text);
    mentions.push(mention);
  }
  return mentions;
}

/** Whether a name may be of the instruction's language: what is a name in one language is a word in others ("Kinder"). */
function mayBeWrittenIn(asking: LanguageTag, instructionLanguage: LanguageTag | undefined): boolean {
  if (!instructionLanguage || asking === 'en') return true;
  return asking === baseLanguage(instructionLanguage) || areNeighbours(asking, instructionLanguage);
}

function isLetterOrMark(unit: number): boolean {
  return (PROPERTIES_OF_KIND[KIND_OF_UNIT[unit]] & (LETTER | COMBINING)) !== 0;
}

/** Scripts from Hebrew on write prepositions onto names, or no spaces at all. */
const FIRST_WITHOUT_SPACES = 0x590;

/** isiXhosa writes its prepositions onto names: `ngesiNgesi`. */
function startsAfterPrefix({ units }: FoldedText, place: number): boolean {
  return place > 2 && units[place - 1] === SMALL_I && units[place - 2] === SMALL_S && isLetterOrMark(units[place - 3]);
}

const SMALL_I = 0x69;
const SMALL_S = 0x73;

function inOrder(
  names: readonly LanguageName[],
  instructionLanguage: LanguageTag | undefined,
): readonly LanguageName[] {
  if (!instructionLanguage || names.length === 1) return names;
  const own = baseLanguage(instructionLanguage);
  return [...names.filter(({ asking }) => asking.language === own), ...names.filter(({ asking }) => asking.language !== own)];
}

/** What the name at a place stands for; of several readings the one that asks most. */
function readMention(
  text: string,
  place: number,
  candidates: readonly LanguageName[],
  quotes: readonly Quote[],
  instructionLanguage: LanguageTag | undefined,
): Mention | undefined {
  let best: Mention | undefined;
  let sentence: Sentence | undefined;
  let inBrackets: Sentence | undefined;
  let end = place;
  for (const name of candidates) {
    if (!sentence || end !== place + name.form.length) {
      end = place + name.form.length;
      sentence = sentenceAround(text, place, end, quotes);
      inBrackets = bracketedPart(sentence, text, end);
    }
    if (quotes.some((quote) => quote.start < place && end < quote.end && quote.end - quote.start > end - place + 2)) {
      return undefined;
    }
    if (best && isAsked(best.role) && !refuses(name.asking.expressions, sentence)) continue;
    const reading =
      (inBrackets && name.asking.expressions.verbs.test(inBrackets.before) ? roleOf(name, inBrackets, instructionLanguage) : undefined) ??
      roleOf(name, sentence, instructionLanguage);
    if (!reading) continue;
    const { role, words } = reading;
    const from = words.sentence;
    const mention = {
      start: place,
      end,
      language: name.language,
      role,
      standing: isAsked(role) && isStanding(from.text),
      words: inText(words, from, place, end),
    };
    const isOwn = instructionLanguage !== undefined && name.asking.language === baseLanguage(instructionLanguage);
    if (role === 'refused' || (isOwn && role !== 'source')) return mention;
    if (!best || WEIGHT_OF_ROLE[role] > WEIGHT_OF_ROLE[best.role]) best = mention;
  }
  return best ?? textMention(text, place, candidates, quotes);
}

/**
 * "Write an English slogan", "You are a Spanish tutor": an answer may be in it. Not what is to be translated, nor what is
 * given: "Explain this English sentence: …".
 */
function textMention(
  text: string,
  place: number,
  candidates: readonly LanguageName[],
  quotes: readonly Quote[],
): Mention | undefined {
  for (const { asking, language, form } of candidates) {
    if (!asking.expressions.texts) continue;
    const end = place + form.length;
    const sentence = sentenceAround(text, place, end, quotes);
    if (sentence.isGiven || TRANSLATE.test(sentence.text)) return undefined;
    if (sentence.isQuestion && !asking.expressions.polite?.test(sentence.text)) continue;
    const named = asking.expressions.texts.exec(sentence.text);
    if (!named) continue;
    const words = inText(partOf(sentence, named), sentence, place, end);
    return { start: place, end, language, role: 'possible', standing: false, words };
  }
  return undefined;
}

const WEIGHT_OF_ROLE: Readonly<Record<Role, number>> = { source: 0, condition: 1, possible: 1, in: 2, into: 2, refused: 3 };

function isAsked(role: Role): boolean {
  return role === 'in' || role === 'into';
}

function isStanding(sentence: string): boolean {
  return STANDING.test(sentence) && !TRANSLATE.test(sentence) && !FOR_ONCE.test(sentence);
}

interface Sentence {
  /** With NAME for the name; without what ends it. */
  readonly text: string;
  readonly before: string;
  readonly after: string;
  /** What stands right before the name, and right after it. */
  readonly lastClause: string;
  readonly firstClause: string;
  readonly isQuestion: boolean;
  /** "How do you say in Russian: …" */
  readonly saysWhat: boolean;
  /** "(in Spanish: …": how something is called in another language. */
  readonly isGloss: boolean;
  /** A text follows, or is quoted: "… this English sentence: …" */
  readonly isGiven: boolean;
  /** Where it begins in the text. */
  readonly start: number;
  /** Nothing but this sentence stands on its side of the text. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** 1 for what ends a sentence. */
const sentenceEnds = new UnitTable((character) => (/[.!?。！？؟।॥۔။។։;；؛\n]/.test(character) ? 1 : 0));

function sentenceAround(text: string, start: number, end: number, quotes: readonly Quote[]): Sentence {
  let from = start;
  while (from > 0 && start - from < LONGEST_CLAUSE && !endsSentence(text, from - 1, quotes)) from--;
  let to = end;
  while (to < text.length && to - end < LONGEST_CLAUSE && text[to] !== ':' && !endsSentence(text, to, quotes)) to++;
  const separator = text[from - 1] ?? '';
  while (text[from] === ' ' || text[from] === '\n') from++;
  const before = withoutEndsInQuotes(text, from, start, quotes);
  const after = withoutEndsInQuotes(text, end, to, quotes).trimEnd();
  return {
    text: before + NAME + after,
    before,
    after,
    lastClause: lastClauseOf(before),
    firstClause: firstClauseOf(after),
    isQuestion: /[?？؟]/.test(text[to] ?? ''),
    saysWhat: text[to] === ':',
    isGloss: text[to] === ':' && /[(（[;]/.test(separator + before) && !/[)）\]]/.test(after),
    isGiven:
      (text[to] === ':' && text.length - to > SHORTEST_GIVEN) ||
      quotes.some((quote) => quote.end - quote.start > SHORTEST_GIVEN && quote.start >= from && quote.start <= to),
    start: from,
    isFirst: !/\p{L}/u.test(text.slice(0, from)),
    isLast: !/\p{L}/u.test(text.slice(to)),
  };
}

/** Units of a text that is given, rather than a word that is to be used. */
const SHORTEST_GIVEN = 24;

/** "(Answer in French) What is …?": what stands in brackets with the name, as a sentence of its own. */
function bracketedPart(sentence: Sentence, text: string, nameEnd: number): Sentence | undefined {
  const open = lastOpenBracket(sentence.before);
  if (open < 0) return undefined;
  const close = sentence.after.search(/[)\]】）]/);
  if (close < 0) return undefined;
  const before = sentence.before.slice(open + 1);
  const after = sentence.after.slice(0, close);
  return {
    ...sentence,
    text: before + NAME + after,
    before,
    after,
    lastClause: lastClauseOf(before),
    firstClause: firstClauseOf(after),
    start: sentence.start + open + 1,
    isQuestion: false,
    saysWhat: false,
    isFirst: sentence.isFirst && !/\p{L}/u.test(sentence.before.slice(0, open)),
    isLast: !/\p{L}/u.test(text.slice(nameEnd + close)),
  };
}

const OPENING = 1;
const CLOSING = 2;
const brackets = new UnitTable((character) => ('([【（'.includes(character) ? OPENING : ')]】）'.includes(character) ? CLOSING : 0));

function lastOpenBracket(text: string): number {
  for (let place = text.length - 1; place >= 0; place--) {
    const bracket = brackets.get(text.charCodeAt(place));
    if (bracket !== 0) return bracket === OPENING ? place : -1;
  }
  return -1;
}

function endsSentence(text: string, place: number, quotes: readonly Quote[]): boolean {
  if (sentenceEnds.get(text.charCodeAt(place)) === 0) return false;
  // `How do you say "Where is it?" in Spanish?` is one sentence; what is quoted before the next one is not.
  if (quotes.some(({ start, end }) => start < place && place < end && /^ *[\p{Ll}:]/u.test(text.slice(end, end + 3)))) return false;
  return text[place] !== '.' || place + 1 >= text.length || /[\s"'”»)\]]/.test(text[place + 1]);
}

/** `Translate "It is late." into French.` is one sentence to the patterns, too. */
function withoutEndsInQuotes(text: string, from: number, to: number, quotes: readonly Quote[]): string {
  let part = text.slice(from, to);
  for (const { start, end } of quotes) {
    if (end <= from || start >= to) continue;
    const [first, last] = [Math.max(start, from) - from, Math.min(end, to) - from];
    part = part.slice(0, first) + part.slice(first, last).replace(/[.!?。！？؟।]/g, ',') + part.slice(last);
  }
  return part;
}

/** What a name is there for, with the words that say so. */
interface Reading {
  readonly role: Role;
  readonly words: SentencePart;
}

/** Places in the text of a sentence. */
interface SentencePart extends Stretch {
  readonly sentence: Sentence;
}

function roleOf(
  { asking, language }: LanguageName,
  sentence: Sentence,
  instructionLanguage: LanguageTag | undefined,
): Reading | undefined {
  const label = labelBefore(sentence);
  if (label) return label.isSource ? { role: 'source', words: label } : { role: 'in', words: label };
  const isShort = sentence.text.length <= LONGEST_WITH_COURTESY;
  if (isShort && NAME_WITH_COURTESY.test(sentence.text)) return { role: 'in', words: { sentence, start: 0, end: sentence.text.length } };
  const { expressions } = asking;
  const into = expressions.into?.exec(sentence.text);
  const request = into ?? expressions.in.exec(sentence.text);
  if (sentence.isGloss) return undefined;
  const phrase = request ? partOf(sentence, request) : { sentence, start: 0, end: 0 };
  if (!request) return expressions.from?.test(sentence.text) ? { role: 'source', words: phrase } : undefined;
  const isOwn = asking.language === baseLanguage(instructionLanguage ?? '');
  const verb = expressions.verbs.exec(sentence.text);
  if (expressions.condition?.test(sentence.lastClause)) return { role: 'condition', words: phrase };
  if (refuses(expressions, sentence)) {
    return { role: isOwn || verb || isBare(sentence.text, request) ? 'refused' : 'source', words: phrase };
  }

  const atEdge = sentence.isFirst || sentence.isLast;
  const isQuestion = sentence.isQuestion || (!sentence.saysWhat && expressions.question?.test(sentence.text));
  // "What does it mean in English?", asked in English, says in which language the answer is to be.
  const isInOwn = !into && baseLanguage(language) === asking.language;
  const isQuestionOf = (isQuestion && !expressions.polite?.test(sentence.text)) || expressions.topic?.test(sentence.text);
  if (isQuestionOf && !isInOwn) {
    return atEdge ? { role: 'possible', words: phrase } : undefined;
  }
  const role = into ? 'into' : 'in';
  const words = verb ? join(verb, phrase) : phrase;
  if (isBare(sentence.text, request)) return { role, words };
  if (!verb && !(isQuestion && isInOwn)) {
    return atEdge && (isOwn || !instructionLanguage) ? { role: 'possible', words } : undefined;
  }
  const verbLeads = verb !== null && verb.index < VERB_NEAR_EDGE;
  const verbCloses = verb !== null && verb.index > sentence.text.length - VERB_NEAR_EDGE - verb[0].length;
  return atEdge || verbLeads || (expressions.notAfter && verbCloses) ? { role, words } : undefined;
}

function partOf(sentence: Sentence, match: RegExpExecArray): SentencePart {
  return { sentence, start: match.index, end: match.index + match[0].length };
}

/** From the verb to the phrase, or the phrase alone where they are far apart. */
function join(verb: RegExpExecArray, phrase: SentencePart): SentencePart {
  const start = Math.min(verb.index, phrase.start);
  const end = Math.max(verb.index + verb[0].length, phrase.end);
  return end - start <= LONGEST_JOINED ? { ...phrase, start, end } : phrase;
}

const LONGEST_JOINED = 48;
const LONGEST_WITH_COURTESY = 32;

/** "Output language: French" */
function labelBefore(sentence: Sentence): (SentencePart & { isSource: boolean }) | undefined {
  const label = /[:=：]/.test(sentence.before.slice(-5)) ? LANGUAGE_LABEL.exec(sentence.before) : null;
  if (!label || /^ ?(?:,|\/|&|and )/.test(sentence.after)) return undefined;
  const start = label.index + label[0].search(/\p{L}/u);
  return { sentence, start, end: sentence.before.length + NAME.length, isSource: label[1] !== undefined };
}

const VERB_NEAR_EDGE = 14;

const FOR_ONCE = /(?<![\p{L}\p{M}])(?:this time|this once|just once|for once|diesmal|cette fois|esta vez|desta vez|questa volta|deze keer)(?![\p{L}\p{M}])/u;

/** Answering, speaking, always: what a request for all answers is made of, in the languages of askingPatterns.ts. */
const STANDING = new RegExp(
  withRanges(
  '(?<![\\p{L}\\p{M}])(?:answer|repl(?:y|ies)|respon|speak|talk|convers|communicat|chat |always|from now|only in|switch|go back|use (?:the )?(?:\\p{L}+ )?' + NAME +
    '|antw|beantw|sprich|sprech|immer|ab jetzt|von nun|nur noch|wechs|spreek|praat|altyd|altijd|vanaf nu|svar|snak|tala|tal |prata|alltid|altid|från och med|fra nå|fra nu' +
    '|répon|parle|toujours|désormais|dorénavant|contest|respond|habl|hábl|siempre|a partir de|fala|fale|sempre|rispond|parla|răspun|vorb|întotdeauna|de acum' +
    '|odpowi|odpowia|mów|rozmawia|zawsze|od teraz|odpov|mluv|hovor|vždy|odteď|odgov|govor|pričaj|uvijek|uvek|vedno|отвеч|ответ|говори|разговар|общай|всегда|отныне' +
    '|відпов|розмов|спілку|завжди|відтепер|одговор|одговар|отговор|отговар|зборув|секогаш|винаги|увек|atsak|kalbėk|visada|atbild|runā|vienmēr|vasta|räägi|alati|puhu|aina' +
    '|válasz|beszél|mindig|cevap|yanıt|konuş|her zaman|bundan sonra|cavab|danış|həmişə|жауап|сөйле|әрқашан|хариул|ярь|үргэлж|უპასუხ|მიპასუხ|ილაპარაკ|მესაუბრ|ყოველთვის|απάντ|απαντ|μίλ|πάντα' +
    '|trả lời|nói|luôn|từ giờ|jawab|balas|bicara|selalu|mulai sekarang|sagot|sumagot|tumugon|magsalita|palagi|jibu|ongea|zungumza|daima)' +
    '|phendul|اجب|جاوب|تحدث|تكلم|دائما|پاسخ|جواب|صحبت|همیشه|ہمیشہ|ځواب|ענה|דבר|תענ|תמיד|מעכשיו|उत्तर|जवाब|जवाफ|बोल|बात कर|हमेशा|सधैं|नेहमी|উত্তর|জবাব|সবসময়|જવાબ|વાત કર|હંમેશા' +
    '|பதில|பேசு|எப்போதும்|సమాధాన|జవాబు|మాట్లాడ|ಉತ್ತರ|മറുപടി|ഉത്തര|സംസാരി|පිළිතුර|ตอบ|พูด|ឆ្លើយ|និយាយ|ဖြေ|ပြော' +
    '|回答|回复|回覆|交流|对话|始终|一直|答え|返答|話し|話して|常に|답|말해|말하|대화|항상',
  ),
);

/** The sentence says little but the request: "In German, please." */
function isBare(sentence: string, request: RegExpExecArray): boolean {
  const rest = sentence.slice(0, request.index) + sentence.slice(request.index + request[0].length);
  return rest.length <= 16 && (rest.match(/[\p{L}\p{M}]+/gu)?.length ?? 0) <= 2;
}

const CLAUSE = /[,、，،;—–]| (?:but|so|and|sondern|aber|und|mais|sino|pero|mas|ma|ale|lecz|но|а|але|але|ama|fakat|tetapi|tapi) /u;

function refuses(asking: AskingExpressions, { lastClause, firstClause }: Sentence): boolean {
  return (asking.not?.test(lastClause) ?? false) || (asking.notAfter?.test(firstClause) ?? false);
}

function lastClauseOf(before: string): string {
  return (before.slice(-80).split(CLAUSE).at(-1) ?? '').slice(-40);
}

function firstClauseOf(after: string): string {
  return after.slice(0, 80).split(CLAUSE)[0].slice(0, 30);
}

/** "in English and French": the second is asked for like the first. */
function joinListed(folded: FoldedText, mentions: Mention[]): void {
  const names = LanguageNames.get();
  const { text, units } = folded;
  for (let at = 0; at < mentions.length; at++) {
    const mention = mentions[at];
    if (mention.role === 'source' || mention.role === 'refused') continue;
    for (let place = mention.end; place < Math.min(text.length, mention.end + 24); place++) {
      const atWordStart = isLetterOrMark(units[place]) && !isLetterOrMark(units[place - 1]);
      const name = names.at(folded, place, atWordStart).find(({ form }) => form.length > 1);
      if (!name) continue;
      const between = text.slice(mention.end, place).replace(/^[\p{L}\p{M}]{0,4}(?=[\s,])/u, '');
      if (!BETWEEN_LANGUAGES.test(between)) continue;
      const listed = mentions.find(({ start }) => start === place);
      if (listed) listed.role = mention.role;
      else {
        const end = place + name.form.length;
        const { role, standing } = mention;
        mentions.splice(at + 1, 0, { start: place, end, language: name.language, role, standing, words: { start: place, end } });
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

/** "If I ask in French, answer in French": asked for only of what is in it. */
function dropConditional(mentions: Mention[]): void {
  const conditions = languagesOf(mentions, 'condition');
  for (const mention of mentions) if (isAsked(mention.role) && conditions.includes(mention.language)) mention.role = 'possible';
}

function askedBy(folded: FoldedText, { language, words, end }: Mention): AskedLanguage {
  const to = endOfWord(folded, Math.max(words.end, end));
  let from = startOfWord(folded, words.start);
  if (to - from > LONGEST_QUOTE) from = startOfWord(folded, end - LONGEST_QUOTE / 2);
  return { language, quote: folded.quote(from, to).replace(EDGES, '') };
}

/** In UTF-16 units. */
const LONGEST_QUOTE = 80;
const EDGES = /^[\s\p{Pd}\p{Po}]+|[\s,.;:!?([{،。，：！？؟।]+$/gu;

/** Where the word at a place begins; the place itself in what is written without spaces. */
function startOfWord({ units }: FoldedText, place: number): number {
  let start = place;
  while (start > 0 && isOfSpacedWord(units[start]) && isOfSpacedWord(units[start - 1]) && place - start < LONGEST_WORD) start--;
  return start;
}

function endOfWord({ units, length }: FoldedText, place: number): number {
  let end = place;
  while (end > 0 && end < length && isOfSpacedWord(units[end - 1]) && isOfSpacedWord(units[end]) && end - place < LONGEST_WORD) end++;
  return end;
}

const LONGEST_WORD = 24;

function isOfSpacedWord(unit: number): boolean {
  return isLetterOrMark(unit) && !spaceless.get(unit);
}

/** 1 for the scripts that are written without spaces. */
const spaceless = new UnitTable((character) =>
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u.test(character) ? 1 : 0,
);

function distinct(asked: readonly AskedLanguage[]): AskedLanguage[] {
  return asked.filter(({ language }, at) => asked.findIndex((each) => each.language === language) === at);
}

/** Places of a sentence's text as places of the text that it is from. */
function inText({ start, end }: Stretch, sentence: Sentence, nameStart: number, nameEnd: number): Stretch {
  const before = sentence.before.length;
  const shift = nameEnd - nameStart - NAME.length;
  const place = (at: number) => sentence.start + at + (at > before ? shift : 0);
  return { start: place(start), end: place(end) };
}

export interface Quote {
  readonly start: number;
  readonly end: number;
}

const QUOTES =
  /```[^]{1,2000}?(?:```|$)|`[^`\n]{1,400}`|"[^"\n]{1,400}"|“[^”\n]{1,400}”|«[^»\n]{1,400}»|„[^“”"\n]{1,400}[“”"]|「[^」\n]{1,400}」|『[^』\n]{1,400}』|《[^》\n]{1,400}》|(?<![\p{L}\p{N}])'[^'\n]{1,300}'(?![\p{L}\p{N}])/gu;

const OPENING_QUOTE = /[`"“«„「『《']/;

export function findQuotes(text: string): Quote[] {
  if (!OPENING_QUOTE.test(text)) return [];
  return Array.from(text.matchAll(QUOTES), ({ index, 0: quote }) => ({ start: index, end: index + quote.length }));
}
