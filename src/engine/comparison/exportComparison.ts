import type { Proportion } from '../../metrics/wilson';
import type { MeanInterval } from '../../metrics/comparison';
import type { Comparison } from './comparison';

/** What a comparison is written as: its figures or its responses as tables (CSV), or all of it (JSONL). */
export type ComparisonExport = 'figures' | 'responses' | 'all';

/** @returns the file's text, piece by piece. */
export function exportComparison(comparison: Comparison, what: ComparisonExport): Iterable<string> {
  switch (what) {
    case 'figures':
      return csv(figureRows(comparison));
    case 'responses':
      return csv(responseRows(comparison));
    case 'all':
      return jsonLines(comparison);
  }
}

/** By column, in the order of the columns; every row has the same ones. */
type Row = Readonly<Record<string, string | number | boolean | undefined>>;

function* figureRows(comparison: Comparison): Iterable<Row> {
  for (const { model, language, responses, failed, undetermined, ...measured } of comparison.figures) {
    yield {
      model,
      language: language ?? 'all',
      responses,
      failed,
      undetermined,
      ...interval('language_correctness', measured.languageCorrectness),
      ...interval('spelling_correctness', measured.spellingCorrectness),
      ...interval('length', measured.length),
    };
  }
}

function* responseRows(comparison: Comparison): Iterable<Row> {
  for (const { position, id, language, seed, instruction, responses } of comparison.records()) {
    for (const [at, response] of responses.entries()) {
      if (!response) continue;
      const { text, verdict, found, words, unknownWords, isCut, error } = response;
      const isThere = error === undefined;
      yield {
        record: position + 1,
        id,
        language,
        model: comparison.models[at],
        seed,
        verdict,
        found: found?.language,
        confidence: found?.confidence,
        words: isThere ? words : undefined,
        unknown_words: isThere ? unknownWords : undefined,
        cut: isThere ? (isCut ?? false) : undefined,
        error,
        instruction,
        response: isThere ? text : undefined,
      };
    }
  }
}

function interval(name: string, of: Proportion | MeanInterval | undefined): Row {
  const value = of && ('rate' in of ? of.rate : of.mean);
  return { [name]: value, [`${name}_low`]: of?.low, [`${name}_high`]: of?.high };
}

/** RFC 4180, with a byte order mark, by which spreadsheets know UTF-8. */
function* csv(rows: Iterable<Row>): Iterable<string> {
  let isFirst = true;
  for (const row of rows) {
    if (isFirst) yield `\ufeff${Object.keys(row).join(',')}\r\n`;
    isFirst = false;
    yield `${Object.values(row).map(field).join(',')}\r\n`;
  }
}

/** A spreadsheet computes what begins so: https://owasp.org/www-community/attacks/CSV_Injection. */
const FORMULA = /^[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/;

/**
 * A text that a spreadsheet would take for a formula has an apostrophe before it: tables are for spreadsheets, and
 * nothing that stands in a record may run there. The very texts are in the JSONL.
 */
function field(value: Row[string]): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One object a line: what is compared, then figures and differences, then each record with its responses. */
function* jsonLines(comparison: Comparison): Iterable<string> {
  const { choices, perLanguage, seed, time } = comparison.plan;
  yield line({ kind: 'comparison', time: new Date(time).toISOString(), perLanguage, seed, models: choices });
  for (const figures of comparison.figures) yield line({ kind: 'figures', ...figures });
  for (const difference of comparison.differences) yield line({ kind: 'difference', ...difference });
  for (const { position, id, language, seed, turn, instruction, responses } of comparison.records()) {
    const made = responses.flatMap((response, at) => (response ? [{ model: comparison.models[at], ...response }] : []));
    yield line({ kind: 'record', record: position + 1, id, turn: turn + 1, language, seed, instruction, responses: made });
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
