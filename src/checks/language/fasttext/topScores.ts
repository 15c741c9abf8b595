export interface Ranked {
  readonly label: number;
  readonly score: number;
}

/**
 * The best scores of a run, at most `capacity` of them. Equal scores come out in the order in which fastText's
 * native tool gives them: the heap works as std::push_heap, std::pop_heap and std::sort_heap of libstdc++ do
 * (bits/stl_heap.h), with the lowest score at the root.
 */
export class TopScores {
  private readonly scores: number[] = [];
  private readonly labels: number[] = [];

  constructor(private readonly capacity: number) {}

  /** False when a score is too low to be kept. */
  accepts(score: number): boolean {
    return this.scores.length < this.capacity || !(score < this.scores[0]);
  }

  add(label: number, score: number): void {
    if (!this.accepts(score)) return;
    this.rise(this.scores.length, label, score);
    if (this.scores.length > this.capacity) {
      this.moveRootTo(this.scores.length - 1);
      this.scores.pop();
      this.labels.pop();
    }
  }

  /** Best first. Ends the run. */
  sorted(): Ranked[] {
    for (let last = this.scores.length - 1; last > 0; last--) this.moveRootTo(last);
    return this.labels.map((label, i) => ({ label, score: this.scores[i] }));
  }

  /** Puts an entry into the empty place `hole` and lets it rise to where it belongs. */
  private rise(hole: number, label: number, score: number): void {
    let parent = (hole - 1) >> 1;
    while (hole > 0 && this.scores[parent] > score) {
      this.move(parent, hole);
      hole = parent;
      parent = (hole - 1) >> 1;
    }
    this.scores[hole] = score;
    this.labels[hole] = label;
  }

  /** Swaps the root to the end of the heap and puts what was there back into the heap of the `size` entries before. */
  private moveRootTo(size: number): void {
    const label = this.labels[size];
    const score = this.scores[size];
    this.move(0, size);
    let hole = 0;
    let child = 0;
    while (child < (size - 1) >> 1) {
      child = 2 * (child + 1);
      if (this.scores[child] > this.scores[child - 1]) child--;
      this.move(child, hole);
      hole = child;
    }
    if (size % 2 === 0 && child === (size - 2) >> 1) {
      child = 2 * child + 1;
      this.move(child, hole);
      hole = child;
    }
    this.rise(hole, label, score);
  }

  private move(from: number, to: number): void {
    this.scores[to] = this.scores[from];
    this.labels[to] = this.labels[from];
  }
}
