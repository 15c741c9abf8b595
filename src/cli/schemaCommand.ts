import { Contents } from '../dataset/edits/contentLog';
import { Overlay } from '../dataset/edits/overlay';
import { openSource } from '../dataset/source';
import { DatasetReader } from '../engine/datasetReader';
import { fileNameLanguage } from '../schema/fileNameLanguage';
import { languageName } from '../schema/languageTag';
import type { LanguageTag, SchemaDetection } from '../schema/schema';
import { LOCALE } from './locale';
import { type OpenedDataset, type OpenOptions, withEachDataset } from './openedDataset';
import { terminalText } from './reports/terminalText';

/** What was detected about a dataset. */
export interface DetectedDataset {
  readonly file: string;
  readonly container: 'lines' | 'array';
  readonly records: number;
  readonly sampled: number;
  /** Best first; the first is the one in force. */
  readonly schemas: readonly DetectedSchema[];
  /** What states the language of records: the file's name, and fields of the records. */
  readonly languages: {
    readonly fileName?: LanguageTag;
    readonly fileNameResponse?: LanguageTag;
    readonly records: readonly LanguageCount[];
    readonly responses: readonly LanguageCount[];
  };
  /** Keys of the sampled records, most frequent first. */
  readonly fields: readonly string[];
}

export interface DetectedSchema {
  readonly id: string;
  readonly name: string;
  /** Share of the sampled records that it reads without an error, 0 to 1. */
  readonly share: number;
  readonly reason: string;
}

interface LanguageCount {
  readonly language: LanguageTag;
  /** Sampled records that state it. */
  readonly records: number;
}

const SAMPLED_RECORDS = 500;
/** In words; as JSON, all languages are given. */
const SHOWN_LANGUAGES = 6;

/**
 * Prints what is detected about each file.
 * @returns whether a file could not be read.
 * @throws when the signal is aborted.
 */
export async function detect(names: readonly string[], options: OpenOptions & { json: boolean }): Promise<boolean> {
  const { console, json } = options;
  let printed = false;
  const complaints = await withEachDataset(names, options, async (name, dataset) => {
    const detected = describe(name, dataset);
    console.print(json ? `${JSON.stringify(detected)}\n` : (printed ? '\n' : '') + detectedText(detected));
    printed = true;
  });
  return complaints.length > 0;
}

function describe(name: string, dataset: OpenedDataset): DetectedDataset {
  const { session, input, sampled } = dataset;
  const named = input.namedPath === undefined ? {} : fileNameLanguage(input.namedPath);
  return {
    file: name,
    container: session.index.container,
    records: session.index.count,
    sampled: sampled.sampled,
    schemas: sampled.detections.map(({ choice, name, share, reason }) => ({ id: choice.id, name, share, reason })),
    languages: {
      fileName: named.language,
      fileNameResponse: named.responseLanguage,
      ...statedLanguages(dataset, sampled.detections[0]),
    },
    fields: sampled.fields,
  };
}

/** The languages that the fields of records state, in as many records as are sampled for the schema. */
function statedLanguages(
  { session, input }: OpenedDataset,
  detection: SchemaDetection | undefined,
): Pick<DetectedDataset['languages'], 'records' | 'responses'> {
  const records = new Map<LanguageTag, number>();
  const responses = new Map<LanguageTag, number>();
  const source = openSource({ kind: 'file', path: input.path });
  try {
    const reader = new DatasetReader({ source, index: session.index, overlay: new Overlay(), contents: new Contents() });
    reader.useSchema(detection?.choice);
    const taken = Math.min(SAMPLED_RECORDS, session.index.count);
    for (let sample = 0; sample < taken; sample++) {
      const { view } = reader.read(Math.floor((sample * session.index.count) / taken));
      if (view.language) records.set(view.language, (records.get(view.language) ?? 0) + 1);
      if (view.responseLanguage) responses.set(view.responseLanguage, (responses.get(view.responseLanguage) ?? 0) + 1);
    }
  } finally {
    source.close();
  }
  return { records: mostFirst(records), responses: mostFirst(responses) };
}

function mostFirst(counts: ReadonlyMap<LanguageTag, number>): LanguageCount[] {
  return [...counts].map(([language, records]) => ({ language, records })).sort((a, b) => b.records - a.records);
}

/** What was detected, for people. */
export function detectedText({ file, container, records, sampled, schemas, languages, fields }: DetectedDataset): string {
  const number = new Intl.NumberFormat(LOCALE);
  const [best, ...others] = schemas;
  const lines = [
    file === '-' ? 'Standard input' : terminalText(file),
    `  Container   ${container === 'lines' ? 'one record a line (JSONL)' : 'one JSON array'}`,
    `  Records     ${number.format(records)}, of which ${number.format(sampled)} were sampled`,
    `  Schema      ${best ? schemaText(best) : 'none fits'}`,
    ...others.map((other) => `  or          ${schemaText(other)}`),
    ...languageLines(languages),
    `  Fields      ${fields.length ? terminalText(fields.join(', ')) : 'none'}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function schemaText({ id, name, share, reason }: DetectedSchema): string {
  return terminalText(`${name} (${id}), ${(share * 100).toFixed(0)} %: ${reason}`);
}

function languageLines({ fileName, fileNameResponse, records, responses }: DetectedDataset['languages']): string[] {
  const lines: string[] = [];
  if (fileName) lines.push(`${nameOf(fileName)}, stated by the file name`);
  if (fileNameResponse) lines.push(`${nameOf(fileNameResponse)} responses, stated by the file name`);
  if (records.length) lines.push(`${countsText(records)}, stated by records`);
  if (responses.length) lines.push(`${countsText(responses)} responses, stated by records`);
  if (lines.length === 0) lines.push('not stated');
  return lines.map((line, at) => `  ${at === 0 ? 'Language  ' : '          '}  ${line}`);
}

function countsText(counts: readonly LanguageCount[]): string {
  const shown = counts.slice(0, SHOWN_LANGUAGES).map(({ language, records }) => `${nameOf(language)} (${records})`);
  const more = counts.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function nameOf(language: LanguageTag): string {
  return terminalText(languageName(language, LOCALE));
}
