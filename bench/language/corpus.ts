import { existsSync, readFileSync } from 'node:fs';
import type { LanguageTag } from '../../src/schema/schema';
import type { LabelledText } from './evaluate';

/** Our own sentences in the languages of Bactrian-X. */
export function ownTexts(fixture: string): LabelledText[] {
  const languages = JSON.parse(readFileSync(fixture, 'utf8')) as Record<string, { long: string[]; short: string[] }>;
  return Object.entries(languages).flatMap(([language, { long, short }]) =>
    [...long, ...short].map((text) => ({ text, language })),
  );
}

/** Our own short instructions, and answers to them and to others, in the languages of Bactrian-X: nothing is learnt from them. */
export function ownAnswers(fixture: string): { instructions: LabelledText[]; answers: LabelledText[] } {
  type Texts = Record<'instructions' | 'long' | 'short', string[]>;
  const languages = Object.entries(JSON.parse(readFileSync(fixture, 'utf8')) as Record<string, Texts>);
  const labelled = (pick: (texts: Texts) => string[]): LabelledText[] =>
    languages.flatMap(([language, texts]) => pick(texts).map((text) => ({ text, language })));
  return {
    instructions: labelled(({ instructions }) => instructions),
    answers: labelled(({ long, short }) => [...long, ...short]),
  };
}

export interface StatedRecord {
  readonly instruction: string;
  readonly response: string;
  /** The language that the dataset states for the response. */
  readonly language: LanguageTag;
  readonly isCrossLingual: boolean;
}

/** Records of the Language Confusion Benchmark with a model's responses, as JSON lines; none where the file is absent. */
export function statedRecords(file: string): StatedRecord[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { instruction, output, language, task } = JSON.parse(line) as Record<string, string>;
    return { instruction, response: output, language, isCrossLingual: task === 'crosslingual' };
  });
}

/** Instructions that people wrote in the language that the dataset states. */
export function instructionsOf(records: readonly StatedRecord[]): LabelledText[] {
  const texts = records.flatMap(({ instruction, language, isCrossLingual }) =>
    isCrossLingual ? [] : [{ text: instruction, language }],
  );
  return [...new Map(texts.map((labelled) => [labelled.text, labelled])).values()];
}
