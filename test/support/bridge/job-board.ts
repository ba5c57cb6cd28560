import { EventEmitter, once } from 'node:events';
import type { BridgeClock } from './bridge-clock.ts';
import type { Job } from './job.ts';

export type JobRecordState = 'hanging' | 'open' | 'answered' | 'dropped' | 'expired' | 'forgotten';

/** Where a job is bound for. */
export interface JobRoute {
  offering: string;
  portal: string;
  isSignalled: boolean;
}

/** The history of a job, for tests; it is kept when the board has forgotten the job. */
export interface JobRecord {
  id: string;
  state: JobRecordState;
  job: Job;
  answerCount: number;
  ignoredAnswerCount: number;
  signalCount: number;
}

const expiryIntervalMs = 100;

function isUnfinished({ state }: JobRecord): boolean {
  return state === 'open' || state === 'hanging';
}

/** The jobs that the network has for our portal. */
export class JobBoard {
  readonly #clock: BridgeClock;
  readonly #records = new Map<string, JobRecord>();
  readonly #currentRecords = new Map<string, JobRecord>();
  /** With op-portal, for want of a virtual agent. */
  readonly #hangingJobs = new Map<string, { record: JobRecord; route: JobRoute }>();
  readonly #closeEvents = new EventEmitter().setMaxListeners(0);

  constructor(clock: BridgeClock) {
    this.#clock = clock;
    setInterval(() => this.#expire(), expiryIntervalMs).unref();
  }

  addJob(job: Job): JobRecord {
    const record = this.#createRecord(job, 'open');
    this.#currentRecords.set(job.id, record);
    return record;
  }

  /** Keeps a job off the board until its offering has an agent. */
  holdJob(job: Job, route: JobRoute): void {
    this.#hangingJobs.set(job.id, { record: this.#createRecord(job, 'hanging'), route });
  }

  /** Puts the hanging jobs that can be delivered now on the board. */
  releaseJobs(canDeliver: (route: JobRoute) => boolean) {
    this.#expire();
    const released = [...this.#hangingJobs.values()].filter(({ route }) => canDeliver(route));
    for (const { record } of released) {
      this.#hangingJobs.delete(record.id);
      record.state = 'open';
      this.#currentRecords.set(record.id, record);
    }
    return released;
  }

  #createRecord(job: Job, state: JobRecordState): JobRecord {
    const record = {
      id: job.id,
      state,
      job,
      answerCount: 0,
      ignoredAnswerCount: 0,
      signalCount: 0,
    };
    this.#records.set(job.id, record);
    return record;
  }

  /** A job on the board, open or finished. */
  findCurrent(id: string): JobRecord | undefined {
    this.#expire(id);
    return this.#currentRecords.get(id);
  }

  listOpenJobs(): Job[] {
    this.#expire();
    return [...this.#currentRecords.values()]
      .filter(({ state }) => state === 'open')
      .map(({ job }) => job);
  }

  storeAnswer(story: JobRecord, answer: Job): void {
    if (answer.version <= story.job.version) {
      story.ignoredAnswerCount++;
      return;
    }
    story.job = answer;
    story.answerCount++;
    if (story.state === 'open') this.#close(story, 'answered');
  }

  dropJob(story: JobRecord): void {
    if (story.state !== 'open') return;
    this.#currentRecords.delete(story.id);
    story.job = { ...story.job, state: 'Error', result: 'dropped', result_type: 'Error' };
    this.#close(story, 'dropped');
  }

  clear(): void {
    const stories = [...this.#currentRecords.values()];
    this.#currentRecords.clear();
    for (const story of stories) if (story.state === 'open') this.#close(story, 'forgotten');
  }

  findRecord(id: string): JobRecord | undefined {
    this.#expire(id);
    return this.#records.get(id);
  }

  /** Waits until the job is no longer open, or the time is over. */
  async waitUntilClosed(story: JobRecord, patienceMs: number): Promise<void> {
    if (!isUnfinished(story)) return;
    const signal = AbortSignal.timeout(Math.ceil(patienceMs));
    await once(this.#closeEvents, story.id, { signal }).catch(() => undefined);
  }

  countByState(): Record<JobRecordState, number> {
    this.#expire();
    const counts = { hanging: 0, open: 0, answered: 0, dropped: 0, expired: 0, forgotten: 0 };
    for (const { state } of this.#records.values()) counts[state]++;
    return counts;
  }

  #expire(...ids: string[]): void {
    const now = this.#clock.now();
    const all = [...this.#currentRecords.keys(), ...this.#hangingJobs.keys()];
    for (const id of ids.length > 0 ? ids : all) {
      const story = this.#currentRecords.get(id) ?? this.#hangingJobs.get(id)?.record;
      if (!story || now < story.job.expires * 1000) continue;
      this.#currentRecords.delete(id);
      this.#hangingJobs.delete(id);
      if (isUnfinished(story)) this.#close(story, 'expired');
    }
  }

  #close(story: JobRecord, state: JobRecordState): void {
    story.state = state;
    this.#closeEvents.emit(story.id);
  }
}
