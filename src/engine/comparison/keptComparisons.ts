import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { JsonLines, readJsonLines } from '../../generation/jsonLines';
import type { ComparedResponse } from '../../metrics/comparison';
import { Comparison, type ComparisonPlan, type SampledRecord } from './comparison';

/** Of what is written; files of another one are left alone. */
const VERSION = 1;
const SUFFIX = '.comparison.jsonl';
/** So many of a dataset are kept; the oldest go first. */
const MOST_KEPT = 20;

/**
 * A line of a comparison's file: what is compared, then each record of the sample with its place, then the responses as
 * they come. Without a place, as they once were, records follow one another from the first.
 */
type Line =
  | ({ readonly kind: 'comparison'; readonly version: number; readonly records: number } & Omit<ComparisonPlan, 'sample'>)
  | ({ readonly kind: 'record'; readonly place?: number } & SampledRecord)
  | { readonly kind: 'response'; readonly model: number; readonly record: number; readonly response: ComparedResponse };

/** A comparison and the file that it is kept in. */
export interface KeptComparison {
  readonly comparison: Comparison;
  readonly path: string;
  /** The records' places in the sample that was drawn; some of them may have been lost. */
  readonly places: readonly number[];
}

export interface ListedComparisons {
  /** Those that can be read, the latest first. */
  readonly comparisons: readonly KeptComparison[];
  /** What has been lost of them, and of others, one sentence for people each. */
  readonly problems: readonly string[];
}

/** The comparisons of one dataset, each in a file of its own that has every response as soon as it is there. */
export class KeptComparisons {
  private readonly folder: string;

  /** @param uri of the dataset. */
  constructor(storage: string, uri: string) {
    this.folder = join(storage, createHash('sha256').update(uri).digest('hex').slice(0, 32));
  }

  /** @throws the file system's error. */
  async begin(plan: ComparisonPlan): Promise<KeptComparison> {
    const path = join(this.folder, `${plan.time}${SUFFIX}`);
    const { sample, ...compared } = plan;
    const lines = await JsonLines.open(path);
    lines.append({ kind: 'comparison', version: VERSION, records: sample.length, ...compared } satisfies Line);
    sample.forEach((record, place) => lines.append({ kind: 'record', place, ...record } satisfies Line));
    await lines.close();
    for (const name of (await this.names()).slice(MOST_KEPT)) await rm(join(this.folder, name), { force: true });
    return { comparison: new Comparison(plan), path, places: [...sample.keys()] };
  }

  async list(): Promise<ListedComparisons> {
    const read = await Promise.all(
      (await this.names()).map((name) =>
        readComparison(join(this.folder, name)).catch((error: Error) => ({ problems: [`${name} cannot be read: ${error.message}.`] })),
      ),
    );
    return {
      comparisons: read.flatMap((one) => ('kept' in one && one.kept) || []),
      problems: read.flatMap(({ problems }) => problems),
    };
  }

  /** Writes responses to a comparison's file from now on. @throws the file system's error. */
  async append({ path, places }: Pick<KeptComparison, 'path' | 'places'>): Promise<ResponseLog> {
    return new ResponseLog(await JsonLines.open(path), places);
  }

  private async names(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => name.endsWith(SUFFIX)).sort((a, b) => parseInt(b) - parseInt(a));
  }
}

export class ResponseLog {
  /** @param places of the comparison's records in the sample that was drawn. */
  constructor(
    private readonly lines: JsonLines,
    private readonly places: readonly number[],
  ) {}

  add(model: number, record: number, response: ComparedResponse): void {
    this.lines.append({ kind: 'response', model, record: this.places[record], response } satisfies Line);
  }

  /** @throws the file system's error where something could not be written. */
  close(): Promise<void> {
    return this.lines.close();
  }
}

interface ReadComparison {
  /** Absent where the file holds no comparison of this version, or nothing says what was compared on what. */
  readonly kept?: KeptComparison;
  readonly problems: readonly string[];
}

/**
 * Records that have been lost are left out with the responses to them. Other responses that have been lost are as if
 * they had not come yet, and nothing is said of them.
 * @throws the file system's error.
 */
async function readComparison(path: string): Promise<ReadComparison> {
  const { values, problems } = await readJsonLines(path);
  const [first, ...others] = values.filter((line) => typeof line === 'object' && line !== null) as Line[];
  const isEmpty = values.length + problems.length === 0;
  if (isEmpty || (first?.kind === 'comparison' && first.version !== VERSION)) return { problems: [] };
  const records = others.filter((line) => line.kind === 'record');
  const isPlaced = records.every(({ place }) => place !== undefined);
  if (first?.kind !== 'comparison' || records.length === 0 || (records.length !== first.records && !isPlaced)) {
    return { problems: [...problems, `${basename(path)} is left out: nothing says what was compared in it any more.`] };
  }
  const { choices, perLanguage, seed, time } = first;
  const sample = records.map(({ kind: _, place: __, ...record }) => record);
  const places = records.map(({ place }, at) => place ?? at);
  const comparison = new Comparison({ choices, perLanguage, seed, time, sample });
  const rowOf = new Map(places.map((place, row) => [place, row]));
  for (const line of others) {
    const row = line.kind === 'response' ? rowOf.get(line.record) : undefined;
    if (line.kind === 'response' && row !== undefined) comparison.add(line.model, row, line.response);
  }
  return { kept: { comparison, path, places }, problems: records.length === first.records ? [] : problems };
}
