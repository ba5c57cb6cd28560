import path from 'node:path';
import type { TestEvent } from 'node:test/reporters';

/** How many files are named. */
const MAX_LISTED_FILES = 15;

const projectRoot = path.join(import.meta.dirname, '..', '..');

/**
 * A reporter for Node's test runner: after all files have ended, lists those that took longest
 * (process start, hooks and tests, in seconds), so that a file that becomes slow is noticed.
 */
export default async function* reportFileTimes(
  events: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  const files: { name: string; seconds: number }[] = [];
  for await (const event of events) {
    if (event.type !== 'test:summary' || event.data.file === undefined) continue;
    const name = path.relative(projectRoot, event.data.file);
    files.push({ name, seconds: event.data.duration_ms / 1000 });
  }
  if (files.length < 2) return;
  yield 'Slowest test files:\n';
  for (const { name, seconds } of files
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, MAX_LISTED_FILES)) {
    yield `${seconds.toFixed(1).padStart(7)} s  ${name}\n`;
  }
}
