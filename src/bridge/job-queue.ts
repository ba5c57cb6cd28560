import type { Transaction } from 'kysely';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Database } from '../database/schema.ts';

const queueName = 'bridge-job';

/**
 * One entry a job, queued or active (`exclusive`). A job lives for two minutes, so a worker that
 * was killed is noticed within seconds and retries never pause for long; the handler ends them
 * when the job has expired.
 */
const queueSettings = {
  policy: 'exclusive',
  // A NOTIFY has every commit that sends one wait for the others' (`npm run bench`); whoever adds
  // an entry wakes its own workers instead.
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

/** Of a process; each works on a batch at a time. */
const workerCount = 2;

const withoutBackgroundWork = { supervise: false, schedule: false, registerInstance: false };

/** Makes or updates pg-boss's own tables: a step of its own, before anything works on them. */
export async function migrateJobQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, max: 1, ...withoutBackgroundWork });
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
  }
  if (failure !== null) throw failure;
}

export interface JobQueueOptions {
  connectionString: string;
  /** Told of failures beside the work itself; workers go on by themselves. */
  onError: (error: unknown) => void;
}

/**
 * The ids of jobs that wait to be worked on or posted, shared by all replicas. Each is handed out
 * at least once: pg-boss has no fencing, so what a handler does must bear being done twice.
 */
export class JobQueue {
  readonly #boss: PgBoss;
  readonly #workerIds: string[] = [];

  constructor({ connectionString, onError }: JobQueueOptions) {
    this.#boss = new PgBoss({
      connectionString,
      application_name: 'gatehouse-queue',
      max: 6,
      migrate: false,
      schedule: false,
      registerInstance: false,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
    });
    this.#boss.on('error', onError);
  }

  /** Makes ready to be added to. */
  async open(): Promise<void> {
    await this.#boss.start();
  }

  /** Starts handing out ids; one whose handler throws is handed out again after a pause. */
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

  /** Adds what is not there yet. */
  async add(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#boss.insert(queueName, toQueueEntries(ids));
    this.wakeWorkers();
  }

  /** Adds in the transaction of what made it necessary; whoever commits that calls wake(). */
  async addInTransaction(trx: Transaction<Database>, ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.#boss.insert(queueName, toQueueEntries(ids), { db: fromKysely(trx) });
  }

  /** Has this process look at once for what was added; others look every second. */
  wakeWorkers(): void {
    for (const worker of this.#workerIds) this.#boss.notifyWorker(worker);
  }

  /** Ends when the work under way is done, or after ten seconds: what is left is handed out again. */
  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 10_000 });
  }
}

/** In one order everywhere, so that two replicas do not wait for each other. */
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
    // The words only: the queue keeps what it is given.
    return { id, status: 'failed' as const, output: { message: (error as Error).message } };
  }
}
