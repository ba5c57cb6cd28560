import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { AuditTail, type ChangedAward } from './audit-tail.ts';

export interface AuditPollerOptions {
  db: Kysely<Database>;
  /** Told of the awards that changed; the next look waits for it. */
  onChange: (awards: ChangedAward[]) => Promise<void>;
  /** Told once of a failure that lasts. */
  onError: (error: unknown) => void;
}

interface PollRun {
  /** Resolves when whatever commits from then on will be told of. */
  tailReady: Promise<AuditTail>;
  stopController: AbortController;
}

const pollIntervalMs = 1000;

/** Looks for what is new in the audit, once a second, for as long as somebody listens. */
export class AuditPoller {
  readonly #options: AuditPollerOptions;
  #run: PollRun | null = null;

  constructor(options: AuditPollerOptions) {
    this.#options = options;
  }

  /**
   * Resolves when whatever commits from then on will be told of; looking already is fine.
   * Throws where the audit cannot be read.
   */
  async start(): Promise<void> {
    this.#run ??= this.#startRun();
    await this.#run.tailReady;
  }

  /** Forgets where it was: what happens while nobody listens is nobody's news. */
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
        // The next one to listen tries again.
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
