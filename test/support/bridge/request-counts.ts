import type { JsonObject } from './lossless-json.ts';
import type { SignatureVersion } from './signature.ts';

/** Counts the calls by endpoint, and by status or fault. */
export class RequestCounts {
  readonly #calls = new Map<string, Map<string, number>>();
  readonly #versions = { 1: 0, 2: 0 };

  countCall(call: string, outcome: string): void {
    const outcomes = this.#calls.get(call) ?? new Map<string, number>();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    this.#calls.set(call, outcomes);
  }

  countVersion(version: SignatureVersion): void {
    this.#versions[version]++;
  }

  toJson(): JsonObject {
    const calls = [...this.#calls].map(([call, outcomes]) => [call, Object.fromEntries(outcomes)]);
    return { ...Object.fromEntries(calls), signature_versions: { ...this.#versions } };
  }
}
