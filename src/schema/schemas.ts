import type { Schema, SchemaChoice, SchemaDetection } from './schema';

/** The schemas there are, apart from custom mappings. */
export const SCHEMAS: readonly { readonly id: string; readonly name: string; readonly description: string }[] = [];

/** @throws Error for an unknown id or a mapping that cannot be read, saying why. */
export function schemaOf(choice: SchemaChoice): Schema {
  throw new Error(`There is no schema "${choice.id}".`);
}

/** The schemas that fit these records, best first; empty when none does. */
export function detectSchema(_samples: readonly unknown[]): SchemaDetection[] {
  return [];
}
