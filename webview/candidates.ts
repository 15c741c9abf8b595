import type { CandidateState } from '../src/generation/candidate';
import type { GenerationEnd } from '../src/generation/backend';
import type { CandidateDetail } from '../src/protocol/toWebview';
import type { Format } from './format';
import { VERDICT_SIGNS, type Sign } from './words';

/** A response's candidates as they come and go, and what the page calls them. */

export type Candidates = readonly CandidateDetail[];

export const CANDIDATE_SIGNS: Readonly<Record<CandidateState, Sign>> = {
  waiting: { word: 'waiting', icon: 'clock', tone: 'quiet' },
  generating: { word: 'generating', icon: 'loading', tone: 'info' },
  ready: { word: 'ready', icon: 'sparkle', tone: 'info' },
  failed: { word: 'failed', icon: 'error', tone: 'error' },
  accepted: { word: 'accepted', icon: 'pass', tone: 'good' },
  superseded: { word: 'another one accepted', icon: 'circle-slash', tone: 'quiet' },
  rejected: { word: 'rejected', icon: 'circle-slash', tone: 'quiet' },
};

/** What a row of the list says of a record's candidates. */
export function rowCandidateSign(state: CandidateState): Sign {
  const sign = CANDIDATE_SIGNS[state];
  return state === 'ready' ? { ...sign, word: 'to review' } : sign;
}

export function isDecided({ state }: CandidateDetail): boolean {
  return state === 'accepted' || state === 'rejected';
}

/** Candidates with one that has come or gone on; without it where it has been decided. */
export function withCandidate(candidates: Candidates, candidate: CandidateDetail): Candidates {
  const others = candidates.filter(({ id }) => id !== candidate.id);
  if (isDecided(candidate)) return others;
  return [...others, candidate].sort((a, b) => a.id - b.id);
}

/**
 * Candidates as the record has come with them. One of which more is known already stays as it is: the record may have
 * been on its way.
 */
export function receivedCandidates(received: Candidates, known: Candidates): Candidates {
  const knownById = new Map(known.map((candidate) => [candidate.id, candidate]));
  return received
    .filter((candidate) => !isDecided(candidate))
    .map((candidate) => {
      const before = knownById.get(candidate.id);
      return before && isFurther(before, candidate) ? before : candidate;
    });
}

const ORDER: Readonly<Record<CandidateState, number>> = {
  waiting: 0,
  generating: 1,
  ready: 2,
  failed: 2,
  superseded: 2,
  accepted: 3,
  rejected: 3,
};

function isFurther(a: CandidateDetail, b: CandidateDetail): boolean {
  return ORDER[a.state] > ORDER[b.state] || (a.state === 'generating' && b.state === a.state && a.text.length > b.text.length);
}

/** The candidate that keys and commands are about: the newest one to be decided. */
export function currentCandidate(candidates: Candidates): CandidateDetail | undefined {
  return candidates.findLast(({ state }) => state === 'ready') ?? candidates.at(-1);
}

/** What screen readers are told as a candidate begins, ends or fails: nothing as it grows. */
export function candidateNews(
  previous: CandidateDetail | undefined,
  { state, model, error, language, verdict, end }: CandidateDetail,
  format: Format,
): string | undefined {
  if (previous?.state === state) return undefined;
  switch (state) {
    case 'generating':
      return `${model} generates a response`;
    case 'ready': {
      const said = [language && format.language(language.language), verdict && VERDICT_SIGNS[verdict.verdict].word];
      const details = [...said.filter(Boolean), end?.reason === 'length' && 'cut off at the limit'].filter(Boolean);
      return `Candidate by ${model} is ready${details.length > 0 ? `: ${details.join(', ')}` : ''}`;
    }
    case 'failed':
      return `No response by ${model}: ${error ?? 'it failed'}`;
    default:
      return undefined;
  }
}

/** "alpaca, seed 42, 31 tokens, 12.3 a second" */
export function candidateFigures({ template, seed, end }: CandidateDetail, format: Format): string {
  const { tokens, tokensPerSecond } = end ?? {};
  return [
    template,
    `seed ${seed}`,
    tokens !== undefined && `${format.number(tokens)} token${tokens === 1 ? '' : 's'}`,
    tokensPerSecond !== undefined && `${format.rate(tokensPerSecond)} a second`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Why a response is not what the model would have said; nothing where the model ended it. */
export function endWarning(end: GenerationEnd | undefined, format: Format): string | undefined {
  if (end?.reason !== 'length') return undefined;
  if (end.tokens === undefined) return 'Stopped at the limit of tokens: the response may be cut off';
  return `Stopped at the limit of ${format.number(end.tokens)} tokens: the response may be cut off`;
}
