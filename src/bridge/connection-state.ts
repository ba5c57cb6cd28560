import type { SignatureVersion } from './request-signing.ts';

/** Above this the bridge refuses our signatures: it allows 5 s (docs/rules/openportal.md, 6). */
const maxSilentSkewSeconds = 4;

/**
 * How this process reaches the bridge, for the status and for error messages. Kept in memory: one
 * replica may reach a bridge that another cannot.
 */
export class ConnectionState {
  signatureVersion: SignatureVersion | null = null;
  /** Seconds that the bridge's clock is ahead of ours, to the second. */
  clockSkewSeconds: number | null = null;
  reachableSince: string | null = null;
  unreachableSince: string | null = null;
  lastError: { at: string; message: string } | null = null;
  readonly #clock: () => Date;
  readonly #onChange: (isReachable: boolean) => void;

  /** `onChange` is called when the bridge becomes reachable or unreachable. */
  constructor(clock: () => Date, onChange: (isReachable: boolean) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** It answered and accepts our signature. */
  markReachable(): void {
    if (this.reachableSince !== null) return;
    this.reachableSince = this.#clock().toISOString();
    this.unreachableSince = null;
    this.#onChange(true);
  }

  /** It did not answer, or refuses our signature. */
  markUnreachable(): void {
    if (this.unreachableSince !== null) return;
    this.reachableSince = null;
    this.unreachableSince = this.#clock().toISOString();
    this.#onChange(false);
  }

  recordError(message: string): void {
    this.lastError = { at: this.#clock().toISOString(), message };
  }

  /**
   * Computes the clock's skew from a reply's Date header, which has whole seconds; `sent` and
   * `arrived` are our times, in milliseconds.
   */
  recordClockSkew(header: string | null, sent: number, arrived: number): void {
    const theirs = header === null ? Number.NaN : Date.parse(header);
    if (Number.isNaN(theirs)) return;
    // On average a whole second is half a second behind the true time.
    const seconds = (theirs + 500 - (sent + arrived) / 2) / 1000;
    this.clockSkewSeconds = Math.round(seconds) + 0;
  }

  /** A sentence about the skew where the bridge may refuse us for it; else empty. */
  describeClockSkew(): string {
    const skew = this.clockSkewSeconds ?? 0;
    if (Math.abs(skew) <= maxSilentSkewSeconds) return '';
    const side = skew > 0 ? 'ahead of' : 'behind';
    return ` Its clock is ${Math.abs(skew)} s ${side} ours, and it allows 5 s: set the clocks.`;
  }
}
