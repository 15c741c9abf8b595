import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A dataset that can be read at any place. */
export interface Input {
  readonly path: string;
  /** The path whose names may state a language, as the user wrote it; absent for what has no name of its own. */
  readonly namedPath?: string;
  dispose(): void;
}

/**
 * Opens what the user names: a path, or `-` for standard input. Pipes can be read only once and from start to end, so
 * they are written to a temporary file first.
 * @throws the file system's error when it cannot be read, AbortError when `signal` is aborted.
 */
export async function openInput(name: string, stdin: Readable, signal: AbortSignal): Promise<Input> {
  if (name === '-') return spool(stdin, signal);
  const path = resolve(name);
  const stats = statSync(path);
  if (stats.isFIFO() || stats.isSocket() || stats.isCharacterDevice()) return spool(createReadStream(path), signal);
  return { path, namedPath: name, dispose: () => undefined };
}

async function spool(stream: Readable, signal: AbortSignal): Promise<Input> {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const dispose = () => {
    process.off('exit', remove);
    remove();
  };
  // However the process ends, short of being killed outright.
  process.on('exit', remove);
  try {
    const path = join(folder, 'input.jsonl');
    await pipeline(stream, createWriteStream(path, { mode: 0o600 }), { signal });
    return { path, dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}
