import type { FileRequest, Summary, TestEvent } from './worker-messages.ts';
import { type WorkerOptions, WorkerProcess } from './worker-process.ts';

export interface RunOptions extends WorkerOptions {
  /** How many files run at the same time. */
  workers: number;
  timeoutMs: FileRequest['timeoutMs'];
  testNamePatterns: FileRequest['testNamePatterns'];
  /** No further file starts, and those that run end. */
  signal: AbortSignal;
  onEvent: (event: TestEvent) => void;
}

/**
 * Runs test files, beginning with the first, and returns the totals of each. The events of a file
 * are passed on together and in the order of the files; those of the first unfinished one at once.
 */
export async function runFiles(files: string[], options: RunOptions): Promise<Summary[]> {
  const { timeoutMs, testNamePatterns, signal } = options;
  const queue = [...files];
  const order = new EventOrder(options.onEvent);
  const summaries: Summary[] = [];

  async function work(): Promise<void> {
    let worker: WorkerProcess | null = null;
    const stop = (): void => void worker?.stop();
    signal.addEventListener('abort', stop);
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      if (signal.aborted) break;
      if (worker === null || worker.isSpent) worker = new WorkerProcess(options);
      const output = order.begin();
      summaries.push(await worker.run({ file, timeoutMs, testNamePatterns }, output.push));
      output.end();
    }
    signal.removeEventListener('abort', stop);
    await worker?.stop();
  }

  await Promise.all(Array.from({ length: Math.min(options.workers, files.length) }, work));
  return summaries;
}

/** The events of a file that has not ended, or whose turn has not come. */
interface FileOutput {
  waiting: TestEvent[];
  hasEnded: boolean;
}

/** Passes on the events of files that run at the same time as if they ran one after another. */
class EventOrder {
  readonly #onEvent: (event: TestEvent) => void;
  readonly #outputs: FileOutput[] = [];

  constructor(onEvent: (event: TestEvent) => void) {
    this.#onEvent = onEvent;
  }

  /** A place for the events of the next file. */
  begin() {
    const output: FileOutput = { waiting: [], hasEnded: false };
    this.#outputs.push(output);
    return {
      push: (event: TestEvent): void => {
        output.waiting.push(event);
        this.#passOn();
      },
      end: (): void => {
        output.hasEnded = true;
        this.#passOn();
      },
    };
  }

  #passOn(): void {
    for (let first = this.#outputs[0]; first !== undefined; first = this.#outputs[0]) {
      for (const event of first.waiting.splice(0)) this.#onEvent(event);
      if (!first.hasEnded) return;
      this.#outputs.shift();
    }
  }
}
