/* Takes the bridge's jobs from their arrival to the posted answer. */

import type { Kysely } from 'kysely';
import { coalesce } from '../database/coalesce-calls.ts';
import { isDatabaseUnavailable } from '../database/database-unavailable.ts';
import type { Database } from '../database/schema.ts';
import {
  type DecisionKey,
  type DecisionInput,
  loadDecisionInputs,
} from '../managed-projects/decision-input.ts';
import type { CommandContext } from '../openportal/execute-command.ts';
import { type ProcessJobOptions, processOpenJob, processStoredJob } from './run-job.ts';
import { fetchJob, fetchJobs } from './bridge-calls.ts';
import type { BridgeClient } from './bridge-client.ts';
import { BridgeError } from './bridge-error.ts';
import { JobIntake } from './job-intake.ts';
import { gatherMs, JobStore } from './job-store.ts';
import { JobQueue, migrateJobQueue, type OpenPool } from './job-queue.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { runInSpan } from '../tracing/tracing.ts';
import { JobCipher } from './job-cipher.ts';
import { JobRunner } from './local-job-queue.ts';

export interface JobPipelineOptions {
  db: Kysely<Database>;
  /** Opens the queue's own connections to the same database. */
  openPool: OpenPool;
  clock: () => Date;
  client: BridgeClient;
  /** The invite's key, from which the key of waiting jobs is derived. */
  inviteKey: Uint8Array;
  /** Called for each job: our name may change meanwhile. */
  getContext: () => CommandContext;
  /** Called with what went wrong in a job. */
  logFailure: ProcessJobOptions['logFailure'];
  /** Called when the bridge has accepted the answer to a job. */
  logAnswer: ProcessJobOptions['logAnswer'];
  /** Called with each failed attempt at a job, which is tried again. */
  onJobFailure: (jobId: string, error: unknown) => void;
  /** Called with failures beside the work itself. */
  onError: (error: unknown) => void;
}

const requeueIntervalMs = 5000;

/**
 * What people read about a failed attempt. Not the reason that the bridge gave: it may quote the
 * answered job, with the key of a template in its command.
 */
function describeFailure(error: unknown): string {
  if (error instanceof BridgeError) return error.message;
  if (isDatabaseUnavailable(error)) return 'The database could not be reached.';
  return 'Gatehouse failed. Its log has the error under the id of this job.';
}

/**
 * The bridge's jobs from their hand-over to the posted answer. A job is processed by the process that
 * stored it, else by one that gets it from the queue.
 */
export class JobPipeline {
  readonly #options: JobPipelineOptions;
  readonly #queue: JobQueue;
  readonly #intake: JobIntake;
  readonly #processOptions: ProcessJobOptions;
  readonly #runner: JobRunner;
  readonly #requeueTask: PeriodicTask;

  constructor(options: JobPipelineOptions) {
    const { db, clock, client, openPool, logFailure, logAnswer, onError } = options;
    this.#options = options;
    const cipher = new JobCipher(options.inviteKey);
    this.#queue = new JobQueue({ openPool, onError });
    this.#intake = new JobIntake({ db, clock, queue: this.#queue, cipher });
    const loadInput = coalesce<DecisionKey, DecisionInput>((all) => loadDecisionInputs(db, all), {
      gatherMs,
    });
    const getContext = (): CommandContext => ({ ...options.getContext(), loadInput });
    this.#processOptions = {
      jobStore: new JobStore(db),
      client,
      cipher,
      getContext,
      logFailure,
      logAnswer,
    };
    this.#runner = new JobRunner({
      processJob: (open, job) =>
        this.#attempt(open.id, () => processOpenJob(this.#processOptions, open, job)),
      enqueue: (ids) => this.#queue.add(ids),
      onError,
    });
    this.#requeueTask = new PeriodicTask({
      intervalMs: requeueIntervalMs,
      minGapMs: requeueIntervalMs,
      task: () => this.#intake.requeueOverdueJobs(),
      onError,
    });
  }

  /** Prepares to store jobs. */
  async open(): Promise<void> {
    await migrateJobQueue(this.#options.openPool);
    await this.#queue.open();
  }

  /** Starts to process them. */
  async start(): Promise<void> {
    await this.#queue.startWorkers((id) =>
      this.#attempt(id, () => processStoredJob(this.#processOptions, id)),
    );
    this.#runner.open();
    this.#requeueTask.start();
  }

  /** Begins nothing new; jobs that are stored now wait for other replicas or the next start. */
  async beginShutdown(): Promise<void> {
    this.#runner.close();
    await this.#requeueTask.stop();
  }

  /** Ends the work in progress. The queue stops last: it gets what the runner leaves. */
  async stop(): Promise<void> {
    await Promise.all([this.beginShutdown(), this.#runner.stop()]);
    await this.#queue.stop();
  }

  /** Whether this process stored the job in the last hour. */
  isRecentlyStored(id: string): boolean {
    return this.#intake.isRecentlyStored(id);
  }

  /** Whether any replica stored the job. */
  isStored(id: string): Promise<boolean> {
    return this.#intake.isStored(id);
  }

  /** Fetches and stores a job; it is processed afterwards. Throws BridgeError. */
  async fetchAndStoreJob(id: string): Promise<void> {
    const job = await fetchJob(this.#options.client, id);
    const open = await this.#intake.storeJob(job);
    if (open !== null) this.#runner.addJob(open, job);
  }

  /** Stores all jobs that the bridge holds. Throws BridgeError. */
  async fetchAllJobs(): Promise<void> {
    await this.#intake.storeAndQueueJobs(await fetchJobs(this.#options.client));
  }

  /** Processes a job in a span of its own; notes why that failed, and throws the same. */
  async #attempt(id: string, process: () => Promise<void>): Promise<void> {
    const attributes = { 'gatehouse.job.id': id };
    try {
      await runInSpan({ name: 'job', kind: 'consumer', attributes }, process);
    } catch (error) {
      const { clock, onJobFailure } = this.#options;
      onJobFailure(id, error);
      await this.#processOptions.jobStore
        .recordFailure(id, describeFailure(error), clock())
        // The database is what failed; the job is tried again all the same.
        .catch(() => undefined);
      throw error;
    }
  }
}
