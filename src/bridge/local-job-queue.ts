import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import { coalesce } from '../database/coalesce-calls.ts';
import type { Job } from '../openportal/job.ts';
import type { OpenJob } from './job-store.ts';

export interface JobRunnerOptions {
  /** Processes a job that was just fetched. Throws where it must be tried again. */
  processJob: (open: OpenJob, job: Job) => Promise<void>;
  /** Adds jobs to the queue, which all replicas share, and which tries again. */
  enqueue: (ids: readonly string[]) => Promise<void>;
  onError: (error: unknown) => void;
}

/** Most of the work is waiting for the database, where concurrent jobs share statements. */
const maxConcurrentJobs = 64;
/** More than this is a few seconds' work, which is shared with the other replicas. */
const maxWaitingJobs = 200;
/** How long stop() waits for the work in progress; the queue has what is left. */
const stopTimeoutMs = 10_000;

/**
 * Processes jobs in the process that stored them, at once, which saves the cost of the queue. The
 * queue gets jobs that fail or are too many; those of a killed process are found by their age
 * (`JobIntake.requeueOverdueJobs`).
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #taskQueue = new PQueue({ concurrency: maxConcurrentJobs });
  readonly #enqueue: (id: string) => Promise<void>;
  #isOpen = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    this.#enqueue = coalesce(async (ids) => {
      await options.enqueue(ids);
      return ids.map(() => undefined);
    });
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Processes a job that was just stored. Never throws. */
  addJob(open: OpenJob, job: Job): void {
    if (this.#isOpen && this.#taskQueue.size < maxWaitingJobs) {
      void this.#taskQueue.add(() => this.#run(open, job));
    } else void this.#requeue(open.id);
  }

  /** Jobs that have not begun, and all that come from now on, go to the queue. */
  close(): void {
    this.#isOpen = false;
  }

  /** Resolves when the work in progress is done. */
  async stop(): Promise<void> {
    this.close();
    const timeoutController = new AbortController();
    const timeout = pause(stopTimeoutMs, undefined, { signal: timeoutController.signal }).catch(
      () => undefined,
    );
    await Promise.race([this.#taskQueue.onIdle(), timeout]);
    timeoutController.abort();
  }

  async #run(open: OpenJob, job: Job): Promise<void> {
    if (!this.#isOpen) return this.#requeue(open.id);
    try {
      await this.#options.processJob(open, job);
    } catch {
      // The queue tries again, and records why.
      await this.#requeue(open.id);
    }
  }

  async #requeue(id: string): Promise<void> {
    try {
      await this.#enqueue(id);
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
