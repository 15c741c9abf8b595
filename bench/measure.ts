/** Seconds that `work` takes. */
export async function secondsOf(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/**
 * Medians of several ways to do the same work, run in turn so that a slow moment of the machine strikes them all.
 * @param ways each returns the seconds it took.
 */
export async function medians(
  rounds: number,
  ways: Readonly<Record<string, () => Promise<number>>>,
): Promise<Record<string, number>> {
  const times = Object.entries(ways).map(([name, way]) => ({ name, way, seconds: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const { way, seconds } of times) seconds.push(await way());
  }
  return Object.fromEntries(times.map(({ name, seconds }) => [name, median(seconds)]));
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function print(rows: readonly Record<string, string | number>[]): void {
  console.table(rows);
}

export const round = (number: number, digits = 2): number => Number(number.toFixed(digits));
