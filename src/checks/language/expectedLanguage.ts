import type { LanguageTag, RecordView } from '../../schema/schema';
import { TRANSLATE } from './askingPatterns';
import { baseLanguage } from './equivalence';
import { type LanguageEvidence, mayBeWritten, surelyFound } from './languageEvidence';
import type { LanguageOptions } from './languageOptions';
import type { ExpectedReason, FoundLanguage } from './languageVerdict';
import { withRanges } from './letterRanges';
import { type AskedLanguage, findQuotes, type LanguageRequest, languageRequest, NO_REQUEST } from './requestedLanguage';
import { romanisedEvidence } from './romanised';

/** What language a response should be in. */
export interface Expectation {
  /** Absent where it cannot be told. */
  readonly expected?: LanguageTag;
  readonly reason?: ExpectedReason;
  /** The words that ask for `expected`, as written; where the reason is `requested`. */
  readonly quote?: string;
  /** Languages that the instruction names: what it is about may have its names in them. */
  readonly named: readonly LanguageTag[];
  /** Other languages in which the response would be right, too: the instruction names them. */
  readonly possible: readonly AskedLanguage[];
  /** The language of the instruction that the response answers, where it is sure. */
  readonly instruction?: FoundLanguage;
  /** What `expected` is the most probable language of, where the instruction's own language is the reason. */
  readonly inferredFrom?: LanguageEvidence;
  /** What a user turn says itself that is too short to tell, where the language of earlier ones is expected. */
  readonly shortTurn?: LanguageEvidence;
}

/** What a text says about its language; `undefined` when it is not prose, or too short unless anything counts. */
export type Weigh = (text: string, anyLength?: boolean) => LanguageEvidence | undefined;

/**
 * The expectation for each response of a record, in the order of its turns. The first of these that says something:
 *
 * 1. what states the response's own language: the turn, the record (`target_lang`), the file's name (`fr_de-es`);
 * 2. what the instruction asks for, or an earlier turn or the system prompt for all answers;
 * 3. what the user has set for the file;
 * 4. what the record (`lang`) or the file's name (`bn.json`) states for all of it;
 * 5. the instruction's own language.
 *
 * With `expected: 'instruction'`, only 2 and 5 count.
 */
export function expectations(view: RecordView, options: LanguageOptions, weigh: Weigh): Expectation[] {
  const conversation = new Conversation(weigh);
  const found: Expectation[] = [];
  let asking: Asking | undefined;
  for (const turn of view.turns) {
    if (turn.role !== 'response') {
      conversation.hear(turn.role, turn.text);
      if (turn.role !== 'tool') asking = undefined;
      continue;
    }
    // Several responses to one instruction, such as a chosen and a rejected one, are to be in the same language.
    asking ??= conversation.answerTo();
    const { request, instruction, heard, kept, possible, named, mayBeAny, shortTurn } = asking;
    const stated = options.expected === 'instruction' ? undefined : statedForResponse(turn.language, view, options);
    const inferred = kept ?? (mayBeAny ? undefined : heard?.found?.language);
    const [expected, reason] =
      stated ??
      (request ? ([request.language, 'requested'] as const) : undefined) ??
      setByUser(options) ??
      (options.expected === 'instruction' ? undefined : statedForRecord(view, options)) ??
      (inferred ? ([inferred, 'instruction'] as const) : [undefined, undefined]);
    const inferredFrom = reason === 'instruction' && !kept ? heard : undefined;
    const quote = reason === 'requested' ? request?.quote : undefined;
    found.push({ expected, reason, quote, possible: stated ? [] : possible, named, instruction, inferredFrom, shortTurn: inferredFrom && shortTurn });
    conversation.answered();
  }
  return found;
}

type Reasoned = readonly [LanguageTag, ExpectedReason] | undefined;

function statedForResponse(turnLanguage: LanguageTag | undefined, view: RecordView, options: LanguageOptions): Reasoned {
  const byRecord = turnLanguage ?? view.responseLanguage;
  if (byRecord) return [byRecord, 'field'];
  return options.fileResponseLanguage ? [options.fileResponseLanguage, 'file'] : undefined;
}

function setByUser({ expected }: LanguageOptions): Reasoned {
  return expected === 'auto' || expected === 'instruction' ? undefined : [expected, 'user'];
}

function statedForRecord(view: RecordView, options: LanguageOptions): Reasoned {
  if (view.language) return [view.language, 'field'];
  return options.fileLanguage ? [options.fileLanguage, 'file'] : undefined;
}

/** Of an input only a short one is searched for a request: a long one is what the task is about. */
const LONGEST_ASKING_INPUT = 300;

/** What the turns before a response say of its language. */
interface Asking {
  readonly request?: AskedLanguage;
  readonly instruction?: FoundLanguage;
  readonly heard?: LanguageEvidence;
  readonly kept?: LanguageTag;
  readonly possible: readonly AskedLanguage[];
  readonly named: readonly LanguageTag[];
  /** Whether nothing can be expected. */
  readonly mayBeAny: boolean;
  readonly shortTurn?: LanguageEvidence;
}

/** What has been said before a response, and what it means for the response's language. */
class Conversation {
  private instructions: string[] = [];
  private inputs: string[] = [];
  private systemPrompts: string[] = [];
  /** Of the user turns already answered: what to go by when a later one is too short to tell. */
  private earlier: LanguageEvidence | undefined;
  private earlierRequest: AskedLanguage | undefined;
  private standingRequest: AskedLanguage | undefined;
  private everAsked: AskedLanguage[] = [];

  constructor(private readonly weigh: Weigh) {}

  hear(role: RecordView['turns'][number]['role'], text: string): void {
    if (role === 'instruction') this.instructions.push(text);
    else if (role === 'input') this.inputs.push(text);
    else if (role === 'system') {
      this.systemPrompts.push(text);
      const { asked, possible } = languageRequest(text);
      if (asked) this.standingRequest = asked;
      // "You are an assistant who speaks Italian."
      else this.everAsked.push(...possible);
    }
  }

  answerTo(): Asking {
    const own = this.ownLanguage();
    const isSure = own && surelyFound(own);
    const earlier = own && this.earlier && isUnlike(own, this.earlier) ? own : this.earlier;
    const heard = (isSure ? own : undefined) ?? earlier ?? this.sure(this.inputs) ?? this.sure(this.systemPrompts) ?? own;
    const instruction = heard && surelyFound(heard);
    const isShort = !isSure;
    const said = this.elliptical(this.request(instruction?.language), isShort);
    this.forget(said.refused);
    const request =
      said.asked ?? this.standingRequest ?? (isShort && said.possible.length === 0 ? this.earlierRequest : undefined);
    if (said.asked && said.standing) {
      this.standingRequest = said.asked;
      this.everAsked = [said.asked];
    } else if (said.asked) {
      this.everAsked.push(said.asked);
    }
    if (said.asked || !isShort) this.earlierRequest = said.asked;
    if (isSure) this.earlier = own;
    const isRefused = instruction !== undefined && said.refused.some((language) => isSame(language, instruction.language));
    const mayBeAny = request === undefined && (isRefused || this.asksForSomeTranslation(instruction, said));
    const kept = request === undefined ? this.languageToKeep(said) : undefined;
    const possible = [...said.possible, ...this.everAsked, ...(kept && instruction ? [{ language: instruction.language }] : [])];
    const shortTurn = heard === this.earlier && !isSure ? (own ?? this.weigh(this.instructions.join('\n'), true)) : undefined;
    return { request, instruction, heard, kept, possible, named: said.named, mayBeAny, shortTurn };
  }

  /** "And to French?", "What about Italian?": asks for what has been asked for before, in another language. */
  private elliptical(said: LanguageRequest, isShort: boolean): LanguageRequest {
    const text = this.instructions.join(' ').trim();
    const goesOn = isShort || /^(?:and|then|now|what about|how about)\s/i.test(text);
    const isElliptical = goesOn && this.earlierRequest && !said.asked && said.named.length === 1 && said.refused.length === 0;
    if (!isElliptical || text.length > LONGEST_ELLIPTICAL || text.split(/\s+/).length > MOST_WORDS_ELLIPTICAL) return said;
    const asked = { language: said.named[0], quote: text.replace(/[\s?？؟.!]+$/, '') };
    return { ...said, asked, possible: [asked] };
  }

  /** "Stop answering in German." */
  private forget(refused: readonly LanguageTag[]): void {
    const isRefused = (asked: AskedLanguage | undefined) => refused.some((language) => isSame(language, asked?.language));
    if (isRefused(this.standingRequest)) this.standingRequest = undefined;
    if (isRefused(this.earlierRequest)) this.earlierRequest = undefined;
    this.everAsked = this.everAsked.filter((asked) => !isRefused(asked));
  }

  /** What comes next answers something else. */
  answered(): void {
    this.instructions = [];
    this.inputs = [];
  }

  private request(language: LanguageTag | undefined): LanguageRequest {
    const requests = this.instructions.map((text) => languageRequest(text, language));
    const last = requests.findLast(({ asked }) => asked);
    if (last) return last;
    const byInput = this.inputs
      .filter((text) => text.length <= LONGEST_ASKING_INPUT && this.instructions.length > 0)
      .map((text) => languageRequest(text, language));
    return (
      byInput.find(({ asked, standing }) => asked && standing) ??
      requests.find(({ possible }) => possible.length > 0) ??
      requests.find(({ named }) => named.length > 0) ??
      NO_REQUEST
    );
  }

  /** The instruction's own language, by the task rather than by a text that the task is about. */
  private ownLanguage(): LanguageEvidence | undefined {
    const text = this.instructions.join('\n');
    const { task, about } = partsOf(text);
    const ofTask = about === '' ? undefined : this.sure([task]);
    if (ofTask && ofTask.writing.weight >= FEWEST_OF_A_TASK) return ofTask;
    const ofAll = this.weigh(text);
    return ofAll && (romanisedEvidence(text, ofAll) ?? ofAll);
  }

  private sure(texts: readonly string[]): LanguageEvidence | undefined {
    const evidence = texts.length ? this.weigh(texts.join('\n')) : undefined;
    return evidence && surelyFound(evidence) ? evidence : undefined;
  }

  private languageOfInput(): FoundLanguage | undefined {
    return this.sure(this.inputs)?.found;
  }

  /** "Correct the following German sentence": what comes of a text stays in its language. */
  private languageToKeep(said: LanguageRequest): LanguageTag | undefined {
    const text = this.instructions.find((instruction) => REWORK.test(instruction.slice(0, 400).toLowerCase()));
    if (text === undefined) return undefined;
    const kept = this.languageOfInput()?.language;
    if (kept || this.inputs.length > 0) return kept;
    const about = this.weigh(partsOf(text).about);
    // A short text is not sure of its language by itself; that the task names it makes it so.
    const language = about?.found?.language;
    return language && (surelyFound(about) || said.named.includes(language)) ? language : undefined;
  }

  /**
   * "Translate the following text" without saying into what. When the text is in the instruction's language, or in the
   * same field, the answer may be in any; when it is in another, the answer should be in the instruction's.
   */
  private asksForSomeTranslation(instruction: FoundLanguage | undefined, said: LanguageRequest): boolean {
    if (!this.instructions.some((text) => TRANSLATE.test(text.slice(0, 400).toLowerCase()))) return false;
    // "Translate from French", "What is the English translation of …?"
    const isForeign = [...said.from, ...said.possible.map(({ language }) => language)].some((language) => language !== instruction?.language);
    if (isForeign || said.possible.length > 0) return false;
    const input = this.languageOfInput();
    return !input || !instruction || input.language === instruction.language;
  }
}

/** Whether a user turn that is too short to tell its language is in another than the earlier ones. */
function isUnlike(own: LanguageEvidence, { found }: LanguageEvidence): boolean {
  if (!own.found || !found) return false;
  // "ok thanks" is said in all languages.
  if (own.writing.main !== 'Latn') return !mayBeWritten(found.language, own.writing);
  return own.writing.weight >= FEWEST_TO_SWITCH && own.probabilityOf(found.language) < SWITCHED;
}

/** Weight of a short turn, in letters, and its probability of the earlier turns' language, from which it is in another. */
const FEWEST_TO_SWITCH = 12;
const SWITCHED = 0.01;

function isSame(a: LanguageTag, b: LanguageTag | undefined): boolean {
  return b !== undefined && baseLanguage(a) === baseLanguage(b);
}

const REWORK = new RegExp(
  withRanges(
    // A look ahead at one letter first: to look back at what is no letter, of any script, takes much longer.
    String.raw`(?=[cfpr])(?<!\p{L})(?:correct|fix|proofread|rewrite|rephrase|paraphrase|punctuate|continue|complete)(?!\p{L})|korrigier|verbesser|umformulier|corrige|corrig|réécri|reformul|riscriv|reescr|isprav|исправ|виправ|popraw|oprav|改正|修改|改写|续写|直して|校正|고쳐|교정`,
  ),
);

/** Weight, in letters, from which a task says more of an instruction's language than the text that it is about. */
const FEWEST_OF_A_TASK = 10;
const LONGEST_TASK = 400;

/** What an instruction says to do, and the text that it is about: what it quotes, or what comes after its first lines. */
export function partsOf(instruction: string): { task: string; about: string } {
  const quotes = findQuotes(instruction.slice(0, LONGEST_SEARCHED)).filter(({ start, end }) => end - start > SHORTEST_QUOTED_TEXT);
  if (quotes.length > 0) {
    const about = quotes.map(({ start, end }) => instruction.slice(start + 1, end - 1)).join('\n');
    let task = '';
    let from = 0;
    for (const { start, end } of quotes) {
      task += `${instruction.slice(from, start)}\n`;
      from = end;
    }
    return { task: task + instruction.slice(from), about };
  }
  const end = instruction.search(/\n|:\s/);
  if (end < 0 || end > LONGEST_TASK) return { task: instruction, about: '' };
  return { task: instruction.slice(0, end), about: instruction.slice(end + 1) };
}

const LONGEST_ELLIPTICAL = 40;
const MOST_WORDS_ELLIPTICAL = 4;
const LONGEST_SEARCHED = 6_000;
const SHORTEST_QUOTED_TEXT = 8;
