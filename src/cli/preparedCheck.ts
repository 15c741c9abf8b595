import { DEFAULT_LANGUAGE_OPTIONS } from '../checks/language/defaultLanguageOptions';
import type { LanguageOptions } from '../checks/language/languageOptions';
import type { WantedModel } from '../engine/languageModels';
import { fileNameLanguage } from '../schema/fileNameLanguage';
import type { SchemaChoice, SchemaDetection } from '../schema/schema';
import { schemaOf } from '../schema/schemas';
import { Failure } from './failure';
import type { OpenedDataset } from './openedDataset';

/** How the user wants datasets to be checked. */
export interface WantedCheck extends WantedModel {
  readonly expected: LanguageOptions['expected'];
  /** Detected for each file when absent. */
  readonly schema?: SchemaChoice;
}

export interface PreparedCheck {
  /** Absent where no schema fits: then there is nothing to check but the records as such. */
  readonly schema?: Omit<SchemaDetection, 'share'>;
  readonly language: LanguageOptions;
}

/** Puts a schema in force, and says how the language check is to decide. */
export async function prepareCheck(
  { session, input, sampled }: OpenedDataset,
  { expected, model, languages, schema: wanted }: WantedCheck,
): Promise<PreparedCheck> {
  const schema = wanted ? given(wanted, sampled.detections) : sampled.detections[0];
  await session.useSchema(schema?.choice);
  const named = input.namedPath === undefined ? {} : fileNameLanguage(input.namedPath);
  const language: LanguageOptions = {
    ...DEFAULT_LANGUAGE_OPTIONS,
    expected,
    fileLanguage: named.language,
    fileResponseLanguage: named.responseLanguage,
    model,
    languages,
  };
  return { schema, language };
}

/** @throws Failure when there are records that no schema fits. */
export function requireSchema({ schema }: PreparedCheck, { sampled }: OpenedDataset): void {
  if (!schema && sampled.sampled > 0) {
    throw new Failure('no schema fits its records, so their languages were not checked; name one with --schema');
  }
}

/** The schema that the user asked for, with what was detected about it. */
function given(choice: SchemaChoice, detections: readonly SchemaDetection[]): Omit<SchemaDetection, 'share'> {
  const detected = choice.id === 'custom' ? undefined : detections.find((detection) => detection.choice.id === choice.id);
  return detected ?? { choice, name: schemaOf(choice).name, reason: 'as asked for with --schema' };
}
