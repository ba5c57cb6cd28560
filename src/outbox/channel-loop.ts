import { performance } from 'node:perf_hooks';
import type { Kysely } from 'kysely';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { runInSpan } from '../tracing/tracing.ts';
import type { BatchChannel, Channel } from './channel.ts';
import { deliverOutbox, getErrorMessage, hasDueEntries } from './deliver-outbox.ts';

/** How the deliveries of a channel went in this process. Times are ISO texts. */
export interface ChannelFailures {
  /** Attempts that failed since the last one that did not. */
  attempts: number;
  /** When it is tried again; null where it did not fail. */
  next_attempt: string | null;
  /** The last failure, however long ago. */
  last_error: { at: string; message: string } | null;
}

export interface ChannelLoopOptions {
  db: Kysely<Database>;
  clock: () => Date;
  channel: Channel | BatchChannel;
  /** Called with what is not a failure of the channel, such as a lost database. */
  onError: (error: unknown) => void;
}

const INTERVAL_MS = 1000;
const MAX_PAUSE_MS = 10_000;
/** How long one run holds the lock, far below the longest time that a lock may be held. */
const MAX_RUN_MS = 30_000;

/**
 * Delivers the entries of one channel until it is stopped. Replicas share the work by a lock of the
 * channel's own; failures are counted by each process, as one may reach a peer that another cannot.
 */
export class ChannelLoop {
  readonly #options: ChannelLoopOptions;
  readonly #task: PeriodicTask;
  #failures: ChannelFailures = { attempts: 0, next_attempt: null, last_error: null };
  /** performance.now() */
  #pausedUntil = 0;
  #wasReady = false;
  #isStopping = false;

  constructor(options: ChannelLoopOptions) {
    this.#options = options;
    this.#task = new PeriodicTask({
      intervalMs: INTERVAL_MS,
      minGapMs: INTERVAL_MS,
      task: () => this.#run(),
      onError: options.onError,
    });
  }

  get failures(): ChannelFailures {
    return this.#failures;
  }

  start(): void {
    this.#task.start();
  }

  /** Resolves when the run in progress has ended; entries that are left wait. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#task.stop();
  }

  async #run(): Promise<void> {
    if (!this.#isDue()) return;
    const { db, clock, channel } = this.#options;
    try {
      if (!(await hasDueEntries(db, channel, clock()))) return;
      await withAdvisoryLock(db, `outbox ${channel.name}`, () => this.#deliverInSpan());
    } catch (error) {
      this.#pause();
      if (!channel.isOutage(error)) throw error;
      this.#recordError(getErrorMessage(error));
    }
  }

  /** A channel that has just become ready is not made to wait for the end of a pause. */
  #isDue(): boolean {
    const isReady = this.#options.channel.isReady();
    if (isReady && !this.#wasReady) this.#pausedUntil = 0;
    this.#wasReady = isReady;
    return isReady && performance.now() >= this.#pausedUntil;
  }

  #deliverInSpan(): Promise<void> {
    const name = `outbox ${this.#options.channel.name}`;
    return runInSpan({ name, kind: 'internal', attributes: {} }, () => this.#deliver());
  }

  async #deliver(): Promise<void> {
    const { db, clock, channel } = this.#options;
    const end = performance.now() + MAX_RUN_MS;
    const shouldStop = (): boolean => this.#isStopping || performance.now() > end;
    const refusal =
      'deliverDue' in channel
        ? await channel.deliverDue(shouldStop)
        : await deliverOutbox({ db, clock, channel, shouldStop });
    this.#failures = { ...this.#failures, attempts: 0, next_attempt: null };
    if (refusal !== null) this.#recordError(refusal);
  }

  #recordError(message: string): void {
    const at = this.#options.clock().toISOString();
    this.#failures = { ...this.#failures, last_error: { at, message } };
  }

  #pause(): void {
    const attempts = this.#failures.attempts + 1;
    const pauseMs = Math.min(MAX_PAUSE_MS, 1000 * 2 ** (attempts - 1));
    this.#pausedUntil = performance.now() + pauseMs;
    const nextAttempt = new Date(this.#options.clock().getTime() + pauseMs).toISOString();
    this.#failures = { ...this.#failures, attempts, next_attempt: nextAttempt };
  }
}
