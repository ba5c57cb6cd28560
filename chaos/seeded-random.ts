import { createSeededRandom } from '../test/support/seeded-random.ts';

/** Choices that a seed repeats: each part of the chaos run has its own. */
export class SeededRandom {
  readonly #random: () => number;

  constructor(seed: number, part: number) {
    this.#random = createSeededRandom(Math.imul(seed, 7919) + Math.imul(part, 104_729));
  }

  /** From 0 to 1. */
  readonly nextNumber = (): number => this.#random();

  nextBoolean(chance: number): boolean {
    return this.#random() < chance;
  }

  /** A whole number from 0, below `end`. */
  nextInteger(end: number): number {
    return Math.floor(this.#random() * end);
  }

  pickItem<Item>(items: readonly Item[]): Item {
    return items[this.nextInteger(items.length)] as Item;
  }

  /** By weights; the last where they leave something over. */
  pickWeighted<Item extends string>(weights: Record<Item, number>): Item {
    const entries = Object.entries(weights) as [Item, number][];
    let left = this.#random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of entries) {
      left -= weight;
      if (left < 0) return item;
    }
    return (entries.at(-1) as [Item, number])[0];
  }
}
