import { EventEmitter, once } from 'node:events';
import type { BridgeClock } from './bridge-clock.ts';
import type { Job } from './job.ts';

export type JobRecordState = 'open' | 'answered' | 'dropped' | 'expired' | 'forgotten';

/** What became of a job; kept for the test's questions when the board has long forgotten it. */
export interface JobRecord {
  id: string;
  state: JobRecordState;
  job: Job;
  answerCount: number;
  ignoredAnswerCount: number;
  signalCount: number;
}

const expiryIntervalMs = 100;

/** The jobs that the network handed to our portal. */
export class JobBoard {
  readonly #clock: BridgeClock;
  readonly #records = new Map<string, JobRecord>();
  readonly #currentRecords = new Map<string, JobRecord>();
  readonly #closeEvents = new EventEmitter().setMaxListeners(0);

  constructor(clock: BridgeClock) {
    this.#clock = clock;
    setInterval(() => this.#expire(), expiryIntervalMs).unref();
  }

  addJob(job: Job): JobRecord {
    const story = {
      id: job.id,
      state: 'open' as const,
      job,
      answerCount: 0,
      ignoredAnswerCount: 0,
      signalCount: 0,
    };
    this.#records.set(job.id, story);
    this.#currentRecords.set(job.id, story);
    return story;
  }

  /** Also a finished job, as long as it is there. */
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
    if (story.state !== 'open') return;
    const signal = AbortSignal.timeout(Math.ceil(patienceMs));
    await once(this.#closeEvents, story.id, { signal }).catch(() => undefined);
  }

  countByState(): Record<JobRecordState, number> {
    this.#expire();
    const counts = { open: 0, answered: 0, dropped: 0, expired: 0, forgotten: 0 };
    for (const { state } of this.#records.values()) counts[state]++;
    return counts;
  }

  #expire(...ids: string[]): void {
    const now = this.#clock.now();
    for (const id of ids.length > 0 ? ids : this.#currentRecords.keys()) {
      const story = this.#currentRecords.get(id);
      if (!story || now < story.job.expires * 1000) continue;
      this.#currentRecords.delete(id);
      if (story.state === 'open') this.#close(story, 'expired');
    }
  }

  #close(story: JobRecord, state: JobRecordState): void {
    story.state = state;
    this.#closeEvents.emit(story.id);
  }
}
