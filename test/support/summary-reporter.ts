import type { TestEvent } from 'node:test/reporters';

/** A line of this reporter: a test file that ended (`file` is set), or a run of the test runner. */
export interface TestSummary {
  file?: string;
  seconds: number;
  counts: Record<'tests' | 'passed' | 'cancelled' | 'skipped' | 'todo', number>;
}

/** A reporter for Node's test runner: writes summaries as lines of JSON, for run-tests.ts. */
export default async function* reportSummaries(
  events: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:summary') continue;
    const { file, duration_ms, counts } = event.data;
    const summary: TestSummary = { ...(file && { file }), seconds: duration_ms / 1000, counts };
    yield `${JSON.stringify(summary)}\n`;
  }
}
