import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Refusal } from './replies.ts';

/**
 * The offerings that our portal registered: `<offering>.<our portal>.<awarding portal>`. op-portal
 * remembers and lists them; op-bridge has a virtual agent for each, which it forgets when it is
 * restarted (seen in 0.32.2). Only with its agent does an offering receive jobs.
 */
export class OfferingRegistry {
  readonly #portal: string;
  readonly #memoryFile: string;
  readonly #remembered: Set<string>;
  readonly #agents = new Set<string>();

  /** `memoryFile` outlives the stand-in, as op-portal outlives op-bridge; empty: none. */
  constructor(portal: string, memoryFile: string) {
    this.#portal = portal;
    this.#memoryFile = memoryFile;
    const isKnown = memoryFile !== '' && existsSync(memoryFile);
    this.#remembered = new Set(isKnown ? JSON.parse(readFileSync(memoryFile, 'utf8')) : []);
  }

  /** What op-portal remembers, whether there is an agent for it or not. */
  list(): string[] {
    return [...this.#remembered];
  }

  /** Whether op-portal would pass on a job for it. */
  has(offering: string, awardingPortal: string): boolean {
    return this.#remembered.has(this.#format(offering, awardingPortal));
  }

  /** Whether a job for it reaches our portal. */
  hasAgent(offering: string, awardingPortal: string): boolean {
    return this.#agents.has(this.#format(offering, awardingPortal));
  }

  sync(destinations: string[]): string[] {
    requireParsable(destinations);
    this.#remembered.clear();
    this.#agents.clear();
    return this.add(destinations);
  }

  /** Those it accepted; destinations of other portals are left out. */
  add(destinations: string[]): string[] {
    requireParsable(destinations);
    const accepted = new Set(destinations.filter((one) => this.#isOurs(one)));
    for (const offering of accepted) {
      this.#remembered.add(offering);
      this.#agents.add(offering);
    }
    this.#save();
    return [...accepted];
  }

  remove(destinations: string[]): string[] {
    requireParsable(destinations);
    const removed = destinations.filter((one) => this.#remembered.delete(one));
    for (const offering of removed) this.#agents.delete(offering);
    this.#save();
    return removed;
  }

  /** What a restart of op-bridge forgets. */
  forgetAgents(): void {
    this.#agents.clear();
  }

  #format(offering: string, awardingPortal: string): string {
    return `${offering}.${this.#portal}.${awardingPortal}`;
  }

  #isOurs(destination: string): boolean {
    const parts = destination.split('.');
    return parts.length === 3 && parts[1] === this.#portal;
  }

  #save(): void {
    if (this.#memoryFile !== '') writeFileSync(this.#memoryFile, JSON.stringify(this.list()));
  }
}

/** One name that cannot be parsed has the whole list refused with 500 (seen in 0.32.2). */
function requireParsable(destinations: string[]): void {
  if (!destinations.every(isParsable)) throw new Refusal(500);
}

export function isParsable(destination: string): boolean {
  const parts = destination.split('.');
  return parts.length > 1 && parts.every((part) => /^[^\s,[\]]+$/.test(part));
}
