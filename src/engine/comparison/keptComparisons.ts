import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonLines, readJsonLines } from '../../generation/jsonLines';
import type { ComparedResponse } from '../../metrics/comparison';
import { Comparison, type ComparisonPlan, type SampledRecord } from './comparison';

/** Of what is written; files of another one are left alone. */
const VERSION = 1;
const SUFFIX = '.comparison.jsonl';
/** So many of a dataset are kept; the oldest go first. */
const MOST_KEPT = 20;

/** A line of a comparison's file: what is compared, then each record of the sample, then the responses as they come. */
type Line =
  | ({ readonly kind: 'comparison'; readonly version: number; readonly records: number } & Omit<ComparisonPlan, 'sample'>)
  | ({ readonly kind: 'record' } & SampledRecord)
  | { readonly kind: 'response'; readonly model: number; readonly record: number; readonly response: ComparedResponse };

/** A comparison and the file that it is kept in. */
export interface KeptComparison {
  readonly comparison: Comparison;
  readonly path: string;
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
    for (const record of sample) lines.append({ kind: 'record', ...record } satisfies Line);
    await lines.close();
    for (const name of (await this.names()).slice(MOST_KEPT)) await rm(join(this.folder, name), { force: true });
    return { comparison: new Comparison(plan), path };
  }

  /** Those that can be read, the latest first. */
  async list(): Promise<KeptComparison[]> {
    const kept = await Promise.all(
      (await this.names()).map(async (name) => {
        const path = join(this.folder, name);
        const comparison = await readComparison(path).catch(() => undefined);
        return comparison && { comparison, path };
      }),
    );
    return kept.filter((one) => one !== undefined);
  }

  /** Writes responses to a comparison's file from now on. @throws the file system's error. */
  async append(path: string): Promise<ResponseLog> {
    return new ResponseLog(await JsonLines.open(path));
  }

  private async names(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => name.endsWith(SUFFIX)).sort((a, b) => parseInt(b) - parseInt(a));
  }
}

export class ResponseLog {
  constructor(private readonly lines: JsonLines) {}

  add(model: number, record: number, response: ComparedResponse): void {
    this.lines.append({ kind: 'response', model, record, response } satisfies Line);
  }

  /** @throws the file system's error where something could not be written. */
  close(): Promise<void> {
    return this.lines.close();
  }
}

/** @returns `undefined` where the file holds no comparison of this version as a whole. */
async function readComparison(path: string): Promise<Comparison | undefined> {
  const { values } = await readJsonLines(path);
  const [first, ...others] = values.filter((line) => typeof line === 'object' && line !== null) as Line[];
  if (first?.kind !== 'comparison' || first.version !== VERSION) return undefined;
  const sample = others.filter((line) => line.kind === 'record').map(({ kind: _, ...record }) => record);
  if (sample.length !== first.records) return undefined;
  const { choices, perLanguage, seed, time } = first;
  const comparison = new Comparison({ choices, perLanguage, seed, time, sample });
  for (const line of others) if (line.kind === 'response') comparison.add(line.model, line.record, line.response);
  return comparison;
}
