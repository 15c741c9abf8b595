/**
 * The adapters of a model, which Ollama names in its modelfile alone: as `ADAPTER` with the path of a blob, right
 * after `FROM`. Reads no further than those, since any text may stand in what comes after.
 * @returns each as the first digits of its SHA-256, `sha256:0123456789ab`, or its path where that names no blob
 */
export function adaptersIn(modelfile: string): string[] {
  const adapters: string[] = [];
  for (const line of modelfile.split('\n')) {
    const [, command, argument] = /^(FROM|ADAPTER)\s+(.*\S)\s*$/i.exec(line) ?? [];
    if (command?.toUpperCase() === 'ADAPTER') {
      const digest = /sha256[-:]([0-9a-f]{12})[0-9a-f]{52}$/i.exec(argument)?.[1];
      adapters.push(digest === undefined ? argument : `sha256:${digest}`);
    } else if (command === undefined && line.trim() !== '' && !line.startsWith('#')) {
      break;
    }
  }
  return adapters;
}
