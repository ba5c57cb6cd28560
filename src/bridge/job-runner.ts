import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import { coalesce } from '../database/coalesce.ts';
import type { Job } from '../openportal/job.ts';
import type { OpenJob } from './job-store.ts';

export interface JobRunnerOptions {
  /** Answers a job, fetched from the bridge just now. Throws where it must be tried again. */
  processJob: (open: OpenJob, job: Job) => Promise<void>;
  /** Gives jobs to the queue, which all replicas work on, and which tries again. */
  enqueue: (ids: readonly string[]) => Promise<void>;
  onError: (error: unknown) => void;
}

/** Most of the work is waiting for the database, where what waits together goes together. */
const maxConcurrentJobs = 64;
/** More than a few seconds' work is shared with the other replicas. */
const maxWaitingJobs = 200;
/** How long the end waits for what is under way; the queue has what is left. */
const stopTimeoutMs = 10_000;

/**
 * Works on jobs in the process that took them in, as soon as they are stored: what the queue costs
 * is paid only for those that it is needed for. It gets what cannot be done here and now; what a
 * killed process leaves behind is found by its age (`Inbox.requeue`).
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

  /** Sees to a job that was stored just now. Never throws. */
  addJob(open: OpenJob, job: Job): void {
    if (this.#isOpen && this.#taskQueue.size < maxWaitingJobs) {
      void this.#taskQueue.add(() => this.#run(open, job));
    } else void this.#requeue(open.id);
  }

  /** What has not begun, and whatever comes from now on, goes to the queue. */
  close(): void {
    this.#isOpen = false;
  }

  /** Ends when the work under way is done. */
  async stop(): Promise<void> {
    this.close();
    const isOver = new AbortController();
    const patience = pause(stopTimeoutMs, undefined, { signal: isOver.signal }).catch(
      () => undefined,
    );
    await Promise.race([this.#taskQueue.onIdle(), patience]);
    isOver.abort();
  }

  async #run(open: OpenJob, job: Job): Promise<void> {
    if (!this.#isOpen) return this.#requeue(open.id);
    try {
      await this.#options.processJob(open, job);
    } catch {
      // The queue tries again, and says so where it goes on.
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
