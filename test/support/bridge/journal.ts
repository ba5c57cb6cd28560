import { appendFileSync } from 'node:fs';
import type { Heard, Violation } from './bridge.ts';
import { type JsonObject, stringifyJson } from './json.ts';

export type JournalEntry =
  | ({ what: 'heard' } & Heard)
  | ({ what: 'violation' } & Violation)
  | { what: 'answered'; id: string; state: string; result: string };

/**
 * What our portal told the bridge, a line of JSON each, written before it is acknowledged: for
 * tests that kill the stand-in. Without a path nothing is written.
 */
export class Journal {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  write(entry: JournalEntry): void {
    if (this.#path !== '') appendFileSync(this.#path, `${stringifyJson(entry as JsonObject)}\n`);
  }
}
