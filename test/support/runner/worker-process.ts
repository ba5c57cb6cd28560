import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { inspect } from 'node:util';
import type {
  FileRequest,
  SentError,
  Summary,
  TestEvent,
  WorkerMessage,
} from './worker-messages.ts';

const script = path.join(import.meta.dirname, 'test-worker.ts');

/** A worker that has grown beyond this is replaced: the modules of each file stay in its memory. */
const MAX_MEMORY_BYTES = 1_000_000_000;

export type OnEvent = (event: TestEvent) => void;

export interface WorkerOptions {
  cwd: string;
  execArgv: string[];
  fileTimeoutMs: number;
}

/** A process that runs test files, one after another (test-worker.ts). */
export class WorkerProcess {
  readonly #child: ChildProcess;
  #isSpent = false;
  #isRunning = false;

  readonly #fileTimeoutMs: number;

  /** `execArgv` are options for its Node; a file that takes longer than `fileTimeoutMs` fails. */
  constructor({ execArgv, cwd, fileTimeoutMs }: WorkerOptions) {
    this.#fileTimeoutMs = fileTimeoutMs;
    this.#child = fork(script, {
      cwd,
      execArgv,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /** Whether it can run no further file. */
  get isSpent(): boolean {
    return this.#isSpent;
  }

  /** Ends it, and the file that it runs. Without one it stores the code that it compiled. */
  async stop(): Promise<void> {
    this.#isSpent = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    if (this.#isRunning) this.#child.kill('SIGKILL');
    else this.#child.disconnect();
    await exit;
  }

  /**
   * Runs a file and passes its events on. If the file ends the process or takes too long, there is
   * an event of a failure in its name. Returns the totals of the file.
   */
  async run(request: FileRequest, onEvent: OnEvent): Promise<Summary> {
    const start = Date.now();
    const end = await this.#runToEnd(request, onEvent);
    const durationMs = Date.now() - start;
    const summary = { ...(end.summary ?? noTests), file: request.file, duration_ms: durationMs };
    if (end.failure === undefined) return summary;
    for (const event of toFailure(request.file, end.failure, durationMs)) onEvent(event);
    const { counts } = summary;
    return { ...summary, success: false, counts: { ...counts, tests: counts.tests + 1 } };
  }

  async #runToEnd(request: FileRequest, onEvent: OnEvent): Promise<FileEnd> {
    const { promise, resolve } = Promise.withResolvers<FileEnd>();
    const timer = setTimeout(() => {
      resolve({ failure: `The file did not end within ${this.#fileTimeoutMs / 1000} s.` });
    }, this.#fileTimeoutMs);
    const onExit = (code: number | null, signal: string | null): void =>
      resolve({ failure: `The process of the file ended with ${signal ?? `code ${code}`}.` });
    const onMessage = (message: WorkerMessage): void => {
      if (message.type === 'event') {
        onEvent(toReportable(message.event));
        return;
      }
      if (message.memoryBytes > MAX_MEMORY_BYTES) this.#isSpent = true;
      resolve({ summary: message.summary, failure: message.failure });
    };
    this.#child.on('exit', onExit).on('message', onMessage);
    this.#isRunning = true;
    this.#child.send(request);
    const end = await promise;
    this.#isRunning = end.summary === undefined;
    clearTimeout(timer);
    this.#child.off('exit', onExit).off('message', onMessage);
    if (this.#isRunning || this.#isSpent) await this.stop();
    return end;
  }
}

/** How a file ended: with its totals, or with what failed outside its tests, or both. */
interface FileEnd {
  summary?: Summary;
  failure?: string | undefined;
}

const noTests = {
  success: false,
  counts: {
    tests: 0,
    passed: 0,
    cancelled: 0,
    skipped: 0,
    todo: 0,
    suites: 0,
    topLevel: 0,
  },
};

function toFailure(file: string, failure: string, durationMs: number): TestEvent[] {
  const data = { name: file, nesting: 0, testNumber: 1, file, line: 1, column: 1 };
  // Without the stack, which would be that of this runner.
  const error = Object.assign(new Error(failure), { [inspect.custom]: () => failure });
  return [
    { type: 'test:start', data },
    { type: 'test:fail', data: { ...data, details: { duration_ms: durationMs, error } } },
  ];
}

/** The event as the reporters read it: with an error that looks like the one in the worker. */
function toReportable({ type, data }: TestEvent): TestEvent {
  const sent: SentError | undefined = data.details?.error;
  if (sent === undefined) return { type, data };
  const { code, failureType, message, stack, text } = sent;
  const cause = Object.assign(new Error(message), { stack, [inspect.custom]: () => text });
  const error = Object.assign(new Error(message), { code, failureType, cause });
  return { type, data: { ...data, details: { ...data.details, error } } };
}
