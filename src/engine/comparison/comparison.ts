import type { RecordKey } from '../../dataset/edits/recordKey';
import type { ModelChoice } from '../../generation/modelChoice';
import {
  type ComparedRecord,
  type ComparedResponse,
  type ComparisonDifference,
  comparisonDifferences,
  type ComparisonFigures,
  ComparisonTally,
} from '../../metrics/comparison';
import type { LanguageTag } from '../../schema/schema';

/** What is compared on which records. */
export interface ComparisonPlan {
  /** Two or more, each with a name of its own. */
  readonly choices: readonly ModelChoice[];
  readonly perLanguage: number;
  /** Of the sample. */
  readonly seed: number;
  /** When it was begun, in milliseconds since 1970. */
  readonly time: number;
  readonly sample: readonly SampledRecord[];
}

/** A record of the sample, as it was when the sample was drawn. */
export interface SampledRecord {
  readonly key: RecordKey;
  readonly position: number;
  readonly id?: string;
  /** Index among the record's turns of the response in whose place others are generated. */
  readonly turn: number;
  /** The expected one. */
  readonly language: LanguageTag;
  /** Responses to it are generated with. */
  readonly seed: number;
  /** What is asked, for people to read. */
  readonly instruction: string;
  /** The `contentHash` of the record. */
  readonly hash: number;
}

/** Responses of several models to the same sample of a dataset. */
export class Comparison {
  private readonly responses: (ComparedResponse | undefined)[][];
  private readonly tally: ComparisonTally;
  private count = 0;

  constructor(readonly plan: ComparisonPlan) {
    this.responses = plan.sample.map(() => plan.choices.map(() => undefined));
    this.tally = new ComparisonTally(this.models);
  }

  get models(): string[] {
    return this.plan.choices.map(({ name }) => name);
  }

  /** Responses that are there; failed ones count. */
  get done(): number {
    return this.count;
  }

  get of(): number {
    return this.plan.sample.length * this.plan.choices.length;
  }

  get isComplete(): boolean {
    return this.done === this.of;
  }

  get figures(): ComparisonFigures[] {
    return this.tally.figures;
  }

  get differences(): ComparisonDifference[] {
    return comparisonDifferences(this.models, this.records());
  }

  /** @param model, record their places. @returns `undefined` while it is not there. */
  response(model: number, record: number): ComparedResponse | undefined {
    return this.responses[record]?.[model];
  }

  /** The first response of a model to a record stays. @returns whether this is it. */
  add(model: number, record: number, response: ComparedResponse): boolean {
    const responses = this.responses[record];
    if (!responses || model >= responses.length || responses[model]) return false;
    responses[model] = response;
    this.count++;
    this.tally.add(model, this.plan.sample[record].language, response);
    return true;
  }

  /** In the order of the sample. */
  records(start = 0, end = this.plan.sample.length): (SampledRecord & ComparedRecord)[] {
    return this.plan.sample
      .slice(start, end)
      .map((record, at) => ({ ...record, responses: [...this.responses[start + at]] }));
  }
}
