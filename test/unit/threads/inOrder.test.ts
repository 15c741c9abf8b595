import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InOrder } from '../../../src/threads/inOrder';

test('things are given on in order, whatever order they come in, each as soon as it can be', () => {
  const places = fc.nat({ max: 30 }).chain((count) => {
    const all = Array.from({ length: count }, (_, place) => place);
    return fc.shuffledSubarray(all, { minLength: count });
  });
  fc.assert(
    fc.property(places, (places) => {
      const inOrder = new InOrder();
      const given: number[] = [];
      const come = new Set<number>();
      for (const place of places) {
        inOrder.take(place, () => given.push(place));
        come.add(place);
        const first = places.findIndex((_, at) => !come.has(at));
        expect(given).toEqual(Array.from({ length: first < 0 ? places.length : first }, (_, at) => at));
        expect(inOrder.given).toBe(given.length);
      }
    }),
  );
});

test('nothing more is given once it is not wanted', () => {
  const inOrder = new InOrder();
  const given: number[] = [];
  const take = (place: number) => inOrder.take(place, () => given.push(place), () => given.length < 2);
  for (const place of [2, 1, 3, 0]) take(place);
  expect(given).toEqual([0, 1]);
  expect(inOrder.given).toBe(2);
});
