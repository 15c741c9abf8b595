import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeUtf8 } from '../../../../src/checks/language/fasttext/utf8';

const units = fc.array(fc.oneof(fc.nat(0x7f), fc.nat(0x7ff), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })));

it('writes what TextEncoder writes, also where a pair of surrogates is cut', () => {
  fc.assert(
    fc.property(units, fc.nat(3), fc.nat(3), (list, before, after) => {
      const text = Uint16Array.from(list);
      const start = Math.min(before, text.length);
      const end = Math.max(start, text.length - after);
      const bytes = new Uint8Array((end - start) * 3 + 2);
      const written = encodeUtf8(text, start, end, bytes, 1);
      const expected = new TextEncoder().encode(String.fromCharCode(...list.slice(start, end)));
      expect([...bytes.subarray(1, written)]).toEqual([...expected]);
    }),
    { numRuns: 2000 },
  );
});
