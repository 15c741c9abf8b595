import fc from 'fast-check';

/** What can happen to bytes that are kept. Places are fractions of their length. */
export type Damage =
  | { readonly kind: 'flip'; readonly at: number; readonly bits: number }
  | { readonly kind: 'delete' | 'double' | 'zero'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'cut'; readonly at: number };

/** Evenly: most numbers that are made up are small. */
const at = fc.noBias(fc.nat({ max: 2 ** 20 - 1 })).map((place) => place / 2 ** 20);

/** One to three damages. */
export const damage: fc.Arbitrary<Damage[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('flip' as const), at, bits: fc.integer({ min: 1, max: 255 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('delete' as const, 'double' as const, 'zero' as const),
        at,
        length: fc.constantFrom(1, 2, 4, 8, 100),
      }),
    },
    fc.record({ kind: fc.constant('insert' as const), at, bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
    fc.record({ kind: fc.constant('cut' as const), at }),
  ),
  { minLength: 1, maxLength: 3 },
);

export function damaged(bytes: Uint8Array, damage: Damage): Uint8Array {
  const at = Math.floor(damage.at * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (damage.kind) {
    case 'flip': {
      const flipped = Uint8Array.from(bytes);
      if (at < flipped.length) flipped[at] ^= damage.bits;
      return flipped;
    }
    case 'delete':
      return Buffer.concat([before, after.subarray(damage.length)]);
    case 'double':
      return Buffer.concat([before, after.subarray(0, damage.length), after]);
    case 'zero': {
      const zeroed = Uint8Array.from(bytes);
      return zeroed.fill(0, at, at + damage.length);
    }
    case 'insert':
      return Buffer.concat([before, damage.bytes, after]);
    case 'cut':
      return before;
  }
}
