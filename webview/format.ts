import type { LanguageTag } from '../src/schema/schema';

/** Figures and names of languages as the user's locale writes them. */
export interface Format {
  /** 67,017 */
  number(value: number): string;
  /** Confidence, 0 to 1: 0.97 */
  confidence(value: number): string;
  /** A rate, 0 to 1, with one decimal: 98.2 %; with two where that says too little: 98.21 % */
  percent(rate: number, decimals?: 1 | 2): string;
  /** A share of work done, 0 to 1, rounded down, so that 100 % means all: 64 % */
  progress(done: number): string;
  /** Some a second, to three digits: 12.3; 1,240 */
  rate(perSecond: number): string;
  /** Bytes: 512 B, 1.2 kB, 50 MB */
  bytes(count: number): string;
  /** Milliseconds since 1970: Nov 21, 2026, 4:40 PM */
  time(milliseconds: number): string;
  /** "French" for `fr`; the tag itself where it has no name. */
  language(tag: LanguageTag): string;
}

const NO_BREAK_SPACE = '\u00a0';

/** @param locale BCP 47; English where it is not known. */
export function createFormat(locale: string): Format {
  const known = isLocale(locale) ? locale : 'en';
  const numbers = new Intl.NumberFormat(known);
  const hundredths = new Intl.NumberFormat(known, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const tenths = new Intl.NumberFormat(known, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const short = new Intl.NumberFormat(known, { maximumSignificantDigits: 3 });
  const times = new Intl.DateTimeFormat(known, { dateStyle: 'medium', timeStyle: 'short' });
  const names = new Intl.DisplayNames(known, { type: 'language', fallback: 'none' });

  return {
    number: (value) => numbers.format(value),
    confidence: (value) => hundredths.format(value),
    percent: (rate, decimals = 1) => (decimals === 1 ? tenths : hundredths).format(rate * 100) + NO_BREAK_SPACE + '%',
    progress: (done) => numbers.format(Math.floor(Math.min(1, Math.max(0, done)) * 100)) + NO_BREAK_SPACE + '%',
    rate: (perSecond) => (perSecond < 1000 ? short : numbers).format(perSecond < 1000 ? perSecond : Math.round(perSecond)),
    bytes: (count) => {
      const units = ['B', 'kB', 'MB', 'GB', 'TB'];
      let value = count;
      let unit = 0;
      while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit++;
      }
      return short.format(value) + NO_BREAK_SPACE + units[unit];
    },
    time: (milliseconds) => times.format(milliseconds),
    language: (tag) => {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
  };
}

function isLocale(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
