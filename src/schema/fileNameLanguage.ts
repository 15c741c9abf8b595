import type { LanguageTag } from './schema';

export interface FileNameLanguage {
  /** The language of the file's records. */
  readonly language?: LanguageTag;
  /** The language of their responses, where the name states another one for them. */
  readonly responseLanguage?: LanguageTag;
}

/** The languages that a file's path states: `alpaca.de.jsonl`, `fr_de-es.jsonl`, `data/de/train.jsonl`. */
export function fileNameLanguage(_path: string): FileNameLanguage {
  return {};
}
