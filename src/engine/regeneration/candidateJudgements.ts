import type { Judgement } from '../judgeCandidate';
import type { WantedJudgement } from '../judgeResponse';

/** Judges a text in a response's place, most often by `judgeCandidate`. */
export type JudgeText = (wanted: Omit<WantedJudgement, 'locale'>) => Promise<Judgement>;

/** Judgements are made again where they are wanted and not among the latest. */
const MOST_KEPT = 500;

/** What the checks have said of candidates, by their ids: of the text as far as it had come. */
export class CandidateJudgements {
  /** The one that was made last comes last. */
  private readonly kept = new Map<number, Judgement>();

  constructor(readonly judge: JudgeText) {}

  get(id: number): Judgement | undefined {
    return this.kept.get(id);
  }

  set(id: number, judgement: Judgement): void {
    this.kept.delete(id);
    this.kept.set(id, judgement);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
  }

  delete(id: number): void {
    this.kept.delete(id);
  }

  /** The checks judge otherwise now. @param isStale whether that concerns the candidate. */
  forget(isStale: (id: number) => boolean): void {
    for (const id of [...this.kept.keys()]) if (isStale(id)) this.kept.delete(id);
  }
}
