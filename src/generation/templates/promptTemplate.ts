/**
 * How turns become the text of a prompt, as plain data. In each pattern a name in braces stands for a text, which is
 * put in as it is: `{instruction}` within an instruction means nothing.
 */
export interface PromptTemplate {
  /** For people. */
  readonly name: string;
  /**
   * What the prompt begins with where there is a system text; has `{system}`. One that has `{instruction}`, too, stands
   * in place of the first instruction's own. Absent: the system text and a blank line.
   */
  readonly system?: string;
  /** The system text where neither the record nor the user has one; absent where there is none. */
  readonly defaultSystem?: string;
  /** In place of `defaultSystem` where something is given beside an instruction. */
  readonly defaultSystemWithInput?: string;
  /** What the user says; has `{instruction}`. */
  readonly instruction: string;
  /** What stands for `{instruction}` where something is given beside it; has `{instruction}` and `{input}`. */
  readonly input?: string;
  /**
   * What the assistant says; has `{response}` once. What is before it ends the prompt, but for spaces: models' tokens
   * have the space before a word in them.
   */
  readonly response: string;
  /** Texts that end a response and are no part of it. */
  readonly stop?: readonly string[];
  /** Whether white space around texts is left out. */
  readonly trim?: boolean;
}
