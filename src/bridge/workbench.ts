import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import { batched } from '../database/batched.ts';
import type { Job } from '../openportal/job.ts';
import type { OpenJob } from './open-jobs.ts';

export interface WorkbenchOptions {
  /** Answers a job, fetched from the bridge just now. Throws where it must be tried again. */
  answer: (open: OpenJob, job: Job) => Promise<void>;
  /** Gives jobs to the queue, which all replicas work on, and which tries again. */
  handOver: (ids: readonly string[]) => Promise<void>;
  onError: (error: unknown) => void;
}

/** Most of the work is waiting for the database, where what waits together goes together. */
const atOnce = 64;
/** More than a few seconds' work is shared with the other replicas. */
const mostWaiting = 200;
/** How long the end waits for what is under way; the queue has what is left. */
const patienceMs = 10_000;

/**
 * Works on jobs in the process that took them in, as soon as they are stored: what the queue costs
 * is paid only for those that it is needed for. It gets what cannot be done here and now; what a
 * killed process leaves behind is found by its age (`Inbox.requeue`).
 */
export class Workbench {
  readonly #options: WorkbenchOptions;
  readonly #work = new PQueue({ concurrency: atOnce });
  readonly #handOver: (id: string) => Promise<void>;
  #isOpen = false;

  constructor(options: WorkbenchOptions) {
    this.#options = options;
    this.#handOver = batched(async (ids) => {
      await options.handOver(ids);
      return ids.map(() => undefined);
    });
  }

  open(): void {
    this.#isOpen = true;
  }

  /** Sees to a job that was stored just now. Never throws. */
  take(open: OpenJob, job: Job): void {
    if (this.#isOpen && this.#work.size < mostWaiting) {
      void this.#work.add(() => this.#see(open, job));
    } else void this.#giveAway(open.id);
  }

  /** What has not begun, and whatever comes from now on, goes to the queue. */
  close(): void {
    this.#isOpen = false;
  }

  /** Ends when the work under way is done. */
  async stop(): Promise<void> {
    this.close();
    const isOver = new AbortController();
    const patience = pause(patienceMs, undefined, { signal: isOver.signal }).catch(() => undefined);
    await Promise.race([this.#work.onIdle(), patience]);
    isOver.abort();
  }

  async #see(open: OpenJob, job: Job): Promise<void> {
    if (!this.#isOpen) return this.#giveAway(open.id);
    try {
      await this.#options.answer(open, job);
    } catch {
      // The queue tries again, and says so where it goes on.
      await this.#giveAway(open.id);
    }
  }

  async #giveAway(id: string): Promise<void> {
    try {
      await this.#handOver(id);
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
