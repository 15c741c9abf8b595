const NOT_YET = -1;

/**
 * Something about every UTF-16 unit, worked out when a unit first occurs and looked up from then on: every unit of
 * every text is asked about, and working out all 65,536 takes as long as starting a thread.
 */
export class UnitTable {
  private readonly values = new Int32Array(0x10000).fill(NOT_YET);

  /** @param valueOf at least 0; gets a lone surrogate for half a character. */
  constructor(private readonly valueOf: (character: string) => number) {}

  get(unit: number): number {
    const value = this.values[unit];
    return value === NOT_YET ? this.workOut(unit) : value;
  }

  private workOut(unit: number): number {
    return (this.values[unit] = this.valueOf(String.fromCharCode(unit)));
  }
}
