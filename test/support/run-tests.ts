import path from 'node:path';
import { groupFiles, separateExclusive } from './runner/file-groups.ts';
import { Report } from './runner/report.ts';
import { type RunOptions, runFiles } from './runner/run-files.ts';
import { runFailedAgain } from './runner/second-run.ts';
import type { Summary } from './runner/worker-messages.ts';
import { startTestPostgres } from './test-postgres.ts';

/*
 * `npm test [-- options and files]`: starts one embedded PostgreSQL with a migrated template
 * database, then runs the test files in a few processes (runner/). Prints the slowest files and the
 * totals at the end. Without files it runs all but the slow ones, with `--all` these too
 * (`npm run test:all`). `--test-name-pattern=` runs some tests, `--test-reporter=` changes the
 * output; further options go to the processes of the files.
 */
const root = path.join(import.meta.dirname, '..', '..');

/** Tests wait for browsers, databases and child processes, so two cores can run more than two. */
const WORKERS = 3;

/** A test that hangs fails after this time; none needs half of it. */
const TIMEOUT_MS = 600_000;

/** The same for a file that does not end. */
const FILE_TIMEOUT_MS = 900_000;

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
  const withSlow = args.includes('--all');
  const options = args.filter((arg) => arg.startsWith('-') && arg !== '--all');
  const files = args.filter((arg) => !arg.startsWith('-'));
  const report = new Report(root, readOption(options, '--test-reporter')[0] ?? 'spec');
  const runOptions: RunOptions = {
    cwd: root,
    workers: WORKERS,
    execArgv: options.filter((option) => !option.startsWith('--test-')),
    timeoutMs: TIMEOUT_MS,
    fileTimeoutMs: FILE_TIMEOUT_MS,
    testNamePatterns: readOption(options, '--test-name-pattern'),
    signal: interruption.signal,
    onEvent: (event) => report.add(event),
  };
  const run = (group: string[]): Promise<Summary[]> =>
    runFiles(
      group.map((file) => path.resolve(root, file)),
      runOptions,
    );
  const summaries =
    files.length > 0
      ? await runInTurn(run, separateExclusive(files))
      : await runAll(run, report, withSlow);
  await report.end(summaries);
  const isGood = summaries.length > 0 && summaries.every(({ success }) => success);
  return isGood && !interruption.signal.aborted ? 0 : 1;
}

/** Runs all files, or all but the slow ones. The few that fail run once more, alone, and the report names them. */
async function runAll(
  run: (group: string[]) => Promise<Summary[]>,
  report: Report,
  withSlow: boolean,
): Promise<Summary[]> {
  const { groups, leftOut } = groupFiles(root, { withSlow });
  const summaries = await runInTurn(run, groups);
  if (interruption.signal.aborted) return summaries;
  const second = await runFailedAgain(summaries, root, async (file) => {
    const [summary] = await run([file]);
    if (!summary) throw new Error(`${file} did not run again.`);
    return summary;
  });
  report.addLines(second.lines);
  if (leftOut > 0) report.addLines([`${leftOut} slow files were left out: npm run test:all`]);
  return second.summaries;
}

/** Runs the files of a group at the same time, and one group after another. */
async function runInTurn(
  run: (group: string[]) => Promise<Summary[]>,
  groups: readonly string[][],
): Promise<Summary[]> {
  const summaries: Summary[] = [];
  for (const group of groups) summaries.push(...(await run(group)));
  return summaries;
}

/** The values of an option, which can be repeated. */
function readOption(options: readonly string[], name: string): string[] {
  const start = `${name}=`;
  return options.filter((option) => option.startsWith(start)).map((it) => it.slice(start.length));
}

process.exitCode = await main(process.argv.slice(2));
