import type { EventData } from 'node:test';

/** What the runner sends to a worker: a test file to run. */
export interface FileRequest {
  /** An absolute path. */
  file: string;
  /** A test or hook that takes longer fails. */
  timeoutMs: number;
  /** Only tests with such names run; all if there is none. */
  testNamePatterns: string[];
}

export interface TestEvent {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: each type of event has other data
  data: any;
}

export type Summary = EventData.TestSummary;

/** What a worker sends about its file: events for the reporter, then the end. */
export type WorkerMessage =
  | { type: 'event'; event: TestEvent }
  | {
      type: 'end';
      summary: Summary;
      /** What failed outside the tests of the file. */
      failure?: string | undefined;
      /** How much memory the worker uses. */
      memoryBytes: number;
    };

/** An error of a test as text: it may hold functions and sockets, which cannot be sent. */
export interface SentError {
  code: string;
  failureType: string;
  message: string;
  stack: string;
  /** As `inspect` shows it. */
  text: string;
}
