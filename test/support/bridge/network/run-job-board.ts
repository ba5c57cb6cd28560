import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../lossless-json.ts';
import type { NetworkClock } from './network-clock.ts';

/** A job of `/run` as op-bridge 0.32.2 writes it [run]. */
export interface RunJob extends JsonObject {
  id: string;
  created: number;
  changed: number;
  expires: number;
  version: number;
  command: string;
  state: 'Pending' | 'Running' | 'Duplicate' | 'Complete' | 'Error';
  /** Text of progress, and in the end JSON text or the error. */
  result: string | null;
  result_type: string | null;
  forwarded_for: null;
}

/** The jobs that were sent by `/run`. They outlive a restart of the bridge [run]. */
export class RunJobBoard {
  readonly #clock: NetworkClock;
  readonly #jobs = new Map<string, RunJob>();
  /** Until then, in real time, the bridge has none of the jobs from before its start. */
  #handedOverAt = Number.NEGATIVE_INFINITY;
  #withheld: ReadonlySet<string> = new Set();

  constructor(clock: NetworkClock) {
    this.#clock = clock;
  }

  /** The bridge wraps the command in `submit`, and forgets the job after `lifeSeconds`. */
  addJob(command: string, portal: string, lifeSeconds: number): RunJob {
    this.#forgetExpired();
    const now = this.#clock.nowSeconds();
    const job: RunJob = {
      id: randomUUID(),
      created: now,
      changed: now,
      expires: now + lifeSeconds,
      version: 2,
      command: `bridge.${portal} submit ${command}`,
      state: 'Pending',
      result: null,
      result_type: null,
      forwarded_for: null,
    };
    this.#jobs.set(job.id, job);
    return job;
  }

  /** The bridge has started: it answers, and gets its jobs back from op-portal after `ms`. */
  beginHandover(ms: number): void {
    this.#handedOverAt = Date.now() + ms;
    this.#withheld = new Set(this.#jobs.keys());
  }

  /** Nothing once it has expired, and while op-portal has not handed it over. */
  find(id: string): RunJob | undefined {
    this.#forgetExpired();
    if (Date.now() < this.#handedOverAt && this.#withheld.has(id)) return undefined;
    return this.#jobs.get(id);
  }

  change(job: RunJob, changes: Partial<Pick<RunJob, 'state' | 'result' | 'result_type'>>): void {
    Object.assign(job, changes, { changed: this.#clock.nowSeconds(), version: job.version + 1 });
  }

  countUnfinished(): number {
    const isFinished = ({ state }: RunJob) => state === 'Complete' || state === 'Error';
    return [...this.#jobs.values()].filter((job) => !isFinished(job)).length;
  }

  /** The oldest come first, so that only the expired ones are looked at. */
  #forgetExpired(): void {
    const now = this.#clock.nowSeconds();
    for (const [id, job] of this.#jobs) {
      if (job.expires > now) return;
      this.#jobs.delete(id);
    }
  }
}
