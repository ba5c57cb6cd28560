/** The offerings that our portal registered: `<offering>.<our portal>.<awarding portal>`. */
export class OfferingRegistry {
  readonly #portal: string;
  #destinations = new Set<string>();

  constructor(portal: string) {
    this.#portal = portal;
  }

  list(): string[] {
    return [...this.#destinations];
  }

  has(offering: string, awardingPortal: string): boolean {
    return this.#destinations.has(`${offering}.${this.#portal}.${awardingPortal}`);
  }

  sync(destinations: string[]): string[] {
    this.clear();
    return this.add(destinations);
  }

  /** Those it accepted; the others are only left out. */
  add(destinations: string[]): string[] {
    const accepted = new Set(destinations.filter((one) => this.#isOurs(one)));
    for (const offering of accepted) this.#destinations.add(offering);
    return [...accepted];
  }

  remove(destinations: string[]): string[] {
    return destinations.filter((one) => this.#destinations.delete(one));
  }

  clear(): void {
    this.#destinations = new Set();
  }

  #isOurs(destination: string): boolean {
    const parts = destination.split('.');
    const whole = parts.length === 3 && parts.every((part) => /^[^\s,[\]]+$/.test(part));
    return whole && parts[1] === this.#portal;
  }
}
