import { readFileSync } from 'node:fs';
import type { CustomMapping, SchemaChoice } from '../schema/schema';
import { SCHEMAS, schemaOf } from '../schema/schemas';
import { Failure, reasonOf } from './failure';

/**
 * Reads `--schema`: the id of a schema, or the path of a JSON file with a mapping.
 * @throws Failure when it is neither, or a mapping that cannot be read.
 */
export function readSchemaOption(value: string): SchemaChoice {
  if (SCHEMAS.some(({ id }) => id === value)) return { id: value };
  if (!value.endsWith('.json')) {
    const ids = SCHEMAS.map(({ id }) => id).join(', ');
    throw new Failure(`There is no schema "${value}". There are: ${ids}; or give the path of a mapping, a .json file.`);
  }
  try {
    const choice: SchemaChoice = { id: 'custom', mapping: JSON.parse(readFileSync(value, 'utf8')) as CustomMapping };
    schemaOf(choice);
    return choice;
  } catch (error) {
    throw new Failure(`The schema mapping ${value} cannot be used: ${reasonOf(error)}`);
  }
}
