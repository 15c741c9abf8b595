import { openSource, type ByteSource } from '../../../src/dataset/source';

/** A dataset in memory. */
export function sourceOf(content: Uint8Array | string): ByteSource {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return openSource({ kind: 'memory', bytes: shared });
}

export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
