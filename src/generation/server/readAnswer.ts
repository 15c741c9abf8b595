import * as v from 'valibot';
import type { ModelServer } from './modelServer';
import { badAnswer } from './serverError';

/** @throws GenerationError when an answer is of another shape */
export function readAnswer<const Schema extends v.GenericSchema>(
  server: ModelServer,
  schema: Schema,
  answer: unknown,
): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, answer);
  if (!success) {
    throw badAnswer(server.asked(), issues[0].message);
  }
  return output;
}
