import type { SchemaDetection } from '../schema/schema';
import { detectSchema } from '../schema/schemas';
import type { DatasetReader } from './datasetReader';

export interface SampledSchemas {
  readonly detections: readonly SchemaDetection[];
  /** Keys of the sampled records, most frequent first. */
  readonly fields: readonly string[];
  readonly sampled: number;
}

const SAMPLED_RECORDS = 500;

/** The schemas that fit a sample of the records known so far, best first. */
export function sampleSchemas(reader: DatasetReader): SampledSchemas {
  const values = reader.sample(SAMPLED_RECORDS);
  return { detections: detectSchema(values), fields: keysOf(values), sampled: values.length };
}

function keysOf(values: readonly unknown[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const key of Object.keys(value)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}
