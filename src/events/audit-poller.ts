import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { AuditTail, type ChangedAward } from './audit-tail.ts';

export interface AuditPollerOptions {
  db: Kysely<Database>;
  /** Called with the awards that changed; the next poll waits for it. */
  onChange: (awards: ChangedAward[]) => Promise<void>;
  /** Called once for a failure that lasts. */
  onError: (error: unknown) => void;
}

interface PollRun {
  /** Resolves when all later commits will be reported. */
  tailReady: Promise<AuditTail>;
  stopController: AbortController;
}

const pollIntervalMs = 1000;

/** Polls the audit for new entries, once a second, between start() and stop(). */
export class AuditPoller {
  readonly #options: AuditPollerOptions;
  #run: PollRun | null = null;

  constructor(options: AuditPollerOptions) {
    this.#options = options;
  }

  /**
   * Resolves when all later commits will be reported; may be called while it polls. Throws where the
   * audit cannot be read.
   */
  async start(): Promise<void> {
    this.#run ??= this.#startRun();
    await this.#run.tailReady;
  }

  /** Forgets its position: what commits until the next start() is not reported. */
  stop(): void {
    this.#run?.stopController.abort();
    this.#run = null;
  }

  #startRun(): PollRun {
    const tailReady = AuditTail.createAtEnd(this.#options.db, performance.now());
    const run = { tailReady, stopController: new AbortController() };
    tailReady.then(
      (tail) => this.#pollUntilStopped(tail, run.stopController.signal),
      () => {
        // The next start() tries again.
        if (this.#run === run) this.#run = null;
      },
    );
    return run;
  }

  async #pollUntilStopped(tail: AuditTail, signal: AbortSignal): Promise<void> {
    for (let isFailing = false; ; ) {
      await pause(pollIntervalMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const awards = await tail.readChangedAwards(performance.now());
        if (awards.length > 0 && !signal.aborted) await this.#options.onChange(awards);
        isFailing = false;
      } catch (error) {
        if (!isFailing && !signal.aborted) this.#options.onError(error);
        isFailing = true;
      }
    }
  }
}
