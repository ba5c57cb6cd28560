import type { Kysely } from 'kysely';
import { batched } from '../database/batched.ts';
import type { Database } from '../database/schema.ts';
import { type FactsAsked, type OnRecord, readFactsOfAll } from '../managed-projects/facts.ts';
import type { Log } from '../openportal/answer.ts';
import type { AnswerDesk } from '../openportal/instructions.ts';
import { type AnsweringOptions, answerOpenJob, answerStoredJob } from './answering.ts';
import { fetchJob, fetchJobs } from './calls.ts';
import type { BridgeClient } from './client.ts';
import { Inbox } from './inbox.ts';
import { gatherMs, OpenJobs } from './open-jobs.ts';
import { JobQueue, migrateQueue } from './queue.ts';
import { Repeat } from './repeat.ts';
import { Sealer } from './sealing.ts';
import { Workbench } from './workbench.ts';

export interface JobsOptions {
  db: Kysely<Database>;
  /** The same database, for the queue's own connections. */
  connectionString: string;
  clock: () => Date;
  client: BridgeClient;
  /** The invite's key, which what waits is sealed under. */
  key: Uint8Array;
  /** Called for each job: our name may change meanwhile. */
  desk: () => AnswerDesk;
  /** Told of what went wrong in a job. */
  log: Log;
  /** Told of failures beside the work itself. */
  onError: (error: unknown) => void;
}

const rescueMs = 5000;

/**
 * The bridge's jobs from the hand-over to the posted answer. Each is worked on by whoever took it
 * in, else by whoever has it of the queue.
 */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #queue: JobQueue;
  readonly #inbox: Inbox;
  readonly #answering: AnsweringOptions;
  readonly #workbench: Workbench;
  readonly #rescue: Repeat;

  constructor(options: JobsOptions) {
    const { db, clock, client, connectionString, log, onError } = options;
    this.#options = options;
    const sealer = new Sealer(options.key);
    this.#queue = new JobQueue({ connectionString, onError });
    this.#inbox = new Inbox({ db, clock, queue: this.#queue, sealer });
    const glance = batched<FactsAsked, OnRecord>((all) => readFactsOfAll(db, all), {
      gatherMs,
    });
    const desk = (): AnswerDesk => ({ ...options.desk(), glance });
    this.#answering = { jobs: new OpenJobs(db), client, sealer, desk, log };
    this.#workbench = new Workbench({
      answer: (open, job) => answerOpenJob(this.#answering, open, job),
      handOver: (ids) => this.#queue.add(ids),
      onError,
    });
    this.#rescue = new Repeat({
      everyMs: rescueMs,
      gapMs: rescueMs,
      task: () => this.#inbox.requeue(),
      onError,
    });
  }

  /** Makes ready to take jobs in. */
  async open(): Promise<void> {
    await migrateQueue(this.#options.connectionString);
    await this.#queue.open();
  }

  /** Starts to work on them. */
  async start(): Promise<void> {
    await this.#queue.work((id) => answerStoredJob(this.#answering, id));
    this.#workbench.open();
    this.#rescue.start();
  }

  /** Begins nothing new; what is taken in waits for other replicas or the next start. */
  async windDown(): Promise<void> {
    this.#workbench.close();
    await this.#rescue.stop();
  }

  /** Ends what is under way. The queue last: it takes what the workbench leaves. */
  async stop(): Promise<void> {
    await Promise.all([this.windDown(), this.#workbench.stop()]);
    await this.#queue.stop();
  }

  /** Whether it is known without asking anybody that a job was stored. */
  remembers(id: string): boolean {
    return this.#inbox.remembers(id);
  }

  /** Whether a job was stored, by whichever replica. */
  holds(id: string): Promise<boolean> {
    return this.#inbox.holds(id);
  }

  /** Fetches a job and stores it; the work comes afterwards. Throws BridgeError. */
  async take(id: string): Promise<void> {
    const job = await fetchJob(this.#options.client, id);
    const open = await this.#inbox.take(job);
    if (open !== null) this.#workbench.take(open, job);
  }

  /** Takes in whatever the bridge holds, and forgets what is long done. Throws BridgeError. */
  async sweep(): Promise<void> {
    await this.#inbox.takeAll(await fetchJobs(this.#options.client));
    await this.#inbox.purge();
  }
}
