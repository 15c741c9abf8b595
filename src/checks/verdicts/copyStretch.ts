/** Fewer numbers are copied faster one by one: to name a part of an array takes as long as copying some tens of them. */
const FEW = 32;

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Copies the numbers from one place up to but not including another into an array, to a place there. */
export function copyStretch(source: Numbers, from: number, to: number, target: Numbers, at: number): void {
  if (to - from > FEW) target.set(source.subarray(from, to), at);
  else for (let each = from; each < to; each++) target[at + each - from] = source[each];
}
