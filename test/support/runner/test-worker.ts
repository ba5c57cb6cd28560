import asyncHooks from 'node:async_hooks';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import type {
  FileRequest,
  SentError,
  Summary,
  TestEvent,
  WorkerMessage,
} from './worker-messages.ts';

/*
 * A process that runs one test file after another, so that the modules of the service are loaded
 * and compiled once for all of them. Each file has a test tree and hooks of its own. It ends when
 * nothing in it is open any more, as if its process had to end.
 */

const run = await importRun();

/** What the reporters read. */
const reportedTypes = ['test:start', 'test:pass', 'test:fail', 'test:diagnostic'];

/** The totals of a file, which stand in its summary too. */
const totals = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/;

process.on('message', (request: FileRequest) => void runFile(request));

/**
 * Imports `run` of Node's test runner with a hook that follows no promises: it would follow each one, to name
 * the test of a stray error, which takes a sixth of the processor time of tests over HTTP. Errors of
 * timers and sockets still have their test; others fail the file.
 */
async function importRun(): Promise<typeof import('node:test').run> {
  const { createHook } = asyncHooks;
  const createCheapHook: typeof createHook = (options) =>
    createHook({ ...options, trackPromises: false });
  // The test runner keeps the function that it finds here when it is loaded.
  Object.assign(asyncHooks, { createHook: createCheapHook });
  try {
    return (await import('node:test')).run;
  } finally {
    Object.assign(asyncHooks, { createHook });
  }
}

async function runFile({ file, timeoutMs, testNamePatterns }: FileRequest): Promise<void> {
  // Node ends the test tree when the event loop is empty; the channel would keep it busy.
  process.channel?.unref();
  const events = run({
    files: [file],
    isolation: 'none',
    timeout: timeoutMs,
    ...(testNamePatterns.length > 0 && { testNamePatterns }),
  });
  let summary: Summary | undefined;
  let hasFailed = false;
  for await (const { type, data } of events as AsyncIterable<TestEvent>) {
    if (type === 'test:summary') summary = data;
    if (type === 'test:fail' && data.todo === undefined) hasFailed = true;
    const isTotal = type === 'test:diagnostic' && data.nesting === 0 && totals.test(data.message);
    if (reportedTypes.includes(type) && !isTotal) {
      send({ type: 'event', event: { type, data: toSendable(data) } });
    }
  }
  process.channel?.ref();
  if (summary === undefined) throw new Error(`Node's test runner sent no summary of ${file}.`);
  const failure = await findFailureOutsideTests(file, summary, hasFailed);
  send({
    type: 'end',
    summary: hasFailed ? countFailure(summary) : summary,
    failure,
    memoryBytes: process.memoryUsage.rss(),
  });
}

/** Node counts no failure of a hook of the file itself, and calls the file a success. */
function countFailure(summary: Summary): Summary {
  const { counts } = summary;
  const tests = hasCountedFailure(summary) ? counts.tests : counts.tests + 1;
  return { ...summary, success: false, counts: { ...counts, tests } };
}

function hasCountedFailure({ counts }: Summary): boolean {
  const { tests, passed, cancelled, skipped, todo } = counts;
  return cancelled > 0 || tests > passed + skipped + todo;
}

/** What would have failed the file in a process of its own; none if the events have a failure. */
async function findFailureOutsideTests(
  file: string,
  summary: Summary,
  hasFailed: boolean,
): Promise<string | undefined> {
  const { exitCode } = process;
  process.exitCode = undefined;
  try {
    // It is loaded already; Node reports no error that comes after the first test was defined.
    await import(pathToFileURL(file).href);
  } catch (error) {
    return `The file cannot be loaded: ${inspect(error)}`;
  }
  if (hasFailed) return undefined;
  if (!summary.success) return 'There was an error outside the tests: see the lines above.';
  return exitCode ? `The file set the exit code ${exitCode}.` : undefined;
}

function send(message: WorkerMessage): void {
  process.send?.(message);
}

function toSendable(data: TestEvent['data']): TestEvent['data'] {
  const { error } = data.details ?? {};
  if (!error) return data;
  const { code, failureType, cause = error } = error;
  const sent: SentError = {
    code,
    failureType,
    message: String(cause.message ?? cause),
    stack: String(cause.stack ?? ''),
    text: inspect(cause, { colors: process.stdout.isTTY, breakLength: Number.POSITIVE_INFINITY }),
  };
  return { ...data, details: { ...data.details, error: sent } };
}
