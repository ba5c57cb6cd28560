import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { AuditTail, type ChangedAward } from './tail.ts';

export interface PollerOptions {
  db: Kysely<Database>;
  /** Told of the awards that changed; the next look waits for it. */
  onChange: (awards: ChangedAward[]) => Promise<void>;
  /** Told once of a failure that lasts. */
  onError: (error: unknown) => void;
}

interface Run {
  /** Resolves when whatever commits from then on will be told of. */
  begun: Promise<AuditTail>;
  stopped: AbortController;
}

const everyMs = 1000;

/** Looks for what is new in the audit, once a second, for as long as somebody listens. */
export class AuditPoller {
  readonly #options: PollerOptions;
  #run: Run | null = null;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  /**
   * Resolves when whatever commits from then on will be told of; looking already is fine.
   * Throws where the audit cannot be read.
   */
  async start(): Promise<void> {
    this.#run ??= this.#begin();
    await this.#run.begun;
  }

  /** Forgets where it was: what happens while nobody listens is nobody's news. */
  stop(): void {
    this.#run?.stopped.abort();
    this.#run = null;
  }

  #begin(): Run {
    const begun = AuditTail.atEnd(this.#options.db, performance.now());
    const run = { begun, stopped: new AbortController() };
    begun.then(
      (tail) => this.#follow(tail, run.stopped.signal),
      () => {
        // The next one to listen tries again.
        if (this.#run === run) this.#run = null;
      },
    );
    return run;
  }

  async #follow(tail: AuditTail, signal: AbortSignal): Promise<void> {
    for (let isFailing = false; ; ) {
      await pause(everyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const awards = await tail.news(performance.now());
        if (awards.length > 0 && !signal.aborted) await this.#options.onChange(awards);
        isFailing = false;
      } catch (error) {
        if (!isFailing && !signal.aborted) this.#options.onError(error);
        isFailing = true;
      }
    }
  }
}
