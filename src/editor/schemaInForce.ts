import type { DatasetSession } from '../engine/datasetSession';
import type { SchemaChoice, SchemaDetection } from '../schema/schema';
import { schemaOf } from '../schema/schemas';

/** The schema in force for a dataset. */
export interface SchemaInForce {
  /** Absent when no schema fits: records are then shown as they are. */
  readonly choice?: SchemaChoice;
  readonly name: string;
  /** Why this one, in one sentence. */
  readonly reason: string;
  /** Top-level keys of the records, most frequent first. */
  readonly fields: readonly string[];
  /** Schemas that fit, best first. */
  readonly detections: readonly SchemaDetection[];
}

export const UNDETECTED: SchemaInForce = {
  name: 'none',
  reason: 'No schema that Paddock knows fits these records.',
  fields: [],
  detections: [],
};

/**
 * Has the session see its records through a schema.
 * @param preferred what the user has chosen for the file; else the one that fits best is taken.
 */
export async function applySchema(session: DatasetSession, preferred: SchemaChoice | undefined): Promise<SchemaInForce> {
  const { detections, fields, sampled } = await session.sampleSchemas();
  const choice = preferred ?? detections[0]?.choice;
  await session.useSchema(choice);
  return {
    ...UNDETECTED,
    ...(choice && { choice, name: schemaOf(choice).name }),
    ...(preferred ? { reason: 'Chosen for this file.' } : detections[0] && { reason: detections[0].reason }),
    ...(sampled === 0 && { reason: 'There are no records to tell a schema by.' }),
    fields,
    detections,
  };
}
