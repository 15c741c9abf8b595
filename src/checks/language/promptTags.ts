import { parseLanguage } from '../../schema/languageTag';
import type { LanguageTag } from '../../schema/schema';
import { TRANSLATE } from './askingPatterns';
import { baseLanguage } from './equivalence';
import { isNamedLanguage } from './languageNames';

/** A language put before or behind a prompt, with no word that asks for it: "[Swedish] Why is the sky blue?" */
export interface PromptTag {
  readonly language: LanguageTag;
  /** As written, with its brackets. */
  readonly quote: string;
  /** Leaves no doubt that the answer is to be in it; otherwise the prompt may as well be about it ("French: conjugate être"). */
  readonly isSure: boolean;
}

/** The tag at the beginning of a prompt or at its end, the surer one of two. */
export function promptTag(prompt: string): PromptTag | undefined {
  const before = tagBefore(prompt.slice(0, LOOKED_AT));
  const behind = before?.isSure ? undefined : tagBehind(prompt.slice(-LOOKED_AT));
  const tag = behind?.isSure ? behind : (before ?? behind);
  // What is to be translated may be in it.
  return tag?.isSure && TRANSLATE.test(prompt.slice(0, LONGEST_TASK).toLowerCase()) ? { ...tag, isSure: false } : tag;
}

const LOOKED_AT = 64;
const LONGEST_TASK = 400;

const NAME = String.raw`([\p{L}\p{M}][\p{L}\p{M} _-]{1,20}(?:\(\p{L}{4,12}\))?)`;
const BRACKETED = String.raw`\*{0,2}[[(<{【（] ?${NAME} ?[\])>}】）]\*{0,2}`;

/** "[Swedish] Why …", and what comes next. */
const BRACKETED_BEFORE = new RegExp(String.raw`^\s*(${BRACKETED}):?\s*(\S)`, 'u');
/** "Swedish: …", "**Swedish** – …", "Question (Swedish): …", "Swedish" on a line of its own. */
const LABEL_BEFORE = new RegExp(
  String.raw`^\s*((?:[\p{L} ]{1,20}[[(]${NAME}[\])]|\*{0,2}${NAME}\*{0,2})(?: ?[:：]| [-–—|](?= )| ?\n))\s*\S`,
  'u',
);
const BRACKETED_BEHIND = new RegExp(String.raw`(\n?)\s*(${BRACKETED})\s*$`, 'u');
/** "English: The cat sleeps. ⏎ French:" */
const LABEL_BEHIND = new RegExp(String.raw`\n\s*(\*{0,2}${NAME}\*{0,2} ?[:：]\*{0,2})\s*$`, 'u');
/** "Why is the sky blue? – Swedish", "… #Swedish" */
const ADDED_BEHIND = new RegExp(String.raw`[.?!…。？！؟।]\s*((?:[-–—|] ?|#)${NAME})[.!]?\s*$`, 'u');

function tagBefore(beginning: string): PromptTag | undefined {
  const bracketed = BRACKETED_BEFORE.exec(beginning);
  if (bracketed) {
    const [, quote, name, next] = bracketed;
    // "(it) crashed again", "[IT] How do I …?"
    return tagOf(name, quote, !/\p{Ll}/u.test(next) && !/^[A-Z]{2}$/.test(name));
  }
  const label = LABEL_BEFORE.exec(beginning);
  return label ? tagOf(label[2] ?? label[3], label[1], false) : undefined;
}

function tagBehind(end: string): PromptTag | undefined {
  const bracketed = BRACKETED_BEHIND.exec(end);
  if (bracketed) return tagOf(bracketed[3], bracketed[2], bracketed[1] !== '' && bracketed[3].length > CODE);
  const label = LABEL_BEHIND.exec(end);
  if (label) return tagOf(label[2], label[1], label[2].length > CODE);
  const added = ADDED_BEHIND.exec(end);
  return added ? tagOf(added[2], added[1], false) : undefined;
}

/** Letters of a code. Those of three letters are words too often: "[cat]", "(per)". */
const CODE = 2;

function tagOf(name: string, quote: string, isSure: boolean): PromptTag | undefined {
  if (/^[a-z]{3}$/i.test(name)) return undefined;
  const language = parseLanguage(name);
  return language && isNamedLanguage(baseLanguage(language)) ? { language, quote: quote.trim(), isSure } : undefined;
}
