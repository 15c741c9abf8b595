import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentHash, murmurHash3 } from '../../../src/dataset/contentHash';

function bytesOf(hash: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(hash).buffer);
}

describe('murmurHash3', () => {
  test('has the verification value that its author gives for MurmurHash3_x86_128', () => {
    // SMHasher, KeysetTest.cpp, VerificationTest: keys {0}, {0, 1}, {0, 1, 2} … with seeds 256 - length.
    const hashes = new Uint8Array(256 * 16);
    for (let length = 0; length < 256; length++) {
      const key = Uint8Array.from({ length }, (_, at) => at);
      hashes.set(bytesOf(murmurHash3(key, 256 - length)), length * 16);
    }
    expect(murmurHash3(hashes, 0)[0]).toBe(0xb3ece62a);
  });
});

describe('contentHash', () => {
  test('is a whole number that depends on the bytes alone, wherever they lie', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat({ max: 9 }), (bytes, offset) => {
        const elsewhere = new Uint8Array(bytes.length + offset + 3).fill(7);
        elsewhere.set(bytes, offset);
        const hash = contentHash(bytes);
        expect(contentHash(elsewhere.subarray(offset, offset + bytes.length))).toBe(hash);
        expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
      }),
    );
  });

  test('tells apart what differs in any one bit, or in order', () => {
    const text = Buffer.from('{"instruction": "Sag etwas.", "output": "Etwas anderes als sonst."}');
    const seen = new Set([contentHash(text)]);
    for (let bit = 0; bit < 8 * text.length; bit++) {
      const other = Uint8Array.from(text);
      other[bit >> 3] ^= 1 << (bit & 7);
      seen.add(contentHash(other));
    }
    expect(seen.size).toBe(1 + 8 * text.length);
    expect(contentHash(Buffer.from(text).reverse())).not.toBe(contentHash(text));
  });
});
