import { globSync } from 'node:fs';
import path from 'node:path';
import { type EventData, run } from 'node:test';
import * as reporters from 'node:test/reporters';
import { startTestPostgres } from './test-postgres.ts';

/*
 * `npm test [-- options and files]`: starts one embedded PostgreSQL with a migrated template
 * database, then runs Node's test runner over the test files, each in its own process. Prints the
 * slowest files and the totals at the end. `--test-name-pattern=` runs some tests,
 * `--test-reporter=` changes the output; further options go to the processes of the files.
 */
const root = path.join(import.meta.dirname, '..', '..');

/** These are sensitive to timing, so each runs alone after the others. */
const exclusiveFiles = ['test/bridge/faults-and-restarts.test.ts', 'test/chaos/run-chaos.test.ts'];

/** These take longest, so they begin first: else the run would wait for them at its end. */
const longFiles = [
  'test/http/generated-requests.test.ts',
  'test/bridge/bridge-connection.test.ts',
  'test/access/permission-matrix.test.ts',
  'test/bench/run-benchmarks.test.ts',
];

/** Tests wait for browsers, databases and child processes, so two cores can run more than two. */
const CONCURRENCY = 3;

/** A test that hangs fails after this time; none needs half of it. */
const TIMEOUT_MS = 600_000;

const MAX_LISTED_FILES = 12;

type Summary = EventData.TestSummary;

/** Ctrl-C ends the files that run; no further one is started. */
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => interruption.abort());
}

async function main(args: string[]): Promise<number> {
  const server = await startTestPostgres({ isDurable: false });
  try {
    // No test may depend on the time zone and language of the machine.
    Object.assign(process.env, server.env, { TZ: 'Asia/Kathmandu', LANG: 'xx_XX.UTF-8' });
    return await runTests(args);
  } finally {
    await server.close();
  }
}

async function runTests(args: string[]): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('-'));
  const files = args.filter((arg) => !arg.startsWith('-'));
  const groups = files.length > 0 ? [files] : listAllFiles();
  const summaries: Summary[] = [];
  for (const group of groups) {
    if (!interruption.signal.aborted) summaries.push(...(await runFiles(options, group)));
  }
  if (groups.length > 1) printSummaries(summaries);
  const isGood = summaries.length > 0 && summaries.every(({ success }) => success);
  return isGood && !interruption.signal.aborted ? 0 : 1;
}

/** The files in groups that run one after another. */
function listAllFiles(): string[][] {
  const all = globSync('test/**/*.test.ts', { cwd: root }).toSorted();
  const isOther = (file: string): boolean => !exclusiveFiles.concat(longFiles).includes(file);
  return [[...longFiles, ...all.filter(isOther)], ...exclusiveFiles.map((file) => [file])];
}

/** Runs files in this order and returns the summary of each and, last, of all. */
async function runFiles(options: readonly string[], files: string[]): Promise<Summary[]> {
  const read = (name: string): string[] =>
    options.filter((option) => option.startsWith(name)).map((option) => option.slice(name.length));
  const testNamePatterns = read('--test-name-pattern=');
  const [reporter = 'spec'] = read('--test-reporter=');
  const summaries: Summary[] = [];
  const events = run({
    files: files.map((file) => path.resolve(root, file)),
    cwd: root,
    concurrency: CONCURRENCY,
    timeout: TIMEOUT_MS,
    signal: interruption.signal,
    execArgv: options.filter((option) => !option.startsWith('--test-')),
    ...(testNamePatterns.length > 0 && { testNamePatterns }),
  });
  events.on('test:summary', (summary) => summaries.push(summary));
  const output = events.compose(createReporter(reporter));
  for await (const text of output) process.stdout.write(text);
  return summaries;
}

function createReporter(name: string) {
  switch (name) {
    case 'spec':
      return new reporters.spec();
    case 'tap':
      return reporters.tap;
    case 'dot':
      return reporters.dot;
    default:
      throw new Error('--test-reporter is spec, tap or dot.');
  }
}

/** The slowest files, and the totals of all runs in the form in which each run prints its own. */
function printSummaries(summaries: readonly Summary[]): void {
  const files = summaries.filter(({ file }) => file !== undefined);
  const runs = summaries.filter(({ file }) => file === undefined);
  const slowest = files.toSorted((a, b) => b.duration_ms - a.duration_ms);
  console.log(`\nThe slowest of ${files.length} files:`);
  for (const { file = '', duration_ms: ms } of slowest.slice(0, MAX_LISTED_FILES)) {
    console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${path.relative(root, file)}`);
  }
  const total = (name: keyof Summary['counts']): number =>
    runs.reduce((sum, { counts }) => sum + counts[name], 0);
  const others = total('cancelled') + total('skipped') + total('todo');
  const totals = {
    tests: total('tests'),
    pass: total('passed'),
    fail: total('tests') - total('passed') - others,
    cancelled: total('cancelled'),
    skipped: total('skipped'),
    todo: total('todo'),
  };
  console.log('All runs:');
  for (const [name, count] of Object.entries(totals)) console.log(`ℹ ${name} ${count}`);
}

process.exitCode = await main(process.argv.slice(2));
