/** The times in which somebody started no jobs, in milliseconds. */
export class Pauses {
  readonly #intervals: { from: number; to: number }[] = [];

  begin(at: number): void {
    if (!this.isPausedAt(at)) this.#intervals.push({ from: at, to: Number.POSITIVE_INFINITY });
  }

  end(at: number): void {
    const last = this.#intervals.at(-1);
    if (last && last.to > at) last.to = at;
  }

  isPausedAt(at: number): boolean {
    return this.#intervals.some(({ from, to }) => at >= from && at < to);
  }
}
