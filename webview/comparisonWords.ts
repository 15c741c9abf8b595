import type { ComparedResponse, ComparisonDifference, MeanInterval } from '../src/metrics/comparison';
import type { Proportion } from '../src/metrics/wilson';
import type { Format } from './format';
import { type Sign, VERDICT_SIGNS } from './words';

/** What the page says of models that are compared. */

/** "98.2 % (96.1–99.2)"; a dash where there is none. */
export function shareInWords(share: Proportion | undefined, format: Format): string {
  if (!share) return '–';
  return `${format.percent(share.rate)} (${withoutSign(share.low, format)}–${withoutSign(share.high, format)})`;
}

/** "412 (380–444)", in characters; a dash where there is none. */
export function lengthInWords(length: MeanInterval | undefined, format: Format): string {
  if (!length) return '–';
  return `${rounded(length.mean, format)} (${rounded(length.low, format)}–${rounded(length.high, format)})`;
}

/** The one sign of a response: that it failed, else its verdict. */
export function responseSign({ error, verdict }: ComparedResponse): Sign | undefined {
  if (error !== undefined) return { word: 'failed', icon: 'error', tone: 'error' };
  return verdict && VERDICT_SIGNS[verdict];
}

/** "German 0.98, 2 of 31 words unknown, cut off"; empty where nothing is known. */
export function responseInWords({ found, words, unknownWords, isCut }: ComparedResponse, format: Format): string {
  const parts = [
    ...(found ? [`${format.language(found.language)} ${format.confidence(found.confidence)}`] : []),
    ...(unknownWords > 0 ? [`${format.number(unknownWords)} of ${format.number(words)} words unknown`] : []),
    ...(isCut ? ['cut off'] : []),
  ];
  return parts.join(', ');
}

/**
 * What two models do differently, a sentence each: of the language always, of spelling and length where zero lies
 * outside the interval.
 */
export function differenceInWords({ models, language, spelling, length }: ComparisonDifference, format: Format): string[] {
  const [first, second] = models;
  const { onlyFirst, onlySecond, p } = language;
  const records = (count: number) => `${format.number(count)} record${count === 1 ? '' : 's'}`;
  const inLanguage =
    onlyFirst + onlySecond === 0
      ? `${first} and ${second} are in the expected language in the same records.`
      : `Only ${first} is in the expected language in ${records(onlyFirst)}, only ${second} in ${records(onlySecond)}: ` +
        (p < SIGNIFICANT ? `more than chance (p ${pInWords(p)}).` : `no more than chance may do (p ${pInWords(p)}).`);
  return [
    inLanguage,
    ...(spelling && isBeyondZero(spelling)
      ? [`${spelling.mean > 0 ? first : second} spells ${pointsInWords(spelling, format)} more of its words correctly.`]
      : []),
    ...(length && isBeyondZero(length)
      ? [`${length.mean > 0 ? first : second} writes ${charactersInWords(length, format)} more on average.`]
      : []),
  ];
}

const SIGNIFICANT = 0.05;

function pInWords(p: number): string {
  return p < 0.001 ? '< 0.001' : `= ${p.toPrecision(2)}`;
}

function isBeyondZero({ low, high }: MeanInterval): boolean {
  return low > 0 || high < 0;
}

/** "3.1 % (1.2–5.0)", whichever is ahead. */
function pointsInWords(difference: MeanInterval, format: Format): string {
  const { mean, low, high } = ahead(difference);
  return shareInWords({ rate: mean, low, high }, format);
}

function charactersInWords(difference: MeanInterval, format: Format): string {
  const { mean, low, high } = ahead(difference);
  return `${rounded(mean, format)} characters (${rounded(low, format)}–${rounded(high, format)})`;
}

function ahead({ mean, low, high }: MeanInterval): MeanInterval {
  return mean > 0 ? { mean, low, high } : { mean: -mean, low: -high, high: -low };
}

function withoutSign(rate: number, format: Format): string {
  return format.percent(rate).replace(/\s*%$/, '');
}

function rounded(value: number, format: Format): string {
  return format.number(Math.round(value));
}
