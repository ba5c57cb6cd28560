import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestSummary } from './summary-reporter.ts';
import { startTestPostgres, type TestPostgres } from './test-postgres.ts';

/*
 * `npm test [-- options and files]`: starts one embedded PostgreSQL with a migrated template
 * database, then runs Node's test runner over the test files, each in its own process. Prints the
 * slowest files and the totals at the end.
 */
const root = path.join(import.meta.dirname, '..', '..');

/** These are sensitive to timing, so each runs alone after the others. */
const exclusiveFiles = ['test/bridge/faults-and-restarts.test.ts', 'test/chaos/run-chaos.test.ts'];

/** Tests wait for browsers, databases and child processes, so two cores can run more than two. */
const CONCURRENCY = 3;

/** A test that hangs fails after this time; none needs half of it. */
const TIMEOUT_MS = 600_000;

const MAX_LISTED_FILES = 12;

/** After Ctrl-C no further group of files is started. */
let isInterrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isInterrupted = true;
  });
}

async function main(args: string[]): Promise<number> {
  const server = await startTestPostgres({ isDurable: false });
  try {
    return await runTests(args, server);
  } finally {
    await server.close();
  }
}

async function runTests(args: string[], server: TestPostgres): Promise<number> {
  const options = args.filter((arg) => arg.startsWith('-'));
  const files = args.filter((arg) => !arg.startsWith('-'));
  const groups = files.length > 0 ? [files] : listAllFiles();
  const summaries: TestSummary[] = [];
  let exitCode = 0;
  for (const group of groups) {
    if (isInterrupted) break;
    const result = await runFiles(options, group, server);
    summaries.push(...result.summaries);
    exitCode = Math.max(exitCode, result.exitCode);
  }
  if (groups.length > 1) printSummaries(summaries);
  return isInterrupted ? 1 : exitCode;
}

/** The files in groups that run one after another. Those with browsers first, as they take longest. */
function listAllFiles(): string[][] {
  const isExclusive = (file: string): boolean => exclusiveFiles.includes(file);
  const isWeb = (file: string): boolean => file.startsWith('test/web/');
  const others = globSync('test/**/*.test.ts', { cwd: root }).filter((file) => !isExclusive(file));
  const ordered = others.toSorted(
    (a, b) => Number(isWeb(b)) - Number(isWeb(a)) || a.localeCompare(b),
  );
  return [ordered, ...exclusiveFiles.map((file) => [file])];
}

async function runFiles(
  options: string[],
  files: string[],
  { env }: TestPostgres,
): Promise<{ exitCode: number; summaries: TestSummary[] }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-summary-'));
  const summaryFile = path.join(folder, 'summary.jsonl');
  const hasReporter = options.some((option) => option.startsWith('--test-reporter'));
  const args = [
    '--test',
    `--test-concurrency=${CONCURRENCY}`,
    `--test-timeout=${TIMEOUT_MS}`,
    ...(hasReporter ? [] : ['--test-reporter=spec', '--test-reporter-destination=stdout']),
    ...options,
    `--test-reporter=${path.join(import.meta.dirname, 'summary-reporter.ts')}`,
    `--test-reporter-destination=${summaryFile}`,
    ...files,
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...env,
      // No test may depend on the time zone and language of the machine.
      TZ: 'Asia/Kathmandu',
      LANG: 'xx_XX.UTF-8',
    },
  });
  // The runner ends its own children; we only outlive it to clean up.
  const pass = (signal: NodeJS.Signals): boolean => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, pass);
  const exitCode = await new Promise<number>((resolve) =>
    child.on('exit', (code) => resolve(code ?? 1)),
  );
  const lines = existsSync(summaryFile) ? readFileSync(summaryFile, 'utf8').split('\n') : [];
  rmSync(folder, { recursive: true });
  return { exitCode, summaries: lines.filter(Boolean).map((line) => JSON.parse(line)) };
}

/** The slowest files, and the totals of all runs in the form in which each run prints its own. */
function printSummaries(summaries: readonly TestSummary[]): void {
  const files = summaries.filter(({ file }) => file !== undefined);
  const runs = summaries.filter(({ file }) => file === undefined);
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, MAX_LISTED_FILES);
  console.log(`\nThe slowest of ${files.length} files:`);
  for (const { file = '', seconds } of slowest) {
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${path.relative(root, file)}`);
  }
  const total = (name: keyof TestSummary['counts']): number =>
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
