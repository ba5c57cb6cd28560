import { Pauses } from './pauses.ts';
import { getEnd, type SlurmJob, type StartedJob } from './slurm-job.ts';

/** One Slurm account with its users, its limit and its jobs. */
export class SlurmAccount {
  readonly name: string;
  readonly users = new Set<string>();
  /** When nobody, or one of the users, started jobs of the workload. */
  readonly pauses = new Pauses();
  readonly #userPauses = new Map<string, Pauses>();
  /** Core minutes (GrpTRESMins cpu); undefined where no limit was ever set. */
  limitCoreMinutes: number | undefined;
  /** In the order of their start. */
  readonly startedJobs: StartedJob[] = [];
  #pendingJobs: SlurmJob[] = [];
  /** Core seconds of the jobs that had ended when `#runningJobs` was last looked through. */
  #endedCoreSeconds = 0;
  #runningJobs: StartedJob[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Whether a job of the workload may have started then. */
  isActiveAt(user: string, at: number): boolean {
    return !this.pauses.isPausedAt(at) && !this.#userPauses.get(user)?.isPausedAt(at);
  }

  getUserPauses(user: string): Pauses {
    const pauses = this.#userPauses.get(user) ?? new Pauses();
    this.#userPauses.set(user, pauses);
    return pauses;
  }

  addPending(job: SlurmJob): void {
    const previous = this.#pendingJobs.at(-1);
    this.#pendingJobs.push(job);
    if (previous && previous.earliestStart > job.earliestStart) {
      this.#pendingJobs.sort((one, other) => one.earliestStart - other.earliestStart);
    }
  }

  addStarted(job: StartedJob): void {
    const previous = this.startedJobs.at(-1);
    this.startedJobs.push(job);
    if (previous && previous.startedAt > job.startedAt) {
      this.startedJobs.sort((one, other) => one.startedAt - other.startedAt);
    }
    this.#runningJobs.push(job);
  }

  /**
   * Starts every pending job that has started by `now`: when its time has come, and while less than
   * the limit was used. `changedAt` is when the limit changed: what it held back starts then.
   */
  startJobs(now: number, changedAt = 0): void {
    const waiting: SlurmJob[] = [];
    for (const job of this.#pendingJobs) {
      const startedAt = Math.max(job.earliestStart, changedAt);
      if (startedAt > now || !this.#mayStartAt(startedAt)) waiting.push(job);
      else this.addStarted({ ...job, startedAt });
    }
    this.#pendingJobs = waiting;
  }

  /** Cancels pending jobs, of one user or of all; running ones go on. */
  cancelPending(user?: string): void {
    this.#pendingJobs = this.#pendingJobs.filter((job) => user !== undefined && job.user !== user);
  }

  /** What they have used is kept. */
  endRunning(now: number): void {
    for (const job of this.startedJobs.filter((one) => getEnd(one) > now)) {
      job.seconds = Math.max(Math.floor((now - job.startedAt) / 1000), 0);
    }
  }

  countJobs(now: number): { pending: number; running: number; completed: number } {
    const running = this.startedJobs.filter((job) => getEnd(job) > now).length;
    return {
      pending: this.#pendingJobs.length,
      running,
      completed: this.startedJobs.length - running,
    };
  }

  #mayStartAt(at: number): boolean {
    if (this.limitCoreMinutes === undefined) return true;
    return this.#getUsedCoreSeconds(at) < this.limitCoreMinutes * 60;
  }

  #getUsedCoreSeconds(at: number): number {
    this.#runningJobs = this.#runningJobs.filter((job) => {
      if (getEnd(job) > at) return true;
      this.#endedCoreSeconds += job.seconds * job.cores;
      return false;
    });
    const running = this.#runningJobs.reduce(
      (sum, job) => sum + (Math.max(at - job.startedAt, 0) / 1000) * job.cores,
      0,
    );
    return this.#endedCoreSeconds + running;
  }
}
