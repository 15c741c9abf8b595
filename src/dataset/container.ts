import type { ByteSource } from './source';
import type { Container } from './recordIndex';

/** How a file holds its records. */
export interface Detected {
  readonly container: Container;
  /** Bytes of the UTF-8 byte order mark that the file begins with: 3, or 0 when there is none. */
  readonly bomLength: number;
  /** Why the file cannot be read as text, and what to do, in one or two sentences; absent when it can. */
  readonly problem?: string;
}

/** Tells by content how a file holds its records; names say little, since many `.json` files are JSONL in truth. */
export function detectContainer(_source: ByteSource): Detected {
  return { container: 'lines', bomLength: 0 };
}
