import type { Transaction } from 'kysely';
import type { Pool } from 'pg';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Database } from '../database/schema.ts';

const queueName = 'bridge-job';

/**
 * One entry for each job, queued or active (`exclusive`). A job lives for two minutes, so a killed
 * worker is noticed within seconds and retries pause briefly; the handler ends them when the job has
 * expired.
 */
const queueSettings = {
  policy: 'exclusive',
  // Commits that send a NOTIFY wait for each other (`npm run bench`); a process that adds an entry
  // wakes its own workers instead.
  notify: false,
  retryLimit: 100,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 8,
  expireInSeconds: 60,
  heartbeatSeconds: 10,
  retentionSeconds: 3600,
  deleteAfterSeconds: 600,
} as const;

const MAX_CONNECTIONS = 6;

/** Workers of one process; each handles a batch at a time. */
const workerCount = 2;

const withoutBackgroundWork = { supervise: false, schedule: false, registerInstance: false };

/** Opens a pool of connections to our database with our session settings. */
export type OpenPool = (options: {
  name?: string;
  max: number;
  preparesNothing?: boolean;
  onError?: (error: Error) => void;
}) => Pool;

/** Creates or updates pg-boss's own tables, before anything uses them. */
export async function migrateJobQueue(openPool: OpenPool): Promise<void> {
  const pool = openPool({ name: 'queue', max: 1 });
  const boss = new PgBoss({ db: createExecutor(pool), ...withoutBackgroundWork });
  let failure: unknown = null;
  boss.on('error', (error) => {
    failure = error;
  });
  try {
    await boss.start();
    await boss.createQueue(queueName, queueSettings);
    const { policy: _, ...changeable } = queueSettings;
    await boss.updateQueue(queueName, changeable);
  } finally {
    await boss.stop({ graceful: false });
    await pool.end();
  }
  if (failure !== null) throw failure;
}

/** How pg-boss runs its statements: not by pool.query, which would bypass our session settings. */
function createExecutor(pool: Pool) {
  return {
    async executeSql(text: string, values?: unknown[]) {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        return await client.query(text, values);
      } catch (error) {
        failure = error as Error;
        throw error;
      } finally {
        // A failed one may be in an aborted transaction.
        client.release(failure);
      }
    },
  };
}

export interface JobQueueOptions {
  openPool: OpenPool;
  /** Called with failures beside the work itself; workers go on. */
  onError: (error: unknown) => void;
}

/**
 * The ids of jobs that wait to be processed or posted, shared by all replicas. Each is handed out at
 * least once: pg-boss has no fencing, so a handler must be idempotent.
 */
export class JobQueue {
  readonly #pool: Pool;
  readonly #boss: PgBoss;
  readonly #workerIds: string[] = [];

  constructor({ openPool, onError }: JobQueueOptions) {
    // Its tables are empty most of the time: a plan kept from then would read them whole.
    this.#pool = openPool({ name: 'queue', max: MAX_CONNECTIONS, onError, preparesNothing: true });
    this.#boss = new PgBoss({
      db: createExecutor(this.#pool),
      migrate: false,
      schedule: false,
      registerInstance: false,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
    });
    this.#boss.on('error', onError);
  }

  /** Prepares for add(). */
  async open(): Promise<void> {
    await this.#boss.start();
  }

  /** Starts to hand out ids; an id whose handler throws is handed out again after a pause. */
  async startWorkers(handle: (id: string) => Promise<void>): Promise<void> {
    for (let worker = 0; worker < workerCount; worker++) {
      this.#workerIds.push(await this.#startWorker(handle));
    }
  }

  async #startWorker(handle: (id: string) => Promise<void>): Promise<string> {
    return this.#boss.work<{ id: string }, unknown>(
      queueName,
      {
        batchSize: 10,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 1,
        perJobResults: true,
      },
      (jobs) => Promise.all(jobs.map((job) => handleEntry(job, handle))),
    );
  }

  /** Adds the ids that are not queued yet. */
  async add(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#boss.insert(queueName, toQueueEntries(ids));
    this.wakeWorkers();
  }

  /** Adds ids in the caller's transaction; after its commit the caller calls wakeWorkers(). */
  async addInTransaction(trx: Transaction<Database>, ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.#boss.insert(queueName, toQueueEntries(ids), { db: fromKysely(trx) });
  }

  /** Has the workers of this process look at once; others look every second. */
  wakeWorkers(): void {
    for (const worker of this.#workerIds) this.#boss.notifyWorker(worker);
  }

  /** Resolves when the work in progress is done, or after 10 s: the rest is handed out again. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 10_000 });
    await this.#pool.end();
  }
}

/** In the same order everywhere, so that two replicas cannot deadlock. */
function toQueueEntries(ids: readonly string[]) {
  return ids.toSorted().map((id) => ({ data: { id }, singletonKey: id }));
}

async function handleEntry(
  { id, data }: { id: string; data: { id: string } },
  handle: (id: string) => Promise<void>,
) {
  try {
    await handle(data.id);
    return { id, status: 'completed' as const };
  } catch (error) {
    // The message alone: the queue stores its output.
    return { id, status: 'failed' as const, output: { message: (error as Error).message } };
  }
}
