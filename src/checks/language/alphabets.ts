import type { LanguageTag } from '../../schema/schema';
import { baseLanguage } from './equivalence';

/**
 * Letters and signs of a language's neighbours that it does not write itself, by CLDR's exemplar characters; without
 * those that its own texts have by other keyboards (Arabic ي in Persian).
 */
const FOREIGN_TO: Readonly<Record<LanguageTag, RegExp>> = {
  ru: /[іїєґўјљњћђџѓќѕ]/i,
  uk: /[ыэёъўјљњћђџѓќѕ]/i,
  be: /[иїєґщъјљњћђџѓќѕ]/i,
  bg: /[ыэёіїєґўјљњћђџѓќѕ]/i,
  mk: /[йщъыьэюяёіїєґћђў]/i,
  sr: /[йщъыьэюяёіїєґѓќѕў]/i,
  es: /[ãõçàèêôâ]/i,
  gl: /[ãõçàèêôâ]/i,
  pt: /[ñ¿¡]/i,
  da: /[äö]/i,
  no: /[äö]/i,
  nb: /[äö]/i,
  nn: /[äö]/i,
  sv: /[æø]/i,
  cs: /[ľĺŕäô]/i,
  sk: /[řěů]/i,
  sl: /[ćđ]/i,
  fi: /[õü]/i,
  lt: /[āēīļķņģ]/i,
  lv: /[ąęėįų]/i,
  tr: /ə/i,
  fa: /[ةأإٹڈڑےںټډړښځڅېۍڼ]/,
  ar: /[پچژگکیٹڈڑےںہھټډړښځڅېۍڼ]/,
  ur: /[ةإټډښځڅېۍڼ]/,
  ps: /[ةإٹڈڑںہھ]/,
  hi: /ळ/,
};

/** Whether a text has a letter that a neighbour of the language writes, and the language does not. */
export function hasLettersForeignTo(language: LanguageTag, text: string): boolean {
  return FOREIGN_TO[baseLanguage(language)]?.test(text) ?? false;
}
