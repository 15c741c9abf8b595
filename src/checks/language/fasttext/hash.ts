export const HASH_START = 0x811c9dc5 | 0;

/** A step of fastText's FNV-1a over a word's bytes: they are sign-extended, a bug that all its models rely on. */
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ ((byte << 24) >> 24), 16777619);
}
