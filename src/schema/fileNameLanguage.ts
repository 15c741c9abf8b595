import { parseLanguage } from './languageTag';
import type { LanguageTag } from './schema';

export interface FileNameLanguage {
  /** The language of the file's records. */
  readonly language?: LanguageTag;
  /** The language of their responses, where the name states another one for them. */
  readonly responseLanguage?: LanguageTag;
}

/**
 * The languages that a file's path states: `alpaca.de.jsonl`, `bn.json`, `data/de/train.jsonl`. Of a pair, the second
 * is that of the responses: `en-fi.jsonl`, `fr_de-es.jsonl` (instructions in French, from German into Spanish).
 * A wrong guess would flag a whole file, so whatever may be a mere word says nothing: `fix_it.jsonl`, `my_data.jsonl`.
 */
export function fileNameLanguage(path: string): FileNameLanguage {
  const segments = path.split(/[\\/]/).filter((segment) => segment !== '');
  const stem = (segments.pop() ?? '').replace(FILE_EXTENSIONS, '');
  const tokens = tokensOf(stem);
  const stated = languageOfName(tokens);
  if (stated) return stated;
  if (!tokens.every(isCommonWord)) return {};
  // `data/de/train.jsonl`: the file's own name says nothing at all, so the nearest folder that says something counts.
  for (let folder = segments.pop(); folder !== undefined; folder = segments.pop()) {
    const folderTokens = tokensOf(folder);
    if (!folderTokens.every(isCommonWord)) return languageOfFolder(folderTokens, segments.at(-1) ?? '') ?? {};
  }
  return {};
}

interface Token {
  readonly text: string;
  /** What stands between it and the token before. */
  readonly separator: string;
  readonly language?: LanguageTag;
}

const FILE_EXTENSIONS = /\.(jsonl|ndjson|json)(\.(gz|zst|bz2|xz))?$/i;

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Two-letter codes that are rarely anything else at the end of a file's name. */
const UNMISTAKABLE = wordsOf(`
  ar bg bn cy de en es eu fa fi fr gl gu hu hy ja ka kn ko lt lv mk nb nl nn pl pt ru sq sr sv sw ta th uz vi
  yo zh zu
`);

/** Codes that are a language's only alone or after a dot: `or.jsonl`, `alpaca.or.jsonl`, but `sft_or.jsonl` is a word. */
const WORDS_OR_TERMS = wordsOf('or is no so as am my be id ml he lo la et');

/** What `fi` makes a word with. */
const BEFORE_FI = wordsOf('lo hi wi sci');

/** Codes that say nothing even alone: in and out, to do, an ad. */
const NEVER = wordsOf('in to io os an ie co ai');

/** Of the three-letter codes only those of larger languages, and not `cat`, `dan`, `fin`, `per`, `run` … */
const THREE_LETTERS = wordsOf(`
  ara arb zho chi cmn deu ger eng fra fre spa ita por rus jpn kor hin ben urd pes fas tur vie tha nld dut swe
  nob nno ces cze slk slo hun ron rum bul ell gre heb ukr hrv srp slv lav lvs ekk hye kat kaz khm kir mkd mya
  npi nep ory pbt sqi swh tgl tel guj mlt msa zsm uzn azj khk afr amh asm cym eus glg gle isl kan mri plt sna
  snd tgk yor zul xho ibo hau ceb yue arz ary ckb
`);

/** Names that are English words as well. */
const ALSO_WORDS = wordsOf('polish latin basic slave creek fang mari luba mende alabama');

/** What datasets and their parts are called; beside one of these, a code is a code. */
const COMMON_WORDS = wordsOf(`
  train training test dev val valid validation eval data dataset datasets corpus corpora merged full all clean
  cleaned filtered dedup deduplicated sample samples small large mini final raw part shard split of sft
  instruct instruction instructions chat dialogue dialogues conversations messages qa prompts responses
  records translated translation multilingual crosslingual monolingual alpaca gpt4 gpt dolly databricks
  bactrian x oasst oasst1 oasst2 sharegpt aya xp3 xp3mt xp3x okapi flan lima ultrachat guanaco rlhf dpo kto
  orca openorca slimorca wizardlm vicuna openhermes hermes tulu capybara magpie smoltalk ultrafeedback evol
  belle lcb muri camel flores opus wmt19 wmt
`);

const NEGATIONS = wordsOf('non not no without except ex minus exclude excluding');

const TOKEN =
  /[a-z]{2,3}[-_][A-Z][a-z]{3}(?:[-_][A-Z]{2})?(?![A-Za-z0-9])|[a-z]{2}[-_][A-Z]{2}(?![A-Za-z0-9])|[^-_.\s]+/g;

function tokensOf(name: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: text, index } of name.matchAll(TOKEN)) {
    const separator = name.slice(end, index);
    end = index + text.length;
    const language = languageOfToken(text);
    if (language || !/[-_]/.test(text)) {
      tokens.push({ text, separator, language });
    } else {
      const parts = tokensOf(text.toLowerCase());
      tokens.push({ ...parts[0], separator }, ...parts.slice(1));
    }
  }
  return tokens;
}

function languageOfToken(text: string): LanguageTag | undefined {
  if (/[-_]/.test(text)) return parseLanguage(text);
  const lower = text.toLowerCase();
  if (NEVER.has(lower) || ALSO_WORDS.has(lower)) return undefined;
  if (text.length === 2) return text === lower || text === text.toUpperCase() ? parseLanguage(text) : undefined;
  if (text.length === 3) return THREE_LETTERS.has(lower) ? parseLanguage(text) : undefined;
  return parseLanguage(text);
}

function isCommonWord({ text }: Token): boolean {
  return COMMON_WORDS.has(text.toLowerCase()) || /^(part|shard|v)?\d+[kmb]?$/i.test(text);
}

function mayBeWord({ text }: Token): boolean {
  return text.length === 2 && !UNMISTAKABLE.has(text.toLowerCase());
}

function languageOfName(tokens: readonly Token[]): FileNameLanguage | undefined {
  if (tokens.length === 1) return languageOfOne(tokens[0]);
  let end = tokens.length;
  while (end > 0 && isCommonWord(tokens[end - 1])) end--;
  const said = tokens.slice(0, end);
  if (said.length === 0) return undefined;
  const before = said.slice(0, -1);
  const last = said[said.length - 1];
  if (said.some(({ text }) => NEGATIONS.has(text.toLowerCase()) && text !== last.text)) return undefined;

  if (last.text.toLowerCase() === 'fi' && BEFORE_FI.has(before.at(-1)?.text.toLowerCase() ?? '')) return undefined;
  const pair = pairOf(said);
  if (pair) return pair;
  if (!last.language) return languageOfOne(last);
  // Two languages side by side that are not a pair: both may be in the file.
  if (before.length > 0 && before[before.length - 1].language) return undefined;
  const isSetApart = last.separator === '.' && end === tokens.length;
  if (before.length > 0 && WORDS_OR_TERMS.has(last.text.toLowerCase()) && !isSetApart) return undefined;
  if (mayBeWord(last) && !(before.length > 0 && before.every(isCommonWord))) return undefined;
  return { language: last.language };
}

function languageOfOne(token: Token): FileNameLanguage | undefined {
  if (token.language) return { language: token.language };
  const [, from, to] = /^([a-z]{2,3})2([a-z]{2,3})$/.exec(token.text) ?? [];
  if (!from) return undefined;
  const language = languageOfToken(from);
  const responseLanguage = languageOfToken(to);
  return language && responseLanguage ? { language, responseLanguage } : undefined;
}

/** `de-en`, `fr_de-es`, `en_to_fr`, `eng_Latn-fin_Latn` at the end of a name. */
function pairOf(tokens: readonly Token[]): FileNameLanguage | undefined {
  const to = tokens[tokens.length - 1];
  const spelledOut = tokens.at(-2)?.text.toLowerCase() === 'to';
  const rest = tokens.slice(0, spelledOut ? -2 : -1);
  const from = rest.pop();
  if (!from?.language || !to.language || from.language === to.language) return undefined;
  if (mayBeWord(from) && mayBeWord(to)) return undefined;
  const whole = rest.length === 0;
  // `opus-de-en` may hold both languages; `opus_de-en`, `opus.de_en` and `de_en` are pairs.
  const joined =
    spelledOut ||
    (to.separator === '-'
      ? whole || from.separator !== '-'
      : (whole || from.separator === '.') && !mayBeWord(from) && !mayBeWord(to));
  if (!joined) return undefined;
  const instruction = rest.at(-1);
  return { language: instruction?.language ?? from.language, responseLanguage: to.language };
}

function languageOfFolder(tokens: readonly Token[], parent: string): FileNameLanguage | undefined {
  if (tokens.length === 1 && tokens[0].language && mayBeWord(tokens[0])) {
    // `data/it/train.jsonl` is Italian, `/home/it/train.jsonl` somebody's home.
    return tokensOf(parent).some(isCommonWord) ? { language: tokens[0].language } : undefined;
  }
  return languageOfName(tokens);
}
