import { SlurmError } from './agent-error.ts';
import { toSlurmAccount } from './names.ts';
import { SlurmAccount } from './slurm-account.ts';
import type { NodeSize, SlurmJob, StartedJob } from './slurm-job.ts';
import { listWorkloadJobs, type Workload } from './workload.ts';

/** A Slurm in memory as op-slurm 0.32.2 uses it: accounts, users, limits, jobs [run]. */
export class SchedulerAgent {
  readonly node: NodeSize;
  readonly #accounts = new Map<string, SlurmAccount>();
  #lastJobId = 0;
  #workload: Workload | undefined;

  readonly #isSafe: boolean;

  constructor(node: NodeSize, isSafe = true) {
    this.node = node;
    this.#isSafe = isSafe;
  }

  addAccount(group: string): void {
    const name = toSlurmAccount(group);
    if (!this.#accounts.has(name)) this.#accounts.set(name, new SlurmAccount(name));
  }

  /** Makes the account as well, if it is missing. */
  addUser(group: string, user: string, now: number): void {
    this.addAccount(group);
    const account = this.requireAccount(group);
    account.users.add(user);
    account.getUserPauses(user).end(now);
  }

  hasAccount(group: string): boolean {
    return this.#accounts.has(toSlurmAccount(group));
  }

  hasUser(group: string, user: string): boolean {
    return this.#accounts.get(toSlurmAccount(group))?.users.has(user) ?? false;
  }

  /**
   * Whole core minutes are kept: 100 s of nodes with 8 cores are 13. A Slurm without `safe` ends running
   * jobs within half a minute of a limit of 0, as TIMEOUT (seen with 24.11.5); here it does so at once.
   */
  setLimit(group: string, nodeSeconds: number, now: number): void {
    const account = this.requireAccount(group);
    account.startJobs(now);
    account.limitCoreMinutes = Math.floor((nodeSeconds / 60) * this.node.cores);
    if (nodeSeconds > 0) account.pauses.end(now);
    else account.pauses.begin(now);
    if (nodeSeconds === 0 && !this.#isSafe) account.endRunning(now);
    account.startJobs(now, now);
  }

  /** Node seconds, rounded down; 0 both for no limit and for a limit of 0. */
  getLimit(group: string): number {
    const { limitCoreMinutes = 0 } = this.requireAccount(group);
    return Math.floor((limitCoreMinutes * 60) / this.node.cores);
  }

  /** Pending jobs go, running ones stay, and so do account, limit and use. */
  cancelPendingJobs(group: string, now: number, user?: string): void {
    const account = this.#accounts.get(toSlurmAccount(group));
    account?.startJobs(now);
    account?.cancelPending(user);
    if (user !== undefined) account?.getUserPauses(user).begin(now);
  }

  /** A job that should have started already is one of the past: no limit holds it back. */
  submitJob(group: string, job: Omit<SlurmJob, 'id'>, now: number): void {
    const account = this.requireAccount(group);
    this.#lastJobId++;
    const numbered = { ...job, id: this.#lastJobId };
    if (job.earliestStart >= now) account.addPending(numbered);
    else account.addStarted({ ...numbered, startedAt: job.earliestStart });
  }

  /** Everybody in every account runs these jobs as well. No limit holds them back but one of 0. */
  setWorkload(workload: Workload | undefined): void {
    this.#workload = workload;
  }

  /** Jobs that have started by `now` and may touch this time; those that are due are started first. */
  listStartedJobs(
    group: string,
    now: number,
    span: { startMs: number; endMs: number },
  ): StartedJob[] {
    const account = this.requireAccount(group);
    account.startJobs(now);
    if (!this.#workload) return account.startedJobs;
    const workload = this.#workload;
    const isStarted = ({ user, startedAt }: StartedJob) =>
      startedAt <= now && account.isActiveAt(user, startedAt);
    const daily = [...account.users].flatMap((user) =>
      listWorkloadJobs(workload, user, this.node, span),
    );
    return [...account.startedJobs, ...daily.filter(isStarted)];
  }

  requireAccount(group: string): SlurmAccount {
    const account = this.#accounts.get(toSlurmAccount(group));
    if (!account) throw new SlurmError(toSlurmAccount(group));
    return account;
  }

  /** For tests to look at. */
  toJson(now: number) {
    return [...this.#accounts.values()].map((account) => {
      account.startJobs(now);
      const { name, users, limitCoreMinutes = null } = account;
      const jobs = account.countJobs(now);
      return { name, users: [...users], limit_core_minutes: limitCoreMinutes, jobs };
    });
  }
}
