import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { beginCollections, claimCollections, type Collection } from './claim-collections.ts';
import { type CollectContext, collectUsage } from './collect-usage.ts';

export interface UsageCollectorOptions extends Omit<CollectContext, 'signal'> {
  /** Whether the bridge can be reached; nothing is asked while it cannot. */
  isReady: () => boolean;
  onError: (error: unknown) => void;
}

const POLL_MS = 5000;
const MIN_GAP_MS = 250;
/** Questions under way from one process, over all resources. */
const MAX_UNDER_WAY = 40;

/** Collects use and storage from the machines. Every process has one; a lease keeps them apart. */
export class UsageCollector {
  readonly #options: UsageCollectorOptions;
  readonly #stopController = new AbortController();
  readonly #task: PeriodicTask;

  constructor(options: UsageCollectorOptions) {
    this.#options = options;
    this.#task = new PeriodicTask({
      intervalMs: POLL_MS,
      minGapMs: MIN_GAP_MS,
      task: () => this.collectDue(),
      onError: options.onError,
    });
  }

  start(): void {
    this.#task.start();
  }

  /** Gives up waiting for answers; what was under way is due again when its lease ends. */
  async stop(): Promise<void> {
    this.#stopController.abort();
    await this.#task.stop();
  }

  /** Collects everything that is due, as far as resources have room for it. */
  async collectDue(): Promise<void> {
    const { db, clock, isReady } = this.#options;
    if (!isReady()) return;
    await beginCollections(db, clock());
    const running = new Set<Promise<void>>();
    while (isReady() && !this.#stopController.signal.aborted) {
      const limit = MAX_UNDER_WAY - running.size;
      const due = await claimCollections(db, { now: clock(), limit });
      for (const collection of due) {
        const run = this.#collect(collection).finally(() => running.delete(run));
        running.add(run);
      }
      if (running.size === 0) return;
      await Promise.race(running);
    }
    await Promise.all(running);
  }

  async #collect(collection: Collection): Promise<void> {
    const { signal } = this.#stopController;
    await collectUsage({ ...this.#options, signal }, collection).catch((error) => {
      if (!signal.aborted) this.#options.onError(error);
    });
  }
}
