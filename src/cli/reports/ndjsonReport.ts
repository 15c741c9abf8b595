import type { Finding, SpellingFinding } from '../../checks/finding';
import type { FileInForce, Report } from './report';

/** Confidences are written with four digits: the identifier's further ones say nothing. */
const CONFIDENCE_DIGITS = 4;

/** One JSON object a line for each finding, for other programs. What is not known is `null`, so keys never vary. */
export class NdjsonReport implements Report {
  private file = '';

  /** @param severalFiles whether each object says which file it is about. */
  constructor(private readonly severalFiles: boolean) {}

  begin(): string {
    return '';
  }

  beginFile({ name }: FileInForce): string {
    this.file = name;
    return '';
  }

  finding(finding: Finding): string {
    const place = { ...(this.severalFiles && { file: this.file }), line: finding.line, id: finding.id ?? null };
    return `${JSON.stringify({ ...place, ...detailsOf(finding), message: finding.message })}\n`;
  }

  endFile(): string {
    return '';
  }

  end(): string {
    return '';
  }
}

function detailsOf(finding: Finding): Record<string, unknown> {
  if (finding.check === 'record') {
    const { code, severity } = finding.problem;
    return { check: 'record', code, severity };
  }
  if (finding.check === 'spelling') return spellingDetails(finding);
  const { verdict, expected, reason, quote, found, spans } = finding.verdict;
  return {
    turn: finding.response,
    check: 'language',
    verdict,
    expected: expected ?? null,
    reason: reason ?? null,
    quote: quote ?? null,
    found: found?.language ?? null,
    confidence: found ? rounded(found.confidence) : null,
    spans: spans.map(({ start, end, language, confidence, kind }) => ({
      start,
      end,
      language,
      confidence: rounded(confidence),
      kind,
    })),
  };
}

function spellingDetails({ response, mistake, suggestions }: SpellingFinding): Record<string, unknown> {
  const { start, end } = mistake;
  const place = { turn: response, check: 'spelling', code: mistake.kind };
  if (mistake.kind !== 'unknownWord') return { ...place, span: { start, end }, fix: mistake.fix ?? null };
  const { word, language } = mistake;
  return { ...place, word, language, span: { start, end }, suggestions: suggestions ?? [] };
}

function rounded(confidence: number): number {
  return Number(confidence.toFixed(CONFIDENCE_DIGITS));
}
