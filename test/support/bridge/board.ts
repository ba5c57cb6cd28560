import { EventEmitter, once } from 'node:events';
import type { Clock } from './clock.ts';
import type { Job } from './job.ts';

export type StoryState = 'open' | 'answered' | 'dropped' | 'expired' | 'forgotten';

/** What became of a job; kept for the test's questions when the board has long forgotten it. */
export interface Story {
  id: string;
  state: StoryState;
  job: Job;
  answers: number;
  ignored: number;
  signals: number;
}

const sweepMs = 100;

/** The jobs that the network handed to our portal. */
export class Board {
  readonly #clock: Clock;
  readonly #stories = new Map<string, Story>();
  readonly #onBoard = new Map<string, Story>();
  readonly #closed = new EventEmitter().setMaxListeners(0);

  constructor(clock: Clock) {
    this.#clock = clock;
    setInterval(() => this.#expire(), sweepMs).unref();
  }

  add(job: Job): Story {
    const story = { id: job.id, state: 'open' as const, job, answers: 0, ignored: 0, signals: 0 };
    this.#stories.set(job.id, story);
    this.#onBoard.set(job.id, story);
    return story;
  }

  /** Also a finished job, as long as it is there. */
  find(id: string): Story | undefined {
    this.#expire(id);
    return this.#onBoard.get(id);
  }

  unfinished(): Job[] {
    this.#expire();
    return [...this.#onBoard.values()]
      .filter(({ state }) => state === 'open')
      .map(({ job }) => job);
  }

  answer(story: Story, answer: Job): void {
    if (answer.version <= story.job.version) {
      story.ignored++;
      return;
    }
    story.job = answer;
    story.answers++;
    if (story.state === 'open') this.#close(story, 'answered');
  }

  drop(story: Story): void {
    if (story.state !== 'open') return;
    this.#onBoard.delete(story.id);
    story.job = { ...story.job, state: 'Error', result: 'dropped', result_type: 'Error' };
    this.#close(story, 'dropped');
  }

  forget(): void {
    const stories = [...this.#onBoard.values()];
    this.#onBoard.clear();
    for (const story of stories) if (story.state === 'open') this.#close(story, 'forgotten');
  }

  story(id: string): Story | undefined {
    this.#expire(id);
    return this.#stories.get(id);
  }

  /** Waits until the job is no longer open, or the time is over. */
  async closed(story: Story, patienceMs: number): Promise<void> {
    if (story.state !== 'open') return;
    const signal = AbortSignal.timeout(Math.ceil(patienceMs));
    await once(this.#closed, story.id, { signal }).catch(() => undefined);
  }

  counts(): Record<StoryState, number> {
    this.#expire();
    const counts = { open: 0, answered: 0, dropped: 0, expired: 0, forgotten: 0 };
    for (const { state } of this.#stories.values()) counts[state]++;
    return counts;
  }

  #expire(...ids: string[]): void {
    const now = this.#clock.now();
    for (const id of ids.length > 0 ? ids : this.#onBoard.keys()) {
      const story = this.#onBoard.get(id);
      if (!story || now < story.job.expires * 1000) continue;
      this.#onBoard.delete(id);
      if (story.state === 'open') this.#close(story, 'expired');
    }
  }

  #close(story: Story, state: StoryState): void {
    story.state = state;
    this.#closed.emit(story.id);
  }
}
