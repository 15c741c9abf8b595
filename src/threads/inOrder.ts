/** Things that come in any order, to be given on in the order of their places, from 0 and without gaps. */
export class InOrder {
  private readonly waiting = new Map<number, () => void>();
  /** How many have been given on. */
  given = 0;

  /** @param give is called once all before it have been, unless `isWanted` says by then that no more are. */
  take(place: number, give: () => void, isWanted: () => boolean = () => true): void {
    this.waiting.set(place, give);
    for (let next = this.waiting.get(this.given); next && isWanted(); next = this.waiting.get(this.given)) {
      this.waiting.delete(this.given++);
      next();
    }
  }
}
