import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { BridgeClient } from '../../bridge/bridge-client.ts';
import type { Database } from '../../database/schema.ts';
import { claimPairs, LEASE_SECONDS, releaseLease, renewLeases } from './claim-pairs.ts';
import { finishRun } from './finish-run.ts';
import { createJobStore } from './instruction-store.ts';
import { loadPairs, type Pair } from './load-pair.ts';
import { type RunContext, reconcilePair } from './reconcile-pair.ts';

export interface MachineWorkerOptions {
  db: Kysely<Database>;
  client: BridgeClient;
  clock: () => Date;
  /** Our portal's name. */
  portal: () => string;
  /** Whether the bridge can be reached; nothing is begun while it cannot. */
  isReady: () => boolean;
  onError: (error: unknown) => void;
}

/** Instructions under way from one process, over all resources. */
const MAX_UNDER_WAY = 40;
const POLL_MS = 1000;
const RENEW_MS = (LEASE_SECONDS * 1000) / 4;

/**
 * Brings projects on machines from what is seen to what is wanted. Every process has one; a row is
 * worked on by the process that holds its lease (docs/decisions/0019).
 */
export class MachineWorker {
  /** Names this process in leases. */
  readonly owner = randomUUID();
  readonly #options: MachineWorkerOptions;
  readonly #storeJob: RunContext['storeJob'];
  readonly #stopController = new AbortController();
  /** Runs by the id of their row. */
  readonly #running = new Map<number, Promise<void>>();
  #loops: Promise<unknown> | null = null;
  /** Ends the pause before the next claim: a run has ended, so there is room for another. */
  #wakeController = new AbortController();

  constructor(options: MachineWorkerOptions) {
    this.#options = options;
    this.#storeJob = createJobStore(options.db);
  }

  start(): void {
    this.#loops ??= Promise.all([this.#claimLoop(), this.#renewLoop()]);
  }

  /** Begins nothing new, gives up waiting for answers, and releases every row. */
  async stop(): Promise<void> {
    this.#stopController.abort();
    await this.#loops;
    await Promise.all(this.#running.values());
  }

  /** Works until nothing is due any more. Returns how many runs it made. */
  async runUntilIdle(): Promise<number> {
    let runs = 0;
    for (;;) {
      const started = await this.#claim();
      runs += started;
      if (started === 0 && this.#running.size === 0) return runs;
      if (this.#running.size > 0) await Promise.race(this.#running.values());
    }
  }

  /** Claims rows that are due and starts their runs. Returns how many. */
  async #claim(): Promise<number> {
    const { db, clock, isReady } = this.#options;
    const limit = MAX_UNDER_WAY - this.#running.size;
    if (limit <= 0 || !isReady() || this.#stopController.signal.aborted) return 0;
    const ids = await claimPairs(db, { owner: this.owner, now: clock(), limit });
    if (ids.length === 0) return 0;
    const pairs = await loadPairs(db, ids);
    for (const pair of pairs) {
      const run = this.#run(pair).finally(() => {
        this.#running.delete(pair.id);
        this.#wakeController.abort();
      });
      this.#running.set(pair.id, run);
    }
    return pairs.length;
  }

  /** Never rejects. A row whose run throws stays held until its lease ends. */
  async #run(pair: Pair): Promise<void> {
    const { db, client, clock, portal, onError } = this.#options;
    const { signal } = this.#stopController;
    try {
      const context: RunContext = {
        ...{ db, client, clock, portal, signal },
        storeJob: this.#storeJob,
        owner: this.owner,
      };
      const end = await reconcilePair(context, pair);
      await finishRun(db, this.owner, pair, end, clock());
    } catch (error) {
      if (!signal.aborted) onError(error);
      else await releaseLease(db, this.owner, pair.id).catch(onError);
    }
  }

  async #claimLoop(): Promise<void> {
    const { signal } = this.#stopController;
    while (!signal.aborted) {
      // Made before the claim, so that a run that ends meanwhile is noticed.
      this.#wakeController = new AbortController();
      await this.#claim().catch(this.#options.onError);
      await sleep(POLL_MS, [signal, this.#wakeController.signal]);
    }
  }

  async #renewLoop(): Promise<void> {
    const { db, clock, onError } = this.#options;
    const { signal } = this.#stopController;
    while (!signal.aborted) {
      const ids = [...this.#running.keys()];
      if (ids.length > 0) await renewLeases(db, this.owner, ids, clock()).catch(onError);
      await sleep(RENEW_MS, [signal]);
    }
  }
}

async function sleep(ms: number, until: AbortSignal[]): Promise<void> {
  await pause(ms, undefined, { signal: AbortSignal.any(until) }).catch(() => undefined);
}
