/** What a model is made of. */
export interface ModelParts {
  /** Path of the base model's blob on the server, most often. */
  readonly from: string;
  /** Paths of the adapters' blobs. */
  readonly adapters: readonly string[];
}

/**
 * Reads what a model is made of in its modelfile, the only place where Ollama names adapters: `FROM`, and `ADAPTER`
 * right after it. Reads no further than those, since any text may stand in what comes after.
 */
export function modelParts(modelfile: string): ModelParts {
  const adapters: string[] = [];
  let from = '';
  for (const line of modelfile.split('\n')) {
    const [, command, argument] = /^(FROM|ADAPTER)\s+(.*\S)\s*$/i.exec(line) ?? [];
    if (command?.toUpperCase() === 'ADAPTER') {
      adapters.push(argument);
    } else if (command !== undefined) {
      from ||= argument;
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      break;
    }
  }
  return { from, adapters };
}

/** A blob by the first digits of its SHA-256, `sha256:0123456789ab`; a path that is none of a blob's as it is. */
export function blobLabel(path: string): string {
  const digest = /sha256[-:]([0-9a-f]{12})[0-9a-f]{52}$/i.exec(path)?.[1];
  return digest === undefined ? path : `sha256:${digest}`;
}
