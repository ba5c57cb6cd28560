import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { loadMaintenance, type Maintenance } from './maintenance-state.ts';

const INTERVAL_MS = 1000;

export interface MaintenanceWatchOptions {
  db: Kysely<Database>;
  /** Called when it begins or ends. */
  onChange?: (maintenance: Maintenance | null) => void;
  /** Called where the database could not be asked; what was known last goes on to hold. */
  onError: (error: unknown) => void;
}

/**
 * Knows within a second whether the service is in maintenance, for what need not be exact: the words
 * of refusals, the banner, and work that begins outside the database. The triggers are exact.
 */
export class MaintenanceWatch {
  readonly #options: MaintenanceWatchOptions;
  readonly #task: PeriodicTask;
  #current: Maintenance | null = null;

  constructor(options: MaintenanceWatchOptions) {
    this.#options = options;
    this.#task = new PeriodicTask({
      intervalMs: INTERVAL_MS,
      minGapMs: INTERVAL_MS,
      task: () => this.look(),
      onError: options.onError,
    });
  }

  /** null: changes are accepted. */
  get current(): Maintenance | null {
    return this.#current;
  }

  /** Asks the database now. */
  async look(): Promise<void> {
    const before = this.#current;
    this.#current = await loadMaintenance(this.#options.db);
    if (before?.since !== this.#current?.since) this.#options.onChange?.(this.#current);
  }

  /** Asks each second from now on. */
  start(): void {
    this.#task.start();
  }

  stop(): Promise<void> {
    return this.#task.stop();
  }
}
