import * as v from 'valibot';
import { GenerationError } from '../backend';
import type { ModelServer } from '../server/modelServer';
import * as answers from './answers';

/** What a server can do besides what all of them can. */
export type ServerKind =
  /** llama.cpp's: counts tokens, takes adapters with each request. */
  | { readonly kind: 'llama-server' }
  /** Counts tokens; its adapters are models of their own. */
  | { readonly kind: 'vllm'; readonly version: string }
  /** Puts its own template around prompts here, and cuts them. */
  | { readonly kind: 'ollama'; readonly version: string }
  | { readonly kind: 'other' };

const version = v.object({ version: v.string() });

/**
 * Finds out by what only one of them answers.
 * @param root the server, at the address without `/v1`
 * @throws GenerationError when it cannot be reached
 */
export async function serverKind(root: ModelServer, signal: AbortSignal): Promise<ServerKind> {
  if (await answered(root, '/props', answers.props, signal)) {
    return { kind: 'llama-server' };
  }
  const ollama = await answered(root, '/api/version', version, signal);
  if (ollama !== undefined) {
    return { kind: 'ollama', version: ollama.version };
  }
  const vllm = await answered(root, '/version', version, signal);
  return vllm === undefined ? { kind: 'other' } : { kind: 'vllm', version: vllm.version };
}

async function answered<const Schema extends v.GenericSchema>(
  root: ModelServer,
  path: string,
  schema: Schema,
  signal: AbortSignal,
): Promise<v.InferOutput<Schema> | undefined> {
  try {
    const { success, output } = v.safeParse(schema, await root.json(path, {}, signal));
    return success ? output : undefined;
  } catch (error) {
    if (error instanceof GenerationError && error.kind !== 'unreachable') {
      return undefined;
    }
    throw error;
  }
}
