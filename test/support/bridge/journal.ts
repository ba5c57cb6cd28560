import { appendFileSync } from 'node:fs';
import type { ReceivedNotification, Violation } from './portal-conduct.ts';
import { type JsonObject, stringifyJson } from './lossless-json.ts';

export type JournalEntry =
  | ({ what: 'heard' } & ReceivedNotification)
  | ({ what: 'violation' } & Violation)
  | { what: 'started'; at: string }
  | { what: 'asked'; id: string; at: string }
  | { what: 'answered'; id: string; state: string; result: string; at: string };

/**
 * What happened at the bridge, one line of JSON each, written before it is acknowledged: for tests
 * that kill the stand-in. Without a path nothing is written.
 */
export class Journal {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  append(entry: JournalEntry): void {
    if (this.#path !== '') appendFileSync(this.#path, `${stringifyJson(entry as JsonObject)}\n`);
  }
}
